"""Files of pairs: whose column is whose."""

from pathlib import Path

import pytest

from npmatch.batch.columns import Mapped, Role, Side, table
from npmatch.batch.exports import Options
from npmatch.batch.faults import BadRow, BatchError, Fault, Place, refuse
from npmatch.batch.pairs import Halves, PairLayout, open_pairs, read_pair_layout
from npmatch.batch.rows import CellError, Kind, kind_of

PERSON = ("surname", "given_name", "patronymic", "document")


def layout(*header: str, **options: object) -> PairLayout:
    return read_pair_layout(Place("p.csv", 1), header, Options(**options))  # type: ignore[arg-type]  # options by name


def columns(found: PairLayout) -> tuple[dict[str, int], dict[str, int]]:
    sides = found.application, found.contract
    return tuple({str(role): at for role, at in side.columns.items()} for side in sides)  # type: ignore[return-value]  # one or two sides


@pytest.mark.parametrize(
    "words",
    [
        ("application_{}", "contract_{}"),
        ("{} application", "{} contract"),
        ("Заявление: {}", "Договор: {}"),
        ("заявление_{}", "договор_{}"),
        ("{} (заявление)", "{} (договор)"),
        ("{} в заявлении", "{} по договору"),
        ("Recipient {}", "Donor {}"),
    ],
)
@pytest.mark.parametrize(
    "fields",
    [PERSON, ("Фамилия", "Имя", "Отчество", "Паспорт"), ("Last name", "first name", "Middle name", "passport")],
)
def test_a_word_beside_a_header_says_whose_it_is(words: tuple[str, str], fields: tuple[str, ...]) -> None:
    header = [word.format(field) for word in words for field in fields]
    found = layout("Номер телефона", *header)
    assert columns(found) == (
        {"phone": 0, **{name: at for at, name in enumerate(PERSON, 1)}},
        {"phone": 0, **{name: at for at, name in enumerate(PERSON, 5)}},
    )
    assert (found.key, found.halves) == (0, Halves(1, 4, whole=False))


@pytest.mark.parametrize("row", table("sides.tsv"))
def test_every_word_of_the_table_names_its_side(row: dict[str, str]) -> None:
    other = {"application": "contract", "contract": "application"}[row["side"]]
    found = layout(f"{row['word']} ФИО", f"{other}_ФИО")
    sides = found.application, found.contract
    assert [side.columns[Role.FULL_NAME] for side in sides] == ([0, 1] if other == "contract" else [1, 0])


def test_headers_that_stand_twice_are_two_blocks() -> None:
    found = layout("Тип абонента", "Телефон", "Фамилия", "Имя", "Дата", "Телефон", "Фамилия", "Имя")
    assert columns(found) == (
        {"kind": 0, "phone": 1, "surname": 2, "given_name": 3},
        {"kind": 0, "phone": 5, "surname": 6, "given_name": 7},
    )
    assert (found.key, found.halves) == (1, None)
    assert layout("ФИО", "ИНН", "ФИО", "ИНН").halves == Halves(0, 2, whole=True)


def test_where_one_side_is_named_the_other_headers_are_the_others() -> None:
    expected: tuple[dict[str, int], dict[str, int]] = ({"phone": 0, "surname": 1}, {"phone": 0, "surname": 2})
    assert columns(layout("Телефон", "Фамилия", "договор_Фамилия")) == expected
    assert columns(layout("Телефон", "заявление_Фамилия", "Фамилия")) == expected


@pytest.mark.parametrize(
    "header",
    [
        ("Телефон", "Фамилия", "Имя"),
        ("Фамилия", "Имя", "Имя", "Фамилия"),
        ("Фамилия", "Имя", "Фамилия"),
        ("application_surname", "contract_inn"),
        ("application_surname", "contract_дата"),
        ("Телефон", "Телефон"),
        ("Крылов", "Орлов"),
    ],
)
def test_a_header_without_two_sides_is_refused(header: tuple[str, ...]) -> None:
    with pytest.raises(BatchError) as caught:
        layout(*header)
    assert caught.value.fault is Fault.NO_PAIRS


def test_two_columns_of_one_side_for_one_thing_are_refused() -> None:
    with pytest.raises(BatchError) as caught:
        layout("application_surname", "заявление_фамилия", "contract_surname")
    assert (caught.value.fault, caught.value.place.column) == (Fault.COLUMN_TWICE, 2)


