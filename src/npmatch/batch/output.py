"""The output: rows in the form of the application file, in a file that appears only when it is whole."""

import contextlib
import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from npmatch.batch.dialect import Dialect
from npmatch.batch.faults import BatchError, Fault, Place

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

_DIGITS = 10
"""Digits from which on a spreadsheet shows a number as 9E+09, or rounds it."""


class Form(NamedTuple):
    """How an output is written. ``excel`` protects its cells from what a spreadsheet would make of them."""

    encoding: str = "utf-8"
    delimiter: str = ";"
    line_end: str = "\n"
    bom: bool = False
    excel: bool = False

    @classmethod
    def of(cls, dialect: Dialect, encoding: str | None = None, *, excel: bool = False) -> "Form":
        r"""Return the form of an application file, in another encoding if one is given, or as Excel likes it.

        >>> Form.of(Dialect("cp1251", ","), excel=True)
        Form(encoding='utf-8', delimiter=';', line_end='\r\n', bom=True, excel=True)
        """
        if excel:
            chosen = encoding or "utf-8"
            return cls(_plain(chosen), ";", "\r\n", bom=chosen.startswith("utf"), excel=True)
        if encoding is None or encoding == dialect.encoding:
            wide = dialect.encoding.startswith("utf-16")
            return cls(_plain(dialect.encoding), dialect.delimiter, dialect.line_end, bom=dialect.bom or wide)
        return cls(_plain(encoding), dialect.delimiter, dialect.line_end, bom=encoding.startswith("utf-16"))

    def dress(self, cell: str) -> str:
        r"""Return a cell as it is written: protected if need be, and in quotes if need be.

        >>> Form().dress("a;b"), Form(excel=True).dress("+7 900"), Form(excel=True).dress("4508123456")
        ('"a;b"', "'+7 900", "'4508123456")
        """
        if self.excel and (cell.startswith(_FORMULA) or _is_long(cell)):
            cell = f"'{cell}"
        if self.delimiter in cell or '"' in cell or "\n" in cell or "\r" in cell:
            doubled = cell.replace('"', '""')
            return f'"{doubled}"'
        return cell

    def dresser(self, dialect: Dialect) -> Callable[[str], str] | None:
        """Return what makes cells of plain cells of a file, None if nothing has to be done to them."""
        return None if self.delimiter == dialect.delimiter and not self.excel else self.dress

    def holds(self, text: str) -> bool:
        """Say whether the encoding has every character of a text."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True


def _plain(encoding: str) -> str:
    """Return the encoding under the name that does not write a mark of its own."""
    return "utf-16-le" if encoding == "utf-16" else encoding


def _is_long(cell: str) -> bool:
    return cell.isdecimal() and (len(cell) >= _DIGITS or (cell[0] == "0" and len(cell) > 1))


class Stream(Protocol):
    """What takes bytes: a file, a pipe, a file in the making."""

    def write(self, data: bytes, /) -> object:
        """Write some bytes."""
        ...

    def flush(self) -> None:
        """Hand them on."""
        ...


class Sink:
    """Writes rows to a stream. ``name`` is what messages call it.

    Raises BatchError if the stream takes no more, and lets a broken pipe through: its reader has seen enough.
    """

    def __init__(self, stream: Stream, name: str, form: Form, *, begun: bool = False) -> None:
        self.form = form
        self._stream = stream
        self._name = name
        if form.bom and not begun:
            self.send("\N{ZERO WIDTH NO-BREAK SPACE}")

    def write(self, cells: Iterable[str]) -> None:
        """Write one row."""
        row = io.StringIO(newline="")
        csv.writer(row, delimiter=self.form.delimiter, lineterminator="").writerow(cells)
        self.send(row.getvalue() + self.form.line_end)

    def write_header(self, cells: Iterable[str]) -> None:
        """Write the header. Raises BatchError if the encoding lacks a character of it."""
        try:
            self.write(cells)
        except UnicodeEncodeError:
            raise BatchError(Fault.UNENCODABLE, Place(self._name, 1)) from None

    def send(self, text: str) -> None:
        """Write whole lines, as they are."""
        self.send_bytes(text.encode(self.form.encoding))

    def send_bytes(self, lines: bytes) -> None:
        """Write whole lines that are encoded."""
        try:
            self._stream.write(lines)
        except BrokenPipeError:
            raise
        except OSError:
            raise BatchError(Fault.OUTPUT_FAILED, Place(self._name)) from None

    def finish(self) -> None:
        """Hand everything on to the stream."""
        with writing(self._name):
            self._stream.flush()


def check_output(path: Path, inputs: Iterable[Path], *, force: bool) -> None:
    """Raise BatchError if the output is an input, has no folder, or is there without ``force``.

    A folder, a pipe or a device is never overwritten: the output gets its name at the end, and would take theirs.
    """
    with creating(path):
        there = path.exists()
        if not path.parent.is_dir() or (there and not path.is_file()):
            raise BatchError(Fault.OUTPUT_IMPOSSIBLE, Place(str(path)))
        if there and any(path.samefile(other) for other in inputs if other.exists()):
            raise BatchError(Fault.OUTPUT_IS_INPUT, Place(str(path)))
        if (there or path.is_symlink()) and not force:
            raise BatchError(Fault.OUTPUT_EXISTS, Place(str(path)))


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that appears under its name, with mode 0600, when all of it has been written.

    Raises BatchError if it cannot be made. Whatever happens, nothing half-written stays behind.
    """
    stream, part = _create(path)
    try:
        yield stream
        with writing(str(path)):
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
    import tempfile  # noqa: PLC0415  # late: the output of a run is made without it

    with creating(path):
        handle, name = tempfile.mkstemp(prefix=".npmatch-", suffix=".part", dir=path.parent)
    return os.fdopen(handle, "wb"), Path(name)


@contextlib.contextmanager
def creating(path: Path) -> Iterator[None]:
    """Turn what goes wrong while a file is made into a BatchError."""
    try:
        yield
    except PermissionError:
        raise BatchError(Fault.OUTPUT_DENIED, Place(str(path))) from None
    except OSError:
        raise BatchError(Fault.OUTPUT_IMPOSSIBLE, Place(str(path))) from None


@contextlib.contextmanager
def writing(name: str) -> Iterator[None]:
    """Turn what goes wrong while a file is written into a BatchError, but for a broken pipe."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError:
        raise BatchError(Fault.OUTPUT_FAILED, Place(name)) from None
