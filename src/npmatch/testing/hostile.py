"""Texts that no one would type on purpose, and that registers hold all the same."""

from npmatch.synthetic.source import Source

PIECES = (
    "а",
    "\N{CYRILLIC CAPITAL LETTER SOFT SIGN}",
    "b",
    "B",
    "1",
    "l",
    "I",
    "Ы",
    "\N{CYRILLIC CAPITAL LETTER VE}",
    "ъ",
    "0",
    "О",
    "o",
    "O",
    "3",
    "\N{CYRILLIC CAPITAL LETTER ZE}",
    "Ё",
    "и\N{COMBINING BREVE}",
    "е\N{COMBINING DIAERESIS}",
    "a\N{COMBINING ACUTE ACCENT}",
    "\N{LATIN SMALL LETTER E WITH DIAERESIS}",
    "ООО ",
    "АО",
    " закрытое акционерное общество ",
    "ПК",
    " ",
    "\N{NO-BREAK SPACE}",
    "\t",
    "\n",
    "-",
    "№",
    "«",
    "»",
    '"',
    ";",
    "\N{SOFT HYPHEN}",
    "\N{ZERO WIDTH SPACE}",
    "\N{ZERO WIDTH JOINER}",
    "\N{ZERO WIDTH NO-BREAK SPACE}",
    "\N{RIGHT-TO-LEFT OVERRIDE}",
    "\x00",
    "\N{COMBINING ACUTE ACCENT}",
    "\N{MODIFIER LETTER APOSTROPHE}",
    "\N{FEMININE ORDINAL INDICATOR}",
    "\N{SUPERSCRIPT TWO}",
    "\N{ROMAN NUMERAL FOUR}",
    "\N{ROMAN NUMERAL ONE HUNDRED THOUSAND}",
    "\N{ARABIC-INDIC DIGIT FOUR}",
    "\N{FULLWIDTH DIGIT THREE}",
    "\N{MATHEMATICAL BOLD DIGIT ONE}",
    "\N{FULLWIDTH LATIN CAPITAL LETTER A}",
    "\N{LATIN SMALL LETTER SHARP S}",
    "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}",
    "\N{LATIN SMALL LIGATURE FI}",
    "\N{CJK UNIFIED IDEOGRAPH-4E00}",
    "\N{GRINNING FACE}",
)
"""Symbols with two readings, signs of every sort, digits of other scripts, letters that change length with case."""

LONGEST = 9
"""How many pieces a hostile text has at most."""


def hostile(source: Source) -> str:
    """Return a text of a few of the pieces, often the empty one.

    >>> from npmatch.synthetic import Seeded
    >>> {len(hostile(Seeded(seed))) > 0 for seed in range(99)} == {True, False}
    True

    Clause: 6/2.2, 6/2.3
    """
    return "".join(source.choice(PIECES) for _ in range(source.randrange(LONGEST + 1)))
