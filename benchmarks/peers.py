"""Our side and its peers in one run: what the tables of ``docs/explanation/performance.md`` are made of.

    python benchmarks/peers.py --json peers.json

Every way of a job is a process of its own, and they take turns (``batch.py`` runs them, ``programs.py`` are the peers'
programs). A cell of the first table is the median time of a way as a multiple of the median of sha256 by ``hashlib`` over
the same input, and in brackets the same for the least time of the processor, which a busy machine distorts less. Then: columns in memory, the growth of time and memory with the rows, and the start.
``--small`` shows that it runs, and nothing else.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import batch
import programs

Rows = list[dict[str, Any]]

YARDSTICK = "hashlib"
"""What the others are compared with: sha256 as OpenSSL works it out. sha256sum may do without the processor's help."""

MOST = {"organisations": 200_000}
"""Rows of jobs that take long."""


def files(folder: Path, asked: argparse.Namespace) -> Rows:
    """Measure every way to do every job, or those that were asked for."""
    chosen = asked.ways and {*asked.ways, YARDSTICK}
    return [
        row
        for job in asked.jobs
        for row in batch.bench(folder, job, min(asked.rows, MOST.get(job, asked.rows)), asked.repeat, chosen)
    ]


def columns(rows: int, repeat: int) -> Rows:
    """Measure what takes lists of str in memory, in processes of their own."""
    found: dict[str, list[float]] = {}
    for pure in ("0", "1"):
        command = [sys.executable, "-c", programs.COLUMNS, str(rows), str(repeat)]
        told = subprocess.run(  # noqa: S603  # our own
            command, env={**os.environ, "NPMATCH_PURE": pure}, check=True, stdout=subprocess.PIPE
        )
        found |= json.loads(told.stdout)
    return [
        {"way": name, "rows": rows, "seconds": statistics.median(times), "processor": min(times)}
        for name, times in found.items()
    ]


def growth(folder: Path, jobs: Iterable[str], counts: Sequence[int], repeat: int) -> Rows:
    """Measure our side on files of several sizes."""
    found = []
    for job in jobs:
        for count in counts:
            inputs = batch.write_inputs(folder, job, count)
            ours = next(way for way in batch.ways(job, inputs, folder / "out.csv") if way.name == "npmatch")
            runs = [batch.measure(ours) for _ in range(repeat)]
            found.append(
                {
                    "job": job,
                    "rows": count,
                    "seconds": statistics.median(run.wall for run in runs),
                    "processor": min(run.cpu for run in runs),
                    "mebibytes": max(run.peak for run in runs),
                }
            )
    return found


def start(folder: Path, repeat: int) -> Rows:
    """Measure how quickly small things are done, whole processes."""
    inputs = batch.write_inputs(folder, "pairs", 10_000)
    ways = [
        batch.Way("empty interpreter", [sys.executable, "-c", ""]),
        batch.Way("import npmatch", [sys.executable, "-c", "import npmatch"]),
        next(way for way in batch.ways("pairs", inputs, folder / "out.csv") if way.name == "npmatch"),
    ]
    runs: list[list[batch.Ran]] = [[] for _ in ways]
    for _ in range(repeat):
        for way, times in zip(ways, runs, strict=True):
            times.append(batch.measure(way))
    return [
        {
            "way": way.name,
            "seconds": statistics.median(run.wall for run in times),
            "processor": min(run.cpu for run in times),
        }
        for way, times in zip(ways, runs, strict=True)
    ]


def ratio(row: dict[str, Any], yardstick: dict[str, Any]) -> str:
    """Show how many times as long as another something took."""
    wall, processor = (row[name] / max(yardstick[name], 1e-3) for name in ("seconds", "processor"))
    return f"{wall:.2f} ({processor:.2f})"


def table(titles: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    rows = [titles, ["---", *["---:"] * (len(titles) - 1)], *lines]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def of_files(found: Rows) -> str:
    """Return the table of ways and jobs."""
    by_place = {(row["job"], row["way"]): row for row in found}
    jobs, ways = ([*dict.fromkeys(row[name] for row in found)] for name in ("job", "way"))
    lines = [
        [way, *(ratio(by_place[job, way], by_place[job, YARDSTICK]) if (job, way) in by_place else "" for job in jobs)]
        for way in ways
    ]
    yardsticks = [by_place[job, YARDSTICK] for job in jobs]
    sizes = [f"{row['rows']}; {row['bytes'] / 1e6:.0f}; {row['seconds']:.2f}" for row in yardsticks]
    return table(["way", *jobs], [[f"rows; MB; seconds of {YARDSTICK}", *sizes], *lines])


def of_columns(found: Rows) -> str:
    """Return the table of columns in memory."""
    return table(
        [f"{found[0]['rows']} pairs in memory", "ns a pair", "to npmatch"],
        [[row["way"], f"{1e9 * row['processor'] / row['rows']:.0f}", ratio(row, found[0])] for row in found],
    )


def of_growth(found: Rows) -> str:
    """Return the table of sizes."""
    lines = [
        [
            f"{row['job']}, {row['rows']}",
            f"{row['seconds']:.2f}",
            f"{1e6 * row['seconds'] / row['rows']:.2f} ({1e6 * row['processor'] / row['rows']:.2f})",
            f"{row['mebibytes']:.1f}",
        ]
        for row in found
    ]
    return table(["job, rows", "seconds", "µs a row (processor)", "peak, MiB"], lines)


def of_start(found: Rows) -> str:
    """Return the table of small things."""
    return table(
        ["whole process", "ms", "to an empty interpreter"],
        [[row["way"], f"{1e3 * row['seconds']:.0f}", ratio(row, found[0])] for row in found],
    )


SHOWN = {"files": of_files, "columns": of_columns, "growth": of_growth, "start": of_start}


def main() -> None:
    """Measure, print the tables, and write JSON if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help="a thousand rows, once")
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--jobs", nargs="+", choices=batch.JOBS, default=list(batch.JOBS))
    parser.add_argument("--ways", nargs="+", help="ways of the first table, by name (default: all)")
    parser.add_argument("--grow", type=int, nargs="+", default=[10**4, 10**5, 10**6, 10**7])
    parser.add_argument("--parts", nargs="+", choices=SHOWN, default=list(SHOWN))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--folder", type=Path, help="where inputs are kept; without it they are made anew")
    asked = parser.parse_args()
    if asked.small:
        asked.rows, asked.repeat, asked.grow = 1000, 1, [100, 1000]
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        todo = {
            "files": lambda: files(folder, asked),
            "columns": lambda: columns(min(asked.rows, 200_000), asked.repeat),
            "growth": lambda: growth(folder, ("pairs", "join"), asked.grow, min(asked.repeat, 3)),
            "start": lambda: start(folder, asked.repeat),
        }
        found = {part: todo[part]() for part in asked.parts}
    machine = {
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
    }
    print("\n\n".join([str(machine), *(SHOWN[part](rows) for part, rows in found.items())]))
    if asked.json is not None:
        asked.json.write_text(json.dumps({**machine, **found}, indent=2) + "\n")


if __name__ == "__main__":
    main()
