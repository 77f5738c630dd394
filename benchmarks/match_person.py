"""What `match_person` costs beside four bare distances on the same fields.

For each outcome the same pairs are matched and measured with `rapidfuzz.distance.OSA.distance`, surname against
surname, given name against given name and so on. Both are timed in turns within one run, so that a busy machine slows
both; the figures are medians over the rounds.

Run ``python -m benchmarks.match_person``; ``--help`` tells the rest.
"""

import argparse
import gc
import json
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from rapidfuzz.distance.OSA import distance

from npmatch import Outcome, Person, match_person
from npmatch.native import engine
from npmatch.synthetic import Generator, LabelledPair

OUTCOMES = (
    Outcome.EXACT,
    Outcome.EQUIVALENT,
    Outcome.SUBSTITUTED,
    Outcome.OMITTED,
    Outcome.ADDED,
    Outcome.SWAPPED,
    Outcome.TWO_TRANSPOSITIONS,
    Outcome.DIFFERENT,
    Outcome.MISSING,
)
NAMES = ("surname", "given_name", "patronymic")
SURNAME, ALL_NAMES, FRESH = "surname", "all three names", "fresh surname"

Texts = tuple[tuple[str, str], ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the result: nanoseconds a call, and how many times four distances that is."""

    carried_by: str
    outcome: str
    match_person_ns: float
    four_osa_ns: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Size:
    """How much is timed: pairs in a batch, rounds over the same batch, rounds of which each has a batch of its own."""

    pairs: int
    rounds: int
    fresh_rounds: int


WHOLE, SMALL = Size(200, 201, 25), Size(50, 21, 5)


def of_surname(generator: Generator, outcome: Outcome, count: int) -> list[LabelledPair]:
    """Make pairs whose surnames have the outcome and whose other fields are the same strings."""
    return [generator.pair("person", outcome, "surname") for _ in range(count)]


def of_all_names(generator: Generator, outcome: Outcome, count: int) -> list[LabelledPair]:
    """Make pairs of whose names each has the outcome."""
    return [generator.planned("person", dict.fromkeys(NAMES, outcome)) for _ in range(count)]


def records(batch: Iterable[LabelledPair]) -> list[tuple[Person, Person]]:
    """Return applications and contracts."""
    both = [(pair.application, pair.contract) for pair in batch]
    return [(one, other) for one, other in both if isinstance(one, Person) and isinstance(other, Person)]


def texts(batch: Iterable[tuple[Person, Person]]) -> list[Texts]:
    """Return the four fields of each pair, side by side."""
    fields = (*NAMES, "document")
    return [tuple((getattr(one, name), getattr(other, name)) for name in fields) for one, other in batch]


def match_all(batch: Sequence[tuple[Person, Person]]) -> None:
    """Match every pair."""
    for application, contract in batch:
        match_person(application, contract)


def measure_all(batch: Sequence[Texts]) -> None:
    """Measure the four distances of every pair."""
    for (a, b), (c, d), (e, f), (g, h) in batch:
        distance(a, b)
        distance(c, d)
        distance(e, f)
        distance(g, h)


def timed(work: Callable[[Sequence[T]], None], batch: Sequence[T]) -> float:
    """Return the nanoseconds that a piece of work takes for one of its batch."""
    start = time.perf_counter_ns()
    work(batch)
    return (time.perf_counter_ns() - start) / len(batch)


def check(batch: Iterable[LabelledPair]) -> None:
    """Raise ValueError if the matcher does not say what the labels say: it would be timed for something else."""
    for pair, (application, contract) in zip(batch, records(batch), strict=True):
        if match_person(application, contract).outcomes != tuple(pair.outcomes.values()):
            raise ValueError(f"the matcher does not agree with {pair}")


def compare(carried_by: str, outcome: Outcome, batches: Sequence[list[LabelledPair]]) -> Row:
    """Time both in turns over the batches and return the medians."""
    ours, theirs = [], []
    for turn, batch in enumerate(batches):
        both = records(batch)
        fields = texts(both)
        if turn % 2:
            theirs.append(timed(measure_all, fields))
        ours.append(timed(match_all, both))
        if not turn % 2:
            theirs.append(timed(measure_all, fields))
    check(batches[-1])  # afterwards, for a pair that was matched before is not fresh
    match_ns, osa_ns = statistics.median(ours), statistics.median(theirs)
    return Row(carried_by, str(outcome), round(match_ns, 1), round(osa_ns, 1), round(match_ns / osa_ns, 2))


def run(size: Size, seed: int) -> Iterator[Row]:
    """Yield every row of the result."""
    generator = Generator(seed)
    for outcome in OUTCOMES:
        yield compare(SURNAME, outcome, [of_surname(generator, outcome, size.pairs)] * size.rounds)
    for outcome in OUTCOMES[:-1]:  # only the surname can be missing
        yield compare(ALL_NAMES, outcome, [of_all_names(generator, outcome, size.pairs)] * size.rounds)
    for outcome in OUTCOMES:
        yield compare(FRESH, outcome, [of_surname(generator, outcome, size.pairs) for _ in range(size.fresh_rounds)])


def table(rows: Iterable[Row]) -> None:
    """Print the rows, each as soon as it is known."""
    print(f"engine: {engine()}")
    print(f"{'carried by':<16} {'outcome':<19} {'match_person':>13} {'4 x OSA':>10} {'ratio':>7}")
    for row in rows:
        times = f"{row.match_person_ns:>10.0f} ns {row.four_osa_ns:>7.0f} ns"
        print(f"{row.carried_by:<16} {row.outcome:<19} {times} {row.ratio:>7.2f}", flush=True)


def document(rows: Iterable[Row], size: Size, seed: int) -> None:
    """Print the rows as JSON, with what they depend on."""
    machine = {"python": platform.python_version(), "machine": platform.machine(), "system": platform.system()}
    result = {"engine": engine(), **machine, **asdict(size), "seed": seed, "rows": [asdict(row) for row in rows]}
    print(json.dumps(result, indent=2))


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description="match_person beside four bare OSA distances on the same fields")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--small", action="store_true", help="fewer pairs and rounds, to see that it runs")
    parser.add_argument("--seed", type=int, default=1, help="of the invented pairs (default: 1)")
    parser.add_argument("--at-most", type=float, metavar="RATIO", help="exit with 1 if a surname row is above")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and return the exit code."""
    asked = options(arguments)
    size = SMALL if asked.small else WHOLE
    gc.disable()
    rows = run(size, asked.seed)
    known: list[Row] = []

    def keeping() -> Iterator[Row]:
        for row in rows:
            known.append(row)
            yield row

    if asked.json:
        document(keeping(), size, asked.seed)
    else:
        table(keeping())
    highest = max(row.ratio for row in known if row.carried_by == SURNAME)
    return int(asked.at_most is not None and highest > asked.at_most)


if __name__ == "__main__":
    sys.exit(main())
