"""The index of contracts: from a key to the places of its rows, in 20 bytes a row and a little more.

Neither keys nor rows are kept. A row leaves 32 bits of its key's hash and the offset of its first byte; whoever
finds a place reads the row again and looks whether the key is the one that was meant.
"""

from array import array

_ROWS_A_BUCKET = 2
_LEAST_BUCKETS = 1 << 10


class ContractIndex:
    """Places by key: a hash table with chains, in four flat arrays.

    For every row: its hash (4 bytes), its place (8), the row before it in its bucket (4); for every bucket its last
    row (4), and a bucket for every one to two rows.

    >>> index = ContractIndex()
    >>> index.add("9001234567", 120); index.add("9001234567", 180)
    >>> index.find("9001234567")
    [120, 180]
    """

    __slots__ = ("_before", "_buckets", "_hashes", "_places")

    def __init__(self) -> None:
        self._hashes = array("I")
        self._places = array("Q")
        # Rows are numbered from 1 here, so that 0 can mean "none".
        self._before = array("I")
        self._buckets = array("I", bytes(4 * _LEAST_BUCKETS))

    def __len__(self) -> int:
        return len(self._places)

    def add(self, key: str, place: int) -> None:
        """Note that a row of this key begins at the offset ``place``."""
        if len(self._places) >= len(self._buckets) * _ROWS_A_BUCKET:
            self._grow()
        mark = hash(key) & 0xFFFFFFFF
        self._hashes.append(mark)
        self._places.append(place)
        self._before.append(0)
        self._chain(len(self._places), mark)

    def find(self, key: str) -> list[int]:
        """Return the places that may hold the key, in the order in which they were added.

        Every place of the key is among them; so may be a place of another key whose hash agrees.
        """
        mark = hash(key) & 0xFFFFFFFF
        row = self._buckets[mark & (len(self._buckets) - 1)]
        places = []
        while row:
            if self._hashes[row - 1] == mark:
                places.append(self._places[row - 1])
            row = self._before[row - 1]
        places.reverse()
        return places

    def memory(self) -> int:
        """Return how many bytes the arrays take."""
        return sum(part.itemsize * len(part) for part in (self._hashes, self._places, self._before, self._buckets))

    def _chain(self, row: int, mark: int) -> None:
        bucket = mark & (len(self._buckets) - 1)
        self._before[row - 1] = self._buckets[bucket]
        self._buckets[bucket] = row

    def _grow(self) -> None:
        """Double the buckets and chain every row anew."""
        self._buckets = array("I", bytes(8 * len(self._buckets)))
        for row, mark in enumerate(self._hashes, 1):
            self._chain(row, mark)
