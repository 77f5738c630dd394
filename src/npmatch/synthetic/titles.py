"""Pairs of organisation names: legal form and core are made apart, so that a slip never touches the form."""

from dataclasses import dataclass

from npmatch.outcomes import Outcome
from npmatch.synthetic.disguise import disguise
from npmatch.synthetic.edits import far_apart
from npmatch.synthetic.names import FOREIGN, Firm, firms, renamed
from npmatch.synthetic.source import rarely
from npmatch.synthetic.values import Maker


@dataclass(frozen=True, slots=True)
class Title:
    """What one document lists: a name and its aliases."""

    name: str
    aliases: tuple[str, ...] = ()


Titles = tuple[Title, Title]


def titles(maker: Maker, outcome: Outcome, *, foreign: bool) -> tuple[Firm, Titles]:
    """Return an organisation and its names in the application and the contract, made to have ``outcome``.

    ``foreign`` asks for a non-resident, which has no INN.

    >>> from npmatch.synthetic import Seeded
    >>> from npmatch.synthetic.disguise import CP1251
    >>> firm, (one, other) = titles(Maker(Seeded(1), CP1251), Outcome.ALIAS, foreign=False)
    >>> one.name in other.aliases and other.name in one.aliases
    True

    Clause: 6/2.4
    """
    if outcome is Outcome.ALIAS or (outcome is Outcome.DIFFERENT and rarely(maker.source, 4)):
        firm = maker.source.choice(renamed())
        return firm, _by_alias(maker, firm, both=outcome is Outcome.ALIAS)
    while True:
        firm = maker.source.choice(FOREIGN if foreign else firms())
        names = _names(maker, outcome, firm)
        if names is not None:
            return firm, (Title(names[0]), Title(names[1]))


def _by_alias(maker: Maker, firm: Firm, *, both: bool) -> Titles:
    full, short = Title(firm.full, (firm.short,)), Title(firm.short, (firm.full,) if both else ())
    return maker.source.choice(((full, short), (short, full)))


def _names(maker: Maker, outcome: Outcome, firm: Firm) -> tuple[str, str] | None:
    form = maker.source.choice((firm.short_form, firm.full_form))
    name = _joined(form, firm.core)
    if outcome is Outcome.EXACT:
        return name, name
    if outcome is Outcome.MISSING:
        return maker.missing(name)
    if outcome is Outcome.EQUIVALENT:
        return _equivalent(maker, firm, form)
    if outcome is Outcome.DIFFERENT and maker.source.choice((True, False)):
        other = maker.source.choice(FOREIGN if firm in FOREIGN else firms())
        if far_apart(firm.core, other.core):
            return name, _joined(form, other.core)
    cores = maker.try_slip(outcome, firm.core)
    return cores and _spelled(maker, firm, cores)


def _equivalent(maker: Maker, firm: Firm, form: str) -> tuple[str, str]:
    """Rewrite the form, write it otherwise, or disguise the core."""
    source, name = maker.source, _joined(form, firm.core)
    core = source.choice((firm.core, disguise(source, firm.core, maker.tricks.names)))
    other = source.choice((form, *_other_spellings(firm, form)))
    if form and source.choice((True, False)):
        other = disguise(source, other, maker.tricks.forms)
    changed = _joined(other, core)
    names = (changed if changed != name else name + ".", name)
    return source.choice((names, names[::-1]))


def _other_spellings(firm: Firm, form: str) -> tuple[str, ...]:
    return tuple(spelling for spelling in (firm.full_form, firm.short_form) if spelling != form)


def _spelled(maker: Maker, firm: Firm, cores: tuple[str, str]) -> tuple[str, str]:
    """Put a form before each core, at times the full one on one side and the short one on the other."""
    source = maker.source
    left, right = (source.choice((firm.short_form, firm.full_form)) for _ in cores)
    core = maker.steady(cores[0]) if rarely(source, 4) else cores[0]
    return _joined(left, core), _joined(right, cores[1])


def _joined(form: str, core: str) -> str:
    return f"{form} {core}".strip()
