"""O: where legal forms stand in a name, and every spelling that a name has through them."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, product

from oracle import tolerance
from oracle.equivalence import readings
from oracle.significant import is_empty

WORD = frozenset({"Lu", "Ll", "Lt", "Lo", "Nl", "Nd"})
MARKS = frozenset({"Mn", "Mc", "Me", "Cf"})

Row = tuple[str, str, tuple[str, ...]]
Words = tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """One spelling of a legal form: what it becomes when shortened, and what it may become when written out."""

    short: str
    fulls: tuple[str, ...]
    chosen: bool  # its written-out spelling is a choice that holds throughout the name


@dataclass(frozen=True)
class Piece:
    """A stretch of a name: a form, or text between forms."""

    text: str
    form: Form | None = None


@dataclass(frozen=True)
class Forms:
    """Every spelling of every form, by the readings of its words."""

    spelt: dict[Words, Form] = field(default_factory=dict)
    longest: int = 0
    first_words: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        return id(self)


def word_bounds(text: str) -> list[tuple[int, int]]:
    """O1: a word is a run of letters and digits; marks and format characters do not end it, anything else does."""
    bounds: list[tuple[int, int]] = []
    inside = False
    for at, symbol in enumerate(text):
        category = unicodedata.category(symbol)
        if inside and category in WORD | MARKS:
            bounds[-1] = (bounds[-1][0], at + 1)
        elif category in WORD:
            bounds.append((at, at + 1))
        inside = category in WORD or (inside and category in MARKS)
    return bounds


def word_readings(text: str) -> Iterator[Words]:
    """Every way to read the words of a text, one reading for each word."""
    words = [text[start:end] for start, end in word_bounds(text)]
    return product(*(sorted(readings(word, "remove")) for word in words))


def forms_of(rows: list[Row]) -> Forms:
    """Build the look-up from rows of full spelling, short spelling and further spellings of the short one."""
    spelt: dict[Words, Form] = {}
    for short, same in groupby(sorted(rows, key=lambda row: row[1]), key=lambda row: row[1]):
        group = list(same)
        fulls = tuple(full for full, _, _ in group)
        for full in fulls:
            spelt.update(dict.fromkeys(word_readings(full), Form(short, (full,), chosen=False)))
        for spelling in {short, *(variant for _, _, variants in group for variant in variants)}:
            spelt.update(dict.fromkeys(word_readings(spelling), Form(short, fulls, chosen=True)))
    return Forms(spelt, max(map(len, spelt), default=0), frozenset(words[0] for words in spelt))


def form_at(words: list[str], forms: Forms) -> tuple[int, Form] | None:
    """The form with most words that begins at the first of these words, and how many words it has."""
    if forms.first_words.isdisjoint(readings(words[0], "remove")):
        return None
    for count in range(min(len(words), forms.longest), 0, -1):
        for read in product(*(readings(word, "remove") for word in words[:count])):
            if read in forms.spelt:
                return count, forms.spelt[read]
    return None


def pieces(name: str, forms: Forms) -> list[Piece]:
    """O1: forms are found from the left; whatever stands around them is left as it is."""
    text = unicodedata.normalize("NFC", name)
    bounds = word_bounds(text)
    words = [text[start:end] for start, end in bounds]
    found: list[Piece] = []
    at = done = 0
    while at < len(words):
        match = form_at(words[at:], forms)
        if match is None:
            at += 1
            continue
        start, end = bounds[at][0], bounds[at + match[0] - 1][1]
        found += [Piece(text[done:start]), Piece(text[start:end], match[1])]
        at, done = at + match[0], end
    return [*found, Piece(text[done:])]


@lru_cache(maxsize=1 << 14)
def spellings(name: str, forms: Forms) -> list[list[Piece]]:
    """O2: as written, every form shortened, every form written out in each way."""
    written = pieces(name, forms)
    shortened = [Piece(piece.form.short, piece.form) if piece.form else piece for piece in written]
    return [written, shortened, *written_out(written)]


def written_out(written: list[Piece]) -> Iterator[list[Piece]]:
    """One spelling for each choice of a full form for each short one, the same choice throughout."""
    choices = {piece.form.short: piece.form.fulls for piece in written if piece.form and piece.form.chosen}
    for chosen in product(*choices.values()):
        full_of = dict(zip(choices, chosen, strict=True))
        yield [Piece(full_text(piece.form, full_of), piece.form) if piece.form else piece for piece in written]


def full_text(form: Form, full_of: dict[str, str]) -> str:
    """A short spelling becomes the full form chosen for it; a full spelling is the full form that it is."""
    return full_of[form.short] if form.chosen else form.fulls[0]


def moved(spelling: list[Piece]) -> Iterator[str]:
    """O5: the form that begins the name at its end, or the one that ends it at its beginning."""
    places = [at for at, piece in enumerate(spelling) if piece.form]
    if places and is_empty(joined(spelling[: places[0]])):
        yield joined(spelling, without=places[0]) + " " + spelling[places[0]].text
    if places and is_empty(joined(spelling[places[-1] + 1 :])):
        yield spelling[places[-1]].text + " " + joined(spelling, without=places[-1])


def joined(spelling: list[Piece], without: int = -1) -> str:
    """The text of a spelling, one piece left out if asked for."""
    return "".join(piece.text for at, piece in enumerate(spelling) if at != without)


@lru_cache(maxsize=1 << 16)
def name_readings(name: str, forms: Forms, spaces: str, form_position: str) -> frozenset[str]:
    """Every reading of every spelling of a name under a policy."""
    texts: list[str] = []
    for spelling in spellings(name, forms):
        texts.append(joined(spelling))
        if form_position == "either_end":
            texts += moved(spelling)
    return frozenset(read for text in texts for read in readings(text, spaces))


@lru_cache(maxsize=1 << 18)
def name_outcome(application: str, contract: str, forms: Forms, spaces: str, form_position: str) -> str:
    """O2 for one name against another: the earliest outcome over spellings and readings."""
    if application == contract:
        return "exact"
    return tolerance.outcome(
        name_readings(application, forms, spaces, form_position),
        name_readings(contract, forms, spaces, form_position),
    )
