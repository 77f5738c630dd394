"""Exports: a file of applications or of contracts, opened, its columns found, its rows given with their keys."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from npmatch.batch.columns import Fields, Layout, Role, read_layout, role_of
from npmatch.batch.dialect import find_dialect
from npmatch.batch.faults import BadRow, BatchError, Fault, Place
from npmatch.batch.index import ContractIndex
from npmatch.batch.keys import KeyMaker, key_maker
from npmatch.batch.reader import Row, Source
from npmatch.batch.rows import CellError, nonresident

Deal = Callable[[BadRow], None]
"""What becomes of a bad row; see `npmatch.batch.faults.refuse`."""


@dataclass(frozen=True, slots=True)
class Options:
    """How exports are read: the column to join by (None: phone number), encoding and delimiter (None: found)."""

    on: str | None = None
    encoding: str | None = None
    delimiter: str | None = None


class Entry(NamedTuple):
    """One good row of an export: its number (1 is the first data row), its key, and the row."""

    number: int
    key: str
    row: Row

    def __repr__(self) -> str:
        return f"{type(self).__name__}(number={self.number}, line={self.row.line})"


@dataclass(frozen=True, slots=True)
class Export:
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
            if isinstance(row, BadRow):
                deal(row)
                continue
            key = self.make_key(row.cells[self.layout.key])
            if key:
                yield Entry(number, key, row)
            else:
                deal(self._bad(Fault.NO_KEY, row, self.layout.key))

    def fields(self, row: Row) -> Fields:
        """Return the cells of a row by role."""
        return self.layout.fields(row.cells)

    def bad_cell(self, error: CellError, row: Row) -> BadRow:
        """Return the bad row that a bad cell makes of the row that was read last."""
        return self._bad(error.fault, row, self.layout.columns[error.role])

    def _bad(self, fault: Fault, row: Row, column: int) -> BadRow:
        return BadRow(fault, self.layout.place(self.source.name, row.line, column), self.source.raw())


@contextlib.contextmanager
def open_export(path: Path, options: Options) -> Iterator[Export]:
    """Open an export and find its columns.

    Raises BatchError if it cannot be opened or read, or lacks a column that is needed.
    """
    with _open(path) as stream:
        dialect = find_dialect(stream, options.encoding, options.delimiter)
        source = Source(stream, str(path), dialect)
        layout = read_layout(source.name, source.header_line, source.header, options.on)
        role = Role.PHONE if options.on is None else role_of(options.on)
        yield Export(source, layout, key_maker(role))


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise BatchError(Fault.INPUT_MISSING, Place(str(path))) from None
    except PermissionError:
        raise BatchError(Fault.INPUT_DENIED, Place(str(path))) from None
    except OSError:
        raise BatchError(Fault.INPUT_UNREADABLE, Place(str(path))) from None


@dataclass(frozen=True, slots=True)
class Contracts:
    """An export of contracts that can be asked for the contracts of a key."""

    export: Export
    index: ContractIndex

    def of(self, key: str) -> Iterator[Fields]:
        """Read the contracts of a key, in the order of the file."""
        for place in self.index.find(key):
            cells = self.export.source.row_at(place)
            if self.export.make_key(cells[self.export.layout.key]) == key:
                yield self.export.layout.fields(cells)


def index_contracts(export: Export, deal: Deal) -> Contracts:
    """Read an export of contracts from top to bottom and note where the rows of each key begin."""
    index = ContractIndex()
    flag = export.layout.columns.get(Role.NONRESIDENT)
    for entry in export.entries(deal):
        try:
            # Of all cells of a contract only this one can be bad; better now than in the middle of the verdicts.
            nonresident("" if flag is None else entry.row.cells[flag])
        except CellError as error:
            deal(export.bad_cell(error, entry.row))
        else:
            index.add(entry.key, entry.row.offset)
    return Contracts(export, index)
