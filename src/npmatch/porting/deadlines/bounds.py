"""Сроки: the few shapes that a bound can have, and the timeline that they are read against.

A bound is the last good second (``latest``) or the first (``earliest``): «до 9.00» is 08:59:59, «24 часа 00 минут» of
a day is its 23:59:59. So one comparison decides every row. The day of the event is day 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from npmatch.porting.parties import Terms
from npmatch.porting.readings import STANDARD, Readings
from npmatch.porting.regions import MOSCOW
from npmatch.porting.workdays import PLAIN_WEEK, Calendar, months_after, working_day

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
LAST_SECOND = time(23, 59, 59)


class Clock(StrEnum):
    """Whose clock reads the bound: Moscow's, or that of the region's administrative centre.

    Clause: C-11
    """

    MOSCOW = "MSK"
    LOCAL = "LOCAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What is known of one porting: its moments by name, its contract date, and how they are to be read.

    ``facts``: aware moments, e.g. ``app.filed``, ``port``, ``cdb.rx(M-01)``. ``days``: written dates, e.g.
    ``contract``. A fact that is absent has not happened yet, and a bound that needs it has not begun.
    """

    terms: Terms
    zone: ZoneInfo
    facts: Mapping[str, datetime] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    readings: Readings = STANDARD
    calendar: Calendar = PLAIN_WEEK

    def clock(self, clock: Clock) -> ZoneInfo:
        """Return the zone of a clock."""
        return MOSCOW if clock is Clock.MOSCOW else self.zone

    def moment(self, name: str) -> datetime | None:
        """Return a moment; the breach is 24 hours after the start agreed with the subscriber (BASE)."""
        found = self.facts.get(name)
        if found is None and name == "breach":
            base = self.facts.get("base", self.facts.get("port"))
            return base and base + DAY
        if found is None and name == "hung":
            sent = self.facts.get("sent(M-22)")
            return sent and sent + timedelta(hours=1)
        return found

    def day(self, name: str, clock: Clock) -> date | None:
        """Return the day of an anchor: a written date, a start day (PD...), or the day of a moment on this clock."""
        if name in STARTS:
            return self._start_day(*STARTS[name])
        if name in self.days:
            return self.days[name]
        found = self.moment(name)
        return found and found.astimezone(self.clock(clock)).date()

    def _start_day(self, fact: str, local: bool) -> date | None:  # noqa: FBT001  # the pair of STARTS, unpacked
        if fact == "debt":
            fact = "port.first" if self.readings.debt_anchor == "original" else "port"
        moved = self.facts.get(fact)
        if moved is None and fact != "port":
            moved = self.facts.get("port")
        moscow = self.readings.port_day == "moscow" and not local
        return moved and moved.astimezone(MOSCOW if moscow else self.zone).date()


STARTS = {"PD": ("port", False), "PD.debt": ("debt", False), "PD.local": ("port", True), "PD0": ("base", True)}
"""Names of the day of the start: which moment it is the day of, and whether it is local under every reading."""


class Bound(Protocol):
    """One end of a window: a moment, or None while what it counts from has not happened."""

    def read(self, line: Timeline) -> datetime | None:
        """Return the moment on this timeline."""


@dataclass(frozen=True, slots=True)
class At:
    """A clock time on the n-th day after (or before) the day of the anchor."""

    anchor: str
    days: int
    hour: time = time()
    clock: Clock = Clock.MOSCOW

    def read(self, line: Timeline) -> datetime | None:
        """Return that moment."""
        return _on_day(line, self.anchor, self.days, self.hour, self.clock)


def _on_day(line: Timeline, anchor: str, days: int, hour: time, clock: Clock) -> datetime | None:
    day = line.day(anchor, clock)
    return None if day is None else datetime.combine(day + timedelta(days=days), hour, line.clock(clock))


@dataclass(frozen=True, slots=True)
class Before:
    """The last second before a bound."""

    bound: Bound

    def read(self, line: Timeline) -> datetime | None:
        """Return that moment."""
        found = self.bound.read(line)
        return found and found - SECOND


@dataclass(frozen=True, slots=True)
class EndOf:
    """23:59:59 of the n-th day after (or before) the day of the anchor."""

    anchor: str
    days: int
    clock: Clock = Clock.MOSCOW

    def read(self, line: Timeline) -> datetime | None:
        """Return that moment."""
        return _on_day(line, self.anchor, self.days, LAST_SECOND, self.clock)


@dataclass(frozen=True, slots=True)
class After:
    """A length of time after (or before) a moment."""

    anchor: str
    length: timedelta = timedelta()

    def read(self, line: Timeline) -> datetime | None:
        """Return that moment, on Moscow's clock."""
        found = line.moment(self.anchor)
        return found and found.astimezone(MOSCOW) + self.length


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The end of the n-th working day after the day of the anchor."""

    anchor: str
    number: int

    def read(self, line: Timeline) -> datetime | None:
        """Return that moment."""
        day = line.day(self.anchor, Clock.MOSCOW)
        return (
            None if day is None else datetime.combine(working_day(day, self.number, line.calendar), LAST_SECOND, MOSCOW)
        )


@dataclass(frozen=True, slots=True)
class EndOfMonths:
    """The end of the same day some months later (P-126)."""

    anchor: str
    months: int

    def read(self, line: Timeline) -> datetime | None:
        """Return that moment, on the local clock."""
        day = line.day(self.anchor, Clock.LOCAL)
        return None if day is None else datetime.combine(months_after(day, self.months), LAST_SECOND, line.zone)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier of two bounds; one that has not begun is left out."""

    one: Bound
    other: Bound

    def read(self, line: Timeline) -> datetime | None:
        """Return that moment."""
        found = [moment for moment in (self.one.read(line), self.other.read(line)) if moment is not None]
        return min(found, default=None)


@dataclass(frozen=True, slots=True)
class Later:
    """The later of two bounds; one that has not begun is left out."""

    one: Bound
    other: Bound

    def read(self, line: Timeline) -> datetime | None:
        """Return that moment."""
        found = [moment for moment in (self.one.read(line), self.other.read(line)) if moment is not None]
        return max(found, default=None)


@dataclass(frozen=True, slots=True)
class NextExport:
    """The n-th export at an even hour of Moscow; the export of hour h covers [h-2, h).

    Clause: T-3.14
    """

    anchor: str
    number: int = 1

    def read(self, line: Timeline) -> datetime | None:
        """Return that moment."""
        found = line.moment(self.anchor)
        if found is None:
            return None
        start = found.astimezone(MOSCOW).replace(minute=0, second=0, microsecond=0)
        return start + timedelta(hours=2 * self.number - start.hour % 2)
