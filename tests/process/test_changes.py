"""2.1, rows 16-21 and 29-33, and G-1 to G-4: cancellation, moves, changes of time, failures, and what is refused."""

from dataclasses import replace

import pytest

from npmatch.porting import commands as c
from npmatch.porting.codes import Code, Finding, Refusal
from npmatch.porting.parties import Terms
from npmatch.porting.process import locked, step
from npmatch.porting.readings import Readings
from npmatch.porting.schedule import Book, Break
from npmatch.porting.states import LIVE, State
from process.stories import CDB, DO, NUMBER, RO, Story
from process.timelines import local, msk

S = State


def findings(*codes: int) -> tuple[Finding, ...]:
    return tuple(Finding(Code(code), NUMBER) for code in codes)


# rows 16-17: cancellation


@pytest.mark.parametrize(("sender", "code"), [(RO, 7060), (DO, 7061)])
@pytest.mark.parametrize("state", LIVE)
def test_either_operator_cancels_in_every_live_state(state: State, sender: object, code: int) -> None:
    story = Story().checked()
    story.process = story.process._replace(state=state)
    story.hear("M-02", sender)  # type: ignore[arg-type]  # a party
    other = DO if sender is RO else RO
    assert story.state is S.CANCELLED
    assert sorted(story.kinds()) == sorted([f"M-02>{other}", "M-20>RO", "M-20>DO"])
    assert [finding.code for finding in story.process.reasons] == [code]
    assert locked(story.process) == frozenset()


@pytest.mark.parametrize(
    ("at", "cutoff", "refused"),
    [
        ("2026-12-08 23:59:59", "days", None),
        ("2026-12-09 00:00:00", "days", Refusal.OUT_OF_TIME),
        ("2026-12-08 05:00:00", "24h", None),
        ("2026-12-08 05:00:01", "24h", Refusal.OUT_OF_TIME),
    ],
)
def test_cancelling_closes_a_day_before_the_start(at: str, cutoff: str, refused: Refusal | None) -> None:
    story = Story(readings=Readings(cancel_cutoff=cutoff)).confirmed().at(at)  # type: ignore[arg-type]  # by name
    result = story.hear("M-02", RO)
    assert result.refused is refused
    if refused is not None:
        assert story.kinds() == ["M-21>RO"]
        assert result.outgoing[0].row == "T-6.3"
        assert story.state is S.SCHEDULED


@pytest.mark.parametrize(("filed", "noted"), [("2026-12-05 23:59:59", []), ("2026-12-06 00:00:00", ["late:R-48(24)"])])
def test_the_subscribers_own_bound_is_noted_and_no_guard(filed: str, noted: list[str]) -> None:
    story = Story().confirmed().at("2026-12-06 10:00")
    story.hear("M-02", RO, filed=msk(filed))
    assert (story.state, story.seen) == (S.CANCELLED, noted)


def test_the_recipient_cannot_cancel_before_it_has_a_process_id() -> None:
    story = Story()
    story.give(story.create)
    assert story.hear("M-02", RO).refused is Refusal.WRONG_STATE


# rows 18-19a: readiness and moves


def test_readiness_moves_a_start_that_has_become_impossible() -> None:
    book = Book()
    story = Story(slots=book).confirmed()
    book.breaks = (Break("1", "A", "77", msk("2026-12-09 05:00"), msk("2026-12-09 07:00")),)
    story.at("2026-12-06 09:00")
    assert (story.state, story.process.port) == (S.SCHEDULED, msk("2026-12-09 07:00"))
    assert [str(out.to) for out in story.sent if out.message.kind == "M-26"] == ["DO", "RO"]
    assert story.seen == []


@pytest.mark.parametrize(("end", "noted"), [("2026-12-10 05:00", []), ("2026-12-10 06:00", ["Z-5б"])])
def test_a_move_beyond_a_day_is_made_and_noted(end: str, noted: list[str]) -> None:
    book = Book()
    story = Story(slots=book).confirmed()
    book.breaks = (Break("1", "A", "77", msk("2026-12-09 05:00"), msk(end)),)
    story.at("2026-12-06 09:00")
    assert (story.process.port, story.seen) == (msk(end), noted)


def test_a_readiness_move_in_the_freeze_is_made_and_noted() -> None:
    book = Book()
    story = Story(slots=book).checked().at("2026-12-08 12:00")
    book.breaks = (Break("1", "A", "77", msk("2026-12-09 05:00"), msk("2026-12-09 07:00")),)
    story.hear("M-04")
    assert (story.state, story.process.port) == (S.SCHEDULED, msk("2026-12-09 07:00"))
    assert "Z-6" in story.seen


def test_a_new_break_moves_a_start_at_once() -> None:
    book = Book()
    story = Story(slots=book).confirmed()
    assert story.give(c.BreakSet()).outgoing == ()
    book.breaks = (Break("1", "B", "77", msk("2026-12-09 05:00"), msk("2026-12-09 06:00")),)
    result = story.give(c.BreakSet())
    assert (story.state, story.kinds()) == (S.CONFIRMED, ["M-26>DO", "M-26>RO"])
    assert {out.row for out in result.outgoing} == {"Z-5в"}
    assert story.process.port == msk("2026-12-09 06:00")


