"""N: the significant symbols of a value, as clause 2.2 of Appendix 6 leaves them.

Letters and digits stay, everything else goes. Spaces go too (2.2 а), or, under the reading ``collapse`` (2.2 б),
a run of them becomes one.
"""

import unicodedata
from typing import NewType

from npmatch.policy import Spaces

Significant = NewType("Significant", str)
"""A value that holds nothing but significant symbols."""

LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo"})
"""The general categories of a letter. Lm is not among them: a modifier letter (an apostrophe, say) is a sign."""

_ORDINAL_INDICATORS = "ªº"
"""Lo by category, signs by use: Nº is №."""


def significant(value: str, spaces: Spaces = "remove") -> Significant:
    """Return the significant symbols of ``value``.

    ``spaces`` is the reading of 2.2 а and б: ``"remove"`` or ``"collapse"``.

    >>> significant(" Римский-Корсаков ")
    'РимскийКорсаков'
    >>> significant("45 08 № 123456")
    '4508123456'
    >>> significant(" Анна - Мария ", spaces="collapse")
    'Анна Мария'
    >>> significant("—")
    ''

    Clause: 6/2.2
    """
    # NFC first, so that a decomposed й is й. No NFKC: it would turn № into the letters "No".
    composed = unicodedata.normalize("NFC", value)
    if spaces == "remove":
        return Significant("".join(map(symbols, composed)))
    kept = "".join(" " if symbol.isspace() else symbols(symbol) for symbol in composed)
    return Significant(" ".join(kept.split()))


def symbols(character: str) -> str:
    """Return what one character contributes: itself, a plain digit, the letters of a number letter, or nothing.

    >>> symbols("Ж"), symbols("٣"), symbols("Ⅳ"), symbols("№")
    ('Ж', '3', 'IV', '')

    Clause: 6/2.2 г
    """
    category = unicodedata.category(character)
    if category in LETTERS:
        return "" if character in _ORDINAL_INDICATORS else character
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Nl":
        letters = unicodedata.normalize("NFKC", character)
        return "".join(letter for letter in letters if unicodedata.category(letter) in LETTERS)
    return ""
