"""npmatch and its peers in one run: everything that ``docs/explanation/performance.md`` shows.

    python -m benchmarks.performance --docs

measures, prints the tables in Markdown, and with ``--docs`` writes them into the page (the numbers behind them into
``benchmarks/performance.json``). Whole processes take turns, round by round; medians are compared.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import report, startup
from benchmarks.inputs import JOBS, input_files
from benchmarks.measured import Measured, Numbers, machine, read, write
from benchmarks.processes import in_turns, surroundings
from benchmarks.ways import DISTANCES, MATCH, OURS, YARDSTICK, ways
from tools import docs_tables

MOST = {"organisations": 200_000}
"""Rows of jobs that would take too long otherwise, without the compiled module."""

GROWING = ("pairs", "join", "join-shuffled")
SIZES = (10**4, 10**5, 10**6, 10**7)


def of_files(folder: Path, job: str, asked: argparse.Namespace) -> Iterator[Measured]:
    """Measure every way to do a job, or those that were asked for."""
    rows = min(asked.rows, MOST.get(job, asked.rows))
    inputs = input_files(folder, job, rows)
    wanted = [way for way in ways(job, inputs, folder / "out.csv") if not asked.ways or way.name in asked.ways]
    size = sum(path.stat().st_size for path in inputs)
    for way, runs in in_turns(wanted, asked.rounds, folder).items():
        yield Measured("files", job, way, rows, runs, size)


def of_lists(folder: Path, asked: argparse.Namespace) -> Iterator[Measured]:
    """Measure lists in memory, in a process for each engine."""
    rows = min(asked.rows, 200_000)
    for pure in (False, True):
        for way, rounds in _told(folder, "lists", str(rows), str(asked.rounds), pure=pure).items():
            yield Measured("lists", "lists", way, rows, rounds)


def of_calls(folder: Path, asked: argparse.Namespace) -> Iterator[Measured]:
    """Measure single calls."""
    for row in _told(folder, "match_person", "--json", *["--small"] * asked.small)["rows"]:
        for way, name in ((MATCH, "match_person_ns"), (DISTANCES, "four_osa_ns")):
            yield Measured("calls", f"{row['carried_by']}: {row['outcome']}", way, 1, [[row[name] / 1e9]])


def _told(folder: Path, module: str, *arguments: str, pure: bool = False) -> dict[str, Any]:
    """Run one of the neighbours in a process of its own and return the JSON that it prints."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    environment = surroundings(folder, pure=pure)
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)  # noqa: S603  # our own
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def of_start(folder: Path, asked: argparse.Namespace) -> Iterator[Measured]:
    """Measure what a start costs."""
    size = startup.SMALL if asked.small else startup.WHOLE
    for way, runs in startup.taken(folder, size).items():
        yield Measured("start", "start", way, size.pairs, runs)


def of_growth(folder: Path, asked: argparse.Namespace) -> Iterator[Measured]:
    """Measure npmatch on files of several sizes, which take turns."""
    for job in GROWING:
        inputs = {rows: input_files(folder, job, rows) for rows in asked.sizes}
        ours = [replace(next(ways(job, inputs[rows], folder / "out.csv")), name=str(rows)) for rows in inputs]
        for rows, runs in in_turns(ours, min(asked.rounds, 3), folder).items():
            size = sum(path.stat().st_size for path in inputs[int(rows)])
            yield Measured("growth", job, OURS, int(rows), runs, size)


PARTS: Mapping[str, Callable[[Path, argparse.Namespace], Iterator[Measured]]] = {
    "lists": of_lists,
    "calls": of_calls,
    "start": of_start,
    "growth": of_growth,
}


def measure(folder: Path, asked: argparse.Namespace) -> Iterator[Measured]:
    """Measure what was asked for: jobs with files, then other parts."""
    for job in JOBS:
        if job in asked.only:
            yield from of_files(folder, job, asked)
    for part, work in PARTS.items():
        if part in asked.only:
            yield from work(folder, asked)


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [*JOBS, *PARTS]
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=f"of {', '.join(names)}")
    parser.add_argument("--growth", dest="only", action="store_const", const=["growth"], help="--only growth")
    parser.add_argument("--ways", nargs="+", metavar="WAY", help="only these of the ways in the table of jobs")
    parser.add_argument("--rows", type=int, default=2_000_000, help="rows of a file (default: 2 000 000)")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="rows of the files that grow, a tenth each")
    parser.add_argument("--rounds", type=int, default=5, help="how often each process runs (default: 5)")
    parser.add_argument("--small", action="store_true", help="few rows, once: to see that it runs")
    parser.add_argument("--folder", type=Path, help="where inputs are kept; without it they are made anew")
    parser.add_argument("--json", type=Path, help="write every run to a file")
    parser.add_argument("--docs", action="store_true", help="write the tables into the docs, the numbers beside")
    parser.add_argument(
        "--kept", type=Path, nargs="+", default=[], help="files of --json, for what is not measured now"
    )
    asked = parser.parse_args(arguments)
    if asked.small:
        asked.rows, asked.rounds, asked.sizes = 1000, 1, (10, 100, 1000)
    if asked.only is None:
        asked.only = [] if asked.kept else names
    if asked.ways:
        asked.ways.append(YARDSTICK)
    return asked


def gather(folder: Path, asked: argparse.Namespace) -> Numbers:
    """Measure, and keep what is known so far: the whole takes long."""
    found: list[Measured] = []
    here = machine()
    for each in measure(folder, asked):
        found.append(each)
        print(f"{each.part}: {each.job}, {each.way}, {each.rows} rows: {each.clock:.4g} s", file=sys.stderr, flush=True)
        if asked.json:
            write(Numbers(here, found), asked.json)
    return Numbers(here, found)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, keep, show; return the exit code of the command."""
    asked = options(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        numbers = gather(asked.folder or Path(temporary), asked)
    for path in reversed(asked.kept):
        numbers = numbers.instead_of(read(path))
    for path in [asked.json] * bool(asked.json) + [report.KEPT] * asked.docs:
        write(numbers, path)
    if asked.docs:
        docs_tables.main([])
    print(report.shown(numbers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