def test_timers_that_have_not_fired_follow_the_start() -> None:
    book = Book()
    story = Story(slots=book, port="2026-12-09 23:00").confirmed()
    book.breaks = (Break("1", "B", "77", msk("2026-12-09 23:00"), msk("2026-12-10 00:00")),)
    story.give(c.BreakSet())
    assert story.process.port == msk("2026-12-10 00:00")
    assert story.at("2026-12-04 09:00").state is S.CONFIRMED
    assert story.at("2026-12-05 09:00").state is S.DEBT_CLEAR


# row 20: M-10


@pytest.mark.parametrize(
    ("cutoff", "at", "refused"),
    [
        ("annex7", "2026-12-06 23:59:59", None),
        ("annex7", "2026-12-07 00:00:00", Refusal.OUT_OF_TIME),
        ("annex3", "2026-12-07 23:59:59", None),
        ("annex3", "2026-12-08 00:00:00", Refusal.OUT_OF_TIME),
    ],
)
def test_a_change_closes_three_days_before(cutoff: str, at: str, refused: Refusal | None) -> None:
    story = Story(readings=Readings(change_cutoff=cutoff)).confirmed().at(at)  # type: ignore[arg-type]  # by name
    assert story.hear("M-10", RO, port=msk("2026-12-20 05:00")).refused is refused


def test_the_last_day_of_change_is_local() -> None:
    story = Story(region="41", port="2026-12-09 05:00").confirmed().at("2026-12-06 14:59:59")
    assert story.hear("M-10", RO, port=local("2026-12-12 05:00", "41")).refused is None
    late = Story(region="41", port="2026-12-09 05:00").confirmed().at("2026-12-06 15:00:00")
    assert late.hear("M-10", RO, port=local("2026-12-12 05:00", "41")).refused is Refusal.OUT_OF_TIME


def test_a_granted_change_moves_start_base_and_readiness() -> None:
    story = Story().confirmed().at("2026-12-06 10:00")
    assert story.state is S.SCHEDULED
    story.hear("M-10", RO, port=msk("2026-12-20 05:00"))
    assert story.kinds() == ["M-26>RO", "M-26>DO"]
    assert story.process.base == story.process.port == msk("2026-12-20 05:00")
    assert story.at("2026-12-17 08:59:59").state is S.SCHEDULED
    assert "2.1/18" not in story.last.rows
    story.at("2026-12-17 09:00")
    assert "2.1/18" in story.last.rows
    assert story.at("2026-12-20 05:00").state is S.HANDOVER


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [
        ("2026-12-09 05:00", "M-21>RO"),
        ("2026-12-08 05:00", "M-21>RO"),
        ("2026-12-09 06:00", "M-26>RO"),
        ("2026-12-20 03:00", "x.SlotBusy>RO"),
        ("2026-12-20 05:30", "x.SlotBusy>RO"),
        ("2027-06-01 23:00", "M-26>RO"),
        ("2027-06-02 00:00", "M-21>RO"),
    ],
)
def test_a_change_goes_only_later_within_six_months_to_a_free_hour(wanted: str, answer: str) -> None:
    story = Story().confirmed()
    story.hear("M-10", RO, port=msk(wanted))
    assert story.kinds()[0] == answer
    assert story.state is S.CONFIRMED
    assert (story.process.port == msk(wanted)) == (answer == "M-26>RO" or wanted == "2026-12-09 05:00")


def test_procurement_has_no_limit_of_six_months() -> None:
    story = Story(Terms.PROCUREMENT).confirmed()
    story.hear("M-10", RO, port=msk("2027-09-01 05:00"))
    assert story.process.port == msk("2027-09-01 05:00")


def test_only_the_recipient_asks_for_a_change() -> None:
    with pytest.raises(ValueError, match="not sent by DO"):
        Story().hear("M-10", DO, port=msk("2026-12-20 05:00"))


def test_a_busy_hour_is_answered_in_a_quarter_of_an_hour_and_a_free_one_in_five_minutes() -> None:
    story = Story().confirmed()
    minutes = {}
    for wanted in ("2026-12-20 03:00", "2026-12-20 05:00"):
        result = story.hear("M-10", RO, port=msk(wanted))
        latest = result.outgoing[0].latest
        assert latest is not None
        minutes[result.outgoing[0].message.kind] = (latest - story.now).total_seconds() / 60
    assert minutes == {"x.SlotBusy": 15, "M-26": 5}


# G-1 to G-4


def test_a_repeated_message_is_acknowledged_and_changes_nothing() -> None:
    story = Story().checked()
    message = story.message("M-04")
    story.give(message)
    before = story.process
    result = story.give(message)
    assert result.repeated
    assert result.process is before
    assert result.outgoing == ()


