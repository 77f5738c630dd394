"""What the kernel is told of the rule: a table of code points, made from the tables that the package ships.

An entry is a number: nothing, white space, a symbol, or "unknown", where the reference has to be asked. A code point
is known if NFC leaves it alone wherever it stands, and if it folds to one symbol at most.
"""

import unicodedata
from array import array
from collections.abc import Iterator
from typing import NamedTuple

from npmatch.text.equivalence import Folding, folding

CODE_POINTS = 0x10000
NOTHING, SPACE, UNKNOWN, OPEN = 0, 1, 0x4000, 0x8000
"""Entries of the table, as ``kernel.h`` names them."""

_FIRST_SYMBOL = 2

KNOWN = (
    range(0x0180),  # ASCII, Latin-1, Latin Extended-A
    range(0x0400, 0x0500),  # Cyrillic
    range(0x2000, 0x2070),  # General Punctuation
    range(0x2100, 0x2190),  # №, Roman numerals
)
"""The code points that real data hold. To look at one takes microseconds, so the others wait for the reference."""


class Tables(NamedTuple):
    """What the kernel is told.

    ``entries``: one for each code point. ``choices``: symbol, and the symbols that it may be read as. ``pairs``: two
    symbols, and the one that they may be read as.
    """

    entries: "array[int]"
    choices: list[tuple[int, tuple[int, ...]]]
    pairs: list[tuple[int, int, int]]


class _Symbols:
    """Numbers the symbols of folded text, and marks those that open places begin with."""

    def __init__(self, openers: tuple[str, ...]) -> None:
        self._openers = openers
        self._known: dict[str, int] = {}

    def number(self, symbol: str) -> int:
        if symbol not in self._known:
            number = _FIRST_SYMBOL + len(self._known)
            self._known[symbol] = number | OPEN if symbol in self._openers else number
        return self._known[symbol]


def tables() -> Tables:
    """Return the tables for the folding that the package ships.

    >>> entries, choices, pairs = tables()
    >>> entries[ord("Ё")] == entries[ord("e")], entries[ord("№")], len(choices), len(pairs)
    (True, 0, 1, 3)

    Clause: 6/2.3 а-в
    """
    rule = folding()
    symbols = _Symbols(rule.openers)
    number = symbols.number
    entries = array("H", [UNKNOWN]) * CODE_POINTS
    for code_point, entry in _known(rule, symbols):
        entries[code_point] = entry
    choices = [(number(symbol), tuple(map(number, ways))) for symbol, ways in rule.choices.items()]
    pairs = [(number(first), number(second), number(one)) for (first, second), one in rule.pairs.items()]
    return Tables(entries, choices, pairs)


def _known(rule: Folding, symbols: _Symbols) -> Iterator[tuple[int, int]]:
    for span in KNOWN:
        for code_point in span:
            character = chr(code_point)
            if character.isspace() and is_inert(character):
                yield code_point, SPACE
            elif is_inert(character):
                folded = rule.fold_raw(character)
                if len(folded) <= 1:
                    yield code_point, symbols.number(folded) if folded else NOTHING


def is_inert(character: str) -> bool:
    r"""Tell whether NFC leaves a character alone, whatever stands beside it; Hangul is not asked about.

    Whatever is moved or swallowed by a character before it is a mark (or a Hangul vowel).

    >>> is_inert("й"), is_inert("\N{COMBINING BREVE}"), is_inert("\N{KELVIN SIGN}")
    (True, False, False)

    Clause: 6/2.2
    """
    return not unicodedata.category(character).startswith("M") and unicodedata.is_normalized("NFC", character)
