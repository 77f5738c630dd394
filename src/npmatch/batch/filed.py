"""A run that writes to a file: the output, the quarantine and the report beside it, and a journal to go on from.

Nothing half-written ever stands under a final name. If the run is broken off after its first checkpoint, parts and
journal stay; whoever resumes goes on from there, provided that everything the output depends on is as it was.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from npmatch.batch.beside import worker
from npmatch.batch.checkpoint import Journal, Part, Sure, as_json, part_of, write_whole
from npmatch.batch.exports import Options
from npmatch.batch.faults import BatchError, Fault, Place
from npmatch.batch.jobs import Job
from npmatch.batch.output import Form, Sink, check_output
from npmatch.batch.places import Digest, Places
from npmatch.batch.quarantine import Quarantine
from npmatch.batch.report import about, report_of
from npmatch.batch.run import CHECKPOINT_SECONDS, Hooks, Mark, Run, check_sums
from npmatch.batch.summary import Summary

_PASSING = frozenset({Fault.OUTPUT_FAILED, Fault.INPUT_UNREADABLE})
"""Faults that may be gone at the next try: what was done up to them is worth keeping."""

Watch = Callable[[str, int, int], None]
"""Is told which phase a run is in, the offset that it has come to, and the number of rows that were judged."""


class Files(NamedTuple):
    """Where the files of a run stand: all of them beside the output."""

    output: Path

    @property
    def quarantine(self) -> Path:
        """The rows that could not be used."""
        return self.output.with_suffix(f".quarantine{self.output.suffix or '.csv'}")

    @property
    def report(self) -> Path:
        """What the run was made of and what came out."""
        return self.output.with_suffix(".run.json")

    @property
    def journal(self) -> Path:
        """From where a broken run goes on."""
        return self.output.with_name(f"{self.output.name}.journal")

    def ended(self) -> bool:
        """Say whether a run has ended here, as far as the names of the files tell."""
        return self.output.exists() and self.report.exists() and not self.journal.exists()

    def check(self, inputs: tuple[Path, ...], *, force: bool, resume: bool = False) -> None:
        """Raise BatchError if one of them cannot be written, is an input, or is there without ``force``.

        A run that is taken up again may find its own: it may have ended, or been killed while they were getting their
        names.
        """
        own = resume and (self.journal.exists() or self.ended())
        check_output(self.output, inputs, force=force or own)
        for path in (self.quarantine, self.report):
            check_output(path, inputs, force=force or own)
        for path in (self.output, self.quarantine, self.report, self.journal):
            check_output(part_of(path), inputs, force=True)
        check_output(self.journal, inputs, force=True)


class Manner(NamedTuple):
    """How a run goes about its work, which does not change what it writes.

    ``resume``: go on where a run broke off. ``every``: seconds between checkpoints. ``most``: how many bad rows are
    put up with, None for any number. ``watch``: is told how far the run is, once in ``pause`` seconds.
    """

    resume: bool = False
    every: float = CHECKPOINT_SECONDS
    most: int | None = None
    watch: Watch = lambda *_: None
    pause: float = 0.1


class Plan(NamedTuple):
    """What is to be done: which job, as read by which options, in which form, into which files."""

    job: Job
    options: Options
    form: Form
    files: Files


class FiledRun:
    """One run of a job with its files."""

    def __init__(self, plan: Plan, manner: Manner) -> None:
        job, options, form, files = plan
        self._job = job
        self._form = form
        self._manner = manner
        self._watch = manner.watch
        self._about = about(job, options, form)
        self._side = next(iter(job.sources))
        self._inputs = {side: Places(each.stream, each.name) for side, each in job.sources.items()}
        self._worker = worker()
        self._digests = {side: Digest(places, self._worker) for side, places in self._inputs.items()}
        self._files = files
        self._journal = Journal(files.journal)
        self._output = Part(files.output, self._worker)
        self._aside = Part(files.quarantine)
        self._quarantine = Quarantine(self._aside, manner.most)
        self._summary = Summary(quarantined=self._quarantine.counts)
        self._count: Callable[[], None] = lambda: None
        self._next = time.monotonic() + manner.every
        self._watched = 0.0

    def go(self) -> Summary:
        """Run from the beginning, or from the last checkpoint, to the end.

        Raises BatchError for whatever keeps it from that, and AssertionError if a row was lost on the way.
        """
        state = self._journal.read() if self._manner.resume else None
        with self._kept():
            start = self._begin() if state is None else self._take_up(state)
            sink = Sink(self._output, str(self._output.path), self._form, begun=state is not None)
            hooks = Hooks(self._quarantine.dealer(self._side), self._step)
            run = Run(self._job, sink, self._summary, hooks)
            self._count = run.count
            if state is None:
                run.write_header()
            run.go(start)
            check_sums(self._summary, self._side)
            self._publish()
        return self._summary

    @property
    def resumable(self) -> bool:
        """Whether there is a checkpoint from which to go on; the journal says so, whenever a run breaks off."""
        return self._files.journal.exists()

    def _begin(self) -> Mark:
        self._journal.drop()
        other = next((side for side in self._job.sources if side != self._side), self._side)
        self._job.prepare(self._quarantine.dealer(other), self._advance, self._summary.damaged)
        return Mark()

    def _take_up(self, state: Mapping[str, Any]) -> Mark:
        """Go back to the last checkpoint. Raises BatchError if anything is not as it was."""
        try:
            return self._taken_up(state)
        except (KeyError, TypeError, ValueError):
            raise BatchError(Fault.JOURNAL_DAMAGED, Place(str(self._files.journal))) from None

    def _taken_up(self, state: Mapping[str, Any]) -> Mark:
        mark = Mark(*state["mark"])
        if state["about"] != self._about or state["inputs"] != self._inputs_upto(mark):
            raise BatchError(Fault.RUN_CHANGED, Place(str(self._files.journal)))
        self._output.go_on(Sure(*state["output"]))
        self._aside.go_on(Sure(*state["quarantine"]))
        found = Summary.from_dict(state["counts"])
        self._quarantine.counts.update(found.quarantined)
        found.quarantined = self._quarantine.counts
        self._summary = found
        # The bad rows of the contracts were put aside, and damaged ones counted, when the run began.
        self._job.prepare(lambda _: None, self._advance)
        return mark

    def _step(self, mark: Mark) -> None:
        now = time.monotonic()
        self._digests[self._side].follow(mark.offset or 0)
        if now >= self._watched:
            self._watched = now + self._manner.pause
            self._watch("verdicts", mark.offset or 0, mark.number)
        if now >= self._next and mark.number:
            self._save(mark)
            self._next = time.monotonic() + self._manner.every

    def _advance(self, offset: int) -> None:
        now = time.monotonic()
        if now >= self._watched:
            self._watched = now + self._manner.pause
            self._watch("contracts", offset, 0)

    def _save(self, mark: Mark) -> None:
        self._count()
        state = {
            "about": self._about,
            "inputs": self._inputs_upto(mark),
            "mark": mark,
            "output": self._output.sure(),
            "quarantine": self._aside.sure(),
            "counts": self._summary.to_dict(),
        }
        self._journal.write(state)

    def _inputs_upto(self, mark: Mark) -> dict[str, Any]:
        """Say what the inputs are: of the one that is being read what was read of it, of any other all."""
        return {
            side: [places.size(), places.changed(), self._digest(side, mark)] for side, places in self._inputs.items()
        }

    def _digest(self, side: str, mark: Mark) -> str:
        return self._digests[side].upto(mark.offset if side == self._side else None)

    def _publish(self) -> None:
        """Let the files appear, the output last."""
        self._watch("verdicts", self._inputs[self._side].size(), self._summary.rows)
        output, aside = self._output.sure(), self._aside.sure()
        report = report_of(self._about, self._digests, (output, aside if aside.size else None), self._summary)
        self._aside.publish()
        write_whole(self._files.report, as_json(report))
        self._output.publish()
        self._journal.drop()

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """Keep the parts if the run can go on from them, remove them if not."""
        try:
            yield
            self._worker.close()
        except BaseException as error:
            self._worker.close()
            lasting = isinstance(error, BatchError) and error.fault not in _PASSING
            changed = isinstance(error, BatchError) and error.fault in {Fault.RUN_CHANGED, Fault.JOURNAL_DAMAGED}
            for part in (self._output, self._aside):
                part.close()
                if not self.resumable or (lasting and not changed):
                    part.drop()
            if lasting and not changed:
                self._journal.drop()
            raise