def test_a_refused_message_changes_nothing_but_what_was_seen() -> None:
    story = Story().checked()
    before = story.process
    story.hear("M-05")
    after = story.process._replace(seen=before.seen, sent=before.sent)
    assert after == before


def test_a_message_of_another_process_or_number_is_refused() -> None:
    story = Story().started()
    other = story.message("M-07", number="9009999999")
    assert story.give(other).refused is Refusal.WRONG_STATE


def test_a_message_of_the_database_itself_is_refused_without_an_answer() -> None:
    story = Story().checked()
    result = story.hear("M-25", CDB)
    assert (result.refused, result.outgoing) == (Refusal.WRONG_STATE, ())


def test_a_command_that_does_not_fit_is_refused_without_an_answer() -> None:
    story = Story().checked()
    result = story.give(c.Exported())
    assert (result.refused, result.outgoing) == (Refusal.WRONG_STATE, ())


def test_a_start_that_comes_too_early_for_the_process_is_late_and_moved_when_it_is_ready() -> None:
    story = Story().checked().at("2026-12-09 05:00")
    assert (story.state, story.seen) == (S.DONOR_CHECK, ["late:T-1.4", "late:PORT"])
    assert "R-48(21)" in story.last.duties
    story.at("2026-12-09 12:30")
    story.hear("M-04")
    assert (story.state, story.process.port) == (S.SCHEDULED, msk("2026-12-09 13:00"))
    assert story.kinds() == ["M-04>RO", "M-26>DO", "M-26>RO"]
    assert {"Z-5б", "Z-6"} & set(story.seen) == set()
    assert story.at("2026-12-09 13:00").state is S.HANDOVER


def test_a_breach_is_told_to_the_regulator_a_day_after_the_agreed_start() -> None:
    story = Story().checked().at("2026-12-10 04:59:59")
    assert "breach" not in story.seen
    story.at("2026-12-10 05:00")
    assert "breach" in story.seen
    assert story.last.duties == ("T-1.18",)


def test_moments_without_a_zone_are_errors() -> None:
    story = Story()
    with pytest.raises(ValueError, match="zone"):
        step(story.process, story.create, story.now.replace(tzinfo=None))


# row 29, 31


@pytest.mark.parametrize("state", [S.CDB_CHECK, *LIVE])
def test_a_failure_before_the_hand_over_ends_the_process(state: State) -> None:
    story = Story()
    story.give(story.create)
    if state is not S.CDB_CHECK:
        story = Story().checked()
        story.process = story.process._replace(state=state)
    story.give(c.AbortDecided())
    assert (story.state, locked(story.process)) == (S.ABORTED, frozenset())
    assert story.kinds() == (["x.Abort>RO"] if state is S.CDB_CHECK else ["x.Abort>RO", "x.Abort>DO"])


def test_an_aborted_process_counts_its_breach_until_it_is_taken_up_again() -> None:
    story = Story().checked()
    story.give(c.AbortDecided())
    again = Story().checked()
    again.give(c.AbortDecided())
    again.give(c.Reinitiated())
    assert "breach" in story.at("2026-12-11 00:00").seen
    assert "breach" not in again.at("2026-12-11 00:00").seen


def test_a_re_initiation_has_no_bound_for_its_request() -> None:
    story = Story()
    story.create = replace(story.create, linked="old")
    story.at("2026-12-05 00:00").give(story.create)
    assert (story.state, story.seen) == (S.CDB_CHECK, [])


# starts near midnight


@pytest.mark.parametrize("port_day", ["written", "moscow"])
@pytest.mark.parametrize(
    ("region", "port"),
    [("41", "2026-12-10 01:00"), ("41", "2026-12-10 05:00"), ("39", "2026-12-09 23:00"), ("39", "2026-12-10 01:00")],
)
def test_a_start_near_midnight_is_ported_under_both_readings_of_the_day(region: str, port: str, port_day: str) -> None:
    story = Story(region=region, port=port, readings=Readings(port_day=port_day)).ported()  # type: ignore[arg-type]  # by name
    assert story.seen == []
    assert story.line().facts["port.done"] == local(port, region)


@pytest.mark.parametrize(("port_day", "told"), [("written", "2026-12-05 09:00"), ("moscow", "2026-12-04 09:00")])
def test_the_reading_of_the_day_moves_the_debt_stage(port_day: str, told: str) -> None:
    story = Story(region="41", port="2026-12-10 01:00", readings=Readings(port_day=port_day)).confirmed()  # type: ignore[arg-type]  # by name
    moment = msk(told)
    assert story.at(moment.replace(hour=8)).state is S.CONFIRMED
    assert story.at(moment).state is S.DEBT_CLEAR


def test_an_hour_that_replaces_a_late_one_is_not_late_itself() -> None:
    story = Story().checked().at("2026-12-09 12:30")
    assert "late.PORT" in story.process.facts
    story.hear("M-04")
    assert "late.PORT" not in story.process.facts
    assert story.at("2026-12-09 13:00").state is S.HANDOVER
    assert story.seen.count("late:PORT") == 1
