"""2.1, rows 22-30: the technical transfer, number by number."""

from datetime import timedelta

import pytest

from npmatch.porting import commands as c
from npmatch.porting.codes import Refusal
from npmatch.porting.parties import Party, Terms
from npmatch.porting.process import locked, served_by
from npmatch.porting.readings import Readings
from npmatch.porting.schedule import Book
from npmatch.porting.states import State
from process.stories import DO, NUMBER, RO, Story
from process.timelines import msk

S = State
SECOND = "9001234568"
STEPS = [
    ("M-07", DO, S.H2_RECIPIENT_ACTIVATING, S.HUNG_2, ["M-23>RO"], None),
    ("M-08", RO, S.H3_DONOR_SRF, S.HUNG_3, ["M-24>DO"], RO),
    ("M-09", DO, S.PORTED, S.PORTED, ["M-25>DO", "M-25>RO"], RO),
]


def test_a_transfer_goes_step_by_step_and_the_number_is_in_one_network_or_between() -> None:
    story = Story().started()
    assert (story.line().state, served_by(story.line())) == (S.H1_DEACTIVATING, DO)
    assert [out.row for out in story.last.outgoing] == ["T-3.1"]
    for kind, sender, state, _, sent, network in STEPS:
        story.hear(kind, sender)
        assert (story.line().state, story.kinds(), served_by(story.line())) == (state, sent, network)
    assert story.state is S.PORTED


@pytest.mark.clause("MB-17")
def test_the_two_moments_of_a_transfer_are_receipts_of_the_database() -> None:
    story = Story().started().later(minutes=5)
    story.hear("M-07")
    story.later(minutes=5).hear("M-08", RO)
    story.later(minutes=5).hear("M-09")
    facts = story.line().facts
    assert facts["cdb.rx(M-07)"] == msk("2026-12-09 05:05")
    assert facts["port.done"] == facts["service.start"] == msk("2026-12-09 05:15")


@pytest.mark.parametrize("step", range(3))
def test_a_confirmation_out_of_turn_is_refused(step: int) -> None:
    story = Story().started()
    for kind, sender, *_ in STEPS[:step]:
        story.hear(kind, sender)
    before = story.line().state
    for place, (kind, sender, *_) in enumerate(STEPS):
        if place != step:
            assert story.hear(kind, sender).refused is Refusal.WRONG_STATE
    assert story.line().state is before


def test_only_the_operator_whose_turn_it_is_confirms() -> None:
    story = Story().started()
    assert story.hear("M-07", RO).refused is Refusal.WRONG_STATE


@pytest.mark.clause("C-20")
def test_a_number_that_goes_home_still_gets_both_turns_of_the_donor() -> None:
    story = Story(holder="B").started()
    result = story.hear("M-07")
    assert getattr(result.outgoing[0].message, "holder", None) is True
    story.hear("M-08", RO)
    assert story.kinds() == ["M-24>DO"]
    story.hear("M-09")
    assert (story.state, story.line().returning) == (S.PORTED, None)


def test_the_acts_of_a_step_are_noted_and_move_nothing() -> None:
    story = Story().started()
    assert story.hear("x.Started").refused is None
    story.hear("M-07")
    assert story.hear("x.Started", RO).refused is None
    story.hear("M-08", RO)
    assert story.hear("x.SrfAccepted").refused is None
    assert story.line().state is S.H3_DONOR_SRF


BOUNDS = [(0, "M-22", "T-3.2", "T-3.4", 10), (1, "M-23", "T-3.6", "T-3.8", 10), (2, "M-24", "T-3.10", "T-3.12", 9)]


@pytest.mark.parametrize(("step", "asked", "first", "second", "minutes"), BOUNDS)
def test_a_step_is_late_a_second_after_its_bound(step: int, asked: str, first: str, second: str, minutes: int) -> None:
    story = Story().started()
    for kind, sender, *_ in STEPS[:step]:
        story.hear(kind, sender)
    story.receipt(asked)
    story.later(minutes=minutes)
    assert story.seen == []
    story.later(seconds=1)
    assert story.seen == [f"late:{first}", f"late:{second}"]
    story.hear(STEPS[step][0], STEPS[step][1])
    assert story.seen == [f"late:{first}", f"late:{second}"]


