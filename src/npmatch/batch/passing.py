"""The compiled pass over a file: what it is told of the file, and the answers to what it asks.

It takes the bytes of whole blocks and settles most rows without Python. What it is not sure of it asks about; what may
be no row, or not a row of one line, it leaves to be read in the general way.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from npmatch.batch.columns import Role
from npmatch.batch.dialect import DELIMITERS, Dialect
from npmatch.batch.engine import Engine, PairEngine
from npmatch.batch.output import Form
from npmatch.batch.rows import Kind
from npmatch.batch.sides import OPENING, PREFIXES, ROLES, Side
from npmatch.batch.tails import Code
from npmatch.native import kernel, passes
from npmatch.native.passes import LinePass, Passed
from npmatch.policy import Policy
from npmatch.text.glance import PLAIN

if TYPE_CHECKING:
    from npmatch.batch.join import JoinEngine

_MOST_COLUMNS = 255


class Told(NamedTuple):
    """A pass, and what a finding of it means: the code of an answer, and how many contracts there were."""

    over: LinePass
    meaning: Callable[[int], tuple[Code, int]]


class Passing:
    """A pass, and the engine in whose tails it counts."""

    def __init__(self, told: Told, engine: Engine) -> None:
        self._over, self._meaning = told
        self._engine = engine

    def run(self, block: bytes | memoryview, at: int, number: int) -> Iterator[Passed]:
        """Settle the lines of a block from the byte ``at`` on, some at a time; ``number`` rows went before them."""
        paused = True
        while paused:
            passed = Passed(*self._over.run(block, at, number))
            yield passed
            at, number, paused = passed.upto, number + passed.rows, passed.paused

    def count(self) -> None:
        """Count in the tails what was settled since the last time."""
        for found, times in self._over.drain():
            code, contracts = self._meaning(found)
            self._engine.tails.count(code, times, contracts)


class File(NamedTuple):
    """A file, what is written for it, whose columns it has (application, contract), and the column of its key."""

    dialect: Dialect
    form: Form
    sides: tuple[Side, Side]
    key: int
    in_halves: bool = False


def pass_for(engine: Engine, dialect: Dialect, form: Form) -> Passing | None:
    """Return the pass for a file, None if there is none for files like it."""
    if not isinstance(engine, PairEngine):
        from npmatch.batch.joining import join_pass_for  # noqa: PLC0415  # late: only for joins

        return join_pass_for(engine, dialect, form)
    kind = _kind_of(engine.sides)
    if kind is None or not can_pass(engine.sides, dialect, form):
        return None
    of_kind = engine.tails.code(kind, ())

    def tail_of(code: int) -> bytes:
        return engine.tails.tail(of_kind | code).encode(form.encoding)

    file = File(dialect, form, engine.sides, engine.key.column, engine.in_halves)
    over = passes.pair_pass(layout_of(file, engine.policy), tail_of, asking(engine, dialect, form))
    return Passing(Told(over, lambda code: (of_kind | code, 1)), engine)


def _kind_of(sides: Sequence[Side]) -> Kind | None:
    """Return the kind that the sides plainly are of, None if that cannot be told, or they are of two."""
    kinds = {side.plainly for side in sides}
    return kinds.pop() if len(kinds) == 1 else None


def can_pass(sides: Sequence[Side], dialect: Dialect, form: Form) -> bool:
    """Say whether the compiled module can take the lines of a file, and the cells of these sides."""
    wide = dialect.encoding.startswith("utf-16") or form.encoding.startswith("utf-16")
    parted = any(side.in_parts for side in sides)
    named = not {dialect.delimiter, form.delimiter} <= {*DELIMITERS}  # a first line of "sep=" may name any character
    width = len(sides[0].layout.header)
    odd = wide or parted or named or dialect.line_end == "\r" or width > _MOST_COLUMNS
    return kernel() is not None and not odd


def asking(engine: "PairEngine | JoinEngine", dialect: Dialect, form: Form) -> Callable[[bytes], bytes | None]:
    """Return what answers a pass that asks for the end of the line to write for a row."""

    def verdict_on(line: bytes) -> bytes | None:
        text = line.decode(dialect.encoding)
        cells = next(csv.reader([text], delimiter=dialect.delimiter)) if '"' in text else text.split(dialect.delimiter)
        tail = engine.tail(cells)
        return None if tail is None else tail.encode(form.encoding)

    return verdict_on


def layout_of(file: File, policy: Policy) -> passes.Layout:
    """Return what a pass over a file is told of it."""
    dialect, form, (application, contract), key, in_halves = file
    header = application.layout.header
    return passes.Layout(
        glances=glances(),
        page=passes.page_of(dialect.encoding),
        collapse=policy.spaces == "collapse",
        markers=bool(policy.absent_markers),
        sign=ord(dialect.delimiter),
        out_sign=ord(form.delimiter),
        excel=form.excel,
        ascii=form.encoding != dialect.encoding,
        width=len(header),
        key=key,
        columns=(_columns(application), _columns(contract)),
        kind=passes.KINDS.index(application.plainly or Kind.PERSON),
        half=len(header) // 2 if in_halves else 0,
        title=header[0].encode(dialect.encoding),
    )


def _columns(side: Side) -> tuple[int, int, int, int]:
    surname, given_name, patronymic, document = (side.layout.columns.get(role, -1) for role in ROLES)
    inn = side.layout.columns.get(Role.INN, -1)
    if side.plainly is Kind.ORG:
        return side.layout.names[0], inn, -1, -1
    return surname, given_name, patronymic, inn if side.plainly is Kind.IP else document


@cache
def glances() -> bytes:
    """Return what a glance at each code point tells, as `npmatch.native.passes` names it."""
    told = bytearray(passes.GLANCES)
    characters_of = {passes.PLAIN: PLAIN, passes.OPENING: OPENING}
    for place, bit in enumerate(passes.PREFIX):
        letters = {prefix.split()[0][place : place + 1] for prefix in PREFIXES}
        characters_of[bit] = frozenset("".join(letter.lower() + letter.upper() for letter in letters))
    for bit, characters in characters_of.items():
        for character in characters:
            told[ord(character)] |= bit
    return bytes(told)
