"""Exports: a file of applications or of contracts, opened, its columns found, its rows given with their keys."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from npmatch.batch.columns import Fields, Layout, Mapped, Role, Side, mapped_on, plain, read_layout, role_of, table
from npmatch.batch.faults import BadRow, Fault
from npmatch.batch.inputs import open_input
from npmatch.batch.keys import KeyMaker, is_spoilt, key_maker
from npmatch.batch.reader import Row, Source, open_source
from npmatch.batch.rows import CellError

Deal = Callable[[BadRow], None]
"""What becomes of a bad row; see `npmatch.batch.faults.refuse`."""


class Options(NamedTuple):
    """How exports are read: the column to join by (None: phone number), encoding and delimiter (None: found).

    ``mapped`` says what columns hold, ``kind`` of whom all rows speak (None: each row tells), ``spool`` is the
    folder in which stdin is put down (None: the system's).
    """

    on: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    mapped: tuple[Mapped, ...] = ()
    kind: str | None = None
    spool: Path | None = None


class Entry(NamedTuple):
    """One good row of an export: its number (1 is the first data row), its key, and the row."""

    number: int
    key: str
    row: Row

    def __repr__(self) -> str:
        return f"{type(self).__name__}(number={self.number}, line={self.row.line})"


class Export(NamedTuple):
    """An open export. Its rows come in order and know their keys."""

    source: Source
    layout: Layout
    make_key: KeyMaker

    @property
    def key_header(self) -> str:
        """The name that the file itself gives to the column to join by."""
        return self.layout.header[self.layout.key]

    def entries(self, deal: Deal) -> Iterator[Entry]:
        """Read the good rows in order; bad ones are counted and go to ``deal``."""
        for number, row in enumerate(self.source.rows(), 1):
            entry = row if isinstance(row, BadRow) else self.entry(number, row)
            if isinstance(entry, BadRow):
                deal(entry)
            else:
                yield entry

    def entry(self, number: int, row: Row) -> Entry | BadRow:
        """Return the entry that a row makes, or the bad row that it is."""
        key = self.make_key(row.cells[self.layout.key])
        if key and not is_totals(row.cells):
            return Entry(number, key, row)
        if is_totals(row.cells):
            return self.bad_key(Fault.TOTALS, row)
        return self.bad_key(Fault.DAMAGED_KEY if is_spoilt(row.cells[self.layout.key]) else Fault.NO_KEY, row)

    def fields(self, row: Row) -> Fields:
        """Return the cells of a row by role."""
        return self.layout.fields(row.cells)

    def bad_cell(self, error: CellError, row: Row) -> BadRow:
        """Return the bad row that a bad cell makes of the row that was read last."""
        return self._bad(error.fault, row, self.layout.columns[error.role])

    def bad_key(self, fault: Fault, row: Row, **counts: int) -> BadRow:
        """Return the bad row that a key makes of a row."""
        return self._bad(fault, row, self.layout.key, **counts)

    def _bad(self, fault: Fault, row: Row, column: int, **counts: int) -> BadRow:
        return BadRow(fault, self.layout.place(self.source.name, row.line, column), row.raw, tuple(counts.items()))


@contextlib.contextmanager
def open_export(path: Path, options: Options, side: Side | None = None) -> Iterator[Export]:
    """Open an export, ``-`` for stdin, and find its columns; ``side`` says which of the mapped columns are its own.

    Raises BatchError if it cannot be opened or read, or lacks a column that is needed.
    """
    mapped = mapped_on(options.mapped, side)
    with open_input(path, options.spool) as opened:
        source = open_source(opened.stream, opened.name, options.encoding, options.delimiter)
        layout = read_layout(source.name, source.header_line, source.header, options.on, mapped)
        role = Role.PHONE if options.on is None else role_of(options.on)
        yield Export(source, layout._replace(kind=options.kind), key_maker(role))


_LONG = 40
"""No word for totals is as long: most names need not be looked up."""


@cache
def _totals() -> frozenset[str]:
    return frozenset(plain(row["value"]) for row in table("values.tsv") if row["role"] == "totals")


def is_totals(cells: Sequence[str]) -> bool:
    """Say whether a row is the line of totals that spreadsheets put at the foot: its first filled cell says so.

    >>> is_totals(["", "Итого:", "120"]), is_totals(["9001234567", "Итогов", "Иван"])
    (True, False)
    """
    first = (cells[0] or next(filter(None, cells), "")).lstrip()
    return not first[:1].isdecimal() and len(first) < _LONG and plain(first) in _totals()
