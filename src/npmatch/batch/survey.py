"""A survey of an export: how it is written, what its columns hold, and how sure that is."""

import contextlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from npmatch.batch.columns import Mapped, Role, Side, lay_out, role_of, with_mapped
from npmatch.batch.dialect import Dialect
from npmatch.batch.exports import Options
from npmatch.batch.faults import BadRow, BatchError, Place
from npmatch.batch.inputs import STDIN, open_input, read_start
from npmatch.batch.keys import phone
from npmatch.batch.masks import mask
from npmatch.batch.pairs import pair_roles
from npmatch.batch.reader import open_source
from npmatch.batch.rows import is_answer
from npmatch.batch.sniffing import HEAD

SAMPLE_ROWS = 5
"""Rows that a survey shows, masked."""

_ROWS = 200


class Column(NamedTuple):
    """A column: its number from 1, its header, what it holds and whose (None: unknown, nobody's), how sure that is."""

    number: int
    header: str
    role: Role | None
    side: Side | None
    sure: float


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found of a file; ``sample`` are its first rows, masked."""

    name: str
    dialect: Dialect
    header_line: int
    columns: tuple[Column, ...]
    sample: tuple[tuple[str, ...], ...]

    @property
    def unmatched(self) -> int:
        """The number of columns that are never looked at."""
        return sum(column.role is None for column in self.columns)

    @property
    def header_sure(self) -> float:
        """How sure it is that the first row is a header: every second header known is sure enough."""
        return round(min(1.0, 2 * (1 - self.unmatched / len(self.columns))), 2)

    @property
    def is_pairs(self) -> bool:
        """Say whether a row holds both an application and a contract."""
        return {column.side for column in self.columns} >= set(Side)


def survey(path: Path, options: Options) -> Survey:
    """Return what is found of a file; of stdin (``-``) no more is read than the first 256 KB.

    Raises BatchError if it cannot be read, has no header, or lacks a column that ``options`` name.
    """
    with _open(path) as (stream, name):
        source = open_source(stream, name, options.encoding, options.delimiter)
        roles = _roles(Place(name, source.header_line), source.header, options.mapped)
        rows = [row.cells for row in islice(source.rows(), _ROWS) if not isinstance(row, BadRow)]
    cells = list(zip(*rows, strict=True)) or [()] * len(source.header)
    columns = tuple(
        Column(number, header, role, side, _sure(role, column))
        for number, (header, (role, side), column) in enumerate(zip(source.header, roles, cells, strict=True), 1)
    )
    sample = tuple(
        tuple(mask(column.role, cell) for column, cell in zip(columns, row, strict=True)) for row in rows[:SAMPLE_ROWS]
    )
    return Survey(name, source.dialect, source.header_line, columns, sample)


@contextlib.contextmanager
def _open(path: Path) -> Iterator[tuple[BinaryIO, str]]:
    if path != STDIN:
        with open_input(path) as opened:
            yield opened
        return
    head = read_start(path, HEAD)
    if len(head) == HEAD:
        # The last line is not whole. It may be the only one.
        head = head[: max(head.rfind(b"\n"), head.rfind(b"\r")) + 1] or head
    yield io.BytesIO(head), str(path)


Found = tuple[Role | None, Side | None]


def _roles(place: Place, header: Sequence[str], mapped: Sequence[Mapped]) -> list[Found]:
    """Return role and side of every column: as of a file of pairs if it can be read as one, else as of an export."""
    try:
        application, contract = pair_roles(place, header, mapped)
        for roles in (application, contract):
            lay_out(place, header, roles)
    except BatchError:
        roles = with_mapped(place, header, [role_of(cell) for cell in header], mapped)
        return [(role, None) for role in _looked_at(roles)]
    sides = zip(_looked_at(application), _looked_at(contract), strict=True)
    return [_of_two(asked, held) for asked, held in sides]


def _looked_at(roles: Sequence[Role | None]) -> list[Role | None]:
    """Return the roles with the bare number as what it is: the document's beside a series, else nobody's."""
    bare = Role.NUMBER if Role.SERIES in roles and Role.NUMBER not in roles else None
    return [bare if role is Role.NUMBER_BESIDE_SERIES else role for role in roles]


def _of_two(asked: Role | None, held: Role | None) -> Found:
    if asked is None:
        return held, Side.CONTRACT if held else None
    return asked, None if held else Side.APPLICATION


_NAME = re.compile(r"[^\W\d][^\d]*")
_LETTER = re.compile(r".*[^\W\d].*")
_SHAPES: Mapping[Role, re.Pattern[str]] = {
    Role.SURNAME: _NAME,
    Role.GIVEN_NAME: _NAME,
    Role.PATRONYMIC: re.compile(r"[^\d]*"),
    Role.FULL_NAME: _NAME,
    Role.DOCUMENT: re.compile(r".*\d.*\d.*\d.*"),
    Role.SERIES: re.compile(r".{1,12}"),
    Role.NUMBER: re.compile(r".*\d.*"),
    Role.INN: re.compile(r"\d{10}|\d{12}"),
    Role.PURCHASE_ID: re.compile(r".*\d.*"),
}


def _sure(role: Role | None, cells: Sequence[str]) -> float:
    """Say how sure it is that cells under a known header are what it says: half by the header, half by the cells."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if role is None or not filled:
        return 0.0 if role is None else 0.75
    return round(0.5 + sum(_looks_like(role, cell) for cell in filled) / len(filled) / 2, 2)


def _looks_like(role: Role, cell: str) -> bool:
    if role is Role.PHONE:
        return len(phone(cell)) == 10
    if role in {Role.KIND, Role.NONRESIDENT}:
        return is_answer(role, cell)
    return _SHAPES.get(role, _LETTER).fullmatch(cell) is not None
