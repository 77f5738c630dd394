"""The seam for a quicker engine: the columns of two sides in, a number a row out that packs the outcomes.

A code is one of `npmatch.batch.tails` (four bits for the outcome of each field, then the kind), or says what is wrong
with a row that cannot be used.
"""

from array import array
from collections.abc import Callable, Sequence

from npmatch.batch.columns import Side as Whose
from npmatch.batch.engine import Matcher
from npmatch.batch.faults import ROW_FAULTS, Fault
from npmatch.batch.passing import glances
from npmatch.batch.rows import CellError
from npmatch.batch.sides import ROLES, SURE, Side
from npmatch.batch.tails import Code, Tails
from npmatch.columns.table import Half
from npmatch.native.columns import odd_surnames, person_codes
from npmatch.policy import Policy

_FAULT = {Whose.APPLICATION: 1 << 22, Whose.CONTRACT: 1 << 23}
_WHICH = 15
_ANY = 3 << 22

_Judge = Callable[[Sequence[str], Sequence[str]], Code]


def outcome_codes(application: Half, contract: Half, policy: Policy) -> "array[int]":
    """Return the code of every row: unsigned, of 32 bits.

    Whatever takes the place of this function is given the same columns and must return the same codes.

    Raises TypeError for a column that holds anything but text.

    Clause: 6/3
    """
    asked, held, matcher = Side(application.layout), Side(contract.layout), Matcher(policy)
    if not (asked.simple and held.simple):
        return _row_by_row(_of_any(asked, held, matcher), application, contract)
    found = None if asked.in_parts or held.in_parts else _of_kernel((application, contract), asked, held, matcher)
    return _row_by_row(_of_people(asked, held, matcher), application, contract) if found is None else found


def _row_by_row(code: _Judge, application: Half, contract: Half) -> "array[int]":
    left, right = (zip(*each.texts(), strict=True) for each in (application, contract))
    return array("I", map(code, left, right))


def _of_kernel(halves: tuple[Half, Half], asked: Side, held: Side, matcher: Matcher) -> "array[int] | None":
    """Return the codes of columns of persons as the compiled module finds them, None where it cannot.

    It takes every row for a person's; those with another surname than a plain one are judged anew, one by one.
    """
    left, right = ([half.plain(role) for role in ROLES] for half in halves)
    try:
        codes = person_codes(left, right, matcher.policy)
    except TypeError:  # strings of another class than str, or no strings: whoever reads the cells one by one says which
        return None
    if codes is None:
        return None
    surnames, others = (
        column if isinstance(column, list) else half.text(side.surname)
        for column, half, side in ((left[0], halves[0], asked), (right[0], halves[1], held))
    )
    odd = odd_surnames(surnames, others, glances())
    unsure = [row for row in odd if not (asked.is_bare(surnames[row] or "") and held.is_bare(others[row] or ""))]
    if unsure:
        judge = _of_any(asked, held, matcher)
        mine, theirs = (half.texts() for half in halves)
        for row in unsure:
            codes[row] = judge([column[row] for column in mine], [column[row] for column in theirs])
    return codes


def _of_any(asked: Side, held: Side, matcher: Matcher) -> _Judge:
    def code(left: Sequence[str], right: Sequence[str]) -> Code:
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

    return code


def _of_people(asked: Side, held: Side, matcher: Matcher) -> _Judge:
    """Return `_of_any` for columns that can hold nothing but persons: a plain surname is all there is to look at."""
    general = _of_any(asked, held, matcher)

    def code(left: Sequence[str], right: Sequence[str]) -> Code:
        mine, theirs = asked.person(left), held.person(right)
        if mine[0][:1] in SURE and theirs[0][:1] in SURE:
            return matcher.person(mine, theirs)
        return general(left, right)

    return code


def _fault(whose: Whose, fault: Fault) -> Code:
    return _FAULT[whose] | ROW_FAULTS.index(fault)


def fault_in(code: Code, whose: Whose | None = None) -> Fault | None:
    """Return what is wrong with a row, on one side or (None) on either; None for a row that was compared.

    >>> fault_in(_fault(Whose.CONTRACT, Fault.UNKNOWN_FLAG)).value
    'unknown_flag'
    >>> fault_in(_fault(Whose.CONTRACT, Fault.UNKNOWN_FLAG), Whose.APPLICATION) is fault_in(0) is None
    True
    """
    if not code & _ANY:
        return None
    sides = Whose if whose is None else (whose,)
    return ROW_FAULTS[code & _WHICH] if any(code & _FAULT[side] for side in sides) else None
