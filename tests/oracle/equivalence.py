"""E: which symbols stand for each other, and every way in which a string can be read."""

import re
from functools import lru_cache
from itertools import product

from oracle.significant import BLANK, kept, significant

# Table P6.1 once more, by hand: every symbol that stands for a Russian letter, after case is ignored (E2 to E4).
STANDS_FOR = {
    "ё": "е",
    "й": "и",
    "ъ": "ь",
    "\N{LATIN SMALL LETTER A}": "а",
    "\N{LATIN SMALL LETTER E}": "е",
    "\N{LATIN SMALL LETTER K}": "к",
    "\N{LATIN SMALL LETTER M}": "м",
    "\N{LATIN SMALL LETTER H}": "н",
    "\N{LATIN SMALL LETTER O}": "о",
    "\N{LATIN SMALL LETTER P}": "р",
    "\N{LATIN SMALL LETTER C}": "с",
    "\N{LATIN SMALL LETTER T}": "т",
    "\N{LATIN SMALL LETTER Y}": "у",
    "\N{LATIN SMALL LETTER X}": "х",
    "\N{LATIN SMALL LETTER W}": "ш",
    "\N{LATIN SMALL LETTER R}": "г",
    "\N{LATIN SMALL LETTER U}": "и",
    "\N{LATIN SMALL LETTER N}": "п",
    "0": "о",
    "3": "з",
    "4": "ч",
}
LATIN_B = "\N{LATIN SMALL LETTER B}"
VE = "\N{CYRILLIC SMALL LETTER VE}"
SOFT_SIGN = "\N{CYRILLIC SMALL LETTER SOFT SIGN}"
YERU = "\N{CYRILLIC SMALL LETTER YERU}"
# E6: what may be one letter, b or a sign before Latin i, l or the digit one; else a place is one symbol.
PLACE = re.compile(f"[{LATIN_B}{SOFT_SIGN}\N{CYRILLIC SMALL LETTER HARD SIGN}][il1]|.", re.DOTALL)


def lower(symbols: str) -> str:
    """E1: case is ignored, and the marks that this makes go by N2."""
    return "".join(BLANK if symbol == BLANK else kept(symbol) for symbol in symbols.casefold())


def single(symbol: str) -> tuple[str, ...]:
    """E2 to E5: every reading of one symbol by itself."""
    return (VE, SOFT_SIGN) if symbol == LATIN_B else (STANDS_FOR.get(symbol, symbol),)


def choices(symbols: str) -> list[tuple[str, ...]]:
    """E5 and E6: the readings of each place; a place is one symbol or a pair that may be one letter."""
    return [place_readings(place) for place in PLACE.findall(symbols)]


@lru_cache(maxsize=1 << 16)
def place_readings(place: str) -> tuple[str, ...]:
    """E6: a pair is the two symbols that it is, or one letter."""
    if len(place) == 1:
        return single(place)
    return (*("".join(both) for both in product(single(place[0]), single(place[1]))), YERU)


@lru_cache(maxsize=1 << 18)
def readings_of_symbols(symbols: str) -> frozenset[str]:
    """E7: one string for each choice at each place."""
    return frozenset("".join(chosen) for chosen in product(*choices(lower(symbols))))


def readings(value: str, spaces: str) -> frozenset[str]:
    """Every reading of a value as given."""
    return readings_of_symbols(significant(value, spaces))


def agree(one: str, other: str, spaces: str) -> bool:
    """E7: some reading of one equals some reading of the other."""
    return bool(readings(one, spaces) & readings(other, spaces))
