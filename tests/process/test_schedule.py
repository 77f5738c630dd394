"""Appendix 7: hours, breaks, capacity."""

from datetime import datetime, timedelta

import pytest

from npmatch.porting.readings import Readings
from npmatch.porting.regions import REGIONS
from npmatch.porting.schedule import OPEN_HOURS, Book, Break, Share, broken_rules, cancel_break, change_break
from process.timelines import local, msk

HOUR = timedelta(hours=1)
SYSTEMS = ("CDB", "A", "B")
FIVE = msk("2026-12-09 05:00")


def first(book: Book, wanted: datetime, region: str = "77", numbers: int = 1) -> datetime:
    shares = book.nearest(wanted, region, SYSTEMS, numbers)
    assert shares
    return shares[0].hour


def planned(
    start: datetime, hours: float = 4, *, system: str = "A", region: str | None = "77", name: str = "1"
) -> Break:
    return Break(name, system, region, start, start + timedelta(hours=hours))


# the daily break


@pytest.mark.parametrize("region", REGIONS)
def test_one_and_five_are_usable_and_two_three_four_are_not(region: str) -> None:
    day = local("2026-12-09 00:00", region)
    usable = [hour for hour in range(24) if first(Book(), day + hour * HOUR, region) == day + hour * HOUR]
    assert usable == [0, 1, *range(5, 24)]


@pytest.mark.parametrize("region", ["39", "77", "41"])
def test_only_one_and_five_remain_of_the_default_window(region: str) -> None:
    start, end = local("2026-12-09 01:00", region), local("2026-12-09 06:00", region)
    hours = Book().free_hours(start, end, region, SYSTEMS)
    assert hours == (start, local("2026-12-09 05:00", region))


def test_a_region_of_several_zones_breaks_by_its_centre() -> None:
    assert first(Book(), local("2026-12-09 02:00", "14"), "14") == local("2026-12-09 05:00", "14")


def test_the_open_timetable_knows_the_daily_break_and_nothing_else() -> None:
    two = local("2026-12-09 02:00", "77")
    assert OPEN_HOURS.nearest(two, "77", SYSTEMS, 5) == (Share(FIVE, 5),)
    assert OPEN_HOURS.clashes((Share(two, 1),), "77", SYSTEMS)
    assert not OPEN_HOURS.clashes((Share(FIVE, 1),), "77", SYSTEMS)
    assert not OPEN_HOURS.down(SYSTEMS, two)


def test_an_hour_that_has_begun_is_never_chosen() -> None:
    assert first(Book(), FIVE + timedelta(seconds=1)) == FIVE + HOUR
    assert first(Book(), FIVE) == FIVE


# capacity


def test_an_hour_takes_2000_numbers_and_not_2001() -> None:
    book = Book()
    book.take((Share(FIVE, 1999),), SYSTEMS)
    assert first(book, FIVE) == FIVE
    book.take((Share(FIVE, 1),), SYSTEMS)
    assert first(book, FIVE) == FIVE + HOUR


def test_a_day_takes_its_limit_by_moscow_days() -> None:
    book = Book(Readings(per_day=3))
    book.take((Share(FIVE, 3),), ("CDB",))
    assert first(book, FIVE + HOUR) == msk("2026-12-10 00:00")


def test_each_system_has_its_own_load() -> None:
    book = Book(Readings(per_hour=1))
    book.take((Share(FIVE, 1),), ("A",))
    assert first(book, FIVE) == FIVE + HOUR
    other = book.nearest(FIVE, "77", ("C", "D"), 1)
    assert other == (Share(FIVE, 1),)


def test_hours_given_back_can_be_taken_again() -> None:
    book = Book(Readings(per_hour=1))
    share = (Share(FIVE, 1),)
    book.take(share, SYSTEMS)
    book.free(share, SYSTEMS)
    assert first(book, FIVE) == FIVE


def test_a_process_larger_than_an_hour_fills_consecutive_usable_hours() -> None:
    book = Book(Readings(per_hour=10))
    shares = book.nearest(msk("2026-12-09 01:00"), "77", SYSTEMS, 25)
    assert shares == (Share(msk("2026-12-09 01:00"), 10), Share(FIVE, 10), Share(FIVE + HOUR, 5))


def test_a_process_that_fits_into_an_hour_is_not_torn_apart() -> None:
    book = Book(Readings(per_hour=10))
    book.take((Share(FIVE, 5),), SYSTEMS)
    assert book.nearest(FIVE, "77", SYSTEMS, 6) == (Share(FIVE + HOUR, 6),)


def test_a_booking_clashes_only_when_a_break_or_an_overload_comes_over_it() -> None:
    book = Book(Readings(per_hour=2))
    shares = (Share(FIVE, 2),)
    book.take(shares, SYSTEMS)
    assert not book.clashes(shares, "77", SYSTEMS)
    book.take((Share(FIVE, 1),), ("A",))
    assert book.clashes(shares, "77", SYSTEMS)
    book.free((Share(FIVE, 1),), ("A",))
    book.breaks = (planned(FIVE),)
    assert book.clashes(shares, "77", SYSTEMS)
    assert not book.clashes(shares, "78", SYSTEMS)


def test_a_planned_break_closes_every_hour_that_it_touches() -> None:
    book = Book()
    book.breaks = (planned(msk("2026-12-09 05:30"), 1),)
    assert first(book, FIVE) == msk("2026-12-09 07:00")
    book.breaks = (planned(FIVE, 2, system="CDB", region=None),)
    assert first(book, FIVE) == msk("2026-12-09 07:00")
    book.breaks = (planned(FIVE, 2, system="C"),)
    assert first(book, FIVE) == FIVE


