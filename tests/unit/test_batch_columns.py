"""Headers to roles, and the layout of a file."""

import pytest

from npmatch.batch.columns import (
    Fields,
    Layout,
    Mapped,
    Role,
    Side,
    headers,
    mapped_on,
    plain,
    read_layout,
    role_of,
    table,
)
from npmatch.batch.faults import BatchError, Fault

ROWS = table("headers.tsv")


@pytest.mark.parametrize(("header", "role"), [(row["header"], row["role"]) for row in ROWS])
def test_every_header_of_the_table_is_known_and_stands_in_it_once(header: str, role: str) -> None:
    assert role_of(header) is Role(role)
    assert [plain(row["header"]) for row in ROWS].count(plain(header)) == 1


def test_every_role_has_a_header_in_both_languages() -> None:
    assert {(row["role"], row["language"]) for row in ROWS} == {(role, name) for role in Role for name in ("ru", "en")}


@pytest.mark.parametrize(
    "header", ["ФАМИЛИЯ", " фамилия ", "«Фамилия»", "Фамилия:", "surname", "SURNAME", "Last name", "last_name"]
)
def test_case_signs_and_spaces_of_a_header_do_not_matter(header: str) -> None:
    assert role_of(header) is Role.SURNAME


def test_yo_in_a_header_is_ye() -> None:
    assert role_of("Сокращённое наименование") is role_of("Сокращенное наименование") is Role.SHORT_NAME


@pytest.mark.parametrize("header", ["", " ", "№", "Дата договора", "Фамилия руководителя"])
def test_an_unknown_header_has_no_role(header: str) -> None:
    assert role_of(header) is None


def test_no_header_of_the_table_is_empty() -> None:
    assert "" not in headers()


def layout(*header: str, on: str | None = None) -> Layout:
    return read_layout("a.csv", 1, header, on)


def test_a_layout_knows_the_columns_and_leaves_out_the_others() -> None:
    found = layout("Дата", "Телефон", "Фамилия", "Паспорт", "")
    assert found.key == 1
    assert found.fields(["1.1.2020", "9001234567", "Крылов", "4508 123456", "x"]) == Fields(
        {Role.PHONE: "9001234567", Role.SURNAME: "Крылов", Role.DOCUMENT: "4508 123456"}
    )


def test_names_of_an_organisation_are_gathered_the_main_name_first() -> None:
    found = layout("Телефон", "Краткое наименование", "Другое наименование", "Полное наименование", "Alias")
    assert found.fields(["1", "short", "other", "full", " "]).names == ("full", "short", "other")


@pytest.mark.parametrize(
    ("header", "role", "column"),
    [(("Телефон", "Серия", "Номер", "ФИО"), Role.NUMBER, 2), (("Телефон", "Номер", "ФИО"), Role.NUMBER, None)],
)
def test_a_bare_number_is_the_documents_only_beside_a_series(
    header: tuple[str, ...], role: Role, column: int | None
) -> None:
    assert layout(*header).columns.get(role) == column


def test_a_number_with_a_full_header_goes_before_a_bare_one() -> None:
    assert layout("Телефон", "Серия", "Номер", "Номер паспорта", "ФИО").columns[Role.NUMBER] == 3


@pytest.mark.parametrize("on", ["ИНН", "инн", "INN", "tax id"])
def test_the_key_may_be_named_by_any_header_that_means_the_same(on: str) -> None:
    assert layout("Наименование", "ИНН", on=on).key == 1


def test_the_key_may_be_a_column_that_nothing_else_knows() -> None:
    assert layout("ФИО", "Заявка №", on="заявка").key == 1


def test_the_very_header_goes_before_one_that_means_the_same() -> None:
    assert layout("Телефон", "Мобильный телефон", "ФИО", on="мобильный телефон").key == 1


