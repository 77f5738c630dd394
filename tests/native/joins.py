"""Joins of whole files, natively in this process and purely in another one: what comes of them, as plain data."""

import io
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from npmatch.batch.exports import Options
from npmatch.batch.faults import BadRow, BatchError
from npmatch.batch.jobs import Terms, open_join
from npmatch.batch.output import Form, Sink
from npmatch.batch.run import write_verdicts


class Case(NamedTuple):
    """Two files, and what is asked for."""

    asked: bytes
    held: bytes
    terms: Terms = Terms()  # frozen
    excel: bool = False
    encoding: str | None = None
    on: str | None = None
    kind: str | None = None


class Came(NamedTuple):
    """What came of a join: the output, the counts, the rows that were put aside, and the fault that ended it."""

    output: bytes
    counts: dict[str, Any]
    bad: list[tuple[object, ...]]
    fault: str


def came_of(case: Case, folder: Path) -> Came:
    paths = folder / "asked.csv", folder / "held.csv"
    for path, data in zip(paths, (case.asked, case.held), strict=True):
        path.write_bytes(data)
    stream, bad = io.BytesIO(), list[BadRow]()
    try:
        with open_join(*paths, Options(on=case.on, kind=case.kind), case.terms) as job:
            form = Form.of(job.applications.source.dialect, case.encoding, excel=case.excel)
            summary = write_verdicts(job, Sink(stream, "out", form), bad.append)
    except BatchError as error:
        return Came(stream.getvalue(), {}, [], str(error).replace(str(folder), ""))
    aside: list[tuple[object, ...]] = [
        (
            str(row.fault),
            row.place.line,
            row.place.column,
            row.place.name,
            b"".join(row.pieces()) if row.rest is None else row.raw,
            row.counts,
        )
        for row in bad
    ]
    return Came(stream.getvalue(), summary.to_dict(), aside, "")


def natively(cases: Sequence[Case]) -> list[Came]:
    with tempfile.TemporaryDirectory() as folder:
        return [came_of(case, Path(folder)) for case in cases]


def purely(cases: Sequence[Case]) -> list[Came]:
    """The same in a process that has no compiled module."""
    environment = {**os.environ, "NPMATCH_PURE": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "native.joins"]
    done = subprocess.run(command, input=pickle.dumps(cases), capture_output=True, env=environment, check=True)  # noqa: S603  # this file
    found: list[Came] = pickle.loads(done.stdout)  # noqa: S301  # our own
    return found


if __name__ == "__main__":
    from native.joins import natively as every  # so that the classes have the names that the other process knows
    from npmatch.native import engine

    if engine() != "pure":
        raise AssertionError
    sys.stdout.buffer.write(pickle.dumps(every(pickle.loads(sys.stdin.buffer.read()))))  # noqa: S301  # our own
