"""E5-E7 and T for text that can be read in several ways.

Theory of operation. Folded text is read as a lattice: its nodes are the positions between symbols, each symbol is an
edge to the next node, a Latin b is two edges (it may be read as В or as Ь), and a pair like b1 is one edge more,
across both symbols (Ы). Every path from the first node to the last is a reading.

Two texts are compared by walking both lattices at once. A place is a pair of nodes. The places that equal symbols
reach from the start are walked once, those from which equal symbols reach the end once more; an outcome holds if its
moves lead from one of the first to one of the second: ``substituted`` steps over two unequal symbols, ``omitted`` over
a symbol of the contract alone, ``swapped`` over a change (x, y), then equal symbols, then the change (y, x), and so on.
Equal symbols keep the alignment of the two texts and an edit shifts it by a node or two, so the places are few: the
cost grows with the length of the text, not with the number of readings, which may be astronomic.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import product
from typing import NamedTuple

from rapidfuzz.distance.Levenshtein import distance as _distance

from npmatch.outcomes import Outcome
from npmatch.text.equivalence import Folded, Folding


class Edge(NamedTuple):
    """A symbol as it is read, and the stretch of the text that it is read from."""

    symbol: str
    start: int
    end: int


class Step(NamedTuple):
    """One column of an alignment: an edge on either side; None where the other side has one symbol more."""

    application: Edge | None
    contract: Edge | None


class _Place(NamedTuple):
    """A pair of nodes, and the open change of a swap."""

    application: int
    contract: int
    change: tuple[str, str] | None = None


_FEW_PLACES = 3
"""A text with so many open places has at most 27 readings, which are quicker tried one by one than in a lattice."""

_Move = Callable[["_Pair", _Place], Iterator[tuple[_Place, tuple[Step, ...]]]]
_Links = dict[_Place, tuple[_Place, tuple[Step, ...]] | None]


def several(a: Folded, b: Folded, folding: Folding) -> bool:
    """Tell whether one of the two texts has more than one reading.

    Clause: 6/2.3 б
    """
    # a look for the symbols that open places begin with spares nearly every text the search
    return any(
        opener in text and folding.open_places.search(text) is not None for text in (a, b) for opener in folding.openers
    )


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
    # a reading has at most one symbol less for each open place; lattices of texts that cannot meet are not worth making
    least_a, least_b = (len(text) - len(folding.open_places.findall(text)) for text in (a, b))
    if least_a > len(b) + 1 or least_b > len(a) + 1:
        return Outcome.DIFFERENT
    pair = _Pair(a, b, folding)
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


def nearest(a: Folded, b: Folded, folding: Folding) -> tuple[tuple[Edge, ...], tuple[Edge, ...]]:
    """Return the two readings that lie nearest to each other, as edges; texts with many are taken symbol by symbol.

    >>> from npmatch.text.equivalence import folding
    >>> left, right = nearest(Folded("b1к"), Folded("ыт"), folding())
    >>> [edge.symbol for edge in left]
    ['ы', 'к']

    Clause: 6/2.3 б
    """
    return min(product(_ways(a, folding), _ways(b, folding)), key=_apart)


def _apart(ways: tuple[tuple[Edge, ...], tuple[Edge, ...]]) -> int:
    left, right = ways
    return _distance([edge.symbol for edge in left], [edge.symbol for edge in right])


def _ways(text: Folded, folding: Folding) -> list[tuple[Edge, ...]]:
    if len(folding.open_places.findall(text)) > _FEW_PLACES:
        return [tuple(Edge(symbol, place, place + 1) for place, symbol in enumerate(text))]
    return list(Lattice(text, folding).ways())


def align(a: Folded, b: Folded, found: Outcome, folding: Folding) -> tuple[Step, ...] | None:
    """Return the columns of an alignment that shows that ``found`` holds, or None if it does not.

    >>> from npmatch.text.equivalence import folding
    >>> fold = folding().fold_raw
    >>> steps = align(fold("ь1"), fold("ы"), Outcome.EQUIVALENT, folding())
    >>> [step.application.symbol for step in steps]
    ['ы']

    Clause: 6/2.3 г
    """
    return _Pair(a, b, folding).align(found)


class Lattice:
    """The readings of one folded text: the edges that leave each node, and those that arrive there."""

    def __init__(self, text: Folded, folding: Folding) -> None:
        self.last = len(text)
        self.leaving: list[list[Edge]] = [[] for _ in range(len(text) + 1)]
        self.arriving: list[list[Edge]] = [[] for _ in range(len(text) + 1)]
        for edge in _edges(text, folding):
            self.leaving[edge.start].append(edge)
            self.arriving[edge.end].append(edge)
        pairs = sum(edge.end - edge.start - 1 for ways in self.leaving for edge in ways)
        self.lengths = (len(text) - pairs, len(text))

    def reads(self, known: Folded) -> bool:
        """Tell whether some reading is ``known``, a text of one reading."""
        nodes = {0}
        for symbol in known:
            nodes = {edge.end for node in nodes for edge in self.leaving[node] if edge.symbol == symbol}
            if not nodes:
                return False
        return self.last in nodes

    def ways(self, node: int = 0) -> Iterator[tuple[Edge, ...]]:
        """Yield every way from a node to the last: every reading."""
        if node == self.last:
            yield ()
        for edge in self.leaving[node]:
            for rest in self.ways(edge.end):
                yield edge, *rest


def _edges(text: Folded, folding: Folding) -> Iterator[Edge]:
    for node, symbol in enumerate(text):
        ways = folding.choices.get(symbol, (symbol,))
        following = text[node + 1 : node + 2]
        for letter in ways:
            yield Edge(letter, node, node + 1)
            joined = folding.pairs.get((letter, following))
            if joined is not None:
                yield Edge(joined, node, node + 2)


class _Pair:
    """The lattices of an application's text and a contract's, walked together."""

    def __init__(self, a: Folded, b: Folded, folding: Folding) -> None:
        self.a = Lattice(a, folding)
        self.b = Lattice(b, folding)
        self.end = _Place(self.a.last, self.b.last)
        self._texts = a, b
        self._open_symbols = folding.open_symbols

    def align(self, found: Outcome) -> tuple[Step, ...] | None:
        """Return the columns that show ``found``, or None."""
        if not self._may_hold(found):
            return None
        for moves in PLANS[found]:
            columns = self._follow(moves)
            if columns is not None:
                return columns
        return None

    def _may_hold(self, found: Outcome) -> bool:
        """Look at lengths and symbols, which spares most pairs the walk."""
        surplus_a, surplus_b = _SURPLUS[found]
        a, b = self.a.lengths, self.b.lengths
        longer = surplus_b - surplus_a
        if a[0] + longer > b[-1] or a[-1] + longer < b[0]:
            return False
        return self._plain_surplus[0] <= surplus_a and self._plain_surplus[1] <= surplus_b

    @cached_property
    def _plain_surplus(self) -> tuple[int, int]:
        """How many symbols either text has beyond the other's, those that take part in open places left aside."""
        left, right = (Counter(text.translate(self._open_symbols)) for text in self._texts)
        return (left - right).total(), (right - left).total()

    def _follow(self, moves: tuple[_Move, ...]) -> tuple[Step, ...] | None:
        """Make the moves one after the other, equal symbols between them; return the columns of that way."""
        reached = layer = self._from_start
        if not moves:
            return _columns(reached, self.end) if self.end in reached else None
        for move in moves[:-1]:
            layer = self._spread({target: link for target, link in self._spent(layer, move) if target not in reached})
            reached = {**layer, **reached}
        for target, link in self._spent(layer, moves[-1]):
            if target in self._to_end:
                return _columns({**reached, target: link}, target) + self._rest(target)
        return None

    def _spent(self, links: _Links, move: _Move) -> Iterator[tuple[_Place, tuple[_Place, tuple[Step, ...]]]]:
        for place in links:
            for target, steps in move(self, place):
                yield target, (place, steps)

    @cached_property
    def _from_start(self) -> _Links:
        return self._spread({_Place(0, 0): None})

    def _spread(self, links: _Links) -> _Links:
        """Add to ``links`` every place that equal symbols reach from its places."""
        waiting = list(links)
        while waiting:
            place = waiting.pop()
            for x in self.a.leaving[place.application]:
                for y in self.b.leaving[place.contract]:
                    if x.symbol == y.symbol:
                        target = _Place(x.end, y.end, place.change)
                        if target not in links:
                            links[target] = place, (Step(x, y),)
                            waiting.append(target)
        return links

    @cached_property
    def _to_end(self) -> dict[_Place, Step | None]:
        """Every place from which equal symbols reach the end, with the first step of that way."""
        found: dict[_Place, Step | None] = {self.end: None}
        waiting = [self.end]
        while waiting:
            place = waiting.pop()
            for x in self.a.arriving[place.application]:
                for y in self.b.arriving[place.contract]:
                    source = _Place(x.start, y.start)
                    if x.symbol == y.symbol and source not in found:
                        found[source] = Step(x, y)
                        waiting.append(source)
        return found

    def _rest(self, place: _Place) -> tuple[Step, ...]:
        steps = []
        while (step := self._to_end[place]) is not None:
            steps.append(step)
            place = _Place(_end(step.application), _end(step.contract))
        return tuple(steps)


