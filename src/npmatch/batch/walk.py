"""From the lines of a CSV file to its rows, each with its line, the offset of its first byte, and its bytes.

A block of lines in which nothing is odd is parted at its delimiters; what has quotes in it goes through the csv
module and gives the same cells. Nothing in a row stops the reading: what cannot be a row is given as a bad one.
"""

import contextlib
import csv
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from npmatch.batch.dialect import Dialect
from npmatch.batch.faults import BadRow, BatchError, Fault, Place
from npmatch.batch.shape import Row, Shape, Start, Stretch
from npmatch.batch.tape import ROW_LIMIT, Block, open_tape

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""The byte order mark, read as text."""

_RUN = 256
"""Lines that are given to the csv module at a time: an odd row ends a run, and what is left of it is given anew."""

_GAP = 16
"""Lines without quotes, one behind another, that are worth a stretch of their own."""


@contextlib.contextmanager
def reading(name: str, line: int | None = None) -> Iterator[None]:
    """Make a BatchError of an OSError."""
    try:
        yield
    except OSError:
        raise BatchError(Fault.INPUT_UNREADABLE, Place(name, line)) from None


class Walk:
    """A walk over the rows of a source from an offset on. Between two rows it stands at the beginning of the next."""

    def __init__(self, stream: BinaryIO, dialect: Dialect, shape: Shape, start: Start, size: int) -> None:
        self.offset, self.line = start
        self._shape = shape
        self._encoding = dialect.encoding
        self._returns = dialect.line_end == "\r"
        self._odd = ("\0", MARK, shape.sign.join(shape.header))
        # The lines at hand, the next of them, the first of the row that is being read.
        self._raws: list[bytes] = []
        self._texts: list[str] = []
        self._at = 0
        self._begin = 0
        self._left = 0  # bytes that a row over several lines may still have
        self._dirty = False
        self._tidy = True
        self._broken_off = False
        self._pending: Block | None = None
        self._tape = open_tape(stream, self.offset, dialect.encoding, returns=self._returns, size=size)
        self._reader = csv.reader(self, delimiter=self._shape.sign)

    def stretches(self, upto: int | None = None) -> Iterator[Stretch | Row | BadRow]:
        """Read on in order: plain lines in stretches, each other row by itself.

        Nothing that lies behind the offset ``upto`` is begun; the walk then stands behind the last row that it gave.
        """
        while (upto is None or self.offset < upto) and (block := self._next_block()) is not None:
            if block.giant:
                yield self._too_long(block)
            elif self._is_plain(block):
                yield self._stretch(block)
            else:
                self._load(block)
                while self._at < len(self._raws):  # what a stray quote took in of the next block is left to be read
                    yield from self._runs()
                    yield from self._odd_rows(len(self._raws))

    def rows(self) -> Iterator[Row | BadRow]:
        """Read the rows in order."""
        for found in self.stretches():
            if isinstance(found, Stretch):
                yield from found.rows()
            else:
                yield found

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Return the next line to the csv module; end where a row should have ended long ago, too."""
        if (self._at == len(self._raws) and not self._extend()) or self._left < len(self._raws[self._at]):
            self._broken_off = True
            raise StopIteration
        self._left -= len(self._raws[self._at])
        self._at += 1
        return self._texts[self._at - 1]

    def _next_block(self) -> Block | None:
        block, self._pending = self._pending, None
        if block is None:
            with reading(self._shape.name, self.line + 1):
                block = self._tape.read()
        return block

    def _extend(self) -> bool:
        """Load one more block behind the row that is being read; False if there is none."""
        self._pending = self._next_block()
        if self._pending is None or self._pending.giant:
            return False
        self._load(self._pending)
        self._pending = None
        return True

    def _load(self, block: Block) -> None:
        """Put the lines of a block behind those of the row that is being read; what went before is done."""
        texts = self._tape.texts(block)
        if block.undecodable or block.has(MARK):
            # Where exports were put one behind another, the mark of the second stands in the middle.
            texts = [text.removeprefix(MARK) for text in texts]
        self._raws = [*self._raws[self._begin :], *self._tape.raws(block)]
        self._texts = [*self._texts[self._begin :], *texts]
        self._at -= self._begin
        self._begin = 0
        self._tidy = (self._tidy or self._at == 0) and self._is_tidy(block)
        self._dirty = (self._dirty and self._at > 0) or block.undecodable or block.has("\0")

    def _is_plain(self, block: Block) -> bool:
        """Say whether nothing in a block needs a closer look: its lines can be parted at the delimiter."""
        return not block.has('"') and self._is_tidy(block)

    def _is_tidy(self, block: Block) -> bool:
        """Say whether nothing in a block but quotes needs a closer look."""
        if block.undecodable or not self._shape.width or any(map(block.has, self._odd)):
            return False
        return self._returns or not block.has("\r") or block.text.count("\r") == block.text.count("\r\n")

    def _stretch(self, block: Block) -> Stretch:
        text = block.text
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        stretch = Stretch(
            self._shape, self.line + 1, self.offset, text.removesuffix("\n"), partial(self._tape.raws, block)
        )
        self.line += stretch.size
        self.offset += len(block.data)
        return stretch

    def _runs(self) -> Iterator[Stretch | Row | BadRow]:
        """Read the lines at hand, as long as they are tidy: those without quotes in stretches, others row by row."""
        while self._tidy and self._at < len(self._raws):
            raws = self._raws
            starts, ends = _groups([line for line, text in enumerate(self._texts) if '"' in text])
            while raws is self._raws and self._at < len(raws):
                group = bisect_right(ends, self._at)
                start = starts[group] if group < len(starts) else len(raws)
                if start == len(raws) or start - self._at >= _GAP:
                    yield self._part(start)
                else:
                    yield from self._run(min(ends[group], self._at + _RUN))
                    yield from self._odd_rows(self._at + 1)

    def _part(self, end: int) -> Stretch:
        """Return the lines at hand up to one of them as a stretch."""
        text = "\n".join([text.rstrip("\r\n") for text in self._texts[self._at : end]])
        raws = self._raws[self._at : end]
        stretch = Stretch(self._shape, self.line + 1, self.offset, text, lambda: raws)
        self.line += len(raws)
        self.offset += sum(map(len, raws))
        self._at = end
        return stretch

    def _run(self, end: int) -> Iterator[Row]:
        """Read rows of one line each, through the csv module, up to the first odd one or the line ``end``.

        The last line is left, because a row that begins there may go on behind it.
        """
        raws, line, offset, width, make = self._raws, self.line, self.offset, self._shape.width, tuple.__new__
        first, at, size = self._shape.header[0], self._at, end - self._at
        reader = csv.reader(self._texts[at:end], delimiter=self._shape.sign)
        with contextlib.suppress(csv.Error):
            for row, cells in zip(range(1, size), reader, strict=False):
                if reader.line_num != row or len(cells) != width or not cells[0] or cells[0] == first:
                    break
                raw = raws[at]
                at += 1
                line += 1
                yield make(Row, (line, offset, cells, raw))
                offset += len(raw)
        self._at, self.line, self.offset = at, line, offset

    def _odd_rows(self, end: int) -> Iterator[Row | BadRow]:
        """Read the rows that begin before the line ``end`` of those at hand, each with a closer look."""
        while self._at < min(end, len(self._raws)):
            self._begin = self._at
            content = self._texts[self._at].rstrip("\r\n")
            if '"' in content:
                row = self._quoted_row()
            elif "\r" in content:
                self._at += 1
                yield from self._pieces()
                continue
            else:
                self._at += 1
                row = self._row(content.split(self._shape.sign))
            if row is not None:
                yield row
        self._begin = self._at

    def _quoted_row(self) -> Row | BadRow | None:
        self._broken_off, self._left = False, ROW_LIMIT
        try:
            cells = next(self._reader)
        except csv.Error:
            return self._stray_return()
        if self._broken_off or (self._at - self._begin > 1 and self._swallows(cells)):
            return self._unclosed()
        return self._row(cells)

    def _swallows(self, cells: list[str]) -> bool:
        """Say whether a row over several lines began with a stray quote and took the rows behind it into a cell.

        So it did if the second line is a row by itself, and the whole either has not the cells of one or goes on
        behind a closing quote.
        """
        second = self._shape.first_row(self._texts[self._begin + 1])
        if len(second) != self._shape.width or self._shape.width < 2:
            return False
        lines = self._texts[self._begin : self._at]
        try:
            next(csv.reader(lines, delimiter=self._shape.sign, strict=True))
        except csv.Error:
            return True
        return len(self._shape.fitted(cells)) != self._shape.width

    def _row(self, cells: list[str]) -> Row | BadRow | None:
        row = self._taken(cells)
        if len(cells) == self._shape.width and cells[0] and cells[0] != self._shape.header[0] and not self._dirty:
            return row
        trouble = self._trouble(row.raw) if self._dirty else None
        if trouble is not None:
            return self._shape.bad(trouble[0], row, self._shape.column(trouble[1]))
        return self._shape.fitting(row)

    def _taken(self, cells: list[str]) -> Row:
        """Return the row of the lines that were taken, and stand behind it."""
        raws = self._raws[self._begin : self._at]
        row = Row(self.line + 1, self.offset, cells, raws[0] if len(raws) == 1 else b"".join(raws))
        self.line += len(raws)
        self.offset += len(row.raw)
        return row

    def _trouble(self, raw: bytes) -> tuple[Fault, str] | None:
        """Return what is wrong with the bytes of a row and the text before it."""
        try:
            text = raw.decode(self._encoding)
        except UnicodeDecodeError as error:
            return Fault.UNDECODABLE, raw[: error.start].decode(self._encoding, errors="replace")
        return (Fault.NUL, text[: text.index("\0")]) if "\0" in text else None

    def _pieces(self) -> Iterator[Row | BadRow]:
        """Read a line with carriage returns in it: rows, if each piece is a whole one, else a bad row."""
        raw = self._raws[self._begin]
        pieces = re.split(r"(?<=\r)(?!\n)", raw.decode(self._encoding, errors="replace"))
        parts = [piece.removeprefix(MARK).rstrip("\r\n").split(self._shape.sign) for piece in pieces]
        if self._trouble(raw) or not all(map(self._shape.is_whole, parts)):
            yield self._stray_return()
            return
        offset = self.offset
        line = self._taken([]).line
        for piece, cells in zip(pieces, parts, strict=True):
            row = self._shape.fitting(Row(line, offset, cells, piece.encode(self._encoding)))
            offset += len(piece.encode(self._encoding))
            if row is not None:
                yield row

    def _stray_return(self) -> BadRow:
        before = re.split(r"\r(?!\n)", "".join(self._texts[self._begin : self._at]))[0]
        return self._shape.bad(Fault.STRAY_RETURN, self._taken([]), self._shape.column(before))

    def _unclosed(self) -> BadRow:
        """Give up the first line of a row whose quote is never closed; the rows behind it are read for themselves."""
        self._at = self._begin + 1
        cells = self._shape.first_row(self._texts[self._begin])
        return self._shape.bad(Fault.UNCLOSED_QUOTE, self._taken(cells), len(cells))

    def _too_long(self, block: Block) -> BadRow:
        row = Row(self.line + 1, self.offset, [], block.data)
        self.line += 1
        self.offset += block.giant
        bad = self._shape.bad(Fault.TOO_LONG, row, self._shape.column(block.text), size=block.giant)
        return bad._replace(rest=partial(self._rest, row.line, row.offset + len(row.raw), self.offset))

    def _rest(self, line: int, start: int, end: int) -> Iterator[bytes]:
        """Read bytes that were read over; the tape finds its own place again."""
        with reading(self._shape.name, line):
            yield from self._tape.between(start, end)


def _groups(quoted: list[int]) -> tuple[list[int], list[int]]:
    """Return where groups of lines with quotes begin and where they end; fewer lines than a gap do not part them."""
    breaks = [place for place in range(1, len(quoted)) if quoted[place] - quoted[place - 1] > _GAP]
    return [quoted[place] for place in (0, *breaks) if quoted], [
        quoted[place - 1] + 1 for place in (*breaks, 0) if quoted
    ]
