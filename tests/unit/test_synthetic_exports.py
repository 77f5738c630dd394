"""Exports: two files of one truth, read back here by their headers and held against their labels."""

from collections import Counter

import pytest

from npmatch import Customer, Entrepreneur, Organization, Person, match
from npmatch.records import Record
from npmatch.synthetic import PAIRS, Exports, export_rows
from npmatch.synthetic.exports import APPLICATION_HEADERS, CONTRACT_HEADERS, Row

KINDS = {
    "ФЛ": Person,
    "Физическое лицо": Person,
    "ИП": Entrepreneur,
    "Индивидуальный предприниматель": Entrepreneur,
    "ЮЛ": Organization,
    "Юридическое лицо": Organization,
    "Заказчик": Customer,
    "Государственный заказчик": Customer,
}


@pytest.fixture(scope="module")
def exports() -> Exports:
    return export_rows(3000, seed=1)


def read(row: Row, headers: dict[str, str]) -> Record:
    cells = {role: row[header] for role, header in headers.items()}
    record = KINDS[cells["kind"]]
    if record is Person:
        document = cells["document"] if "document" in cells else cells["series"] + cells["number"]
        return Person(cells["surname"], cells["given_name"], cells["patronymic"], document)
    if record is Entrepreneur:
        return Entrepreneur(cells["surname"], cells["given_name"], cells["patronymic"], cells["inn"])
    aliases, nonresident = tuple(filter(None, (cells["alias"],))), cells["nonresident"] == "да"
    if record is Organization:
        return Organization(cells["name"], cells["inn"], aliases, nonresident)
    return Customer(cells["name"], cells["inn"], aliases, nonresident, cells["purchase_id"])


def number(cell: str) -> str:
    return "".join(filter(str.isdigit, cell))[-10:]


def test_every_label_is_what_the_matcher_finds_in_the_rows(exports: Exports) -> None:
    contracts = {number(row["Абонентский номер"]): read(row, CONTRACT_HEADERS) for row in exports.contracts}
    for row, label in zip(exports.applications, exports.labels, strict=True):
        contract = contracts.get(number(row["Номер телефона"]))
        assert label.phone == row["Номер телефона"]
        if contract is None:
            assert (label.status, label.error_code) == ("no_contract", 7001)
            continue
        verdict = match(read(row, APPLICATION_HEADERS), contract)
        missing = any(field.outcome == "missing" for field in verdict.fields.values())
        status = "matched" if verdict.matched else "incomplete" if missing else "not_matched"
        assert (label.kind, label.status, label.error_code) == (verdict.kind, status, verdict.error_code)


def test_every_status_and_code_comes_up(exports: Exports) -> None:
    statuses = Counter(label.status for label in exports.labels)
    assert set(statuses) == {"matched", "not_matched", "no_contract", "incomplete"}
    assert min(statuses.values()) > 50
    assert {label.error_code for label in exports.labels} == {None, 7001, 7004, 7014}


def test_numbers_do_not_repeat_and_some_contracts_have_no_application(exports: Exports) -> None:
    wanted = [number(row["Номер телефона"]) for row in exports.applications]
    held = [number(row["Абонентский номер"]) for row in exports.contracts]
    assert len(wanted) == len(set(wanted)) == 3000
    assert len(held) == len(set(held))
    assert len(set(held) - set(wanted)) == 150
    assert all(len(digits) == 10 and digits.startswith("9") for digits in wanted + held)


def test_the_two_sides_write_numbers_in_many_ways_and_rows_in_another_order(exports: Exports) -> None:
    ways = {
        "".join("9" if symbol.isdigit() else symbol for symbol in row["Номер телефона"]) for row in exports.applications
    }
    assert len(ways) == 5  # 7... and 8... are written alike
    wanted = [number(row["Номер телефона"]) for row in exports.applications]
    held = [number(row["Абонентский номер"]) for row in exports.contracts]
    assert held[:20] != wanted[:20]


def test_headers_are_russian_and_differ_between_the_sides(exports: Exports) -> None:
    assert list(exports.applications[0]) == list(APPLICATION_HEADERS.values())
    assert list(exports.contracts[0]) == list(CONTRACT_HEADERS.values())
    assert {"Серия", "Номер документа"} <= set(exports.applications[0])
    assert "Паспорт" in exports.contracts[0]
    assert set(exports.applications[0]) != set(exports.contracts[0])


def test_a_passport_stands_in_two_columns_or_in_one(exports: Exports) -> None:
    people = [row for row in exports.applications if row["Тип абонента"] == "ФЛ"]
    assert sum(len(row["Серия"]) == 4 for row in people) > 0.8 * len(people)
    assert all(row["Серия"] == "" for row in exports.applications if row["Тип абонента"] == "ЮЛ")


def test_every_cell_fits_windows_1251_on_one_line(exports: Exports) -> None:
    for row in (*exports.applications, *exports.contracts):
        for cell in (*row, *row.values()):
            assert cell.encode("cp1251") is not None
            assert "\n" not in cell


def test_exports_are_decided_by_the_seed() -> None:
    def content(seed: int) -> tuple[object, ...]:
        made = export_rows(200, seed)
        return made.applications, made.contracts, made.labels

    assert content(1) == content(1)
    assert content(1) != content(2)


def test_another_mix_may_be_asked_for() -> None:
    assert {label.kind for label in export_rows(50, 1, PAIRS).labels} == {"person"}


def test_no_repr_shows_a_value(exports: Exports) -> None:
    assert repr(exports) == f"Exports(3000 applications, {len(exports.contracts)} contracts)"
    assert {repr(label) for label in exports.labels[:50]} >= {"Label(person, matched, None)"}
    assert not any(label.phone in repr(label) for label in exports.labels)
