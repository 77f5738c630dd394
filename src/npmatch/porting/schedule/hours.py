"""Часы: a slot is a whole hour (Z-2), and the question that the process asks of a schedule.

A slot occupies [h, h+1), so the whole hour must be outside every break: with the daily break of 02:00 to 05:00 local
time the hours 01:00 and 05:00 are usable and 02:00, 03:00, 04:00 are not (Z-9).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from npmatch.porting.regions import MOSCOW, zone_of

HOUR = timedelta(hours=1)
DAILY_BREAK = range(2, 5)
"""Hours of the region's centre in which nothing moves (Z-8.1)."""
FARTHEST = timedelta(days=400)
"""How far a free hour is looked for: beyond the six months of any process."""


class Share(NamedTuple):
    """How many numbers move in one hour."""

    hour: datetime
    numbers: int


class Timetable(Protocol):
    """What the process asks of a schedule; it only asks, whoever keeps the schedule books.

    ``systems``: the operators' systems that take part, the database's among them.

    Clause: 7
    """

    def nearest(self, wanted: datetime, region: str, systems: Sequence[str], numbers: int) -> tuple[Share, ...] | None:
        """Return the first free hours at or after ``wanted`` that take all the numbers, or None."""

    def clashes(self, shares: Sequence[Share], region: str, systems: Sequence[str]) -> bool:
        """Say whether hours that are booked already have become impossible: by a break or by capacity."""

    def down(self, systems: Sequence[str], at: datetime) -> bool:
        """Say whether an accident or planned works are reported for one of the systems (MB-18)."""


def daily_break(hour: datetime, region: str) -> bool:
    """Say whether an hour lies in the daily break of a region.

    >>> from datetime import UTC
    >>> daily_break(datetime(2026, 12, 9, 0, tzinfo=UTC), "77")  # 03:00 in Moscow
    True

    Clause: 7/8.1
    """
    return hour.astimezone(zone_of(region)).hour in DAILY_BREAK


def next_hour(moment: datetime) -> datetime:
    """Return the first hour that has not begun: the moment itself if it is the start of an hour.

    >>> next_hour(datetime(2026, 12, 9, 5, 0, 1, tzinfo=MOSCOW)).hour
    6

    Clause: 7/2
    """
    start = moment.astimezone(MOSCOW).replace(minute=0, second=0, microsecond=0)
    return start if start == moment else start + HOUR


class _OpenHours:
    """A schedule without load: the daily break is all that closes an hour."""

    def nearest(self, wanted: datetime, region: str, systems: Sequence[str], numbers: int) -> tuple[Share, ...]:
        """Return the first hour outside the daily break."""
        del systems
        hour = next_hour(wanted)
        while daily_break(hour, region):
            hour += HOUR
        return (Share(hour, numbers),)

    def clashes(self, shares: Sequence[Share], region: str, systems: Sequence[str]) -> bool:
        """Say whether an hour lies in the daily break."""
        del systems
        return any(daily_break(share.hour, region) for share in shares)

    def down(self, systems: Sequence[str], at: datetime) -> bool:
        """Nothing is ever down."""
        del systems, at
        return False


OPEN_HOURS: Timetable = _OpenHours()
"""What `step` uses if no schedule is given."""
