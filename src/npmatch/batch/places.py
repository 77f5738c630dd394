"""Reading a file at places, beside whoever reads it from top to bottom."""

import os
from functools import partial
from pathlib import Path
from typing import BinaryIO

from npmatch.batch.beside import AtOnce, Worker
from npmatch.batch.faults import BatchError, Fault, Place

_BLOCK = 1 << 19


class Places:
    """Reads a file that is open, without moving the place where others read it.

    Raises BatchError if it cannot be read.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._name = name
        self._handle = stream.fileno()
        # Where the system cannot read at a place, the file is opened once more.
        self._own = None if hasattr(os, "pread") else Path(name).open("rb")  # noqa: SIM115  # lives as long as this

    def read(self, size: int, offset: int) -> bytes:
        """Return bytes from an offset on, fewer at the end of the file."""
        try:
            if self._own is None:
                return os.pread(self._handle, size, offset)
            self._own.seek(offset)
            return self._own.read(size)
        except OSError:
            raise BatchError(Fault.INPUT_UNREADABLE, Place(self._name)) from None

    def read_into(self, room: memoryview, offset: int) -> int:
        """Read bytes from an offset on; return how many, fewer than there is room for at the end of the file."""
        if self._own is None and hasattr(os, "preadv"):
            try:
                return os.preadv(self._handle, [room], offset)
            except OSError:
                raise BatchError(Fault.INPUT_UNREADABLE, Place(self._name)) from None
        data = self.read(len(room), offset)
        room[: len(data)] = data
        return len(data)

    def size(self) -> int:
        """Return how many bytes the file has now."""
        return os.fstat(self._handle).st_size

    def changed(self) -> int:
        """Return when the file was changed last, in nanoseconds."""
        return os.fstat(self._handle).st_mtime_ns


class Digest:
    """The SHA-256 of the beginning of a file, which grows as the reading goes on; a ``worker`` makes it meanwhile."""

    def __init__(self, places: Places, worker: Worker | None = None) -> None:
        import hashlib  # noqa: PLC0415  # late: only for runs that write to a file

        self._places = places
        self._worker = worker or AtOnce()
        self._hash = hashlib.sha256()
        self._room = bytearray(_BLOCK)  # the same memory again and again: to find new one takes as long as to read
        self._asked = 0
        self.size = 0

    def follow(self, offset: int) -> None:
        """Let the digest come up to an offset, or nearly so, without waiting for it."""
        if offset - self._asked >= _BLOCK:
            self._asked = offset
            self._worker.do(partial(self._take, offset))

    def upto(self, offset: int | None = None) -> str:
        """Return the digest of the bytes before an offset, of the whole file without one; it can only grow."""
        self._worker.wait()
        self._take(offset)
        return self._hash.hexdigest()

    def _take(self, offset: int | None) -> None:
        room = memoryview(self._room)
        while offset is None or self.size < offset:
            wanted = _BLOCK if offset is None else min(_BLOCK, offset - self.size)
            size = self._places.read_into(room[:wanted], self.size)
            if not size:
                break
            self._hash.update(room[:size])
            self.size += size
