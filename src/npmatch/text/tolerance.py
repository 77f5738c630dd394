"""T: the tolerance of clause 2.3 г of Appendix 6.

A name counts as the same if one symbol is changed, left out or added, or if two have changed places: one or the
other, never both. Where two names differ names the outcome.
"""

from collections.abc import Callable
from functools import cache
from itertools import product

from npmatch.outcomes import Outcome, earliest
from npmatch.text import readings
from npmatch.text.equivalence import Folded, Folding

_MOST_PLACES = 4
"""Two exchanges of neighbours leave at most so many places different."""


@cache
def _edits() -> Callable[..., int]:
    from rapidfuzz.distance.Levenshtein import distance  # noqa: PLC0415  # late: most names are settled without it

    return distance


@cache
def _replaced() -> Callable[..., int]:
    from rapidfuzz.distance.Hamming import distance  # noqa: PLC0415  # late: the same

    return distance


def outcome(a: Folded, b: Folded, folding: Folding) -> Outcome:
    """Return the first outcome, in the order of 2.3 г, that holds between an application's name and a contract's.

    >>> from npmatch.text.equivalence import folding
    >>> def tried(a, b):
    ...     fold = folding().fold_raw
    ...     return str(outcome(fold(a), fold(b), folding()))
    >>> tried("Kpылов", "крылов"), tried("Крылов", "Крынов"), tried("Крылв", "Крылов"), tried("Кырлов", "Крылов")
    ('equivalent', 'substituted', 'omitted', 'swapped')
    >>> tried("Крылов", "Орлов")
    'different'

    Clause: 6/2.3 г
    """
    if a == b:
        return Outcome.EQUIVALENT
    if not readings.several(a, b, folding):
        return difference(a, b)
    left, right = readings.few(a, folding), readings.few(b, folding)
    if left is None or right is None:
        return readings.outcome(a, b, folding)
    if not set(left).isdisjoint(right):
        return Outcome.EQUIVALENT
    return earliest([difference(x, y) for x, y in product(left, right)])


def difference(a: str, b: str) -> Outcome:
    """Name the outcome of two unequal texts that have one reading each.

    >>> str(difference("абвг", "гбва")), str(difference("абв", "бва")), str(difference("абвг", "вбга"))
    ('swapped', 'two_transpositions', 'different')

    Clause: 6/2.3 г
    """
    surplus = len(b) - len(a)
    if surplus == 0:
        return _same_length(a, b)
    if abs(surplus) > 1 or _edits()(a, b, score_cutoff=1) > 1:
        return Outcome.DIFFERENT
    return Outcome.OMITTED if surplus > 0 else Outcome.ADDED


def _same_length(a: str, b: str) -> Outcome:
    places = _replaced()(a, b, score_cutoff=_MOST_PLACES)
    if places == 1:
        return Outcome.SUBSTITUTED
    if places > _MOST_PLACES:
        return Outcome.DIFFERENT
    differing = [place for place, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    first, last = differing[0], differing[-1]
    if places == 2 and a[first] == b[last] and a[last] == b[first]:
        return Outcome.SWAPPED
    x, y = a[first : last + 1], b[first : last + 1]
    return Outcome.TWO_TRANSPOSITIONS if _two_transpositions(x, y, places) else Outcome.DIFFERENT


def _two_transpositions(x: str, y: str, differing: int) -> bool:
    """Tell whether two exchanges of neighbours turn one stretch, from first to last difference, into the other."""
    if len(x) == 3:
        return y in (x[1:] + x[0], x[2] + x[:2])
    return differing == 4 and x[1::-1] == y[:2] and x[:-3:-1] == y[-2:]
