"""An open CSV file: its header, its rows in order, and any row again by its offset."""

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from npmatch.batch.dialect import Dialect, find_dialect
from npmatch.batch.faults import BadRow, BatchError, Fault, Place
from npmatch.batch.shape import Row, Shape, Start, Stretch
from npmatch.batch.tape import BLOCK, ROW_LIMIT
from npmatch.batch.walk import MARK, Walk, reading

if TYPE_CHECKING:
    from io import BufferedIOBase

__all__ = ["ROW_LIMIT", "Row", "Source", "Stretch", "open_source"]

_PEEK = 1 << 12

ROOM = 1 << 19
"""Bytes that are read at a time for the compiled module: at most ROW_LIMIT, so that a line that is too long is seen."""


class Source:
    """An open CSV file: its header, its rows in order, and any row again by its offset.

    Raises BatchError if there is no header or it cannot be read.
    """

    def __init__(self, stream: BinaryIO, name: str, dialect: Dialect) -> None:
        # The limit of the csv module is one for the whole process and lower than ours; ours is kept by the walk.
        csv.field_size_limit(max(csv.field_size_limit(), 2 * ROW_LIMIT))
        self.stream = stream
        self.name = name
        self.dialect = dialect
        self.room = ROOM
        # Where lines end otherwise than in a byte of their own, a line cannot be read as quickly.
        self._odd_ends = dialect.encoding.startswith("utf-16") or dialect.line_end == "\r"
        self._shape = Shape(name, (), dialect.delimiter)
        self.first = self._read_header()

    @property
    def header(self) -> list[str]:
        """The cells of the header."""
        return self._shape.header

    @property
    def header_line(self) -> int:
        """The last line of the header."""
        return self.first.line

    def rows(self) -> Iterator[Row | BadRow]:
        """Read the rows in order. Rows whose cells are all empty are nothing, and left out."""
        return self.walk(self.first).rows()

    def stretches(self, start: Start | None = None) -> Iterator[Stretch | Row | BadRow]:
        """Read the same in order, but plain lines a block at a time: what is quick with text need not make rows of it.

        ``start`` is where to go on, if somebody left off there; without it, the first row.
        """
        return self.walk(start or self.first).stretches()

    def walk(self, start: Start, size: int = BLOCK) -> Walk:
        """Return a walk over the rows from a place on, which reads so many bytes at a time."""
        return Walk(self.stream, self.dialect, self._shape, start, size)

    def fill(self, room: bytearray, start: Start) -> int | None:
        """Read as many whole lines from a place on as there is room for; return how many bytes they are.

        None means that the first of them is longer than that, and 0 that there is none. In more room than ROW_LIMIT, a
        line may stand among them that is too long.
        """
        with reading(self.name, start.line + 1):
            self.stream.seek(start.offset)
            size = cast("BufferedIOBase", self.stream).readinto(room)
        return size if size < len(room) else room.rfind(b"\n") + 1 or None

    def row_at(self, offset: int) -> list[str]:
        """Return the cells of the row that begins at the offset; it was read before, so it is a good one."""
        if not self._odd_ends:
            cells = self._plain_row_at(offset)
            if cells is not None:
                return cells
        row = next(self.walk(Start(offset, 0), _PEEK).rows(), None)
        if not isinstance(row, Row):  # the file has changed since
            raise BatchError(Fault.INPUT_UNREADABLE, Place(self.name))
        return row.cells

    def _plain_row_at(self, offset: int) -> list[str] | None:
        """Return the cells of a row without anything odd, None if it is not such a row."""
        with reading(self.name):
            self.stream.seek(offset)
            raw = self.stream.readline(ROW_LIMIT)
        line = raw.rstrip(b"\r\n")
        if b'"' in line or b"\r" in line:
            return None
        cells = line.decode(self.dialect.encoding, errors="replace").split(self.dialect.delimiter)
        return cells if len(cells) == len(self.header) and not cells[0].startswith(MARK) else None

    def _read_header(self) -> Start:
        """Read the header; return where the first row begins."""
        walk = self.walk(Start(_mark_size(self.dialect), 0), _PEEK)
        for row in walk.rows():
            if isinstance(row, BadRow):
                raise BatchError(row.fault, row.place)
            if any(cell.strip() for cell in row.cells) and not (self.dialect.sep_line and row.line == 1):
                self._shape = Shape(self.name, row.cells, self.dialect.delimiter)
                return Start(row.offset + len(row.raw), walk.line)
        raise BatchError(Fault.NO_HEADER, Place(self.name))


def open_source(stream: BinaryIO, name: str, encoding: str | None = None, delimiter: str | None = None) -> Source:
    """Return the source of an open file; ``encoding`` and ``delimiter`` that are None are looked for.

    Raises BatchError if there is no header or it cannot be read.
    """
    with reading(name):
        dialect = find_dialect(stream, encoding, delimiter)
    return Source(stream, name, dialect)


def _mark_size(dialect: Dialect) -> int:
    return len(MARK.encode(dialect.encoding)) if dialect.bom else 0
