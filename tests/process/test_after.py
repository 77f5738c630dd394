"""2.3 to 2.5: debt after porting, reversal, return to the holder of the range."""

from datetime import timedelta

import pytest

from npmatch.porting import commands as c
from npmatch.porting.codes import Code, Finding, Refusal
from npmatch.porting.parties import Party, Terms
from npmatch.porting.process import locked, served_by
from npmatch.porting.readings import Readings
from npmatch.porting.states import State
from process.stories import DO, NUMBER, RO, Story
from process.timelines import msk

S = State
PORTED = msk("2026-12-09 05:00")


def day(number: int, seconds: int = 0) -> str:
    """Return 00:00 of the n-th day after the port, some seconds later or earlier."""
    moment = PORTED.replace(hour=0) + timedelta(days=number, seconds=seconds)
    return moment.replace(tzinfo=None).isoformat(sep=" ")


# debt


@pytest.mark.parametrize(
    ("at", "refused"),
    [
        (day(31, -1), Refusal.OUT_OF_TIME),
        (day(31), None),
        (day(61, -1), None),
        (day(61), Refusal.OUT_OF_TIME),
    ],
)
def test_a_debt_is_told_from_day_31_to_day_60(at: str, refused: Refusal | None) -> None:
    story = Story().ported().at(at)
    assert story.hear("M-11").refused is refused
    assert story.line().owes == (refused is None)
    assert (
        story.line().debt
        is {0: S.DEBT_NOTICED, 1: S.CLEAN, 2: S.CLOSED_NO_DEBT}[0 if refused is None else 1 + (at == day(61))]
    )


def noticed() -> Story:
    story = Story().ported().at(day(31))
    story.hear("M-11", ways_to_pay="касса")
    assert story.kinds() == ["M-11>RO"]
    return story


def suspended() -> Story:
    story = noticed().at(day(31 + 11))
    story.hear("M-12")
    story.hear("M-13", RO)
    assert story.line().debt is S.SUSPENDED
    return story


@pytest.mark.parametrize(
    ("at", "refused"),
    [
        (day(31 + 11, -1), Refusal.OUT_OF_TIME),
        (day(31 + 11), None),
        (day(31 + 61, -1), None),
        (day(31 + 61), Refusal.OUT_OF_TIME),
    ],
)
def test_a_suspension_is_asked_from_day_11_to_day_60_of_the_first_notice(at: str, refused: Refusal | None) -> None:
    story = noticed().at(at)
    assert story.hear("M-12").refused is refused
    assert (story.line().debt is S.SUSPEND_REQUESTED) == (refused is None)


def test_all_terms_run_from_the_first_notice() -> None:
    story = noticed().at(day(40))
    assert story.hear("M-11").refused is None
    assert story.at(day(31 + 61)).line().debt is S.CLOSED_LAPSED
    assert not story.line().owes


def test_a_debt_that_nobody_tells_of_is_closed_on_day_61() -> None:
    story = Story().ported().at(day(61, -1))
    assert story.line().debt is S.CLEAN
    assert story.at(day(61)).line().debt is S.CLOSED_NO_DEBT


def test_a_debt_paid_in_ten_days_ends_it() -> None:
    story = noticed()
    story.hear("M-15", paid=story.now)
    assert (story.line().debt, story.kinds(), story.seen) == (S.CLOSED_PAID, ["M-15>RO"], [])


@pytest.mark.parametrize(("days", "noted"), [(1, []), (2, ["late:T-5.3"])])
def test_a_payment_is_told_the_next_day(days: int, noted: list[str]) -> None:
    story = noticed()
    paid = story.now
    story.later(days=days).hear("M-15", paid=paid)
    assert story.seen == noted


def test_a_suspension_and_a_resumption_are_relayed_both_ways() -> None:
    story = suspended()
    assert story.hear("M-14").refused is None
    assert (story.line().debt, story.kinds()) == (S.RESUME_REQUESTED, ["M-14>RO"])
    assert story.hear("M-16", RO).refused is None
    assert (story.line().debt, story.kinds(), story.line().owes) == (S.CLOSED_PAID, ["M-16>DO"], False)


