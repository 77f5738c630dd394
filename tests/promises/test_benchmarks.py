"""The benchmarks measure what the docs say, and the docs show what they measured."""

import doctest
import importlib
from pathlib import Path

import pytest
from benchmarks import report
from benchmarks.goals import GOALS, Cost, bytes_a_row, grown, worst_call
from benchmarks.inputs import JOBS, encoding_of, input_files
from benchmarks.measured import Measured, Numbers, read, write
from benchmarks.ways import COPY, DISTANCES, MATCH, OURS, PURE, YARDSTICK

from promises.house import ROOT, text

WITH_EXAMPLES = ("goals", "inputs", "measured")


def took(part: str, job: str, way: str, seconds: float) -> Measured:
    return Measured(part, job, way, 10, [(seconds, seconds / 2, 20.0)])


def joined(rows: int) -> Measured:
    return Measured("growth", "join", OURS, rows, [(1.0, 0.5, 50 + rows * 16 / (1 << 20))])


def lines(path: Path, job: str) -> list[str]:
    return path.read_text(encoding=encoding_of(job)).splitlines()


def test_the_examples_in_the_benchmarks_hold() -> None:
    results = [doctest.testmod(importlib.import_module(f"benchmarks.{name}")) for name in WITH_EXAMPLES]
    assert all(result.attempted for result in results)
    assert sum(result.failed for result in results) == 0


def test_the_kept_numbers_have_every_goal_and_every_job() -> None:
    kept = read(report.KEPT)
    assert [goal.job for goal in GOALS if goal.find(kept) is None] == []
    for job in JOBS:
        assert {OURS, PURE, YARDSTICK} <= {each.way for each in kept.of("files", job)}


def test_every_job_is_explained_in_the_docs() -> None:
    page = text("docs/explanation/performance.md").partition("## The goals")[0]
    assert [job for job in JOBS if f"`{job}`" not in page] == []


def test_every_file_of_the_benchmarks_is_in_their_readme() -> None:
    readme = text("benchmarks/README.md")
    names = {path.stem for path in (ROOT / "benchmarks").glob("*.py")}
    assert len(names) > 10
    assert [name for name in sorted(names) if f"{name}.py" not in readme and f"benchmarks.{name}" not in readme] == []


@pytest.mark.parametrize(("job", "base"), [("pairs-cp1251", "pairs"), ("cased-cp1251", "cased")])
def test_another_encoding_holds_the_same(tmp_path: Path, job: str, base: str) -> None:
    ours, theirs = (input_files(tmp_path, name, 30)[0] for name in (job, base))
    assert ours.read_bytes() != theirs.read_bytes()
    assert lines(ours, job) == lines(theirs, base)
    assert len(lines(theirs, base)) == 31


def test_shuffled_contracts_are_the_same_contracts(tmp_path: Path) -> None:
    applications, contracts = input_files(tmp_path, "join", 30)
    same, shuffled = input_files(tmp_path, "join-shuffled", 30)
    assert same == applications
    (header, *rows), (title, *found) = lines(contracts, "join"), lines(shuffled, "join-shuffled")
    assert title == header
    assert found != rows
    assert sorted(found) == sorted(rows)


def test_no_field_of_a_cased_pair_is_the_same_string(tmp_path: Path) -> None:
    (path,) = input_files(tmp_path, "cased", 30)
    for line in lines(path, "cased")[1:]:
        _, *cells = line.split(";")
        assert all(one != other for one, other in zip(cells[:4], cells[4:], strict=True) if one and other)


def test_inputs_are_the_same_for_the_same_seed(tmp_path: Path) -> None:
    folders = tmp_path / "one", tmp_path / "other"
    for folder in folders:
        folder.mkdir()
    one, other = (input_files(folder, "organisations", 30)[0].read_bytes() for folder in folders)
    assert one == other


def test_a_goal_compares_medians_by_the_clock_and_by_the_processor() -> None:
    runs = [(3.0, 1.0), (1.0, 1.0), (2.0, 1.0)]
    numbers = Numbers({}, [Measured("files", "pairs", OURS, 10, runs), took("files", "pairs", YARDSTICK, 4.0)])
    cost = GOALS[0].find(numbers)
    assert cost == Cost(0.5, 0.5)
    assert GOALS[0].met(cost) == "aim met"


def test_the_worst_of_the_calls_is_judged() -> None:
    calls = [took("calls", job, way, at) for job, ours in (("a", 1.0), ("b", 3.0)) for way, at in _both(ours)]
    assert worst_call(Numbers({}, calls)) == (1.5, 1.5)
    assert worst_call(Numbers()) is None


def _both(ours: float) -> list[tuple[str, float]]:
    return [(MATCH, ours), (DISTANCES, 2.0)]


def test_memory_a_row_leaves_what_is_constant_aside() -> None:
    cost = grown("join", 10, bytes_a_row)(Numbers({}, [joined(1000), joined(10_000)]))
    assert cost is not None
    assert cost.clock == pytest.approx(16)


def test_a_size_that_was_not_measured_leaves_a_goal_open() -> None:
    assert grown("join", 10, bytes_a_row)(Numbers({}, [joined(1000), joined(5000)])) is None


def test_numbers_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "numbers.json"
    write(Numbers({"system": "any"}, [took("files", "pairs", COPY, 0.25)]), path)
    kept = read(path)
    write(kept, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()
    assert (kept.machine, kept.measured[0].clock) == ({"system": "any"}, 0.25)


def test_what_is_measured_anew_takes_the_place_of_what_was_kept() -> None:
    kept = Numbers({"date": "then"}, [took("files", "pairs", OURS, 1.0), took("files", "cased", OURS, 2.0)])
    fresh = Numbers({"date": "now"}, [took("files", "pairs", OURS, 3.0)])
    both = fresh.instead_of(kept)
    assert [(each.job, each.clock) for each in both.measured] == [("cased", 2.0), ("pairs", 3.0)]
    assert (both.machine, Numbers().instead_of(kept).machine) == ({"date": "now"}, {"date": "then"})


def test_a_table_is_left_out_where_nothing_was_measured() -> None:
    shown = report.shown(Numbers({}, [took("files", "pairs", YARDSTICK, 1.0)]))
    assert "seconds of sha256" in shown
    assert "lists in memory" not in shown
