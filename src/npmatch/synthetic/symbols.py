"""Which symbols may stand for each other, as the generator needs to know it: Table P6.1 by classes."""

from collections.abc import Mapping
from functools import cache

from npmatch.tables import read

RUSSIAN = "".join(map(chr, range(ord("\N{CYRILLIC SMALL LETTER A}"), ord("\N{CYRILLIC SMALL LETTER YA}") + 1)))
"""The small letters without ё."""

REPLACEMENTS = "".join(letter for letter in RUSSIAN if letter not in "йъьы")
"""Letters for an edit: none equals another, and none begins a sign of two symbols as ь does."""

_TWO_READINGS = "b"


def fold(text: str) -> str:
    """Return ``text`` with one symbol for each class of Table P6.1; b and the pairs stay as they are.

    It serves texts that have one reading only, and leaves the signs in.

    >>> fold("Ёлкий") == fold("ЕЛКИИ")
    True

    Clause: 6/2.3 а-в
    """
    return text.casefold().translate(_folding())


@cache
def stand_ins() -> Mapping[str, tuple[str, ...]]:
    """Return for each small letter or digit the other symbols that are read as it and nothing else.

    >>> "h" in stand_ins()["н"], "в" in stand_ins()
    (True, False)

    Clause: 6/2.3 б-в
    """
    classes: dict[str, list[str]] = {}
    for glyph, letter in _rows():
        if len(glyph) == 1 and glyph != _TWO_READINGS:
            classes.setdefault(letter, [letter]).append(glyph)
    return {
        symbol: tuple(other for other in members if other != symbol)
        for members in classes.values()
        for symbol in members
    }


@cache
def ambiguous() -> Mapping[str, tuple[str, ...]]:
    """Return for each small letter the look-alikes that could be read otherwise too: b and the pairs for ы.

    >>> ambiguous()["в"]
    ('b',)

    Clause: 6/2.3 б-в
    """
    found: dict[str, list[str]] = {}
    for glyph, letter in _rows():
        if glyph.startswith(_TWO_READINGS):
            found.setdefault(letter, []).append(glyph)
            if len(glyph) > 1:  # the table prints b for the soft sign
                found[letter].append("ь" + glyph[1:])
    return {letter: tuple(glyphs) for letter, glyphs in found.items()}


def _rows() -> list[tuple[str, str]]:
    return [(row["glyph"], row["folds_to"]) for row in read("lookalikes.tsv").rows]


@cache
def _folding() -> Mapping[int, str]:
    pairs = ((glyph, letter) for glyph, letter in _rows() if len(glyph) == 1)
    return {ord(glyph): letter for glyph, letter in pairs if glyph != _TWO_READINGS}
