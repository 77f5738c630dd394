"""Перерывы: planned breaks, with the notice and the frequency that Z-8 asks for.

A break is an operator's in one region, or the database's own in all of them. Days of notice are counted by dates: a
break may be asked for until 23:59:59 Moscow time of the 8th day before its start date.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from npmatch.porting.regions import MOSCOW, zone_of

NOTICE_DAYS = 8
CANCEL_DAYS = 3
NIGHT = timedelta(hours=8)
WHOLE_DAY = timedelta(hours=24)
WEEK = timedelta(days=7)
NIGHT_BEGINS, NIGHT_ENDS = time(22), time(6)


@dataclass(frozen=True, slots=True)
class Break:
    """A planned break of a system; ``region`` None means all regions, which only the database may ask for.

    ``long``: it uses up the one break a month of up to 24 hours, and not the nightly ones.
    """

    id: str
    system: str
    region: str | None
    start: datetime
    end: datetime
    long: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The clock of the break: Moscow's for the database, the region's for an operator (Z-8.2, Z-8.3)."""
        return MOSCOW if self.region is None else zone_of(self.region)

    @property
    def day(self) -> date:
        """The date on which it starts, on its own clock."""
        return self.start.astimezone(self.zone).date()

    def closes(self, hour: datetime, region: str, systems: Iterable[str]) -> bool:
        """Say whether it closes some part of the hour for these systems in this region."""
        meets = self.start < hour + timedelta(hours=1) and hour < self.end
        return meets and self.region in {None, region} and self.system in systems


def _in_time(planned: Break, now: datetime) -> bool:
    return now.astimezone(MOSCOW).date() <= planned.day - timedelta(days=NOTICE_DAYS)


def _at_night(planned: Break) -> bool:
    """Say whether a break lies within one night, 22:00 to 06:00 of its clock."""
    start, end = (moment.astimezone(planned.zone) for moment in (planned.start, planned.end))
    evening = start.date() if start.time() >= NIGHT_BEGINS else start.date() - timedelta(days=1)
    begins = datetime.combine(evening, NIGHT_BEGINS, planned.zone)
    ends = datetime.combine(evening + timedelta(days=1), NIGHT_ENDS, planned.zone)
    return begins <= start < end <= ends


def _others(planned: Break, breaks: Iterable[Break]) -> list[Break]:
    same = [other for other in breaks if other.system == planned.system and other.region == planned.region]
    return [other for other in same if other.id != planned.id]


def _same_month(one: Break, other: Break) -> bool:
    return (one.day.year, one.day.month) == (other.day.year, other.day.month)


def _nightly_allowed(planned: Break, others: list[Break]) -> bool:
    nightly = [other for other in others if not other.long]
    if planned.region is None:
        taken = any(_same_month(planned, other) for other in nightly)
    else:
        taken = any(abs(planned.day - other.day) < WEEK for other in nightly)
    return planned.end - planned.start <= NIGHT and _at_night(planned) and not taken


def _long_allowed(planned: Break, others: list[Break]) -> bool:
    taken = any(_same_month(planned, other) for other in others if other.long)
    return planned.region is not None and planned.end - planned.start <= WHOLE_DAY and not taken


def broken_rules(planned: Break, breaks: Iterable[Break], now: datetime) -> tuple[tuple[str, ...], Break]:
    """Return the rules that a break would break, and the break as it would be set: nightly if it can be, else long.

    >>> from npmatch.porting.regions import MOSCOW
    >>> night = datetime(2026, 12, 20, 23, tzinfo=MOSCOW)
    >>> wish = Break("1", "A", "77", night, night + timedelta(hours=3))
    >>> broken_rules(wish, (), datetime(2026, 12, 12, 23, tzinfo=MOSCOW))[0]
    ()
    >>> broken_rules(wish, (), datetime(2026, 12, 13, tzinfo=MOSCOW))[0]
    ('T-7.1.1',)

    Clause: 7/8
    """
    broken = [] if _in_time(planned, now) else ["T-7.1.1"]
    others = _others(planned, breaks)
    nightly, long = _nightly_allowed(planned, others), _long_allowed(planned, others)
    if not (nightly or long) or planned.start >= planned.end:
        broken.append("Z-8.2" if planned.region is None else "Z-8.3")
    return tuple(broken), replace(planned, long=long and not nightly)


def change_break(
    planned: Break, start: datetime, end: datetime, breaks: Iterable[Break], now: datetime
) -> tuple[tuple[str, ...], Break]:
    """Return the rules that moving a break would break, and the break as moved.

    Notice is asked for both the old and the new start.

    >>> from npmatch.porting.regions import MOSCOW
    >>> old = datetime(2026, 12, 20, 23, tzinfo=MOSCOW)
    >>> new = old + timedelta(days=3)
    >>> wish = Break("1", "A", "77", old, old + timedelta(hours=3))
    >>> change_break(wish, new, new + timedelta(hours=3), (wish,), datetime(2026, 12, 13, tzinfo=MOSCOW))[0]
    ('Z-8.4',)

    Clause: 7/8.4
    """
    early = () if _in_time(planned, now) else ("Z-8.4",)
    broken, moved = broken_rules(replace(planned, start=start, end=end), breaks, now)
    return early + broken, moved


def cancel_break(planned: Break, now: datetime) -> tuple[str, ...]:
    """Return the rule that giving a break up would break: it may be done until 09:00 Moscow of the 3rd day before.

    >>> from npmatch.porting.regions import MOSCOW
    >>> night = datetime(2026, 12, 20, 23, tzinfo=MOSCOW)
    >>> wish = Break("1", "A", "77", night, night + timedelta(hours=3))
    >>> cancel_break(wish, datetime(2026, 12, 17, 9, tzinfo=MOSCOW))
    ()
    >>> cancel_break(wish, datetime(2026, 12, 17, 9, 0, 1, tzinfo=MOSCOW))
    ('Z-8.4',)

    Clause: 7/8.4
    """
    last = datetime.combine(planned.day - timedelta(days=CANCEL_DAYS), time(9), MOSCOW)
    return () if now.replace(microsecond=0) <= last else ("Z-8.4",)
