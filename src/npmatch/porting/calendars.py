"""The default calendar: the ``holidays`` package, and a file of exceptions that the caller may add.

This module stands outside the core: the core takes any object with ``is_working``. ``holidays`` knows the public
holidays and the days moved by decree; it lacks shortened and working Saturdays and days off by presidential decree
(2020, 2021), for which the override file is.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache

from npmatch.porting.workdays import PlainWeek


def parse_overrides(lines: Iterable[str]) -> tuple[frozenset[date], frozenset[date]]:
    """Read lines ``2026-12-31 off`` and ``2026-02-28 on``; empty lines and ``#`` comments are skipped.

    Returns the days off and the working days. Raises ValueError for any other line, by its number.

    >>> parse_overrides(["# moved", "2026-12-31 off"])[0] == {date(2026, 12, 31)}
    True
    """
    days: dict[str, set[date]] = {"off": set(), "on": set()}
    for number, line in enumerate(lines, 1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        if len(words) != 2 or words[1] not in days:
            raise ValueError(f"line {number}: expected a date and «off» or «on»")
        days[words[1]].add(date.fromisoformat(words[0]))
    return frozenset(days["off"]), frozenset(days["on"])


class RussianCalendar:
    """The Russian calendar by ``holidays``; ``off`` and ``on`` are exceptions and win.

    >>> RussianCalendar().is_working(date(2026, 1, 5))
    False
    """

    def __init__(self, off: frozenset[date] = frozenset(), on: frozenset[date] = frozenset()) -> None:
        self._off = off
        self._on = on

    def is_working(self, day: date) -> bool:
        """Say whether people work on this day."""
        if day in self._on or day in self._off:
            return day in self._on
        return _year(day.year).is_working(day)


@cache
def _year(year: int) -> PlainWeek:
    from holidays import country_holidays  # noqa: PLC0415  # late: only for working days

    return PlainWeek(off=frozenset(country_holidays("RU", years=year)))
