"""The export files of a run: named by even hours, one every two hours, and together the register."""

import csv
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from npmatch.porting.regions import MOSCOW
from npmatch.simulation import FAULTS, Report, simulate

TWO_HOURS = timedelta(hours=2)


@pytest.fixture(params=[frozenset(), FAULTS], ids=["quiet", "all faults"], scope="module")
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    folder = tmp_path_factory.mktemp("run")
    report = simulate(numbers=400, seed=5, faults=request.param, exports=folder / "exports", journal=folder / "journal")
    return report, folder / "exports"


def hour_of(path: Path) -> datetime:
    return datetime.strptime(path.name, "ports-%Y%m%dT%H.csv").replace(tzinfo=MOSCOW)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_is_a_file_for_every_even_hour_and_none_is_missing(run: tuple[Report, Path]) -> None:
    report, folder = run
    hours = sorted(map(hour_of, folder.iterdir()))
    assert len(hours) == report.exports
    assert {hour.hour % 2 for hour in hours} == {0}
    longest = 2 * TWO_HOURS if report.faults else TWO_HOURS  # with faults the database may be down at an even hour
    assert {later - hour for hour, later in pairwise(hours)} <= {TWO_HOURS, longest}


def test_a_change_is_in_the_file_of_its_two_hours_and_in_one_file(run: tuple[Report, Path]) -> None:
    report, folder = run
    changes: Counter[str] = Counter()
    for path in folder.iterdir():
        hour = hour_of(path)
        for row in rows(path):
            changes[row["change"]] += 1
            since = datetime.fromisoformat(row["since"])
            assert since < hour
            assert report.faults or since >= hour - TWO_HOURS
    reversed_, returned = report.after.get("REVERSED", 0), report.after.get("RETURNED", 0)
    assert min(report.ported, reversed_, returned) > 0
    assert changes == {"ported": report.ported + reversed_, "reversed": reversed_, "returned": returned}


def test_no_number_that_was_ported_stands_in_the_journal(run: tuple[Report, Path]) -> None:
    _, folder = run
    journal = (folder.parent / "journal").read_bytes()
    numbers = {row["number"] for path in folder.iterdir() for row in rows(path)}
    assert len(numbers) > 100
    assert [number for number in numbers if number.encode() in journal] == []


def test_a_folder_that_is_there_is_not_written_to(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        simulate(numbers=1, exports=tmp_path)
    assert list(tmp_path.iterdir()) == []
