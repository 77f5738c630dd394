"""From cells to the kind of subscriber and to the record."""

import pytest

from npmatch import Customer, Entrepreneur, Organization, Person
from npmatch.batch.columns import Fields, Role, plain, table
from npmatch.batch.faults import Fault
from npmatch.batch.records import record, split_name
from npmatch.batch.rows import CellError, Kind, kind_of, nonresident, without_prefix

VALUES = table("values.tsv")


def fields(*names: str, **values: str) -> Fields:
    return Fields({Role(role): value for role, value in values.items()}, names)


@pytest.mark.parametrize(("value", "means"), [(row["value"], row["means"]) for row in VALUES if row["role"] == "kind"])
def test_every_kind_of_the_table_is_known_in_any_case(value: str, means: str) -> None:
    for cell in (value, value.upper(), f" {value.lower()} "):
        assert kind_of(fields(kind=cell)) is Kind(means)


@pytest.mark.parametrize(
    ("value", "means"), [(row["value"], row["means"]) for row in VALUES if row["role"] == "nonresident"]
)
def test_every_answer_of_the_table_is_known(value: str, means: str) -> None:
    for cell in (value, value.upper(), f" {value} "):
        assert nonresident(cell) is (means == "yes")


@pytest.mark.parametrize("value", [row["value"] for row in VALUES if row["role"] == "prefix"])
def test_every_prefix_of_the_table_is_taken_off(value: str) -> None:
    for written in (value, value.upper(), value.lower(), f"{value},"):
        assert without_prefix(f"{written} Крылов Иван") == "Крылов Иван"


def test_no_answer_stands_in_the_table_twice() -> None:
    keys = [(row["role"], plain(row["value"])) for row in VALUES]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (fields(surname="Крылов", document="4508 123456"), Kind.PERSON),
        (fields(surname="Крылов", series="4508", number="123456", inn="500100732259"), Kind.PERSON),
        (fields(full_name="Крылов Иван"), Kind.PERSON),
        (fields(surname="Крылов", inn="500100732259"), Kind.IP),
        (fields(full_name="Крылов Иван", inn="500100732259"), Kind.IP),
        (fields(full_name="ИП Крылов Иван"), Kind.IP),
        (fields(surname="ИП Крылов"), Kind.IP),
        (fields("ИП Крылов Иван", inn="500100732259"), Kind.IP),
        (fields("ИП Телеком", inn="7707083893"), Kind.ORG),
        (fields("ООО Ромашка", inn="7707083893"), Kind.ORG),
        (fields("ООО Ромашка"), Kind.ORG),
        (fields(inn="7707083893"), Kind.ORG),
        (fields("ГБУ Парк", inn="7707083893", purchase_id="0173"), Kind.CUSTOMER),
        (fields(inn="7707083893", purchase_id="0173"), Kind.CUSTOMER),
        (fields(kind="ЮЛ", purchase_id="0173"), Kind.CUSTOMER),
        (fields(kind="ФЛ", purchase_id="0173"), Kind.PERSON),
        (fields("ООО Ромашка", surname="Крылов", document="4508 123456"), Kind.PERSON),
        (fields(), Kind.PERSON),
        (fields(surname=" ", document=" "), Kind.PERSON),
    ],
)
def test_the_filled_fields_tell_the_kind(row: Fields, kind: Kind) -> None:
    assert kind_of(row) is kind


def test_the_kind_column_goes_before_the_fields() -> None:
    assert kind_of(fields("ООО Ромашка", kind="ФЛ", inn="7707083893")) is Kind.PERSON


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("Крылов Иван Ильич", ("Крылов", "Иван", "Ильич")),
        (" Крылов  Иван\tИльич ", ("Крылов", "Иван", "Ильич")),
        ("Мамедов Али Гасан оглы", ("Мамедов", "Али", "Гасан оглы")),
        ("Ким Ир", ("Ким", "Ир", "")),
        ("Ким", ("Ким", "", "")),
        ("", ("", "", "")),
        ("индивидуальный предприниматель Ким Ир", ("Ким", "Ир", "")),
        ("ИП", ("", "", "")),
        ("Индивидуальный", ("Индивидуальный", "", "")),
        ("Ипатов Иван", ("Ипатов", "Иван", "")),
    ],
)
def test_a_whole_name_is_surname_given_name_and_the_rest(whole: str, parts: tuple[str, str, str]) -> None:
    assert split_name(whole) == parts


@pytest.mark.parametrize(
    ("kind", "row", "expected"),
    [
        (
            Kind.PERSON,
            fields(surname="Крылов", given_name="Иван", patronymic="Ильич", document="4508 123456"),
            Person("Крылов", "Иван", "Ильич", "4508 123456"),
        ),
        (
            Kind.PERSON,
            fields(full_name="Крылов Иван Ильич", series="4508", number="123456"),
            Person("Крылов", "Иван", "Ильич", "4508 123456"),
        ),
        (Kind.PERSON, fields(surname="Крылов", series=" ", number="123456"), Person("Крылов", document="123456")),
        (Kind.PERSON, fields(document=" ", series="4508", number="1"), Person("", document="4508 1")),
        (Kind.PERSON, fields("Крылов Иван"), Person("Крылов", "Иван")),
        (Kind.PERSON, fields(given_name="Иван", full_name="Крылов Иван"), Person("", "Иван")),
        (Kind.IP, fields(surname="ИП Крылов", inn="1"), Entrepreneur("Крылов", inn="1")),
        (Kind.IP, fields('ИП "Крылов Иван"', inn="1"), Entrepreneur('"Крылов', 'Иван"', inn="1")),
        (Kind.ORG, fields("ООО Ромашка", "Ромашка", inn="7"), Organization("ООО Ромашка", "7", ("Ромашка",))),
        (
            Kind.ORG,
            fields(full_name="ООО Ромашка", nonresident="да"),
            Organization("ООО Ромашка", nonresident=True),
        ),
        (Kind.ORG, fields(), Organization("")),
        (
            Kind.CUSTOMER,
            fields("ГБУ Парк", inn="7", purchase_id="0173", nonresident="no"),
            Customer("ГБУ Парк", "7", purchase_id="0173"),
        ),
    ],
)
def test_a_record_is_made_of_the_cells(
    kind: Kind, row: Fields, expected: Person | Entrepreneur | Organization | Customer
) -> None:
    assert record(kind, row) == expected


@pytest.mark.parametrize("kind", [Kind.ORG, Kind.CUSTOMER])
def test_a_flag_that_says_nothing_known_is_a_bad_cell(kind: Kind) -> None:
    with pytest.raises(CellError) as caught:
        record(kind, fields("ООО Ромашка", nonresident="возможно"))
    assert (caught.value.fault, caught.value.role) == (Fault.UNKNOWN_FLAG, Role.NONRESIDENT)


def test_a_kind_that_says_nothing_known_is_a_bad_cell_and_is_not_quoted() -> None:
    with pytest.raises(CellError) as caught:
        kind_of(fields(kind="Крылов"))
    assert (caught.value.fault, caught.value.role) == (Fault.UNKNOWN_KIND, Role.KIND)
    assert "Крылов" not in str(caught.value)
