"""The goals: what a job may cost beside another, at most and at best, and what it was measured to cost."""

from collections.abc import Callable
from typing import NamedTuple

from benchmarks.lists import CODES, CPDIST
from benchmarks.measured import Measured, Numbers
from benchmarks.startup import COMMAND, EMPTY, IMPORT
from benchmarks.ways import COPY, DISTANCES, MATCH, OURS, PURE, READER, VERDICTS, YARDSTICK


class Cost(NamedTuple):
    """What was measured, by the clock (or of memory) and by the processor (None where there is no such thing)."""

    clock: float
    processor: float | None = None


Find = Callable[[Numbers], Cost | None]


def told(value: float) -> str:
    """Write a cost with the digits by which it is judged.

    >>> [told(value) for value in (0.1524, 1.504, 12.28)]
    ['0.152', '1.50', '12.3']
    """
    return f"{value:#.3g}".rstrip(".")


class Goal(NamedTuple):
    """A goal: the job, what it is held against, what it has to reach, what it ought to, and how it is found.

    ``must`` is None where there is only an aim.
    """

    job: str
    against: str
    must: float | None
    aim: float
    find: Find

    def met(self, cost: Cost | None) -> str:
        """Say how a cost, as it is shown, stands to the goal.

        >>> goal = Goal("pairs", "sha256", 1.5, 1.0, lambda numbers: None)
        >>> [goal.met(Cost(clock)) for clock in (1.004, 1.504, 1.506)]
        ['aim met', 'must met, aim not met', 'not met']
        >>> goal.met(None)
        'not measured'
        """
        if cost is None:
            return "not measured"
        clock = float(told(cost.clock))
        if clock <= self.aim:
            return "aim met"
        return "must met, aim not met" if self.must and clock <= self.must else "not met"


def ratio(ours: Measured, theirs: Measured) -> Cost:
    """Return how many times as much one thing takes as another."""
    return Cost(ours.clock / theirs.clock, ours.busy / theirs.busy if theirs.busy else None)


def beside(part: str, job: str, ours: str, theirs: str) -> Find:
    """Look for the ratio of two ways to do a job."""

    def find(numbers: Numbers) -> Cost | None:
        found = [numbers.of(part, job, way) for way in (ours, theirs)]
        return ratio(found[0][0], found[1][0]) if all(found) else None

    return find


def worst_call(numbers: Numbers) -> Cost | None:
    """Return the highest of the ratios of single calls."""
    calls = zip(numbers.of("calls", way=MATCH), numbers.of("calls", way=DISTANCES), strict=True)
    return max((ratio(*each) for each in calls), key=lambda cost: cost.clock, default=None)


def grown(job: str, fold: int, value: Callable[[Measured, Measured], Cost]) -> Find:
    """Look for the largest size of a job and the one that is so many times as small."""

    def find(numbers: Numbers) -> Cost | None:
        sizes = {each.rows: each for each in numbers.of("growth", job)}
        small = max(sizes, default=0) // fold
        return value(sizes[max(sizes)], sizes[small]) if small in sizes else None

    return find


def memory_growth(large: Measured, small: Measured) -> Cost:
    """Return how many times as much memory the larger takes."""
    return Cost(large.memory / small.memory)


def most_memory(large: Measured, _small: Measured) -> Cost:
    """Return the MiB of the larger."""
    return Cost(large.memory)


def bytes_a_row(large: Measured, small: Measured) -> Cost:
    """Return how many bytes a row the larger takes more."""
    return Cost((large.memory - small.memory) * (1 << 20) / (large.rows - small.rows))


def cost_growth(large: Measured, small: Measured) -> Cost:
    """Return how many times as long one row takes among many."""
    scale = small.rows / large.rows
    return Cost(scale * large.clock / small.clock, scale * large.busy / small.busy)


_SHA256, _READER = "sha256 of the input", "`csv.reader` pass"

GOALS = (
    Goal("`pairs`, whole process", _SHA256, 1.5, 1.0, beside("files", "pairs", OURS, YARDSTICK)),
    Goal("`cased`", _SHA256, 2.8, 2.0, beside("files", "cased", OURS, YARDSTICK)),
    Goal("`pairs` in cp1251", _SHA256, 2.0, 1.5, beside("files", "pairs-cp1251", OURS, YARDSTICK)),
    Goal("join, both files in one order", "sha256 of both", 4, 3, beside("files", "join", OURS, YARDSTICK)),
    Goal("join, contracts shuffled", "sha256 of both", 4, 3, beside("files", "join-shuffled", OURS, YARDSTICK)),
    Goal("`pairs`", "polars read and write, no matching, 2 threads", 0.6, 0.4, beside("files", "pairs", OURS, COPY)),
    Goal("`pairs`", "duckdb SQL job, 2 threads", 0.15, 0.08, beside("files", "pairs", OURS, VERDICTS)),
    Goal("`pairs`", _READER, 0.2, 0.12, beside("files", "pairs", OURS, READER)),
    Goal("lists, verdict and 4 outcomes", "rapidfuzz `cpdist`", 0.3, 0.17, beside("lists", "lists", CODES, CPDIST)),
    Goal("`match_person`, the worst outcome", "four bare rapidfuzz OSA calls", 1.0, 0.6, worst_call),
    Goal("`pairs` without a compiler", _READER, 2, 1.5, beside("files", "pairs", PURE, READER)),
    Goal("`cased` without a compiler", _READER, 7, 5, beside("files", "cased", PURE, READER)),
    Goal("peak memory of the most pairs", "a hundredth of them", 1.1, 1.0, grown("pairs", 100, memory_growth)),
    Goal("peak memory of the most pairs, MiB", "", None, 40, grown("pairs", 100, most_memory)),
    Goal("join in one order, bytes a contract more", "a tenth of them", 32, 16, grown("join", 10, bytes_a_row)),
    Goal("join shuffled, bytes a contract more", "a tenth of them", 32, 16, grown("join-shuffled", 10, bytes_a_row)),
    Goal("a pair among the most pairs", "one among a tenth of them", 1.15, 1.0, grown("pairs", 10, cost_growth)),
    Goal("`import npmatch`, whole process", EMPTY, 6, 3, beside("start", "start", IMPORT, EMPTY)),
    Goal("the command on 10 000 pairs", EMPTY, 12, 5, beside("start", "start", COMMAND, EMPTY)),
)
