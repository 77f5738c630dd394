"""T for text that can be read in several ways: two lattices walked together.

Theory of operation. A place is a pair of nodes, one of either lattice. The places that equal symbols reach from the
start are walked once, those from which equal symbols reach the end once more; an outcome holds if its moves lead from
one of the first to one of the second: ``substituted`` steps over two unequal symbols, ``omitted`` over a symbol of the
contract alone, ``swapped`` over a change (x, y), then equal symbols, then the change (y, x), and so on. Equal symbols
keep the alignment of the two texts and an edit shifts it by a node or two, so the places are few: the cost grows with
the length of the text, not with the number of readings, which may be astronomic.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from npmatch.outcomes import Outcome
from npmatch.text.equivalence import Folded, Folding
from npmatch.text.lattice import Edge, Lattice


class Step(NamedTuple):
    """One column of an alignment: an edge on either side; None where the other side has one symbol more."""

    application: Edge | None
    contract: Edge | None


class _Place(NamedTuple):
    """A pair of nodes, and the open change of a swap."""

    application: int
    contract: int
    change: tuple[str, str] | None = None


_Move = Callable[["Pair", _Place], Iterator[tuple[_Place, tuple[Step, ...]]]]
_Links = dict[_Place, tuple[_Place, tuple[Step, ...]] | None]


class Pair:
    """The lattices of an application's text and a contract's, walked together."""

    def __init__(self, a: Folded, b: Folded, folding: Folding) -> None:
        self._texts = a, b
        self._folding = folding
        self.end = _Place(len(a), len(b))

    @cached_property
    def a(self) -> Lattice:
        """The lattice of the application's text; made when it is needed, for most pairs cannot meet."""
        return Lattice(self._texts[0], self._folding)

    @cached_property
    def b(self) -> Lattice:
        """The lattice of the contract's text."""
        return Lattice(self._texts[1], self._folding)

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
        """Look at symbols and lengths, which spares most pairs the walk."""
        surplus_a, surplus_b = _SURPLUS[found]
        if self._plain_surplus[0] > surplus_a or self._plain_surplus[1] > surplus_b:
            return False
        a, b = self.a.lengths, self.b.lengths
        longer = surplus_b - surplus_a
        return a[0] + longer <= b[-1] and a[-1] + longer >= b[0]

    @cached_property
    def _plain_surplus(self) -> tuple[int, int]:
        """How many symbols either text has beyond the other's, those that take part in open places left aside."""
        left, right = (Counter(text.translate(self._folding.open_symbols)) for text in self._texts)
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


def _substitute(pair: Pair, place: _Place) -> Iterator[tuple[_Place, tuple[Step, ...]]]:
    for x in pair.a.leaving[place.application]:
        for y in pair.b.leaving[place.contract]:
            yield _Place(x.end, y.end), (Step(x, y),)


def _omit(pair: Pair, place: _Place) -> Iterator[tuple[_Place, tuple[Step, ...]]]:
    for y in pair.b.leaving[place.contract]:
        yield _Place(place.application, y.end), (Step(None, y),)


def _add(pair: Pair, place: _Place) -> Iterator[tuple[_Place, tuple[Step, ...]]]:
    for x in pair.a.leaving[place.application]:
        yield _Place(x.end, place.contract), (Step(x, None),)


def _open_swap(pair: Pair, place: _Place) -> Iterator[tuple[_Place, tuple[Step, ...]]]:
    for x in pair.a.leaving[place.application]:
        for y in pair.b.leaving[place.contract]:
            if x.symbol != y.symbol:
                yield _Place(x.end, y.end, (x.symbol, y.symbol)), (Step(x, y),)


def _close_swap(pair: Pair, place: _Place) -> Iterator[tuple[_Place, tuple[Step, ...]]]:
    for x in pair.a.leaving[place.application]:
        for y in pair.b.leaving[place.contract]:
            if place.change == (y.symbol, x.symbol):
                yield _Place(x.end, y.end), (Step(x, y),)


def _reorder(*order: int) -> _Move:
    """Return the move over as many symbols as ``order`` is long: the contract has them in that order."""

    def move(pair: Pair, place: _Place) -> Iterator[tuple[_Place, tuple[Step, ...]]]:
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
