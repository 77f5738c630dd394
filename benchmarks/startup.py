"""What it costs to start: whole processes beside an empty interpreter, as ratios in one run.

Each job is a process of its own, and the jobs take turns with the empty interpreter, so that a busy machine slows all
of them; the figures are medians over the rounds. The first round is not counted: it compiles, as an installation would,
and puts the result into a folder of its own.

Run ``python benchmarks/startup.py``; ``--help`` tells the rest.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import npmatch
from npmatch.synthetic import pairs

EMPTY = "empty interpreter"
FIELDS = ("surname", "given_name", "patronymic", "document")
SEED = 1

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


def write_pairs(path: Path, count: int) -> None:
    """Write a file of pairs of invented people."""
    titles = [f"{side}_{field}" for side in ("application", "contract") for field in FIELDS]
    lines = [";".join(["phone", *titles])]
    for number, pair in enumerate(pairs(count, SEED)):
        cells = [getattr(record, field) for record in (pair.application, pair.contract) for field in FIELDS]
        lines.append(";".join([f"9{number:09d}", *cells]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def jobs(folder: Path, count: int) -> dict[str, list[str]]:
    """Return the arguments of the interpreter for each job, the yardstick first; write what they read."""
    one, many = folder / "one.csv", folder / "many.csv"
    write_pairs(one, 1)
    write_pairs(many, count)
    match = ["-m", "npmatch", "match", "--force", "--output", str(folder / "verdicts.csv")]
    return {
        EMPTY: ["-c", "pass"],
        "import npmatch": ["-c", "import npmatch"],
        "one match_person": ["-c", _USE],
        "import click": ["-c", "import click"],
        "npmatch --version": ["-m", "npmatch", "--version"],
        "npmatch match, 1 pair": [*match, str(one)],
        f"npmatch match, {count} pairs": [*match, str(many)],
    }


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment of the processes: that of this one, but with bytecode kept, in a folder of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    package = Path(npmatch.__file__).parents[1]
    return {**kept, "PYTHONPATH": str(package), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def timed(arguments: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the milliseconds that a process takes. Raises CalledProcessError if it fails."""
    start = time.perf_counter_ns()
    subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=True)  # noqa: S603  # jobs()
    return (time.perf_counter_ns() - start) / 1e6


def run(size: Size) -> list[Row]:
    """Time all jobs in turns and return the medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = surroundings(folder)
        todo = jobs(folder, size.pairs)
        rounds = [[timed(job, environment) for job in todo.values()] for _ in range(size.rounds + 1)]
    medians = [statistics.median(times) for times in zip(*rounds[1:], strict=True)]
    return [Row(job, round(took, 1), round(took / medians[0], 2)) for job, took in zip(todo, medians, strict=True)]


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
