"""Match files that nobody would write, with the compiled pass over their bytes and without it.

``python -m tools.fuzz_pass --seconds 60`` tries as many files of pairs as fit, ``--joins`` applications and contracts
instead; it ends with 1 at the first for which output, quarantine or counts are not the same, byte for byte. Built with
sanitizers (``.ci/run`` shows how), a read beyond a block ends the process.
"""

import argparse
import io
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest import mock

from tools.odd_files import How, file_of, joined, people

from npmatch.batch import blocks, parts, reader, run
from npmatch.batch.exports import Options
from npmatch.batch.faults import BatchError, Fault, Place
from npmatch.batch.jobs import Job, PairJob, Terms, open_join
from npmatch.batch.output import Form, Sink
from npmatch.batch.pairs import Pairs, read_pair_layout
from npmatch.batch.passing import pass_for
from npmatch.batch.quarantine import Quarantine
from npmatch.batch.reader import open_source
from npmatch.batch.run import Hooks, Mark, Run
from npmatch.batch.summary import Summary
from npmatch.native import kernel


class Left(NamedTuple):
    """What a run leaves: the output, the quarantine and the counts, or the fault that ended it."""

    output: bytes
    aside: bytes
    counts: dict[str, Any]
    fault: Fault | None = None


class Stop(NamedTuple):
    """A place from which a run may go on, and what was written and counted up to it."""

    mark: Mark
    left: Left


@contextmanager
def read_by(block: int | None) -> Iterator[None]:
    """Let so many bytes be read at a time, and no more of them in the general way."""
    size, reach = reader.ROOM, blocks._LEAST_REACH  # noqa: SLF001  # is no option
    if block is not None:
        size, reach = block, min(block, reach)
    with mock.patch.object(reader, "ROOM", size), mock.patch.object(blocks, "_LEAST_REACH", reach):
        yield


@contextmanager
def engine(*, native: bool) -> Iterator[None]:
    """Let runs have the compiled passes, over what is written and over contracts, or not."""
    with (
        mock.patch.object(run, "pass_for", pass_for if native else lambda *_: None),
        mock.patch.object(parts, "kernel", kernel if native else lambda: None),
    ):
        yield


@contextmanager
def job_of(data: bytes, how: How) -> Iterator[Job]:
    """Open a file of pairs, or of applications with the contracts. Raises BatchError if it is none."""
    options = Options(how.on, how.encoding, how.delimiter, kind=how.kind)
    if how.contracts is None:
        source = open_source(io.BytesIO(data), "pairs.csv", how.encoding, how.delimiter)
        layout = read_pair_layout(Place(source.name, source.header_line), source.header, options)
        yield PairJob(Pairs(source, layout), Terms(how.policy))
        return
    with TemporaryDirectory() as folder:  # contracts are read at places, and mapped
        paths = Path(folder, "applications.csv"), Path(folder, "contracts.csv")
        for path, content in zip(paths, (data, how.contracts), strict=True):
            path.write_bytes(content)
        with open_join(*paths, options, Terms(how.policy, memory=how.memory)) as job:
            yield job


class Try:
    """One run of a job: from its beginning, or from a stop on."""

    def __init__(self, job: Job, how: How, begun: Stop | None = None) -> None:
        self._output, self._aside = io.BytesIO(), io.BytesIO()
        self._summary = Summary()
        self._begun = begun
        if begun is not None:
            self._output.write(begun.left.output)
            self._aside.write(begun.left.aside)
            self._summary = Summary.from_dict(begun.left.counts)
        quarantine = Quarantine(self._aside)  # type: ignore[arg-type]  # what is written need not be counted
        quarantine.counts.update(self._summary.quarantined)
        self._summary.quarantined = quarantine.counts
        first, *others = job.sources
        deal = quarantine.dealer(others[0]) if others and begun is None else lambda _: None
        job.prepare(deal, lambda _: None, None if begun else self._summary.damaged)
        form = Form.of(job.sources[first].dialect, how.output, excel=how.excel)
        self.stops: list[Stop] = []
        sink = Sink(self._output, "out.csv", form, begun=begun is not None)
        self._run = Run(job, sink, self._summary, Hooks(quarantine.dealer(first), self._step))

    def go(self, *, stops: bool = False) -> Left:
        """Run to the end; keep every place from which it could go on, if asked to."""
        self._keep = stops
        if self._begun is None:
            self._run.write_header()
        self._run.go(Mark() if self._begun is None else self._begun.mark)
        return self._left()

    def _left(self) -> Left:
        return Left(self._output.getvalue(), self._aside.getvalue(), self._summary.to_dict())

    def _step(self, mark: Mark) -> None:
        self._run.count()
        if self._keep:
            self.stops.append(Stop(mark, self._left()))


def left_by(data: bytes, how: How, *, native: bool) -> Left:
    """Return what a run over a file leaves, with the compiled passes or without them."""
    with engine(native=native), read_by(how.block):
        try:
            with job_of(data, how) as job:
                return Try(job, how).go()
        except BatchError as error:
            return Left(b"", b"", {}, error.fault)


def differs(data: bytes, how: How) -> str | None:
    """Return in what the two engines differ on a file, None if they do not."""
    found, expected = (left_by(data, how, native=native) for native in (True, False))
    return next((name for name in Left._fields if getattr(found, name) != getattr(expected, name)), None)


def run_for(seconds: float, seed: int, *, joins: bool = False) -> tuple[int, str | None]:
    """Try files until the time is up; return how many, and the first that differs."""
    rng, end, tried = Random(seed), time.monotonic() + seconds, 0  # noqa: S311  # cases, not secrets
    while time.monotonic() < end:
        data, how = joined(rng) if joins else (people if rng.random() < 0.3 else file_of)(rng)
        tried += 1
        found = differs(data, how)
        if found is not None:
            return tried, ascii((found, how, data))
    return tried, None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description="odd files, matched with the compiled pass and without it")
    parser.add_argument("--seconds", type=float, default=60, help="how long to try (default: 60)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--joins", action="store_true", help="applications and contracts instead of pairs")
    asked_for = parser.parse_args(arguments)
    if kernel() is None:
        print("the compiled module is not there")
        return 2
    tried, fault = run_for(asked_for.seconds, asked_for.seed, joins=asked_for.joins)
    print(f"{tried} files, {int(fault is not None)} disagreements")
    if fault:
        print(fault)
    return int(fault is not None)


if __name__ == "__main__":
    sys.exit(main())
