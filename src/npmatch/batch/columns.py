"""Which column holds what: header names as people write them, read from a table.

A header is compared by its letters and digits alone, without case, ё as е: `"Серия паспорта"` and
`"серия_паспорта:"` need one row of the table.
"""

import pkgutil
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple, NoReturn

from npmatch import tables
from npmatch.batch.faults import BatchError, Fault, Place


class Role(StrEnum):
    """What a column can hold."""

    PHONE = "phone"
    KIND = "kind"
    NONRESIDENT = "nonresident"
    SURNAME = "surname"
    GIVEN_NAME = "given_name"
    PATRONYMIC = "patronymic"
    #: Surname, given name and patronymic in one cell.
    FULL_NAME = "full_name"
    #: Series and number of the document in one cell.
    DOCUMENT = "document"
    SERIES = "series"
    NUMBER = "number"
    #: A number of the document only where there is a series beside it, because the header alone says too little.
    NUMBER_BESIDE_SERIES = "number_beside_series"
    INN = "inn"
    NAME = "name"
    LEGAL_NAME = "legal_name"
    SHORT_NAME = "short_name"
    ALIAS = "alias"
    PURCHASE_ID = "purchase_id"


ORGANISATION_NAMES = (Role.NAME, Role.LEGAL_NAME, Role.SHORT_NAME, Role.ALIAS)
"""Roles that name an organisation, the likeliest main name first; what is not the main name is an alias."""

_SOMEONE = frozenset({Role.SURNAME, Role.GIVEN_NAME, Role.FULL_NAME, *ORGANISATION_NAMES})


class Side(StrEnum):
    """Whose data a column or a file holds."""

    APPLICATION = "application"
    CONTRACT = "contract"


class Mapped(NamedTuple):
    """What somebody says of a column: it holds this role, on this side (None: on either).

    ``column`` is its header, or ``#3`` for the third column.
    """

    role: Role
    column: str
    side: Side | None = None


class Fields(NamedTuple):
    """The cells of one row by role; ``names`` are the filled names of an organisation, the main name first."""

    values: Mapping[Role, str]
    names: tuple[str, ...] = ()

    def __repr__(self) -> str:
        filled = [role for role, cell in self.values.items() if cell]
        return f"{type(self).__name__}({', '.join(filled)}; {len(self.names)} names)"

    def get(self, role: Role) -> str:
        """Return the cell of a role, "" where there is no such column."""
        return self.values.get(role, "")


class Layout(NamedTuple):
    """Where in a file what stands. ``key`` is the column to join by, -1 if there is none; columns count from 0.

    ``kind`` is the kind of every subscriber, where it was said for the whole file.
    """

    header: tuple[str, ...]
    columns: Mapping[Role, int]
    names: tuple[int, ...]
    key: int
    kind: str | None = None

    def __repr__(self) -> str:
        shown = f"columns={self.columns}, names={self.names}, key={self.key}, kind={self.kind}"
        return f"{type(self).__name__}({shown})"

    def fields(self, cells: Sequence[str]) -> Fields:
        """Return the cells of a row by role."""
        values = {role: cells[column] for role, column in self.columns.items()}
        if self.kind is not None:
            values[Role.KIND] = self.kind
        names = tuple(cells[column] for column in self.names if cells[column].strip())
        return Fields(values, names)

    def place(self, file: str, line: int, column: int) -> Place:
        """Return the place of a cell, with the header's name if it is one that we know."""
        header = self.header[column] if column < len(self.header) else ""
        return Place(file, line, column + 1, header if role_of(header) else "")


def plain(header: str) -> str:
    """Return what counts of a header: its letters and digits, without case, ё as е.

    >>> plain("  Серия_паспорта: ")
    'серияпаспорта'
    """
    kept = "".join(filter(str.isalnum, header))
    return kept.casefold().replace("\N{CYRILLIC SMALL LETTER IO}", "\N{CYRILLIC SMALL LETTER IE}")


