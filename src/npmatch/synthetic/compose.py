"""From a plan, which says the outcome of each field, to a labelled pair that has these outcomes."""

from collections.abc import Mapping
from itertools import chain, count

from npmatch.outcomes import Outcome
from npmatch.records import Customer, Entrepreneur, Organization, Person, Record
from npmatch.synthetic import invent
from npmatch.synthetic.disguise import Tricks
from npmatch.synthetic.labels import FIELDS, Kind, LabelledPair, fields_for, label, outcomes_of
from npmatch.synthetic.names import Firm, Sex, firms, sexes
from npmatch.synthetic.source import Source, rarely
from npmatch.synthetic.titles import Titles, titles
from npmatch.synthetic.values import EMPTY, Maker, Values

Plan = Mapping[str, Outcome]
"""Outcomes by field; a field that is not named is exact."""


def compose(source: Source, kind: Kind, plan: Plan, tricks: Tricks) -> LabelledPair:
    """Return a pair of ``kind`` whose fields have the outcomes of ``plan``.

    Raises ValueError for a field or an outcome that the kind does not have.

    >>> from npmatch.synthetic import Seeded
    >>> from npmatch.synthetic.disguise import EVERY
    >>> compose(Seeded(1), "org", {"name": Outcome.SWAPPED}, EVERY)
    LabelledPair(org, name=swapped, inn=exact)

    Clause: 6/3
    """
    for field, outcome in plan.items():
        if outcome not in outcomes_of(kind, field):
            raise ValueError(f"{kind}: {field} is never {outcome}")
    outcomes = {field: plan.get(field, Outcome.EXACT) for field in FIELDS[kind]}
    maker = Maker(source, tricks)
    make = _people if kind in {"person", "ip"} else _organizations
    return label(kind, *make(maker, kind, outcomes), outcomes)


def single(source: Source, kind: Kind, outcome: Outcome, field: str | None, tricks: Tricks) -> LabelledPair:
    """Return a pair of which one field has ``outcome``, ``field`` or a drawn one, and the others are exact.

    Raises ValueError if no field of the kind can have it.

    >>> from npmatch.synthetic import Seeded
    >>> from npmatch.synthetic.disguise import EVERY
    >>> single(Seeded(1), "person", Outcome.DIFFERENT, "document", EVERY).error_code
    7004

    Clause: 6/3
    """
    fields = fields_for(kind, outcome)
    if not fields:
        raise ValueError(f"{kind}: no field is ever {outcome}")
    return compose(source, kind, {field or source.choice(fields): outcome}, tricks)


def _people(maker: Maker, kind: Kind, outcomes: Plan) -> tuple[Record, Record]:
    sex = maker.source.choice(sexes())
    names = _names(maker, sex, outcomes)
    if kind == "person":
        ids = maker.identifier(outcomes["document"], lambda: invent.document(maker.source))
        left, right = zip(*names, ids, strict=True)
        return Person(*left), Person(*right)
    ids = maker.identifier(outcomes["inn"], lambda: invent.inn(maker.source))
    left, right = zip(*names, ids, strict=True)
    return Entrepreneur(*left), Entrepreneur(*right)


def _names(maker: Maker, sex: Sex, outcomes: Plan) -> tuple[Values, Values, Values]:
    source = maker.source
    return (
        maker.name(outcomes["surname"], lambda: source.name(sex.surnames), optional=False),
        maker.name(outcomes["given_name"], lambda: source.name(sex.given_names), optional=True),
        maker.name(outcomes["patronymic"], lambda: invent.patronymic(source, sex.patronymics), optional=True),
    )


def _organizations(maker: Maker, kind: Kind, outcomes: Plan) -> tuple[Record, Record]:
    firm, names = titles(maker, outcomes["name"], foreign=outcomes["inn"] is Outcome.BOTH_EMPTY)
    inns, nonresident = _inns(maker, firm, outcomes["inn"])
    if kind == "org":
        left, right = (
            Organization(title.name, inn, title.aliases, alien)
            for title, inn, alien in zip(names, inns, nonresident, strict=True)
        )
        return left, right
    return _customers(maker, names, inns, nonresident, outcomes)


def _customers(
    maker: Maker, names: Titles, inns: Values, nonresident: tuple[bool, bool], outcomes: Plan
) -> tuple[Record, Record]:
    ids = maker.identifier(outcomes["purchase_id"], lambda: _purchase_id(maker.source), optional=True)
    left, right = (
        Customer(title.name, inn, title.aliases, alien, purchase_id)
        for title, inn, alien, purchase_id in zip(names, inns, nonresident, ids, strict=True)
    )
    return left, right


def _inns(maker: Maker, firm: Firm, outcome: Outcome) -> tuple[Values, tuple[bool, bool]]:
    """Return both INNs and whether each side is a non-resident; only two non-residents may do without."""
    source = maker.source
    if outcome is Outcome.BOTH_EMPTY:
        return (source.choice(EMPTY), source.choice(EMPTY)), (True, True)
    if outcome is Outcome.MISSING:
        inns = maker.missing(firm.inn)
        one_sided = firm.inn in inns
        return inns, source.choice(((False, False), (True, False), (one_sided, one_sided)))
    other_inns = (source.choice(firms()).inn for _ in count())
    inn_first = chain((firm.inn,), other_inns)
    return maker.identifier(outcome, lambda: next(inn_first)), (False, False)


def _purchase_id(source: Source) -> str:
    return "" if rarely(source, 4) else invent.purchase_id(source)
