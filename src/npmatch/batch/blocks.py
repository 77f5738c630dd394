"""A file taken block by block: the compiled module has the bytes first; what it leaves is read in the general way."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from npmatch.batch.faults import BadRow
from npmatch.batch.reader import Row, Source, Stretch
from npmatch.batch.shape import Start
from npmatch.batch.tape import BLOCK

_LEAST_REACH = 1 << 9
"""Bytes that are read in the general way where the compiled module has stopped."""

_MANY = 100
"""Lines between two stops that are many."""


class Over(NamedTuple):
    """How far the compiled module has come: up to which byte of a block, over how many lines."""

    upto: int
    lines: int


Settle = Callable[[memoryview, int, Start], Over]
"""Settles the lines of a block from a byte on, which is a place in the file."""

Take = Callable[[Iterable[Stretch | Row | BadRow]], None]
"""Takes rows that were read in the general way."""


def over_blocks(source: Source, place: Start, settle: Settle, take: Take) -> Iterator[Start]:
    """Go over the rows of a file from a place on; give the place behind each block."""
    # The same memory for every block: to find new one takes as long as to read.
    room = bytearray(source.room)
    while (size := source.fill(room, place)) != 0:
        if size is None:
            place = _on_foot(source, place, 1, take)
        else:
            place = _over_block(source, place, memoryview(room)[:size], (settle, take))
        if len(room) != source.room:
            room = bytearray(source.room)
        yield place


def _over_block(source: Source, begin: Start, block: memoryview, ways: tuple[Settle, Take]) -> Start:
    """Go over a block that begins at a place; return the place behind what was settled."""
    settle, take = ways
    place, reach = begin, _LEAST_REACH
    while (at := place.offset - begin.offset) < len(block):
        over = settle(block, at, place)
        place = Start(begin.offset + over.upto, place.line + over.lines)
        if over.upto < len(block):
            # Where odd rows stand close together, more of them are taken at a time.
            reach = _LEAST_REACH if over.lines > _MANY else min(2 * reach, BLOCK)
            place = _on_foot(source, place, reach, take)
    return place


def _on_foot(source: Source, place: Start, reach: int, take: Take) -> Start:
    """Read the rows that begin within so many bytes in the general way; return the place behind them."""
    walk = source.walk(place, reach)
    take(walk.stretches(place.offset + reach))
    return Start(walk.offset, walk.line)
