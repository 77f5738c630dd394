"""What the kernel is told of the rule: a table of code points, made from the tables that the package ships.

They are made when the compiled module is built (`npmatch.native.as_c`), and compiled into it.

An entry is a number: nothing, white space, a symbol, or "unknown", where the reference has to be asked. A code point
is known if NFC leaves it alone wherever it stands, and if it folds to one symbol at most.
"""

import unicodedata
from array import array
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from npmatch.text.equivalence import Folding, folding
from npmatch.text.significant import symbols

CODE_POINTS = 0x10000
NOTHING, SPACE, MARK, UNKNOWN, OPEN = 0, 1, 0x1000, 0x4000, 0x8000
"""Entries of the table, as ``kernel.h`` names them."""

_FIRST_SYMBOL = 2

KNOWN = (
    range(0x0180),  # ASCII, Latin-1, Latin Extended-A
    range(0x02B0, 0x0300),  # Spacing Modifier Letters: apostrophes
    range(0x0400, 0x0500),  # Cyrillic
    range(0x0660, 0x066A),  # Arabic digits
    range(0x2000, 0x2070),  # General Punctuation
    range(0x2100, 0x2190),  # №, Roman numerals
    range(0x3000, 0x3001),  # the ideographic space
    range(0xFEFF, 0xFF00),  # the byte order mark
)
"""The code points that real data hold. To look at one takes microseconds, so the others wait for the reference."""

SIGNS = range(0x1F300, 0x1FB00)
"""Emoji and other pictures, beyond the table: no significant symbol is among them."""

MARKS = range(0x0300, 0x0370)
"""Combining marks, a stress or the breve of a decomposed й among them."""

TWINS = range(0x0080, 0x0800)
"""The code points that have two bytes in UTF-8."""

COMPOSED = (range(0x00C0, 0x0250), range(0x0400, 0x0500), range(0x1E00, 0x1F00), range(0x2190, 0x2300))
"""Where the characters stand that one of `KNOWN` and one of `MARKS` make under NFC: a test looks for others."""


class Tables(NamedTuple):
    """What the kernel is told.

    ``entries``: one for each code point. ``twins``: the symbols by the two bytes that a character has in UTF-8, the
    first the higher; 0 for those that need a closer look. ``choices``: symbol, and the symbols that it may be read as.
    ``pairs``: two symbols, and the one that they may be read as. ``compositions``: two code points, and the entry of
    what NFC makes of them, in their order; where the second is 0, the first is itself composed. ``signs``: the first of
    `SIGNS`, and how many there are.
    """

    entries: "array[int]"
    twins: "array[int]"
    choices: list[tuple[int, tuple[int, ...]]]
    pairs: list[tuple[int, int, int]]
    compositions: list[tuple[int, int, int]]
    signs: tuple[int, int]


def tables() -> Tables:
    """Return the tables for the folding that the package ships.

    >>> found = tables()
    >>> found.entries[ord("Ё")] == found.entries[ord("e")], found.entries[ord("№")], len(found.pairs)
    (True, 0, 3)

    Clause: 6/2.3 а-в
    """
    rule = folding()
    numbers = _Numbers(rule)
    number = numbers.number
    entries = array("H", [UNKNOWN]) * CODE_POINTS
    for character in filter(is_inert, map(chr, chain(*KNOWN))):
        entries[ord(character)] = numbers.entry(character)
    for code_point in MARKS:
        entries[code_point] = _mark(chr(code_point))
    choices = [(number(symbol), tuple(map(number, ways))) for symbol, ways in rule.choices.items()]
    pairs = [(number(first), number(second), number(one)) for (first, second), one in rule.pairs.items()]
    return Tables(entries, _twins(entries), choices, pairs, sorted(_compositions(entries)), (SIGNS.start, len(SIGNS)))


class _Numbers:
    """Numbers the symbols of folded text, and marks those that open places begin with."""

    def __init__(self, rule: Folding) -> None:
        self._rule = rule
        self._known: dict[str, int] = {}
        self._entries: dict[str, int] = {"": NOTHING}

    def number(self, symbol: str) -> int:
        """Return the number of a symbol, with its mark."""
        if symbol not in self._known:
            number = _FIRST_SYMBOL + len(self._known)
            self._known[symbol] = number | OPEN if symbol in self._rule.openers else number
        return self._known[symbol]

    def entry(self, character: str) -> int:
        """Return the entry of a character that NFC leaves alone."""
        if character.isspace():
            return SPACE
        # What fold_raw(character) would say; it is made for long texts. Case is the first thing that goes, so that a
        # small letter and its capital are folded once.
        small = symbols(character).casefold()
        found = self._entries.get(small)
        if found is None:
            found = self._entries[small] = self._folded("".join(map(self._rule.fold_symbol, small)))
        return found

    def _folded(self, folded: str) -> int:
        if len(folded) > 1:
            return UNKNOWN
        return self.number(folded) if folded else NOTHING


def is_inert(character: str) -> bool:
    r"""Tell whether NFC leaves a character alone, whatever stands before it; Hangul is not asked about.

    Whatever is moved or swallowed by a character before it is a mark (or a Hangul vowel).

    >>> is_inert("й"), is_inert("\N{COMBINING BREVE}"), is_inert("\N{KELVIN SIGN}")
    (True, False, False)

    Clause: 6/2.2
    """
    return unicodedata.category(character)[0] != "M" and unicodedata.is_normalized("NFC", character)


def _mark(mark: str) -> int:
    """Return the entry of a character of `MARKS`; one of class 0, the grapheme joiner, composes with nothing."""
    if not unicodedata.is_normalized("NFC", mark):
        return UNKNOWN
    return MARK if unicodedata.combining(mark) else NOTHING


def _twins(entries: "array[int]") -> "array[int]":
    twins = array("H", [0]) * 0x10000
    for code_point in TWINS:
        entry = entries[code_point]
        if entry > SPACE and not entry & (UNKNOWN | MARK):
            twins[int.from_bytes(chr(code_point).encode("utf-8"), "big")] = entry
    return twins


def _compositions(entries: "array[int]") -> Iterator[tuple[int, int, int]]:
    for character, first, mark in _decomposed():
        whole = entries[ord(character)]
        if whole != UNKNOWN:
            yield ord(character), 0, UNKNOWN
        if mark and ord(mark) in MARKS and entries[ord(first)] != UNKNOWN:
            yield ord(first), ord(mark), whole


def _decomposed() -> Iterator[tuple[str, str, str]]:
    """Give the characters of `COMPOSED` that decompose, with what they decompose into: one character, or two."""
    characters = [chr(code_point) for code_point in chain(*COMPOSED)]
    # All at once, because most are of two parts, which need no second look; NUL lets no mark pass.
    wholly = unicodedata.normalize("NFD", "\0".join(characters)).split("\0")
    for character, parts in zip(characters, wholly, strict=True):
        if len(parts) > 2:
            first, _, mark = unicodedata.decomposition(character).partition(" ")
            yield character, chr(int(first, 16)), chr(int(mark, 16)) if mark else ""
        elif parts != character:
            yield character, parts[0], parts[1:]
