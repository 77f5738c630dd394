"""What lies at the edge of the process: wrong use, full schedules, records that must not speak of people."""

from dataclasses import replace
from datetime import timedelta

import pytest

from npmatch.errors import TableError
from npmatch.porting import commands as c
from npmatch.porting.codes import Refusal
from npmatch.porting.deadlines import Timeline, all_due, due
from npmatch.porting.messages.database import Slot
from npmatch.porting.numbering import NumberRange, Plan
from npmatch.porting.parties import Party, Terms
from npmatch.porting.process import begin, expire, step
from npmatch.porting.process.case import Case
from npmatch.porting.reading_tables import text
from npmatch.porting.regions import MOSCOW
from npmatch.porting.schedule import OPEN_HOURS, Book, Break
from npmatch.porting.states import State
from npmatch.porting.workdays import PLAIN_WEEK
from process.stories import DO, NUMBER, RO, Story
from process.timelines import PERSON, msk

S = State


def test_no_record_of_a_process_shows_a_number() -> None:
    story = Story().ported()
    shown = repr(story.process) + repr(story.line()) + repr(c.Resend(NUMBER)) + repr(Slot(NUMBER, story.now))
    assert NUMBER not in shown
    assert "PORTED" in shown


@pytest.mark.parametrize("numbers", [(), (NUMBER, NUMBER)])
def test_a_process_has_numbers_and_none_of_them_twice(numbers: tuple[str, ...]) -> None:
    create = replace(Story().create, numbers=numbers)
    with pytest.raises(ValueError, match="at least one number"):
        begin("p", create, donor="A", recipient="B")


def test_a_process_begins_with_moments_that_have_a_zone() -> None:
    create = Story().create
    with pytest.raises(ValueError, match="zone"):
        begin("p", replace(create, port=create.port.replace(tzinfo=None)), donor="A", recipient="B")
    with pytest.raises(ValueError, match="zone"):
        expire(Story().process, msk("2026-12-02 12:00").replace(tzinfo=None))


def test_a_filing_without_a_time_is_filed_when_it_is_said() -> None:
    story = Story()
    create = replace(story.create, filed=None)
    process = begin("p", create, donor="A", recipient="B", state=S.NEW)
    assert step(process, c.Filed(paid=True), story.now).process.facts["app.filed"] == story.now


def test_an_operator_has_its_role_and_others_have_none() -> None:
    process = Story().process
    assert [process.role(name) for name in ("A", "B", "C")] == [Party.DONOR, Party.RECIPIENT, None]
    assert process.numbers == (NUMBER,)
    assert process.line("9009999999") is None


def test_a_schedule_that_is_full_for_a_year_leaves_the_daily_break_alone_and_is_noted() -> None:
    book = Book()
    start = msk("2026-01-01 00:00")
    book.breaks = (Break("1", "A", "77", start, start + timedelta(days=1200)),)
    story = Story(slots=book).checked()
    assert (story.process.port, story.seen) == (msk("2026-12-09 05:00"), ["Z-5а"])
    story.hear("M-10", RO, port=msk("2026-12-20 05:00"))
    assert story.kinds() == ["x.SlotBusy>RO"]
    assert getattr(story.last.outgoing[0].message, "port", 1) is None


def test_a_reverse_transfer_is_postponed_while_a_system_is_down() -> None:
    book = Book()
    story = Story(slots=book).ported()
    story.hear("M-17")
    story.give(c.Checked(NUMBER))
    story.hear("M-18", RO)
    first = story.line().back_port
    book.report("A", first)
    story.at(first)
    assert (story.line().back, sorted(story.kinds())) == (S.REV_SCHEDULED, ["M-26>DO", "M-26>RO"])
    assert story.line().back_port == first + timedelta(hours=1)
    book.withdraw("A")
    assert story.at(first + timedelta(hours=1)).line().back is S.H1_DEACTIVATING


def test_a_message_of_another_process_is_refused() -> None:
    story = Story().checked()
    message = replace(story.message("M-04"), process="other")
    assert story.give(message).refused is Refusal.WRONG_STATE


def test_a_contract_that_ends_without_anything_to_close_is_refused() -> None:
    story = Story(Terms.PROCUREMENT, holder="B").ported()
    assert story.give(c.ContractEnded(NUMBER)).refused is Refusal.WRONG_STATE


def test_a_return_may_tell_when_the_number_was_released() -> None:
    story = Story().ported()
    story.hear("M-19", RO, contract_end=story.now.date(), released=story.now.date())
    assert story.line().days["released"] == story.now.date()


def test_every_deadline_that_has_begun_is_listed_with_its_window() -> None:
    found = {row.id: window for row, window in all_due(PERSON)}
    assert found["T-1.4"].latest == msk("2026-12-04 23:59:59")
    assert "T-5.1" not in found
    assert len(found) == 19


def test_an_initiation_without_its_dates_has_no_bound() -> None:
    assert due("T-2.1", Timeline(terms=Terms.PROCUREMENT, zone=MOSCOW)) is None
    assert due("T-2.1", Timeline(terms=Terms.PROCUREMENT, zone=MOSCOW, facts={"port": msk("2026-12-09 05:00")})) is None


def test_what_is_no_number_is_in_no_range() -> None:
    plan = Plan([NumberRange(9001000000, 9001999999, "1", frozenset({"77"}))])
    assert plan.find("x") is None
    assert plan.find("9000000000") is None


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises((TableError, FileNotFoundError)):
        text("no.tsv")


def test_an_event_about_no_number_has_no_line() -> None:
    case = Case(Story().process, None, msk("2026-12-02 12:00"), (PLAIN_WEEK, OPEN_HOURS))
    with pytest.raises(LookupError, match="no number"):
        _ = case.line


def test_a_late_message_of_the_other_operator_is_still_taken() -> None:
    story = Story().started()
    story.receipt("M-22")
    story.later(minutes=30)
    assert story.hear("M-07", DO).refused is None
    assert story.seen == ["late:T-3.2", "late:T-3.4"]
