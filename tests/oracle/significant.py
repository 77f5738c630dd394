"""N: which symbols of a value take part in the comparison."""

import unicodedata
from functools import cache, lru_cache

LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo"})
NOT_LETTERS = frozenset({"\N{FEMININE ORDINAL INDICATOR}", "\N{MASCULINE ORDINAL INDICATOR}"})
BLANK = " "


@cache
def kept(symbol: str) -> str:
    """N2: what stays of one symbol: itself, its digit, the letters of its Roman numeral, or nothing."""
    category = unicodedata.category(symbol)
    if symbol in NOT_LETTERS:
        return ""
    if category in LETTERS:
        return symbol
    if category == "Nd":
        return str(unicodedata.decimal(symbol))
    if category == "Nl":
        parts = unicodedata.normalize("NFKC", symbol)
        return "".join(part for part in parts if unicodedata.category(part) in LETTERS)
    return ""


def kept_or_blank(symbol: str) -> str:
    """N3: under `collapse` white space of every kind is still there when the signs have gone."""
    return BLANK if symbol.isspace() else kept(symbol)


@lru_cache(maxsize=1 << 18)
def significant(value: str, spaces: str) -> str:
    """N1 to N3: the symbols of a value under one reading of the rule about spaces."""
    text = unicodedata.normalize("NFC", value)
    if spaces == "remove":
        return "".join(kept(symbol) for symbol in text)
    return BLANK.join("".join(kept_or_blank(symbol) for symbol in text).split())


def is_empty(value: str) -> bool:
    """N4: no symbol is left."""
    return significant(value, "remove") == ""