@cache
def headers() -> Mapping[str, Role]:
    """Return every known header, plain, and its role.

    Raises TableError if the package's table is damaged.
    """
    return {plain(row["header"]): Role(row["role"]) for row in table("headers.tsv")}


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a table of this package.

    Raises TableError if it is damaged.
    """
    data = pkgutil.get_data(__name__, name) or b""
    return tables.parse(name, data.decode("utf-8")).rows


def role_of(header: str) -> Role | None:
    """Return what a column of this header holds, None if the header is not known.

    >>> role_of("Номер паспорта")
    <Role.NUMBER: 'number'>
    >>> role_of("Дата договора") is None
    True
    """
    return headers().get(plain(header))


def read_layout(
    file: str, line: int, header: Sequence[str], on: str | None = None, mapped: Sequence[Mapped] = ()
) -> Layout:
    """Find the columns of a file.

    ``on`` is the header of the column to join by, the phone number if it is None; what ``mapped`` says of a column
    goes before its header.

    Raises BatchError if the key or every name is missing, if two columns claim one role, or if a mapped column is
    not there.
    """
    place = Place(file, line)
    roles = with_mapped(place, header, [role_of(cell) for cell in header], mapped)
    return lay_out(place, header, roles, find_key(place, header, roles, on))


def with_mapped(
    place: Place, header: Sequence[str], roles: Sequence[Role | None], mapped: Sequence[Mapped]
) -> list[Role | None]:
    """Return the roles of the columns, those that ``mapped`` names put in the place of those that headers tell.

    Raises BatchError if a mapped column is not there, or is there twice.
    """
    said = {item.role for item in mapped}
    found = [None if role in said else role for role in roles]
    for item in mapped:
        found[_column(place, header, item)] = item.role
    return found


def mapped_on(mapped: Sequence[Mapped], side: Side | None) -> tuple[Mapped, ...]:
    """Return what is said of the columns of one side: what is said of both sides gives way to what is said of it."""
    own = tuple(item for item in mapped if side is not None and item.side is side)
    said = {item.role for item in own}
    return (*own, *(item for item in mapped if item.side is None and item.role not in said))


def _column(place: Place, header: Sequence[str], item: Mapped) -> int:
    number = item.column.removeprefix("#")
    if number != item.column and number.isdecimal() and 0 < int(number) <= len(header):
        return int(number) - 1
    found = [column for column, cell in enumerate(header) if plain(cell) == plain(item.column)]
    exact = [column for column in found if header[column] == item.column]
    if not found or not plain(item.column):
        raise BatchError(Fault.NO_SUCH_COLUMN, place, role=item.role)
    if len(exact or found) > 1:
        _refuse_twice(place, header, *(exact or found)[:2])
    return (exact or found)[0]


def _refuse_twice(place: Place, header: Sequence[str], first: int, second: int) -> NoReturn:
    name = header[second] if role_of(header[second]) else ""
    raise BatchError(Fault.COLUMN_TWICE, Place(place.file, place.line, second + 1, name), first=first + 1)


def lay_out(place: Place, header: Sequence[str], roles: Sequence[Role | None], key: int = -1) -> Layout:
    """Return the layout that the roles of the columns make.

    Raises BatchError if every name is missing or two columns claim one role.
    """
    columns: dict[Role, int] = {}
    names: list[tuple[int, int]] = []
    for column, role in enumerate(roles):
        if role in ORGANISATION_NAMES:
            names.append((ORGANISATION_NAMES.index(role), column))
        elif role is not None and columns.setdefault(role, column) != column and role is not Role.PHONE:
            _refuse_twice(place, header, columns[role], column)
    _take_bare_number(columns)
    if not names and not _SOMEONE & columns.keys():
        raise BatchError(Fault.NO_NAME_COLUMN, place)
    return Layout(tuple(header), columns, tuple(column for _, column in sorted(names)), key)


def find_key(place: Place, header: Sequence[str], roles: Sequence[Role | None], on: str | None) -> int:
    """Return the column to join by: the one with the header ``on``, or with its role; the phone number if it is None.

    Raises BatchError if there is none, or more than one.
    """
    role = Role.PHONE if on is None else role_of(on)
    same = [] if on is None else [column for column, cell in enumerate(header) if plain(cell) == plain(on)]
    found = same or [column for column, known in enumerate(roles) if role and known is role]
    if not found:
        raise BatchError(Fault.NO_KEY_COLUMN, place)
    if len(found) > 1:
        _refuse_twice(place, header, *found[:2])
    return found[0]


def _take_bare_number(columns: dict[Role, int]) -> None:
    column = columns.pop(Role.NUMBER_BESIDE_SERIES, None)
    if column is not None and Role.SERIES in columns:
        columns.setdefault(Role.NUMBER, column)
