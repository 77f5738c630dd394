"""From the bytes of a CSV file to its rows, each with its line and the offset of its first byte.

`csv.reader` asks for a line only when it needs one. So a tape of lines that counts what it hands out knows, between
two rows, exactly where the next row begins: rows can be read again from the file, and a bad one keeps its bytes.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from npmatch.batch.columns import role_of
from npmatch.batch.dialect import Dialect
from npmatch.batch.faults import BadRow, BatchError, Fault, Place

ROW_LIMIT = 1 << 20
"""Bytes of the longest row that is read: more is a quote left open, and would swallow the file."""


class Row(NamedTuple):
    """One row: the line that it begins on, the offset of its first byte, its cells."""

    line: int
    offset: int
    cells: list[str]

    def __repr__(self) -> str:
        return f"{type(self).__name__}(line={self.line}, offset={self.offset}, {len(self.cells)} cells)"


class _TapeError(Exception):
    """A line that cannot be read; ``before`` is the text of the row up to the fault."""

    def __init__(self, fault: Fault, before: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.before = before


class _Tape:
    """The lines of a stream as text; knows where it stands and what it handed out since the last mark."""

    __slots__ = ("encoding", "ended", "line", "name", "offset", "size", "stream", "taken")

    def __init__(self, stream: BinaryIO, name: str, encoding: str) -> None:
        self.stream = stream
        self.name = name
        self.encoding = encoding
        self.line = 0
        self.offset = 0
        self.size = 0
        self.ended = False
        self.taken: list[bytes] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = self._line()
        self.line += 1
        self.size += len(raw)
        self.taken.append(raw)
        if self.size > ROW_LIMIT:
            raise _TapeError(Fault.TOO_LONG, self._before(len(raw)))
        if not raw:
            self.ended = True
            raise StopIteration
        if b"\0" in raw:
            raise _TapeError(Fault.NUL, self._before(raw.index(b"\0")))
        try:
            return raw.decode(self.encoding)
        except UnicodeDecodeError as error:
            raise _TapeError(Fault.UNDECODABLE, self._before(error.start)) from None

    def _line(self) -> bytes:
        try:
            return self.stream.readline()
        except OSError:
            raise BatchError(Fault.INPUT_UNREADABLE, Place(self.name, self.line + 1)) from None

    def mark(self) -> tuple[int, int]:
        """Begin a row: return its line and offset, forget the bytes of the row before."""
        self.offset += self.size
        self.size = 0
        self.taken.clear()
        return self.line + 1, self.offset

    def before_stray_return(self) -> str:
        """Return the text of the row up to the first carriage return that ends no line."""
        return re.split(r"\r(?!\n)", self._before(len(self.taken[-1])))[0]

    def _before(self, position: int) -> str:
        return (b"".join(self.taken[:-1]) + self.taken[-1][:position]).decode(self.encoding, errors="replace")


class Source:
    """An open CSV file: its header, its rows in order, and any row again by its offset.

    Raises BatchError if there is no header or it cannot be read.
    """

    def __init__(self, stream: BinaryIO, name: str, dialect: Dialect) -> None:
        # The limit of the csv module is one for the whole process and lower than ours; ours is kept by the tape.
        csv.field_size_limit(max(csv.field_size_limit(), ROW_LIMIT))
        self.stream = stream
        self.name = name
        self.dialect = dialect
        self.header: list[str] = []
        self.start = 3 if dialect.bom else 0
        self.header_line = 0
        self._reading = self._tape(self.start)[0]
        self.first = self._read_header()

    def rows(self) -> Iterator[Row | BadRow]:
        """Read the rows in order. Rows whose cells are all empty are nothing, and left out."""
        self._reading, reader = self._tape(self.first)
        self._reading.line = self.header_line
        return (row for row in self._read(self._reading, reader) if isinstance(row, BadRow) or any(row.cells))

    def row_at(self, offset: int) -> list[str]:
        """Return the cells of the row that begins at the offset; it was read before, so it is a good one."""
        _, reader = self._tape(offset)
        return self._trimmed(next(reader))

    def raw(self) -> bytes:
        """Return the bytes of the row that `rows` gave last."""
        return b"".join(self._reading.taken)

    def _tape(self, offset: int) -> tuple[_Tape, "Iterator[list[str]]"]:
        self.stream.seek(offset)
        tape = _Tape(self.stream, self.name, self.dialect.encoding)
        tape.offset = offset
        return tape, csv.reader(tape, delimiter=self.dialect.delimiter)

    def _read_header(self) -> int:
        """Read the header; return the offset of what follows it."""
        tape, reader = self._tape(self.start)
        for row in self._read(tape, reader):
            if isinstance(row, BadRow):
                raise BatchError(row.fault, row.place)
            if any(cell.strip() for cell in row.cells):
                self.header = row.cells
                self.header_line = tape.line
                return tape.mark()[1]
        raise BatchError(Fault.NO_HEADER, Place(self.name))

    def _read(self, tape: _Tape, reader: Iterator[list[str]]) -> Iterator[Row | BadRow]:
        while True:
            line, offset = tape.mark()
            try:
                cells = next(reader, None)
            except _TapeError as error:
                yield self._bad(error.fault, tape, line, self._column(error.before))
            except csv.Error:
                yield self._bad(Fault.STRAY_RETURN, tape, line, self._column(tape.before_stray_return()))
            else:
                if cells is None:
                    return
                yield self._checked(Row(line, offset, cells), tape)

    def _checked(self, row: Row, tape: _Tape) -> Row | BadRow:
        if tape.ended:
            # Only an open quote makes the csv module ask for a line after the last one and still return a row.
            return self._bad(Fault.UNCLOSED_QUOTE, tape, row.line, len(row.cells))
        width = len(self.header)
        if len(row.cells) == width or not width or not any(row.cells):
            return row
        cells = self._trimmed(row.cells)
        if len(cells) == width:
            return row._replace(cells=cells)
        column = min(len(cells), width) + 1
        return self._bad(Fault.RAGGED, tape, row.line, column, cells=len(cells), header=width)

    def _trimmed(self, cells: list[str]) -> list[str]:
        """Return the cells without the empty ones that stand beyond the header, as spreadsheets leave them."""
        width = len(self.header)
        return cells if any(cells[width:]) else cells[:width]

    def _bad(self, fault: Fault, tape: _Tape, line: int, column: int, **counts: int) -> BadRow:
        name = ""
        if column <= len(self.header) and role_of(self.header[column - 1]):
            name = self.header[column - 1]
        return BadRow(fault, Place(self.name, line, column, name), b"".join(tape.taken), tuple(counts.items()))

    def _column(self, before: str) -> int:
        """Return the column that a row which breaks off here has come to."""
        rows = list(csv.reader(io.StringIO(before[:ROW_LIMIT], newline=""), delimiter=self.dialect.delimiter))
        return len(rows[-1]) if rows else 1