@pytest.mark.parametrize(
    ("header", "on", "fault", "column"),
    [
        (("Фамилия", "Имя"), None, Fault.NO_KEY_COLUMN, None),
        (("Телефон", "ФИО"), "ИНН", Fault.NO_KEY_COLUMN, None),
        (("Телефон", "ФИО"), "Заявка", Fault.NO_KEY_COLUMN, None),
        (("Телефон", "ФИО"), "", Fault.NO_KEY_COLUMN, None),
        (("Телефон", "Паспорт"), None, Fault.NO_NAME_COLUMN, None),
        (("Телефон", "MSISDN", "ФИО"), None, Fault.COLUMN_TWICE, 2),
        (("Заявка", "ФИО", "Заявка"), "Заявка", Fault.COLUMN_TWICE, 3),
        (("Телефон", "Фамилия", "Surname"), None, Fault.COLUMN_TWICE, 3),
    ],
)
def test_a_header_that_leaves_a_doubt_is_refused(
    header: tuple[str, ...], on: str | None, fault: Fault, column: int | None
) -> None:
    with pytest.raises(BatchError) as caught:
        layout(*header, on=on)
    assert (caught.value.fault, caught.value.place.column) == (fault, column)


def test_two_phones_do_not_matter_where_another_column_is_the_key() -> None:
    assert layout("Телефон", "MSISDN", "ФИО", "ИНН", on="ИНН").key == 3


def test_a_place_names_only_headers_that_are_known() -> None:
    found = layout("Телефон", "ФИО", "Крылов Иван")
    assert found.place("a.csv", 7, 0).name == "Телефон"
    assert found.place("a.csv", 7, 2).name == ""
    assert (found.place("a.csv", 7, 3).column, found.place("a.csv", 7, 3).name) == (4, "")


def mapped(*items: Mapped, header: tuple[str, ...] = ("Телефон", "ФИО", "Фамилия", "Ф", "ф", "")) -> Layout:
    return read_layout("a.csv", 1, header, None, items)


def test_a_mapped_column_goes_before_the_headers_of_its_role_and_before_its_own_header() -> None:
    found = mapped(Mapped(Role.SURNAME, "ФИО"), Mapped(Role.INN, "#6"), Mapped(Role.PATRONYMIC, "ф"))
    assert found.columns == {Role.PHONE: 0, Role.SURNAME: 1, Role.INN: 5, Role.PATRONYMIC: 4}


def test_a_mapped_phone_number_is_the_key() -> None:
    assert mapped(Mapped(Role.PHONE, "#4")).key == 3


def test_names_of_an_organisation_may_be_mapped_several_times() -> None:
    assert mapped(Mapped(Role.ALIAS, "Ф"), Mapped(Role.ALIAS, "#5"), Mapped(Role.NAME, "#6")).names == (5, 3, 4)


@pytest.mark.parametrize(
    ("column", "fault"),
    [
        ("Отчество", Fault.NO_SUCH_COLUMN),
        ("#0", Fault.NO_SUCH_COLUMN),
        ("#7", Fault.NO_SUCH_COLUMN),
        ("#", Fault.NO_SUCH_COLUMN),
        ("", Fault.NO_SUCH_COLUMN),
        ("Ф ", Fault.COLUMN_TWICE),
    ],
)
def test_a_mapped_column_must_be_there_once(column: str, fault: Fault) -> None:
    with pytest.raises(BatchError) as caught:
        mapped(Mapped(Role.INN, column))
    assert caught.value.fault is fault


def test_two_columns_cannot_be_mapped_to_one_role() -> None:
    with pytest.raises(BatchError) as caught:
        mapped(Mapped(Role.INN, "#4"), Mapped(Role.INN, "#5"))
    assert caught.value.fault is Fault.COLUMN_TWICE


def test_what_is_said_of_one_side_goes_before_what_is_said_of_both() -> None:
    both, asked, held = (
        Mapped(Role.INN, name, side) for name, side in (("a", None), ("b", Side.APPLICATION), ("c", Side.CONTRACT))
    )
    surname = Mapped(Role.SURNAME, "d")
    said = (both, asked, surname)
    assert mapped_on(said, Side.APPLICATION) == (asked, surname)
    assert mapped_on(said, Side.CONTRACT) == mapped_on(said, None) == (both, surname)
    assert mapped_on((held, both), Side.CONTRACT) == (held,)


def test_a_kind_that_was_said_is_the_kind_of_every_row() -> None:
    found = layout("Телефон", "ФИО", "Тип абонента")._replace(kind="ip")
    assert found.fields(["1", "Ким", "ФЛ"]).get(Role.KIND) == "ip"