def _end(edge: Edge | None) -> int:
    return edge.end if edge else 0


def _columns(links: _Links, place: _Place) -> tuple[Step, ...]:
    columns: list[Step] = []
    link = links[place]
    while link is not None:
        place, steps = link
        columns.extend(reversed(steps))
        link = links[place]
    return tuple(reversed(columns))


def _substitute(pair: _Pair, place: _Place) -> Iterator[tuple[_Place, tuple[Step, ...]]]:
    for x in pair.a.leaving[place.application]:
        for y in pair.b.leaving[place.contract]:
            yield _Place(x.end, y.end), (Step(x, y),)


def _omit(pair: _Pair, place: _Place) -> Iterator[tuple[_Place, tuple[Step, ...]]]:
    for y in pair.b.leaving[place.contract]:
        yield _Place(place.application, y.end), (Step(None, y),)


def _add(pair: _Pair, place: _Place) -> Iterator[tuple[_Place, tuple[Step, ...]]]:
    for x in pair.a.leaving[place.application]:
        yield _Place(x.end, place.contract), (Step(x, None),)


def _open_swap(pair: _Pair, place: _Place) -> Iterator[tuple[_Place, tuple[Step, ...]]]:
    for x in pair.a.leaving[place.application]:
        for y in pair.b.leaving[place.contract]:
            if x.symbol != y.symbol:
                yield _Place(x.end, y.end, (x.symbol, y.symbol)), (Step(x, y),)


