"""Slips of typing on one text: each function makes one kind, and says None where the text is too short for it.

Only letters are touched, and a letter that comes in is never equivalent to the one that goes, so that what the slip
is called follows from how it was made.
"""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from npmatch.synthetic.source import Source
from npmatch.synthetic.symbols import REPLACEMENTS, fold

Edit = Callable[[Source, str], str | None]


def substitute(source: Source, text: str) -> str | None:
    """Replace one letter by another that the text does not have.

    >>> from npmatch.synthetic import Seeded
    >>> sum(a != b for a, b in zip("Иванов", substitute(Seeded(1), "Иванов")))
    1

    Clause: 6/2.3 г
    """
    at = _letters(text)
    return _substituted(source, text, source.choice(at)) if at else None


def drop(source: Source, text: str) -> str | None:
    """Leave out one letter, but never the last one.

    >>> from npmatch.synthetic import Seeded
    >>> len(drop(Seeded(1), "Иванов")), drop(Seeded(1), "Я")
    (5, None)

    Clause: 6/2.3 г
    """
    at = _letters(text)
    if len(at) < 2:
        return None
    place = source.choice(at)
    return text[:place] + text[place + 1 :]


def insert(source: Source, text: str) -> str | None:
    """Put one letter before another.

    >>> from npmatch.synthetic import Seeded
    >>> len(insert(Seeded(1), "Иванов"))
    7

    Clause: 6/2.3 г
    """
    at = _letters(text)
    if not at:
        return None
    place = source.choice(at)
    return text[:place] + _like(source.choice(REPLACEMENTS), text[place]) + text[place:]


def swap(source: Source, text: str) -> str | None:
    """Let two different letters change places, next to each other or not.

    >>> from npmatch.synthetic import Seeded
    >>> swap(Seeded(1), "Щщ") is None
    True

    Clause: 6/2.3 г
    """
    at = _letters(text)
    if not at:
        return None
    first = source.choice(at)
    others = [place for place in at if fold(text[place]) != fold(text[first])]
    if not others:
        return None
    nearest = min(others, key=lambda place: abs(place - first))
    second = source.choice((nearest, source.choice(others)))
    return _moved(text, {first: second, second: first})


def two_transpositions(source: Source, text: str) -> str | None:
    """Exchange neighbours twice, so that no single slip explains the result.

    >>> from npmatch.synthetic import Seeded
    >>> two_transpositions(Seeded(1), "АБА") is None
    True

    Clause: 6/2.3 г
    """
    return source.choice((_apart, _overlapping))(source, text)


def two_slips(source: Source, text: str) -> str | None:
    """Make two slips of which no one alone, nor two exchanges of neighbours, could be the whole story.

    >>> from npmatch.synthetic import Seeded
    >>> two_slips(Seeded(1), "Я") is None
    True

    Clause: 6/2.3 г
    """
    return source.choice(TWO_SLIPS)(source, text)


def far_apart(left: str, right: str) -> bool:
    """Say whether the two have so many different letters that no tolerance reaches from one to the other.

    >>> far_apart("Иванов", "Петров"), far_apart("Иванов", "Иваново")
    (True, False)

    Clause: 6/2.3 г
    """
    here, there = (Counter(filter(str.isalnum, fold(text))) for text in (left, right))
    return ((here - there) + (there - here)).total() > 2


def _letters(text: str) -> list[int]:
    return [place for place, symbol in enumerate(text) if symbol.isalpha()]


def _like(letter: str, model: str) -> str:
    return letter.upper() if model.isupper() else letter.lower()


def _moved(text: str, origins: dict[int, int]) -> str:
    """Return ``text`` with the letter of another place at each place named, in the case of the letter there."""
    symbols = [_like(text[origins[place]], symbol) if place in origins else symbol for place, symbol in enumerate(text)]
    return "".join(symbols)


def _substituted(source: Source, text: str, place: int) -> str:
    present = fold(text)
    letter = source.choice([letter for letter in REPLACEMENTS if letter not in present])
    return text[:place] + _like(letter, text[place]) + text[place + 1 :]


def _neighbours(text: str) -> list[tuple[int, int]]:
    """Return the places of letters that are neighbours once the signs are gone, and differ."""
    symbols = [place for place, symbol in enumerate(text) if symbol.isalnum()]
    pairs = pairwise(symbols)
    return [(i, j) for i, j in pairs if text[i].isalpha() and text[j].isalpha() and fold(text[i]) != fold(text[j])]


def _exchanges(source: Source, text: str, times: int) -> str | None:
    free = _neighbours(text)
    origins: dict[int, int] = {}
    for _ in range(times):
        if not free:
            return None
        left, right = source.choice(free)
        origins |= {left: right, right: left}
        free = [pair for pair in free if not {left, right} & set(pair)]
    return _moved(text, origins)


def _apart(source: Source, text: str) -> str | None:
    return _exchanges(source, text, 2)


def _three_exchanges(source: Source, text: str) -> str | None:
    return _exchanges(source, text, 3)


def _overlapping(source: Source, text: str) -> str | None:
    pairs = _neighbours(text)
    chains = [(i, j, k) for (i, j), (same, k) in pairwise(pairs) if j == same]
    chains = [(i, j, k) for i, j, k in chains if fold(text[i]) != fold(text[k])]
    if not chains:
        return None
    i, j, k = source.choice(chains)
    return _moved(text, source.choice(({i: j, j: k, k: i}, {i: k, j: i, k: j})))


def _two_letters(source: Source, text: str) -> str | None:
    at = _letters(text)
    if len(at) < 2:
        return None
    first = source.choice(at)
    second = source.choice([place for place in at if place != first])
    return _substituted(source, _substituted(source, text, first), second)


def _letter_and_drop(source: Source, text: str) -> str | None:
    at = _letters(text)
    if len(at) < 3:
        return None
    place = source.choice(at[2:])
    shorter = drop(source, text[:place])
    return shorter and shorter + _substituted(source, text, place)[place:]


def _two_drops(source: Source, text: str) -> str | None:
    shorter = drop(source, text)
    return shorter and drop(source, shorter)


def _swap_and_letter(source: Source, text: str) -> str | None:
    swapped = swap(source, text)
    if swapped is None:
        return None
    untouched = [place for place in _letters(text) if fold(text[place]) == fold(swapped[place])]
    return _substituted(source, swapped, source.choice(untouched)) if untouched else None


TWO_SLIPS: tuple[Edit, ...] = (_two_letters, _letter_and_drop, _two_drops, _swap_and_letter, _three_exchanges)
"""The ways to slip twice."""
