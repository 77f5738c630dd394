"""The row that is written for an application."""

import pytest

from npmatch import Customer, Organization, Outcome, Person, Policy, Verdict, match
from npmatch.batch.rows import Kind
from npmatch.batch.tails import Tails
from npmatch.batch.verdicts import FIELDS, Answer, Status, VerdictRow, answer_of, best, header, no_contract
from npmatch.records import Record

KRYLOV = Person("Крылов", "Иван", "Ильич", "4508 123456")


def verdict(contract: Record, application: Record = KRYLOV) -> Verdict:
    return match(application, contract, Policy())


def answer(found: Verdict, contracts: int = 1) -> Answer:
    return answer_of(Kind(found.kind), found.outcomes, Policy(), contracts)


def test_a_row_has_a_cell_for_every_column_of_the_header() -> None:
    row = VerdictRow("8 900", 3, answer(verdict(Person("Крылов", "Ивна", "", "4508 123457")), 2))
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
        "contracts": "2",
    }
    assert len(header("Телефон", notes=True)) == len(row.cells(notes=True)) == 14


def test_without_a_contract_there_is_a_code_and_no_outcome() -> None:
    assert no_contract(Kind.IP).cells() == ["ip", "no_contract", "7001", *[""] * len(FIELDS), "0"]
    assert no_contract(Kind.IP, registered=False).error_code == 7008


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
    assert (answer(found).status, answer(found).error_code) == (status, code)
    assert (found.matched, found.error_code) == (status is Status.MATCHED, code)


def test_a_match_is_better_than_anything_and_then_more_accepted_fields_and_then_the_first() -> None:
    none, one = Person("Орлов", "Пётр", "Олегович", "1"), Person("Орлов", "Пётр", "Ильич", "1")
    two = Person("Орлов", "Пётр", "Ильич", "4508 123456")
    assert best([verdict(contract) for contract in (none, one, two, one, two)], Policy()) == 2
    assert best([verdict(contract) for contract in (none, two, KRYLOV, KRYLOV)], Policy()) == 2
    assert best([verdict(none)], Policy()) == 0


def test_an_answer_holds_outcomes_as_the_verdict_has_them() -> None:
    assert answer(verdict(KRYLOV)).outcomes == dict.fromkeys(FIELDS[:4], Outcome.EXACT)


def test_a_row_does_not_show_its_key() -> None:
    assert "9001234567" not in repr(VerdictRow("9001234567", 1, no_contract(Kind.PERSON)))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_code_stands_for_its_answer(kind: Kind) -> None:
    tails = Tails(Policy(), ";", "\n")
    count = len(tails.outcomes(Tails.code(kind, ())))
    for outcome in Outcome:
        outcomes = (Outcome.EXACT,) * (count - 1) + (outcome,)
        assert tails.answer(Tails.code(kind, outcomes), 3) == answer_of(kind, outcomes, Policy(), 3)
    for registered in (True, False):
        assert tails.answer(Tails.nobody(kind, registered=registered), 0) == no_contract(kind, registered=registered)


def test_tails_count_what_was_written() -> None:
    tails = Tails(Policy(), ";", "\n")
    assert tails.counted(0) == tails.counted(0) == ";person;matched;;exact;exact;exact;exact;;;;1\n"
    tails.count(0, 3)
    tails.count(0, 0)
    assert [times for _, times in tails.drain()] == [5]
    assert list(tails.drain()) == []
