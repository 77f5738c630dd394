"""The index of contracts: from a key to the places of its rows, in 20 bytes a row and a little more.

Neither keys nor rows are kept. A row leaves 32 bits of its key's hash and the offset of its first byte; whoever
finds a place reads the row again and looks whether the key is the one that was meant.
"""

from array import array
from collections.abc import Iterator, Sequence

_LEAST_BUCKETS = 1 << 10

_ROW_BYTES = 24
"""The most that a row takes, in bytes."""


class ContractIndex:
    """Places by key: a hash table with chains, in four flat arrays.

    For every row: its hash (4 bytes), its place (8), the row before it in its bucket (4); for every bucket its last
    row (4), and a bucket for every one to two rows. The chains are laid when something is looked for first.

    >>> index = ContractIndex()
    >>> index.add("9001234567", 120); index.add("9001234567", 180)
    >>> index.find("9001234567")
    array('Q', [120, 180])
    """

    __slots__ = ("_before", "_buckets", "_hashes", "_places")

    def __init__(self) -> None:
        self._hashes = array("I")
        self._places = array("Q")
        # Rows are numbered from 1 here, so that 0 can mean "none".
        self._before = array("I")
        self._buckets = array("I")

    def __len__(self) -> int:
        return len(self._places)

    def add(self, key: str, place: int) -> None:
        """Note that a row of this key begins at the offset ``place``."""
        self._hashes.append(self.mark(key))
        self._places.append(place)

    def extend(self, keys: Sequence[str], places: Sequence[int]) -> None:
        """Note the same of many rows at a time."""
        self.extend_hashes([hash(key) & 0xFFFFFFFF for key in keys], places)

    def extend_hashes(self, hashes: Sequence[int], places: Sequence[int]) -> None:
        """Note rows of which 32 bits of the hash of the key are known."""
        self._hashes.extend(hashes)
        self._places.extend(places)

    def find(self, key: str) -> "array[int]":
        """Return the places that may hold the key, in the order in which they were added.

        Every place of the key is among them; so may be a place of another key whose hash agrees.
        """
        return self.find_hash(self.mark(key))

    def find_hash(self, mark: int) -> "array[int]":
        """Return the places of rows with this hash, in the order in which they were added."""
        if len(self._before) != len(self._places) or not self._buckets:
            self._lay_chains()
        hashes, before = self._hashes, self._before
        row = self._buckets[mark & (len(self._buckets) - 1)]
        # An array, because one key may have millions of places.
        places = array("Q")
        while row:
            if hashes[row - 1] == mark:
                places.append(self._places[row - 1])
            row = before[row - 1]
        places.reverse()
        return places

    def mark(self, key: str) -> int:
        """Return what is kept of a key: 32 bits of its hash."""
        return hash(key) & 0xFFFFFFFF

    def clear(self) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
        """Forget everything; give the marks and the places that were noted."""
        noted = self._hashes, self._places
        self._hashes, self._places = array("I"), array("Q")
        yield noted

    def needs(self) -> int:
        """Return how many bytes the rows take at most, when something was looked for."""
        return _ROW_BYTES * len(self)

    def memory(self) -> int:
        """Return how many bytes the arrays take."""
        return sum(part.itemsize * len(part) for part in (self._hashes, self._places, self._before, self._buckets))

    def _lay_chains(self) -> None:
        size = max(_LEAST_BUCKETS, 1 << (len(self._hashes).bit_length() - 1) if self._hashes else 0)
        buckets = array("I", bytes(4 * size))
        before = array("I", bytes(4 * len(self._hashes)))
        last = size - 1
        for row, mark in enumerate(self._hashes, 1):
            bucket = mark & last
            before[row - 1] = buckets[bucket]
            buckets[bucket] = row
        self._before, self._buckets = before, buckets
