"""``npmatch port simulate``: whole portings, told as counts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cli.runs import process, run
from npmatch.porting.codes import Code
from npmatch.porting.states import State
from npmatch.simulation import FAULTS, Report

PACE = ("seconds", "numbers_per_second")
HEADER = "Номер телефона;Фамилия;Имя;Отчество;Паспорт\n"
APPLICATIONS = HEADER + "9000000001;Секретов;Иван;Ильич;9999 888777\n9000000002;Тайна;Иван;Ильич;9999 888777\n"
CONTRACTS = HEADER + "9000000001;СЕКРЕТОВ;Иван;Ильич;9999888777\n9000000002;Утаева;Анна;Ильич;9999888777\n"
PLANTED = ("Секретов", "Тайна", "Утаева", "888777", "9000000001", "9000000002")


def simulated(*arguments: object) -> dict[str, Any]:
    ran = run("port", "simulate", *arguments, "--json")
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_every_porting_ends_and_the_journal_holds() -> None:
    found = simulated("--numbers", 60, "--seed", 3)
    assert found["numbers"] == 60
    assert sum(found["states"].values()) == found["processes"] > 0
    assert {State(name).ends for name in found["states"]} == {True}
    assert found["journal_verified"] is found["sound"] is True
    assert found["numbers_per_second"] > 0
    assert {int(code) for code in found["codes"] if code.isdecimal()} <= set(Code)


def test_the_same_arguments_give_the_same_result_and_another_seed_another() -> None:
    runs = [simulated("--numbers", 60, "--seed", seed) for seed in (3, 3, 4)]
    same, again, other = ({key: value for key, value in found.items() if key not in PACE} for found in runs)
    assert same == again
    assert same != other


def test_with_every_fault_on_nothing_is_lost() -> None:
    found = simulated("--numbers", 60, "--faults", "all")
    assert found["sound"] is True
    assert (found["unaccounted"], found["astray"], found["lost"]) == (0, 0, 0)
    assert sum(found["faults"].values()) > 0


def test_the_text_says_what_the_json_says_and_the_pace_is_talk(tmp_path: Path) -> None:
    found = simulated("--numbers", 40)
    ran = process("port", "simulate", "--numbers", 40, cwd=tmp_path, LANG="ru_RU.UTF-8")
    assert ran.code == 0
    assert f"номеров перенесено  {found['ported']}" in ran.out
    assert ran.err.startswith("номеров в секунду: ")
    assert len(ran.err.splitlines()) == 1


def test_the_journal_is_kept_verified_and_never_overwritten(tmp_path: Path) -> None:
    journal = tmp_path / "evidence.db"
    found = simulated("--numbers", 20, "--journal", journal)
    head = f"{found['records']}:{found['head']}"
    checked = json.loads(run("port", "verify", journal, "--head", head, "--json").out)
    assert (checked["valid"], checked["complete"], checked["head"]) == (True, True, head)
    again = run("port", "simulate", "--numbers", 20, "--journal", journal)
    assert (again.code, again.out) == (73, "")
    assert "never overwritten" in again.err
    nowhere = run("port", "simulate", "--numbers", 20, "--journal", tmp_path / "none" / "evidence.db")
    assert (nowhere.code, nowhere.out) == (73, "")


def test_the_export_files_are_kept_and_never_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    found = simulated("--numbers", 20, "--exports", folder)
    assert len(list(folder.iterdir())) == found["exports"] > 100
    for wrong, said in ((folder, "never overwritten"), (tmp_path / "none" / "exports", "cannot be created")):
        ran = run("port", "simulate", "--numbers", 20, "--exports", wrong)
        assert (ran.code, ran.out, said in ran.err) == (73, "", True), ran.err


def test_two_exports_become_ports_and_refusals_and_nobody_is_named(tmp_path: Path) -> None:
    applications, contracts = tmp_path / "asked.csv", tmp_path / "held.csv"
    applications.write_text(APPLICATIONS, encoding="cp1251")
    contracts.write_text(CONTRACTS, encoding="cp1251")
    journal = tmp_path / "evidence.db"
    ran = run("port", "simulate", "--applications", applications, "--contracts", contracts, "--journal", journal)
    assert ran.code == 0
    found = simulated("--applications", applications, "--contracts", contracts)
    assert found["states"] == {"PORTED": 1, "REJECTED_DONOR": 1}
    assert found["codes"] == {"7004": 1}
    assert found["ported"] == 1
    told = ran.out + ran.err + journal.read_bytes().decode("utf-8", "replace")
    assert [value for value in PLANTED if value in told] == []


def test_rows_that_are_left_out_are_counted_by_export_and_reason(tmp_path: Path) -> None:
    applications, contracts = tmp_path / "asked.csv", tmp_path / "held.csv"
    applications.write_text(APPLICATIONS + ";Секретов;Иван;Ильич;9999 888777\n", encoding="utf-8")
    contracts.write_text(CONTRACTS + CONTRACTS.removeprefix(HEADER), encoding="utf-8")
    files = ("--applications", applications, "--contracts", contracts)
    found = simulated(*files)
    assert found["rows"] == {"applications": 3, "contracts": 4}
    assert found["unread"] == {"applications.no_key": 1, "contracts.repeated": 2}
    said = run("port", "simulate", *files).out
    assert "Rows left out\n  1  applications: no key\n  2  contracts: the number has a later contract\n" in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--faults", "Секретов"], "--faults: choose among"),
        (["--faults", "lost,Секретов"], "--faults: choose among"),
        (["--applications", "Секретов"], "together, without --numbers"),
        (["--contracts", "Секретов"], "together, without --numbers"),
        (
            ["--applications", "Секретов", "--contracts", "Тайна", "--numbers", "3"],
            "together, without --numbers",
        ),
        (["--numbers", "0"], "--numbers is given wrongly"),
        (["--days", "0"], "--days is given wrongly"),
        (["--seed", "Секретов"], "--seed is given wrongly"),
    ],
)
def test_wrong_usage_is_one_line_that_quotes_nothing(arguments: list[str], says: str) -> None:
    ran = run("port", "simulate", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert says in ran.err
    assert "Секретов" not in ran.err


def test_an_export_that_is_not_there_is_a_missing_input(tmp_path: Path) -> None:
    missing = ("--applications", tmp_path / "asked.csv", "--contracts", tmp_path / "held.csv")
    assert run("port", "simulate", *missing).code == 66


def test_a_run_that_is_not_sound_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("npmatch.cli.port_simulate.simulate", lambda **_: Report(journal_verified=True, astray=1))
    ran = run("port", "simulate", "--json")
    assert ran.code == 70
    assert json.loads(ran.out)["astray"] == 1
    assert "the run is not sound" in ran.err
    text = run("port", "simulate")
    assert text.code == 70
    assert re.search(r"^numbers astray +1$", text.out, re.MULTILINE)
    assert "unaccounted" not in text.out


def test_all_stands_for_every_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[frozenset[str]] = []

    def simulate(*, faults: frozenset[str], **_: object) -> Report:
        asked.append(faults)
        return Report(journal_verified=True)

    monkeypatch.setattr("npmatch.cli.port_simulate.simulate", simulate)
    for text in ("all", " lost , late ", ""):
        assert run("port", "simulate", "--faults", text).code == 0
    assert asked == [FAULTS, {"lost", "late"}, frozenset()]
