"""Working days, months, calendars and regions."""

import csv
import io
from datetime import date, datetime, timedelta
from zoneinfo import available_timezones

import pytest

from npmatch.porting.calendars import RussianCalendar, parse_overrides
from npmatch.porting.regions import REGIONS, zone_of
from npmatch.porting.workdays import PLAIN_WEEK, PlainWeek, months_after, working_day

# Facts of the government's decrees on days off, January 2026: the holidays last from 1 to 11 January.
JANUARY_2026 = "date,working\n2026-01-09,0\n2026-01-10,0\n2026-01-11,0\n2026-01-12,1\n2026-01-13,1\n2026-01-17,0\n"


def test_the_day_of_the_event_is_day_nought() -> None:
    assert working_day(date(2026, 12, 4), 0, PLAIN_WEEK) == date(2026, 12, 4)
    assert working_day(date(2026, 12, 5), 1, PLAIN_WEEK) == date(2026, 12, 7)


def test_ten_working_days_cross_the_new_year_holidays() -> None:
    assert working_day(date(2025, 12, 29), 10, RussianCalendar()) == date(2026, 1, 22)


def test_the_default_calendar_knows_january_2026() -> None:
    for row in csv.DictReader(io.StringIO(JANUARY_2026)):
        assert RussianCalendar().is_working(date.fromisoformat(row["date"])) == (row["working"] == "1")


def test_an_override_is_stronger_than_the_calendar() -> None:
    off, on = parse_overrides(["# a decree", "", "2026-01-13 off", "2026-01-10 on  # a working Saturday"])
    calendar = RussianCalendar(off, on)
    assert not calendar.is_working(date(2026, 1, 13))
    assert calendar.is_working(date(2026, 1, 10))


@pytest.mark.parametrize("line", ["2026-01-13", "2026-01-13 maybe", "13.01.2026 off"])
def test_a_line_that_cannot_be_read_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match=r"line 1|isoformat"):
        parse_overrides([line])


def test_a_working_saturday_of_a_plain_week_counts() -> None:
    assert PlainWeek(on={date(2026, 12, 5)}).is_working(date(2026, 12, 5))


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 12, 1), date(2027, 6, 1)),
        (date(2026, 6, 30), date(2026, 12, 30)),
    ],
)
def test_six_months_end_on_the_same_day_or_the_last_one(day: date, later: date) -> None:
    assert months_after(day, 6) == later


def test_every_region_has_a_centre_and_a_zone_that_exists() -> None:
    assert len(REGIONS) == 90
    assert {region.zone_name for region in REGIONS.values()} <= available_timezones()
    assert all(region.centre and region.name for region in REGIONS.values())


@pytest.mark.parametrize(("code", "hours"), [("39", 2), ("77", 3), ("63", 4), ("66", 5), ("14", 9), ("41", 12)])
def test_a_region_of_several_zones_goes_by_its_centre(code: str, hours: int) -> None:
    assert datetime(2026, 7, 1, 12, tzinfo=zone_of(code)).utcoffset() == timedelta(hours=hours)
