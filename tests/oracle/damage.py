"""What happens to a name between two exports: look-alikes, signs, case, slips, forms rewritten and moved."""

import unicodedata
from collections.abc import Callable
from math import prod
from random import Random

from oracle.equivalence import choices, lower
from oracle.significant import significant

Damage = Callable[[Random, str], str]

READINGS_AT_MOST = 6
ALIKE = {
    "а": "aA",
    "в": "Bb",
    "г": "r",
    "е": "eEёЁ",
    "з": "3\N{ARABIC-INDIC DIGIT THREE}",
    "и": "uUйЙ",
    "й": "uИи",
    "к": "kK\N{KELVIN SIGN}",
    "м": "Mm",
    "н": "Hh",
    "о": "oO0\N{ARABIC-INDIC DIGIT ZERO}",
    "п": "nN",
    "р": "pP",
    "с": "cC",
    "т": "Tt",
    "у": "yY",
    "х": "xX",
    "ч": "4",
    "ш": "Ww",
    "ъ": "ьbB",
    "ь": "ъbBЪ",
    "ё": "еe",
    "ы": ("b1", "bl", "bI", "ьI", "Ь1", "ъl", "Ъi", "B1", "b\N{FULLWIDTH DIGIT ONE}", "ь\N{SOFT HYPHEN}1", "b 1"),
}
BACK = {symbol: letter for letter, likes in ALIKE.items() for symbol in likes}
SIGNS = "-–—.,'\"«»()/№#_`*!?&+=@"
INVISIBLE = (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{WORD JOINER}\N{LEFT-TO-RIGHT MARK}\x00\x7f"
)
BLANKS = " \t\n\r\x1c\x85\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\N{THIN SPACE}"
EXOTIC = (
    "\N{ROMAN NUMERAL FOUR}",
    "\N{SMALL ROMAN NUMERAL TWO}",
    "\N{IDEOGRAPHIC NUMBER ZERO}",
    "\N{SUPERSCRIPT TWO}",
    "\N{FEMININE ORDINAL INDICATOR}",
    "\N{MASCULINE ORDINAL INDICATOR}",
    "\N{MODIFIER LETTER APOSTROPHE}",
    "\N{VULGAR FRACTION ONE HALF}",
    "\N{FULLWIDTH LATIN CAPITAL LETTER A}",
    "\N{FULLWIDTH DIGIT FOUR}",
    "\N{LATIN CAPITAL LETTER SHARP S}",
    "ß",
    "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}",
    "\N{LATIN SMALL LETTER DOTLESS I}",
    "\N{COMBINING ACUTE ACCENT}",
    "\N{COMBINING DIAERESIS}",
    "\N{COMBINING BREVE}",
    "\N{LATIN SMALL LIGATURE FI}",
    "\N{GREEK SMALL LETTER IOTA WITH DIALYTIKA AND TONOS}",
    "\N{LATIN SMALL LETTER J WITH CARON}",
    "\N{ARABIC-INDIC DIGIT SEVEN}",
    "\N{DEVANAGARI DIGIT ONE}",
    "\N{CJK UNIFIED IDEOGRAPH-4E2D}",
    "\N{GRINNING FACE}",
    "\N{CYRILLIC THOUSANDS SIGN}",
    "\N{LATIN SMALL LETTER U WITH DIAERESIS}",
    "\N{LATIN SMALL LETTER E WITH DIAERESIS}",
    "\N{LATIN SMALL LETTER DZ WITH CARON}",
    "\N{LATIN CAPITAL LETTER D WITH SMALL LETTER Z WITH CARON}",
    "\N{KHMER VOWEL SIGN AA}",
    "\N{VARIATION SELECTOR-16}",
    "\ue000",
    "\U0001d7d9",
    "\N{GREEK SMALL LETTER FINAL SIGMA}",
    "\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}",
)
TYPED = "абвгдеёжзийклмнопрстуфхцчшщъыьэюябьыaceopxybBil10347dfgjqsvz"


