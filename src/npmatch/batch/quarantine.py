"""The quarantine: rows that cannot be used, with their bytes as they were, the place they stood at, and the reason.

It is a CSV file of bytes, because what it keeps may be no text: comma-free columns ``side;line;column;code``, and the
row in quotes, with every quote in it doubled. Read as Latin-1 by any CSV reader, its cells encode back to the very
bytes. Nothing is written until there is something to keep.
"""

from collections import Counter
from collections.abc import Callable
from typing import Protocol

from npmatch.batch.faults import BadRow, BatchError, Fault, Place

HEADER = b"side;line;column;code;row\n"


class Store(Protocol):
    """Where the quarantine is written."""

    def write(self, data: bytes) -> None:
        """Write some bytes."""
        ...


class Quarantine:
    """Keeps bad rows and counts them. ``most``: more of them end the run."""

    def __init__(self, store: Store, most: int | None = None) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self._store = store
        self._most = most

    def dealer(self, side: str) -> Callable[[BadRow], None]:
        """Return what deals with the bad rows of one side, applications or contracts."""

        def deal(bad: BadRow) -> None:
            self.keep(side, bad)

        return deal

    def keep(self, side: str, bad: BadRow) -> None:
        """Keep one bad row. Raises BatchError if there are more than was thought possible."""
        if not self.counts:
            self._store.write(HEADER)
        self.counts[side, bad.fault] += 1
        column = "" if bad.place.column is None else bad.place.column
        place = f"{side};{bad.place.line or ''};{column};{bad.fault};".encode()
        self._store.write(place + b'"')
        for piece in bad.pieces():
            self._store.write(piece.replace(b'"', b'""'))
        self._store.write(b'"\n')
        if self._most is not None and self.rows() > self._most:
            raise BatchError(Fault.TOO_MANY_BAD, Place(bad.place.file, bad.place.line), most=self._most)

    def rows(self, side: str | None = None) -> int:
        """Return how many rows are kept, of one side or of both."""
        return sum(times for (kept, _), times in self.counts.items() if side in {None, kept})
