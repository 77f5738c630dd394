"""How a CSV file is written: its encoding, its delimiter, its line ends.

Found from samples of the file unless the caller says it: a BOM or clean UTF-8 is UTF-8, anything else the Windows
code page in which Russian spreadsheets save. Of the delimiters the one wins under which most headers are known,
then the one that parts most rows alike.
"""

import codecs
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from npmatch.batch.columns import role_of

ENCODINGS = ("utf-8", "cp1251", "cp866", "koi8-r")
"""Encodings that can be asked for. All of them keep line ends and delimiters as single bytes."""

DELIMITERS = (";", "\t", ",", "|")
"""Delimiters that are looked for, the likeliest first."""

_HEAD = 1 << 18
_SAMPLE = 1 << 16
_ROWS = 50


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written. ``bom`` says that it opens with the UTF-8 byte order mark."""

    encoding: str = "utf-8"
    delimiter: str = ";"
    line_end: str = "\n"
    bom: bool = False


def find_dialect(stream: BinaryIO, encoding: str | None = None, delimiter: str | None = None) -> Dialect:
    """Return the dialect of an open file; ``encoding`` and ``delimiter`` that are given are not looked for.

    ``stream`` is at its beginning. Raises OSError if it cannot be read.
    """
    samples = _samples(stream)
    bom = samples[0].startswith(codecs.BOM_UTF8) and encoding in {None, "utf-8"}
    found = encoding or _encoding(samples)
    head = samples[0].removeprefix(codecs.BOM_UTF8)
    line_end = "\r\n" if head.partition(b"\n")[0].endswith(b"\r") else "\n"
    text = head.decode(found, errors="replace")
    return Dialect(found, delimiter or _delimiter(text), line_end, bom)


def _samples(stream: BinaryIO) -> list[bytes]:
    """Return whole lines from the head, the middle and the tail of a file."""
    head = stream.read(_HEAD)
    if len(head) < _HEAD:
        return [head]
    size = stream.seek(0, 2)
    samples = [head[: head.rfind(b"\n") + 1] or head]
    for start in (size // 2, max(size - _SAMPLE, 0)):
        stream.seek(start)
        stream.readline()
        samples.append(stream.read(_SAMPLE))
    return samples


def _encoding(samples: Sequence[bytes]) -> str:
    try:
        for sample in samples:
            # Not sample.decode(): a sample may end within a character.
            codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return "cp1251"
    return "utf-8"


def _delimiter(text: str) -> str:
    lines = [line for line in text.split("\n", _ROWS)[:_ROWS] if line.strip()]
    return max(DELIMITERS, key=lambda delimiter: _score(lines, delimiter))


def _score(lines: Sequence[str], delimiter: str) -> tuple[int, float, int]:
    """Score a delimiter: headers known, share of rows as wide as the header, width of the header."""
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0, 0.0, 0
    if not rows:
        return 0, 0.0, 0
    width = len(rows[0])
    known = sum(role_of(cell) is not None for cell in rows[0])
    alike = sum(len(row) == width for row in rows)
    return known, alike / len(rows) if width > 1 else 0.0, width
