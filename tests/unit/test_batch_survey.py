"""Surveys: what is found of a file, and how sure that is."""

import io
import sys
from pathlib import Path

import pytest

from npmatch.batch.columns import Mapped, Role, Side
from npmatch.batch.exports import Options
from npmatch.batch.faults import BatchError, Fault
from npmatch.batch.inputs import STDIN
from npmatch.batch.sniffing import HEAD
from npmatch.batch.survey import SAMPLE_ROWS, Survey, survey


def surveyed(folder: Path, text: str, options: Options | None = None) -> Survey:
    path = folder / "a.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return survey(path, options or Options())


def found(result: Survey) -> list[tuple[Role | None, Side | None, float]]:
    return [(column.role, column.side, column.sure) for column in result.columns]


ROWS = "9000000001;Крылов;4508;123456;x;ФЛ;нет\n" * 7 + "12;123;;;;что-то;\n"


def test_columns_are_as_sure_as_their_cells_look(tmp_path: Path) -> None:
    result = surveyed(tmp_path, "Телефон;Фамилия;Серия;Номер;Дата;Тип абонента;Нерезидент\n" + ROWS)
    assert found(result) == [
        (Role.PHONE, None, 0.94),
        (Role.SURNAME, None, 0.94),
        (Role.SERIES, None, 1.0),
        (Role.NUMBER, None, 1.0),
        (None, None, 0.0),
        (Role.KIND, None, 0.94),
        (Role.NONRESIDENT, None, 1.0),
    ]
    assert (result.unmatched, result.header_sure, result.is_pairs) == (1, 1.0, False)


def test_a_bare_number_without_a_series_is_nobodys(tmp_path: Path) -> None:
    assert found(surveyed(tmp_path, "ФИО;Номер\n")) == [(Role.FULL_NAME, None, 0.75), (None, None, 0.0)]


def test_rows_are_masked_and_bad_ones_left_out(tmp_path: Path) -> None:
    result = surveyed(tmp_path, "Телефон;ФИО\n9000000001;Крылов Иван\n1;2;3\n" + "9000000002;Ким Ли\n" * 9)
    assert len(result.sample) == SAMPLE_ROWS
    assert result.sample[:2] == (("900*****01", "К****в И****н"), ("900*****02", "*** **"))


def test_a_file_of_pairs_is_seen_as_one(tmp_path: Path) -> None:
    result = surveyed(tmp_path, "Телефон;заявление_ФИО;заявление_Серия;заявление_Номер;договор_ФИО\n")
    assert result.is_pairs
    assert [(column.role, column.side) for column in result.columns] == [
        (Role.PHONE, None),
        (Role.FULL_NAME, Side.APPLICATION),
        (Role.SERIES, Side.APPLICATION),
        (Role.NUMBER, Side.APPLICATION),
        (Role.FULL_NAME, Side.CONTRACT),
    ]


def test_a_contract_in_a_header_does_not_make_pairs(tmp_path: Path) -> None:
    result = surveyed(tmp_path, "Номер договора;Телефон;ФИО\n")
    assert [column.role for column in result.columns] == [None, Role.PHONE, Role.FULL_NAME]


def test_a_file_without_a_header_is_not_sure_of_one(tmp_path: Path) -> None:
    result = surveyed(tmp_path, "9000000001;Крылов\n9000000002;Орлов\n")
    assert (result.header_sure, result.unmatched) == (0.0, 2)


def test_what_was_said_is_obeyed(tmp_path: Path) -> None:
    result = surveyed(tmp_path, "x|y\n1|2\n", Options(delimiter="|", mapped=(Mapped(Role.INN, "y"),)))
    assert [column.role for column in result.columns] == [None, Role.INN]
    with pytest.raises(BatchError) as caught:
        surveyed(tmp_path, "x|y\n", Options(mapped=(Mapped(Role.INN, "z"),)))
    assert caught.value.fault is Fault.NO_SUCH_COLUMN


class _Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_of_stdin_the_beginning_is_read_and_its_last_line_left(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    line = "9000000001;Крылов" + end
    stdin = _Stdin(("Телефон;Фамилия" + end + line * HEAD).encode()[: 3 * HEAD])
    monkeypatch.setattr(sys, "stdin", stdin)
    result = survey(STDIN, Options())
    assert (result.name, stdin.buffer.tell()) == ("-", HEAD)
    assert found(result) == [(Role.PHONE, None, 1.0), (Role.SURNAME, None, 1.0)]


def test_a_stdin_of_one_endless_line_is_its_header(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin((b"a" * 1023 + b";") * HEAD))
    assert len(survey(STDIN, Options()).columns) == HEAD // 1024 + 1


def test_a_short_stdin_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin("Телефон;ФИО\n9000000001;Ким".encode()))
    assert len(survey(STDIN, Options()).sample) == 1
