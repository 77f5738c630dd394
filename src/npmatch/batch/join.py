"""The join: contracts found by the key of an application, and read again from their file.

An export of contracts is read once from top to bottom, to note where the rows of each key begin. Memory holds that
index and no data.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple, Protocol

from npmatch.batch.columns import Role
from npmatch.batch.crowd import CROWD, Crowd, Values, best_of
from npmatch.batch.engine import Lines, Matcher, Settled
from npmatch.batch.exports import Deal, Entry, Export
from npmatch.batch.faults import BadRow
from npmatch.batch.places import Places
from npmatch.batch.reader import Row, Stretch
from npmatch.batch.rows import CellError, Kind, nonresident
from npmatch.batch.sides import Side, is_row
from npmatch.batch.tails import Tail
from npmatch.batch.walk import MARK

Advance = Callable[[int], None]
"""Is told the offset that a reading has come to."""

Note = Callable[[list[str], list[int]], None]
"""Is told the keys of rows and their places."""

Look = Callable[[Sequence[str]], None] | None
"""Is shown the cells of every contract."""


class Ears(NamedTuple):
    """Who listens while contracts are read: to bad rows, to how far the reading is, to what the contracts are."""

    deal: Deal
    advance: Advance
    look: Look = None


_CROWDS = 8
"""Crowds that are remembered at a time."""

_PEEK = 1 << 9
"""Bytes that are read for a row at first; most rows are shorter."""


class Finder(Protocol):
    """Finds the places of contracts."""

    def find(self, key: str) -> Sequence[int]:
        """Return the places that may hold the key, in the order of the file."""
        ...


class Contracts:
    """An export of contracts that can be asked for the contracts of a key."""

    def __init__(self, export: Export, finder: Finder) -> None:
        self.export = export
        self._finder = finder
        self._source = export.source
        self._places = Places(self._source.stream, self._source.name)
        dialect = self._source.dialect
        self._plain = not dialect.encoding.startswith("utf-16") and dialect.line_end != "\r"
        self._encoding, self._sign = dialect.encoding, dialect.delimiter
        self._width = len(self._source.header)

    def of(self, key: str) -> Iterator[Sequence[str]]:
        """Read the cells of the contracts of a key, in the order of the file."""
        return self.read(key, self.places(key))

    def places(self, key: str) -> Sequence[int]:
        """Return the places that may hold contracts of a key."""
        return self._finder.find(key)

    def read(self, key: str, places: Sequence[int]) -> Iterator[Sequence[str]]:
        """Read the cells of those contracts at these places that are of the key."""
        column = self.export.layout.key
        for place in places:
            cells = self._row(place)
            if cells[column] == key or self.export.make_key(cells[column]) == key:
                yield cells

    def _row(self, place: int) -> list[str]:
        """Return the cells of a row; the plain ones without the reader, which is made for reading on."""
        raw = self._places.read(_PEEK, place) if self._plain else b""
        end = raw.find(b"\n")
        if end >= 0 and b'"' not in raw[:end]:
            cells = raw[:end].decode(self._encoding, errors="replace").rstrip("\r").split(self._sign)
            if len(cells) == self._width and "\r" not in cells[-1] and cells[0][:1] != MARK:
                return cells
        return self._source.row_at(place)


def each_entry(export: Export, deal: Deal, advance: Advance) -> Iterator[Entry]:
    """Read the good rows of an export; ``advance`` is told how far the reading is, now and then."""
    number = 0
    for piece in export.source.stretches():
        rows = piece.rows() if isinstance(piece, Stretch) else [piece]
        for row in rows:
            number += 1
            entry = row if isinstance(row, BadRow) else export.entry(number, row)
            if isinstance(entry, BadRow):
                deal(entry)
            else:
                yield entry
        if isinstance(piece, Stretch):
            advance(piece.offset)


def note_contracts(export: Export, ears: Ears, note: Note) -> None:
    """Read an export of contracts from top to bottom; hand keys and places to ``note``, many at a time.

    Of all cells of a contract only the one about non-residents can be bad; better to know now than in the middle of
    the verdicts.
    """
    for piece in export.source.stretches():
        if isinstance(piece, Stretch):
            _note_stretch(export, piece, ears, note)
            ears.advance(piece.offset)
        else:
            _note_row(export, piece, ears, note)


def _note_stretch(export: Export, stretch: Stretch, ears: Ears, note: Note) -> None:
    layout, sign, make_key = export.layout, export.source.dialect.delimiter, export.make_key
    width, column, flag = len(layout.header), layout.key, layout.columns.get(Role.NONRESIDENT, -1)
    look = ears.look
    keys: list[str] = []
    places: list[int] = []
    plain = make_key("8 (900) 123-45-67") == "9001234567"
    for index, (line, place) in enumerate(zip(stretch.lines, stretch.offsets, strict=False)):
        cells = line.split(sign)
        if len(cells) == width and is_row(cells[0]) and (flag < 0 or not cells[flag]):
            key = cells[column]
            if not (plain and len(key) == 10 and key.isascii() and key.isdigit()):
                key = make_key(key)
            if key:
                keys.append(key)
                places.append(place)
                if look is not None:
                    look(cells)
                continue
        row = stretch.row(index)
        if row is not None:
            # What went before goes before it: places of a key are noted in the order of the file.
            note(keys, places)
            keys, places = [], []
            _note_row(export, row, ears, note)
    note(keys, places)


def _note_row(export: Export, row: Row | BadRow, ears: Ears, note: Note) -> None:
    entry = row if isinstance(row, BadRow) else export.entry(0, row)
    if isinstance(entry, BadRow):
        ears.deal(entry)
        return
    flag = export.layout.columns.get(Role.NONRESIDENT)
    try:
        nonresident("" if flag is None else entry.row.cells[flag])
    except CellError as error:
        ears.deal(export.bad_cell(error, entry.row))
    else:
        note([entry.key], [entry.row.offset])
        if ears.look is not None:
            ears.look(entry.row.cells)


class JoinEngine:
    """Settles the rows of an export of applications against the contracts of their keys."""

    def __init__(
        self,
        export: Export,
        contracts: Contracts,
        matcher: Matcher,
        lines: Lines,
        registered: Callable[[Sequence[str]], bool] | None = None,
    ) -> None:
        self.tails, self._key = lines
        self._export = export
        self._contracts = contracts
        self._matcher = matcher
        self._application = Side(export.layout)
        self._contract = Side(contracts.export.layout)
        self._sign = export.source.dialect.delimiter
        self._width = len(export.layout.header)
        self._registered = registered
        self._crowds: dict[tuple[Kind, str], Crowd] = {}

    def settle(self, stretch: Stretch, first: int, number: int) -> Settled:
        """Settle the lines from the one at ``first`` on; ``number`` rows went before them."""
        before = number
        out: list[str] = []
        for line in islice(stretch.lines, first, None):
            cells = line.split(self._sign)
            tail = self._tail(cells)
            if tail is None:
                break
            number += 1
            out.append(f"{self._key.text(cells)}{number}{tail}")
        return Settled(first + number - before, number - before, "".join(out))

    def _tail(self, cells: list[str]) -> Tail | None:
        """Return what is written of a row, None if it has to go the general way."""
        if len(cells) != self._width or not is_row(cells[0]):
            return None
        key = self._export.make_key(cells[self._export.layout.key])
        if not key:
            return None
        try:
            kind = self._application.kind(cells)
            left = self._application.values(kind, cells)
            return self._against(kind, left, key, cells)
        except CellError:
            return None

    def _against(self, kind: Kind, left: Values, key: str, cells: Sequence[str]) -> Tail:
        crowd = self._crowds.get((kind, key))
        if crowd is None:
            places = self._contracts.places(key)
            if len(places) <= CROWD:
                return self._of_few(kind, left, cells, list(self._contracts.read(key, places)))
            values = (self._contract.values(kind, contract) for contract in self._contracts.read(key, places))
            crowd = Crowd(values)
            if not crowd.whole or not crowd.count:
                return self._of_few(kind, left, cells, list(self._contracts.read(key, places)))
            if len(self._crowds) >= _CROWDS:
                self._crowds.clear()
            self._crowds[kind, key] = crowd
        code = partial(self._matcher.code, kind)
        return self.tails.counted(crowd.best(left, code, self.tails.merit), crowd.count)

    def _of_few(self, kind: Kind, left: Values, cells: Sequence[str], contracts: Sequence[Sequence[str]]) -> Tail:
        codes = [self._matcher.code(kind, left, self._contract.values(kind, contract)) for contract in contracts]
        if not codes:
            registered = self._registered is None or self._registered(cells)
            return self.tails.counted(self.tails.nobody(kind, registered=registered), 0)
        code = codes[0] if len(codes) == 1 else best_of(codes, len(left), self.tails.merit)
        return self.tails.counted(code, len(codes))
