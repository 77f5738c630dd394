"""How far apart two different texts lie: for people who look into near misses."""

from collections.abc import Iterable
from itertools import product

from rapidfuzz.distance.DamerauLevenshtein import distance as _distance

from npmatch.text.equivalence import Folded, Folding
from npmatch.text.readings import few

_LONGEST = 1000


def nearest(a: Iterable[Folded], b: Iterable[Folded], folding: Folding) -> int | None:
    """Return the least Damerau-Levenshtein distance between a text of ``a`` and a text of ``b``, over their readings.

    None if every pair holds a text of more than 1,000 symbols or with more than a few readings: a distance is a help
    for the eye and not worth a minute.

    >>> from npmatch.text.equivalence import folding
    >>> fold = folding().fold_raw
    >>> nearest([fold("Крылов")], [fold("Орлов")], folding())
    2

    Clause: 6/2.3 г
    """
    left = [reading for text in a for reading in _countable(text, folding)]
    right = [reading for text in b for reading in _countable(text, folding)]
    return min((_distance(x, y) for x, y in product(left, right)), default=None)


def _countable(text: Folded, folding: Folding) -> list[str]:
    return (few(text, folding) or []) if len(text) <= _LONGEST else []