def test_without_a_receipt_no_bound_of_a_step_has_begun() -> None:
    story = Story().started().later(minutes=59)
    assert story.seen == []


def test_a_receipt_that_comes_after_its_step_starts_nothing() -> None:
    story = Story().started()
    story.hear("M-07")
    assert story.receipt("M-22").refused is Refusal.WRONG_STATE
    assert story.later(minutes=30).seen == []


@pytest.mark.clause("C-22")
def test_an_hour_after_the_start_a_transfer_hangs_once() -> None:
    story = Story().started().later(hours=1)
    assert story.line().state is S.H1_DEACTIVATING
    story.later(seconds=1)
    assert story.line().state is S.HUNG_1
    assert [f"{out.message.kind}>{out.to}" for out in story.sent[-2:]] == ["x.Hang>DO", "x.Hang>RO"]
    assert story.seen == ["late:MB-19"]
    story.later(hours=5)
    assert len([out for out in story.sent if out.message.kind == "x.Hang"]) == 2


@pytest.mark.parametrize("step", range(3))
def test_a_hung_transfer_goes_on_from_where_it_is(step: int) -> None:
    story = Story().started()
    for kind, sender, *_ in STEPS[:step]:
        story.hear(kind, sender)
    story.later(hours=2)
    for kind, sender, _, hung, sent, _network in STEPS[step:]:
        story.hear(kind, sender)
        assert (story.line().state, story.kinds()) == (hung, sent)
    assert story.state is S.PORTED


# row 22


def test_an_outage_at_the_start_moves_it_to_the_next_hour_as_long_as_it_lasts() -> None:
    book = Book()
    story = Story(slots=book).scheduled()
    book.report("A", story.process.port)
    story.at("2026-12-09 05:00")
    assert (story.state, story.kinds()) == (S.SCHEDULED, ["M-26>DO", "M-26>RO"])
    assert {out.row for out in story.last.outgoing} == {"Z-5в"}
    assert story.process.port == msk("2026-12-09 06:00")
    story.at("2026-12-09 06:00")
    assert story.process.port == msk("2026-12-09 07:00")
    book.withdraw("A")
    assert story.at("2026-12-09 07:00").state is S.HANDOVER
    assert {"Z-5б", "Z-6"} & set(story.seen) == set()


def test_an_outage_may_move_a_start_beyond_a_day() -> None:
    book = Book()
    story = Story(slots=book).scheduled()
    book.report("B", story.process.port, story.process.port + timedelta(days=3))
    story.at("2026-12-12 05:00")
    assert (story.state, story.process.port, story.seen) == (S.HANDOVER, msk("2026-12-12 05:00"), ["breach"])


def test_a_database_that_slept_through_the_hour_takes_the_next_one() -> None:
    story = Story().scheduled()
    story.now = msk("2026-12-09 06:30")
    story.at("2026-12-09 06:30")
    assert (story.state, story.process.port) == (S.SCHEDULED, msk("2026-12-09 07:00"))


def test_a_start_later_than_a_minute_is_noted() -> None:
    story = Story().scheduled()
    story.now = msk("2026-12-09 05:01:01")
    story.at(story.now)
    assert (story.state, story.seen) == (S.HANDOVER, ["late:T-3.1"])


# rows 29, 30


@pytest.mark.parametrize("hung", [False, True])
def test_before_m07_a_failure_ends_the_number(*, hung: bool) -> None:
    story = Story().started()
    if hung:
        story.later(hours=2)
    story.give(c.AbortDecided(NUMBER))
    assert (story.state, story.line().state, served_by(story.line())) == (S.ABORTED, S.ABORTED, DO)
    assert story.kinds() == ["x.Abort>RO", "x.Abort>DO"]
    assert locked(story.process) == frozenset()


@pytest.mark.parametrize(("step", "hung", "asked"), [(1, S.HUNG_2, "M-23>RO"), (2, S.HUNG_3, "M-24>DO")])
def test_after_m07_the_number_stays_hung_and_may_be_asked_again(step: int, hung: State, asked: str) -> None:
    story = Story().started()
    for kind, sender, *_ in STEPS[:step]:
        story.hear(kind, sender)
    story.give(c.AbortDecided(NUMBER))
    assert (story.line().state, story.state, story.last.outgoing) == (hung, S.HANDOVER, ())
    story.give(c.Resend(NUMBER))
    assert story.kinds() == [asked]
    for kind, sender, *_ in STEPS[step:]:
        story.hear(kind, sender)
    assert story.state is S.PORTED


