"""Too many contracts for memory: both files parted on disk by a hash of the key, and looked up a part at a time.

What is put down are hashes and offsets, no keys and no data, in nameless files. First the contracts are parted, then
the keys of the applications; then, part by part, every application learns where the places of its contracts stand.
The run that follows reads the applications in their order, and for each the next word of its part.
"""

from array import array
from collections.abc import Sequence

from npmatch.batch.exports import Export
from npmatch.batch.index import ROW_BYTES, ContractIndex
from npmatch.batch.join import Advance, Contracts, Ears, each_entry, note_contracts
from npmatch.batch.words import Room, Words

PARTS = 64
"""Into how many parts both files go."""

_MARK = 0xFFFFFFFF
_SHIFT = 26
"""The part is told by the highest bits of a hash, because an index tells its buckets by the lowest."""
_EACH = 3
"""Words of an answer: the hash, where its places begin, how many there are."""


def contracts_of(applications: Export, contracts: Export, room: Room, ears: Ears) -> Contracts:
    """Read an export of contracts and note where the rows of each key begin, in memory or on disk."""
    index = ContractIndex()
    parted: list[Words] = []

    def note(keys: list[str], places: list[int]) -> None:
        if parted:
            _scatter(parted, [hash(key) & _MARK for key in keys], places)
            return
        index.extend(keys, places)
        if len(index) * ROW_BYTES > room.memory:
            parted.extend(Words(room) for _ in range(PARTS))
            _scatter(parted, *index.clear())

    note_contracts(contracts, ears, note)
    if not parted:
        return Contracts(contracts, index)
    return Contracts(contracts, PartedFinder(_asked(applications, room, ears.advance), parted, room))


class PartedFinder:
    """Finds places of contracts, for the keys of the applications in their order; some of these may be left out."""

    def __init__(self, asked: Sequence[Words], held: Sequence[Words], room: Room) -> None:
        self._places = Words(room)
        self._answers = [self._answer(*part, room).groups(_EACH) for part in zip(asked, held, strict=True)]
        self._last: tuple[int, Sequence[int]] | None = None

    def find(self, key: str) -> Sequence[int]:
        """Return the places that may hold the key, in the order of the file."""
        mark = hash(key) & _MARK
        if self._last is None or self._last[0] != mark:
            # An application whose row turned out to be bad, or whose contracts are known by then, asks for nothing.
            word = next(word for word in self._answers[mark >> _SHIFT] if word[0] == mark)
            self._last = mark, self._places.read(word[1], word[2])
        return self._last[1]

    def _answer(self, asked: Words, held: Words, room: Room) -> Words:
        """Find the contracts of one part for its applications."""
        index = ContractIndex()
        for words in held.pieces():
            index.extend_hashes(array("I", words[::2]), words[1::2])
        held.close()
        answers, found = Words(room), dict[int, tuple[int, int, int]]()
        for words in asked.pieces():
            for mark in words:
                if mark not in found:
                    places = index.find_hash(mark)
                    found[mark] = mark, self._places.count, len(places)
                    self._places.extend(places)
                answers.extend(found[mark])
        asked.close()
        return answers


def _asked(applications: Export, room: Room, advance: Advance) -> list[Words]:
    """Part the keys of the applications; bad rows are dealt with when the rows are judged."""
    parted = [Words(room) for _ in range(PARTS)]
    for entry in each_entry(applications, lambda _: None, advance):
        mark = hash(entry.key) & _MARK
        parted[mark >> _SHIFT].extend((mark,))
    return parted


def _scatter(parted: Sequence[Words], marks: Sequence[int], places: Sequence[int]) -> None:
    for mark, place in zip(marks, places, strict=True):
        parted[mark >> _SHIFT].extend((mark, place))