@pytest.mark.parametrize("kind", ["M-14", "M-15"])
def test_a_payment_that_crosses_the_suspension_resumes_all_the_same(kind: str) -> None:
    story = noticed().at(day(31 + 11))
    story.hear("M-12")
    story.hear(kind)
    assert story.line().debt is S.RESUME_REQUESTED
    assert story.hear("M-13", RO).refused is None
    assert story.last.outgoing == ()
    story.hear("M-16", RO)
    assert story.line().debt is S.CLOSED_PAID


def test_a_suspension_that_was_late_or_told_late_is_noted() -> None:
    story = noticed().at(day(31 + 11))
    story.hear("M-12")
    story.receipt("M-12")
    received = story.now
    story.later(days=1, hours=23)
    assert story.seen == []
    story.later(hours=1, minutes=1)
    story.hear("M-13", RO, done=received + timedelta(days=2, minutes=1))
    assert "late:T-5.6" in story.seen


def test_a_suspension_that_nobody_tells_of_is_noted_and_stays() -> None:
    story = noticed().at(day(31 + 11))
    story.hear("M-12")
    story.receipt("M-12")
    story.later(days=30)
    assert (story.line().debt, story.seen) == (S.SUSPEND_REQUESTED, ["late:T-5.7"])


def test_a_resumption_that_nobody_tells_of_is_noted_and_stays() -> None:
    story = suspended()
    story.hear("M-14")
    story.receipt("M-14")
    story.later(days=30)
    assert (story.line().debt, story.seen) == (S.RESUME_REQUESTED, ["late:T-5.11"])


@pytest.mark.parametrize(("days", "noted"), [(1, []), (2, ["late:T-5.11"])])
def test_a_resumption_is_told_the_next_day(days: int, noted: list[str]) -> None:
    story = suspended()
    story.hear("M-14")
    done = story.now
    story.later(days=days).hear("M-16", RO, done=done)
    assert story.seen == noted


@pytest.mark.parametrize("chapter", [noticed, suspended])
def test_the_end_of_the_contract_makes_a_debt_moot(chapter: object) -> None:
    story = chapter()  # type: ignore[operator]  # a chapter
    story.give(c.ContractEnded(NUMBER))
    assert (story.line().debt, story.line().owes) == (S.CLOSED_MOOT, False)


@pytest.mark.parametrize("chapter", [noticed, suspended])
def test_a_return_is_proof_that_the_contract_ended_so_a_debt_is_moot(chapter: object) -> None:
    story = chapter()  # type: ignore[operator]  # a chapter
    story.hear("M-19", RO, contract_end=story.now.date())
    assert story.line().owes
    story.give(c.Checked(NUMBER))
    assert (story.line().returning, story.line().debt, story.line().owes) == (S.RETURN_NOTIFIED, S.CLOSED_MOOT, False)
    assert {timer.name for timer in story.line().timers} == {"T-4.3", "MB-21"}
    assert story.hear("M-12").refused is not None


def test_a_return_that_is_refused_leaves_a_debt_open() -> None:
    story = noticed()
    story.hear("M-19", RO, contract_end=story.now.date())
    story.give(c.Checked(NUMBER, (Finding(Code.E_2015),)))
    assert story.line().owes


def test_procurement_knows_no_debt_after_porting() -> None:
    story = Story(Terms.PROCUREMENT).ported().later(days=40)
    assert story.hear("M-11").refused is Refusal.WRONG_STATE


# reversal


def asked(sender: Party = DO) -> Story:
    story = Story().ported().later(days=1)
    story.hear("M-17", sender)
    story.give(c.Checked(NUMBER))
    return story


@pytest.mark.parametrize(("at", "refused"), [(day(31, -1), None), (day(31), Refusal.OUT_OF_TIME)])
def test_a_reversal_is_asked_within_thirty_days(at: str, refused: Refusal | None) -> None:
    story = Story().ported().at(at)
    assert story.hear("M-17").refused is refused


def test_a_reversal_that_names_another_process_is_refused() -> None:
    story = Story().ported()
    assert story.hear("M-17", erroneous="other").refused is Refusal.WRONG_STATE


