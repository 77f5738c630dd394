"""From two CSV exports to ported numbers and refusals."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from npmatch.simulation import simulate

HEADER = ("Номер телефона", "Тип абонента", "Фамилия", "Имя", "Отчество", "Паспорт", "Наименование", "ИНН")
IVAN = ("ФЛ", "Крылов", "Иван", "Ильич", "4508 123456", "", "")
ANNA = ("ФЛ", "Белова", "Анна", "Олеговна", "4509 654321", "", "")
FIRM = ("ЮЛ", "", "", "", "", "ООО «Ромашка»", "7707083893")
NUMBERS = ("9000000000", "9000000001", "9000000002", "9000000003", "9000000004")


def write(path: Path, rows: Sequence[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


@pytest.fixture
def exports(tmp_path: Path) -> tuple[Path, Path]:
    one, two, three, four, five = NUMBERS
    slip = ("ФЛ", "Kрылов".replace("K", "К"), "Иванн", "Ильич", "4508123456", "", "")
    applications = [(one, *slip), (two, *ANNA), (three, *FIRM), (four, *IVAN), ("4951234567", *IVAN)]
    contracts = [(one, *IVAN), (two, *IVAN), (three, *FIRM), (five, *ANNA), ("4951234567", *IVAN)]
    return write(tmp_path / "applications.csv", applications), write(tmp_path / "contracts.csv", contracts)


def test_two_exports_become_ports_and_refusals(exports: tuple[Path, Path]) -> None:
    report = simulate(applications=exports[0], contracts=exports[1])
    assert report.states == {"PORTED": 2, "REJECTED_DONOR": 2, "NOT_SENT": 1}
    assert report.codes == {"7001": 1, "2015": 1, "7004": 1, "3013": 1}
    assert (report.processes, report.numbers, report.ported, report.unread, report.sound) == (5, 5, 2, 0, True)


def test_both_exports_are_needed(exports: tuple[Path, Path]) -> None:
    with pytest.raises(ValueError, match="together"):
        simulate(applications=exports[0])
