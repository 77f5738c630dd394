"""Every row of Appendix 3 at its bound, one second before and one second after, across the year's end and all zones."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from npmatch.porting.deadlines import DEADLINES, Timeline, due, row, window
from npmatch.porting.editions import LATEST
from npmatch.porting.parties import Terms
from npmatch.porting.regions import REGIONS, zone_of
from process.timelines import local, msk

SECOND = timedelta(seconds=1)
EVENT = msk("2026-12-31 23:59:30")
MOMENTS = [
    "app.filed",
    "cdb.rx(M-01)",
    "cdb.answered",
    "do.rx(x.CreateForward)",
    "cdb.rx(check)",
    "cdb.rx(M-03)",
    "cdb.rx(final)",
    "cdb.rx(M-04)",
    "port",
    "base",
    "do.rx(M-22)",
    "sent(M-22)",
    "cdb.rx(M-07)",
    "ro.rx(M-23)",
    "cdb.rx(M-08)",
    "do.rx(M-24)",
    "cdb.rx(M-09)",
    "port.done",
    "cdb.rx(M-19)",
    "oo.rx(x.Export)",
    "service.start",
    "cdb.rx(M-11)",
    "paid",
    "first(M-11)",
    "cdb.rx(M-12)",
    "ro.rx(M-12)",
    "suspended",
    "cdb.rx(M-13)",
    "cdb.rx(M-14)",
    "ro.rx(M-14)",
    "resumed",
    "cdb.rx(M-16)",
    "cdb.rx(M-02)",
    "cdb.rx(x.BreakRequest)",
    "cdb.rx(M-10)",
    "cdb.rx(x.SlotQuery)",
    "found",
    "cdb.rx(M-17)",
    "responder.rx(M-17)",
    "cdb.rx(answer)",
    "back.port",
    "decided",
    "ro.rx(M-03)",
    "refusal.filed",
]


def full(terms: Terms, region: str, event: datetime = EVENT) -> Timeline:
    days = dict.fromkeys(("contract", "contract.end", "released", "break.day"), event.date())
    return Timeline(terms=terms, zone=zone_of(region), facts=dict.fromkeys(MOMENTS, event), days=days)


BOUNDS = [
    ("T-1.1", "2027-01-01 23:59:59"),
    ("T-1.2", "2027-01-01 00:29:30"),
    ("T-1.3", "2027-01-01 00:00:30"),
    ("T-1.4", "2027-01-02 23:59:59"),
    ("T-1.7", "2027-01-01 00:09:30"),
    ("T-1.8", "2026-12-25 23:59:59"),
    ("T-1.10", "2027-01-01 00:09:30"),
    ("T-1.12", "2027-01-01 00:09:30"),
    ("T-1.13", "2026-12-28 08:59:59"),
    ("T-1.15", "2026-12-28 08:59:59"),
    ("T-1.17", "2027-01-01 00:09:30"),
    ("T-1.18", "2027-01-02 23:59:59"),
    ("T-3.1", "2027-01-01 00:00:30"),
    ("T-3.2", "2027-01-01 00:09:30"),
    ("T-3.3", "2027-01-01 00:09:30"),
    ("T-3.4", "2027-01-01 00:09:30"),
    ("T-3.5", "2027-01-01 00:00:00"),
    ("T-3.6", "2027-01-01 00:09:30"),
    ("T-3.7", "2027-01-01 00:09:30"),
    ("T-3.8", "2027-01-01 00:09:30"),
    ("T-3.9", "2027-01-01 00:00:00"),
    ("T-3.10", "2027-01-01 00:08:30"),
    ("T-3.11", "2027-01-01 00:08:30"),
    ("T-3.12", "2027-01-01 00:08:30"),
    ("T-3.13", "2027-01-01 00:00:30"),
    ("T-3.14", "2027-01-01 00:00:00"),
    ("T-3.15", "2027-01-01 01:00:30"),
    ("T-4.1", "2027-01-14 23:59:59"),
    ("T-4.2", "2027-01-01 00:00:30"),
    ("T-4.3", "2027-01-01 02:00:00"),
    ("T-4.4", "2027-01-01 01:59:30"),
    ("T-5.1", "2027-03-01 23:59:59"),
    ("T-5.2", "2027-01-01 00:09:30"),
    ("T-5.3", "2027-01-01 23:59:59"),
    ("T-5.4", "2027-03-01 23:59:59"),
    ("T-5.5", "2027-01-01 00:09:30"),
    ("T-5.6", "2027-01-01 23:59:59"),
    ("T-5.7", "2027-01-01 23:59:59"),
    ("T-5.8", "2027-01-01 00:09:30"),
    ("T-5.9", "2027-01-01 00:09:30"),
    ("T-5.10", "2027-01-01 23:59:59"),
    ("T-5.11", "2027-01-01 23:59:59"),
    ("T-5.12", "2027-01-01 00:09:30"),
    ("T-6.1", "2026-12-30 23:59:59"),
    ("T-6.2", "2027-01-01 00:00:30"),
    ("T-6.3", "2027-01-01 00:00:30"),
    ("T-7.1.1", "2026-12-23 23:59:59"),
    ("T-7.1.2", "2027-01-01 00:04:30"),
    ("T-7.2.1", "2026-12-29 23:59:59"),
    ("T-7.2.2", "2027-01-01 00:04:30"),
    ("T-7.2.3", "2027-01-01 00:14:30"),
    ("T-7.3.2", "2027-01-01 00:00:30"),
    ("T-7.4.1", "2026-12-28 09:59:59"),
    ("T-7.4.2", "2027-01-01 00:04:30"),
    ("T-8.1", "2027-01-30 23:59:59"),
    ("T-8.2", "2027-01-01 00:00:30"),
    ("T-8.3", "2027-01-10 23:59:59"),
    ("T-8.4", "2027-01-01 00:04:30"),
    ("T-8.5", "2027-01-01 00:00:30"),
    ("Z-5в", "2027-01-01 00:09:30"),
    ("Z-6", "2026-12-28 23:59:59"),
    ("Z-8.4", "2026-12-23 23:59:59"),
    ("Z-8.4б", "2026-12-28 09:00:00"),
    ("MB-19", "2027-01-01 00:59:30"),
    ("MB-21", "2027-01-01 23:59:30"),
]
OTHER_TERMS = [
    (Terms.LEGAL, "T-1.5", "2027-01-03 23:59:59"),
    (Terms.LEGAL, "T-1.9", "2026-12-05 23:59:59"),
    (Terms.LEGAL, "T-1.11", "2027-01-01 00:09:30"),
    (Terms.LEGAL, "T-1.14", "2026-12-24 08:59:59"),
    (Terms.LEGAL, "T-1.16", "2026-12-24 08:59:59"),
    (Terms.LEGAL, "T-7.4.1", "2026-12-24 09:59:59"),
    (Terms.PROCUREMENT, "T-1.6", "2027-01-03 23:59:59"),
    (Terms.PROCUREMENT, "T-2.1", "2027-01-01 23:59:59"),
    (Terms.PROCUREMENT, "T-2.2", "2027-01-01 00:59:30"),
    (Terms.PROCUREMENT, "T-2.3", "2027-01-01 00:00:30"),
    (Terms.PROCUREMENT, "T-2.4", "2027-01-03 23:59:59"),
    (Terms.PROCUREMENT, "T-2.5", "2027-01-01 00:00:30"),
]
CASES = [(Terms.PERSON, *case) for case in BOUNDS] + OTHER_TERMS


@pytest.mark.parametrize(("terms", "row_id", "expected"), CASES)
def test_a_row_holds_to_its_last_second_over_the_years_end(terms: Terms, row_id: str, expected: str) -> None:
    found = due(row_id, full(terms, "77"))
    assert found is not None
    assert found.latest == msk(expected)
    assert not found.late(msk(expected) - SECOND)
    assert not found.late(msk(expected))
    assert found.late(msk(expected) + SECOND)


def test_every_row_of_the_order_that_has_a_bound_is_in_these_tables() -> None:
    tested = {row_id for _, row_id, _ in CASES}
    rows = {found.id for found in DEADLINES[LATEST] if found.latest is not None and found.id[0] != "R"}
    assert rows - tested == {"P-126"}
    assert tested <= rows


# In a zone ahead of Moscow an event of the last seconds of the year is already next year's by the local clock.
MOSCOW_ROWS = ["T-1.1", "T-1.4", "T-5.1", "T-5.3", "T-5.6", "T-8.1", "T-8.3", "T-1.2", "T-3.14", "T-4.1"]
EXPECTED = dict(BOUNDS)


@pytest.mark.parametrize("region", sorted({next(c for c in REGIONS if REGIONS[c].zone_name == z.zone_name)
                                           for z in REGIONS.values()}))  # fmt: skip
@pytest.mark.parametrize("row_id", MOSCOW_ROWS)
def test_the_exchange_goes_by_moscow_in_every_zone(row_id: str, region: str) -> None:
    found = due(row_id, full(Terms.PERSON, region))
    assert found is not None
    assert found.latest == msk(EXPECTED[row_id])


@pytest.mark.parametrize("region", ["77", "41", "39", "63"])
def test_a_start_just_before_the_local_new_year_belongs_to_the_old_year(region: str) -> None:
    port = local("2026-12-31 23:00", region)
    timeline = replace(full(Terms.PERSON, region), facts={"port": port, "base": port})
    frozen, first = due("Z-6", timeline), due("T-1.10", timeline)
    assert frozen is not None
    assert first is not None
    assert frozen.latest == local("2026-12-28 23:59:59", region)
    assert first.latest == msk("2026-12-26 08:59:59")


@pytest.mark.parametrize("region", ["77", "41", "39"])
def test_the_date_of_the_start_is_compared_as_written(region: str) -> None:
    timeline = Timeline(terms=Terms.PERSON, zone=zone_of(region), days={"contract": date(2026, 8, 31)})
    found = due("P-126", timeline)
    assert found is not None
    assert found.earliest == local("2026-09-08 00:00", region)
    assert found.latest == local("2027-02-28 23:59:59", region)


def test_the_technical_limits_add_up_to_32_minutes() -> None:
    timeline = full(Terms.PERSON, "77")
    limits = [due(f"T-3.{number}", timeline) for number in (1, 4, 5, 8, 9, 12, 13)]
    total = sum(((found.latest or EVENT) - EVENT for found in limits if found), timedelta())
    assert len(limits) == 7
    assert total == timedelta(minutes=32)
    assert total < timedelta(hours=1)


def test_a_bound_that_counts_from_nothing_has_not_begun() -> None:
    nothing = Timeline(terms=Terms.PERSON, zone=zone_of("77"))
    rows = [found for found in DEADLINES[LATEST] if Terms.PERSON in found.terms]
    assert len(rows) > 60
    assert [found.id for found in rows if window(found, nothing) is not None] == []


@pytest.mark.parametrize(
    ("row_id", "first", "last"),
    [("T-5.1", 31, 60), ("T-5.4", 11, 60)],
)
def test_a_debt_window_opens_and_closes_by_days(row_id: str, first: int, last: int) -> None:
    found = due(row_id, full(Terms.PERSON, "77", msk("2026-11-15 13:00")))
    assert found is not None
    day = msk("2026-11-15 00:00")
    assert found.early(day + timedelta(days=first) - SECOND)
    assert found.holds(day + timedelta(days=first))
    assert found.holds(day + timedelta(days=last + 1) - SECOND)
    assert found.late(day + timedelta(days=last + 1))


@pytest.mark.parametrize(
    ("event", "export"),
    [
        ("2026-12-31 20:00:00", "2026-12-31 22:00"),
        ("2026-12-31 21:59:59", "2026-12-31 22:00"),
        ("2026-12-31 22:00:00", "2027-01-01 00:00"),
        ("2026-12-31 23:00:00", "2027-01-01 00:00"),
    ],
)
def test_the_export_of_an_even_hour_covers_the_two_hours_before_it(event: str, export: str) -> None:
    found = due("T-3.14", full(Terms.PERSON, "77", msk(event)))
    assert found is not None
    assert found.latest == msk(export)


def test_a_return_counts_from_the_earlier_of_contract_end_and_release() -> None:
    timeline = replace(
        full(Terms.PERSON, "77"), days={"contract.end": date(2026, 12, 1), "released": date(2026, 12, 8)}
    )
    found = due("T-4.1", timeline)
    assert found is not None
    assert found.latest == msk("2026-12-15 23:59:59")


def test_every_row_cites_its_clause() -> None:
    assert all(found.cited for found in DEADLINES[LATEST])
    assert {"3/8.3"} == {found.cited for found in DEADLINES[LATEST] if found.id == "T-8.3"}
    assert row("Z-6", Terms.LEGAL) is not None
