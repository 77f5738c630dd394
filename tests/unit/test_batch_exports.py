"""Exports: rows with their keys, and the rows that have none."""

from pathlib import Path

import pytest

from npmatch.batch.columns import Mapped, Role, Side, table
from npmatch.batch.exports import Options, is_totals, open_export
from npmatch.batch.faults import BadRow, BatchError, Fault
from npmatch.batch.rows import CellError

TEXT = """\
Телефон;ФИО;Нерезидент
+7 (900) 000-00-01;Крылов Иван;нет
;Ким Ли;
x;y
Итого:;3;
120;Всего;
9000000002;Итогова Анна;возможно
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(TEXT, encoding="cp1251")
    return path


def test_good_rows_know_their_keys_and_bad_ones_are_dealt_with(export: Path) -> None:
    refused: list[BadRow] = []
    with open_export(export, Options()) as opened:
        entries = list(opened.entries(refused.append))
        assert [(entry.number, entry.key) for entry in entries] == [(1, "9000000001"), (5, "120"), (6, "9000000002")]
        assert opened.fields(entries[0].row).get(Role.FULL_NAME) == "Крылов Иван"
        assert opened.key_header == "Телефон"
        assert [(bad.fault, bad.place.line, bad.place.column) for bad in refused] == [
            (Fault.NO_KEY, 3, 1),
            (Fault.RAGGED, 4, 3),
            (Fault.TOTALS, 5, 1),
        ]
        assert [bad.raw.decode("cp1251") for bad in refused] == [";Ким Ли;\n", "x;y\n", "Итого:;3;\n"]
        bad = opened.bad_cell(CellError(Fault.UNKNOWN_FLAG, Role.NONRESIDENT), entries[2].row)
        assert (bad.fault, bad.place.line, bad.place.column, bad.place.name) == (Fault.UNKNOWN_FLAG, 7, 3, "Нерезидент")


def test_what_is_shown_of_a_row_holds_no_data(export: Path) -> None:
    with open_export(export, Options()) as opened:
        entry = next(opened.entries(lambda _: None))
        assert repr(entry) == "Entry(number=1, line=2)"
        assert repr(entry.row) == "Row(line=2, offset=23, 3 cells)"
        assert repr(opened.fields(entry.row)) == "Fields(phone, full_name, nonresident; 0 names)"
        assert "Крылов" not in repr(opened)


def test_mapped_columns_are_those_of_the_side(export: Path) -> None:
    options = Options(mapped=(Mapped(Role.SURNAME, "ФИО", Side.CONTRACT), Mapped(Role.INN, "#3")), kind="ip")
    with open_export(export, options, Side.APPLICATION) as asked, open_export(export, options, Side.CONTRACT) as held:
        assert asked.layout.columns == {Role.PHONE: 0, Role.FULL_NAME: 1, Role.INN: 2}
        assert held.layout.columns == {Role.PHONE: 0, Role.SURNAME: 1, Role.INN: 2}
        assert asked.layout.kind == "ip"


@pytest.mark.parametrize("row", [row for row in table("values.tsv") if row["role"] == "totals"])
def test_every_word_for_totals_makes_a_line_of_them(row: dict[str, str]) -> None:
    assert is_totals(["", f" {row['value'].upper()}: ", "12"])
    assert not is_totals(["9000000001", row["value"]])


def test_a_stream_that_fails_is_a_fault(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("npmatch.batch.reader.find_dialect", failing)
    with pytest.raises(BatchError) as caught, open_export(export, Options()):
        pass
    assert caught.value.fault is Fault.INPUT_UNREADABLE
