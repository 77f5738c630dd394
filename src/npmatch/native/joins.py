"""The join in the compiled module: an index of a file of contracts, and a pass over a file of applications."""

import secrets
from array import array
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Protocol

from npmatch.native import built_kernel
from npmatch.native.passes import Layout, LinePass

_LONGEST = 18
"""Digits of a key that are a number below 2**63, with a 1 before them."""

_OTHERS = 1 << 63


class Held(NamedTuple):
    """What a pass over applications is told of the contracts.

    ``keys`` is the index of their file, ``layout`` its layout, ``handle`` what it is read through, ``length`` how many
    bytes it has; ``mapped`` are these, where the system cannot read at a place. ``twin``: both files hold the key, a
    surname, others and a document, in the same columns and encoding. ``accepted``: the outcomes that are accepted, a
    bit for each rank.
    """

    keys: "Compiled"
    layout: Layout
    handle: int
    length: int
    mapped: Any
    twin: bool
    accepted: int


class Compiled(Protocol):
    """The index in the compiled module."""

    def run(self, block: bytes | memoryview, at: int, offset: int) -> tuple[int, int]:
        """Do what `KeyIndex` says."""
        ...

    def mark(self, key: int) -> int:
        """Return 32 bits of the hash of a key."""
        ...

    def find(self, key: int) -> bytes:
        """Return places as the bytes of words."""
        ...

    def clear(self) -> Iterator[tuple[bytes, bytes]]:
        """Forget everything; give marks and places as the bytes of words."""
        ...

    def add(self, key: int, place: int) -> None:
        """Note a place."""
        ...

    def memory(self) -> int:
        """Return how many bytes the index takes."""
        ...


class JoinPass(LinePass, Protocol):
    """A pass over a file of applications."""

    @property
    def scattered(self) -> bool:
        """Whether the contracts of neighbours were far from each other, of late."""
        ...


class KeyIndex:
    """Places of rows by key, in 8 to 16 bytes a row, and the pass that notes them.

    ``rows`` is about how many there will be, ``size`` how many bytes the file has. ``flag`` is a column that has to be
    empty, -1 for none. ``key_of`` is asked about lines of which the pass is not sure: the key of the row, None for a
    line that has to be read in another way.
    """

    def __init__(self, layout: Layout, flag: int, size: int, rows: int, key_of: Callable[[bytes], str | None]) -> None:
        def number_of(line: bytes) -> int | None:
            key = key_of(line)
            return None if key is None else _number(key)

        # The seed keeps those who choose their numbers from choosing where they go.
        bits = (2 * size).bit_length()
        self.compiled: Compiled = built_kernel().KeyIndex(layout, flag, bits, rows, secrets.randbits(64), number_of)

    def run(self, block: bytes | memoryview, at: int, offset: int) -> tuple[int, int]:
        """Note the rows of a block, which begins at ``offset`` of the file, from the byte ``at`` on.

        Returns where the first line begins that has to be read in another way (or the end), and how many lines there
        were before it.
        """
        return self.compiled.run(block, at, offset)

    def extend(self, keys: list[str], places: list[int]) -> None:
        """Note rows that were read in another way."""
        for key, place in zip(keys, places, strict=True):
            self.compiled.add(_number(key), place)

    def mark(self, key: str) -> int:
        """Return 32 bits of the hash of a key."""
        return self.compiled.mark(_number(key))

    def find(self, key: str) -> "array[int]":
        """Return the places that may hold a key, in the order of the file."""
        return array("Q", self.compiled.find(_number(key)))

    def clear(self) -> Iterator[tuple["array[int]", "array[int]"]]:
        """Forget everything; give the marks and the places that were noted, many at a time."""
        for marks, places in self.compiled.clear():
            yield array("I", marks), array("Q", places)

    def memory(self) -> int:
        """Return how many bytes the index takes."""
        return self.compiled.memory()


def join_pass(
    layout: Layout, held: Held, tail_of: Callable[[int], bytes], verdict_on: Callable[[bytes], bytes | None]
) -> "JoinPass":
    """Return a pass over a file of applications of this layout; the rest is as of `npmatch.native.passes.pair_pass`.

    Above its 16 bits, a finding has the number of contracts.
    """
    found: JoinPass = built_kernel().JoinPass(layout, held, tail_of, verdict_on)
    return found


def _number(key: str) -> int:
    """Return a number that stands for a key: the digits of a phone number, and a 1 before them."""
    if len(key) <= _LONGEST and key.isascii() and key.isdigit():
        return int(f"1{key}")
    return hash(key) & (_OTHERS - 1) | _OTHERS
