"""Too many contracts for memory: both files parted on disk by a hash of the key, and looked up a part at a time.

What is put down are hashes and offsets, no keys and no data, in nameless files. First the contracts are parted, then
the keys of the applications; then, part by part, every application learns where the places of its contracts stand.
The run that follows reads the applications in their order, and for each the next word of its part.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, NamedTuple

from npmatch.batch.exports import Export
from npmatch.batch.index import ROW_BYTES, ContractIndex
from npmatch.batch.join import Advance, Contracts, Ears, each_entry, note_contracts
from npmatch.batch.output import writing

PARTS = 64
"""Into how many parts both files go."""

_MARK = 0xFFFFFFFF
_WORDS = 1 << 12
_EACH = 3
"""Words of an answer: the hash, where its places begin, how many there are."""

_PLACE = "the parts on disk"


class Room(NamedTuple):
    """Where an index may be: in so many bytes of memory, above that in files in the folder ``spool``.

    ``closing`` closes them when the job is done.
    """

    memory: int
    spool: Path | None
    closing: ExitStack


def contracts_of(applications: Export, contracts: Export, room: Room, ears: Ears) -> Contracts:
    """Read an export of contracts and note where the rows of each key begin, in memory or on disk."""
    index = ContractIndex()
    parted: list[_Words] = []

    def note(keys: list[str], places: list[int]) -> None:
        if parted:
            _scatter(parted, [hash(key) & _MARK for key in keys], places)
            return
        index.extend(keys, places)
        if len(index) * ROW_BYTES > room.memory:
            parted.extend(_Words(room) for _ in range(PARTS))
            _scatter(parted, *index.clear())

    note_contracts(contracts, ears, note)
    if not parted:
        return Contracts(contracts, index)
    return Contracts(contracts, PartedFinder(_asked(applications, room, ears.advance), parted, room))


class PartedFinder:
    """Finds places of contracts, for the keys of the applications in their order; some of these may be left out."""

    def __init__(self, asked: "Sequence[_Words]", held: "Sequence[_Words]", room: Room) -> None:
        self._places = _Words(room)
        self._answers = [self._answer(*part, room) for part in zip(asked, held, strict=True)]
        self._readers = [answers.reader(_EACH) for answers in self._answers]
        self._last: tuple[int, list[int]] | None = None

    def find(self, key: str) -> Sequence[int]:
        """Return the places that may hold the key, in the order of the file."""
        mark = hash(key) & _MARK
        if self._last is None or self._last[0] != mark:
            read = self._readers[mark % PARTS]
            word = read()
            while word[0] != mark:
                # An application whose row turned out to be bad asks for nothing.
                word = read()
            self._last = mark, self._places.at(word[1], word[2])
        return self._last[1]

    def _answer(self, asked: "_Words", held: "_Words", room: Room) -> "_Words":
        """Find the contracts of one part for its applications."""
        words = held.all()
        rows = sorted(zip(words[::2], words[1::2], strict=True), key=lambda row: row[0])
        held.close()
        marks, start = array("Q", (mark for mark, _ in rows)), self._places.count
        self._places.extend([place for _, place in rows])
        answers = _Words(room)
        for mark in asked.all():
            first = bisect_left(marks, mark)
            answers.extend((mark, start + first, bisect_right(marks, mark, first) - first))
        asked.close()
        return answers


def _asked(applications: Export, room: Room, advance: Advance) -> "list[_Words]":
    """Part the keys of the applications; bad rows are dealt with when the rows are judged."""
    parted = [_Words(room) for _ in range(PARTS)]
    for entry in each_entry(applications, lambda _: None, advance):
        mark = hash(entry.key) & _MARK
        parted[mark % PARTS].extend((mark,))
    return parted


def _scatter(parted: "Sequence[_Words]", marks: Sequence[int], places: Sequence[int]) -> None:
    for mark, place in zip(marks, places, strict=True):
        parted[mark % PARTS].extend((mark, place))


class _Words:
    """Numbers in a nameless file, written one behind another and then read."""

    def __init__(self, room: Room) -> None:
        import tempfile  # noqa: PLC0415  # late: most indexes fit into memory

        with writing(_PLACE):
            stream = tempfile.TemporaryFile(dir=room.spool)  # noqa: SIM115  # the job closes it
        self._stream: BinaryIO = room.closing.enter_context(stream)
        self._open = array("Q")
        self.count = 0

    def extend(self, words: Sequence[int]) -> None:
        """Write some numbers."""
        self._open.extend(words)
        self.count += len(words)
        if len(self._open) >= _WORDS:
            self._flush()

    def all(self) -> "array[int]":
        """Return all numbers."""
        return self.read(0, self.count)

    def at(self, first: int, count: int) -> list[int]:
        """Return numbers from the middle."""
        return self.read(first, count).tolist()

    def read(self, first: int, count: int) -> "array[int]":
        """Return numbers from a place on, fewer at the end."""
        self._flush()
        with writing(_PLACE):
            self._stream.seek(8 * first)
            return array("Q", self._stream.read(8 * count))

    def reader(self, each: int) -> Callable[[], Sequence[int]]:
        """Return a function that gives the next few numbers each time, from the beginning on."""
        at, held, begin = 0, array("Q"), 0

        def read() -> Sequence[int]:
            nonlocal at, held, begin
            if at - begin >= len(held):
                begin, held = at, self.read(at, each * _WORDS)
            at += each
            return held[at - each - begin : at - begin]

        return read

    def close(self) -> None:
        """Give the file back."""
        self._stream.close()

    def _flush(self) -> None:
        if self._open:
            with writing(_PLACE):
                self._stream.seek(0, 2)
                self._stream.write(self._open.tobytes())
            self._open = array("Q")
