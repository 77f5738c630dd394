"""Whole runs: sound, the same every time, and sound with every fault."""

import gc
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from npmatch import simulation
from npmatch.actors import evidence
from npmatch.actors.storage import SqliteStorage
from npmatch.porting.evidence import Entry, Head, Record, link
from npmatch.porting.journal import Journal
from npmatch.porting.regions import MOSCOW
from npmatch.porting.states import State
from npmatch.simulation import FAULTS, simulate
from npmatch.simulation.fates import WEIGHTS, Fate

NUMBERS = 400
START = datetime(2026, 1, 1, tzinfo=MOSCOW)


def test_a_run_is_sound_and_every_porting_is_in_a_terminal_state() -> None:
    report = simulate(numbers=NUMBERS, seed=1)
    assert report.sound
    assert (report.open, report.late, report.unaccounted, report.astray, report.lost) == ({}, {}, 0, 0, 0)
    assert all(name == "NOT_SENT" or State(name).ends for name in report.states)
    assert sum(report.states.values()) == report.processes
    assert report.states["PORTED"] > report.processes / 2
    assert {"7003", "7004", "7060"} <= report.codes.keys()


def test_the_same_seed_makes_the_same_run_and_another_seed_another() -> None:
    one, two, other = (simulate(numbers=200, seed=seed, faults=frozenset({"lost", "late"})) for seed in (1, 1, 2))
    assert one.to_dict() == two.to_dict()
    assert one.head != other.head


@pytest.mark.parametrize("fault", [*sorted(FAULTS), "all"])
def test_with_faults_nothing_is_lost_and_every_number_is_in_one_network(fault: str) -> None:
    faults = FAULTS if fault == "all" else frozenset({fault})
    report = simulate(numbers=250, seed=3, faults=faults)
    assert report.sound
    assert set(report.faults) == faults
    assert min(report.faults.values()) > 0


def test_faults_change_when_things_happen_and_not_what_becomes_of_them() -> None:
    quiet, loud = (simulate(numbers=NUMBERS, seed=1, faults=faults) for faults in (frozenset(), frozenset({"lost"})))
    assert quiet.states == loud.states
    assert quiet.head != loud.head


def test_a_journal_file_holds_the_whole_run_and_verifies(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    report = simulate(numbers=60, seed=1, journal=path)
    with Journal(str(path), b"another secret") as journal:
        assert journal.verify(journal.head())
        assert journal.head() == (report.records, report.head)
        assert {record.entry.kind for record in journal.records()} >= {"M-01", "M-07", "M-09", "M-25"}
    with pytest.raises(FileExistsError):
        simulate(numbers=1, journal=path)


def test_a_database_that_starts_again_finds_the_storage_before_it_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    life: list[str] = []

    class Watched(SqliteStorage):
        def __init__(self, path: str, *, durable: bool) -> None:
            life.append("opened")
            super().__init__(path, durable=durable)

        def close(self) -> None:
            life.append("closed")
            super().close()

    monkeypatch.setattr(simulation, "SqliteStorage", Watched)
    report = simulate(numbers=20, seed=3, faults=frozenset({"crash"}))
    assert life == ["opened", "closed"] * (report.faults["crash"] + 1)
    assert report.faults["crash"] > 1


def test_a_run_leaves_nothing_to_the_collector() -> None:
    gc.collect()
    simulate(numbers=50, seed=1)
    assert gc.isenabled()
    assert gc.collect() < 50


@pytest.mark.parametrize("change", [{"kind": "M-05"}, {"at": START}])
def test_a_record_that_is_not_what_its_digest_says_is_found_without_a_file(
    change: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(entry: Entry, journal: Head, process: Head) -> Record:
        record = link(entry, journal, process)
        return record._replace(entry=entry._replace(**change)) if record.number == 7 else record

    monkeypatch.setattr(evidence, "link", changed)
    report = simulate(numbers=3, seed=1)
    assert (report.journal_verified, report.sound) == (False, False)


def test_slots_that_were_booked_and_not_freed_are_those_of_the_ports() -> None:
    report = simulate(numbers=NUMBERS, seed=1)
    back = report.after.get("REVERSED", 0)
    assert report.slots["booked"] - report.slots["freed"] == report.ported + 2 * back


def test_the_days_of_filing_can_be_chosen() -> None:
    assert simulate(numbers=50, days=3).days == 3


@pytest.mark.parametrize("wrong", [{"numbers": 0}, {"days": 0}, {"faults": frozenset({"fire"})}])
def test_a_run_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"at least one|faults are"):
        simulate(**wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_every_fate_has_a_weight() -> None:
    assert set(WEIGHTS) == set(Fate)
