"""One file of pairs: every row holds an application and the contract to compare it with.

Three shapes of header are understood. A word beside each header says whose it is: ``application_surname`` and
``contract_surname``, ``заявление_фамилия``, ``Фамилия (договор)``. Or columns are mapped:
``application.surname=Колонка``. Or the same headers stand twice, first all of the application's, then all of the
contract's.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from npmatch.batch.columns import (
    Fields,
    Layout,
    Mapped,
    Role,
    Side,
    find_key,
    lay_out,
    mapped_on,
    plain,
    role_of,
    table,
    with_mapped,
)
from npmatch.batch.exports import Deal, Entry, Options, is_totals
from npmatch.batch.faults import BadRow, BatchError, Fault, Place
from npmatch.batch.inputs import open_input
from npmatch.batch.reader import Row, Source, open_source
from npmatch.batch.rows import CellError

_SHARED = frozenset({Role.PHONE, Role.KIND})
"""Roles that one column may hold for both sides: anything else would be compared with itself."""

Roles = Sequence[Role | None]


class Halves(NamedTuple):
    """The plain layout: the columns of both sides stand side by side, the same ones in the same order.

    ``start`` is the first column of the application, ``width`` the number of columns of a side; the contract's
    follow. ``whole`` says that there are no other columns.
    """

    start: int
    width: int
    whole: bool

    def same(self, cells: Sequence[str]) -> bool:
        """Say whether both halves of a row hold the same cells, symbol by symbol."""
        middle = self.start + self.width
        return cells[self.start : middle] == cells[middle : middle + self.width]


class PairLayout(NamedTuple):
    """Where the two sides of a row stand. ``key`` is the column that names the pair, None if there is none."""

    header: tuple[str, ...]
    application: Layout
    contract: Layout
    key: int | None
    halves: Halves | None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self.header)} columns, key={self.key}, halves={self.halves})"


class Pairs(NamedTuple):
    """An open file of pairs. Its rows come in order, each with what both sides say."""

    source: Source
    layout: PairLayout

    @property
    def key_header(self) -> str:
        """The name that the file gives to the column that names a pair, "" if there is none."""
        return "" if self.layout.key is None else self.layout.header[self.layout.key]

    def entries(self, deal: Deal) -> Iterator[Entry]:
        """Read the good rows in order; bad ones are counted and go to ``deal``.

        The key of an entry is the cell as it stands in the file: pairs are not joined, so any will do, even "".
        """
        for number, row in enumerate(self.source.rows(), 1):
            entry = row if isinstance(row, BadRow) else self.entry(number, row)
            if isinstance(entry, BadRow):
                deal(entry)
            else:
                yield entry

    def entry(self, number: int, row: Row) -> Entry | BadRow:
        """Return the entry that a row makes, or the bad row that it is."""
        if is_totals(row.cells):
            return BadRow(Fault.TOTALS, Place(self.source.name, row.line), row.raw)
        return Entry(number, "" if self.layout.key is None else row.cells[self.layout.key], row)

    def fields(self, row: Row) -> tuple[Fields, Fields]:
        """Return what the application and the contract of a row say, by role."""
        return self.layout.application.fields(row.cells), self.layout.contract.fields(row.cells)

    def bad_cell(self, error: CellError, row: Row, side: Side = Side.APPLICATION) -> BadRow:
        """Return the bad row that a bad cell of one side makes of a row."""
        layout = self.layout.application if side is Side.APPLICATION else self.layout.contract
        return BadRow(error.fault, layout.place(self.source.name, row.line, layout.columns[error.role]), row.raw)


@contextlib.contextmanager
def open_pairs(path: Path, options: Options) -> Iterator[Pairs]:
    """Open a file of pairs, ``-`` for stdin, and find the columns of both sides.

    ``options`` are those of exports. ``on`` names the column that the output repeats, so that a pair can be found
    again: by default the phone number, and nothing where there is none.

    Raises BatchError if the file cannot be opened or read, or has no columns of both sides.
    """
    with open_input(path, options.spool) as opened:
        source = open_source(opened.stream, opened.name, options.encoding, options.delimiter)
        yield Pairs(source, read_pair_layout(Place(source.name, source.header_line), source.header, options))


def read_pair_layout(place: Place, header: Sequence[str], options: Options) -> PairLayout:
    """Find the columns of both sides in a header.

    Raises BatchError if one side has no names, two columns claim one role, or a column that was named is not there.
    """
    application, contract = pair_roles(place, header, options.mapped)
    try:
        sides = [lay_out(place, header, roles)._replace(kind=options.kind) for roles in (application, contract)]
    except BatchError as error:
        if error.fault is Fault.NO_NAME_COLUMN:
            raise BatchError(Fault.NO_PAIRS, place) from None
        raise
    key = _key(place, header, application, options.on)
    return PairLayout(tuple(header), sides[0], sides[1], key, _halves(application, contract))


def _roles(place: Place, header: Sequence[str], side: Side, mapped: Sequence[Mapped]) -> list[Role | None]:
    """Return the roles of the columns of one side.

    A mapped column without a side is a word for both: ``surname=Фам`` finds ``заявление_Фам`` and ``договор_Фам``.
    """
    own = mapped_on(mapped, side)
    words = {plain(item.column): item.role for item in own if _is_word(item)}
    own = tuple(item for item in own if not _is_word(item))
    return with_mapped(place, header, [_role(cell, side, words) for cell in header], own)


def _is_word(item: Mapped) -> bool:
    return item.side is None and item.role not in _SHARED


def _role(header: str, side: Side, words: Mapping[str, Role]) -> Role | None:
    whole = role_of(header)
    if whole in _SHARED:
        return whole
    for begins, ends in _words(side):
        rest = plain(header)
        if rest.startswith(begins) and rest.endswith(ends):
            rest = rest[len(begins) : len(rest) - len(ends)]
            role = words.get(rest, role_of(rest))
            if role is not None:
                return role
    return None


@cache
def _words(side: Side) -> tuple[tuple[str, str], ...]:
    """Return what the headers of a side begin or end with, the longest first: one of each two is empty."""
    rows = [row for row in table("sides.tsv") if row["side"] == side]
    words = sorted({plain(row["word"]) for row in rows}, key=len, reverse=True)
    return (*((word, "") for word in words), *(("", word) for word in words))


def pair_roles(place: Place, header: Sequence[str], mapped: Sequence[Mapped]) -> tuple[Roles, Roles]:
    """Return the roles of the columns of both sides, those of a side that no header names found otherwise.

    Raises BatchError if nothing tells the sides apart, or a mapped column is not there.
    """
    application, contract = (_roles(place, header, side, mapped) for side in Side)
    for item in filter(_is_word, mapped):
        if item.role not in {*application, *contract}:
            raise BatchError(Fault.NO_SUCH_COLUMN, place, role=item.role)
    bare = [role_of(cell) for cell in header]
    if _is_told(application) and _is_told(contract):
        return application, contract
    if _is_told(application):
        return application, _only(bare, [not role for role in application], contract)
    if _is_told(contract):
        return _only(bare, [not role for role in contract], application), contract
    return _two_blocks(place, bare)


def _is_told(roles: Roles) -> bool:
    return any(role is not None and role not in _SHARED for role in roles)


def _only(roles: Roles, wanted: Sequence[bool], others: Roles) -> Roles:
    return [role if want else other for role, want, other in zip(roles, wanted, others, strict=True)]


def _two_blocks(place: Place, roles: Roles) -> tuple[Roles, Roles]:
    """Part a header that holds every role of a side twice, all of the application's before all of the contract's."""
    doubled = [column for column, role in enumerate(roles) if role is not None and roles.count(role) > 1]
    middle = len(doubled) // 2
    first, second = doubled[:middle], doubled[middle:]
    alone = {role for role in roles if role is not None} - {roles[column] for column in first} - _SHARED
    if not doubled or alone or [roles[column] for column in first] != [roles[column] for column in second]:
        raise BatchError(Fault.NO_PAIRS, place)
    shared = [role if role in _SHARED and column not in doubled else None for column, role in enumerate(roles)]
    halves = [[column in half for column in range(len(roles))] for half in (first, second)]
    return _only(roles, halves[0], shared), _only(roles, halves[1], shared)


def _key(place: Place, header: Sequence[str], roles: Roles, on: str | None) -> int | None:
    if on is None and Role.PHONE not in roles:
        return None
    return find_key(place, header, roles, on)


def _halves(application: Roles, contract: Roles) -> Halves | None:
    first = [column for column, role in enumerate(application) if role is not None and contract[column] is None]
    second = [column for column, role in enumerate(contract) if role is not None and application[column] is None]
    start, width = first[0], len(first)
    side_by_side = [*first, *second] == list(range(start, start + 2 * width))
    if not side_by_side or [application[column] for column in first] != [contract[column] for column in second]:
        return None
    return Halves(start, width, whole=2 * width == len(application))
