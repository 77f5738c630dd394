"""The checks of the database and of the donor: dates, locks, debts, and the bridge from verdicts to codes."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from npmatch import Customer, Person, match_customer, match_person
from npmatch.porting.checks import Known, check_request
from npmatch.porting.codes import Code, Finding
from npmatch.porting.messages.operators import NPCreate
from npmatch.porting.numbering import NumberRange, Plan
from npmatch.porting.parties import Terms
from npmatch.porting.readings import Readings
from npmatch.porting.refusals import Candidate, Supplied, identity_findings, too_many_numbers
from process.stories import NUMBER, Story
from process.timelines import local, msk

PLAN = Plan([NumberRange(9001000000, 9001999999, "1", frozenset({"77", "41"}))])


def create(terms: Terms = Terms.PERSON, port: datetime | None = None, region: str = "77") -> NPCreate:
    made = Story(terms, region=region).create
    return replace(made, port=port or made.port)


def codes(request: NPCreate, known: Known | None = None, readings: Readings | None = None) -> list[int]:
    found = check_request(request, PLAN, known or Known(), readings or Readings())
    return [int(finding.code) for finding in found if isinstance(finding.code, Code)]


@pytest.mark.parametrize(
    ("terms", "port", "expected"),
    [
        (Terms.PERSON, "2026-12-08 23:00", [7110]),
        (Terms.PERSON, "2026-12-09 00:00", []),
        (Terms.LEGAL_TYPE1, "2026-12-09 00:00", []),
        (Terms.LEGAL, "2026-12-29 23:00", [7110]),
        (Terms.LEGAL, "2026-12-30 00:00", []),
        (Terms.LEGAL, "2027-06-01 23:00", []),
        (Terms.LEGAL, "2027-06-02 00:00", [3012]),
        (Terms.PROCUREMENT, "2026-12-02 00:00", []),
        (Terms.PROCUREMENT, "2028-01-01 00:00", []),
    ],
)
def test_a_start_is_neither_too_early_nor_too_late(terms: Terms, port: str, expected: list[int]) -> None:
    assert codes(create(terms, msk(port))) == expected


def test_dates_are_compared_as_written_in_the_region() -> None:
    assert codes(create(port=local("2026-12-09 00:00", "41"), region="41")) == []
    assert codes(create(port=local("2026-12-08 23:00", "41"), region="41")) == [7110]


@pytest.mark.parametrize(("port", "expected"), [("2026-12-10 23:00", [7110]), ("2026-12-11 00:00", [])])
def test_procurement_has_an_earliest_day_only_if_it_is_set(port: str, expected: list[int]) -> None:
    assert codes(create(Terms.PROCUREMENT, msk(port)), readings=Readings(p154_min_lead=10)) == expected


@pytest.mark.parametrize(
    ("ported", "expected"),
    [("2026-10-02 23:59:59", [7100]), ("2026-10-01 23:59:59", []), ("2026-10-02 00:00:00", [7100])],
)
def test_sixty_days_after_a_port_day_60_is_refused_and_day_61_allowed(ported: str, expected: list[int]) -> None:
    assert codes(create(), Known(last_port={NUMBER: msk(ported)})) == expected


def test_day_sixty_is_the_sixtieth_day_of_the_calendar() -> None:
    assert (date(2026, 12, 1) - date(2026, 10, 2)).days == 60


@pytest.mark.parametrize(("terms", "expected"), [(Terms.PERSON, [7101, 7012]), (Terms.PROCUREMENT, [7101])])
def test_a_locked_number_and_an_open_debt_refuse(terms: Terms, expected: list[int]) -> None:
    assert codes(create(terms), Known(active={NUMBER}, owing={NUMBER})) == expected


def test_all_reasons_for_all_numbers_are_found() -> None:
    request = replace(create(), numbers=(NUMBER, "9002000000", "4951234567"), port=msk("2026-12-02 05:00"))
    known = Known(active={NUMBER}, last_port={NUMBER: msk("2026-11-01 05:00")})
    assert codes(request, known) == [3016, 3013, 7100, 7101, 7110]


# the bridge

ANN = Person("Крылова", document="4508 123456")


def candidate(other: Person, *, has_number: bool = True) -> Candidate:
    return Candidate(verdict=match_person(ANN, other), has_number=has_number)


SAME, OTHER = candidate(ANN), candidate(Person("Орлова", document="4509 654321"))
EMPTY = candidate(Person("Крылова", document=""))


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([], [7008]),
        ([SAME], []),
        ([OTHER, SAME], []),
        ([candidate(ANN, has_number=False)], [7001]),
        ([OTHER], [7004]),
        ([EMPTY], [7131]),
        ([EMPTY, OTHER], [7004]),
    ],
)
def test_a_verdict_becomes_one_code(candidates: list[Candidate], expected: list[int]) -> None:
    found = identity_findings(candidates, NUMBER, Terms.PERSON)
    assert [finding.code for finding in found] == expected


@pytest.mark.parametrize(
    ("terms", "supplied", "code"),
    [
        (Terms.PERSON, Supplied(by_application=True), Code.E_7133),
        (Terms.LEGAL, Supplied(), Code.E_7131),
        (Terms.PROCUREMENT, Supplied(), Code.E_7134),
        (Terms.PROCUREMENT, Supplied(purchase=False), Code.E_7135),
    ],
)
def test_missing_data_are_never_a_mismatch(terms: Terms, supplied: Supplied, code: Code) -> None:
    assert identity_findings([EMPTY], NUMBER, terms, supplied) == (Finding(code, NUMBER),)


def test_a_purchase_id_that_alone_differs_has_its_own_code() -> None:
    left = Customer("Управление «Пример»", inn="7700000000", purchase_id="1")
    right = Customer("Управление «Пример»", inn="7700000000", purchase_id="2")
    verdict = match_customer(left, right)
    found = identity_findings([Candidate(verdict=verdict, has_number=True)], NUMBER, Terms.PROCUREMENT)
    assert found == (Finding(Code.E_7014, NUMBER),)


@pytest.mark.parametrize(
    ("terms", "numbers", "expected"),
    [
        (Terms.LEGAL_TYPE1, 50, []),
        (Terms.LEGAL_TYPE1, 51, [7011]),
        (Terms.LEGAL, 51, []),
        (Terms.PERSON, 51, []),
        (Terms.PROCUREMENT, 51, []),
    ],
)
def test_type_1_has_at_most_fifty_numbers(terms: Terms, numbers: int, expected: list[int]) -> None:
    assert [finding.code for finding in too_many_numbers(numbers, terms)] == expected
