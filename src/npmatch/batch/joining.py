"""The compiled pass over a file of applications whose contracts the compiled module has noted."""

from collections.abc import Iterator

from npmatch.batch.dialect import Dialect
from npmatch.batch.engine import Engine
from npmatch.batch.held import HeldIndex
from npmatch.batch.join import JoinEngine
from npmatch.batch.keys import phone
from npmatch.batch.output import Form
from npmatch.batch.passing import File, Passing, Told, asking, can_pass, layout_of
from npmatch.batch.rows import Kind
from npmatch.batch.tails import Code, Tails
from npmatch.native.joins import Held, JoinPass, join_pass
from npmatch.native.passes import Layout, Passed
from npmatch.outcomes import Outcome
from npmatch.policy import Policy

_BITS = 16
"""Of a packed finding; above them is how many contracts there are."""

_MANY = 1 << 24
"""Bytes of applications at a time whose contracts are read together, where they are far from each other."""


class Joining(Passing):
    """A pass over applications; the file of their contracts must stay as long as it was."""

    def __init__(self, told: Told, over: JoinPass, engine: JoinEngine, held: HeldIndex) -> None:
        super().__init__(told, engine)
        self._join, self._held, self._source = over, held, engine.export.source
        self._few = self._source.room

    def run(self, block: bytes | memoryview, at: int, number: int) -> Iterator[Passed]:
        """Settle the lines of a block from the byte ``at`` on, some at a time; ``number`` rows went before them."""
        self._held.check()
        yield from super().run(block, at, number)
        self._source.room = _MANY if self._join.scattered else self._few


def join_pass_for(engine: Engine, dialect: Dialect, form: Form) -> Joining | None:
    """Return the pass for a file of applications, None if there is none for files like it."""
    if not isinstance(engine, JoinEngine) or not isinstance(engine.contracts.finder, HeldIndex):
        return None
    side, held = engine.application, engine.contracts.finder
    plain = side.simple and engine.export.make_key is phone and not engine.looks_up
    if not plain or not can_pass([side], dialect, form):
        return None
    file = File(dialect, form, (side, side), side.layout.key)
    layout = layout_of(file, engine.policy)

    def tail_of(code: int) -> bytes:
        return engine.tails.tail(*_meaning(code)).encode(form.encoding)

    told_of_contracts = Held(
        held.keys.compiled,
        held.layout,
        held.handle,
        held.length,
        held.mapped,
        twin=_are_twins(layout, held.layout),
        accepted=_accepted(engine.policy),
    )
    over = join_pass(layout, told_of_contracts, tail_of, asking(engine, dialect, form))
    return Joining(Told(over, _meaning), over, engine, held)


def _meaning(code: int) -> tuple[Code, int]:
    """Return the code of an answer and how many contracts there were."""
    contracts = code >> _BITS
    return (code & (1 << _BITS) - 1, contracts) if contracts else (Tails.nobody(Kind.PERSON), 0)


def _accepted(policy: Policy) -> int:
    return sum(1 << outcome.rank for outcome in Outcome if policy.accepts(outcome))


def _are_twins(asked: Layout, held: Layout) -> bool:
    """Say whether rows of both files are a key, a surname, others and a document, in the same columns and encoding."""
    columns = asked.columns[0]
    return (
        (asked.page, asked.sign, asked.width, columns) == (held.page, held.sign, held.width, held.columns[1])
        and asked.key == held.key == 0
        and columns[0] == 1
        and sorted(columns) == list(range(1, asked.width))
        and columns[-1] == asked.width - 1
    )
