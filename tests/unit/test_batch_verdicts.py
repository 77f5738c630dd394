"""The row that is written for an application."""

import pytest

from npmatch import Customer, Organization, Outcome, Person, Policy, Verdict
from npmatch.batch.engine import judge
from npmatch.batch.rows import Kind
from npmatch.batch.verdicts import FIELDS, Status, VerdictRow, best, header, status_of, verdict_row
from npmatch.records import Record

KRYLOV = Person("Крылов", "Иван", "Ильич", "4508 123456")


def verdict(contract: Record, application: Record = KRYLOV) -> Verdict:
    return judge(application, contract, Policy())


def test_a_row_has_a_cell_for_every_column_of_the_header() -> None:
    row = verdict_row("8 900", 3, Kind.PERSON, verdict(Person("Крылов", "Ивна", "", "4508 123457")))
    assert dict(zip(header("Телефон"), row.cells(), strict=True)) == {
        "Телефон": "8 900",
        "row": "3",
        "kind": "person",
        "status": "not_matched",
        "error_code": "7004",
        "surname": "exact",
        "given_name": "swapped",
        "patronymic": "different",
        "document": "different",
        "name": "",
        "inn": "",
        "purchase_id": "",
    }


def test_without_a_contract_there_is_a_code_and_no_outcome() -> None:
    row = verdict_row("8 900", 1, Kind.IP, None)
    assert (row.status, row.error_code, row.outcomes) == (Status.NO_CONTRACT, 7001, {})
    assert row.cells()[4:] == ["7001", *[""] * len(FIELDS)]


@pytest.mark.parametrize(
    ("found", "status", "code"),
    [
        (verdict(KRYLOV), Status.MATCHED, None),
        (verdict(Person("Орлов", "Иван", "Ильич", "4508 123456")), Status.NOT_MATCHED, 7004),
        (verdict(Person("", "Иван", "Ильич", "4508 123456")), Status.INCOMPLETE, None),
        (verdict(Person("", "Пётр", "Ильич", "4508 123457")), Status.INCOMPLETE, None),
        (verdict(Organization("ООО А", "1"), Organization("ООО А", "")), Status.INCOMPLETE, None),
        (verdict(Customer("А", "1", purchase_id="2"), Customer("А", "1")), Status.NOT_MATCHED, 7014),
    ],
)
def test_a_status_and_a_code_follow_from_the_verdict(found: Verdict, status: Status, code: int | None) -> None:
    assert status_of(found) is status
    assert verdict_row("1", 1, Kind.PERSON, found).error_code == code


def test_a_match_is_better_than_anything_and_then_more_accepted_fields_and_then_the_first() -> None:
    none, one = Person("Орлов", "Пётр", "Олегович", "1"), Person("Орлов", "Пётр", "Ильич", "1")
    two = Person("Орлов", "Пётр", "Ильич", "4508 123456")
    assert best([verdict(contract) for contract in (none, one, two, one, two)], Policy()) == 2
    assert best([verdict(contract) for contract in (none, two, KRYLOV, KRYLOV)], Policy()) == 2
    assert best([verdict(none)], Policy()) == 0


def test_a_row_counts_outcomes_as_the_verdict_has_them() -> None:
    assert verdict_row("1", 1, Kind.PERSON, verdict(KRYLOV)).outcomes == dict.fromkeys(FIELDS[:4], Outcome.EXACT)


def test_a_row_does_not_show_its_key() -> None:
    assert "9001234567" not in repr(VerdictRow("9001234567", 1, Kind.PERSON, Status.MATCHED))