@pytest.mark.parametrize("step", [1, 2])
def test_under_the_option_a_failure_after_m07_needs_a_reversal(step: int) -> None:
    story = Story(readings=Readings(after_m07="needs_reversal")).started()
    for kind, sender, *_ in STEPS[:step]:
        story.hear(kind, sender)
    story.give(c.AbortDecided(NUMBER))
    assert (story.line().state, story.state) == (S.ABORTED_NEEDS_REVERSAL, S.HANDOVER)
    assert locked(story.process) == {NUMBER}
    for kind, sender, *_ in STEPS:
        assert story.hear(kind, sender).refused is Refusal.WRONG_STATE


# many numbers


def test_the_process_ends_when_every_number_has() -> None:
    story = Story(numbers=(NUMBER, SECOND)).started()
    for kind, sender, *_ in STEPS:
        story.hear(kind, sender)
    assert (story.state, story.line().state) == (S.HANDOVER, S.PORTED)
    assert locked(story.process) == {SECOND}
    for kind, sender, *_ in STEPS:
        story.hear(kind, sender, number=SECOND)
    assert story.state is S.PORTED


@pytest.mark.parametrize("ported", [0, 1, 2])
def test_a_process_ends_ported_partly_or_aborted(ported: int) -> None:
    story = Story(numbers=(NUMBER, SECOND)).started()
    for place, number in enumerate((NUMBER, SECOND)):
        if place < ported:
            for kind, sender, *_ in STEPS:
                story.hear(kind, sender, number=number)
        else:
            story.give(c.AbortDecided(number))
    assert story.state is [S.ABORTED, S.PARTLY_PORTED, S.PORTED][ported]


def test_a_failure_of_the_process_under_way_meets_each_number_where_it_is() -> None:
    story = Story(numbers=(NUMBER, SECOND)).started()
    story.hear("M-07")
    story.give(c.AbortDecided())
    assert [line.state for line in story.process.lines] == [S.HUNG_2, S.ABORTED]
    assert story.state is S.HANDOVER


def test_one_number_may_be_ended_before_its_hour() -> None:
    story = Story(numbers=(NUMBER, SECOND)).scheduled()
    story.give(c.AbortDecided(SECOND))
    assert [line.state for line in story.process.lines] == [S.SCHEDULED, S.ABORTED]
    story.at(story.process.port)
    assert [out.message.about for out in story.last.outgoing] == [NUMBER]


def test_a_process_larger_than_an_hour_starts_hour_by_hour() -> None:
    numbers = tuple(f"90012345{n:02d}" for n in range(5))
    book = Book(Readings(per_hour=2))
    story = Story(numbers=numbers, slots=book).scheduled()
    assert [line.port.hour for line in story.process.lines if line.port] == [5, 5, 6, 6, 7]
    story.at("2026-12-09 05:00")
    assert [line.state for line in story.process.lines].count(S.H1_DEACTIVATING) == 2
    story.at("2026-12-09 06:00")
    assert [line.state for line in story.process.lines].count(S.H1_DEACTIVATING) == 4


def test_the_numbers_of_one_hour_are_moved_together() -> None:
    numbers = tuple(f"90012345{n:02d}" for n in range(3))
    book = Book()
    story = Story(numbers=numbers, slots=book).scheduled()
    book.report("A", story.process.port, story.process.port + timedelta(hours=1))
    story.at("2026-12-09 05:00")
    moves = [out.message for out in story.last.outgoing if out.message.kind == "M-26"]
    assert len(moves) == 2
    assert [len(getattr(message, "slots", ())) for message in moves] == [3, 3]
    assert {line.port for line in story.process.lines} == {msk("2026-12-09 06:00")}


@pytest.mark.parametrize("terms", list(Terms))
def test_every_class_is_ported_the_same_way(terms: Terms) -> None:
    story = Story(terms).ported()
    assert story.seen == []
    assert (story.line().debt is None) == (terms is Terms.PROCUREMENT)
    assert served_by(story.line()) is Party.RECIPIENT
