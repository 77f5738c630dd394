"""График: when numbers may move (Appendix 7): hours, breaks, capacity, and what happens to an hour that is lost."""

from npmatch.porting.schedule.book import Book
from npmatch.porting.schedule.breaks import Break, broken_rules, cancel_break, change_break
from npmatch.porting.schedule.hours import HOUR, OPEN_HOURS, Share, Timetable, daily_break, next_hour

__all__ = [
    "HOUR",
    "OPEN_HOURS",
    "Book",
    "Break",
    "Share",
    "Timetable",
    "broken_rules",
    "cancel_break",
    "change_break",
    "daily_break",
    "next_hour",
]
