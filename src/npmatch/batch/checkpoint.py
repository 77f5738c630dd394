"""Files that grow through a run and appear when it ends, and the journal that lets a broken run go on.

A part stands beside the file that it becomes, under that name with ``.part`` behind it. The journal says how much of
each part is sure, and what the run was about; it is replaced as a whole, after the parts have reached the disk. So
whatever moment a run is killed at, what the journal says is true.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from npmatch.batch.beside import AtOnce, Worker
from npmatch.batch.faults import BatchError, Fault, Place
from npmatch.batch.output import creating, writing

_BLOCK = 1 << 20

_PIECE = 1 << 15
"""Bytes that are hashed at a time, at least."""

_LARGE = 1 << 20
"""Bytes of which not many at a time may wait for the worker: they stay in memory until they are hashed."""


class Sure(NamedTuple):
    """How much of a part is on the disk, and the SHA-256 of that."""

    size: int
    sha256: str


def part_of(path: Path) -> Path:
    """Return where a file is made.

    >>> part_of(Path("out.csv")).name
    'out.csv.part'
    """
    return path.with_name(f"{path.name}.part")


class Part:
    """A file in the making, mode 0600. Nothing is there before the first byte is written.

    ``worker`` makes its digest. Raises BatchError if it cannot be made or takes no more.
    """

    def __init__(self, path: Path, worker: Worker | None = None) -> None:
        import hashlib  # noqa: PLC0415  # late: only for runs that write to a file

        self.path = path
        self._worker = worker or AtOnce()
        self.size = 0
        self._synced = 0
        self._part = part_of(path)
        self._hash = hashlib.sha256()
        self._unhashed = bytearray()
        self._stream: BinaryIO | None = None

    def write(self, data: bytes) -> None:
        """Write some bytes."""
        if self._stream is None:
            self._stream = self._create()
        with writing(str(self.path)):
            self._stream.write(data)
        if len(data) >= _LARGE:
            self._worker.wait()
        if len(data) >= _PIECE:
            self._hand_over()
            self._worker.do(partial(self._hash.update, data))
        else:
            self._unhashed += data
            if len(self._unhashed) >= _PIECE:
                self._hand_over()
        self.size += len(data)

    def _hand_over(self) -> None:
        """Let the worker have what came in small pieces: a row at a time would take longer to hand than to hash."""
        if self._unhashed:
            self._worker.do(partial(self._hash.update, self._unhashed))
            self._unhashed = bytearray()

    def flush(self) -> None:
        """Hand what was written on to the system."""
        if self._stream is not None:
            with writing(str(self.path)):
                self._stream.flush()

    def sure(self) -> Sure:
        """Bring everything to the disk; say how much there is."""
        self.flush()
        if self._stream is not None and self._synced != self.size:
            with writing(str(self.path)):
                os.fsync(self._stream.fileno())
            self._synced = self.size
        self._hand_over()
        self._worker.wait()
        return Sure(self.size, self._hash.hexdigest())

    def go_on(self, sure: Sure) -> None:
        """Take up a part where a run broke off. Raises BatchError if it is not what the journal says."""
        if not sure.size:
            self._part.unlink(missing_ok=True)
            return
        # a run that was killed while its files were getting their names has left this one under its own
        found = self._part if self._part.exists() else self.path
        try:
            with found.open("rb") as stream:
                self._read(stream, sure.size)
            if (self.size, self._hash.hexdigest()) != sure:
                raise BatchError(Fault.JOURNAL_DAMAGED, Place(str(self.path)))
            found.replace(self._part)
            self._stream = self._part.open("r+b")
            self._stream.truncate(sure.size)
            self._stream.seek(sure.size)
        except OSError:
            raise BatchError(Fault.JOURNAL_DAMAGED, Place(str(self.path))) from None

    def publish(self) -> None:
        """Let the file appear under its name; without a byte nothing appears, and what was there goes."""
        self.sure()
        self.close()
        with writing(str(self.path)):
            if self.size:
                self._part.replace(self.path)
            else:
                self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the part and leave it where it is."""
        if self._stream is not None:
            # Closing writes what is still held back, and fails once more if the disk is full.
            with contextlib.suppress(OSError):
                self._stream.close()

    def drop(self) -> None:
        """Close the part and remove it."""
        self.close()
        self._part.unlink(missing_ok=True)

    def _create(self) -> BinaryIO:
        with creating(self.path):
            # A part that was left over may be a link to somewhere else.
            self._part.unlink(missing_ok=True)
            handle = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        return os.fdopen(handle, "wb", buffering=_BLOCK)

    def _read(self, stream: BinaryIO, size: int) -> None:
        while self.size < size and (data := stream.read(min(_BLOCK, size - self.size))):
            self._hash.update(data)
            self.size += len(data)


class Journal:
    """The journal of a run: one JSON object, replaced as a whole. It holds numbers, digests and no data."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, Any] | None:
        """Return what it says, None if there is none. Raises BatchError if it is damaged."""
        try:
            found = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise BatchError(Fault.JOURNAL_DAMAGED, Place(str(self.path))) from None
        if not isinstance(found, dict):
            raise BatchError(Fault.JOURNAL_DAMAGED, Place(str(self.path)))
        return found

    def write(self, state: Mapping[str, object]) -> None:
        """Replace what it says. Raises BatchError if that fails."""
        write_whole(self.path, as_json(state))

    def drop(self) -> None:
        """Remove it."""
        self.path.unlink(missing_ok=True)


def as_json(state: Mapping[str, object]) -> bytes:
    """Return a JSON object as bytes, always the same for the same object."""
    return (json.dumps(state, ensure_ascii=False, indent=2) + "\n").encode()


def write_whole(path: Path, data: bytes) -> None:
    """Write a small file that is there whole or not at all. Raises BatchError if that fails."""
    part = Part(path)
    try:
        part.write(data)
        part.publish()
        _sync_folder(path.parent)
    except BaseException:
        part.drop()
        raise


def _sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
