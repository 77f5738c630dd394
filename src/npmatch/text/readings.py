"""E5-E7: texts that can be read in several ways.

Two texts agree if some reading of one equals some reading of the other, and an outcome holds if it holds for some pair
of readings. Texts of a few readings are compared reading by reading, as the rule says it; those of many as lattices.
"""

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

from npmatch.outcomes import Outcome
from npmatch.text.equivalence import Folded, Folding

if TYPE_CHECKING:
    from npmatch.text.lattice import Edge
    from npmatch.text.walk import Step

_FEW_PLACES = 3
"""A text with so many open places has at most 27 readings, which are quicker tried one by one than in a lattice."""


def several(a: Folded, b: Folded, folding: Folding) -> bool:
    """Tell whether one of the two texts has more than one reading.

    Clause: 6/2.3 б
    """
    # a look for the symbols that open places begin with spares nearly every text the search
    for opener in folding.openers:
        if opener in a or opener in b:
            search = folding.open_places.search
            return search(a) is not None or search(b) is not None
    return False


def agree(a: Folded, b: Folded, folding: Folding) -> bool:
    """Tell whether some reading of ``a`` equals some reading of ``b``.

    >>> from npmatch.text.equivalence import folding
    >>> fold = folding().fold_raw
    >>> agree(fold("AB1"), fold("АВ1"), folding()), agree(fold("В"), fold("Ь"), folding())
    (True, False)

    Clause: 6/2.3 б
    """
    if a == b or not several(a, b, folding):
        return a == b
    left, right = few(a, folding), few(b, folding)
    if left is not None and right is not None:
        return not set(left).isdisjoint(right)
    return align(a, b, Outcome.EQUIVALENT, folding) is not None


def outcome(a: Folded, b: Folded, folding: Folding) -> Outcome:
    """Return the earliest outcome of 2.3 г that holds for some pair of readings, found in the lattice.

    >>> from npmatch.text.equivalence import folding
    >>> fold = folding().fold_raw
    >>> str(outcome(fold("Строитель-1"), fold("Строитель"), folding()))
    'substituted'

    Clause: 6/2.3 г
    """
    from npmatch.text.walk import PLANS, Pair  # noqa: PLC0415  # late: few texts have so many readings

    # a reading has at most one symbol less for each open place; lattices of texts that cannot meet are not worth making
    least_a, least_b = (len(text) - len(folding.open_places.findall(text)) for text in (a, b))
    if least_a > len(b) + 1 or least_b > len(a) + 1:
        return Outcome.DIFFERENT
    pair = Pair(a, b, folding)
    return next((found for found in PLANS if pair.align(found) is not None), Outcome.DIFFERENT)


def few(text: Folded, folding: Folding) -> list[str] | None:
    """Return every reading of a text that has but a few, None for one that has more.

    >>> from npmatch.text.equivalence import folding
    >>> few(Folded("b1"), folding())
    ['в1', 'ь1', 'ы']

    Clause: 6/2.3 б
    """
    if len(folding.open_places.findall(text)) > _FEW_PLACES:
        return None
    return ["".join(reading) for reading in _spelled_out(text, folding)]


def _spelled_out(text: str, folding: Folding) -> Iterator[tuple[str, ...]]:
    place = folding.open_places.search(text)
    if place is None:
        yield (text,)
        return
    begin, symbol, rest = text[: place.start()], text[place.start()], text[place.start() + 1 :]
    ways = folding.choices.get(symbol, (symbol,))
    for tail in _spelled_out(rest, folding):
        yield from ((begin, letter, *tail) for letter in ways)
    joined = [folding.pairs[letter, rest[:1]] for letter in ways if (letter, rest[:1]) in folding.pairs]
    for tail in _spelled_out(rest[1:], folding) if joined else ():
        yield from ((begin, letter, *tail) for letter in joined)


def nearest(a: Folded, b: Folded, folding: Folding) -> "tuple[tuple[Edge, ...], tuple[Edge, ...]]":
    """Return the two readings that lie nearest to each other, as edges; texts with many are taken symbol by symbol.

    >>> from npmatch.text.equivalence import folding
    >>> left, right = nearest(Folded("b1к"), Folded("ыт"), folding())
    >>> [edge.symbol for edge in left]
    ['ы', 'к']

    Clause: 6/2.3 б
    """
    from rapidfuzz.distance.Levenshtein import distance  # noqa: PLC0415  # late: only for explanations

    def apart(ways: "tuple[tuple[Edge, ...], tuple[Edge, ...]]") -> int:
        left, right = ways
        return distance([edge.symbol for edge in left], [edge.symbol for edge in right])

    return min(product(_ways(a, folding), _ways(b, folding)), key=apart)


def _ways(text: Folded, folding: Folding) -> "list[tuple[Edge, ...]]":
    from npmatch.text.lattice import Edge, Lattice  # noqa: PLC0415  # late: the same

    if len(folding.open_places.findall(text)) > _FEW_PLACES:
        return [tuple(Edge(symbol, place, place + 1) for place, symbol in enumerate(text))]
    return list(Lattice(text, folding).ways())


def align(a: Folded, b: Folded, found: Outcome, folding: Folding) -> "tuple[Step, ...] | None":
    """Return the columns of an alignment that shows that ``found`` holds, or None if it does not.

    >>> from npmatch.text.equivalence import folding
    >>> fold = folding().fold_raw
    >>> steps = align(fold("ь1"), fold("ы"), Outcome.EQUIVALENT, folding())
    >>> [step.application.symbol for step in steps]
    ['ы']

    Clause: 6/2.3 г
    """
    from npmatch.text.walk import Pair  # noqa: PLC0415  # late: the same

    return Pair(a, b, folding).align(found)
