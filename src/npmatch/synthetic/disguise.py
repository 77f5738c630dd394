"""Other ways to write the same value: each trick changes how a text looks and nothing that the order compares."""

import unicodedata
from collections.abc import Callable, Container, Sequence
from itertools import pairwise
from typing import NamedTuple

from npmatch.synthetic.source import Source
from npmatch.synthetic.symbols import ambiguous, stand_ins

Trick = Callable[[Source, str], str]

SIGNS = " .,-_'()*/№`\N{NO-BREAK SPACE}\N{EN DASH}\N{SOFT HYPHEN}"
"""Signs that Windows-1251 has and that need no quoting in a CSV file."""

ODD_SIGNS = (
    '\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{WORD JOINER}\N{MODIFIER LETTER APOSTROPHE}\t\n\x07"«»;²'
    "\N{FEMININE ORDINAL INDICATOR}\N{COMBINING GRAPHEME JOINER}\N{IDEOGRAPHIC SPACE}\N{PILE OF POO}"
)
"""Signs that are lost just as well, but that old encodings and plain CSV files do not take."""

_OTHER_ZEROS = "\N{ARABIC-INDIC DIGIT ZERO}\N{DEVANAGARI DIGIT ZERO}\N{FULLWIDTH DIGIT ZERO}"
_ACUTE = "\N{COMBINING ACUTE ACCENT}"
_STRESSED = "аоыэюя"  # no composed letter exists for these, so the mark stays a mark


class Tricks(NamedTuple):
    """The tricks for each sort of text."""

    names: tuple[Trick, ...]
    identifiers: tuple[Trick, ...]
    forms: tuple[Trick, ...]
    steady: tuple[Trick, ...]


def disguise(source: Source, text: str, tricks: Sequence[Trick]) -> str:
    """Return ``text`` written otherwise by one or two of ``tricks``, never as it was.

    >>> from npmatch.synthetic import Seeded
    >>> disguise(Seeded(1), "Иванов", CP1251.names) != "Иванов"
    True

    Clause: 6/2.2, 6/2.3 а-в
    """
    changed = text
    for _ in range(1 + source.randrange(2)):
        changed = source.choice(tricks)(source, changed)
    return changed if changed != text else changed + "."


def change_case(source: Source, text: str) -> str:
    """Write the text in capitals, in small letters or the other way round.

    >>> from npmatch.synthetic import Seeded
    >>> change_case(Seeded(1), "Иванов").casefold()
    'иванов'

    Clause: 6/2.3 а
    """
    return source.choice((str.upper, str.lower, str.swapcase))(text)


def add_sign(source: Source, text: str) -> str:
    """Put a sign of ``SIGNS`` anywhere.

    >>> from npmatch.synthetic import Seeded
    >>> len(add_sign(Seeded(1), "Иванов"))
    7

    Clause: 6/2.2 а, 6/2.2 г
    """
    return _put(source, text, source.choice(SIGNS))


def add_odd_sign(source: Source, text: str) -> str:
    """Put a sign of ``ODD_SIGNS`` anywhere.

    >>> from npmatch.synthetic import Seeded
    >>> len(add_odd_sign(Seeded(1), "Иванов"))
    7

    Clause: 6/2.2 г
    """
    return _put(source, text, source.choice(ODD_SIGNS))


def pad(source: Source, text: str) -> str:
    """Put a sign before or after the text, where it tears no word.

    >>> from npmatch.synthetic import Seeded
    >>> pad(Seeded(1), "Иванов").strip(SIGNS)
    'Иванов'

    Clause: 6/2.2 а, 6/2.2 г
    """
    sign = source.choice(" .,-*")
    return source.choice((text + sign, sign + text))


