"""The output: rows in the dialect of the application file, in a file that appears only when it is whole."""

import contextlib
import csv
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

from npmatch.batch.dialect import Dialect
from npmatch.batch.faults import BatchError, Fault, Place


class Sink:
    """Writes rows to a stream. ``name`` is what messages call it.

    Raises BatchError if the stream takes no more, and lets a broken pipe through: its reader has seen enough.
    """

    def __init__(self, stream: BinaryIO, name: str, dialect: Dialect) -> None:
        self._stream = stream
        self._name = name
        self._encoding = dialect.encoding
        taker = SimpleNamespace(write=self._send)
        self._writer = csv.writer(taker, delimiter=dialect.delimiter, lineterminator=dialect.line_end)
        if dialect.bom:
            self._send("\N{ZERO WIDTH NO-BREAK SPACE}")

    def write(self, cells: Iterable[str]) -> None:
        """Write one row."""
        self._writer.writerow(cells)

    def finish(self) -> None:
        """Hand everything on to the stream."""
        with _writing(self._name):
            self._stream.flush()

    def _send(self, text: str) -> None:
        # Not `_writing`: this is done for every row.
        try:
            self._stream.write(text.encode(self._encoding))
        except BrokenPipeError:
            raise
        except OSError:
            raise BatchError(Fault.OUTPUT_FAILED, Place(self._name)) from None


def check_output(path: Path, inputs: Iterable[Path], *, force: bool) -> None:
    """Raise BatchError if the output is an input, is a folder or has none, or is there without ``force``."""
    if path.is_dir() or not path.parent.is_dir():
        raise BatchError(Fault.OUTPUT_IMPOSSIBLE, Place(str(path)))
    if not path.exists():
        return
    if any(path.samefile(other) for other in inputs if other.exists()):
        raise BatchError(Fault.OUTPUT_IS_INPUT, Place(str(path)))
    if not force:
        raise BatchError(Fault.OUTPUT_EXISTS, Place(str(path)))


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that appears under its name, with mode 0600, when all of it has been written.

    Raises BatchError if it cannot be made. Whatever happens, nothing half-written stays behind.
    """
    stream, part = _create(path)
    try:
        yield stream
        with _writing(str(path)):
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
            part.replace(path)
    finally:
        # Closing writes what is still held back, and fails once more if the disk is full.
        with contextlib.suppress(OSError):
            stream.close()
        part.unlink(missing_ok=True)


def _create(path: Path) -> tuple[BinaryIO, Path]:
    try:
        handle, name = tempfile.mkstemp(prefix=".npmatch-", suffix=".part", dir=path.parent)
    except PermissionError:
        raise BatchError(Fault.OUTPUT_DENIED, Place(str(path))) from None
    except OSError:
        raise BatchError(Fault.OUTPUT_IMPOSSIBLE, Place(str(path))) from None
    return os.fdopen(handle, "wb"), Path(name)


@contextlib.contextmanager
def _writing(name: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError:
        raise BatchError(Fault.OUTPUT_FAILED, Place(name)) from None
