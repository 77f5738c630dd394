"""Persons in columns: what the kernel finds of many rows in one call, the reference asked where it has no answer."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from npmatch.native import built_kernel, kernel
from npmatch.native.persons import UNDECIDED
from npmatch.policy import Policy
from npmatch.profiles import PERSON

Column = Any
"""A list of str and None, or an object with the Arrow PyCapsule interface; None for a column that is not there."""

_BITS = 4


def person_codes(left: Sequence[Column], right: Sequence[Column], policy: Policy) -> "array[int] | None":
    """Return the outcomes of many persons: for each row the ranks of its fields, four bits each, the surname lowest.

    ``left`` and ``right`` are the columns of the applications and of the contracts, a surname, given name, patronymic
    and document each: lists of str, in which None is the empty string, or else Arrow columns of text. The GIL is let go
    while Arrow columns are compared. None is returned where the kernel cannot do it: it is not there, or the columns
    are of both sorts.

    Raises TypeError for a column that is not text, ValueError for columns of different lengths.

    >>> krylov, spelled_otherwise = [["Крылов"], None, None, ["4508 1"]], [["КРЫЛОВ"], None, None, ["45081"]]
    >>> codes = person_codes(krylov, spelled_otherwise, Policy())
    >>> codes is None or codes[0] == 0x1001
    True

    Clause: 6/3.1
    """
    compiled = kernel()
    columns = [*left, *right]
    there = [column for column in columns if column is not None]
    if compiled is None or not there:
        return None
    reading = policy.spaces == "collapse", bool(policy.absent_markers)
    if all(isinstance(column, list) for column in there):
        codes = _room(map(len, there))
        rest = compiled.list_persons(columns, *reading, codes)
        _ask(codes, rest, lambda column, row: columns[column][row] if columns[column] else "", policy)
        return codes
    if any(isinstance(column, list) for column in there):
        return None
    arrow = [column if column is None else compiled.ArrowColumn(column) for column in columns]
    codes = _room(column.length for column in arrow if column)
    rest = compiled.arrow_persons(arrow, *reading, codes)
    _ask(codes, rest, lambda column, row: found.text(row) if (found := arrow[column]) else "", policy)
    return codes


def odd_surnames(one: Sequence[str | None], other: Sequence[str | None], glances: bytes) -> list[int]:
    """Return the rows in which one of two surnames is not plainly one.

    ``glances`` tells of a character, by its code point, what `npmatch.native.passes` names.

    Raises LookupError without the compiled module, TypeError for a cell that is neither a string nor None, ValueError
    for columns of different lengths.
    """
    found: list[int] = built_kernel().odd_surnames(_list(one), _list(other), glances)
    return found


def spread(
    codes: "array[int]", contracts: int | Sequence[int], cells: Callable[[int, int], tuple[Any, ...]], width: int
) -> list[list[Any]]:
    """Return ``width`` columns: in each row what ``cells`` returns for its code and its number of contracts.

    ``contracts`` is a number for each row, or the one that all of them have.

    >>> spread(array("I", [5, 6]), 1, lambda code, contracts: (code, contracts), 2)
    [[5, 6], [1, 1]]
    """
    compiled = kernel()
    numbers = array("I", [contracts]) * len(codes) if isinstance(contracts, int) else array("I", contracts)
    if compiled is not None and codes:
        found: list[list[Any]] = compiled.spread(codes, numbers, cells, width, _usual(codes, numbers))
        return found
    rows = list(map(cells, codes, numbers))
    return [[row[at] for row in rows] for at in range(width)]


def _usual(codes: "array[int]", contracts: "array[int]") -> int:
    """Return a row with the code and the number that most rows have, as far as a hundred of them tell."""
    few = range(0, len(codes), len(codes) // 100 + 1)
    found = [(codes[row], contracts[row]) for row in few]
    [(usual, _)] = Counter(found).most_common(1)
    return few[found.index(usual)]


def _list(cells: Sequence[str | None]) -> list[str | None]:
    return cells if type(cells) is list else list(cells)


def _room(lengths: Iterable[int]) -> "array[int]":
    found = set(lengths)
    if len(found) > 1:
        raise ValueError(f"columns are of different lengths: {', '.join(map(str, sorted(found)))}")
    return array("I", [0]) * found.pop()


def _ask(codes: "array[int]", rows: Sequence[int], text: Callable[[int, int], str | None], policy: Policy) -> None:
    """Let the reference decide the fields that the kernel left open."""
    count = len(PERSON.fields)
    for row in rows:
        for place, field in enumerate(PERSON.fields):
            shift = _BITS * place
            if codes[row] >> shift & 15 >= UNDECIDED:
                rank = field.compare(text(place, row) or "", text(count + place, row) or "", policy).rank
                codes[row] = codes[row] & ~(15 << shift) | rank << shift
