"""How many numbers a second are ported on the virtual clock, and whether ten times as many cost ten times as much.

Each size is run once, smallest first; the figures are wall time and processor time of the whole run, evidence and
audit included. Run ``python -m benchmarks.simulate``; ``--small`` only shows that it runs.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from npmatch.simulation import FAULTS, simulate

SIZES = (4_000, 40_000, 400_000)
SMALL = (100, 400)


@dataclass(frozen=True, slots=True)
class Row:
    """One run: its size, its time, and what it came to."""

    numbers: int
    faults: str
    seconds: float
    processor_seconds: float
    microseconds_a_number: float
    peak_megabytes: int
    sound: bool


def measure(numbers: int, seed: int, faults: frozenset[str]) -> Row:
    """Run once and say what it took."""
    began, worked = time.perf_counter(), time.process_time()
    report = simulate(numbers=numbers, seed=seed, faults=faults)
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    named = ",".join(sorted(faults)) or "none"
    return Row(numbers, named, seconds, processor, processor / numbers * 1e6, peak, report.sound)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; exit code 1 if a run was not sound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a second instead of minutes")
    parser.add_argument("--numbers", type=int, nargs="*", help="sizes to run")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", action="store_true", help="with every fault")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    sizes = given.numbers or (SMALL if given.small else SIZES)
    rows = [measure(size, given.seed, FAULTS if given.faults else frozenset()) for size in sizes]
    if given.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
    else:
        for row in rows:
            print(
                f"{row.numbers:>8} numbers, faults: {row.faults}: {row.seconds:7.1f} s, "
                f"{row.microseconds_a_number:6.0f} us of processor each, {row.peak_megabytes} MB, sound: {row.sound}"
            )
    return 0 if all(row.sound for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
