"""Labelled pairs: two records and what the order says about them, known from how they were made."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from npmatch.outcomes import Outcome
from npmatch.records import Record

Kind = Literal["person", "ip", "org", "customer"]

KINDS: tuple[Kind, ...] = get_args(Kind)

# Written down once more on purpose: a label may not lean on the code that it checks.
FIELDS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        "person": ("surname", "given_name", "patronymic", "document"),
        "ip": ("surname", "given_name", "patronymic", "inn"),
        "org": ("name", "inn"),
        "customer": ("name", "inn", "purchase_id"),
    }
)
"""The compared fields of each kind, in the order of a verdict."""

SLIPS = (
    Outcome.SUBSTITUTED,
    Outcome.OMITTED,
    Outcome.ADDED,
    Outcome.SWAPPED,
    Outcome.TWO_TRANSPOSITIONS,
)
"""What 2.3 г tolerates in a name."""

_ALWAYS = (Outcome.EXACT, Outcome.EQUIVALENT, Outcome.DIFFERENT)
_NAME = (*_ALWAYS, *SLIPS)
_OUTCOMES = {
    "surname": (*_NAME, Outcome.MISSING),
    "given_name": _NAME,
    "patronymic": _NAME,
    "document": (*_ALWAYS, Outcome.MISSING),
    "name": (*_NAME, Outcome.MISSING, Outcome.ALIAS),
    "inn": (*_ALWAYS, Outcome.MISSING),
    "purchase_id": _ALWAYS,
}
_REFUSED = frozenset({Outcome.DIFFERENT, Outcome.MISSING})


@dataclass(frozen=True, slots=True, repr=False)
class LabelledPair:
    """Two records of one kind with the verdict that the order gives them under the default policy.

    ``outcomes`` holds one Outcome for each compared field; ``matched`` and ``error_code`` follow from them.
    ``repr`` shows kind and outcomes, never a value.

    Clause: 6/3
    """

    kind: Kind
    application: Record
    contract: Record
    outcomes: Mapping[str, Outcome]
    matched: bool
    error_code: int | None

    def __repr__(self) -> str:
        outcomes = ", ".join(f"{field}={outcome}" for field, outcome in self.outcomes.items())
        return f"{type(self).__name__}({self.kind}, {outcomes})"


def label(kind: Kind, application: Record, contract: Record, outcomes: Mapping[str, Outcome]) -> LabelledPair:
    """Return the pair with the verdict that follows from the outcomes of its fields.

    >>> from npmatch.records import Person
    >>> same = Person("Крылов", document="4508 123456")
    >>> outcomes = dict.fromkeys(FIELDS["person"], Outcome.EXACT) | {"surname": Outcome.MISSING}
    >>> pair = label("person", same, same, outcomes)
    >>> pair.matched, pair.error_code
    (False, None)

    Clause: 6/3
    """
    refused = [field for field, outcome in outcomes.items() if outcome in _REFUSED]
    return LabelledPair(
        kind, application, contract, MappingProxyType(dict(outcomes)), not refused, _code(refused, outcomes)
    )


def outcomes_of(kind: Kind, field: str) -> tuple[Outcome, ...]:
    """Return the outcomes that a field can have under the default policy.

    Raises ValueError if the kind has no such field.

    >>> Outcome.SWAPPED in outcomes_of("person", "document")
    False

    Clause: 6/3
    """
    if field not in FIELDS[kind]:
        raise ValueError(f"{kind} has no field {field!r}; it has {', '.join(FIELDS[kind])}")
    nonresidents = (Outcome.BOTH_EMPTY,) if field == "inn" and kind != "ip" else ()
    return _OUTCOMES[field] + nonresidents


def fields_for(kind: Kind, outcome: Outcome) -> tuple[str, ...]:
    """Return the fields of a kind that can have ``outcome``.

    >>> fields_for("customer", Outcome.MISSING)
    ('name', 'inn')

    Clause: 6/3
    """
    return tuple(field for field in FIELDS[kind] if outcome in outcomes_of(kind, field))


def _code(refused: list[str], outcomes: Mapping[str, Outcome]) -> int | None:
    if not refused or Outcome.MISSING in outcomes.values():
        return None
    return 7014 if refused == ["purchase_id"] else 7004
