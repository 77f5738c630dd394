"""What was measured, every single run of it, and how it is kept."""

import json
import os
import platform
import ssl
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import npmatch
from npmatch.native import engine

PACKAGES = ("rapidfuzz", "polars", "pyarrow", "duckdb", "pandas", "jellyfish", "splink")


@dataclass(frozen=True, slots=True)
class Measured:
    """All runs of one way to do one job.

    Of each run, as far as they are known: seconds by the clock, seconds of the processor, the most memory in MiB.
    ``size``: bytes of the inputs.

    >>> each = Measured("files", "pairs", "npmatch", 10, [(1.0, 0.5, 20.0), (3.0, 0.5, 20.0), (2.0, 0.5, 21.0)])
    >>> each.clock, each.busy, each.memory
    (2.0, 0.5, 20.0)
    """

    part: str
    job: str
    way: str
    rows: int
    runs: Sequence[Sequence[float]]
    size: int = 0

    @property
    def clock(self) -> float:
        """The median of the seconds by the clock."""
        return self._median(0)

    @property
    def busy(self) -> float:
        """The median of the seconds of the processor; 0 where they were not measured."""
        return self._median(1)

    @property
    def memory(self) -> float:
        """The median of the most memory, in MiB; 0 where it was not measured."""
        return self._median(2)

    def _median(self, at: int) -> float:
        return statistics.median(run[at] if at < len(run) else 0.0 for run in self.runs)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was measured on a machine, in the order in which it was."""

    machine: Mapping[str, str] = field(default_factory=dict)
    measured: Sequence[Measured] = ()

    def of(self, part: str, job: str | None = None, way: str | None = None) -> list[Measured]:
        """Return what was measured in a part, of a job, by a way."""
        wanted = {"part": part, "job": job, "way": way}
        asked = {name: value for name, value in wanted.items() if value is not None}
        return [each for each in self.measured if all(getattr(each, name) == asked[name] for name in asked)]

    def instead_of(self, earlier: "Numbers") -> "Numbers":
        """Return both; what is measured here takes the place of the same job, or the same part of jobs, there."""
        done = {(each.part, each.job) for each in self.measured}
        kept = [each for each in earlier.measured if (each.part, each.job) not in done]
        return Numbers(self.machine if self.measured else earlier.machine, [*kept, *self.measured])


def read(path: Path) -> Numbers:
    """Return what is in a file that `write` has written."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Numbers(kept["machine"], [Measured(**each) for each in kept["measured"]])


def write(numbers: Numbers, path: Path) -> None:
    """Write all numbers as JSON, a line for each way to do a job."""
    lines = ",\n".join(json.dumps(_short(each)) for each in numbers.measured)
    machine = json.dumps(dict(numbers.machine), indent=1, ensure_ascii=False)
    path.write_text(f'{{"machine": {machine},\n"measured": [\n{lines}\n]}}\n', encoding="utf-8")


def _short(each: Measured) -> dict[str, object]:
    return asdict(each) | {"runs": [[float(f"{value:.5g}") for value in run] for run in each.runs]}


def machine() -> dict[str, str]:
    """Describe this machine and what is installed on it; nothing that says whose it is."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "load before": f"{os.getloadavg()[0]:.1f}",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / (1 << 30):.0f} GiB",
        "system": f"{platform.system()}, {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "OpenSSL": ssl.OPENSSL_VERSION.split()[1],
        "npmatch": f"{npmatch.__version__}, {engine()}",
        **dict(_versions(PACKAGES)),
    }


def _processor() -> str:
    """Return the model of the processor where Linux tells it."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    told = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(told, platform.machine())


def _versions(packages: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in packages:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "not here"