def test_mapped_columns_go_before_headers() -> None:
    asked = Mapped(Role.SURNAME, "Колонка", Side.APPLICATION)
    held = Mapped(Role.SURNAME, "#3", Side.CONTRACT)
    assert columns(layout("Колонка", "application_surname", "x", mapped=(asked, held))) == (
        {"surname": 0},
        {"surname": 2},
    )


def test_a_mapped_word_without_a_side_is_one_for_both() -> None:
    found = layout(
        "заявление_Фам", "договор_Фам", "Чей", mapped=(Mapped(Role.SURNAME, "Фам"), Mapped(Role.KIND, "Чей"))
    )
    assert columns(found) == ({"surname": 0, "kind": 2}, {"surname": 1, "kind": 2})


@pytest.mark.parametrize(
    "item", [Mapped(Role.INN, "Нет"), Mapped(Role.KIND, "#9"), Mapped(Role.INN, "", Side.CONTRACT)]
)
def test_a_mapped_column_that_is_not_there_is_refused(item: Mapped) -> None:
    with pytest.raises(BatchError) as caught:
        layout("заявление_ФИО", "договор_ФИО", mapped=(item,))
    assert (caught.value.fault, caught.value.counts) == (Fault.NO_SUCH_COLUMN, {"role": item.role})


@pytest.mark.parametrize(
    ("header", "on", "key"),
    [
        (("заявление_ФИО", "договор_ФИО"), None, None),
        (("заявление_телефон", "заявление_ФИО", "договор_телефон", "договор_ФИО"), None, 0),
        (("заявление_ФИО", "договор_ФИО", "Заявка №"), "заявка №", 2),
    ],
)
def test_a_pair_may_have_a_key_or_none(header: tuple[str, ...], on: str | None, key: int | None) -> None:
    assert layout(*header, on=on).key == key


def test_a_key_that_was_named_must_be_there() -> None:
    with pytest.raises(BatchError) as caught:
        layout("заявление_ФИО", "договор_ФИО", on="Заявка")
    assert caught.value.fault is Fault.NO_KEY_COLUMN


def test_halves_are_equal_when_their_cells_are() -> None:
    halves = Halves(1, 2, whole=False)
    assert halves.same(["1", "а", "б", "а", "б", "x"])
    assert not halves.same(["1", "а", "б", "а", "в", "x"])


PAIRS = """\
Заявка;заявление_ФИО;заявление_нерезидент;договор_ФИО;x;договор_нерезидент
A-1;Крылов Иван;нет;Орлов Иван;;возможно
;Ким Ли;;Ким Ли;;
A-2;x
Итого:;2;;;;
"""


def test_the_rows_of_a_file_of_pairs_know_both_sides(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(PAIRS, encoding="utf-8")
    refused: list[BadRow] = []
    with open_pairs(path, Options(on="заявка", kind="ip")) as pairs:
        entries = list(pairs.entries(refused.append))
        assert [(entry.number, entry.key) for entry in entries] == [(1, "A-1"), (2, "")]
        asked, held = pairs.fields(entries[0].row)
        assert (asked.get(Role.FULL_NAME), held.get(Role.FULL_NAME)) == ("Крылов Иван", "Орлов Иван")
        assert kind_of(asked) is kind_of(held) is Kind.IP
        assert (pairs.key_header, repr(pairs.layout)) == ("Заявка", "PairLayout(6 columns, key=0, halves=None)")
        assert [(bad.fault, bad.raw) for bad in refused] == [
            (Fault.RAGGED, b"A-2;x\n"),
            (Fault.TOTALS, "Итого:;2;;;;\n".encode()),
        ]
        error = CellError(Fault.UNKNOWN_FLAG, Role.NONRESIDENT)
        assert pairs.bad_cell(error, entries[0].row).place.column == 3
        assert pairs.bad_cell(error, entries[0].row, Side.CONTRACT).place.column == 6


def test_a_file_of_pairs_without_a_key_has_empty_ones(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("application_surname;contract_surname\nКрылов;Крылов\n", encoding="utf-8")
    with open_pairs(path, Options()) as pairs:
        assert [entry.key for entry in pairs.entries(refuse)] == [""]
        assert pairs.key_header == ""
