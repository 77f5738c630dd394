"""Keys: what makes two cells of the key column name the same number, or the same of anything else."""

from collections.abc import Callable

from npmatch.batch.columns import Role
from npmatch.batch.damage import is_damaged

_SPOILT = (".0", ",0")
"""What a spreadsheet that took a number for an amount leaves at its end."""

KeyMaker = Callable[[str], str]


def key_maker(role: Role | None) -> KeyMaker:
    """Return the function that makes keys of the cells of a column; it returns "" for a cell that is no key.

    >>> key_maker(Role.PHONE)("+7 (900) 123-45-67")
    '9001234567'
    >>> key_maker(Role.INN)(" 7707 083893 ")
    '7707083893'
    >>> key_maker(None)(" A-1 "), key_maker(None)("7,90012E+10")
    ('A-1', '')
    """
    if role is Role.PHONE:
        return phone
    if role in {Role.INN, Role.DOCUMENT, Role.NUMBER, Role.PURCHASE_ID}:
        return _identifier
    return _text


def is_spoilt(cell: str) -> bool:
    """Say whether a spreadsheet took the key in a cell for an amount: it shows an exponent, or a fraction.

    >>> is_spoilt("7,90012E+10"), is_spoilt("79001234567.0"), is_spoilt("9001234567")
    (True, True, False)
    """
    return is_damaged(cell) or (cell.rstrip().endswith(_SPOILT) and cell.strip()[:-2].isdecimal())


def phone(cell: str) -> str:
    """Return the digits of a phone number without +7 or 8; "" for a cell with letters or a spoilt number.

    >>> phone("8 900 123 45 67"), phone("7,90012E+10"), phone("")
    ('9001234567', '', '')
    """
    digits = "".join(filter(str.isdecimal, cell))
    if len(digits) == len(cell):
        return _national(digits)
    text = cell.strip()
    if any(map(str.isalpha, text)) or text.endswith(_SPOILT):
        return ""
    return _national(digits)


def _national(digits: str) -> str:
    return digits[1:] if len(digits) == 11 and digits[0] in "78" else digits


def _text(cell: str) -> str:
    return "" if is_damaged(cell) else cell.strip()


def _identifier(cell: str) -> str:
    if is_spoilt(cell):
        return ""
    return "".join(filter(str.isalnum, cell)).casefold()
