"""Who is registered with the donor: the documents and INNs that occur in its contracts, on disk if there are many.

Only a hash of each is kept, as it reads after N and E. Nobody is told apart by it but 7008 from 7001. Of contracts
there may be as many as memory can index; these hashes, of which a contract may have several, go to files without a name
instead: first into parts by their highest bits, then, part by part, into one sorted row of numbers.
"""

from array import array
from bisect import bisect_left, bisect_right

from npmatch.batch.columns import Fields, Role
from npmatch.batch.rows import document
from npmatch.batch.words import Room, Words
from npmatch.text.compare import empty, fold
from npmatch.text.equivalence import folding
from npmatch.text.readings import few

_RUN = 1 << 16
"""Hashes that are held in memory."""

_BITS = (1 << 64) - 1
_PARTS = 64
_SHIFT = 58
_PAGE = 1 << 9
"""Sorted hashes that are read at a time; the first of each page stays in memory."""


class Registry:
    """Documents and INNs of all contracts of an export. When somebody is looked for, all must have been noted.

    >>> from contextlib import ExitStack
    >>> registry = Registry(Room(0, None, ExitStack()))
    >>> registry.add("4508 123456"); registry.add("")
    >>> registry.knows("45 08 № 123456"), registry.knows("4508 123457"), registry.knows("")
    (True, False, False)
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        # A set, because a filler or one company's INN may stand in every contract.
        self._open: set[int] = set()
        self._parts: list[Words] = []
        self._pages: array[int] | None = None
        self._sorted: Words | array[int] = array("Q")

    def add(self, identifier: str) -> None:
        """Note a document or an INN; an empty one is nobody's."""
        self._open.update(_hashes(identifier))
        if len(self._open) >= _RUN:
            self._scatter()

    def knows(self, identifier: str) -> bool:
        """Say whether an identifier was noted, in any way of writing it."""
        return any(map(self._holds, _hashes(identifier)))

    def note(self, contract: Fields) -> None:
        """Note what a contract has."""
        for identifier in _identifiers(contract):
            self.add(identifier)

    def has(self, application: Fields) -> bool:
        """Say whether the document or the INN of an application occurs; True for one that has neither."""
        known = [self.knows(identifier) for identifier in _identifiers(application) if not empty(identifier)]
        return any(known) or not known

    def _scatter(self) -> None:
        """Bring the hashes at hand to their parts."""
        self._parts = self._parts or [Words(self._room) for _ in range(_PARTS)]
        for mark in self._open:
            self._parts[mark >> _SHIFT].extend((mark,))
        self._open = set()

    def _sort(self) -> "array[int]":
        """Sort all hashes; return the first of each page."""
        if not self._parts:
            self._sorted = array("Q", sorted(self._open))
            return self._sorted[::_PAGE]
        self._scatter()
        self._sorted, pages = Words(self._room), array("Q")
        for part in self._parts:
            marks = sorted(part.read(0, part.count))
            pages.extend(marks[-self._sorted.count % _PAGE :: _PAGE])
            self._sorted.extend(marks)
            part.close()
        return pages

    def _holds(self, mark: int) -> bool:
        if self._pages is None:
            self._pages = self._sort()
        first = _PAGE * (bisect_right(self._pages, mark) - 1)
        if first < 0:
            return False
        held = self._sorted
        page = held.read(first, _PAGE) if isinstance(held, Words) else held[first : first + _PAGE]
        place = bisect_left(page, mark)
        return place < len(page) and page[place] == mark


def _identifiers(fields: Fields) -> tuple[str, str]:
    """Return the document and the INN of a row."""
    return document(fields), fields.get(Role.INN)


def _hashes(identifier: str) -> list[int]:
    folded = fold(identifier)
    readings = few(folded, folding()) or [folded]
    return [hash(reading) & _BITS for reading in readings if reading]
