"""E: symbols that count as the same, as clauses 2.3 а-в of Appendix 6 and its Table P6.1 say.

Folding writes every significant symbol as the small Russian letter that stands for its row of the table. What the
table leaves open stays open: a Latin b may be read in two ways and a pair like b1 as one symbol or as two (see
``readings``), so folded text may still hold a Latin b.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain
from typing import NewType

from npmatch.policy import Spaces
from npmatch.tables import read
from npmatch.text.significant import Significant, symbols

Folded = NewType("Folded", str)
"""Significant symbols with case and look-alikes folded away."""


@dataclass(frozen=True, eq=False)  # one of each table: whoever compares two means the same one
class Folding:
    """Table P6.1, ready for use; see `folding` for the one that the package ships.

    ``letters``: symbol -> the letter that stands for it. ``choices``: symbol -> the letters that it may be read as.
    ``pairs``: (first letter as read, second symbol) -> the one letter that the two may be read as.
    ``open_symbols``: all that can take part in a place where folded text has more than one reading, as a table for
    str.translate that leaves them out. ``openers``: what such a place begins with.
    """

    letters: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]
    pairs: Mapping[tuple[str, str], str]
    open_symbols: Mapping[int, None] = field(repr=False)
    openers: tuple[str, ...] = field(repr=False)

    @cached_property
    def open_places(self) -> re.Pattern[str]:
        """What finds the places where folded text has more than one reading."""
        pairs = [re.escape(first) + re.escape(second) for first, second in self.pairs]
        return re.compile("|".join([*map(re.escape, self.choices), *pairs]) or r"(?!)")

    @cached_property
    def _removing(self) -> "_OnePass":
        return _OnePass(self, spaces=False)

    @cached_property
    def _collapsing(self) -> "_OnePass":
        return _OnePass(self, spaces=True)

    @cached_property
    def _page(self) -> "_Page":
        return _Page(self)

    def fold(self, value: Significant) -> Folded:
        """Fold significant symbols: case (2.3 а), Russian and Latin letters (2.3 б), digits (2.3 в).

        >>> from npmatch.text.significant import significant
        >>> folding().fold(significant("Kpьiлов-Ёлкин"))
        'крьiловелкин'

        Clause: 6/2.3 а-в
        """
        return Folded("".join(map(self.fold_symbol, value)))

    def fold_raw(self, value: str, spaces: Spaces = "remove") -> Folded:
        """Return ``fold(significant(value, spaces))`` in one pass over the text.

        Both steps look at one character at a time, so one table of characters holds both; it fills as it is used. For
        the characters that names are mostly made of there is a quicker one.

        >>> folding().fold_raw("ООО «POCA»") == folding().fold_raw("000 роса")
        True

        Clause: 6/2.3 а-в
        """
        if spaces == "collapse":
            return Folded(" ".join(unicodedata.normalize("NFC", value).translate(self._collapsing).split()))
        try:
            return self._page.fold(value)
        except UnicodeError:
            return Folded(unicodedata.normalize("NFC", value).translate(self._removing))

    def fold_symbol(self, symbol: str) -> str:
        """Fold one significant symbol; what comes out is mostly one symbol, too.

        >>> folding().fold_symbol("Ё"), folding().fold_symbol("ß")
        ('е', 'ss')

        Clause: 6/2.3 а-в
        """
        # casefold may add marks and modifier letters to a letter (ŉ, ǰ), which are no symbols
        kept = "".join(map(symbols, symbol.casefold())) if symbol != " " else " "
        return "".join(map(self.letters.get, kept, kept))

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> "Folding":
        """Build the folding from rows of the table (columns ``glyph`` and ``folds_to``)."""
        targets: dict[str, list[str]] = {}
        for row in rows:
            targets.setdefault(row["glyph"], []).append(row["folds_to"])
        letters = {glyph: to[0] for glyph, to in targets.items() if len(glyph) == 1 and len(to) == 1}
        choices = {glyph: tuple(to) for glyph, to in targets.items() if len(glyph) == 1 and len(to) > 1}
        pairs = {(_SOFT_SIGN, glyph[1]): to[0] for glyph, to in targets.items() if len(glyph) == 2}
        members = {*choices, *chain.from_iterable([*choices.values(), *pairs, pairs.values()])}
        open_symbols = dict.fromkeys(map(ord, members))
        openers = tuple({**choices, **dict.fromkeys(first for first, _ in pairs)})
        return cls(letters, choices, pairs, open_symbols, openers)


_SOFT_SIGN = "\N{CYRILLIC SMALL LETTER SOFT SIGN}"
"""The first half of every pair: a pair of the table is printed with b and holds for all that b stands for there."""


class _OnePass(dict[int, str]):
    """A table for str.translate: code point -> what N and E together make of it, worked out at first sight."""

    def __init__(self, folding: Folding, *, spaces: bool) -> None:
        super().__init__()
        self._folding = folding
        self._spaces = spaces

    def __missing__(self, code_point: int) -> str:
        character = chr(code_point)
        if self._spaces and character.isspace():
            folded = " "
        else:
            folded = "".join(self._folding.fold_symbol(symbol) for symbol in symbols(character))
        self[code_point] = folded
        return folded


class _Page:
    """N and E for the 256 characters of cp1251, in which names are mostly written, at a third of the cost.

    No two of them compose under NFC, so each is what it is. The codecs of a single-byte page do the work: encode,
    leave out what is no symbol, and decode by a page on which the folded letters stand.
    """

    def __init__(self, folding: Folding) -> None:
        page = bytes(range(256)).decode("cp1251", errors="replace").replace("\N{REPLACEMENT CHARACTER}", _NONE)
        folded = ["".join(map(folding.fold_symbol, symbols(character))) for character in page]
        self._encoding = codecs.charmap_build(page)
        self._signs = bytes(code for code, symbol in enumerate(folded) if not symbol and page[code] != _NONE)
        self._letters = "".join(symbol if len(symbol) == 1 else _NONE for symbol in folded)

    def fold(self, value: str) -> Folded:
        """Return the folded symbols of a value. Raises UnicodeError if a character is not on the page."""
        codes, _ = codecs.charmap_encode(value, "strict", self._encoding)
        letters, _ = codecs.charmap_decode(codes.translate(None, self._signs), "strict", self._letters)
        return Folded(letters)


_NONE = "\ufffe"
"""Stands on a page where no character is, or none that is one symbol; the codecs refuse it."""


@cache
def folding() -> Folding:
    """Return Table P6.1 as the package ships it.

    >>> folding().choices
    {'b': ('в', 'ь')}

    Clause: 6/2.3 б
    """
    return Folding.from_rows(read("lookalikes.tsv").rows)
