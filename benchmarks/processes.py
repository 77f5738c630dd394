"""Whole processes, timed in turns: seconds of the clock and of the processor, and the most memory that they had."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import npmatch

ROOT = Path(__file__).resolve().parent.parent
WATCH = [sys.executable, "-I", "-S", str(ROOT / "benchmarks" / "watch.py")]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do a job.

    ``pure``: without the compiled module of npmatch. ``output``: the file that it writes, "" for none; ``redirected``:
    by its stdout.
    """

    name: str
    command: Sequence[str]
    pure: bool = False
    output: str = ""
    redirected: bool = False


class Ran(NamedTuple):
    """Seconds of the clock, seconds of the processor, and the most memory in MiB, of one process."""

    wall: float
    processor: float
    peak: float


def surroundings(folder: Path, *, pure: bool = False) -> dict[str, str]:
    """Return the environment of the processes: this one's, but with bytecode kept, in a folder of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {
        "PYTHONPATH": os.pathsep.join([str(Path(npmatch.__file__).parents[1]), str(ROOT)]),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "NPMATCH_PURE": "1" if pure else "0",
        "POLARS_MAX_THREADS": "2",
    }


def run(way: Way, environment: Mapping[str, str]) -> Ran:
    """Run a way once, with no file of an earlier run to write over. Raises CalledProcessError if it fails."""
    if way.output:
        Path(way.output).unlink(missing_ok=True)
    command = [*WATCH, way.output if way.redirected else os.devnull, *way.command]
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603  # our own
    wall, processor, peak = map(float, told.split())
    return Ran(wall, processor, peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def in_turns(ways: Iterable[Way], rounds: int, folder: Path) -> dict[str, list[Ran]]:
    """Run every way once a round, so that whoever else is busy on the machine slows all of them.

    One round goes before and is not counted: it compiles, as an installation would.
    """
    todo = [(way, surroundings(folder, pure=way.pure)) for way in ways]
    taken = [[run(way, environment) for way, environment in todo] for _ in range(1 + rounds)][1:]
    return {way.name: list(runs) for (way, _), runs in zip(todo, zip(*taken, strict=True), strict=True)}
