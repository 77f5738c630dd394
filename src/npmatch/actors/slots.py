"""Bookings: which hours each process has taken, kept in step with the process itself."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from npmatch.porting.process import Line, Process
from npmatch.porting.readings import STANDARD, Readings
from npmatch.porting.schedule import Book, Share
from npmatch.porting.states import State

Booking = tuple[Share, ...]


class Bookings:
    """The schedule of the database's operator, and who has booked what.

    ``counts``: how many numbers were booked, how many of these were given back because the port came to nothing or
    to another hour, and how many hours took the most.

    >>> Bookings().counts()
    {'booked': 0, 'freed': 0}

    Clause: 7/1
    """

    def __init__(self, readings: Readings = STANDARD) -> None:
        self.book = Book(readings)
        self._held: dict[str, Booking] = {}
        self._counted: Counter[str] = Counter()

    def follow(self, process: Process) -> None:
        """Take and free hours so that they are those of the process."""
        held = self._held.get(process.id, ())
        wanted = _booking(process)
        if wanted == held:
            return
        self.book.free(held, process.systems)
        self.book.take(wanted, process.systems)
        self._count(held, wanted)
        self._held[process.id] = wanted

    def _count(self, held: Booking, wanted: Booking) -> None:
        before, after = _by_hour(held), _by_hour(wanted)
        self._counted["freed"] += (before - after).total()
        self._counted["booked"] += (after - before).total()

    def take_over(self, before: "Bookings") -> None:
        """Go on counting where another kept the schedule before a restart."""
        self._counted = Counter(before.counts())

    def counts(self) -> dict[str, int]:
        """Return how many numbers were booked and freed."""
        return {name: self._counted[name] for name in ("booked", "freed")}


def _by_hour(booking: Booking) -> Counter[datetime]:
    return Counter({share.hour: share.numbers for share in booking})


def _booking(process: Process) -> Booking:
    """Return the hours that a process needs: none before its check and none for numbers that will not move."""
    if process.state in {State.NEW, State.APPLIED, State.CDB_CHECK}:
        return ()
    counted = Counter(hour for line in process.lines for hour in _hours(line))
    return tuple(Share(hour, numbers) for hour, numbers in sorted(counted.items()))


def _hours(line: Line) -> Iterable[datetime]:
    if line.port is not None and (not line.state.ends or line.state in {State.PORTED, State.REVERSED}):
        yield line.port
    if line.back_port is not None:
        yield line.back_port
