"""Verdicts: four kinds of record as plain dicts, a policy as a plain dict, every field compared every time."""

from dataclasses import dataclass
from typing import TypedDict

from oracle import tolerance
from oracle.equivalence import agree, readings
from oracle.organisations import Forms, name_outcome
from oracle.significant import is_empty

Record = dict[str, object]

NAMES = ("surname", "given_name", "patronymic")
FIELDS = {
    "person": (*NAMES, "document"),
    "ip": (*NAMES, "inn"),
    "org": ("name", "inn"),
    "customer": ("name", "inn", "purchase_id"),
}
MANDATORY = frozenset({"surname", "document", "name", "inn"})
REFUSED = frozenset({"different", "missing"})


class Policy(TypedDict):
    """One choice for every selectable reading."""

    spaces: str
    transpositions: str
    aliases: str
    form_position: str
    absent_markers: tuple[str, ...]


DEFAULT = Policy(
    spaces="remove",
    transpositions="two_transpositions",
    aliases="both",
    form_position="as_written",
    absent_markers=(),
)


@dataclass(frozen=True)
class Judged:
    """What the rule says of one pair of records."""

    outcomes: dict[str, str]
    accepted: dict[str, bool]
    matched: bool
    error_code: int | None
    reasons: tuple[str, ...]


def accepts(outcome: str, policy: Policy) -> bool:
    """T: every outcome is accepted but those that say otherwise and, in one reading, two transpositions."""
    if outcome == "two_transpositions":
        return policy["transpositions"] == "two_transpositions"
    return outcome not in REFUSED


def text(record: Record, field: str) -> str:
    """None in a field means the empty string."""
    value = record.get(field)
    return "" if value is None else str(value)


def strict_outcome(one: str, other: str) -> str:
    """Document, INN and purchase id: in full after N and E, spaces always go."""
    if one == other:
        return "exact"
    return "equivalent" if agree(one, other, "remove") else "different"


def personal_outcome(one: str, other: str, spaces: str) -> str:
    """T for one of the three names of a person."""
    if one == other:
        return "exact"
    return tolerance.outcome(readings(one, spaces), readings(other, spaces))


def without_marker(value: str, policy: Policy) -> str:
    """O6: a patronymic that says that there is none is the empty string."""
    absent = any(agree(value, marker, policy["spaces"]) for marker in policy["absent_markers"])
    return "" if absent else value


def patronymic_outcome(one: str, other: str, policy: Policy) -> str:
    """The patronymic; `exact` looks at the values as given."""
    if one == other:
        return "exact"
    known, held = without_marker(one, policy), without_marker(other, policy)
    return tolerance.outcome(readings(known, policy["spaces"]), readings(held, policy["spaces"]))


def listed(record: Record) -> list[str]:
    """O4: the names that a document lists; one without symbols is not a name."""
    aliases = record.get("aliases", ())
    assert isinstance(aliases, list | tuple)
    return [name for name in (text(record, "name"), *map(str, aliases)) if not is_empty(name)]


def matches_any(name: str, names: list[str], forms: Forms, policy: Policy) -> bool:
    """O4: the name is accepted by O2 against one of these."""
    outcomes = (name_outcome(name, other, forms, policy["spaces"], policy["form_position"]) for other in names)
    return any(accepts(outcome, policy) for outcome in outcomes)


def aliased(application: Record, contract: Record, forms: Forms, policy: Policy) -> bool:
    """O4: both documents list both names, or one of them does where that is enough."""
    there = matches_any(text(application, "name"), listed(contract), forms, policy)
    back = matches_any(text(contract, "name"), listed(application), forms, policy)
    return (there and back) if policy["aliases"] == "both" else (there or back)


def organisation_outcome(application: Record, contract: Record, forms: Forms, policy: Policy) -> str:
    """O: the name of an organisation that is there on both sides."""
    one, other = text(application, "name"), text(contract, "name")
    outcome = name_outcome(one, other, forms, policy["spaces"], policy["form_position"])
    if not accepts(outcome, policy) and aliased(application, contract, forms, policy):
        return "alias"
    return outcome


def absent(application: Record, contract: Record, field: str) -> str | None:
    """N4: `missing` and `both_empty`, decided before anything else."""
    empty = [is_empty(text(record, field)) for record in (application, contract)]
    if field == "inn" and all(empty) and application.get("nonresident") and contract.get("nonresident"):
        return "both_empty"
    return "missing" if field in MANDATORY and any(empty) else None


def field_outcome(application: Record, contract: Record, field: str, forms: Forms, policy: Policy) -> str:
    """The outcome of one field."""
    without = absent(application, contract, field)
    if without is not None:
        return without
    one, other = text(application, field), text(contract, field)
    match field:
        case "name":
            return organisation_outcome(application, contract, forms, policy)
        case "patronymic":
            return patronymic_outcome(one, other, policy)
        case "surname" | "given_name":
            return personal_outcome(one, other, policy["spaces"])
        case _:
            return strict_outcome(one, other)


def judge(kind: str, application: Record, contract: Record, forms: Forms, policy: Policy) -> Judged:
    """The verdict on two records of one kind."""
    outcomes = {field: field_outcome(application, contract, field, forms, policy) for field in FIELDS[kind]}
    return judged(outcomes, policy)


def judged(outcomes: dict[str, str], policy: Policy) -> Judged:
    """Outcomes made into a decision, an error code and reasons."""
    accepted = {field: accepts(outcome, policy) for field, outcome in outcomes.items()}
    return Judged(
        outcomes=outcomes,
        accepted=accepted,
        matched=all(accepted.values()),
        error_code=error_code(outcomes, accepted),
        reasons=tuple(f"{field}:{outcome}" for field, outcome in outcomes.items() if outcome != "exact"),
    )


def error_code(outcomes: dict[str, str], accepted: dict[str, bool]) -> int | None:
    """7014 if the purchase id alone differs, 7004 for any other difference, none where data are not there."""
    refused = [field for field, good in accepted.items() if not good]
    if not refused or "missing" in outcomes.values():
        return None
    return 7014 if refused == ["purchase_id"] else 7004
