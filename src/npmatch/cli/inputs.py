"""Small inputs that are read whole: a file, or stdin."""

import sys
from pathlib import Path

from npmatch.batch.faults import BatchError, Fault, Place

STDIN = "-"


def text_of(name: str) -> str:
    """Return the text of a file, or of stdin.

    Raises BatchError if it cannot be read or is not UTF-8.
    """
    data = _bytes(name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BatchError(Fault.UNDECODABLE, Place(name, data[: error.start].count(b"\n") + 1)) from None


def _bytes(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except FileNotFoundError:
        raise BatchError(Fault.INPUT_MISSING, Place(name)) from None
    except PermissionError:
        raise BatchError(Fault.INPUT_DENIED, Place(name)) from None
    except OSError:
        raise BatchError(Fault.INPUT_UNREADABLE, Place(name)) from None
