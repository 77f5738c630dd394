"""The notes: hints that never change a verdict."""

from enum import StrEnum
from typing import NamedTuple


class Note(StrEnum):
    """A hint for people who look into a verdict.

    >>> Note("initials") is Note.INITIALS
    True
    """

    #: A tolerated field is empty on one side and one symbol on the other.
    EMPTY_AGAINST_ONE_SYMBOL = "empty_against_one_symbol"
    #: The accepted difference of two organisation names lies inside the legal form.
    LEGAL_FORM_DIFFERS = "legal_form_differs"
    #: The names would match if the place of the legal form were ignored.
    FORM_MOVED = "form_moved"
    #: The names would match if a legal form that only one side has were ignored.
    FORM_MISSING = "form_missing"
    #: The names would match if an alias that one document lists were enough.
    ALIAS_ONE_SIDED = "alias_one_sided"
    #: The three names would match if two of them changed places.
    PARTS_EXCHANGED = "parts_exchanged"
    #: A name differs because one side is its first letter only.
    INITIALS = "initials"
    #: An INN is not 10 or 12 digits with right check digits, or is all zeros.
    INN_CHECK_DIGIT = "inn_check_digit"
    #: An identifier that a spreadsheet has spoilt.
    SPREADSHEET_DAMAGE = "spreadsheet_damage"
    #: The documents differ only in how a Roman numeral is written.
    ROMAN_NUMERAL = "roman_numeral"
    #: Another selectable reading would turn the verdict round.
    READING_DEPENDENT = "reading_dependent"


class Finding(NamedTuple):
    """A note, and the field that it was found in ("" for the record as a whole)."""

    note: Note
    field: str = ""