def _close_swap(pair: _Pair, place: _Place) -> Iterator[tuple[_Place, tuple[Step, ...]]]:
    for x in pair.a.leaving[place.application]:
        for y in pair.b.leaving[place.contract]:
            if place.change == (y.symbol, x.symbol):
                yield _Place(x.end, y.end), (Step(x, y),)


def _reorder(*order: int) -> _Move:
    """Return the move over as many symbols as ``order`` is long: the contract has them in that order."""

    def move(pair: _Pair, place: _Place) -> Iterator[tuple[_Place, tuple[Step, ...]]]:
        first = {y.symbol for y in pair.b.leaving[place.contract]}
        for xs in _paths(pair.a, place.application, len(order)):
            if xs[order[0]].symbol in first:
                for ys in _spelled(pair.b, place.contract, [xs[index].symbol for index in order]):
                    yield _Place(xs[-1].end, ys[-1].end), tuple(map(Step, xs, ys))

    return move


def _paths(lattice: Lattice, node: int, steps: int) -> Iterator[tuple[Edge, ...]]:
    """Yield every way of taking ``steps`` edges from ``node``."""
    if steps == 0:
        yield ()
        return
    for edge in lattice.leaving[node]:
        for rest in _paths(lattice, edge.end, steps - 1):
            yield edge, *rest


def _spelled(lattice: Lattice, node: int, symbols: list[str]) -> Iterator[tuple[Edge, ...]]:
    """Yield the ways from ``node`` that read ``symbols``."""
    if not symbols:
        yield ()
        return
    for edge in lattice.leaving[node]:
        if edge.symbol == symbols[0]:
            for rest in _spelled(lattice, edge.end, symbols[1:]):
                yield edge, *rest


_SURPLUS = {
    Outcome.EQUIVALENT: (0, 0),
    Outcome.SUBSTITUTED: (1, 1),
    Outcome.OMITTED: (0, 1),
    Outcome.ADDED: (1, 0),
    Outcome.SWAPPED: (0, 0),
    Outcome.TWO_TRANSPOSITIONS: (0, 0),
}
"""How many symbols an outcome lets the application, and the contract, have beyond the other's."""

PLANS: dict[Outcome, tuple[tuple[_Move, ...], ...]] = {
    Outcome.EQUIVALENT: ((),),
    Outcome.SUBSTITUTED: ((_substitute,),),
    Outcome.OMITTED: ((_omit,),),
    Outcome.ADDED: ((_add,),),
    Outcome.SWAPPED: ((_open_swap, _close_swap),),
    Outcome.TWO_TRANSPOSITIONS: (
        (_reorder(1, 2, 0),),  # two exchanges that overlap: three symbols go round, one way ...
        (_reorder(2, 0, 1),),  # ... or the other
        (_reorder(1, 0), _reorder(1, 0)),
    ),
}
"""The outcomes of 2.3 г in their order; for each the ways in which it may hold, as moves one after the other."""
