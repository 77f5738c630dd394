"""The row that is written for an application, and how it comes from the verdicts on its contracts."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from npmatch.batch.rows import Kind
from npmatch.fields import COMPARED
from npmatch.outcomes import Outcome, refusal
from npmatch.policy import Policy

if TYPE_CHECKING:
    from npmatch.notes.kinds import Note
    from npmatch.verdict import Verdict

FIELDS = ("surname", "given_name", "patronymic", "document", "name", "inn", "purchase_id")
"""The columns of an output that hold outcomes."""

NO_CONTRACT_CODE = 7001
"""Appendix 4: the number is not the donor's, or nobody has a contract for it."""
NOT_REGISTERED_CODE = 7008
"""Appendix 4: whoever applies has no contract with the donor, for this number or another."""


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


class Answer(NamedTuple):
    """What is written of an application beside its key and its number.

    ``contracts`` is how many contracts there were under the key.
    """

    kind: Kind
    status: Status
    error_code: int | None = None
    outcomes: Mapping[str, Outcome] = MappingProxyType({})
    contracts: int = 0
    notes: "tuple[Note, ...]" = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reason codes ``field:outcome`` of the fields that are not exact, as a verdict has them."""
        return tuple(f"{name}:{found}" for name, found in self.outcomes.items() if found is not Outcome.EXACT)

    def cells(self, *, notes: bool = False) -> list[str]:
        """Return the cells to write, in the order of `header`, from the kind on."""
        code = "" if self.error_code is None else str(self.error_code)
        outcomes = (str(self.outcomes.get(name, "")) for name in FIELDS)
        found = [self.kind, self.status, code, *outcomes, str(self.contracts)]
        return [*found, " ".join(self.notes)] if notes else found


class VerdictRow(NamedTuple):
    """One row of the output: the key as the application writes it, the number of the row, and what was found."""

    key: str
    number: int
    answer: Answer

    def __repr__(self) -> str:
        return f"{type(self).__name__}(number={self.number}, answer={self.answer})"

    def cells(self, *, notes: bool = False) -> list[str]:
        """Return the cells to write, in the order of `header`."""
        return [self.key, str(self.number), *self.answer.cells(notes=notes)]


def header(key: str, *, notes: bool = False) -> list[str]:
    """Return the header of an output whose key column is called ``key``.

    >>> header("Телефон")[:5], header("Телефон", notes=True)[-2:]
    (['Телефон', 'row', 'kind', 'status', 'error_code'], ['contracts', 'notes'])
    """
    found = [key, "row", "kind", "status", "error_code", *FIELDS, "contracts"]
    return [*found, "notes"] if notes else found


def answer_of(
    kind: Kind, outcomes: Sequence[Outcome], policy: Policy, contracts: int = 1, notes: "tuple[Note, ...]" = ()
) -> Answer:
    """Return what is written of an application whose outcomes against the contract that counts are these.

    >>> answer_of(Kind.IP, [Outcome.EXACT] * 3 + [Outcome.DIFFERENT], Policy()).error_code
    7004

    Clause: 4 (codes 7004, 7014)
    """
    found = dict(zip(COMPARED[kind], outcomes, strict=True))
    refused = [name for name, outcome in found.items() if not policy.accepts(outcome)]
    if not refused:
        return Answer(kind, Status.MATCHED, None, found, contracts, notes)
    if Outcome.MISSING in outcomes:
        return Answer(kind, Status.INCOMPLETE, None, found, contracts, notes)
    return Answer(kind, Status.NOT_MATCHED, refusal(refused), found, contracts, notes)


def no_contract(kind: Kind, *, registered: bool = True) -> Answer:
    """Return what is written where there is no contract; ``registered``: the applicant may have one elsewhere.

    >>> no_contract(Kind.PERSON).error_code, no_contract(Kind.PERSON, registered=False).error_code
    (7001, 7008)

    Clause: 4 (codes 7001, 7008)
    """
    return Answer(kind, Status.NO_CONTRACT, NO_CONTRACT_CODE if registered else NOT_REGISTERED_CODE)


def merit(outcomes: Sequence[Outcome], policy: Policy) -> int:
    """Return what makes one verdict better than another: how many fields are accepted. A match accepts them all."""
    return sum(map(policy.accepts, outcomes))


def best(verdicts: "Sequence[Verdict]", policy: Policy) -> int:
    """Return the index of the verdict that counts; of equals the first."""
    ranked = [merit(verdict.outcomes, policy) for verdict in verdicts]
    return ranked.index(max(ranked))