@pytest.mark.parametrize("sender", [DO, RO])
def test_a_reversal_goes_to_the_second_operator(sender: Party) -> None:
    story = asked(sender)
    other = RO if sender is DO else DO
    assert (story.line().back, story.kinds()) == (S.REV_RESPONDER, [f"M-17>{other}"])
    assert story.hear("M-18", sender).refused is Refusal.WRONG_STATE
    story.hear("M-18", other)
    assert sorted(story.kinds()) == ["x.ReverseAssigned>DO", "x.ReverseAssigned>RO"]
    assert locked(story.process) == {NUMBER}


def test_a_reversal_that_the_database_refuses_leaves_the_number_ported() -> None:
    story = Story().ported()
    story.hear("M-17")
    story.give(c.Checked(NUMBER, (Finding(Code.E_2015),)))
    assert (story.line().back, story.line().state, story.kinds()) == (S.REV_REFUSED, S.PORTED, ["M-21>DO"])
    assert story.hear("M-17").refused is None


def test_a_reversal_that_the_second_operator_rejects_may_be_asked_again() -> None:
    story = asked()
    story.hear("x.ResponderReject", RO)
    assert (story.line().back, story.kinds()) == (S.REV_REFUSED, ["x.ResponderReject>DO"])
    assert story.hear("M-17").refused is None


def test_the_reverse_transfer_runs_with_the_roles_changed() -> None:
    story = asked()
    story.hear("M-18", RO)
    story.at(story.line().back_port)
    assert (story.kinds(), story.line().back) == (["M-22>RO"], S.H1_DEACTIVATING)
    assert story.last.outgoing[0].row == "T-8.5"
    for kind, sender, sent in (("M-07", RO, ["M-23>DO"]), ("M-08", DO, ["M-24>RO"])):
        assert story.hear(kind, sender).refused is None
        assert story.kinds() == sent
    assert served_by(story.line()) is DO
    story.hear("M-09", RO)
    assert (story.line().back, story.line().state, story.state) == (S.REVERSED, S.REVERSED, S.PORTED)
    assert sorted(story.kinds()) == ["M-25>DO", "M-25>RO"]
    assert (story.line().debt, story.line().timers) == (S.CLOSED_MOOT, ())
    assert locked(story.process) == frozenset()
    assert story.hear("M-17").refused is Refusal.WRONG_STATE


@pytest.mark.parametrize(("days", "seconds", "noted"), [(11, -1, []), (11, 0, ["late:T-8.3"])])
def test_silence_of_the_responder_is_noted_and_he_may_still_agree(days: int, seconds: int, noted: list[str]) -> None:
    story = asked()
    story.receipt("M-17")
    story.at(story.now.replace(hour=0, minute=0) + timedelta(days=days, seconds=seconds))
    assert (story.line().back, story.seen) == (S.REV_RESPONDER, noted)
    assert story.hear("M-18", RO).refused is None


def test_under_the_option_silence_refuses_a_reversal() -> None:
    story = Story(readings=Readings(reversal_silence="refuse")).ported()
    story.hear("M-17")
    story.give(c.Checked(NUMBER))
    story.receipt("M-17")
    story.later(days=11)
    assert (story.line().back, story.seen) == (S.REV_REFUSED, ["late:T-8.3"])
    assert [str(out.to) for out in story.sent if out.message.kind == "M-21"] == ["DO"]


def hung() -> Story:
    story = Story().started()
    story.hear("M-07")
    return story.later(hours=2)


def test_a_hung_number_may_be_reversed_without_a_bound() -> None:
    story = hung().later(days=90)
    assert story.hear("M-17", RO).refused is None
    story.give(c.Checked(NUMBER))
    story.hear("M-18", DO)
    story.at(story.line().back_port)
    for kind, sender in (("M-07", RO), ("M-08", DO), ("M-09", RO)):
        story.hear(kind, sender)
    assert (story.line().state, story.state, served_by(story.line())) == (S.REVERSED, S.ABORTED, DO)


def test_until_the_second_operator_agrees_a_hung_transfer_may_still_finish() -> None:
    story = hung()
    story.hear("M-17")
    story.give(c.Checked(NUMBER))
    story.hear("M-08", RO)
    story.hear("M-09")
    assert (story.line().state, story.line().back, story.state) == (S.PORTED, S.REV_RESPONDER, S.PORTED)


