"""The desk for what concerns an operator and no porting: free hours, breaks that are asked for, and outages."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from npmatch.porting.messages.base import Message
from npmatch.porting.messages.own import (
    BreakAnswer,
    BreakCancel,
    BreakChange,
    BreakRequest,
    Outage,
    SlotAnswer,
    SlotQuery,
)
from npmatch.porting.parties import Party
from npmatch.porting.regions import REGIONS
from npmatch.porting.schedule import Book
from npmatch.porting.schedule.breaks import Break, broken_rules, cancel_break, change_break

if TYPE_CHECKING:
    from collections.abc import Callable

UNKNOWN = ("T-7.1.2",)
"""What is answered about a break that nobody has asked for, or in a region that there is not."""


class Desk:
    """Answers from the schedule and keeps its breaks and outages; what comes twice is done once and answered again.

    ``seen``: what was taken, by operator and message id, with the answers as long as the desk has not started again.

    >>> Desk(Book()).take(Outage(id="1", sender=Party.DONOR, operator="2", over=True), "2", datetime.now()) is None
    True

    Clause: 7/8
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self.seen: dict[tuple[str, str], Message | None] = {}
        self._deals: dict[str, Callable[[Any, str, datetime], Message | None]] = {
            "x.Outage": self._outage,
            "x.BreakRequest": self._request,
            "x.BreakChange": self._change,
            "x.BreakCancel": self._cancel,
        }

    def take(self, message: Message, operator: str, now: datetime) -> Message | None:
        """Take a message of an operator and return the answer; an outage, like any other message, has none."""
        if isinstance(message, SlotQuery):
            return self._query(message, operator)
        known = (operator, message.id)
        if known not in self.seen:
            deal = self._deals.get(message.kind)
            self.seen[known] = None if deal is None else deal(message, operator, now)
        return self.seen[known]

    def plan(self, planned: Break, now: datetime) -> tuple[str, ...]:
        """Set a break if the rules of Z-8 allow it, and return those that it breaks.

        Clause: 7/8.2, 7/8.3
        """
        broken, made = broken_rules(planned, self._book.breaks, now)
        if not broken:
            self._book.breaks += (made,)
        return broken

    def _outage(self, message: Outage, operator: str, now: datetime) -> None:
        if message.over:
            self._book.withdraw(operator)
        else:
            self._book.report(operator, now, message.until)

    def _query(self, message: SlotQuery, operator: str) -> Message:
        known = message.region in REGIONS
        hours = self._book.free_hours(message.start, message.end, message.region, ("CDB", operator)) if known else ()
        return SlotAnswer(id=f"{message.id}/answer", sender=Party.DATABASE, query=message.id, hours=hours)

    def _request(self, message: BreakRequest, operator: str, now: datetime) -> Message:
        planned = Break(message.id, operator, message.region, message.start, message.end)
        if message.region not in REGIONS:
            return _answer(message, message.id, UNKNOWN)
        return _answer(message, message.id, self.plan(planned, now))

    def _change(self, message: BreakChange, operator: str, now: datetime) -> Message:
        planned = self._find(message.request, operator)
        if planned is None:
            return _answer(message, message.request, UNKNOWN)
        broken, moved = change_break(planned, message.start, message.end, self._book.breaks, now)
        if not broken:
            self._put(planned, (moved,))
        return _answer(message, message.request, broken)

    def _cancel(self, message: BreakCancel, operator: str, now: datetime) -> Message:
        planned = self._find(message.request, operator)
        broken = UNKNOWN if planned is None else cancel_break(planned, now)
        if planned is not None and not broken:
            self._put(planned, ())
        return _answer(message, message.request, broken)

    def _find(self, name: str, operator: str) -> Break | None:
        found = (planned for planned in self._book.breaks if (planned.id, planned.system) == (name, operator))
        return next(found, None)

    def _put(self, old: Break, new: tuple[Break, ...]) -> None:
        self._book.breaks = tuple(planned for planned in self._book.breaks if planned is not old) + new


def _answer(message: Message, request: str, broken: tuple[str, ...]) -> Message:
    return BreakAnswer(id=f"{message.id}/answer", sender=Party.DATABASE, request=request, broken=broken)