def test_a_fully_booked_future_has_no_free_hour() -> None:
    book = Book()
    start = msk("2026-01-01 00:00")
    book.breaks = (Break("1", "A", "77", start, start + timedelta(days=800)),)
    assert book.nearest(start, "77", SYSTEMS, 1) is None


# outages


def test_an_outage_lasts_from_its_report_to_its_end_or_withdrawal() -> None:
    book = Book()
    book.report("A", FIVE, FIVE + HOUR)
    assert [book.down(SYSTEMS, FIVE + offset * HOUR / 2) for offset in (-1, 0, 1, 2)] == [False, True, True, False]
    assert first(book, FIVE) == FIVE + HOUR
    book.report("A", FIVE)
    assert book.down(SYSTEMS, FIVE + 100 * HOUR)
    assert first(book, FIVE + HOUR) == FIVE + HOUR
    book.withdraw("A")
    assert not book.down(SYSTEMS, FIVE + HOUR)


# planned breaks

NIGHT = local("2026-12-20 23:00", "77")
IN_TIME = msk("2026-12-12 23:59:59")


@pytest.mark.parametrize(
    ("region", "now", "broken"),
    [
        ("77", "2026-12-12 23:59:59", ()),
        ("77", "2026-12-13 00:00:00", ("T-7.1.1",)),
        ("41", "2026-12-12 23:59:59", ()),
        ("41", "2026-12-13 00:00:00", ("T-7.1.1",)),
    ],
)
def test_a_break_is_asked_for_eight_days_before_its_date(region: str, now: str, broken: tuple[str, ...]) -> None:
    assert broken_rules(planned(local("2026-12-20 23:00", region), region=region), (), msk(now))[0] == broken


@pytest.mark.parametrize(
    ("start", "hours", "fits"),
    [
        ("2026-12-20 22:00", 8, True),
        ("2026-12-20 22:00", 8.01, False),
        ("2026-12-20 21:59", 4, False),
        ("2026-12-20 23:00", 7.01, False),
        ("2026-12-21 01:00", 5, True),
        ("2026-12-20 12:00", 1, False),
    ],
)
def test_the_databases_break_lies_within_a_night_of_moscow(start: str, hours: float, *, fits: bool) -> None:
    wish = planned(msk(start), hours, system="CDB", region=None)
    assert broken_rules(wish, (), IN_TIME)[0] == (() if fits else ("Z-8.2",))


def test_the_database_breaks_once_a_calendar_month() -> None:
    earlier = planned(msk("2026-12-01 23:00"), system="CDB", region=None, name="0")
    before = planned(msk("2026-11-30 23:00"), system="CDB", region=None, name="0")
    wish = planned(msk("2026-12-31 23:00"), system="CDB", region=None)
    assert broken_rules(wish, (earlier,), IN_TIME)[0] == ("Z-8.2",)
    assert broken_rules(wish, (before,), IN_TIME)[0] == ()


@pytest.mark.parametrize(("days", "long"), [(6, True), (7, False)])
def test_an_operator_breaks_at_night_once_in_seven_days(days: int, *, long: bool) -> None:
    earlier = planned(NIGHT - timedelta(days=days), name="0")
    assert broken_rules(planned(NIGHT), (earlier,), IN_TIME) == (
        (),
        Break("1", "A", "77", NIGHT, NIGHT + 4 * HOUR, long),
    )


def test_an_operator_has_one_long_break_a_month_besides() -> None:
    noon = msk("2026-12-22 12:00")
    broken, found = broken_rules(planned(noon, 24), (planned(NIGHT, name="0"),), IN_TIME)
    assert (broken, found.long) == ((), True)
    again = planned(noon + timedelta(days=3), 24, name="2")
    assert broken_rules(again, (found,), IN_TIME)[0] == ("Z-8.3",)
    assert broken_rules(planned(noon, 24.1), (), IN_TIME)[0] == ("Z-8.3",)
    assert broken_rules(planned(noon + timedelta(days=10), 24, name="2"), (found,), IN_TIME)[0] == ()


def test_the_limits_are_for_one_operator_in_one_region() -> None:
    earlier = planned(NIGHT, name="0")
    assert not broken_rules(planned(NIGHT, region="78"), (earlier,), IN_TIME)[1].long
    assert not broken_rules(planned(NIGHT, system="B"), (earlier,), IN_TIME)[1].long
    assert broken_rules(planned(NIGHT), (earlier,), IN_TIME)[1].long


def test_a_break_that_ends_before_it_starts_is_refused() -> None:
    assert broken_rules(planned(NIGHT, -1), (), IN_TIME)[0] == ("Z-8.3",)


def test_a_break_is_moved_eight_days_before_both_dates() -> None:
    wish, later = planned(NIGHT), NIGHT + timedelta(days=2)
    assert change_break(wish, later, later + HOUR, (wish,), IN_TIME)[0] == ()
    assert change_break(wish, later, later + HOUR, (wish,), msk("2026-12-13 00:00"))[0] == ("Z-8.4",)
    sooner = NIGHT - timedelta(days=1)
    assert change_break(wish, sooner, sooner + HOUR, (wish,), IN_TIME)[0] == ("T-7.1.1",)


@pytest.mark.parametrize(
    ("region", "at", "broken"),
    [
        ("77", "2026-12-17 09:00:00", ()),
        ("77", "2026-12-17 09:00:01", ("Z-8.4",)),
        ("41", "2026-12-17 09:00:00", ()),
    ],
)
def test_a_break_is_given_up_until_nine_of_the_third_day_before(region: str, at: str, broken: tuple[str, ...]) -> None:
    assert cancel_break(planned(local("2026-12-20 23:00", region), region=region), msk(at)) == broken
