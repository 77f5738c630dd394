"""The compiled pass over a file of pairs: what it is told of the file, and the answers to what it asks.

It takes the bytes of whole blocks and settles most rows without Python. What it is not sure of it asks about; what may
be no row, or not a row of one line, it leaves to be read in the general way.
"""

import csv

from npmatch.batch.columns import Role
from npmatch.batch.dialect import DELIMITERS, Dialect
from npmatch.batch.engine import Engine, PairEngine
from npmatch.batch.output import Form
from npmatch.batch.sides import OPENING, PREFIXES, Side
from npmatch.native import kernel, passes
from npmatch.native.passes import PairPass, Passed
from npmatch.text.compare import PLAIN

_ROLES = (Role.SURNAME, Role.GIVEN_NAME, Role.PATRONYMIC, Role.DOCUMENT)

_MOST_COLUMNS = 255


class Passing:
    """A pass, and the engine in whose tails it counts."""

    def __init__(self, over: PairPass, engine: Engine) -> None:
        self._over = over
        self._engine = engine

    def run(self, block: bytes, at: int, number: int) -> Passed:
        """Settle the lines of a block from the byte ``at`` on; ``number`` rows went before them."""
        passed = Passed(*self._over.run(block, at, number))
        for code, times in self._over.drain():
            self._engine.tails.count(code, times)
        return passed


def pass_for(engine: Engine, dialect: Dialect, form: Form) -> Passing | None:
    """Return the pass for a file, None if there is none for files like it, or no compiled module."""
    if kernel() is None or not isinstance(engine, PairEngine):
        return None
    sides = engine.sides
    wide = dialect.encoding.startswith("utf-16") or form.encoding.startswith("utf-16")
    plain = {dialect.delimiter, form.delimiter} <= {*DELIMITERS}  # a first line of "sep=" may name any character
    whole = all(side.simple and not {Role.SERIES, Role.NUMBER} & side.layout.columns.keys() for side in sides)
    width = len(sides[0].layout.header)
    if wide or not plain or dialect.line_end == "\r" or not whole or width > _MOST_COLUMNS:
        return None

    def tail_of(code: int) -> bytes:
        return engine.tails.tail(code).encode(form.encoding)

    def verdict_on(line: bytes) -> bytes | None:
        text = line.decode(dialect.encoding)
        cells = next(csv.reader([text], delimiter=dialect.delimiter)) if '"' in text else text.split(dialect.delimiter)
        tail = engine.tail(cells)
        return None if tail is None else tail.encode(form.encoding)

    return Passing(passes.pair_pass(_layout(engine, dialect, form), tail_of, verdict_on), engine)


def _layout(engine: PairEngine, dialect: Dialect, form: Form) -> passes.Layout:
    application, contract = engine.sides
    header = application.layout.header
    policy = engine.policy
    return passes.Layout(
        glances=bytes(map(_glance, range(passes.GLANCES))),
        page=passes.page_of(dialect.encoding),
        collapse=policy.spaces == "collapse",
        markers=bool(policy.absent_markers),
        sign=ord(dialect.delimiter),
        out_sign=ord(form.delimiter),
        excel=form.excel,
        ascii=form.encoding != dialect.encoding,
        width=len(header),
        key=engine.key.column,
        columns=(_columns(application), _columns(contract)),
        half=len(header) // 2 if engine.in_halves else 0,
        title=header[0].encode(dialect.encoding),
    )


def _columns(side: Side) -> tuple[int, int, int, int]:
    surname, given_name, patronymic, document = (side.layout.columns.get(role, -1) for role in _ROLES)
    return surname, given_name, patronymic, document


def _glance(code_point: int) -> int:
    character = chr(code_point)
    found = passes.PLAIN * (character in PLAIN) | passes.OPENING * (character in OPENING)
    for place, bit in enumerate((passes.PREFIX_FIRST, passes.PREFIX_SECOND)):
        found |= bit * any(character.lower() == prefix[place].lower() for prefix in PREFIXES)
    return found
