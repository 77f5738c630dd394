"""Appendix 5: what an application lacks, and the codes that follow."""

from dataclasses import replace
from datetime import date

import pytest

from npmatch.porting.applications import (
    Address,
    Authority,
    Document,
    Enclosure,
    EntrepreneurApplication,
    LegalApplication,
    PersonApplication,
    ProcurementApplication,
    Representative,
    check,
    compare_with_message,
    terms_of,
)
from npmatch.porting.codes import Code, Finding
from npmatch.porting.parties import Terms

HOME = Address(region="77", city="Москва", street="Тестовая", house="1")
PASSPORT = Document("паспорт", "4500", "123456", "ОВД", date(2010, 1, 1))
NUMBERS = ("9001234567",)

PERSON = PersonApplication(
    donor="A",
    recipient="B",
    numbers=NUMBERS,
    region="77",
    surname="Крылов",
    given_name="Иван",
    address=HOME,
    document=PASSPORT,
    ends_contract=True,
    wants_port=True,
    agrees_prepaid=True,
    agrees_to_pay_debts=True,
    agrees_to_suspension=True,
    agrees_to_data_processing=True,
)
LEGAL = LegalApplication(
    donor="A",
    recipient="B",
    numbers=NUMBERS,
    region="77",
    name="Общество «Пример»",
    seat=HOME,
    inn="7700000000",
    representative=Representative("Крылов Иван", "директор"),
    authority=Authority("устав", date(2020, 1, 1)),
    ends_contract=True,
    wants_port=True,
    wants_person_terms=False,
    staff_consented=True,
)
ENTREPRENEUR = EntrepreneurApplication(
    donor="A",
    recipient="B",
    numbers=NUMBERS,
    region="77",
    surname="Крылов",
    given_name="Иван",
    document=PASSPORT,
    certificate="1",
    inn="770000000000",
    ends_contract=True,
    wants_port=True,
    wants_person_terms=True,
    at_most_fifty_numbers=True,
    staff_consented=True,
)


def fields(findings: tuple[Finding, ...], code: Code) -> list[str]:
    return [finding.field for finding in findings if finding.code is code]


def regions_of(number: str) -> frozenset[str]:
    return {"9001234567": frozenset({"50", "77"}), "9111234567": frozenset({"78"})}.get(number, frozenset())


@pytest.mark.parametrize("form", [PERSON, LEGAL, ENTREPRENEUR])
def test_a_complete_application_has_no_findings(form: PersonApplication | LegalApplication) -> None:
    assert check(form, regions_of) == ()


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (replace(PERSON, surname=""), "F-1.1"),
        (replace(PERSON, address=Address()), "F-1.1"),
        (replace(PERSON, document=Document()), "F-1.2"),
        (replace(PERSON, ends_contract=False), "F-1.3"),
        (replace(PERSON, recipient=""), "F-1.4"),
        (replace(PERSON, numbers=()), "F-1.5"),
        (replace(PERSON, agrees_prepaid=False), "F-1.7"),
        (replace(PERSON, agrees_to_pay_debts=False), "F-1.8"),
        (replace(PERSON, agrees_to_suspension=False), "F-1.9"),
        (replace(PERSON, agrees_to_data_processing=False), "F-1.10"),
        (replace(LEGAL, name=""), "F-2.1.1"),
        (replace(ENTREPRENEUR, certificate=""), "F-2.1.2"),
        (replace(LEGAL, inn=""), "F-2.2"),
        (replace(LEGAL, authority=Authority()), "F-2.3"),
        (replace(LEGAL, ends_contract=False), "F-2.4"),
        (replace(LEGAL, wants_port=False), "F-2.5"),
        (replace(LEGAL, numbers=()), "F-2.6"),
        (replace(LEGAL, wants_person_terms=None), "F-2.8"),
        (replace(ENTREPRENEUR, at_most_fifty_numbers=False), "F-2.8"),
        (replace(LEGAL, staff_consented=False), "F-2.9"),
    ],
)
def test_one_gap_is_one_7131(form: PersonApplication | LegalApplication, field: str) -> None:
    assert fields(check(form), Code.E_7131) == [field]


def test_type_1_may_port_fifty_numbers_and_not_fifty_one() -> None:
    fifty = tuple(f"90012345{n:02d}" for n in range(50))
    assert check(replace(ENTREPRENEUR, numbers=fifty)) == ()
    assert fields(check(replace(ENTREPRENEUR, numbers=(*fifty, "9001234599"))), Code.E_7131) == ["F-2.8"]


def test_the_time_may_be_left_to_the_recipient_except_for_procurement() -> None:
    assert PERSON.port is None
    assert "F-3.4" in fields(check(ProcurementApplication()), Code.E_7134)


def test_procurement_needs_a_purchase_id_or_a_copy_of_the_contract() -> None:
    neither = ProcurementApplication()
    assert fields(check(neither), Code.E_7135) == ["F-3.2"]
    assert fields(check(replace(neither, purchase_id="1")), Code.E_7135) == []
    assert fields(check(replace(neither, contract_copy=Enclosure("d"))), Code.E_7135) == []


def test_no_application_code_arises_for_procurement() -> None:
    assert {f.code for f in check(ProcurementApplication())} == {Code.E_7134, Code.E_7135}


def test_every_number_of_another_region_is_named() -> None:
    findings = check(replace(PERSON, region="78", numbers=("9001234567", "9111234567", "9990000000")), regions_of)
    assert findings == (Finding(Code.E_7102, "9001234567", "region"),)


def test_all_gaps_are_found_not_the_first_only() -> None:
    assert len(check(PersonApplication())) == 9


def test_a_message_without_the_copy_is_7133_and_a_different_one_7132() -> None:
    assert compare_with_message(PERSON, PERSON, copied=True) == ()
    assert compare_with_message(PERSON, PERSON, copied=False) == (Finding(Code.E_7133),)
    assert compare_with_message(PERSON, None, copied=True) == (Finding(Code.E_7133),)
    moved = replace(PERSON, address=Address(region="77", house="2"))
    assert compare_with_message(PERSON, moved, copied=True) == (Finding(Code.E_7132),)


def test_procurement_data_that_are_not_the_contracts_are_7134() -> None:
    form = ProcurementApplication(name="А")
    assert compare_with_message(form, form, copied=False) == ()
    assert compare_with_message(form, ProcurementApplication(name="Б"), copied=False) == (Finding(Code.E_7134),)


def test_no_application_shows_what_it_holds() -> None:
    assert "Крылов" not in repr(PERSON) + repr(LEGAL) + repr(ENTREPRENEUR)
    assert "123456" not in repr(PASSPORT)


def test_an_entrepreneur_ports_as_a_legal_entity_unless_he_asks_or_the_reading_says_otherwise() -> None:
    plain = replace(ENTREPRENEUR, wants_person_terms=False)
    assert (terms_of(plain), terms_of(ENTREPRENEUR)) == (Terms.LEGAL, Terms.LEGAL_TYPE1)
    assert terms_of(plain, individual=True) is terms_of(PERSON) is Terms.PERSON
    assert terms_of(LEGAL, individual=True) is Terms.LEGAL
    assert terms_of(ProcurementApplication()) is Terms.PROCUREMENT