def test_after_the_agreement_the_forward_transfer_is_over() -> None:
    story = hung()
    story.hear("M-17")
    story.give(c.Checked(NUMBER))
    story.hear("M-18", RO)
    assert story.hear("M-08", RO).refused is Refusal.WRONG_STATE


@pytest.mark.parametrize("started", [False, True])
def test_a_reversal_that_fails_leaves_the_number_as_it_was(*, started: bool) -> None:
    story = asked()
    story.hear("M-18", RO)
    if started:
        story.at(story.line().back_port)
    story.give(c.AbortDecided(NUMBER))
    assert (story.line().back, story.line().state, story.state) == (S.ABORTED, S.PORTED, S.PORTED)
    assert served_by(story.line()) is RO
    assert story.hear("M-17").refused is None


def test_a_reversal_after_its_removal_hangs_and_goes_on() -> None:
    story = asked()
    story.hear("M-18", RO)
    story.at(story.line().back_port)
    story.hear("M-07", RO)
    story.later(hours=2)
    assert story.line().back is S.HUNG_2
    story.hear("M-08", DO)
    story.hear("M-09", RO)
    assert story.line().state is S.REVERSED


def test_the_option_that_needs_a_reversal_has_one_way_out() -> None:
    story = Story(readings=Readings(after_m07="needs_reversal")).started()
    story.hear("M-07")
    story.give(c.AbortDecided(NUMBER))
    story.hear("M-17", RO)
    story.give(c.Checked(NUMBER))
    story.hear("M-18", DO)
    story.at(story.line().back_port)
    for kind, sender in (("M-07", RO), ("M-08", DO), ("M-09", RO)):
        story.hear(kind, sender)
    assert (story.line().state, story.state) == (S.REVERSED, S.ABORTED)


# return to the holder


def test_a_number_goes_back_to_the_holder_of_its_range() -> None:
    story = Story(holder="C").ported().later(days=90)
    assert story.line().returning is S.SERVING_FOREIGN_RANGE
    story.give(c.ContractEnded(NUMBER, story.now.date()))
    story.hear("M-19", RO, contract_end=story.now.date())
    story.give(c.Checked(NUMBER))
    assert (story.line().returning, story.kinds()) == (S.RETURN_NOTIFIED, ["M-27>HO"])
    story.give(c.Exported(NUMBER))
    story.receipt("x.Export")
    assert story.later(hours=2).line().returning is S.RETURN_PUBLISHED
    assert story.later(seconds=1).line().returning is S.RETURNED
    assert locked(story.process) == frozenset()


@pytest.mark.parametrize(("holder", "returning"), [("A", S.SERVING_FOREIGN_RANGE), ("B", None)])
def test_only_a_number_of_a_foreign_range_can_go_back(holder: str, returning: State | None) -> None:
    story = Story(holder=holder).ported()
    assert story.line().returning is returning
    refused = story.hear("M-19", RO, contract_end=story.now.date()).refused
    assert (refused is None) == (returning is not None)


@pytest.mark.parametrize(("at", "noted"), [("2026-12-24 23:59:59", []), ("2026-12-25 00:00:00", ["late:T-4.1"])])
def test_a_return_is_told_within_ten_working_days(at: str, noted: list[str]) -> None:
    for announced in (True, False):
        story = Story().ported().at("2026-12-10 12:00")
        ended = story.now.date()
        if announced:
            story.give(c.ContractEnded(NUMBER, ended))
        story.at(at).hear("M-19", RO, contract_end=ended)
        assert story.seen == noted


def test_a_return_that_the_database_refuses_ends() -> None:
    story = Story().ported()
    story.hear("M-19", RO, contract_end=story.now.date())
    story.give(c.Checked(NUMBER, (Finding(Code.E_2015),)))
    assert (story.line().returning, story.kinds()) == (S.RETURN_REFUSED, ["M-21>RO"])


def test_a_return_that_is_not_published_in_time_is_noted() -> None:
    story = Story().ported()
    story.hear("M-19", RO, contract_end=story.now.date())
    story.later(minutes=1, seconds=1)
    assert story.seen == ["late:T-4.2"]
    story.give(c.Checked(NUMBER))
    story.later(days=2)
    assert story.seen[-2:] == ["late:T-4.3", "late:MB-21"]
