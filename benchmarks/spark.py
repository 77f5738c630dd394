"""Rows a second, bytes a row and shuffled bytes of a join on Spark, on two cores of this machine.

    python -m benchmarks.spark --rows 100000 1000000 --json spark.json

As many contracts as applications, one in ten numbers with a second contract, Parquet in and out. What is printed goes
into the arithmetic of ``docs/how-to/join-80-million-on-spark.md``.
"""

import argparse
import contextlib
import json
import os
import sys
import tempfile
import time
import urllib.request
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

from npmatch.columns import Joined
from npmatch.engines import spark as engine
from npmatch.synthetic import PAIRS, pairs

FIELDS = ("surname", "given_name", "patronymic", "document")
SEED = 1
_CHUNK = 100_000


def write_inputs(folder: Path, count: int) -> dict[str, Path]:
    """Write both tables as Parquet; return where they are."""
    paths = {side: folder / f"{side}-{count}.parquet" for side in ("application", "contract")}
    stream = enumerate(pairs(count, SEED, PAIRS))
    writers: dict[str, Any] = {}
    while chunk := list(islice(stream, _CHUNK)):
        for side, path in paths.items():
            rows = [_row(side, number, getattr(pair, side)) for number, pair in chunk]
            if side == "contract":
                rows += [{**row, "contract_row": -1 - row["contract_row"]} for row in rows[::10]]
            table = pa.Table.from_pylist(rows)
            if side not in writers:
                writers[side] = pq.ParquetWriter(path, table.schema)
            writers[side].write_table(table)
    for writer in writers.values():
        writer.close()
    return paths


def _row(side: str, number: int, record: object) -> dict[str, Any]:
    cells = {f"{side}_{name}": getattr(record, name) for name in FIELDS}
    return {f"{side}_row": number, f"{side}_phone": f"+7 9{number * 7_654_321 % 10**9:09d}", **cells}


def session(partitions: int) -> SparkSession:
    """Start Spark on two cores."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings: dict[str, bool | float | int | str | None] = {
        "spark.sql.shuffle.partitions": str(partitions),
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.autoBroadcastJoinThreshold": "-1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "2g",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    return SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()


def measure(spark: SparkSession, paths: dict[str, Path], output: Path) -> dict[str, float]:
    """Join, match and write; return what it took, the stages' own figures summed."""
    before = len(_stages(spark))
    started, used = time.perf_counter(), _processor_seconds()
    asked, held = (
        (frame := spark.read.parquet(str(path))).withColumn("phone_key", engine.phone_key(frame[f"{side}_phone"]))
        for side, path in paths.items()
    )
    joined = asked.join(held, "phone_key", "left")
    verdicts = engine.match(joined, key="phone_key", joined=Joined("application_row", "contract_row"))
    verdicts.write.mode("overwrite").parquet(str(output))
    seconds = time.perf_counter() - started
    stages = _stages(spark)[: len(_stages(spark)) - before]
    return {
        "seconds": seconds,
        "processor_seconds": _processor_seconds() - used,
        "shuffled": sum(stage["shuffleWriteBytes"] for stage in stages),
        "spilled": sum(stage["diskBytesSpilled"] for stage in stages),
        "read": sum(path.stat().st_size for path in paths.values()),
        "written": sum(path.stat().st_size for path in output.glob("*.parquet")),
    }


def _processor_seconds() -> float:
    """Return what this process and those that it started (Java, the workers in Python) have used, on Linux."""
    found: dict[int, tuple[int, float]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # one that has just ended
            cells = path.read_text().rpartition(")")[2].split()
            # Its own time and that of children which have ended, in user and system mode.
            found[int(path.parent.name)] = int(cells[1]), sum(map(int, cells[11:15])) / os.sysconf("SC_CLK_TCK")
    return sum(seconds for pid, (_, seconds) in found.items() if _is_ours(pid, found))


def _is_ours(pid: int, found: Mapping[int, tuple[int, float]]) -> bool:
    while pid in found and pid != os.getpid():
        pid = found[pid][0]
    return pid == os.getpid()


def _stages(spark: SparkSession) -> list[dict[str, Any]]:
    """Return the stages that were done, the last one first."""
    context = spark.sparkContext
    address = f"{context.uiWebUrl}/api/v1/applications/{context.applicationId}/stages?status=complete"
    with urllib.request.urlopen(address) as answer:  # noqa: S310  # Spark's own, on this machine
        found: list[dict[str, Any]] = json.load(answer)
    return found


def main() -> None:
    """Measure each size and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000])
    parser.add_argument("--partitions", type=int, default=8)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    spark = session(given.partitions)
    results = {}
    with tempfile.TemporaryDirectory() as name:
        for count in given.rows:
            paths = write_inputs(Path(name), count)
            found = measure(spark, paths, Path(name, f"out-{count}"))
            results[count] = found
            print(
                f"{count:>9,} applications  {found['seconds']:7.1f} s  {count / found['seconds']:8,.0f} rows/s  "
                f"{count / found['processor_seconds']:8,.0f} rows a processor second  "
                + "  ".join(
                    f"{name} {found[name] / count:5.1f} B/row" for name in ("read", "shuffled", "spilled", "written")
                ),
                flush=True,
            )
    spark.stop()
    if given.json:
        given.json.write_text(json.dumps(results, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
