"""Which column holds what: header names as people write them, read from a table.

A header is compared by its letters and digits alone, without case, ё as е: `"Серия паспорта"` and
`"серия_паспорта:"` need one row of the table.
"""

import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import NamedTuple

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


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a file what stands. ``key`` is the column to join by; columns count from 0."""

    header: tuple[str, ...] = field(repr=False)
    columns: Mapping[Role, int]
    names: tuple[int, ...]
    key: int

    def fields(self, cells: Sequence[str]) -> Fields:
        """Return the cells of a row by role."""
        values = {role: cells[column] for role, column in self.columns.items()}
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


def read_layout(file: str, line: int, header: Sequence[str], on: str | None = None) -> Layout:
    """Find the columns of a file; ``on`` is the header of the column to join by, the phone number if it is None.

    Raises BatchError if the key or every name is missing, or if two columns claim one role.
    """
    columns: dict[Role, int] = {}
    names: list[tuple[int, int]] = []
    key = _key(file, line, header, on)
    for column, cell in enumerate(header):
        role = role_of(cell)
        if role in ORGANISATION_NAMES:
            names.append((ORGANISATION_NAMES.index(role), column))
        elif role is not None and columns.setdefault(role, column) != column and role is not Role.PHONE:
            raise BatchError(Fault.COLUMN_TWICE, Place(file, line, column + 1, cell), first=columns[role] + 1)
    _take_bare_number(columns)
    if not names and not _SOMEONE & columns.keys():
        raise BatchError(Fault.NO_NAME_COLUMN, Place(file, line))
    return Layout(tuple(header), columns, tuple(column for _, column in sorted(names)), key)


def _key(file: str, line: int, header: Sequence[str], on: str | None) -> int:
    role = Role.PHONE if on is None else role_of(on)
    same = [] if on is None else [column for column, cell in enumerate(header) if plain(cell) == plain(on)]
    found = same or [column for column, cell in enumerate(header) if role and role_of(cell) is role]
    if not found:
        raise BatchError(Fault.NO_KEY_COLUMN, Place(file, line))
    if len(found) > 1:
        name = header[found[1]] if role else ""
        raise BatchError(Fault.COLUMN_TWICE, Place(file, line, found[1] + 1, name), first=found[0] + 1)
    return found[0]


def _take_bare_number(columns: dict[Role, int]) -> None:
    column = columns.pop(Role.NUMBER_BESIDE_SERIES, None)
    if column is not None and Role.SERIES in columns:
        columns.setdefault(Role.NUMBER, column)
