"""What a code says, as columns: what the command writes of a row, and beside it what is handy in a table."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from npmatch.batch.tails import Code, Tails
from npmatch.batch.verdicts import FIELDS, Status
from npmatch.columns.codes import fault_in
from npmatch.native.columns import spread
from npmatch.policy import Policy

if TYPE_CHECKING:
    from array import array

VERDICT = ("kind", "status", "matched", "error_code", *FIELDS, "contracts", "reasons", "fault")
"""The columns of a verdict: ``matched`` is a truth value, ``error_code`` and ``contracts`` are numbers, others text."""

Cells = tuple[Any, ...]
_NOTHING = (None, None, False, *[None] * (1 + len(FIELDS)), 0, "")


class Answers:
    """Makes the cells of `VERDICT` from codes, once for each different answer.

    >>> Answers(Policy()).cells(0, 1)[:4]
    ('person', 'matched', True, None)
    """

    def __init__(self, policy: Policy) -> None:
        self.tails = Tails(policy, "", "")
        self.cells = cache(self._cells)

    def _cells(self, code: Code, contracts: int) -> Cells:
        """Return the cells of a row; an outcome is None where the kind of subscriber has no such field."""
        fault = fault_in(code)
        if fault is not None:
            return (*_NOTHING, str(fault))
        answer = self.tails.answer(code, contracts)
        found = [str(answer.outcomes[name]) if name in answer.outcomes else None for name in FIELDS]
        matched = answer.status is Status.MATCHED
        opening = (str(answer.kind), str(answer.status), matched, answer.error_code)
        return (*opening, *found, answer.contracts, " ".join(answer.reasons), None)

    def columns(self, codes: "array[int]", contracts: int | Sequence[int]) -> dict[str, list[Any]]:
        """Return the columns of `VERDICT` for many rows; ``contracts``: how many each has, or all of them have."""
        return dict(zip(VERDICT, spread(codes, contracts, self.cells, len(VERDICT)), strict=True))
