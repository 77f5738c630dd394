"""The deadlines of the older mobile rules, and the duties towards the subscriber."""

from dataclasses import replace
from datetime import timedelta

import pytest

from npmatch.porting.deadlines import Timeline, due
from npmatch.porting.editions import Edition
from process.timelines import KAMCHATKA, LEGAL, PERSON, local, msk

SECOND = timedelta(seconds=1)
EVENTS = {
    "cdb.rx(M-01)": msk("2026-12-31 23:30"),
    "do.rx(x.CreateForward)": msk("2026-12-31 23:30"),
    "service.start": msk("2026-12-31 23:30"),
    "cdb.answered": msk("2026-12-31 23:30"),
    "ro.rx(M-03)": msk("2026-12-31 23:30"),
    "refusal.filed": msk("2026-12-31 23:30"),
}


def with_events(timeline: Timeline) -> Timeline:
    return replace(timeline, facts={**timeline.facts, **EVENTS})


@pytest.mark.parametrize(
    ("edition", "row_id", "timeline", "expected"),
    [
        (Edition.RULES_2013_11, "R-48(9)", PERSON, "2026-12-02 23:59:59"),
        (Edition.RULES_2013_11, "R-48(10)", PERSON, "2027-01-01 00:30:00"),
        (Edition.RULES_2013_11, "R-48(12)", PERSON, "2026-12-02 23:59:59"),
        (Edition.RULES_2013_11, "R-48(13)", PERSON, "2027-01-04 23:59:59"),
        (Edition.RULES_2013_11, "R-48(13)", LEGAL, "2027-01-21 23:59:59"),
        (Edition.RULES_2013_11, "R-48(23)", PERSON, "2027-01-01 23:59:59"),
        (Edition.RULES_2013_11, "R-45(2)", PERSON, "2027-03-01 23:59:59"),
        (Edition.RULES_2013_07, "R-48(18)", LEGAL, "2026-12-23 23:59:59"),
        (Edition.RULES_2013_07, "R-48(24)", PERSON, "2026-12-05 23:59:59"),
        (Edition.RULES_2013_07, "R-45(1)б", LEGAL, "2026-12-22 23:59:59"),
    ],
)
def test_a_historic_row_holds_to_its_last_second(
    edition: Edition, row_id: str, timeline: Timeline, expected: str
) -> None:
    found = due(row_id, with_events(timeline), edition)
    assert found is not None
    assert found.latest == msk(expected)
    assert not found.late(msk(expected))
    assert found.late(msk(expected) + SECOND)


@pytest.mark.parametrize(
    ("row_id", "expected"),
    [
        ("R-48(11)", "2027-01-02 23:59:59"),
        ("R-48(16)", "2027-01-01 23:59:59"),
        ("R-48(18)", "2026-12-06 23:59:59"),
        ("R-48(19)", "2026-12-08 23:59:59"),
        ("R-48(24)", "2026-12-05 23:59:59"),
    ],
)
def test_a_duty_towards_the_subscriber_is_local(row_id: str, expected: str) -> None:
    found = due(row_id, with_events(KAMCHATKA))
    assert found is not None
    assert found.latest == local(expected, "41")
    assert found.late(local(expected, "41") + SECOND)


def test_a_withdrawal_is_passed_on_the_next_day_of_moscow() -> None:
    found = due("R-48(25)", with_events(KAMCHATKA))
    assert found is not None
    assert found.latest == msk("2027-01-01 23:59:59")
