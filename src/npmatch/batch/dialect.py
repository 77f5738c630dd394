"""How a CSV file is written: its encoding, its delimiter, its line ends, and whether it opens with ``sep=;``."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from npmatch.batch.sniffing import DELIMITERS, Guess, guess_delimiter, guess_encoding, mark_of, take_samples

__all__ = ["DELIMITERS", "DELIMITER_NAMES", "ENCODINGS", "Dialect", "Sure", "find_dialect", "tell_dialect"]

ENCODINGS = ("utf-8", "cp1251", "utf-16", "cp866", "koi8-r")
"""Encodings that can be asked for."""

DELIMITER_NAMES: Mapping[str, str] = MappingProxyType({"semicolon": ";", "comma": ",", "tab": "\t", "pipe": "|"})
"""Names under which delimiters can be asked for; some shells and files do not take the signs themselves."""

_SEP_LINE = r'"?sep=(.)"?(?:\r\n?|\n|$)'


class Sure(NamedTuple):
    """How sure the two guesses are: 1 is certain, and said is certain."""

    encoding: float = 1.0
    delimiter: float = 1.0


class Dialect(NamedTuple):
    r"""How a file is written. ``bom`` says that it opens with a byte order mark.

    ``sep_line`` says that its first line names the delimiter, for spreadsheets. A ``line_end`` of ``"\r"`` means that
    every carriage return ends a line.
    """

    encoding: str = "utf-8"
    delimiter: str = ";"
    line_end: str = "\n"
    bom: bool = False
    sep_line: bool = False
    sure: Sure = Sure()


def find_dialect(stream: BinaryIO, encoding: str | None = None, delimiter: str | None = None) -> Dialect:
    """Return the dialect of an open file; ``encoding`` and ``delimiter`` that are given are not looked for.

    ``stream`` is at its beginning. Raises OSError if it cannot be read.
    """
    return tell_dialect(take_samples(stream), encoding, delimiter)


def tell_dialect(samples: list[bytes], encoding: str | None = None, delimiter: str | None = None) -> Dialect:
    r"""Return the dialect of a file of which the first sample is the head.

    >>> tell_dialect([b"sep=,\r\nphone,surname\r\n"])
    Dialect(encoding='utf-8', delimiter=',', line_end='\r\n', bom=False, sep_line=True, sure=Sure(...))
    """
    found = guess_encoding(samples) if encoding is None else Guess(_told(samples[0], encoding), 1.0)
    mark = mark_of(samples[0])
    texts = [
        sample.decode(found.value, errors="replace").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}") for sample in samples
    ]
    sep = _sep_line(texts[0])
    end = _line_end(texts[0])
    if sep is not None:
        texts[0] = texts[0][sep.end() :]
        delimiter = delimiter or sep[1]
    sign = Guess(delimiter, 1.0) if delimiter else guess_delimiter(texts)
    return Dialect(
        found.value,
        sign.value,
        end,
        bom=mark is not None and mark.value == found.value,
        sep_line=sep is not None,
        sure=Sure(found.sure, sign.sure),
    )


def _told(head: bytes, encoding: str) -> str:
    """Return the encoding that was asked for; UTF-16 with the order of its bytes."""
    if encoding != "utf-16":
        return encoding
    mark = mark_of(head)
    return mark.value if mark is not None and mark.value.startswith(encoding) else "utf-16-le"


def _sep_line(text: str) -> re.Match[str] | None:
    # A look first: few files have such a line, and a pattern takes longer to compile than a small file to read.
    return re.match(_SEP_LINE, text, re.IGNORECASE) if "sep=" in text[:5].casefold() else None


def _line_end(text: str) -> str:
    if "\r" not in text:
        return "\n"
    # Cells may hold line ends of another kind, but not more of them than there are rows.
    if text.count("\r") - text.count("\r\n") > text.count("\n"):
        return "\r"
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
