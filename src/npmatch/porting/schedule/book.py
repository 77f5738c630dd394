"""Книга: the schedule that the operator of the database keeps (Z-1): load, breaks and outages.

It is the one thing here that changes in place, because a load of half a million hours copied at every booking would
be of no use. The process only asks it (`Timetable`); whoever runs the database books and frees.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from npmatch.porting.readings import STANDARD, Readings
from npmatch.porting.regions import MOSCOW
from npmatch.porting.schedule.hours import FARTHEST, HOUR, Share, daily_break, next_hour

if TYPE_CHECKING:
    from npmatch.porting.schedule.breaks import Break

_EPOCH = datetime(1970, 1, 1, tzinfo=MOSCOW)


class Book:
    """Hours with their load by system, planned breaks, and reported outages.

    >>> from npmatch.porting.regions import MOSCOW
    >>> book, five = Book(Readings(per_hour=1)), datetime(2026, 12, 9, 5, tzinfo=MOSCOW)
    >>> book.take(book.nearest(five, "77", ("A", "B"), 1), ("A", "B"))
    >>> [share.hour.hour for share in book.nearest(five, "77", ("A", "C"), 2)]
    [6, 7]

    Clause: 7/1
    """

    def __init__(self, readings: Readings = STANDARD) -> None:
        self.breaks: tuple[Break, ...] = ()
        self._readings = readings
        self._hours: Counter[tuple[str, datetime]] = Counter()
        self._days: Counter[tuple[str, int]] = Counter()
        self.outages: dict[str, tuple[datetime, datetime | None]] = {}

    def take(self, shares: Sequence[Share], systems: Sequence[str]) -> None:
        """Book hours."""
        self._add(shares, systems, 1)

    def free(self, shares: Sequence[Share], systems: Sequence[str]) -> None:
        """Give booked hours back."""
        self._add(shares, systems, -1)

    def _add(self, shares: Sequence[Share], systems: Sequence[str], sign: int) -> None:
        for hour, numbers in shares:
            for system in systems:
                self._hours[system, hour] += sign * numbers
                self._days[system, _day(hour)] += sign * numbers

    def room(self, hour: datetime, systems: Sequence[str]) -> int:
        """Return how many numbers more an hour can take: the least of all systems, by hour and by Moscow day."""
        day = _day(hour)
        in_hour = max([self._hours.get((system, hour), 0) for system in systems])
        in_day = max([self._days.get((system, day), 0) for system in systems])
        return min(self._readings.per_hour - in_hour, self._readings.per_day - in_day)

    def closed(self, hour: datetime, region: str, systems: Sequence[str]) -> bool:
        """Say whether some part of the hour lies in a break, daily or planned."""
        return daily_break(hour, region) or any(found.closes(hour, region, systems) for found in self.breaks)

    def nearest(self, wanted: datetime, region: str, systems: Sequence[str], numbers: int) -> tuple[Share, ...] | None:
        """Return the first hours at or after ``wanted`` that take all the numbers, or None within 400 days.

        What fits into one hour is not torn apart; what does not fill consecutive usable hours (Z-10).

        Clause: 7/5
        """
        whole = numbers <= min(self._readings.per_hour, self._readings.per_day)
        shares: list[Share] = []
        for hour in self._usable(next_hour(wanted), region, systems):
            room = self.room(hour, systems)
            if room >= numbers:
                return (*shares, Share(hour, numbers))
            if not whole and room > 0:
                shares.append(Share(hour, room))
                numbers -= room
        return None

    def free_hours(self, start: datetime, end: datetime, region: str, systems: Sequence[str]) -> tuple[datetime, ...]:
        """Return the hours with room between two moments: the answer to x.SlotQuery.

        Clause: 3/7.3
        """
        hours = self._usable(next_hour(start), region, systems, end)
        return tuple(hour for hour in hours if self.room(hour, systems) > 0)

    def _usable(
        self, hour: datetime, region: str, systems: Sequence[str], end: datetime | None = None
    ) -> Iterator[datetime]:
        last = hour + FARTHEST if end is None else end
        while hour < last:
            if not self.closed(hour, region, systems) and not self._ends_later(hour, systems):
                yield hour
            hour += HOUR

    def _ends_later(self, hour: datetime, systems: Sequence[str]) -> bool:
        """Say whether an outage with a stated end reaches into the hour; one without an end is met when it comes."""
        found = (self.outages.get(system) for system in systems)
        return any(outage[1] is not None and outage[0] < hour + HOUR and hour < outage[1] for outage in found if outage)

    def clashes(self, shares: Sequence[Share], region: str, systems: Sequence[str]) -> bool:
        """Say whether booked hours have become impossible: closed by a break, or over capacity with their own load."""
        return any(self.closed(share.hour, region, systems) or self.room(share.hour, systems) < 0 for share in shares)

    def down(self, systems: Sequence[str], at: datetime) -> bool:
        """Say whether an outage of one of the systems is reported for this moment.

        Clause: MB-18
        """
        found = (self.outages.get(system) for system in systems)
        return any(outage[0] <= at and (outage[1] is None or at < outage[1]) for outage in found if outage)

    def report(self, system: str, since: datetime, until: datetime | None = None) -> None:
        """Note an outage; it lasts until its stated end or until it is withdrawn."""
        self.outages[system] = (since, until)

    def withdraw(self, system: str) -> None:
        """Note that an outage is over."""
        self.outages.pop(system, None)


def _day(hour: datetime) -> int:
    """Return the Moscow day of an hour as a number; Moscow has had one offset since 2014."""
    return (hour - _EPOCH) // timedelta(days=1)
