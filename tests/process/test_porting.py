"""2.1: the process from the request to the scheduled start, row by row, and what closes it."""

import pytest

from npmatch.porting import commands as c
from npmatch.porting.codes import Code, Finding, Refusal
from npmatch.porting.parties import Terms
from npmatch.porting.process import begin, locked, step
from npmatch.porting.schedule import Book
from npmatch.porting.states import State
from process.stories import DO, NUMBER, Story
from process.timelines import msk

S = State


def findings(*codes: int) -> tuple[Finding, ...]:
    return tuple(Finding(Code(code), NUMBER) for code in codes)


# rows 1-4a


@pytest.mark.parametrize(("paid", "state"), [(True, S.APPLIED), (False, S.NOT_CONCLUDED)])
def test_a_contract_is_made_only_if_the_fee_is_paid_on_the_day(*, paid: bool, state: State) -> None:
    story = Story()
    process = begin("p", story.create, donor="A", recipient="B", state=S.NEW)
    assert step(process, c.Filed(paid=paid), story.now).process.state is state


def test_a_procurement_contract_opens_a_process_without_an_application() -> None:
    story = Story(Terms.PROCUREMENT)
    process = begin("p", story.create, donor="A", recipient="B", state=S.NEW)
    assert step(process, c.Contract(), story.now).process.state is S.APPLIED
    person = begin("p", Story().create, donor="A", recipient="B", state=S.NEW)
    assert step(person, c.Contract(), story.now).refused is Refusal.WRONG_STATE


def test_before_the_request_the_subscriber_withdraws_without_a_message() -> None:
    story = Story()
    assert story.give(c.Withdrawn()).outgoing == ()
    assert story.state is S.CANCELLED


@pytest.mark.parametrize(("at", "noted"), [("2026-12-02 23:59:59", []), ("2026-12-03 00:00:00", ["late:T-1.1"])])
def test_a_late_request_is_taken_and_noted(at: str, noted: list[str]) -> None:
    story = Story().at(at)
    story.give(story.create)
    assert (story.state, story.seen) == (S.CDB_CHECK, noted)


# rows 5-6


def test_a_request_that_passes_is_confirmed_with_its_hour_and_forwarded() -> None:
    story = Story()
    story.give(story.create)
    result = story.give(c.Checked())
    assert story.kinds() == ["M-20>RO", "x.CreateForward>DO"]
    assert [out.row for out in result.outgoing] == ["T-1.2", "T-1.3"]
    assert getattr(result.outgoing[0].message, "port", None) == msk("2026-12-09 05:00")
    assert story.process.create is None


@pytest.mark.parametrize(("terms", "minutes"), [(Terms.PERSON, 30), (Terms.LEGAL, 30), (Terms.PROCUREMENT, 60)])
def test_the_database_answers_in_half_an_hour_and_in_an_hour_for_procurement(terms: Terms, minutes: int) -> None:
    for seconds, late in ((0, 0), (1, 1)):
        story = Story(terms)
        story.give(story.create)
        story.later(minutes=minutes, seconds=seconds)
        story.give(c.Checked())
        assert len(story.noted) == late


@pytest.mark.parametrize("code", [3013, 3014, 3016, 7100, 7101, 7102, 7110, 7012, 3012])
def test_each_database_code_ends_the_process(code: int) -> None:
    story = Story()
    story.give(story.create)
    assert locked(story.process) == {NUMBER}
    story.give(c.Checked(findings=findings(code)))
    assert (story.state, story.kinds()) == (S.REJECTED_CDB, ["M-21>RO"])
    assert story.process.reasons == findings(code)
    assert locked(story.process) == frozenset()
    assert story.process.timers == ()


def test_all_reasons_for_all_numbers_are_told() -> None:
    story = Story(numbers=(NUMBER, "9001234568"))
    story.give(story.create)
    reasons = (*findings(7100, 7110), Finding(Code.E_3014, "9001234568"))
    result = story.give(c.Checked(findings=reasons))
    assert getattr(result.outgoing[0].message, "reasons", ()) == reasons
    assert {line.state for line in story.process.lines} == {S.REJECTED_CDB}


@pytest.mark.parametrize("code", [2015, 7003, 7004, 7131, 7060])
def test_a_code_that_is_not_the_databases_is_no_check(code: int) -> None:
    story = Story()
    story.give(story.create)
    assert story.give(c.Checked(findings=findings(code))).refused is Refusal.WRONG_STATE
    assert story.state is S.CDB_CHECK


