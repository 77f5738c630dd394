"""The worked timelines of the model, each bound at its last good and its first bad second."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from npmatch.porting.deadlines import Timeline, due, row
from npmatch.porting.editions import Edition
from npmatch.porting.parties import Terms
from npmatch.porting.readings import Readings
from process.timelines import KAMCHATKA, LEGAL, PERSON, PROCUREMENT, line, local, msk

SECOND = timedelta(seconds=1)


def latest(row_id: str, timeline: Timeline, **readings: str) -> datetime:
    window = due(row_id, replace(timeline, readings=Readings(**readings)))  # type: ignore[arg-type]  # by name
    assert window is not None
    assert window.latest is not None
    assert not window.late(window.latest)
    assert not window.late(window.latest + timedelta(milliseconds=999))
    assert window.late(window.latest + SECOND)
    return window.latest


def earliest(row_id: str, timeline: Timeline) -> datetime:
    window = due(row_id, timeline)
    assert window is not None
    assert window.earliest is not None
    assert not window.early(window.earliest)
    assert window.early(window.earliest - SECOND)
    return window.earliest


LATEST = [
    ("T-1.1", PERSON, "2026-12-02 23:59:59"),
    ("T-1.1", LEGAL, "2026-12-02 23:59:59"),
    ("T-1.1", KAMCHATKA, "2026-12-01 23:59:59"),
    ("T-2.1", PROCUREMENT, "2026-12-06 23:59:59"),
    ("T-1.2", PERSON, "2026-12-02 12:30"),
    ("T-1.2", LEGAL, "2026-12-02 12:30"),
    ("T-1.2", KAMCHATKA, "2026-12-01 12:30"),
    ("T-2.2", PROCUREMENT, "2026-12-06 13:00"),
    ("T-1.4", PERSON, "2026-12-04 23:59:59"),
    ("T-1.5", LEGAL, "2026-12-05 23:59:59"),
    ("T-1.4", KAMCHATKA, "2026-12-03 23:59:59"),
    ("T-2.4", PROCUREMENT, "2026-12-09 23:59:59"),
    ("T-1.6", PROCUREMENT, "2026-12-09 23:59:59"),
    ("T-1.8", PERSON, "2026-12-03 23:59:59"),
    ("T-1.9", LEGAL, "2026-12-04 23:59:59"),
    ("T-1.8", KAMCHATKA, "2026-12-03 23:59:59"),
    ("T-1.10", PERSON, "2026-12-04 08:59:59"),
    ("T-1.11", LEGAL, "2026-12-06 08:59:59"),
    ("T-1.10", KAMCHATKA, "2026-12-04 08:59:59"),
    ("R-48(24)", PERSON, "2026-12-05 23:59:59"),
    ("R-48(24)", LEGAL, "2026-12-22 23:59:59"),
    ("R-48(24)", KAMCHATKA, "2026-12-05 14:59:59"),
    ("T-1.15", PERSON, "2026-12-06 08:59:59"),
    ("T-1.16", LEGAL, "2026-12-23 08:59:59"),
    ("T-1.15", KAMCHATKA, "2026-12-06 08:59:59"),
    ("T-7.4.1", PERSON, "2026-12-06 09:59:59"),
    ("T-7.4.1", LEGAL, "2026-12-23 09:59:59"),
    ("T-7.4.1", KAMCHATKA, "2026-12-06 09:59:59"),
    ("T-7.4.1", PROCUREMENT, "2026-12-12 09:59:59"),
    ("Z-6", PERSON, "2026-12-06 23:59:59"),
    ("Z-6", LEGAL, "2026-12-27 23:59:59"),
    ("Z-6", KAMCHATKA, "2026-12-06 14:59:59"),
    ("Z-6", PROCUREMENT, "2026-12-13 00:59:59"),
    ("T-7.2.1", PERSON, "2026-12-07 23:59:59"),
    ("T-7.2.1", LEGAL, "2026-12-28 23:59:59"),
    ("T-7.2.1", KAMCHATKA, "2026-12-07 23:59:59"),
    ("T-7.2.1", PROCUREMENT, "2026-12-13 23:59:59"),
    ("T-6.1", PERSON, "2026-12-08 23:59:59"),
    ("T-6.1", LEGAL, "2026-12-29 23:59:59"),
    ("T-6.1", KAMCHATKA, "2026-12-08 14:59:59"),
    ("T-6.1", PROCUREMENT, "2026-12-14 23:59:59"),
    ("T-3.1", PERSON, "2026-12-09 05:01"),
    ("T-3.1", LEGAL, "2026-12-30 05:01"),
    ("T-3.1", KAMCHATKA, "2026-12-08 20:01"),
    ("T-3.1", PROCUREMENT, "2026-12-16 00:01"),
    ("T-1.18", PERSON, "2026-12-11 23:59:59"),
    ("T-1.18", LEGAL, "2027-01-01 23:59:59"),
    ("T-1.18", KAMCHATKA, "2026-12-10 23:59:59"),
    ("T-1.18", PROCUREMENT, "2026-12-18 23:59:59"),
]


@pytest.mark.parametrize(("row_id", "timeline", "expected"), LATEST)
def test_the_last_good_second_of_a_worked_timeline(row_id: str, timeline: Timeline, expected: str) -> None:
    assert latest(row_id, timeline) == msk(expected)


@pytest.mark.parametrize(
    ("timeline", "expected"),
    [
        (PERSON, "2026-12-08 05:00"),
        (LEGAL, "2026-12-29 05:00"),
        (KAMCHATKA, "2026-12-07 20:00"),
        (PROCUREMENT, "2026-12-15 00:00"),
    ],
)
def test_cancelling_24_hours_before_is_an_option(timeline: Timeline, expected: str) -> None:
    assert latest("T-6.1", timeline, cancel_cutoff="24h") == msk(expected)


@pytest.mark.parametrize(
    ("row_id", "timeline", "expected"),
    [
        ("T-1.13", PERSON, "2026-12-06 00:00"),
        ("T-1.14", LEGAL, "2026-12-23 00:00"),
        ("T-1.13", KAMCHATKA, "2026-12-06 00:00"),
        ("T-7.4.1", PERSON, "2026-12-06 09:00"),
        ("T-1.18", PERSON, "2026-12-10 05:00"),
        ("T-1.18", LEGAL, "2026-12-31 05:00"),
        ("T-1.18", KAMCHATKA, "2026-12-09 20:00"),
        ("T-1.18", PROCUREMENT, "2026-12-17 00:00"),
        ("T-3.15", PERSON, "2026-12-09 06:00:01"),
        ("T-3.15", LEGAL, "2026-12-30 06:00:01"),
        ("T-3.15", KAMCHATKA, "2026-12-08 21:00:01"),
        ("T-3.15", PROCUREMENT, "2026-12-16 01:00:01"),
        ("P-126", PERSON, "2026-12-09 00:00"),
        ("P-126", LEGAL, "2026-12-30 00:00"),
    ],
)
def test_the_first_good_second_of_a_worked_timeline(row_id: str, timeline: Timeline, expected: str) -> None:
    assert earliest(row_id, timeline) == msk(expected)


def test_procurement_with_a_late_contract_starts_the_day_after_it() -> None:
    late = replace(PROCUREMENT, days={"contract": date(2026, 12, 10)})
    assert latest("T-2.1", late) == msk("2026-12-11 23:59:59")
    assert latest("T-2.1", replace(PROCUREMENT, days={"contract": date(2026, 12, 6)})) == msk("2026-12-06 23:59:59")
    assert latest("T-2.1", replace(PROCUREMENT, days={"contract": date(2026, 12, 7)})) == msk("2026-12-08 23:59:59")


KALININGRAD = line(Terms.PERSON, "39", local("2026-12-09 23:00", "39"))


def test_a_person_in_kaliningrad_at_23_keeps_the_written_date() -> None:
    assert latest("T-1.10", KALININGRAD) == msk("2026-12-04 08:59:59")
    assert earliest("T-1.13", KALININGRAD) == msk("2026-12-06 01:00")
    assert latest("Z-6", KALININGRAD) == msk("2026-12-07 00:59:59")
    assert latest("T-6.1", KALININGRAD) == msk("2026-12-08 23:59:59")
    assert earliest("T-1.18", KALININGRAD) == msk("2026-12-11 00:00")


def test_a_person_in_kamchatka_at_one_has_the_bounds_of_five() -> None:
    early = line(Terms.PERSON, "41", local("2026-12-09 01:00", "41"))
    for row_id in ("T-1.8", "T-1.10", "T-1.15", "T-6.1", "Z-6", "T-7.4.1"):
        assert latest(row_id, early) == latest(row_id, KAMCHATKA)
    assert latest("T-3.1", early) == msk("2026-12-08 16:01")
    assert latest("T-6.1", early, cancel_cutoff="24h") == msk("2026-12-07 16:00")
    assert earliest("T-1.18", early) == msk("2026-12-09 16:00")


@pytest.mark.parametrize(
    ("row_id", "expected"),
    [
        ("T-1.8", "2026-12-02 23:59:59"),
        ("T-1.10", "2026-12-03 08:59:59"),
        ("T-1.15", "2026-12-05 08:59:59"),
        ("T-7.4.1", "2026-12-05 09:59:59"),
        ("T-7.2.1", "2026-12-06 23:59:59"),
        ("T-6.1", "2026-12-07 14:59:59"),
        ("Z-6", "2026-12-06 14:59:59"),
        ("R-48(24)", "2026-12-05 14:59:59"),
    ],
)
def test_kamchatka_under_the_moscow_reading_of_the_day(row_id: str, expected: str) -> None:
    assert latest(row_id, KAMCHATKA, port_day="moscow") == msk(expected)


def test_kamchatka_under_the_moscow_reading_fixes_repayment_a_day_earlier() -> None:
    window = due("T-1.13", replace(KAMCHATKA, readings=Readings(port_day="moscow")))
    assert window is not None
    assert window.earliest == msk("2026-12-05 00:00")


def test_the_final_notice_in_kamchatka_falls_when_the_sms_window_has_shut() -> None:
    nine = latest("T-1.15", KAMCHATKA) + SECOND
    assert nine.astimezone(local("2026-12-06 00:00", "41").tzinfo).hour == 18


def test_the_debt_anchor_may_stay_with_the_first_date() -> None:
    moved = replace(PERSON, facts={**PERSON.facts, "port.first": PERSON.facts["port"], "port": msk("2026-12-10 05:00")})
    assert latest("T-1.10", moved) == msk("2026-12-05 08:59:59")
    assert latest("T-1.10", moved, debt_anchor="original") == msk("2026-12-04 08:59:59")
    assert latest("T-6.1", moved, debt_anchor="original") == msk("2026-12-09 23:59:59")


@pytest.mark.clause("C-14")
def test_a_debt_message_gets_ten_minutes_after_a_check_that_was_in_time() -> None:
    checked = replace(PERSON, facts={**PERSON.facts, "cdb.rx(M-04)": msk("2026-12-04 23:50")})
    assert latest("T-1.10", checked) == msk("2026-12-05 00:00")
    late = replace(checked, facts={**checked.facts, "check.late": msk("2026-12-04 23:50")})
    assert latest("T-1.10", late) == msk("2026-12-04 08:59:59")


@pytest.mark.clause("C-03")
@pytest.mark.parametrize(("timeline", "repaid"), [(PERSON, "T-1.13"), (LEGAL, "T-1.14")])
def test_at_the_earliest_day_the_old_and_the_new_repayment_terms_meet(timeline: Timeline, repaid: str) -> None:
    old = due("R-45(1)б", timeline, Edition.RULES_2013_07)
    assert old is not None
    assert old.latest is not None
    assert old.latest + SECOND == earliest(repaid, timeline)


@pytest.mark.parametrize("timeline", [PERSON, LEGAL])
@pytest.mark.parametrize("row_id", ["R-48(18)", "R-48(24)"])
def test_at_the_earliest_day_the_rights_of_the_subscriber_meet_the_first_edition(
    timeline: Timeline, row_id: str
) -> None:
    ends = {edition: due(row_id, timeline, edition) for edition in Edition}
    assert len({window.latest for window in ends.values() if window is not None}) == 1
    assert None not in ends.values()


@pytest.mark.parametrize(
    ("terms", "row_id", "day"),
    [
        (Terms.PERSON, "R-48(13)", "2026-12-06"),
        (Terms.LEGAL, "R-48(13)", "2026-12-23"),
        (Terms.PERSON, "R-48(15)", "2026-12-03 08:59:59"),
        (Terms.LEGAL, "R-48(15)б", "2026-12-22 08:59:59"),
        (Terms.PERSON, "R-45(1)", "2026-12-02"),
    ],
)
def test_the_historic_terms_are_those_of_the_old_rules(terms: Terms, row_id: str, day: str) -> None:
    timeline = PERSON if terms is Terms.PERSON else LEGAL
    window = due(row_id, timeline, Edition.RULES_2013_11)
    assert window is not None
    assert window.latest == msk(day if " " in day else f"{day} 23:59:59")


@pytest.mark.clause("C-11")
def test_the_first_edition_read_the_exchange_on_the_local_clock() -> None:
    local_clock = due("R-48(9)", KAMCHATKA, Edition.RULES_2013_07)
    moscow = due("R-48(9)", KAMCHATKA, Edition.RULES_2013_11)
    assert local_clock is not None
    assert moscow is not None
    assert local_clock.latest == local("2026-12-02 23:59:59", "41")
    assert moscow.latest == msk("2026-12-02 23:59:59")


def test_both_editions_of_the_order_have_the_same_deadlines() -> None:
    for terms in Terms:
        assert row("T-1.4", terms, Edition.ORDER3_2016) is row("T-1.4", terms, Edition.ORDER3_2019)


def test_procurement_has_no_debt_rows() -> None:
    for number in (8, 9, 10, 11, 12, 13, 14, 15, 16, 17):
        assert due(f"T-1.{number}", PROCUREMENT) is None
    assert row("T-5.1", Terms.PROCUREMENT) is None
