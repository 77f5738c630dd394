"""From two CSV exports to ported numbers and refusals."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from npmatch.porting.states import State
from npmatch.simulation import Report, simulate
from npmatch.synthetic.exports import Row, export_rows

HEADER = ("Номер телефона", "Тип абонента", "Фамилия", "Имя", "Отчество", "Паспорт", "Наименование", "ИНН")
IVAN = ("ФЛ", "Крылов", "Иван", "Ильич", "4508 123456", "", "")
ANNA = ("ФЛ", "Белова", "Анна", "Олеговна", "4509 654321", "", "")
FIRM = ("ЮЛ", "", "", "", "", "ООО «Ромашка»", "7707083893")
NUMBERS = ("9000000000", "9000000001", "9000000002", "9000000003", "9000000004")


def write(path: Path, rows: Sequence[tuple[str, ...]], header: tuple[str, ...] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def run(folder: Path, applications: Sequence[tuple[str, ...]], contracts: Sequence[tuple[str, ...]]) -> Report:
    asked, held = write(folder / "applications.csv", applications), write(folder / "contracts.csv", contracts)
    report = simulate(applications=asked, contracts=held)
    assert report.sound
    assert sum(report.states.values()) == report.processes
    assert all(State(name).ends for name in report.states)
    return report


def test_two_exports_become_ports_and_refusals(tmp_path: Path) -> None:
    one, two, three, four, five = NUMBERS
    slip = ("ФЛ", "Крылов", "Иванн", "Ильич", "4508123456", "", "")
    applications = [(one, *slip), (two, *ANNA), (three, *FIRM), (four, *IVAN)]
    contracts = [(one, *IVAN), (two, *IVAN), (three, *FIRM), (five, *FIRM)]
    report = run(tmp_path, applications, contracts)
    assert report.states == {"PORTED": 2, "REJECTED_DONOR": 2}
    assert report.codes == {"7001": 1, "2015": 1, "7004": 1}
    assert (report.processes, report.numbers, report.ported) == (4, 4, 2)
    assert (report.rows, report.unread) == ({"applications": 4, "contracts": 4}, {})


@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize(("number", "code"), [("4951234567", "3013"), ("9450000000", "3014"), ("9551234567", "3016")])
def test_a_number_outside_the_plan_ends_with_its_code(number: str, code: str, *, held: bool, tmp_path: Path) -> None:
    contracts = [(NUMBERS[0], *ANNA), *([(number, *IVAN)] if held else [])]
    report = run(tmp_path, [(number, *IVAN)], contracts)
    assert (report.states, report.codes) == ({"NOT_CONCLUDED": 1}, {code: 1})


def test_a_procurement_customers_contract_is_concluded_so_the_database_refuses_its_number(tmp_path: Path) -> None:
    header = ("Номер телефона", "Наименование", "ИНН", "Номер закупки")
    customer = ("ГБУ «Парк»", "7707083893", "0173100001234000001")
    asked = write(tmp_path / "applications.csv", [("9551234567", *customer)], header)
    held = write(tmp_path / "contracts.csv", [(NUMBERS[0], *customer)], header)
    report = simulate(applications=asked, contracts=held)
    assert (report.states, report.codes, report.sound) == ({"REJECTED_CDB": 1}, {"3016": 1}, True)


def test_a_contract_for_which_nobody_applies_is_known_to_the_donor(tmp_path: Path) -> None:
    wrong_number = run(tmp_path, [(NUMBERS[0], *IVAN)], [(NUMBERS[1], *IVAN)])
    assert wrong_number.codes == {"2015": 1, "7001": 1}
    stranger = run(tmp_path, [(NUMBERS[0], *IVAN)], [(NUMBERS[1], *ANNA)])
    assert stranger.codes == {"2015": 1, "7008": 1}
    someone_elses = run(tmp_path, [(NUMBERS[0], *IVAN)], [(NUMBERS[0], *ANNA), (NUMBERS[1], *IVAN)])
    assert someone_elses.codes == {"7001": 1}


def test_whoever_applies_for_a_number_again_comes_second(tmp_path: Path) -> None:
    for later in range(3):
        others = [(f"90000001{place:02d}", *ANNA) for place in range(30 * later)]
        report = run(tmp_path, [(NUMBERS[0], *IVAN), *others, (NUMBERS[0], *IVAN)], [(NUMBERS[0], *IVAN)])
        assert report.ported == 1
        assert report.codes.get("7101", 0) + report.codes.get("7100", 0) == 1


def test_every_row_is_accounted_for_and_none_is_quoted(tmp_path: Path) -> None:
    applications = [(NUMBERS[0], *IVAN), ("", *IVAN), (NUMBERS[1], "Секретов", *IVAN[1:]), ("Итого", *[""] * 7)]
    contracts = [(NUMBERS[0], *ANNA), (NUMBERS[0], *IVAN), ("Секретов", *IVAN)]
    report = run(tmp_path, applications, contracts)
    assert report.unread == {
        "applications.no_key": 1,
        "applications.unknown_kind": 1,
        "applications.totals": 1,
        "contracts.no_key": 1,
        "contracts.repeated": 1,
    }
    assert report.rows == {"applications": 4, "contracts": 3}
    assert report.numbers + 3 == report.rows["applications"]
    assert report.ported == 1
    assert "Секретов" not in str(report)


def test_an_excel_sheet_with_whole_names_is_read_as_match_reads_it(tmp_path: Path) -> None:
    sheet = "Абонентский номер;ФИО абонента;Серия и номер паспорта\r\n+7 (900) 000-00-00;{};4508 123456\r\n"
    asked, held = tmp_path / "asked.csv", tmp_path / "held.csv"
    asked.write_bytes(sheet.format("Крылов Иван Ильич").encode("cp1251"))
    held.write_bytes(sheet.format("КРЫЛОВ  Иван Ильич").encode("utf-16"))
    assert simulate(applications=asked, contracts=held).states == {"PORTED": 1}


def test_the_invented_exports_are_ported_as_they_are_matched(tmp_path: Path) -> None:
    made = export_rows(200, seed=1)
    asked, held = (
        _put(tmp_path / name, rows) for name, rows in (("a.csv", made.applications), ("c.csv", made.contracts))
    )
    report = simulate(applications=asked, contracts=held)
    assert report.sound
    matched = [row for row, label in zip(made.applications, made.labels, strict=True) if label.status == "matched"]
    nameless = [row for row in matched if row["Тип абонента"] == "Заказчик" and not row["Номер закупки"]]
    assert report.ported == len(matched) - len(nameless)  # who names no purchase gets 7135, whoever he is
    assert not {"3013", "3014", "3016", "7102"} & report.codes.keys()


def _put(path: Path, rows: tuple[Row, ...]) -> Path:
    return write(path, [tuple(row.values()) for row in rows], tuple(rows[0]))


def test_both_exports_are_needed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="together"):
        simulate(applications=write(tmp_path / "applications.csv", []))
