"""An export of contracts as the compiled module takes it: its rows are noted in one pass over its bytes.

What is kept is an index, as in `npmatch.batch.index`, in about 12 bytes a row. The compiled module reads the contracts
from the file themselves, many at a time.
"""

import csv
import mmap
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from npmatch.batch.blocks import Over, over_blocks
from npmatch.batch.columns import Role
from npmatch.batch.exports import Export
from npmatch.batch.faults import BadRow, BatchError, Fault, Place
from npmatch.batch.join import Ears, note_pieces
from npmatch.batch.keys import phone
from npmatch.batch.output import Form
from npmatch.batch.passing import File, can_pass, layout_of
from npmatch.batch.places import Places
from npmatch.batch.reader import Row, Stretch
from npmatch.batch.shape import Start
from npmatch.batch.sides import Side, is_row
from npmatch.native.joins import KeyIndex
from npmatch.policy import Policy

if TYPE_CHECKING:
    from array import array

_SAMPLES, _SAMPLE = 16, 1 << 13
"""In how many places how many bytes are looked at, to tell how many rows there will be."""

_ROW_BYTES = 12
"""What a row takes in an index that has its final size from the beginning."""

_SPARE = 1.02
"""There may be more rows than it seemed: room for so many of them."""

_READS_AT_PLACES = hasattr(os, "pread")
"""Where the system cannot, the file is mapped."""


class HeldIndex:
    """The contracts of an export by key. ``memory`` is how many bytes may be taken up.

    Raises LookupError if the compiled module has no way for files like it.
    """

    def __init__(self, export: Export, memory: int) -> None:
        source, side = export.source, Side(export.layout)
        form = Form.of(source.dialect)
        if export.make_key is not phone or side.surname < 0 or not can_pass([side], source.dialect, form):
            raise LookupError("files like this are read in another way")
        self.side, self.dialect = side, source.dialect
        self.layout = layout_of(File(source.dialect, form, (side, side), export.layout.key), Policy())
        self._places = Places(source.stream, source.name)
        self.handle, self.length = source.stream.fileno(), self._places.size()
        self.mapped = None if _READS_AT_PLACES else _mapped(export)
        self._export = export
        self._flag = export.layout.columns.get(Role.NONRESIDENT, -1)
        rows = int(min(_SPARE * _rows(self._places), memory / _ROW_BYTES))
        self.keys = KeyIndex(self.layout, self._flag, self.length, rows, self._key_of)

    def note(self, ears: Ears) -> Iterator[None]:
        """Read the export from top to bottom and note its rows; stop now and then, when it may be cleared."""

        def settle(block: bytes | memoryview, at: int, place: Start) -> Over:
            ears.advance(place.offset)
            return Over(*self.keys.run(block, at, place.offset - at))

        def take(pieces: Iterable[Stretch | Row | BadRow]) -> None:
            note_pieces(self._export, pieces, ears, self.keys.extend)

        for _ in over_blocks(self._export.source, self._export.source.first, settle, take):
            yield

    def find(self, key: str) -> Sequence[int]:
        """Return the places that may hold the key, in the order of the file."""
        return self.keys.find(key)

    def mark(self, key: str) -> int:
        """Return what the index keeps of a key: 32 bits."""
        return self.keys.mark(key)

    def clear(self) -> Iterator[tuple["array[int]", "array[int]"]]:
        """Forget everything; give the marks and the places that were noted, many at a time."""
        return self.keys.clear()

    def needs(self) -> int:
        """Return how many bytes the index takes."""
        return self.keys.memory()

    def check(self) -> None:
        """Raise BatchError if the file has lost bytes."""
        if self._places.size() < self.length:
            raise BatchError(Fault.INPUT_UNREADABLE, Place(self._export.source.name))

    def _key_of(self, line: bytes) -> str | None:
        """Return the key of a row; None for one that may be bad, or none."""
        text, sign = line.decode(self.dialect.encoding), self.dialect.delimiter
        cells = next(csv.reader([text], delimiter=sign)) if '"' in text else text.split(sign)
        if len(cells) != len(self._export.layout.header) or not is_row(cells[0]):
            return None
        if self._flag >= 0 and cells[self._flag]:
            return None
        return self._export.make_key(cells[self._export.layout.key]) or None


def _mapped(export: Export) -> mmap.mmap:
    try:
        return mmap.mmap(export.source.stream.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        raise LookupError("the file cannot be mapped") from None


def _rows(places: Places) -> float:
    """Return about how many rows there are."""
    size = places.size()
    samples = [places.read(_SAMPLE, place) for place in range(0, size, max(size // _SAMPLES, _SAMPLE))]
    return size * sum(sample.count(b"\n") for sample in samples) / max(sum(map(len, samples)), 1)
