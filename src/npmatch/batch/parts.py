"""Too many contracts for memory: both files parted on disk by a hash of the key, and looked up a part at a time.

What is put down are hashes and offsets, no keys and no data, in nameless files. First the contracts are parted, then
the keys of the applications; then, part by part, every application learns where the places of its contracts stand.
The run that follows reads the applications in their order, and for each the next word of its part.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from npmatch.batch.exports import Export
from npmatch.batch.index import ContractIndex
from npmatch.batch.join import Advance, Contracts, Ears, each_entry, note_contracts
from npmatch.batch.words import Room, Words
from npmatch.native import kernel

if TYPE_CHECKING:
    from npmatch.batch.held import HeldIndex

PARTS = 64
"""Into how many parts both files go."""

MarkOf = Callable[[str], int]
"""Returns 32 bits of the hash of a key."""

_SHIFT = 26
"""The part is told by the highest bits of a hash, because an index tells its buckets by the lowest."""
_EACH = 3
"""Words of an answer: the hash, where its places begin, how many there are."""


class Index(Protocol):
    """Places by key, as long as there is room for them in memory."""

    def find(self, key: str) -> Sequence[int]:
        """Return the places that may hold the key, in the order of the file."""
        ...

    def mark(self, key: str) -> int:
        """Return 32 bits of the hash of a key."""
        ...

    def clear(self) -> Iterable[tuple[Sequence[int], Sequence[int]]]:
        """Forget everything; give the marks and the places that were noted, in the order of the file."""
        ...

    def needs(self) -> int:
        """Return how many bytes are needed for what was noted."""
        ...


def contracts_of(applications: Export, contracts: Export, room: Room, ears: Ears) -> Contracts:
    """Read an export of contracts and note where the rows of each key begin, in memory or on disk."""
    held = None if ears.look is not None else _held(contracts, room)
    if held is not None:
        noted = Noted(held, room)
        for _ in held.note(ears):
            noted.check()
    else:
        index = ContractIndex()
        noted = Noted(index, room)

        def note(keys: list[str], places: list[int]) -> None:
            index.extend(keys, places)
            noted.check()

        note_contracts(contracts, ears, note)
    if not noted.parted:
        return Contracts(contracts, noted.index)
    noted.part()
    asked = _asked(applications, room, ears.advance, noted.index.mark)
    return Contracts(contracts, PartedFinder(asked, noted.parted, room, noted.index.mark))


def _held(contracts: Export, room: Room) -> "HeldIndex | None":
    """Return the index that the compiled module makes, None if it has none for files like this."""
    if kernel() is None:
        return None
    from npmatch.batch.held import HeldIndex  # noqa: PLC0415  # late: not without the compiled module

    try:
        return HeldIndex(contracts, room.memory)
    except LookupError:
        return None


class Noted:
    """What was noted of contracts: in an index, and in parts on disk for as much as was too much for memory."""

    def __init__(self, index: Index, room: Room) -> None:
        self.index = index
        self.parted: list[Words] = []
        self._room = room

    def check(self) -> None:
        """Bring to the disk what is too much for memory."""
        if self.index.needs() > self._room.memory:
            self.part()

    def part(self) -> None:
        """Bring to the disk what is in the index."""
        self.parted.extend(Words(self._room) for _ in range(PARTS - len(self.parted)))
        for marks, places in self.index.clear():
            _scatter(self.parted, marks, places)


class PartedFinder:
    """Finds places of contracts, for the keys of the applications in their order; some of these may be left out."""

    def __init__(self, asked: Sequence[Words], held: Sequence[Words], room: Room, mark: MarkOf) -> None:
        self._mark = mark
        self._places = Words(room)
        self._answers = [self._answer(*part, room).groups(_EACH) for part in zip(asked, held, strict=True)]
        self._last: tuple[int, Sequence[int]] | None = None

    def find(self, key: str) -> Sequence[int]:
        """Return the places that may hold the key, in the order of the file."""
        mark = self._mark(key)
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


def _asked(applications: Export, room: Room, advance: Advance, mark_of: MarkOf) -> list[Words]:
    """Part the keys of the applications; bad rows are dealt with when the rows are judged."""
    parted = [Words(room) for _ in range(PARTS)]
    for entry in each_entry(applications, lambda _: None, advance):
        mark = mark_of(entry.key)
        parted[mark >> _SHIFT].extend((mark,))
    return parted


def _scatter(parted: Sequence[Words], marks: Sequence[int], places: Sequence[int]) -> None:
    for mark, place in zip(marks, places, strict=True):
        parted[mark >> _SHIFT].extend((mark, place))
