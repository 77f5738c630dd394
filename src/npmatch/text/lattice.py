"""E5 and E6 as a lattice: every reading of a text is a path through it.

The nodes are the positions between symbols. Each symbol is an edge to the next node, a Latin b is two edges (it may
be read as В or as Ь), and a pair like b1 is one edge more, across both symbols (Ы).
"""

from collections.abc import Iterator
from typing import NamedTuple

from npmatch.text.equivalence import Folded, Folding


class Edge(NamedTuple):
    """A symbol as it is read, and the stretch of the text that it is read from."""

    symbol: str
    start: int
    end: int


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

    def ways(self) -> Iterator[tuple[Edge, ...]]:
        """Yield every way from the first node to the last: every reading."""
        way: list[Edge] = []
        waiting = [(0, edge) for edge in reversed(self.leaving[0])]  # how far the way goes before an edge, and the edge
        if not waiting:
            yield ()
        while waiting:
            length, edge = waiting.pop()
            way[length:] = [edge]
            if edge.end == self.last:
                yield tuple(way)
            waiting += [(length + 1, following) for following in reversed(self.leaving[edge.end])]


def _edges(text: Folded, folding: Folding) -> Iterator[Edge]:
    for node, symbol in enumerate(text):
        ways = folding.choices.get(symbol, (symbol,))
        following = text[node + 1 : node + 2]
        for letter in ways:
            yield Edge(letter, node, node + 1)
            joined = folding.pairs.get((letter, following))
            if joined is not None:
                yield Edge(joined, node, node + 2)
