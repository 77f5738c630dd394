"""The 26 codes of Appendix 4 and who uses them."""

import pytest

from npmatch.porting.codes import DATABASE_CODES, DONOR_CODES, ROWS, Code, Finding, Refusal, allowed, silent
from npmatch.porting.parties import Party, Terms


def stars(mark: str) -> set[int]:
    return {int(code) for code, row in ROWS.items() if mark in row.stars}


def test_there_are_26_codes_in_the_order_of_the_rows() -> None:
    assert [row.row for row in ROWS.values()] == list(range(1, 27))
    assert list(ROWS) == list(Code)


def test_one_star_stands_at_four_codes() -> None:
    assert stars("*") == {7003, 7011, 7012, 3012}


def test_two_stars_stand_at_four_codes() -> None:
    assert stars("**") == {7110, 3012, 7134, 7135}


def test_the_two_cancellation_codes_belong_to_one_operator_each() -> None:
    assert Code.E_7060.facts.senders == {Party.RECIPIENT}
    assert Code.E_7061.facts.senders == {Party.DONOR}


PERSON_DONOR = {2015, 7001, 7004, 7005, 7008, 7009, 7012, 7131, 7132, 7133}
PROCUREMENT_DONOR = {2015, 7001, 7004, 7005, 7008, 7009, 7014, 7016, 7134, 7135}


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (Terms.PERSON, PERSON_DONOR),
        (Terms.LEGAL, PERSON_DONOR),
        (Terms.LEGAL_TYPE1, PERSON_DONOR | {7011}),
        (Terms.PROCUREMENT, PROCUREMENT_DONOR),
    ],
)
def test_the_donor_may_refuse_with_these_codes_only(terms: Terms, expected: set[int]) -> None:
    assert {int(code) for code in DONOR_CODES if code.used_for(terms)} == expected


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (Terms.PERSON, {3013, 3014, 3016, 7100, 7101, 7102, 7110, 7012, 3012}),
        (Terms.PROCUREMENT, {3013, 3014, 3016, 7100, 7101, 7102, 7110}),
    ],
)
def test_the_database_may_refuse_with_these_codes_only(terms: Terms, expected: set[int]) -> None:
    assert {int(code) for code in DATABASE_CODES if code.used_for(terms)} == expected


def test_one_foreign_code_spoils_a_whole_refusal() -> None:
    good, bad = Finding(Code.E_7004), Finding(Code.E_7003)
    assert allowed((good,), DONOR_CODES, Terms.PERSON)
    assert not allowed((good, bad), DONOR_CODES, Terms.PERSON)


def test_an_empty_refusal_and_a_refusal_of_the_model_are_no_grounds() -> None:
    assert not allowed((), DONOR_CODES, Terms.PERSON)
    assert not allowed((Finding(Refusal.WRONG_STATE),), DONOR_CODES, Terms.PERSON)


@pytest.mark.parametrize("code", [Code.E_7110, Code.E_7134, Code.E_7135])
def test_a_procurement_customer_hears_nothing_of_a_two_star_code(code: Code) -> None:
    assert silent((Finding(code),), Terms.PROCUREMENT)
    assert not silent((Finding(code), Finding(Code.E_7001)), Terms.PROCUREMENT)
    assert not silent((Finding(code),), Terms.PERSON)


def test_no_finding_shows_a_number() -> None:
    assert "9001234567" not in repr(Finding(Code.E_7001, "9001234567"))
