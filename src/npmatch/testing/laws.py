"""Laws: what a matcher must keep, each as a recipe for cases and the clause that it follows from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Protocol

from npmatch.outcomes import Outcome
from npmatch.records import Record
from npmatch.synthetic.compose import single
from npmatch.synthetic.disguise import EVERY
from npmatch.synthetic.labels import FIELDS, KINDS, Kind, LabelledPair, fields_for, outcomes_of
from npmatch.synthetic.source import Source

PEOPLE: tuple[Kind, ...] = ("person", "ip")
ORGANIZATIONS: tuple[Kind, ...] = ("org", "customer")

Records = tuple[Record, Record]
"""The application's record and the contract's."""


class Printer(Protocol):
    """What hypothesis prints with."""

    def text(self, text: str) -> None:
        """Print ``text`` as it is."""


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """Pairs of records to decide on, and the decision that is due.

    ``matched`` is due for each of the ``pairs``; None asks only that all get the same decision. ``label`` is the label
    that the decision was taken from; with ``told`` the fields and the error code of the verdict are due as well, if
    the matcher tells them. ``repr`` shows the values, which are invented or public.

    >>> from npmatch.records import Person
    >>> Case(((Person("Крылов"), Person("Крынов")),), matched=True)
    application Person(surname='Крылов', ...), contract Person(surname='Крынов', ...)

    Clause: 6/3
    """

    pairs: tuple[Records, ...]
    matched: bool | None
    label: LabelledPair | None = None
    told: bool = False

    def __repr__(self) -> str:
        return "\n".join(f"application {shown(a)}, contract {shown(b)}" for a, b in self.pairs)

    def _repr_pretty_(self, printer: Printer, _cycle: bool) -> None:  # noqa: FBT001  # hypothesis calls it so
        """Be short where hypothesis lists arguments: the message above has shown the values."""
        printer.text("Case(...)")


Recipe = Callable[[Source, Sequence[Kind]], Case]
"""Makes a case of one of the kinds given, by the choices of a source."""


@dataclass(frozen=True, slots=True)
class Law:
    """A recipe for cases, with the clause that it shows and the kinds of record that it can speak of.

    ``about`` names the outcome that a law is all about.
    """

    name: str
    sentence: str
    clause: str
    kinds: tuple[Kind, ...]
    about: Outcome | None
    recipe: Recipe


LAWS: list[Law] = []
"""All laws that have been entered."""


def law(clause: str, kinds: tuple[Kind, ...] = KINDS, about: Outcome | None = None) -> Callable[[Recipe], Recipe]:
    """Return a decorator that enters a recipe into ``LAWS``; its docstring opens with the law in words.

    >>> from npmatch.testing import MatcherSuite
    >>> {"6/2.1", "6/2.2", "6/2.3 а", "6/2.3 г", "6/2.4 а"} <= {each.clause for each in LAWS}
    True
    """

    def enter(recipe: Recipe) -> Recipe:
        sentence = (recipe.__doc__ or "").partition("\n")[0]
        LAWS.append(Law(recipe.__name__, sentence, clause, kinds, about, recipe))
        return recipe

    return enter


def shown(record: Record) -> str:
    """Return a record with its values, for a report on invented data.

    >>> from npmatch.records import Person
    >>> shown(Person("Крылов"))
    "Person(surname='Крылов', given_name='', patronymic='', document='')"
    """
    values = ", ".join(f"{field.name}={getattr(record, field.name)!r}" for field in fields(record))
    return f"{type(record).__name__}({values})"


def pair_with(source: Source, kinds: Sequence[Kind], *outcomes: Outcome) -> LabelledPair:
    """Return a labelled pair of one of ``kinds`` with one of ``outcomes`` in a field that can have it.

    >>> from npmatch.synthetic import Seeded
    >>> pair_with(Seeded(1), ["org"], Outcome.SWAPPED)
    LabelledPair(org, name=swapped, inn=exact)

    Clause: 6/3
    """
    options = [(kind, outcome) for kind in kinds for outcome in outcomes if fields_for(kind, outcome)]
    kind, outcome = source.choice(options)
    return single(source, kind, outcome, None, EVERY)


def any_pair(source: Source, kinds: Sequence[Kind]) -> LabelledPair:
    """Return a labelled pair of one of ``kinds``, whatever its outcome.

    >>> from npmatch.synthetic import Seeded
    >>> any_pair(Seeded(1), ["ip"]).kind
    'ip'

    Clause: 6/3
    """
    kind = source.choice(kinds)
    field = source.choice(FIELDS[kind])
    return single(source, kind, source.choice(outcomes_of(kind, field)), field, EVERY)


def due(pair: LabelledPair) -> Case:
    """Return the case of one pair, of which the label's decision is due.

    >>> from npmatch.synthetic import Generator
    >>> due(Generator(1).pair("person", Outcome.MISSING)).matched
    False

    Clause: 6/3
    """
    return Case(((pair.application, pair.contract),), pair.matched, pair)


def unturned(pair: LabelledPair, application: Record) -> Case:
    """Return the case that another way to write the application turns no decision.

    >>> from npmatch.synthetic import Generator
    >>> pair = Generator(1).pair("person", Outcome.SWAPPED)
    >>> len(unturned(pair, pair.contract).pairs)
    2

    Clause: 6/2.2, 6/2.3 а-в
    """
    return Case(((pair.application, pair.contract), (application, pair.contract)), None)


def rewritten(kind: Kind, record: Record, change: Callable[[str, str], str]) -> Record:
    """Return the record with ``change(field, value)`` in every compared field.

    >>> from npmatch.records import Person
    >>> rewritten("person", Person("Крылов"), lambda field, value: value.upper()).surname
    'КРЫЛОВ'

    Clause: 6/3
    """
    values: Mapping[str, str] = {field: change(field, getattr(record, field)) for field in FIELDS[kind]}
    return replace(record, **values)  # type: ignore[arg-type]  # every compared field is a string
