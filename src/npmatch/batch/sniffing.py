"""Encoding and delimiter, told from samples of a file, and how sure that is.

Marks and UTF-8 speak for themselves. Of the other encodings of Russian the one wins under which most headers are
known, or else the only one under which words are names: a capital letter, then small ones. Where that does not tell,
charset-normalizer is asked, with no others to choose from. Of the delimiters the
one wins under which most headers are known, then the one that parts most rows alike.
"""

import codecs
import csv
import re
from collections.abc import Sequence
from io import BytesIO
from itertools import chain
from typing import BinaryIO, NamedTuple

from npmatch.batch.columns import role_of

DELIMITERS = (";", "\t", ",", "|")
"""Delimiters that are looked for, the likeliest first."""

HEAD = 1 << 18
"""Bytes of the beginning of a file that are looked at."""

_SAMPLE = 1 << 16
_ROWS = 50
_WIDE = ("utf-16-le", "utf-16-be")
_NARROW = ("cp1251", "cp866", "koi8-r")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: A letter of UTF-8 is seldom an accident: this many of them outweigh a byte that is none.
_LETTERS_A_FAULT = 4
#: So few letters tell nothing.
_FEW = 4
#: A name, which seldom begins with Ё, as what is none often does; the bytes in which names are looked for, the share
#: of letters in them where they are, be other words written in capitals, and where they are not.
_NAME = r"\b[А-Я][а-яё]{2,}\b"
_NAMES = 1 << 12
_MANY = 0.25
_STRAY = 0.02
_SURE_BY_HEADERS = 0.99
_SURE_BY_SHAPE = 0.95
_UNSURE = 0.5


class Guess(NamedTuple):
    """What was found, and how sure that is: 1 is certain, 0 is a mere habit."""

    value: str
    sure: float


