"""The run itself: every row of the first input gets one row of the output, in the same order, or is put aside."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from npmatch.batch.blocks import Over, over_blocks
from npmatch.batch.damage import Damage
from npmatch.batch.exports import Deal
from npmatch.batch.faults import BadRow, Fault, Place, refuse
from npmatch.batch.jobs import Job, Judged
from npmatch.batch.output import Sink
from npmatch.batch.passing import Passing, pass_for
from npmatch.batch.reader import Row, Stretch
from npmatch.batch.shape import Start
from npmatch.batch.summary import Summary
from npmatch.batch.verdicts import header

CHECKPOINT_SECONDS = 5.0
"""How often a checkpoint is made, where nothing else is asked for."""


class Mark(NamedTuple):
    """A place between two rows of an input: the offset of the next one, its line, and how many rows went before."""

    offset: int | None = None
    line: int = 0
    number: int = 0


Step = Callable[[Mark], None]
"""Is told, now and then, which mark a run has come to; everything before it is written."""

Observe = Callable[[Judged], None]


class Hooks(NamedTuple):
    """Who takes part in a run.

    ``deal``: what becomes of bad rows. ``step``: is told how far the run is. ``observe``: sees every application as it
    is judged; there must be time for that.
    """

    deal: Deal = refuse
    step: Step | None = None
    observe: Observe | None = None


class Run:
    """Judges the rows of a job and writes the verdicts."""

    def __init__(self, job: Job, sink: Sink, summary: Summary, hooks: Hooks) -> None:
        self._job = job
        self._source = next(iter(job.sources.values()))
        self._sink = sink
        self._summary = summary
        self._deal, self._step, self._observe = hooks
        self._number = 0
        self._same_encoding = sink.form.encoding in {self._source.dialect.encoding, "utf-8"}
        self._damage = Damage(
            summary.damaged,
            [(side, layout) for side, (source, layout) in job.layouts.items() if source is self._source],
        )
        slow = job.terms.notes or hooks.observe is not None
        self._engine = None if slow else job.engine(sink.form)
        self._pass = None if self._engine is None else pass_for(self._engine, self._source.dialect, sink.form)

    def write_header(self) -> None:
        """Write the header. Raises BatchError if the encoding of the output lacks a character of it."""
        titles = header(self._job.key_header, notes=self._job.terms.notes)
        self._sink.write_header(titles if self._job.key_header else titles[1:])

    def go(self, start: Mark = Mark()) -> None:  # noqa: B008  # a tuple that nobody can change
        """Judge every row from a mark on.

        Raises BatchError for a stream that fails, and whatever ``deal`` raises.
        """
        self._number = start.number
        begin = self._source.first if start.offset is None else Start(start.offset, start.line - 1)
        if self._pass is None:
            self._take_pieces(self._source.stretches(begin))
        else:
            settle = partial(self._settle_block, self._pass)
            for _ in over_blocks(self._source, begin, settle, self._take_pieces):
                pass
        self.count()

    def count(self) -> None:
        """Bring the summary up to date: between two marks it lags behind what was written."""
        self._summary.read = self._number
        if self._pass is not None:
            self._pass.count()
        if self._engine is not None:
            for answer, times in self._engine.tails.drain():
                self._summary.add(answer, times)

    def _settle_block(self, passing: Passing, block: bytes | memoryview, at: int, place: Start) -> Over:
        """Let the compiled pass settle the lines of a block from a byte on."""
        self._tell(Mark(place.offset, place.line + 1, self._number))
        lines = 0
        for passed in passing.run(block, at, self._number):
            self._sink.send_bytes(passed.out)
            self._number += passed.rows
            lines += passed.lines
            at = passed.upto
        return Over(at, lines)

    def _take_pieces(self, pieces: Iterable[Stretch | Row | BadRow]) -> None:
        for piece in pieces:
            if not isinstance(piece, BadRow):
                self._tell(Mark(piece.offset, piece.line, self._number))
            self._damage.note(piece)
            if isinstance(piece, Stretch):
                self._settle(piece)
            else:
                self._take(piece)

    def _tell(self, mark: Mark) -> None:
        if self._step is not None:
            self._step(mark)

    def _settle(self, stretch: Stretch) -> None:
        """Let the engine have the lines, and take the rows for which it stops."""
        engine, at = self._engine, 0
        if engine is not None and not self._holds(stretch):
            engine = None
        while at < stretch.size:
            if engine is not None:
                done = engine.settle(stretch, at, self._number)
                self._sink.send(done.text)
                self._number += done.rows
                at = done.upto
            if at < stretch.size:
                row = stretch.row(at)
                if row is not None:
                    self._take(row)
                at += 1

    def _holds(self, stretch: Stretch) -> bool:
        """Say whether the output can hold whatever the lines have; if not, each row is looked at by itself."""
        if self._same_encoding:
            return True
        return self._sink.form.holds(stretch.text)

    def _take(self, row: Row | BadRow) -> None:
        """Judge one row by itself."""
        self._number += 1
        if isinstance(row, Row) and self._settle_row(row):
            return
        found = row if isinstance(row, BadRow) else self._job.judge(self._number, row)
        if isinstance(found, BadRow):
            self._deal(found)
        elif isinstance(row, Row) and not self._sink.form.holds(found.row.key):
            self._deal(BadRow(Fault.UNENCODABLE, Place(self._source.name, row.line), row.raw))
        else:
            self._write(found)

    def _settle_row(self, row: Row) -> bool:
        """Let the engine have a row that was no plain line; return whether it took it."""
        engine, form = self._engine, self._sink.form
        if engine is None or not form.holds(engine.key.cell(row.cells)):
            return False
        tail = engine.tail(row.cells)
        if tail is None:
            return False
        self._sink.send(f"{form.dress(engine.key.cell(row.cells))}{engine.key.sign}{self._number}{tail}")
        return True

    def _write(self, found: Judged) -> None:
        form, row = self._sink.form, found.row
        start = form.dress(row.key) + form.delimiter if self._job.key_header else ""
        cells = row.answer.cells(notes=self._job.terms.notes)
        self._sink.send(form.delimiter.join([f"{start}{row.number}", *cells]) + form.line_end)
        self._summary.add(row.answer)
        if self._observe is not None:
            self._observe(found)


def write_verdicts(job: Job, sink: Sink, deal: Deal = refuse, observe: Observe | None = None) -> Summary:
    """Judge every application, write the verdicts to ``sink``; return the counts.

    Raises BatchError for a stream that fails, and whatever ``deal`` raises.
    """
    summary = Summary()
    job.prepare(deal, lambda _: None, summary.damaged)
    run = Run(job, sink, summary, Hooks(deal, observe=observe))
    run.write_header()
    run.go()
    sink.finish()
    return summary


def check_sums(summary: Summary, side: str) -> None:
    """Raise AssertionError if a row was lost: every row that was read was written or put aside."""
    if summary.read != summary.rows + summary.aside(side):
        raise AssertionError
