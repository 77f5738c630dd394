"""Opening what is to be read: a file, or stdin, which is put down in a file first so that it can be read again."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from npmatch.batch.faults import BatchError, Fault, Place

STDIN = Path("-")
"""The name that stands for stdin."""

_BLOCK = 1 << 20


class Opened(NamedTuple):
    """An input that can be read and sought in, and its name for messages."""

    stream: BinaryIO
    name: str


@contextlib.contextmanager
def open_input(path: Path, spool: Path | None = None) -> Iterator[Opened]:
    """Open a file, or stdin for ``-``.

    Stdin and pipes are copied to a nameless file of mode 0600 in the folder ``spool``, without it the system's for
    temporary files. Raises BatchError if there is no such file, no permission, or no room.
    """
    with contextlib.ExitStack() as stack:
        stream = sys.stdin.buffer if path == STDIN else stack.enter_context(_open(path))
        if path == STDIN or not stream.seekable():
            stream = stack.enter_context(_spooled(stream, path, spool))
        yield Opened(stream, str(path))


def read_start(path: Path, size: int) -> bytes:
    """Return the first bytes of a file or of stdin, of which no more is read than that.

    Raises BatchError as `open_input` does.
    """
    try:
        if path == STDIN:
            return sys.stdin.buffer.read(size)
        with _open(path) as stream:
            return stream.read(size)
    except OSError:
        raise BatchError(Fault.INPUT_UNREADABLE, Place(str(path))) from None


@contextlib.contextmanager
def _spooled(stream: BinaryIO, path: Path, folder: Path | None) -> Iterator[BinaryIO]:
    import shutil  # noqa: PLC0415  # late: only for stdin and pipes
    import tempfile  # noqa: PLC0415  # the same

    with contextlib.ExitStack() as stack:
        try:
            # A file without a name, gone when it is closed, and nobody else's to read.
            copy = cast("BinaryIO", stack.enter_context(tempfile.TemporaryFile(dir=folder)))
            shutil.copyfileobj(stream, copy, _BLOCK)
            copy.seek(0)
        except OSError:
            raise BatchError(Fault.INPUT_UNREADABLE, Place(str(path))) from None
        yield copy


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise BatchError(Fault.INPUT_MISSING, Place(str(path))) from None
    except PermissionError:
        raise BatchError(Fault.INPUT_DENIED, Place(str(path))) from None
    except OSError:
        raise BatchError(Fault.INPUT_UNREADABLE, Place(str(path))) from None
