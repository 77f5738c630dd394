"""The seam for a quicker engine: the columns of two sides in, a number a row out that packs the outcomes.

A code is one of `npmatch.batch.tails` (four bits for the outcome of each field, then the kind), or says what is wrong
with a row that cannot be used.
"""

from array import array
from collections.abc import Sequence

from npmatch.batch.columns import Side as Whose
from npmatch.batch.engine import Matcher
from npmatch.batch.faults import ROW_FAULTS, Fault
from npmatch.batch.rows import CellError
from npmatch.batch.sides import Side
from npmatch.batch.tails import Code, Tails
from npmatch.columns.table import Half
from npmatch.policy import Policy

_FAULT = {Whose.APPLICATION: 1 << 22, Whose.CONTRACT: 1 << 23}
_WHICH = 15


def outcome_codes(application: Half, contract: Half, policy: Policy) -> "array[int]":
    """Return the code of every row: unsigned, of 32 bits.

    Whatever takes the place of this function is given the same columns and must return the same codes.

    Raises TypeError for a column that holds anything but text.

    Clause: 6/3
    """
    asked, held, matcher = Side(application.layout), Side(contract.layout), Matcher(policy)
    rows = zip(zip(*application.texts(), strict=True), zip(*contract.texts(), strict=True), strict=True)
    return array("I", [_code(asked, held, matcher, left, right) for left, right in rows])


def _code(asked: Side, held: Side, matcher: Matcher, left: Sequence[str], right: Sequence[str]) -> Code:
    try:
        kind = asked.kind(left)
        mine = asked.values(kind, left)
    except CellError as error:
        return _fault(Whose.APPLICATION, error.fault)
    try:
        return matcher.code(kind, mine, held.values(kind, right))
    except CellError as error:
        # The kind is wanted still: without this contract there may be none.
        return _fault(Whose.CONTRACT, error.fault) | Tails.code(kind, ())


def _fault(whose: Whose, fault: Fault) -> Code:
    return _FAULT[whose] | ROW_FAULTS.index(fault)


def fault_in(code: Code, whose: Whose | None = None) -> Fault | None:
    """Return what is wrong with a row, on one side or (None) on either; None for a row that was compared.

    >>> fault_in(_fault(Whose.CONTRACT, Fault.UNKNOWN_FLAG)).value
    'unknown_flag'
    >>> fault_in(_fault(Whose.CONTRACT, Fault.UNKNOWN_FLAG), Whose.APPLICATION) is fault_in(0) is None
    True
    """
    sides = Whose if whose is None else (whose,)
    return ROW_FAULTS[code & _WHICH] if any(code & _FAULT[side] for side in sides) else None
