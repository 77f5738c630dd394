"""Tables of what was measured, in Markdown: for the terminal, and for ``docs/explanation/performance.md``."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.goals import GOALS, Cost, ratio, told
from benchmarks.measured import Measured, Numbers, read
from benchmarks.ways import YARDSTICK
from tools.markdown import table

KEPT = Path(__file__).with_name("performance.json")
"""The numbers that the page of the docs shows."""


def of_machine(numbers: Numbers) -> Iterator[str]:
    """Yield where the numbers come from."""
    yield from table(["", "measured on"], numbers.machine.items())


def of_goals(numbers: Numbers) -> Iterator[str]:
    """Yield every goal and how it is met."""
    header = ["job", "against", "must", "aim", "by the clock", "by the processor", ""]
    yield from table(header, (_goal(numbers, number) for number in range(len(GOALS))), right=range(2, 6))


def _goal(numbers: Numbers, number: int) -> list[object]:
    goal = GOALS[number]
    cost = goal.find(numbers)
    return [goal.job, goal.against, goal.must or "", goal.aim, *_both(cost), goal.met(cost)]


def _both(cost: Cost | None) -> list[str]:
    return ["" if value is None else told(value) for value in (cost or (None, None))]


def of_files(numbers: Numbers) -> Iterator[str]:
    """Yield every way to do every job, beside sha256 of the same inputs."""
    found = {(each.job, each.way): each for each in numbers.of("files")}
    jobs, ways = (list(dict.fromkeys(key[at] for key in found)) for at in (0, 1))
    yardsticks = {job: found[job, YARDSTICK] for job in jobs}
    rows = [
        ["rows", *(f"{each.rows:,}" for each in yardsticks.values())],
        ["MB", *(f"{each.size / 1e6:,.0f}" for each in yardsticks.values())],
        [f"seconds of {YARDSTICK}", *(f"{each.clock:.3f}" for each in yardsticks.values())],
        *([way, *(_beside(found.get((job, way)), yardsticks[job]) for job in jobs)] for way in ways),
    ]
    yield from table(["", *map("`{}`".format, jobs)], rows, right=range(1, len(jobs) + 1))


def _beside(each: Measured | None, yardstick: Measured) -> str:
    if each is None:
        return ""
    cost = ratio(each, yardstick)
    return f"{cost.clock:.2f} ({cost.processor:.2f})"


def of_memory(numbers: Numbers) -> Iterator[str]:
    """Yield the most memory of every way to do every job."""
    found = {(each.job, each.way): each for each in numbers.of("files")}
    jobs, ways = (list(dict.fromkeys(key[at] for key in found)) for at in (0, 1))
    rows = ([way, *(f"{found[job, way].memory:.0f}" if (job, way) in found else "" for job in jobs)] for way in ways)
    yield from table(["MiB", *map("`{}`".format, jobs)], rows, right=range(1, len(jobs) + 1))


def of_lists(numbers: Numbers) -> Iterator[str]:
    """Yield every way to compare lists in memory."""
    found = numbers.of("lists")
    rows = ([each.way, f"{1e9 * each.busy / each.rows:,.0f}", *_both(ratio(each, found[0]))] for each in found)
    yield from table(["lists in memory", "ns a pair", "to the first", "by the processor"], rows, right=range(1, 4))


def of_calls(numbers: Numbers) -> Iterator[str]:
    """Yield single calls beside four distances."""
    found = numbers.of("calls")
    rows = (
        [ours.job, f"{1e9 * ours.clock:,.0f}", f"{1e9 * theirs.clock:,.0f}", _both(ratio(ours, theirs))[0]]
        for ours, theirs in zip(found[::2], found[1::2], strict=True)
    )
    yield from table(["a call", "`match_person`, ns", "4 x OSA, ns", "ratio"], rows, right=range(1, 4))


def of_start(numbers: Numbers) -> Iterator[str]:
    """Yield what a start costs."""
    found = numbers.of("start")
    rows = ([each.way, f"{1e3 * each.clock:.0f}", *_both(ratio(each, found[0]))] for each in found)
    yield from table(["whole process", "ms", "to the first", "by the processor"], rows, right=range(1, 4))


def of_growth(numbers: Numbers) -> Iterator[str]:
    """Yield what a row costs among few and among many."""
    rows = (
        [
            f"`{each.job}`",
            f"{each.rows:,}",
            f"{each.clock:.2f}",
            f"{1e6 * each.clock / each.rows:.3f}",
            f"{1e6 * each.busy / each.rows:.3f}",
            f"{each.memory:.1f}",
        ]
        for each in numbers.of("growth")
    )
    header = ["job", "rows", "seconds", "µs a row, clock", "µs a row, processor", "peak, MiB"]
    yield from table(header, rows, right=range(1, 6))


TABLES: Mapping[str, Callable[[Numbers], Iterator[str]]] = {
    "goals": of_goals,
    "files": of_files,
    "memory": of_memory,
    "lists": of_lists,
    "calls": of_calls,
    "start": of_start,
    "growth": of_growth,
    "machine": of_machine,
}


def shown(numbers: Numbers) -> str:
    """Return all tables."""
    return "\n\n".join("\n".join(lines) for name in TABLES if len(lines := list(TABLES[name](numbers))) > 2)


def _printer(name: str) -> Callable[[], Iterator[str]]:
    return lambda: TABLES[name](read(KEPT))


PRINTERS: Mapping[str, Callable[[], Iterator[str]]] = {f"performance-{name}": _printer(name) for name in TABLES}
"""The tables of the docs, by their names there."""