def test_procurement_that_starts_too_early_initiates_again_without_a_notice() -> None:
    story = Story(Terms.PROCUREMENT)
    story.give(story.create)
    result = story.give(c.Checked(findings=findings(7110)))
    assert (story.state, result.duties) == (S.REINITIATE, ())
    other = Story(Terms.PROCUREMENT)
    other.give(other.create)
    assert other.give(c.Checked(findings=findings(7110, 3014))).process.state is S.REJECTED_CDB


@pytest.mark.parametrize("code", [7012, 3012])
def test_one_star_codes_do_not_exist_for_procurement(code: int) -> None:
    story = Story(Terms.PROCUREMENT)
    story.give(story.create)
    assert story.give(c.Checked(findings=findings(code))).refused is Refusal.WRONG_STATE


def test_a_chosen_hour_in_a_break_is_moved_and_never_refused() -> None:
    story = Story(port="2026-12-09 03:00").checked()
    assert story.process.port == msk("2026-12-09 05:00")
    assert story.process.base == msk("2026-12-09 03:00")
    assert story.seen == []


@pytest.mark.parametrize(("hours", "noted"), [(24, []), (25, ["Z-5б"])])
def test_an_hour_more_than_a_day_later_is_noted(hours: int, noted: list[str]) -> None:
    book, port = Book(), msk("2026-12-09 05:00")
    book.report("A", port, port.replace(day=10, hour=5 + hours - 24))
    story = Story(slots=book).checked()
    assert ((story.process.port - port).total_seconds() / 3600, story.seen) == (hours, noted)


# rows 7-9

PERSON_CODES = [2015, 7001, 7004, 7005, 7008, 7009, 7012, 7131, 7132, 7133]
PROCUREMENT_CODES = [2015, 7001, 7004, 7005, 7008, 7009, 7014, 7016]


@pytest.mark.parametrize(
    ("terms", "code"),
    [(Terms.PERSON, code) for code in PERSON_CODES]
    + [(Terms.LEGAL_TYPE1, 7011)]
    + [(Terms.PROCUREMENT, code) for code in PROCUREMENT_CODES],
)
def test_each_donor_code_ends_the_process_and_is_relayed_as_the_donors(terms: Terms, code: int) -> None:
    story = Story(terms).checked()
    result = story.hear("M-06", reasons=findings(code))
    message = result.outgoing[0].message
    assert (story.state, story.kinds()) == (S.REJECTED_DONOR, ["M-21>RO"])
    assert (getattr(message, "origin", None), getattr(message, "reasons", None)) == (DO, findings(code))
    assert result.outgoing[0].row == ("T-2.5" if terms is Terms.PROCUREMENT else "T-1.7")


@pytest.mark.parametrize("codes", [(7134,), (7135,), (7134, 7135)])
def test_two_star_codes_make_procurement_initiate_again(codes: tuple[int, ...]) -> None:
    story = Story(Terms.PROCUREMENT).checked()
    assert story.hear("M-06", reasons=findings(*codes)).process.state is S.REINITIATE
    assert story.last.duties == ()


@pytest.mark.parametrize(
    ("terms", "code"),
    [(Terms.PERSON, 7011), (Terms.PERSON, 7014), (Terms.PERSON, 7134), (Terms.PERSON, 3014), (Terms.PERSON, 7061)]
    + [(Terms.PROCUREMENT, code) for code in (7131, 7132, 7133, 7012, 7011)],
)
def test_a_code_of_another_case_is_no_refusal(terms: Terms, code: int) -> None:
    story = Story(terms).checked()
    assert story.hear("M-06", reasons=findings(code)).refused is Refusal.WRONG_STATE
    assert (story.state, story.kinds()) == (S.DONOR_CHECK, ["M-21>DO"])


def test_a_late_check_is_noted_once_and_still_counts() -> None:
    story = Story().checked().at("2026-12-05 00:00:00")
    assert story.seen == ["late:T-1.4"]
    story.hear("M-04")
    assert story.seen == ["late:T-1.4"]
    assert story.state is S.DEBT_CLEAR


def test_silence_of_the_donor_on_the_check_changes_nothing() -> None:
    story = Story().checked().at("2026-12-20 00:00")
    assert story.state is S.DONOR_CHECK
    assert story.seen == ["late:T-1.4", "late:PORT", "breach"]


def test_a_check_without_a_receipt_has_no_bound() -> None:
    story = Story()
    story.give(story.create)
    story.give(c.Checked())
    story.at("2026-12-06 00:00")
    assert story.seen == []


