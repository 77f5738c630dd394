"""Рабочие дни: arithmetic on a calendar that the caller passes; nothing here knows a holiday."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol


class Calendar(Protocol):
    """Tells working days from days off.

    Clause: 3/4
    """

    def is_working(self, day: date) -> bool:
        """Say whether people work on this day."""


@dataclass(frozen=True, slots=True)
class PlainWeek:
    """Saturdays and Sundays off, plus ``off``, minus ``on``: enough for tests and for a calendar of your own.

    >>> PlainWeek(off=frozenset({date(2026, 12, 31)})).is_working(date(2026, 12, 31))
    False
    """

    off: Collection[date] = frozenset()
    on: Collection[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Say whether people work on this day; ``on`` is stronger than ``off``."""
        return day in self.on or (day.weekday() < 5 and day not in self.off)


PLAIN_WEEK = PlainWeek()


def working_day(day: date, number: int, calendar: Calendar) -> date:
    """Return the ``number``-th working day after ``day``, which is day 0 whether or not it is a working day.

    >>> working_day(date(2026, 12, 4), 1, PLAIN_WEEK)
    datetime.date(2026, 12, 7)

    Clause: 3/4.1
    """
    for _ in range(number):
        day += timedelta(days=1)
        while not calendar.is_working(day):
            day += timedelta(days=1)
    return day


def months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or its last day if it has no such day.

    >>> months_after(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)

    Clause: P-126
    """
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    return first.replace(day=min(day.day, (following - timedelta(days=1)).day))
