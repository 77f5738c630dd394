"""Notes on identifiers: INN, documents, purchase ids."""

from collections.abc import Iterator
from functools import cache

import regex

from npmatch.case import Case
from npmatch.notes.kinds import Finding, Note
from npmatch.outcomes import Outcome
from npmatch.tables import read
from npmatch.text.compare import empty, fold

_E = "[eE\N{CYRILLIC SMALL LETTER IE}\N{CYRILLIC CAPITAL LETTER IE}]"
_SCIENTIFIC = regex.compile(rf"\s*\d+(?:[.,]\d+{_E}\+?|{_E}\+)\d+\s*")
_TRAILING_ZERO = regex.compile(r"\s*\d+[.,]0\s*")
_INN_LENGTHS = (10, 12)
_LOST_ZERO = {"inn": (9, 11), "document": (9,), "purchase_id": ()}
"""Lengths that an identifier has when a spreadsheet took its leading zero for nothing."""


def inn_check_digit(case: Case) -> Iterator[Finding]:
    """Find INNs that are not 10 or 12 digits with right check digits, or that are all zeros.

    Clause: 6/3.2 а
    """
    for value in _identifiers(case).get("inn", ()):
        if not empty(value) and not valid_inn(digits(value)):
            yield Finding(Note.INN_CHECK_DIGIT, "inn")
            return


def spreadsheet_damage(case: Case) -> Iterator[Finding]:
    """Find identifiers that a spreadsheet has spoilt.

    Clause: 6/3
    """
    for name, values in _identifiers(case).items():
        if any(_damaged(value, _LOST_ZERO[name]) for value in values):
            yield Finding(Note.SPREADSHEET_DAMAGE, name)


def roman_numeral(case: Case) -> Iterator[Finding]:
    """Find documents that differ only in how a Roman numeral is written (II, П, 11, ll).

    Clause: 6/3.1 б
    """
    for field, outcome in case.compared():
        if field.name == "document" and outcome is Outcome.DIFFERENT:
            numerals = set(map(_with_roman_numeral, case.values(field)))
            if len(numerals) == 1 and None not in numerals:
                yield Finding(Note.ROMAN_NUMERAL, "document")


def digits(value: str) -> str:
    """Read an identifier back to digits: the letters that Table P6.1 makes equal to digits are digits again.

    >>> digits("77О7О83893")
    '7707083893'

    Clause: 6/2.3 в
    """
    return fold(value).translate(_digits_of_letters())


def valid_inn(number: str) -> bool:
    """Tell whether a number is 10 or 12 plain digits with right check digits, and not all zeros.

    >>> valid_inn("7707083893"), valid_inn("7707083894"), valid_inn("0000000000")
    (True, False, False)
    """
    # python-stdnum takes full-width digits and all zeros for valid, hence the guards
    if len(number) not in _INN_LENGTHS or not (number.isascii() and number.isdigit()) or not number.strip("0"):
        return False
    from stdnum.ru import inn  # noqa: PLC0415  # late: costs more than npmatch itself

    return bool(inn.is_valid(number))


def _identifiers(case: Case) -> dict[str, tuple[str, str]]:
    return {field.name: case.values(field) for field in case.profile.fields if not field.tolerant}


def _damaged(value: str, lost_zero: tuple[int, ...]) -> bool:
    number = digits(value)
    lost = number.isascii() and number.isdigit() and len(number) in lost_zero
    return lost or bool(_SCIENTIFIC.fullmatch(value) or _TRAILING_ZERO.fullmatch(value))


@cache
def _digits_of_letters() -> dict[int, str]:
    rows = read("lookalikes.tsv").rows
    return {ord(row["folds_to"]): row["glyph"] for row in rows if row["glyph"].isdigit()}


def _with_roman_numeral(value: str) -> str | None:
    """Return a document like ``II-АБ 123456`` with its numeral in plain I, V, X; None if it is not of that kind."""
    found = _NUMBERED.fullmatch(digits(value))
    if found is None or not set(found["numeral"]) <= _ROMAN.keys():
        return None
    return "".join(_ROMAN[symbol] for symbol in found["numeral"]) + found["rest"]


_NUMBERED = regex.compile(r"(?P<numeral>.+)(?P<rest>.{2}\d{6})")
_ROMAN = {
    "i": "I",
    "l": "I",
    "1": "I",
    "\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}": "I",
    "\N{CYRILLIC SMALL LETTER PALOCHKA}": "I",
    "\N{CYRILLIC SMALL LETTER PE}": "II",
    "\N{CYRILLIC SMALL LETTER SHA}": "III",
    "v": "V",
    "\N{CYRILLIC SMALL LETTER U}": "V",
    "\N{CYRILLIC SMALL LETTER HA}": "X",
}
"""Folded symbols that stand for a part of a Roman numeral in documents as people type them."""
