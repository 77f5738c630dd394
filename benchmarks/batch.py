"""Time and peak memory of ``npmatch match`` beside other ways to do the same job, as ratios in one run.

    python benchmarks/batch.py --rows 10000 100000 --repeat 3 --json batch.json

Jobs: ``pairs`` (90 % of the pairs equal), ``cased`` (nothing byte-equal), ``cp1251`` (``pairs`` in that encoding),
``join`` (the same people in two exports), ``organisations``. Every way is a process of its own and they take turns;
what is shown is the median of each (and the least time of the processor), and its ratio to the first,
a bare pass of csv.reader over the same input. Others take part if they are installed; ``programs.py`` says what they do.
"""

import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import programs
from npmatch.synthetic import CASED, PAIRS, pairs

FIELDS = ("surname", "given_name", "patronymic", "document")
OF_TITLES = ("name", "inn")
JOBS = ("pairs", "cased", "cp1251", "join", "organisations")
MIXES = {"cased": CASED, "organisations": replace(PAIRS, kinds={"org": 1})}
SEED = 1

OF_PEOPLE = frozenset({"pairs", "cased", "join"})
PEERS = {
    "polars, no matching": ("polars", programs.POLARS_COPY, {"pairs", "cased"}),
    "pyarrow, no matching": ("pyarrow", programs.PYARROW_COPY, {"pairs", "cased"}),
    "polars": ("polars", programs.POLARS, OF_PEOPLE),
    "duckdb": ("duckdb", programs.DUCKDB, OF_PEOPLE),
    "pandas": ("pandas", programs.PANDAS, OF_PEOPLE | {"cp1251"}),
    "rapidfuzz loop": ("rapidfuzz", programs.RAPIDFUZZ, set(JOBS)),
}
"""What else does the jobs: the module that it needs, the program, and the jobs that it can do."""


class Way(NamedTuple):
    """One way to do a job: its name and the command. ``pure``: without the compiled module of npmatch."""

    name: str
    command: list[str]
    pure: bool = False


class Ran(NamedTuple):
    """Seconds of the clock, seconds of the processor, and the greatest memory in MiB of one process."""

    wall: float
    cpu: float
    peak: float


def write_inputs(folder: Path, job: str, count: int) -> list[Path]:
    """Write the input of a job, unless it is there; return its files."""
    paths = [folder / f"{job}-{count}-{name}.csv" for name in (("asked", "held") if job == "join" else ("pairs",))]
    if not all(path.exists() for path in paths):
        with contextlib.ExitStack() as opened:
            streams = [opened.enter_context(path.open("w", encoding=encoding_of(job))) for path in paths]
            for lines in lines_of(job, count):
                for stream, line in zip(streams, lines, strict=True):
                    stream.write(line)
    return paths


def lines_of(job: str, count: int) -> Iterator[list[str]]:
    """Give the lines of the files of a job, those of all its files together."""
    fields = OF_TITLES if job == "organisations" else FIELDS
    titles = [";".join(prefix + field for field in fields) for prefix in ("application_", "contract_")]
    if job == "join":
        yield [f"phone;{';'.join(fields)}\n"] * 2
    else:
        yield [f"phone;{';'.join(titles)}\n"]
    for number, pair in enumerate(pairs(count, SEED, MIXES.get(job, PAIRS))):
        sides = [";".join(getattr(side, field) for field in fields) for side in (pair.application, pair.contract)]
        if job == "join":
            yield [f"9{(number * 7919) % 1_000_000_000:09d};{side}\n" for side in sides]
        else:
            yield [f"9{number:09d};{';'.join(sides)}\n"]


def encoding_of(job: str) -> str:
    """Return the encoding of the files of a job."""
    return "cp1251" if job == "cp1251" else "utf-8"


def ways(job: str, inputs: list[Path], output: Path) -> Iterator[Way]:
    """Give the ways to do a job, the yardstick first."""
    names = [str(path) for path in inputs]
    ours = [sys.executable, "-m", "npmatch", "match", *names, "-o", str(output), "--force"]
    yield Way("csv.reader", _program(programs.READER, job, output, names))
    if shutil.which("sha256sum"):
        yield Way("sha256sum", ["sha256sum", *names])
    yield Way("hashlib", _program(programs.SHA256, job, output, names))
    yield Way("npmatch", ours)
    yield Way("npmatch, pure", ours, pure=True)
    for name, (module, text, jobs) in PEERS.items():
        if job in jobs and importlib.util.find_spec(module) is not None:
            yield Way(name, _program(text, job, output.with_suffix(f".{module}"), names))


def _program(text: str, job: str, output: Path, names: list[str]) -> list[str]:
    return [sys.executable, "-c", text, encoding_of(job), str(output), *names]


def measure(way: Way) -> Ran:
    """Run a way once. Raises CalledProcessError if it fails."""
    variables = {**os.environ, "NPMATCH_PURE": "1" if way.pure else "0", "POLARS_MAX_THREADS": "2"}
    watch = [sys.executable, "-I", "-S", "-c", programs.WATCH, *way.command]
    told = subprocess.run(watch, env=variables, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603  # our own
    wall, cpu, peak = map(float, told.split())
    return Ran(wall, cpu, peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def bench(
    folder: Path, job: str, count: int, repeat: int, chosen: Container[str] | None = None
) -> list[dict[str, object]]:
    """Measure every way to do one job, or those that are ``chosen``; return a row for each."""
    inputs = write_inputs(folder, job, count)
    found = [way for way in ways(job, inputs, folder / "out.csv") if chosen is None or way.name in chosen]
    runs: dict[str, list[Ran]] = {way.name: [] for way in found}
    for _ in range(repeat):
        for way in found:
            runs[way.name].append(measure(way))
    medians = {name: Ran(*map(statistics.median, zip(*each, strict=True))) for name, each in runs.items()}
    least = {name: min(ran.cpu for ran in each) for name, each in runs.items()}
    size = sum(path.stat().st_size for path in inputs)
    return [
        {
            "job": job,
            "rows": count,
            "bytes": size,
            "way": name,
            "seconds": round(ran.wall, 3),
            "processor": round(least[name], 3),
            "mebibytes": round(ran.peak, 1),
            "ratio": round(least[name] / least[found[0].name], 2),
        }
        for name, ran in medians.items()
    ]


def show(rows: list[dict[str, object]]) -> None:
    """Print the rows as a table."""
    columns = ("job", "rows", "way", "seconds", "processor", "mebibytes", "ratio")
    print("  ".join(f"{column:>10}" for column in columns))
    for row in rows:
        print("  ".join(f"{row[column]!s:>10}" for column in columns))


def main() -> None:
    """Measure, print a table, and write JSON if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--jobs", nargs="+", choices=JOBS, default=list(JOBS))
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--folder", type=Path, help="where inputs are kept; without it they are made anew")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        rows = [
            row for job in options.jobs for count in options.rows for row in bench(folder, job, count, options.repeat)
        ]
    show(rows)
    if options.json is not None:
        machine = {"python": platform.python_version(), "machine": platform.machine(), "processors": os.cpu_count()}
        seed = {"seed": SEED, "script": hashlib.sha256(Path(__file__).read_bytes()).hexdigest()}
        options.json.write_text(json.dumps({**machine, **seed, "rows": rows}, indent=2) + "\n")


if __name__ == "__main__":
    main()
