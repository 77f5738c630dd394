"""The join: contracts found by the key of an application, and read again from their file.

An export of contracts is read once from top to bottom, to note where the rows of each key begin. Memory holds that
index and no data.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple, Protocol

from npmatch.batch.columns import Role
from npmatch.batch.crowd import CROWD, MOST, Cells, Crowd, Held, Values, best_of
from npmatch.batch.engine import ByCells, Lines, Matcher, Settled
from npmatch.batch.exports import Deal, Entry, Export
from npmatch.batch.faults import BadRow
from npmatch.batch.places import Places
from npmatch.batch.reader import Row, Stretch
from npmatch.batch.rows import CellError, Kind, nonresident
from npmatch.batch.sides import Side, is_row
from npmatch.batch.tails import Code, Tail
from npmatch.batch.walk import MARK

Advance = Callable[[int], None]
"""Is told the offset that a reading has come to."""

Note = Callable[[list[str], list[int]], None]
"""Is told the keys of rows and their places."""

Look = Callable[[Sequence[str]], None] | None
"""Is shown the cells of every contract."""


class Ears(NamedTuple):
    """Who listens while contracts are read: to bad rows, to how far the reading is, to pieces, to contracts."""

    deal: Deal
    advance: Advance
    piece: Callable[[Stretch | Row | BadRow], None]
    look: Look = None


_CROWDS = 8
"""Crowds that are remembered at a time."""

_FOUND = 1 << 20
"""Places of different contracts of crowds that are remembered: a bound on memory, not on what is compared."""

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
        self.finder = finder
        self._source = export.source
        self._places = Places(self._source.stream, self._source.name)
        dialect = self._source.dialect
        self._plain = not dialect.encoding.startswith("utf-16") and dialect.line_end != "\r"
        self._encoding, self._sign = dialect.encoding, dialect.delimiter
        self._width = len(self._source.header)
        self._compared = _compared(export)
        self._crowds: dict[str, tuple[int, Sequence[int]]] = {}
        self._remembered = 0

    def of(self, key: str) -> Held | None:
        """Return the contracts of a key; None if more of them differ than can sensibly be compared."""
        if key not in self._crowds:
            places = self.finder.find(key)
            if len(places) <= CROWD:
                contracts = [cells for _, cells in self._read(key, places)]
                return Held(len(contracts), contracts)
            self._remember(key, *self._differing(key, places))
        count, places = self._crowds[key]
        return Held(count, [cells for _, cells in self._read(key, places)]) if len(places) <= MOST else None

    def _differing(self, key: str, places: Sequence[int]) -> tuple[int, Sequence[int]]:
        """Return how many contracts of a key are at these places, and where those that differ are.

        If they are too many, no more of them are counted than tell so.
        """
        count, found = 0, dict[object, int]()
        for place, cells in self._read(key, places):
            count += 1
            found.setdefault(self._compared(cells), place)
            if len(found) > MOST:
                break
        return count, array("Q", found.values())

    def _remember(self, key: str, count: int, places: Sequence[int]) -> None:
        self._remembered += len(places)
        if self._remembered > _FOUND:
            self._crowds.clear()
            self._remembered = len(places)
        self._crowds[key] = count, places

    def _read(self, key: str, places: Sequence[int]) -> Iterator[tuple[int, Cells]]:
        """Read those contracts at these places that are of the key."""
        column = self.export.layout.key
        for place in places:
            cells = self._row(place)
            if cells[column] == key or self.export.make_key(cells[column]) == key:
                yield place, cells

    def _row(self, place: int) -> list[str]:
        """Return the cells of a row; the plain ones without the reader, which is made for reading on."""
        raw = self._places.read(_PEEK, place) if self._plain else b""
        end = raw.find(b"\n")
        if end >= 0 and b'"' not in raw[:end]:
            cells = raw[:end].decode(self._encoding, errors="replace").rstrip("\r").split(self._sign)
            if len(cells) == self._width and "\r" not in cells[-1] and cells[0][:1] != MARK:
                return cells
        return self._source.row_at(place)


def _compared(export: Export) -> Callable[[Cells], object]:
    """Return what takes those cells of a contract that can be compared with anything."""
    columns, names = export.layout.columns, export.layout.names
    return itemgetter(*sorted({*names, *(columns[role] for role in columns if role not in {Role.PHONE, Role.KIND})}))


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
    note_pieces(export, export.source.stretches(), ears, note)


def note_pieces(export: Export, pieces: Iterable[Stretch | Row | BadRow], ears: Ears, note: Note) -> None:
    """Do the same with pieces of an export that were read."""
    for piece in pieces:
        ears.piece(piece)
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
        self.tails, self.key = lines
        self.export = export
        self.contracts = contracts
        self._matcher = matcher
        self.application = Side(export.layout)
        self._contract = Side(contracts.export.layout)
        self.policy = matcher.policy
        self.looks_up = registered is not None
        self._sign = export.source.dialect.delimiter
        self._width = len(export.layout.header)
        self._registered = registered
        self._crowds: dict[tuple[Kind, str], Crowd] = {}

    def settle(self, stretch: Stretch, first: int, number: int) -> Settled:
        """Settle the lines from the one at ``first`` on; ``number`` rows went before them."""
        return ByCells(self.tail, self.key, self._sign).settle(stretch.lines, first, number)

    def tail(self, cells: list[str]) -> Tail | None:
        """Return what is written of a row, None if it has to go the general way."""
        if len(cells) != self._width or not is_row(cells[0]):
            return None
        key = self.export.make_key(cells[self.export.layout.key])
        if not key:
            return None
        try:
            kind = self.application.kind(cells)
            left = self.application.values(kind, cells)
            return self._against(kind, left, key, cells)
        except CellError:
            return None

    def _against(self, kind: Kind, left: Values, key: str, cells: Cells) -> Tail | None:
        """Return what is written of an application, None if its key is put aside."""
        crowd = self._crowds.get((kind, key))
        if crowd is None:
            held = self.contracts.of(key)
            if held is None:
                return None
            contracts = (self._contract.values(kind, contract) for contract in held.different)
            if held.number <= CROWD:
                codes = [self._matcher.code(kind, left, contract) for contract in contracts]
                return self.tails.counted(self._best(codes, len(left), kind, cells), held.number)
            if len(self._crowds) >= _CROWDS:
                self._crowds.clear()
            crowd = self._crowds[kind, key] = Crowd(held.number, contracts)
        code = partial(self._matcher.code, kind)
        return self.tails.counted(crowd.best(left, code, self.tails.merit), crowd.count)

    def _best(self, codes: Sequence[Code], most: int, kind: Kind, cells: Cells) -> Code:
        """Return the code that counts; without any, that of an application without a contract."""
        if len(codes) == 1:
            return codes[0]
        if codes:
            return best_of(codes, most, self.tails.merit)
        return self.tails.nobody(kind, registered=self._registered is None or self._registered(cells))
