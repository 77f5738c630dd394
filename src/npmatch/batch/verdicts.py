"""The row that is written for an application, and how it comes from the verdicts on its contracts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from npmatch.batch.rows import Kind
from npmatch.outcomes import Outcome
from npmatch.policy import Policy
from npmatch.profiles import PROFILES
from npmatch.verdict import Verdict

FIELDS = ("surname", "given_name", "patronymic", "document", "name", "inn", "purchase_id")
"""The columns of an output that hold outcomes."""

_COMPARED = {profile.kind: tuple(field.name for field in profile.fields) for profile in PROFILES.values()}

NO_CONTRACT_CODE = 7001
"""Appendix 4: the number is not the donor's, or nobody has a contract for it."""


class Status(StrEnum):
    """What came of an application."""

    #: Every field of some contract is accepted.
    MATCHED = "matched"
    #: Some field of every contract is not.
    NOT_MATCHED = "not_matched"
    #: There is no contract under the key.
    NO_CONTRACT = "no_contract"
    #: A mandatory field is empty, so there is nothing to say.
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One row of the output: the key as the application writes it, and what was found."""

    key: str = field(repr=False)
    number: int
    kind: Kind
    status: Status
    error_code: int | None = None
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)

    def cells(self) -> list[str]:
        """Return the cells to write, in the order of `header`."""
        code = "" if self.error_code is None else str(self.error_code)
        outcomes = (str(self.outcomes.get(name, "")) for name in FIELDS)
        return [self.key, str(self.number), self.kind, self.status, code, *outcomes]


def header(key: str) -> list[str]:
    """Return the header of an output whose key column is called ``key``.

    >>> header("Телефон")[:5]
    ['Телефон', 'row', 'kind', 'status', 'error_code']
    """
    return [key, "row", "kind", "status", "error_code", *FIELDS]


def status_of(verdict: Verdict) -> Status:
    """Return the status of an application of which this is the verdict that counts."""
    if verdict.matched:
        return Status.MATCHED
    return Status.INCOMPLETE if Outcome.MISSING in verdict.outcomes else Status.NOT_MATCHED


def merit(verdict: Verdict, policy: Policy) -> tuple[bool, int]:
    """Return what makes one verdict better than another: a match first, then the number of accepted fields."""
    return verdict.matched, sum(map(policy.accepts, verdict.outcomes))


def verdict_row(key: str, number: int, kind: Kind, verdict: Verdict | None) -> VerdictRow:
    """Return the row for an application; ``verdict`` is None if there is no contract.

    Clause: 4 (codes 7001, 7004, 7014)
    """
    if verdict is None:
        return VerdictRow(key, number, kind, Status.NO_CONTRACT, NO_CONTRACT_CODE)
    outcomes = dict(zip(_COMPARED[verdict.kind], verdict.outcomes, strict=True))
    return VerdictRow(key, number, kind, status_of(verdict), verdict.error_code, outcomes)


def best(verdicts: Sequence[Verdict], policy: Policy) -> int:
    """Return the index of the verdict that counts; of equals the first."""
    if len(verdicts) == 1:
        return 0
    ranked = [merit(verdict, policy) for verdict in verdicts]
    return ranked.index(max(ranked))
