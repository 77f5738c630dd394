"""What the rows of one file have in common, and the plain lines that are parted into rows by it."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from npmatch.batch.columns import role_of
from npmatch.batch.faults import BadRow, Fault, Place


class Row(NamedTuple):
    """One row: the line that it begins on, the offset of its first byte, its cells, its bytes as they stand."""

    line: int
    offset: int
    cells: list[str]
    raw: bytes = b""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(line={self.line}, offset={self.offset}, {len(self.cells)} cells)"


class Start(NamedTuple):
    """Where to begin reading: the offset of the first byte of a row, and how many lines are above it."""

    offset: int
    line: int


class Shape:
    """The header of a file and its delimiter: which rows fit them. Without a header everything that is filled fits."""

    def __init__(self, name: str, header: Sequence[str], sign: str) -> None:
        self.name = name
        self.sign = sign
        self.header = list(header)
        self.width = len(header)
        #: Columns that a row must have; those behind them have no header either.
        self.least = max((column for column, cell in enumerate(header, 1) if cell.strip()), default=0)

    def fitting(self, row: Row) -> Row | BadRow | None:
        """Return the row with as many cells as the header, a bad one if it cannot have them, None if it is empty."""
        if not any(row.cells):
            return None
        if not self.width:
            return row
        cells = self.fitted(row.cells)
        if cells == self.header:
            return self.bad(Fault.HEADER_AGAIN, row, None)
        if len(cells) == self.width:
            return row._replace(cells=cells)
        column = min(len(cells), self.width) + 1
        return self.bad(Fault.RAGGED, row, column, cells=len(cells), header=self.width)

    def fitted(self, cells: list[str]) -> list[str]:
        """Return the cells without the empty ones beyond the header, and with those that a blank column lacks."""
        width = self.width
        if self.least <= len(cells) < width:
            return cells + [""] * (width - len(cells))
        return cells if any(cells[width:]) else cells[:width]

    def is_whole(self, cells: list[str]) -> bool:
        """Say whether a piece of a line is a row of its own, or nothing."""
        if not self.width:
            return len(cells) > 1
        return not any(cells) or (self.width > 1 and len(self.fitted(cells)) == self.width)

    def bad(self, fault: Fault, row: Row, column: int | None, **counts: int) -> BadRow:
        """Return the bad row that a fault in a column (from 1; None: in all of it) makes of a row."""
        name = ""
        if column is not None and column <= self.width and role_of(self.header[column - 1]):
            name = self.header[column - 1]
        return BadRow(fault, Place(self.name, row.line, column, name), row.raw, tuple(counts.items()))

    def column(self, before: str) -> int:
        """Return the column that a row which breaks off behind this text has come to."""
        rows = list(self._rows(before))
        return max(len(rows[-1]), 1) if rows else 1  # an empty line has no cell

    def first_row(self, text: str) -> list[str]:
        """Return the cells of the first row of a text, read for itself."""
        return next(self._rows(text), [])

    def _rows(self, text: str) -> Iterator[list[str]]:
        # Parted at every return, because the csv module refuses one in the middle of a line.
        return csv.reader(io.StringIO(text, newline=""), delimiter=self.sign)


def has_exponent(text: str) -> bool:
    """Say whether a number with an exponent may stand in a text: a quick look, that has to be followed by a close one.

    >>> has_exponent("7,70708E+11"), has_exponent("ABE+"), has_exponent("7707083893")
    (True, True, False)
    """
    return "+" in text and ("E+" in text or "e+" in text)  # one sign is found much sooner than two


class Stretch:
    """Lines in which nothing is odd: no quote, no NUL, no mark, no stray return, no second header, all of it text.

    Each is a row, or nothing, or has a wrong number of cells; its cells are the line parted at the delimiter.
    ``line`` is the number of the first and ``offset`` the place of its first byte; ``text`` is all of them, parted by
    line feeds, without one at the end.
    """

    def __init__(self, shape: Shape, line: int, offset: int, text: str, part: Callable[[], list[bytes]]) -> None:
        self.line = line
        self.offset = offset
        self.text = text
        self._part = part
        self._shape = shape

    def __repr__(self) -> str:
        return f"{type(self).__name__}(line={self.line}, offset={self.offset}, {self.size} lines)"

    @cached_property
    def size(self) -> int:
        """How many lines there are."""
        return self.text.count("\n") + 1

    @cached_property
    def lines(self) -> list[str]:
        """The text of every line, without its end."""
        return self.text.split("\n")

    @cached_property
    def exponents(self) -> bool:
        """Whether a number with an exponent may stand in a line."""
        return has_exponent(self.text)

    @cached_property
    def raws(self) -> list[bytes]:
        """The bytes of every line, with its end."""
        return self._part()

    @cached_property
    def offsets(self) -> list[int]:
        """The place of the first byte of every line, and of what follows the last."""
        return list(accumulate(map(len, self.raws), initial=self.offset))

    def row(self, index: int) -> Row | BadRow | None:
        """Return the row that a line is, a bad one if it fits no row, None if it is empty; lines count from 0."""
        cells = self.lines[index].split(self._shape.sign)
        return self._shape.fitting(Row(self.line + index, self.offsets[index], cells, self.raws[index]))

    def rows(self) -> Iterator[Row | BadRow]:
        """Read all rows; the same as `row` gives of every line, only quicker."""
        line, offset, sign, width, make = self.line, self.offset, self._shape.sign, self._shape.width, tuple.__new__
        for raw, content in zip(self.raws, self.lines, strict=True):
            cells = content.split(sign)
            if len(cells) == width and (cells[0] or any(cells)):
                yield make(Row, (line, offset, cells, raw))
            elif content:
                row = self._shape.fitting(Row(line, offset, cells, raw))
                if row is not None:
                    yield row
            line += 1
            offset += len(raw)
