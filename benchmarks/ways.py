"""Who does which job, and by what command: npmatch with both engines, and those of its peers that are installed."""

import importlib.util
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.inputs import JOBS, encoding_of
from benchmarks.processes import Way

YARDSTICK, READER = "sha256", "csv.reader"
OURS, PURE, REPORTED = "npmatch", "npmatch, pure Python", "npmatch, with report and digests"
COPY, VERDICTS = "polars, no matching", "duckdb, the same columns"
MATCH, DISTANCES = "match_person", "four distances"


class Peer(NamedTuple):
    """Where its work is, the module that it needs, and the jobs that it can do."""

    work: str
    module: str
    jobs: Collection[str]


_PEOPLE = ("pairs", "cased", "join-shuffled")

PEERS = {
    YARDSTICK: Peer("yardsticks:sha256", "hashlib", JOBS),
    READER: Peer("yardsticks:csv_reader", "csv", JOBS),
    COPY: Peer("peers:polars_copy", "polars", ["pairs"]),
    "pyarrow, no matching": Peer("peers:pyarrow_copy", "pyarrow", ["pairs"]),
    "polars": Peer("peers:polars", "polars", _PEOPLE),
    "duckdb": Peer("peers:duckdb", "duckdb", _PEOPLE),
    VERDICTS: Peer("peers:duckdb_verdicts", "duckdb", ["pairs"]),
    "pandas": Peer("peers:pandas", "pandas", _PEOPLE),
    "rapidfuzz loop": Peer("peers:rapidfuzz_loop", "rapidfuzz", (*_PEOPLE, "pairs-cp1251", "organisations")),
}
"""Who takes part beside npmatch, by the name in the tables."""


def ways(job: str, inputs: tuple[Path, ...], output: Path) -> Iterator[Way]:
    """Yield all the ways to do a job here."""
    names = [str(path) for path in inputs]
    match, written = [sys.executable, "-m", "npmatch", "match", *names, "-o"], str(output)
    yield Way(OURS, [*match, "-"], output=written, redirected=True)
    yield Way(REPORTED, [*match, written, "--force"], output=written)
    yield Way(PURE, [*match, "-"], pure=True, output=written, redirected=True)
    for name, peer in PEERS.items():
        if job in peer.jobs and importlib.util.find_spec(peer.module):
            own = str(output.with_suffix(f".{peer.module}"))
            yield Way(name, [*_working(peer), encoding_of(job), own, *names], output=own)


def _working(peer: Peer) -> list[str]:
    module, _, function = peer.work.partition(":")
    work = f"import sys; from benchmarks.{module} import {function}; {function}(*sys.argv[1:])"
    return [sys.executable, "-c", work]
