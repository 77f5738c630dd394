"""Time and peak memory of ``npmatch match`` beside other ways to do the same job, as ratios in one run.

    python benchmarks/batch.py --rows 10000 100000 --repeat 3 --json batch.json

Jobs: ``pairs`` (90 % of the pairs equal), ``cased`` (nothing byte-equal), ``join`` (the same people in two exports).
Every way is a process of its own and they take turns; what is shown is the median of each and its ratio to a bare
pass of csv.reader over the same input. pandas, polars and duckdb take part if they are installed. What they do is less
than the order asks for: upper case, look-alikes and spaces folded, names compared by a distance of at most two where
there is one, outcomes written as yes and no.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from npmatch.synthetic import CASED, PAIRS, pairs

FIELDS = ("surname", "given_name", "patronymic", "document")
JOBS = ("pairs", "cased", "join")
SEED = 1

_READER = """
import csv, sys
for name in sys.argv[1:]:
    with open(name, encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream, delimiter=";"):
            pass
"""

_SHA256 = """
import hashlib, sys
for name in sys.argv[1:]:
    with open(name, "rb") as stream:
        hashlib.file_digest(stream, "sha256")
"""

_PANDAS = """
import sys, pandas
table = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ", " -.'")
frames = [pandas.read_csv(name, sep=";", dtype=str, keep_default_na=False) for name in sys.argv[2:]]
if len(frames) == 1:
    both = frames[0]
else:
    sides = [f.rename(columns=lambda c, p=p: c if c == "phone" else p + c)
             for f, p in zip(frames, ("application_", "contract_"))]
    both = sides[0].merge(sides[1], on="phone", how="left")
found = both[["phone"]].copy()
for field in ("surname", "given_name", "patronymic", "document"):
    left, right = (both[side + field].fillna("").str.upper().str.translate(table)
                   for side in ("application_", "contract_"))
    found[field] = left == right
found.to_csv(sys.argv[1], sep=";", index=False)
"""

_POLARS = """
import sys, polars as pl
fields = ("surname", "given_name", "patronymic", "document")
frames = [pl.scan_csv(name, separator=";", infer_schema=False) for name in sys.argv[2:]]
if len(frames) == 1:
    both = frames[0]
else:
    asked, held = (f.rename({c: p + c for c in fields}) for f, p in zip(frames, ("application_", "contract_")))
    both = asked.join(held, on="phone", how="left", maintain_order="left")
latin, russian = list("ABCEHKMOPTXY -.'"), list("АВСЕНКМОРТХУ") + [""] * 4
def folded(name):
    return pl.col(name).fill_null("").str.to_uppercase().str.replace_many(latin, russian)
both.select("phone", *((folded("application_" + f) == folded("contract_" + f)).alias(f) for f in fields)
            ).sink_csv(sys.argv[1], separator=";")
"""

_DUCKDB = """
import sys, duckdb
base = duckdb.connect(config={"threads": 2})
read = lambda name: f"read_csv('{name}', delim=';', header=true, all_varchar=true)"
fields = ("surname", "given_name", "patronymic", "document")
if len(sys.argv) == 3:
    rows, left, right = read(sys.argv[2]), "application_", "contract_"
else:
    rows = f"{read(sys.argv[2])} a left join {read(sys.argv[3])} c on a.phone = c.phone"
    left, right = "a.", "c."
fold = lambda name: f"translate(upper(coalesce({name}, '')), 'ABCEHKMOPTXY -.', 'АВСЕНКМОРТХУ')"
names = ", ".join(f"damerau_levenshtein({fold(left + f)}, {fold(right + f)}) <= 2 as {f}" for f in fields[:3])
paper = f"{fold(left + 'document')} = {fold(right + 'document')} as document"
phone = "phone" if len(sys.argv) == 3 else "a.phone"
base.execute(f"copy (select {phone}, {names}, {paper} from {rows}) to '{sys.argv[1]}' (delimiter ';', header true)")
"""


class Way(NamedTuple):
    """One way to do a job: its name and the command."""

    name: str
    command: list[str]


class Ran(NamedTuple):
    """Seconds of the clock, seconds of the processor, and the greatest memory in MiB of one process."""

    wall: float
    cpu: float
    peak: float


def write_inputs(folder: Path, job: str, count: int) -> list[Path]:
    """Write the input of a job, unless it is there; return its files."""
    names = ("asked", "held") if job == "join" else ("pairs",)
    paths = [folder / f"{job}-{count}-{name}.csv" for name in names]
    if not all(path.exists() for path in paths):
        streams = [path.open("w", encoding="utf-8") for path in paths]
        prefixes = ("",) if job == "join" else ("application_", "contract_")
        titles = ";".join(prefix + field for prefix in prefixes for field in FIELDS)
        for stream in streams:
            stream.write(f"phone;{titles}\n")
        for number, pair in enumerate(pairs(count, SEED, CASED if job == "cased" else PAIRS)):
            sides = [";".join(getattr(side, field) for field in FIELDS) for side in (pair.application, pair.contract)]
            if job == "join":
                for stream, side in zip(streams, sides, strict=True):
                    stream.write(f"9{(number * 7919) % 1_000_000_000:09d};{side}\n")
            else:
                streams[0].write(f"9{number:09d};{';'.join(sides)}\n")
        for stream in streams:
            stream.close()
    return paths


def ways(inputs: list[Path], output: Path) -> Iterator[Way]:
    """Give the ways to do a job, the yardstick first."""
    names = [str(path) for path in inputs]
    yield Way("csv.reader", [sys.executable, "-c", _READER, *names])
    yield Way("sha256", [sys.executable, "-c", _SHA256, *names])
    yield Way("npmatch", [sys.executable, "-m", "npmatch", "match", *names, "-o", str(output), "--force"])
    for name, code in (("pandas", _PANDAS), ("polars", _POLARS), ("duckdb", _DUCKDB)):
        if importlib.util.find_spec(name) is not None:
            yield Way(name, [sys.executable, "-c", code, str(output.with_suffix(f".{name}")), *names])


def measure(way: Way) -> Ran:
    """Run a way once. Raises CalledProcessError if it fails."""
    begun = time.perf_counter()
    with subprocess.Popen(way.command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as running:  # noqa: S603  # our own
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, way.name)
    return Ran(wall, used.ru_utime + used.ru_stime, _mebibytes(used))


def _mebibytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def bench(folder: Path, job: str, count: int, repeat: int) -> list[dict[str, object]]:
    """Measure every way to do one job; return a row for each."""
    inputs = write_inputs(folder, job, count)
    found = list(ways(inputs, folder / "out.csv"))
    runs: dict[str, list[Ran]] = {way.name: [] for way in found}
    for _ in range(repeat):
        for way in found:
            runs[way.name].append(measure(way))
    medians = {name: Ran(*map(statistics.median, zip(*each, strict=True))) for name, each in runs.items()}
    yardstick = medians["csv.reader"]
    size = sum(path.stat().st_size for path in inputs)
    return [
        {
            "job": job,
            "rows": count,
            "bytes": size,
            "way": name,
            "seconds": round(ran.wall, 3),
            "processor": round(ran.cpu, 3),
            "mebibytes": round(ran.peak, 1),
            "ratio": round(ran.cpu / yardstick.cpu, 2),
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
