"""The notes that the rule defines exactly enough to be read literally; hints that change no verdict."""

from dataclasses import dataclass
from itertools import combinations, product
from typing import cast

from oracle.equivalence import readings
from oracle.organisations import Forms
from oracle.verdicts import (
    FIELDS,
    NAMES,
    Policy,
    Record,
    accepts,
    field_outcome,
    judge,
    text,
    without_marker,
)

TOLERATED = frozenset({*NAMES, "name"})
SELECTABLE: dict[str, tuple[object, ...]] = {
    "spaces": ("remove", "collapse"),
    "transpositions": ("two_transpositions", "two_symbols"),
    "aliases": ("both", "either"),
    "form_position": ("as_written", "either_end"),
    "absent_markers": ((), ("нет", "отсутствует")),
}
MANY = tuple(cast("Policy", dict(zip(SELECTABLE, chosen, strict=True))) for chosen in product(*SELECTABLE.values()))


@dataclass(frozen=True)
class Case:
    """Two records of one kind under one policy."""

    kind: str
    application: Record
    contract: Record
    forms: Forms
    policy: Policy


def reading_dependent(case: Case) -> bool:
    """Another selectable reading would turn the verdict round, alone or together with others."""
    now, *others = (
        judge(case.kind, case.application, case.contract, case.forms, policy).matched for policy in (case.policy, *MANY)
    )
    return any(other != now for other in others)


def alias_one_sided(case: Case) -> bool:
    """The names would match if one of the two lists were enough."""
    if "name" not in FIELDS[case.kind]:
        return False
    now, then = (
        field_outcome(case.application, case.contract, "name", case.forms, policy)
        for policy in (case.policy, Policy(**{**case.policy, "aliases": "either"}))
    )
    return not accepts(now, case.policy) and then == "alias"


def three_match(case: Case, application: Record) -> bool:
    """Surname, given name and patronymic are all accepted."""
    return all(
        accepts(field_outcome(application, case.contract, field, case.forms, case.policy), case.policy)
        for field in NAMES
    )


def parts_exchanged(case: Case) -> bool:
    """The three names would match if two of them changed places."""
    if "surname" not in FIELDS[case.kind] or three_match(case, case.application):
        return False
    return any(
        three_match(case, {**case.application, one: case.application[other], other: case.application[one]})
        for one, other in combinations(NAMES, 2)
    )


def symbols_read(case: Case, record: Record, field: str) -> set[int]:
    """How many symbols the readings of a value have."""
    value = text(record, field)
    if field == "patronymic":
        value = without_marker(value, case.policy)
    return {len(read) for read in readings(value, case.policy["spaces"])}


def empty_against_one_symbol(case: Case) -> bool:
    """A tolerated field is empty on one side and one symbol on the other."""
    both = (
        (symbols_read(case, case.application, field), symbols_read(case, case.contract, field))
        for field in FIELDS[case.kind]
        if field in TOLERATED
    )
    return any((0 in one and 1 in other) or (1 in one and 0 in other) for one, other in both)


HINTS = {
    "empty_against_one_symbol": empty_against_one_symbol,
    "alias_one_sided": alias_one_sided,
    "parts_exchanged": parts_exchanged,
    "reading_dependent": reading_dependent,
}