def damaged(rng: Random, value: str) -> str:
    """Apply none, one or several kinds of damage; most values get one."""
    for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3))):
        changed = rng.choice(KINDS_OF_DAMAGE)(rng, value)
        value = changed if few_readings(changed) else value
    return value


def few_readings(value: str) -> bool:
    """The oracle writes every reading out, so there may not be many places with a choice."""
    return prod(map(len, choices(lower(significant(value, "remove"))))) <= READINGS_AT_MOST


def place(rng: Random, value: str) -> int:
    """A position between two symbols, or at either end."""
    return rng.choice((0, len(value), rng.randint(0, len(value)), rng.randint(0, len(value))))


def looked_alike(rng: Random, value: str) -> str:
    """Some letters written as others that look the same, or the same text apart."""
    share = rng.choice((0.0, 0.2, 0.5, 1.0))
    return "".join(alike(rng, symbol) if rng.random() < share else symbol for symbol in value)


def alike(rng: Random, symbol: str) -> str:
    """A symbol that looks like this one, either way through Table P6.1."""
    likes = ALIKE.get(symbol.lower()) or BACK.get(symbol) or symbol
    return rng.choice(likes)


def case(rng: Random, value: str) -> str:
    return rng.choice((value.upper(), value.lower(), value.title(), value.swapcase()))


def taken_apart(rng: Random, value: str) -> str:
    return unicodedata.normalize(rng.choice(("NFD", "NFKD", "NFC", "NFKC")), value)


def signs(rng: Random, value: str) -> str:
    """Signs that do not count, among them two at a time."""
    for _ in range(rng.randint(1, 3)):
        at = place(rng, value)
        sign = rng.choice(SIGNS) if rng.random() < 0.6 else rng.choice(INVISIBLE)
        value = value[:at] + sign + value[at:]
    return value


def blanks(rng: Random, value: str) -> str:
    """White space of every kind, alone or in runs, here or gone."""
    if rng.random() < 0.3:
        return value.replace(" ", rng.choice(("", "  ", "\t", " - ")))
    at = place(rng, value)
    return value[:at] + "".join(rng.choices(BLANKS, k=rng.randint(1, 2))) + value[at:]


def exotic(rng: Random, value: str) -> str:
    at = place(rng, value)
    return value[:at] + rng.choice(EXOTIC) + value[at:]


def left_out(rng: Random, value: str) -> str:
    at = rng.randrange(len(value)) if value else 0
    return value[:at] + value[at + 1 :]


def put_in(rng: Random, value: str) -> str:
    at = place(rng, value)
    return value[:at] + rng.choice(TYPED) + value[at:]


def replaced(rng: Random, value: str) -> str:
    at = rng.randrange(len(value)) if value else 0
    return value[:at] + rng.choice(TYPED) + value[at + 1 :]


def exchanged(rng: Random, value: str) -> str:
    """Two symbols in each other's places, near or far."""
    if len(value) < 2:
        return value
    first, second = sorted(rng.sample(range(len(value)), 2))
    return value[:first] + value[second] + value[first + 1 : second] + value[first] + value[second + 1 :]


def transposed(rng: Random, value: str) -> str:
    """One to three exchanges of neighbours, close together more often than not."""
    at = rng.randrange(max(len(value) - 1, 1))
    for _ in range(rng.choice((1, 2, 2, 2, 3))):
        value = value[:at] + value[at : at + 2][::-1] + value[at + 2 :]
        at = max(0, min(at + rng.choice((-2, -1, 1, 2, 4)), len(value) - 2))
    return value


def ambiguous(rng: Random, value: str) -> str:
    """Put in what has several readings: b, and pairs that may be one letter."""
    at = place(rng, value)
    return value[:at] + rng.choice(("b", "B", "b1", "Ь1", "ъl", "bI", "ь-1", "b 1", "ы", "в", "ь")) + value[at:]


KINDS_OF_DAMAGE: tuple[Damage, ...] = (
    *(looked_alike,) * 4,
    case,
    taken_apart,
    *(signs,) * 2,
    *(blanks,) * 2,
    exotic,
    left_out,
    put_in,
    replaced,
    exchanged,
    *(transposed,) * 2,
    ambiguous,
)