def test_a_procurement_check_goes_straight_to_acceptance() -> None:
    story = Story(Terms.PROCUREMENT).confirmed()
    assert (story.state, story.last.outgoing[0].row) == (S.ACCEPTED, "T-2.5")
    assert story.hear("M-03", debt=True).refused is Refusal.WRONG_STATE
    assert story.hear("M-06", reasons=findings(7003)).refused is Refusal.WRONG_STATE
    assert story.hear("M-05").refused is None
    assert story.kinds() == ["M-05>RO"]


# rows 10-15a: debt


@pytest.mark.parametrize(("debt", "state"), [(True, S.DEBT_OPEN), (False, S.DEBT_CLEAR)])
def test_the_first_debt_message_is_relayed(*, debt: bool, state: State) -> None:
    story = Story().confirmed()
    story.hear("M-03", debt=debt)
    assert (story.state, story.kinds()) == (state, ["M-03>RO"])


@pytest.mark.parametrize(
    ("at", "refused"), [("2026-12-04 08:59:59", None), ("2026-12-04 09:00:00", Refusal.OUT_OF_TIME)]
)
def test_the_first_debt_message_closes_at_nine(at: str, refused: Refusal | None) -> None:
    story = Story().confirmed().at(at)
    assert story.hear("M-03", debt=True).refused is refused
    assert story.state is (S.DEBT_OPEN if refused is None else S.DEBT_CLEAR)


def test_silence_on_debt_means_no_debt_and_readiness_follows() -> None:
    story = Story().confirmed()
    for moment, state in (
        ("2026-12-04 08:59:59", S.CONFIRMED),
        ("2026-12-04 09:00:00", S.DEBT_CLEAR),
        ("2026-12-06 08:59:59", S.DEBT_CLEAR),
        ("2026-12-06 09:00:00", S.SCHEDULED),
    ):
        assert story.at(moment).state is state
    assert story.seen == []


def test_silence_after_a_told_debt_is_noted_and_means_no_debt() -> None:
    story = Story().confirmed()
    story.hear("M-03", debt=True)
    story.at("2026-12-06 08:59:59")
    assert story.state is S.DEBT_OPEN
    story.at("2026-12-06 09:00:00")
    assert (story.state, story.seen) == (S.SCHEDULED, ["late:T-1.15"])


@pytest.mark.parametrize(
    ("at", "refused"),
    [
        ("2026-12-05 23:59:59", Refusal.OUT_OF_TIME),
        ("2026-12-06 00:00:00", None),
        ("2026-12-06 08:59:59", None),
        ("2026-12-06 09:00:00", Refusal.OUT_OF_TIME),
    ],
)
def test_a_refusal_for_debt_has_its_hours(at: str, refused: Refusal | None) -> None:
    story = Story().confirmed()
    story.hear("M-03", debt=True)
    story.at(at)
    assert story.hear("M-06", reasons=findings(7003)).refused is refused
    assert (story.state is S.REJECTED_DEBT) == (refused is None)


def test_a_paid_debt_is_accepted() -> None:
    story = Story().confirmed()
    story.hear("M-03", debt=True)
    story.hear("M-05")
    assert (story.state, story.kinds()) == (S.ACCEPTED, ["M-05>RO"])


def test_a_debt_refusal_with_another_code_is_none() -> None:
    story = Story().confirmed()
    story.hear("M-03", debt=True)
    story.at("2026-12-06 01:00")
    assert story.hear("M-06", reasons=findings(7003, 7004)).refused is Refusal.WRONG_STATE


def test_an_acceptance_after_silence_is_recorded_relayed_and_late() -> None:
    story = Story().scheduled()
    story.hear("M-05")
    assert (story.state, story.kinds(), story.seen) == (S.SCHEDULED, ["M-05>RO"], ["late:T-1.15"])


@pytest.mark.parametrize(
    ("at", "state", "moment"),
    [
        ("2026-12-04 10:00", S.CONFIRMED, "2026-12-04 10:10:00"),
        ("2026-12-04 23:55", S.CONFIRMED, "2026-12-05 00:05:00"),
    ],
)
def test_a_check_in_time_leaves_ten_minutes_for_the_debt_message(at: str, state: State, moment: str) -> None:
    story = Story().checked().at(at)
    story.hear("M-04")
    assert story.state is state
    assert story.at(moment).state is S.CONFIRMED
    assert story.later(seconds=1).state is S.DEBT_CLEAR


def test_legal_entities_have_their_own_days() -> None:
    story = Story(Terms.LEGAL).confirmed()
    assert story.at("2026-12-06 08:59:59").state is S.CONFIRMED
    assert story.at("2026-12-06 09:00:00").state is S.DEBT_CLEAR
    assert story.at("2026-12-23 08:59:59").state is S.DEBT_CLEAR
    assert story.at("2026-12-23 09:00:00").state is S.SCHEDULED
