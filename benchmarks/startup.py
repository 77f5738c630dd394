"""What it costs to start: whole processes beside an empty interpreter, as ratios in one run.

Each job is a process of its own, and the jobs take turns with the empty interpreter, so that a busy machine slows all
of them; the figures are medians over the rounds. The first round is not counted: it compiles, as an installation would,
and puts the result into a folder of its own.

Run ``python -m benchmarks.startup``; ``--help`` tells the rest.
"""

import argparse
import json
import platform
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.inputs import input_files
from benchmarks.processes import Ran, Way, in_turns

EMPTY, IMPORT, COMMAND = "empty interpreter", "import npmatch", "npmatch match, many pairs"

_USE = """
from npmatch import Person, match_person
match_person(Person("Krylov", "Ivan", "", "4508 123456"), Person("Krylov", "Ivan", "", "4508 123456"))
"""


class Row(NamedTuple):
    """One line of the result: milliseconds of a process, and how many empty interpreters that is."""

    job: str
    milliseconds: float
    ratio: float


class Size(NamedTuple):
    """How much is timed: pairs in the larger file, and rounds."""

    pairs: int
    rounds: int


WHOLE, SMALL = Size(10_000, 31), Size(100, 2)


def ways(folder: Path, count: int) -> Iterator[Way]:
    """Yield the jobs, the yardstick first; write what they read."""
    (one,), (many,) = (input_files(folder, "pairs", rows) for rows in (1, count))
    match = ["-m", "npmatch", "match", "--force", "--output", str(folder / "verdicts.csv")]
    arguments = {
        EMPTY: ["-c", "pass"],
        IMPORT: ["-c", "import npmatch"],
        "one match_person": ["-c", _USE],
        "import click": ["-c", "import click"],
        "npmatch --version": ["-m", "npmatch", "--version"],
        "npmatch match, 1 pair": [*match, str(one)],
        COMMAND: [*match, str(many)],
    }
    return (Way(name, [sys.executable, *words]) for name, words in arguments.items())


def taken(folder: Path, size: Size) -> dict[str, list[Ran]]:
    """Time all jobs in turns and return their runs."""
    return in_turns(ways(folder, size.pairs), size.rounds, folder)


def run(size: Size) -> list[Row]:
    """Time all jobs and return the medians."""
    with tempfile.TemporaryDirectory() as folder:
        found = taken(Path(folder), size)
    medians = {name: 1e3 * statistics.median(run.wall for run in runs) for name, runs in found.items()}
    return [Row(name, round(took, 1), round(took / medians[EMPTY], 2)) for name, took in medians.items()]


def table(rows: Sequence[Row]) -> None:
    """Print the rows."""
    print(f"{'whole process':<28} {'ms':>8} {'ratio':>7}")
    for row in rows:
        print(f"{row.job:<28} {row.milliseconds:>8.1f} {row.ratio:>7.2f}")


def document(rows: Sequence[Row], size: Size) -> None:
    """Print the rows as JSON, with what they depend on."""
    machine = {"python": platform.python_version(), "machine": platform.machine(), "system": platform.system()}
    print(json.dumps({**machine, **size._asdict(), "rows": [row._asdict() for row in rows]}, indent=2))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and return the exit code."""
    parser = argparse.ArgumentParser(description="whole processes beside an empty interpreter")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--small", action="store_true", help="fewer pairs and rounds, to see that it runs")
    asked = parser.parse_args(arguments)
    size = SMALL if asked.small else WHOLE
    rows = run(size)
    if asked.json:
        document(rows, size)
    else:
        table(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