def look_alike(source: Source, text: str) -> str:
    """Replace a letter or digit, once or all through the text, by a symbol that is read as it and as nothing else.

    >>> from npmatch.synthetic import Seeded
    >>> look_alike(Seeded(1), "Щ")
    'Щ'

    Clause: 6/2.3 б-в
    """
    places = _bare(text, stand_ins())
    if not places:
        return text
    place = source.choice(places)
    glyph = source.choice(stand_ins()[text[place].lower()])
    other = glyph.upper() if text[place].isupper() else glyph
    chosen = source.choice(([place], [other for other in places if text[other] == text[place]]))
    return "".join(other if at in chosen else symbol for at, symbol in enumerate(text))


def ambiguous_look_alike(source: Source, text: str) -> str:
    """Replace one letter by a look-alike that could also be read otherwise: b, or a pair for ы.

    >>> from npmatch.synthetic import Seeded
    >>> ambiguous_look_alike(Seeded(1), "Эльза")
    'Элbза'

    Clause: 6/2.3 б-в
    """
    places = _bare(text, ambiguous())
    if not places:
        return text
    place = source.choice(places)
    glyph = source.choice(ambiguous()[text[place].lower()])
    cased = source.choice((glyph, glyph.upper(), glyph[0] + glyph[1:].upper()))
    return text[:place] + cased + text[place + 1 :]


def decompose(_source: Source, text: str) -> str:
    """Write й and ё as a letter and a mark.

    >>> from npmatch.synthetic import Seeded
    >>> len(decompose(Seeded(1), "Ёлкий"))
    7

    Clause: 6/2.2 г
    """
    return unicodedata.normalize("NFD", text)


def stress(source: Source, text: str) -> str:
    """Mark a stressed vowel.

    >>> from npmatch.synthetic import Seeded
    >>> len(stress(Seeded(1), "Иванов"))
    7

    Clause: 6/2.2 г
    """
    places = [place for place, symbol in enumerate(text) if symbol.lower() in _STRESSED]
    if not places:
        return text
    after = source.choice(places) + 1
    return text[:after] + _ACUTE + text[after:]


def other_digits(source: Source, text: str) -> str:
    """Write the digits of another script.

    >>> from npmatch.synthetic import Seeded
    >>> other_digits(Seeded(1), "45 08").isascii()
    False

    Clause: 6/2.2 г
    """
    zero = ord(source.choice(_OTHER_ZEROS))
    return text.translate({ord(str(digit)): zero + digit for digit in range(10)})


def respace(source: Source, text: str) -> str:
    """Write a number without spaces or in groups.

    >>> from npmatch.synthetic import Seeded
    >>> respace(Seeded(1), "4508 123456").replace(" ", "")
    '4508123456'

    Clause: 6/2.2 в
    """
    close = "".join(text.split())
    return source.choice((close, f"{close[:2]} {close[2:4]} {close[4:]}", f"{close[:4]} {close[4:]}"))


def _put(source: Source, text: str, sign: str) -> str:
    place = source.randrange(len(text) + 1)
    return text[:place] + sign + text[place:]


def _bare(text: str, replaceable: Container[str]) -> list[int]:
    """Return the places of replaceable symbols without a mark: the mark would make one letter with a Latin one."""
    return [
        place
        for place, (symbol, after) in enumerate(pairwise(text + " "))
        if symbol.lower() in replaceable and not unicodedata.combining(after)
    ]


_PLAIN = (change_case, add_sign, look_alike)

CP1251 = Tricks(
    names=(*_PLAIN, ambiguous_look_alike),
    identifiers=(respace, add_sign, look_alike),
    forms=(change_case, look_alike, pad),
    steady=_PLAIN,
)
"""Tricks whose results Windows-1251 and a CSV file take."""

EVERY = Tricks(
    names=(*CP1251.names, add_odd_sign, decompose, stress),
    identifiers=(*CP1251.identifiers, add_odd_sign, other_digits),
    forms=CP1251.forms,
    steady=(*_PLAIN, add_odd_sign, decompose, stress),
)
"""All tricks."""
