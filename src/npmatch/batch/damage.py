"""Identifiers that a spreadsheet took for numbers: 7,70708E+11 for an INN of twelve digits.

What is lost cannot be known, so nothing is repaired. Where such a cell is the key of its row, the row is put aside;
elsewhere it is compared as it stands, and counted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from npmatch.batch.columns import Layout, Role
from npmatch.batch.faults import BadRow
from npmatch.batch.shape import Row, Stretch, has_exponent

_ROLES = (Role.PHONE, Role.DOCUMENT, Role.SERIES, Role.NUMBER, Role.INN, Role.PURCHASE_ID)
_EXPONENT = r"\s*\d(?:[.,]\d+)?[Ee]\+\d+\s*"

Damaged = Counter[tuple[str, str]]
"""How many cells are damaged, by side and role."""


def is_damaged(cell: str) -> bool:
    """Say whether a cell shows a number with an exponent.

    >>> is_damaged("7,70708E+11"), is_damaged("5E+09"), is_damaged("770708E11")
    (True, True, False)
    """
    return "+" in cell and re.fullmatch(_EXPONENT, cell) is not None


class Damage:
    """Counts damaged identifiers in the rows of one input; ``layouts`` are the sides that stand in it, by name."""

    def __init__(self, counts: Damaged, layouts: Iterable[tuple[str, Layout]]) -> None:
        self._counts = counts
        self._columns: dict[int, tuple[str, str]] = {}
        for side, layout in layouts:
            for role in _ROLES:
                column = layout.columns.get(role, layout.key)
                if column != layout.key:
                    self._columns.setdefault(column, (side, role))

    def note(self, piece: Stretch | Row | BadRow) -> None:
        """Count what is damaged in a piece of the input."""
        if isinstance(piece, Row):
            self._look(piece.cells)
        elif isinstance(piece, Stretch) and piece.exponents and self._columns:
            for index, line in enumerate(piece.lines):
                row = piece.row(index) if has_exponent(line) else None
                if isinstance(row, Row):
                    self._look(row.cells)

    def _look(self, cells: Sequence[str]) -> None:
        for column, place in self._columns.items():
            if is_damaged(cells[column]):
                self._counts[place] += 1