def take_samples(stream: BinaryIO) -> list[bytes]:
    """Return the head of a file, and whole lines from its middle and its tail.

    ``stream`` is at its beginning. Raises OSError if it cannot be read.
    """
    head = stream.read(HEAD)
    if len(head) < HEAD:
        return [head]
    size = stream.seek(0, 2)
    samples = [head]
    for start in (size // 2, max(size - _SAMPLE, 0)):
        stream.seek(start & ~1)
        sample = stream.read(_SAMPLE)
        samples.append(sample[_line_start(sample) :])
    return samples


def _line_start(sample: bytes) -> int:
    """Return where the first whole line of a sample begins; at an even place, if characters are two bytes wide."""
    found = re.search(rb"\r\0\n\0|\0\r\0\n|\n\0|\0\n|\r\n|\n|\r", sample)
    return found.end() if found else 0


def mark_of(head: bytes) -> Guess | None:
    r"""Return the encoding that the byte order mark at the head of a file names, if there is one.

    >>> mark_of("\ufeff1".encode("utf-16-le"))
    Guess(value='utf-16-le', sure=1.0)
    """
    return next((Guess(name, 1.0) for mark, name in _MARKS if head.startswith(mark)), None)


def guess_encoding(samples: Sequence[bytes]) -> Guess:
    """Return the encoding of the samples of a file.

    >>> guess_encoding(["Фамилия;Имя".encode("koi8-r")])
    Guess(value='koi8-r', sure=0.99)
    """
    return mark_of(samples[0]) or _wide(samples[0]) or _utf_8(samples) or _narrow(samples)


def _wide(head: bytes) -> Guess | None:
    """Tell UTF-16 without a mark by its zeroes: signs and digits have one in every second byte."""
    if 0 not in head:
        return None
    zeroes = [head[odd::2].count(0) for odd in (1, 0)]
    often = len(head) // 10
    if max(zeroes) <= often or min(zeroes) > often // 10:
        return None
    return Guess(_WIDE[zeroes.index(max(zeroes))], _SURE_BY_SHAPE)


def _utf_8(samples: Sequence[bytes]) -> Guess | None:
    # Not sample.decode(): a sample may end within a character.
    texts = [codecs.getincrementaldecoder("utf-8")("replace").decode(sample) for sample in samples]
    faults = sum(text.count("\N{REPLACEMENT CHARACTER}") for text in texts)
    if not faults:
        return Guess("utf-8", _SURE_BY_HEADERS if all(map(str.isascii, texts)) else 1.0)
    letters = sum(len(text) - len(text.encode("ascii", errors="ignore")) for text in texts) - faults
    return Guess("utf-8", round(letters / (letters + faults), 2)) if letters > _LETTERS_A_FAULT * faults else None


def _narrow(samples: Sequence[bytes]) -> Guess:
    first = re.split(rb"[\r\n]+", samples[0].lstrip(b"\r\n;,|\t "), maxsplit=1)[0]
    known = [_known(re.split(r"[;,|\t]", first.decode(name, errors="replace"))) for name in _NARROW]
    if known.count(max(known)) == 1:
        return Guess(_NARROW[known.index(max(known))], _SURE_BY_HEADERS)
    return _by_names(_spoken(samples, _NAMES)) or _by_letters(_spoken(samples, _SAMPLE))


def _spoken(samples: Sequence[bytes], size: int) -> bytes:
    """Return so many bytes of lines that are not ASCII."""
    found = bytearray()
    for line in chain.from_iterable(map(BytesIO, samples)):
        if not line.isascii():
            found += line
            if len(found) >= size:
                break
    return bytes(found[:size]).removesuffix(b"\n")


def _by_names(spoken: bytes) -> Guess | None:
    """Tell by names in text that is not ASCII: under each of the other encodings they are nothing of the kind."""
    letters = max(_letters(spoken), _FEW)
    named = [re.findall(_NAME, spoken.decode(name, errors="replace")) for name in _NARROW]
    shares = [sum(map(len, names)) / letters for names in named]
    *others, most = sorted(shares)
    return Guess(_NARROW[shares.index(most)], _SURE_BY_SHAPE) if most >= _MANY and max(others) <= _STRAY else None


def _letters(spoken: bytes) -> int:
    return len(spoken) - len(spoken.decode("ascii", errors="ignore"))


def _by_letters(spoken: bytes) -> Guess:
    # Late: most files are told without it.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    if _letters(spoken) < _FEW:
        return Guess(_NARROW[0], _UNSURE)
    best = from_bytes(spoken, cp_isolation=[name.replace("-", "_") for name in _NARROW]).best()
    if best is None:
        return Guess(_NARROW[0], _UNSURE)
    return Guess(best.encoding.replace("_", "-"), round(min(1 - best.chaos, _SURE_BY_SHAPE), 2))


def _known(cells: Sequence[str]) -> int:
    return sum(role_of(cell) is not None for cell in cells)


def guess_delimiter(texts: Sequence[str]) -> Guess:
    r"""Return the delimiter of the samples of a file, read as text; the first of them opens with the header.

    >>> guess_delimiter(["a|b|c, d\n1|2|3\n"])
    Guess(value='|', sure=1.0)
    """
    lines = [[line for line in re.split(r"\r\n?|\n", text, maxsplit=_ROWS)[:_ROWS] if line.strip()] for text in texts]
    scores = {delimiter: _score(lines, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    known, alike, width = scores[best]
    sure = max(alike, _SURE_BY_HEADERS if known > 1 else 0.0)
    return Guess(best, round(sure, 2) if width > 1 else _UNSURE)


def _score(samples: Sequence[Sequence[str]], delimiter: str) -> tuple[int, float, int]:
    """Score a delimiter: headers known, share of rows as wide as the header, width of the header."""
    try:
        rows = [row for lines in samples for row in csv.reader(lines, delimiter=delimiter)]
    except csv.Error:  # a cell longer than the csv module takes
        rows = []
    if not rows:
        return 0, 0.0, 0
    width = len(rows[0])
    alike = sum(len(row) == width for row in rows)
    return _known(rows[0]), alike / len(rows) if width > 1 else 0.0, width
