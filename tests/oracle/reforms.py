"""What happens to the legal form in a name: written otherwise, added, taken away, moved."""

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from random import Random

from oracle import damage
from oracle.organisations import Row, word_bounds

SLIPS = (
    damage.looked_alike,
    damage.looked_alike,
    damage.case,
    damage.signs,
    damage.blanks,
    damage.left_out,
    damage.transposed,
)


def reformed(rng: Random, name: str, forms: tuple[Row, ...]) -> str:
    """A name with legal forms rewritten, added, taken away or moved, or as it is."""
    for _ in range(rng.choice((0, 1, 1, 1, 2))):
        name = rng.choice(CHANGES_OF_FORM)(rng, name, forms)
    return name


def spelling(rng: Random, row: Row) -> str:
    """A form as someone may have written it: full, short, otherwise, in other letters, or with a slip."""
    full, short, variants = row
    text = rng.choice((full, full, short, short, *variants))
    if rng.random() < 0.4:
        text = rng.choice(SLIPS)(rng, text)
    return text if damage.few_readings(text) else short


def known(rng: Random, row: Row, forms: tuple[Row, ...]) -> Row:
    """The same form, or another one with the same short spelling."""
    return rng.choice([other for other in forms if other[1] == row[1]])


def rewritten(rng: Random, name: str, forms: tuple[Row, ...]) -> str:
    """A form that stands in the name, written otherwise."""
    for row in rng.sample(forms, len(forms)):
        for text in row[:2]:
            at = name.casefold().find(text.casefold())
            if at >= 0 and borders(name, at, at + len(text)):
                return name[:at] + spelling(rng, known(rng, row, forms)) + name[at + len(text) :]
    return with_form(rng, name, forms)


def borders(name: str, start: int, end: int) -> bool:
    """The stretch begins with a word and ends with one."""
    bounds = word_bounds(name)
    return any(start == word[0] for word in bounds) and any(end == word[1] for word in bounds)


@lru_cache(maxsize=8)
def of_several_fulls(forms: tuple[Row, ...]) -> tuple[Row, ...]:
    """The forms whose short spelling has more than one full one."""
    held = Counter(short for _, short, _ in forms)
    return tuple(row for row in forms if held[row[1]] > 1)


def with_form(rng: Random, name: str, forms: tuple[Row, ...]) -> str:
    """One more form at either end or in the middle, in brackets or not."""
    row = rng.choice(of_several_fulls(forms) if rng.random() < 0.3 else forms)
    text = rng.choice(("{}", "({})", '"{}"')).format(spelling(rng, row))
    first, _, others = name.partition(" ")
    return rng.choice((f"{text} {name}", f"{name} {text}", f"{first} {text} {others}", f"{text}{name}"))


def turned(rng: Random, name: str, _: tuple[Row, ...]) -> str:
    """The first word at the end, or the last at the beginning."""
    words = name.split()
    by = rng.choice((1, -1, 2, 4))
    return " ".join(words[by:] + words[:by])


CHANGES_OF_FORM: tuple[Callable[[Random, str, tuple[Row, ...]], str], ...] = (
    *(rewritten,) * 3,
    *(with_form,) * 2,
    turned,
)
