"""Timers: which deadline each one reads, and whether it moves the state or only notes that something is late.

Only these move a state: silence on debt (MB-13), readiness, PORT, the hang, the ends of the debt windows, the silence
of a responder, and the clock of a return. Everything else is an observation.
"""

from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from npmatch.porting.deadlines import Row, Timeline, Window, end, row, window
from npmatch.porting.parties import Party, Terms
from npmatch.porting.process.records import Timer
from npmatch.porting.regions import MOSCOW

SECOND = timedelta(seconds=1)


class Clockwork(NamedTuple):
    """What a timer reads: its rows, of which the one for these terms counts; who is late; and whether it acts.

    ``opens``: it fires when the window opens, not when it has closed. ``longer`` is added to the bound. ``priority``
    orders timers of one moment (G-3).
    """

    rows: tuple[str, ...]
    actor: Party | None = None
    acts: bool = False
    opens: bool = False
    longer: timedelta = timedelta()
    priority: int = 9


RO, DO, CDB, OO = Party.RECIPIENT, Party.DONOR, Party.DATABASE, Party.OTHERS
DAY = timedelta(days=1)

TIMERS: dict[str, Clockwork] = {
    "debt": Clockwork(("T-1.10", "T-1.11"), acts=True, priority=1),
    "final": Clockwork(("T-1.15", "T-1.16"), acts=True, priority=2),
    "ready": Clockwork(("T-7.4.1",), acts=True, opens=True, priority=3),
    "port": Clockwork(("T-3.1",), acts=True, opens=True, priority=4),
    "hang": Clockwork(("T-3.15",), acts=True, opens=True),
    "T-5.1": Clockwork(("T-5.1",), acts=True),
    "T-5.4": Clockwork(("T-5.4",), acts=True),
    "T-8.3": Clockwork(("T-8.3",), acts=True),
    "T-4.4": Clockwork(("T-4.4",), acts=True),
    "initiate": Clockwork(("T-1.1", "T-2.1"), RO),
    "answer": Clockwork(("T-1.2", "T-2.2"), CDB),
    "check": Clockwork(("T-1.4", "T-1.5", "T-2.4"), DO),
    "breach": Clockwork(("T-1.18",), RO, opens=True),
    "T-3.2": Clockwork(("T-3.2",), DO),
    "T-3.4": Clockwork(("T-3.4",), DO),
    "T-3.6": Clockwork(("T-3.6",), RO),
    "T-3.8": Clockwork(("T-3.8",), RO),
    "T-3.10": Clockwork(("T-3.10",), DO),
    "T-3.12": Clockwork(("T-3.12",), DO),
    "MB-19": Clockwork(("MB-19",), None),
    # the database does not see the act itself: a day for it, and a day to tell of it
    "T-5.7": Clockwork(("T-5.6",), RO, longer=DAY),
    "T-5.11": Clockwork(("T-5.10",), RO, longer=DAY),
    "T-8.2": Clockwork(("T-8.2",), CDB),
    "T-4.1": Clockwork(("T-4.1",), RO),
    "T-4.2": Clockwork(("T-4.2",), CDB),
    "T-4.3": Clockwork(("T-4.3",), CDB),
    "MB-21": Clockwork(("MB-21",), CDB),
}
BY_START = frozenset({"debt", "final", "ready", "port", "breach"})
"""Timers that count from the day or the hour of the start and move with it."""
SENDING = {"answer": ("T-1.2", "T-2.2"), "relay": ("T-1.7", "T-2.5"), "forward": ("T-1.3", "T-2.3")}
"""Deadlines of sending that differ by terms."""


def row_for(name: str, line: Timeline) -> str:
    """Return the id of the row that a timer, or a name of `SENDING`, reads on this timeline.

    >>> from npmatch.porting.parties import Terms
    >>> row_for("answer", Timeline(terms=Terms.PROCUREMENT, zone=MOSCOW))
    'T-2.2'
    """
    return row_of(name, line.terms)


@cache
def row_of(name: str, terms: Terms) -> str:
    """Return the id of the row that a timer or a name of `SENDING` reads for these terms; any other name is a row."""
    rows = TIMERS[name].rows if name in TIMERS else SENDING.get(name, (name,))
    return next((found for found in reversed(rows) if row(found, terms) is not None), rows[0])


@cache
def _deadline(name: str, terms: Terms) -> Row | None:
    return row(row_of(name, terms), terms)


def window_of(name: str, line: Timeline) -> Window | None:
    """Return the window that a timer reads, or None if it has not begun."""
    deadline = _deadline(name, line.terms)
    return None if deadline is None else window(deadline, line)


def timer(name: str, line: Timeline, now: datetime) -> Timer | None:
    """Return a timer as started now, or None if its bound has not begun.

    It fires at the first second that is too late, or at the first second of its window.
    """
    clockwork, deadline = TIMERS[name], _deadline(name, line.terms)
    latest = None if deadline is None else end(deadline.latest, line)
    if deadline is None or latest is None:
        return None
    at = end(deadline.earliest, line) if clockwork.opens else latest + clockwork.longer + SECOND
    return None if at is None else Timer(name, at.astimezone(MOSCOW), passed=at <= now)
