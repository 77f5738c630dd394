"""What can be wrong with a file, and the place where it was found.

A fault carries a code, a place and counts, never a value: what it says may stand in a log.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple, NoReturn

from npmatch.errors import NpmatchError


class Fault(StrEnum):
    """Every way in which an input, a row or an output can be unusable."""

    #: The input is not there.
    INPUT_MISSING = "input_missing"
    #: The input may not be read.
    INPUT_DENIED = "input_denied"
    #: Reading the input failed, or it is a folder.
    INPUT_UNREADABLE = "input_unreadable"
    #: The file has no header row.
    NO_HEADER = "no_header"
    #: The column to join by is not there.
    NO_KEY_COLUMN = "no_key_column"
    #: No column holds a name.
    NO_NAME_COLUMN = "no_name_column"
    #: Two columns claim one role.
    COLUMN_TWICE = "column_twice"
    #: A column that was named is not there.
    NO_SUCH_COLUMN = "no_such_column"
    #: A file of pairs has no columns of both sides.
    NO_PAIRS = "no_pairs"
    #: The profile is not TOML.
    PROFILE_SYNTAX = "profile_syntax"
    #: The profile has a key that means nothing.
    PROFILE_KEY = "profile_key"
    #: The profile has a value that its key cannot have.
    PROFILE_VALUE = "profile_value"
    #: A row has more or fewer cells than the header.
    RAGGED = "ragged"
    #: Bytes that are no text in the file's encoding.
    UNDECODABLE = "undecodable"
    #: A NUL byte.
    NUL = "nul"
    #: A row longer than any row can sensibly be.
    TOO_LONG = "too_long"
    #: A quote that is never closed.
    UNCLOSED_QUOTE = "unclosed_quote"
    #: A carriage return in the middle of a cell without quotes.
    STRAY_RETURN = "stray_return"
    #: The cell to join by is empty or no number.
    NO_KEY = "no_key"
    #: The cell to join by holds what a spreadsheet has made of a number, e.g. 7,90012E+10.
    DAMAGED_KEY = "damaged_key"
    #: Of the contracts under the key more differ than can sensibly be compared.
    CROWDED_KEY = "crowded_key"
    #: The header once more, as where exports were put one behind another.
    HEADER_AGAIN = "header_again"
    #: A line of totals at the foot of an export.
    TOTALS = "totals"
    #: The cell that names the kind of subscriber names none that is known.
    UNKNOWN_KIND = "unknown_kind"
    #: The cell that says whether the subscriber is a non-resident says neither yes nor no.
    UNKNOWN_FLAG = "unknown_flag"
    #: The output is there already.
    OUTPUT_EXISTS = "output_exists"
    #: The output would overwrite an input.
    OUTPUT_IS_INPUT = "output_is_input"
    #: The output cannot be made: no such folder, or it is a folder.
    OUTPUT_IMPOSSIBLE = "output_impossible"
    #: The output may not be written.
    OUTPUT_DENIED = "output_denied"
    #: Writing failed on the way, e.g. because the disk is full.
    OUTPUT_FAILED = "output_failed"
    #: A character that the encoding of the output lacks.
    UNENCODABLE = "unencodable"
    #: More rows cannot be used than was allowed for.
    TOO_MANY_BAD = "too_many_bad"
    #: Something that the output depends on is not what it was when the run began.
    RUN_CHANGED = "run_changed"
    #: The journal of a run, or what it speaks of, is damaged.
    JOURNAL_DAMAGED = "journal_damaged"
    #: A run that is to be explained has no such row.
    NO_SUCH_ROW = "no_such_row"


ROW_FAULTS = (
    Fault.RAGGED,
    Fault.UNDECODABLE,
    Fault.NUL,
    Fault.TOO_LONG,
    Fault.UNCLOSED_QUOTE,
    Fault.STRAY_RETURN,
    Fault.NO_KEY,
    Fault.DAMAGED_KEY,
    Fault.CROWDED_KEY,
    Fault.HEADER_AGAIN,
    Fault.TOTALS,
    Fault.UNKNOWN_KIND,
    Fault.UNKNOWN_FLAG,
    Fault.UNENCODABLE,
)
"""What may be wrong with a row; the run goes on without it."""


class Place(NamedTuple):
    """A file, a line of it and a column: its number, and its name where the header is one that we know.

    An unknown header is never named, because in a file without a header it would be somebody's data.
    """

    file: str
    line: int | None = None
    column: int | None = None
    name: str = ""


class BatchError(NpmatchError):
    """A file that cannot be used; ``counts`` are numbers, and words of ours, that the message may want.

    >>> str(BatchError(Fault.RAGGED, Place("a.csv", 7, 3), cells=2, header=3))
    'ragged: a.csv:7:3'
    """

    def __init__(self, fault: Fault, place: Place, **counts: int | str) -> None:
        where = (str(part) for part in (place.file, place.line, place.column) if part is not None)
        super().__init__(f"{fault}: {':'.join(where)}")
        self.fault = fault
        self.place = place
        self.counts = counts


class BadRow(NamedTuple):
    """A row that cannot be used: what is wrong, where, and its bytes as they stand in the file.

    Of a row too long to be held ``raw`` is the beginning, and ``rest`` reads on behind it, as long as the file is open.
    """

    fault: Fault
    place: Place
    raw: bytes
    counts: tuple[tuple[str, int], ...] = ()
    rest: Callable[[], Iterator[bytes]] | None = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}(fault={self.fault!r}, place={self.place}, counts={self.counts})"

    def pieces(self) -> Iterator[bytes]:
        """Give all bytes of the row, not too many at a time. Raises BatchError if the file cannot be read."""
        yield self.raw
        if self.rest is not None:
            yield from self.rest()


def refuse(bad: BadRow) -> NoReturn:
    """Deal with a bad row by ending the run: raise BatchError.

    This is the one place where it is decided what becomes of a bad row; `npmatch.batch.run` takes any function of
    this shape instead.
    """
    raise BatchError(bad.fault, bad.place, **dict(bad.counts))
