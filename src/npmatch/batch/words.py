"""Numbers on disk: what does not fit into memory, in files without a name that go with the process.

They hold hashes and offsets, no keys and no data.
"""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, NamedTuple

from npmatch.batch.output import writing

WORDS = 1 << 12
"""Numbers that are written or read at a time."""

_PLACE = "the parts on disk"


class Room(NamedTuple):
    """Where an index may be: in so many bytes of memory, above that in files in the folder ``spool``.

    ``closing`` closes them when the job is done.
    """

    memory: int
    spool: Path | None
    closing: ExitStack


class Words:
    """Numbers of 64 bits in a nameless file, written one behind another and then read.

    Raises BatchError if the disk takes no more.

    >>> with ExitStack() as closing:
    ...     words = Words(Room(0, None, closing))
    ...     words.extend([7, 2**63, 9])
    ...     words.read(1, 5).tolist()
    [9223372036854775808, 9]
    """

    def __init__(self, room: Room) -> None:
        import tempfile  # noqa: PLC0415  # late: most indexes fit into memory

        with writing(_PLACE):
            stream = tempfile.TemporaryFile(dir=room.spool)  # noqa: SIM115  # the job closes it
        self._stream: BinaryIO = room.closing.enter_context(stream)
        self._open = array("Q")
        self.count = 0

    def extend(self, words: Sequence[int]) -> None:
        """Write some numbers."""
        # A part at a time, because there may be millions, and no room for them twice.
        for first in range(0, len(words), WORDS):
            self._open.extend(words[first : first + WORDS])
            if len(self._open) >= WORDS:
                self._flush()
        self.count += len(words)

    def read(self, first: int, count: int) -> "array[int]":
        """Return numbers from a place on, fewer at the end."""
        self._flush()
        with writing(_PLACE):
            self._stream.seek(8 * first)
            return array("Q", self._stream.read(8 * count))

    def pieces(self) -> Iterator["array[int]"]:
        """Give all numbers, an even number of them at a time."""
        for first in range(0, self.count, WORDS):
            yield self.read(first, WORDS)

    def groups(self, size: int) -> Iterator[Sequence[int]]:
        """Give all numbers in groups of one size, as they were written."""
        for first in range(0, self.count, size * WORDS):
            held = self.read(first, size * WORDS)
            yield from (held[at : at + size] for at in range(0, len(held), size))

    def close(self) -> None:
        """Give the file back."""
        self._stream.close()

    def _flush(self) -> None:
        if self._open:
            with writing(_PLACE):
                self._stream.seek(0, 2)
                self._stream.write(self._open.tobytes())
            self._open = array("Q")
