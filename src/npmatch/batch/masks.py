"""Masks: enough of a cell to see what it is, too little to see whose.

A mask is no pseudonym: who knows the person recognises them. It keeps values out of a terminal, not out of a guess.
"""

from npmatch.batch.columns import Role
from npmatch.batch.rows import is_answer

_HIDDEN = "****"
_SHORT = 4

#: How many digits may be seen at the beginning and at the end, and how many there must be for that.
_SEEN = {
    Role.DOCUMENT: (2, 2, 8),
    Role.SERIES: (2, 0, 4),
    Role.NUMBER: (0, 2, 6),
    Role.INN: (0, 2, 9),
    Role.PURCHASE_ID: (0, 2, 9),
}


def mask(role: Role | None, cell: str) -> str:
    """Return a cell of a column of this role (None: unknown) with most of it hidden.

    >>> mask(Role.SURNAME, "Иванов"), mask(Role.DOCUMENT, "45 08 123456"), mask(Role.PHONE, "+7 912 345 67 89")
    ('И****в', '45 ** ****56', '+7 912 *** ** 89')
    >>> mask(Role.INN, "7707083893"), mask(Role.GIVEN_NAME, "Ян")
    ('********93', '**')
    """
    if role is Role.PHONE:
        first = 4 if sum(map(str.isalnum, cell)) > 10 else 3
        return _digits(cell, first, 2, 10)
    if role in _SEEN:
        return _digits(cell, *_SEEN[role])
    if role in {Role.KIND, Role.NONRESIDENT} and is_answer(role, cell):
        return cell
    return " ".join(map(_word, cell.split()))


def _digits(cell: str, first: int, last: int, least: int) -> str:
    """Hide all letters and digits but the first and the last ones; all of them, if there are few or letters."""
    places = [place for place, symbol in enumerate(cell) if symbol.isalnum()]
    plain = len(places) >= least and all(cell[place].isdecimal() for place in places)
    seen = {*places[:first], *places[len(places) - last :]} if plain else set()
    return "".join("*" if place in places and place not in seen else symbol for place, symbol in enumerate(cell))


def _word(word: str) -> str:
    if sum(map(str.isalnum, word)) < _SHORT or any(map(str.isdecimal, word)):
        return "*" * min(len(word), _SHORT)
    return f"{word[0]}{_HIDDEN}{word[-1]}"
