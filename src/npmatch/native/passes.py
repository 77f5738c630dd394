"""Passes over blocks of bytes: what the compiled module has to be told of a file, and the page of its encoding."""

from array import array
from collections.abc import Callable
from functools import cache
from typing import NamedTuple, Protocol

from npmatch.native import built_kernel

GLANCES = 0x500
"""Code points that a pass glances at; whatever is above is not plain."""

PLAIN, OPENING = 1, 2
PREFIX = (4, 8, 16)
"""What a glance at a code point tells, as ``pairs.h`` names it; of the letters of a prefix, one after the other."""

KINDS = ("person", "ip", "org")
"""Whose rows a pass knows, in the order of ``pairs.h``."""

_NO_CODE_POINT = 0xFFFFFFFF


class Page(Protocol):
    """A single-byte code page of the compiled module."""


class Layout(NamedTuple):
    """What a pass is told of a file.

    ``glances``: what a glance at each code point below `GLANCES` tells. ``page``: None for UTF-8. ``sign`` and
    ``out_sign``: the delimiters, as bytes. ``excel``: keys are protected. ``ascii``: the output has another encoding.
    ``width``: how many columns there are; ``key``: the column of the key, -1 for none. ``columns``: surname, given
    name, patronymic and document of the application, then of the contract, -1 for none; of sole proprietors
    the INN is in the place of the document, of organisations there are name and INN, and -1 twice. ``kind``: whose rows
    they are, a place in `KINDS`. ``half``: columns of a side if a line is one column and two equal sides, else 0.
    ``title``: the first cell of the header.
    """

    glances: bytes
    page: Page | None
    collapse: bool
    markers: bool
    sign: int
    out_sign: int
    excel: bool
    ascii: bool
    width: int
    key: int
    columns: tuple[tuple[int, int, int, int], tuple[int, int, int, int]]
    kind: int
    half: int
    title: bytes


class Passed(NamedTuple):
    """What a pass did with a block: ``upto`` is where the first line begins that it left.

    ``lines`` and ``rows`` are how many it settled before that, ``out`` is what to write for them. ``paused``: it
    left that line only because they have to be written first.
    """

    upto: int
    lines: int
    rows: int
    out: bytes
    paused: bool


class LinePass(Protocol):
    """A pass over the blocks of one file that writes a line for each row."""

    def run(self, block: bytes | memoryview, at: int, number: int) -> tuple[int, int, int, bytes, bool]:
        """Settle the lines of a block from the byte ``at`` on; return what `Passed` holds."""
        ...

    def drain(self) -> list[tuple[int, int]]:
        """Return packed findings that were written since the last time, with how often each was."""
        ...


@cache
def page_of(encoding: str) -> Page | None:
    """Return the page of a single-byte encoding, None for UTF-8.

    Raises LookupError for an encoding of other kinds, or without the compiled module.

    >>> page_of("utf-8") is None
    True
    """
    if encoding == "utf-8":
        return None
    code_points = array("I", [_NO_CODE_POINT]) * 256
    for byte in range(256):
        try:
            character = bytes([byte]).decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(character) != 1:
            raise LookupError("an encoding of single bytes is asked for")
        code_points[byte] = ord(character)
    found: Page = built_kernel().Page(code_points)
    return found


def pair_pass(layout: Layout, tail_of: Callable[[int], bytes], verdict_on: Callable[[bytes], bytes | None]) -> LinePass:
    """Return a pass over a file of this layout. Raises LookupError without the compiled module.

    ``tail_of`` returns the end of the line that goes with a packed finding. ``verdict_on`` is asked about lines of
    which the pass is not sure: the end of the line to write, None for a line that has to be read in another way.
    """
    found: LinePass = built_kernel().PairPass(layout, tail_of, verdict_on)
    return found
