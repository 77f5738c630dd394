"""One side in capitals and without spaces in numbers, as many an old system keeps its records."""

from dataclasses import replace
from types import MappingProxyType

from npmatch.outcomes import Outcome
from npmatch.records import Entrepreneur, Person, Record
from npmatch.synthetic.labels import FIELDS, LabelledPair

_NUMBERS = frozenset({"document", "inn", "purchase_id"})


def in_capitals(pair: LabelledPair) -> LabelledPair:
    """Return the pair with an application in capitals; no field is the same string on both sides any more.

    What was exact becomes equivalent, every other outcome stays.

    >>> from npmatch.synthetic import Generator
    >>> in_capitals(Generator(1).pair("person", Outcome.EXACT)).outcomes["document"].value
    'equivalent'

    Clause: 6/2.3 а
    """
    application = _recast(pair.application, pair.contract, FIELDS[pair.kind])
    outcomes = {
        field: Outcome.EQUIVALENT if outcome is Outcome.EXACT else outcome for field, outcome in pair.outcomes.items()
    }
    return replace(pair, application=application, outcomes=MappingProxyType(outcomes))


def _recast(application: Record, contract: Record, fields: tuple[str, ...]) -> Record:
    values = [_unlike(field, getattr(application, field), getattr(contract, field)) for field in fields]
    if isinstance(application, Person | Entrepreneur):
        return type(application)(*values)
    named = dict(zip(fields, values, strict=True))
    return replace(application, **named)  # type: ignore[arg-type]  # every compared field is a string


def _unlike(field: str, value: str, other: str) -> str:
    capitals = "".join(value.split()) if field in _NUMBERS else value.upper()
    if capitals != other:
        return capitals
    return value.lower() if value.lower() != other else value + " "
