"""The two sides of a row as the matcher takes them: bare values, found quickly where a row is plainly a person's.

What is plainly a person's is decided here; everything else goes through `npmatch.batch.records`, which gives the same
values, only later.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from npmatch.batch.columns import Fields, Layout, Role, table
from npmatch.batch.exports import is_totals
from npmatch.batch.rows import Kind, document, kind_of, without_prefix
from npmatch.text.glance import PLAIN

Cells = Sequence[str]
Names = tuple[str, str, str, str]
"""Surname, given name, patronymic and document of a person."""

ROLES = (Role.SURNAME, Role.GIVEN_NAME, Role.PATRONYMIC, Role.DOCUMENT)
"""The columns that these stand in."""


def _initials(role: str) -> frozenset[str]:
    """Return the letters, small and capital, that open the words of a table."""
    words = [row["value"] for row in table("values.tsv") if row["role"] == role]
    return frozenset(letter for word in words for letter in (word[0].lower(), word[0].upper()))


SURE = PLAIN - _initials("prefix")
"""Characters that open a surname which is plainly one: not empty, and without the words for a sole proprietor."""

PREFIXES = tuple(row["value"] for row in table("values.tsv") if row["role"] == "prefix")
"""The words that stand before the name of a sole proprietor."""

_BEGINNINGS = "|".join("".join(f"[{a.lower()}{a.upper()}]" for a in prefix[:2]) for prefix in PREFIXES)
"""A pattern of what these words begin with: a surname that does not is plainly one."""

OPENING = (PLAIN | {"+", "("}) - _initials("totals")
"""Characters that open a row which is plainly one: not empty, and no line of totals."""


_LONGEST = 255
"""Symbols of a cell that is looked for: longer ones are rare, and taken otherwise."""


@cache
def equal_halves(sign: str, width: int) -> re.Pattern[str]:
    r"""Return what parts plain lines into (key, half, "") or, if their halves are not plainly equal, ("", "", line).

    A line is a key, an application and a contract of ``width`` columns each, a surname first and a document last. A
    search for all lines of a text at once takes half the time of a look at one after another. A cell is short and gives
    nothing back, so that the time grows with the text alone. A line that lacks cells may be taken together with the
    next: whoever uses this has to count.

    >>> equal_halves(";", 2).findall("9;Ким;1;Ким;1\n9;Ким;1;Ким;2")
    [('9', 'Ким;1', ''), ('', '', '9;Ким;1;Ким;2')]
    """
    cell = f"[^{re.escape(sign)}]{{0,{_LONGEST}}}+"  # with line ends to mind as well it would take twice as long
    opening, plain = (f"[{re.escape(''.join(sorted(signs)))}]" for signs in (OPENING, PLAIN))
    others = (re.escape(sign) + cell) * (width - 1)
    half = f"(?!{_BEGINNINGS}){plain}{cell}{others}(?<={plain})"
    return re.compile(f"^({opening}{cell}){re.escape(sign)}({half}){re.escape(sign)}\\2$|^(.*)$", re.MULTILINE)


_REMEMBERED = 1 << 12
"""How many surnames and kinds are remembered: a bound on memory, not on what is read."""


def is_row(first: str) -> bool:
    """Say by its first cell whether a row is plainly one: not empty, and no line of totals.

    >>> is_row("9001234567"), is_row("Итого"), is_row("")
    (True, False, False)
    """
    return first[:1] in OPENING or (first != "" and not is_totals((first,)))


class Side:
    """One side of a row: which cells are whose.

    ``person`` takes the values of a person from cells of which `is_person` or `is_named` is true. ``in_parts`` says
    that a document is put together from its series and its number. ``simple`` says that the columns can hold nothing
    but persons, and nobody said otherwise, so that a plain surname is all there is to look at. ``plainly`` is
    the kind of whoever has a name and a document, or an INN, in these columns; None if that cannot be told beforehand.
    """

    def __init__(self, layout: Layout) -> None:
        columns = layout.columns
        self.layout = layout
        self.surname = columns.get(Role.SURNAME, -1)
        self.plainly = _plainly(layout)
        self.simple = self.plainly is Kind.PERSON
        self.in_parts = Role.SERIES in columns or Role.NUMBER in columns
        self.person = _taker(columns, in_parts=self.in_parts)
        self._kind = columns.get(Role.KIND, -1)
        self._said = layout.kind
        self._others = (*layout.names, *(columns[role] for role in (Role.FULL_NAME, Role.INN) if role in columns))
        self._kinds: dict[str, Kind] = {}
        self._bare: dict[str, bool] = {}

    def is_named(self, cells: Cells) -> bool:
        """Say whether the surname is plainly one: filled, and not opened by the words for a sole proprietor."""
        return self.surname >= 0 and self.is_bare(cells[self.surname])

    def is_bare(self, surname: str) -> bool:
        """Say of a surname what `is_named` says of cells."""
        found = self._bare.get(surname)
        if found is None:
            if len(self._bare) >= _REMEMBERED:
                self._bare.clear()
            found = self._bare[surname] = bool(surname.strip()) and without_prefix(surname) is None
        return found

    def is_person(self, cells: Cells) -> bool:
        """Say whether the cells are plainly a person's.

        Raises CellError if the cell that names the kind names none.
        """
        if not self.is_named(cells):
            return False
        said = self._said or (cells[self._kind].strip() if self._kind >= 0 else "")
        if said:
            return self._named_kind(said) is Kind.PERSON
        return not any([cells[column] for column in self._others])  # noqa: C419  # a list is quicker here

    def kind(self, cells: Cells) -> Kind:
        """Return the kind of subscriber. Raises CellError if the cell that names it names none."""
        return Kind.PERSON if self.is_person(cells) else kind_of(self.layout.fields(cells))

    def values(self, kind: Kind, cells: Cells) -> tuple[Any, ...]:
        """Return what the fields of a kind look at.

        Raises CellError if the cell about non-residents says neither yes nor no.
        """
        if kind is Kind.PERSON and self.is_named(cells):
            return self.person(cells)
        from npmatch.batch.records import values  # noqa: PLC0415  # late: most files hold nothing but plain persons

        return values(kind, self.layout.fields(cells))

    def _named_kind(self, said: str) -> Kind:
        found = self._kinds.get(said)
        if found is None:
            if len(self._kinds) >= _REMEMBERED:
                self._kinds.clear()
            found = self._kinds[said] = kind_of(Fields({Role.KIND: said}))
        return found


_OF_PERSONS = frozenset(
    {Role.PHONE, Role.SURNAME, Role.GIVEN_NAME, Role.PATRONYMIC, Role.DOCUMENT, Role.SERIES, Role.NUMBER}
)
_OF_PROPRIETORS = frozenset({Role.PHONE, Role.SURNAME, Role.GIVEN_NAME, Role.PATRONYMIC, Role.INN})
_OF_ORGANISATIONS = frozenset({Role.PHONE, Role.INN})


def _plainly(layout: Layout) -> Kind | None:
    """Return the kind of whoever has a name and a document, or an INN; an organisation has one name."""
    roles = layout.columns.keys()
    if layout.names:
        found = Kind.ORG if roles <= _OF_ORGANISATIONS and len(layout.names) == 1 else None
    elif Role.SURNAME not in roles:
        found = None
    elif roles <= _OF_PERSONS:
        found = Kind.PERSON
    else:
        found = Kind.IP if roles <= _OF_PROPRIETORS else None
    return found if layout.kind in {None, found} else None


def _taker(columns: Mapping[Role, int], *, in_parts: bool) -> Callable[[Cells], Names]:
    """Return the function that takes the values of a person from the cells of a row."""
    if not in_parts and all(role in columns for role in ROLES):
        return itemgetter(*(columns[role] for role in ROLES))
    names = [columns.get(role, -1) for role in ROLES[:3]]
    papers = {role: columns[role] for role in (Role.DOCUMENT, Role.SERIES, Role.NUMBER) if role in columns}

    def take(cells: Cells) -> Names:
        surname, given_name, patronymic = [cells[column] if column >= 0 else "" for column in names]
        whole = document(Fields({role: cells[column] for role, column in papers.items()}))
        return surname, given_name, patronymic, whole

    return take
