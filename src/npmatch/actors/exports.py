"""The two-hour export: what was ported, brought back or returned in the two hours before an even hour of Moscow.

A file is published every two hours, also if nothing has changed, so whoever misses one knows it. Operators are told of
those that hold a change.
"""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from npmatch.actors.letters import DATABASE, Letter
from npmatch.porting.messages.own import Export as Notice
from npmatch.porting.parties import Party
from npmatch.porting.process import Process
from npmatch.porting.regions import MOSCOW
from npmatch.porting.states import State

TWO_HOURS = timedelta(hours=2)


class Change(StrEnum):
    """What happened to a number.

    >>> Change("returned").name
    'RETURNED'

    Clause: 3/3.14, 3/4.3
    """

    PORTED = "ported"
    #: A port by mistake was undone.
    REVERSED = "reversed"
    #: The number is at the holder of its range again.
    RETURNED = "returned"


class Entry(NamedTuple):
    """One change: the number, the operator that serves it now, when that began, and why."""

    number: str
    operator: str
    at: datetime
    change: Change = Change.PORTED

    def __repr__(self) -> str:
        return f"Entry({self.change}, operator={self.operator}, at={self.at.isoformat()})"


class Export(NamedTuple):
    """One file: the hour after which it is named, and its changes in order."""

    hour: datetime
    entries: tuple[Entry, ...]

    def __repr__(self) -> str:
        return f"Export(hour={self.hour.isoformat()}, {len(self.entries)} changes)"

    @property
    def name(self) -> str:
        """The name of the file.

        >>> Export(datetime(2026, 12, 9, 6, tzinfo=MOSCOW), ()).name
        'ports-20261209T06.csv'
        """
        return f"ports-{self.hour:%Y%m%dT%H}.csv"

    @property
    def text(self) -> str:
        """The file: a header, then number, operator, moment and change.

        >>> Export(datetime(2026, 12, 9, 6, tzinfo=MOSCOW), ()).text.strip()
        'number,operator,since,change'
        """
        rows = (f"{entry.number},{entry.operator},{entry.at.isoformat()},{entry.change}\n" for entry in self.entries)
        return "number,operator,since,change\n" + "".join(rows)

    def late(self, now: datetime) -> int:
        """Return how many ports are published later than at the first even hour after their end.

        Clause: 3/3.14
        """
        last = now.replace(microsecond=0)
        return sum(entry.change is Change.PORTED and next_export(entry.at) < last for entry in self.entries)

    @property
    def digest(self) -> str:
        """What names the file in x.Export."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def next_export(moment: datetime) -> datetime:
    """Return the first even hour of Moscow after a moment; the export of hour h covers [h-2, h).

    >>> next_export(datetime(2026, 12, 9, 6, tzinfo=MOSCOW)).hour
    8

    Clause: 3/3.14
    """
    start = moment.astimezone(MOSCOW).replace(minute=0, second=0, microsecond=0)
    return start + timedelta(hours=2 - start.hour % 2)


class Exports:
    """Gathers changes until they are published.

    Clause: 3/3.14, 3/4.3
    """

    def __init__(self) -> None:
        self.count = 0
        self._changes: list[tuple[Entry, str]] = []
        self._connected: dict[str, None] = {}
        self._returned: dict[datetime, list[tuple[str, str]]] = {}

    def connect(self, operator: str) -> None:
        """Connect an operator: it is told of every export from now on.

        Clause: 3
        """
        self._connected[operator] = None

    @property
    def waiting(self) -> bool:
        """Whether there is anything to publish."""
        return bool(self._changes)

    def note(self, process: str, entry: Entry) -> None:
        """Note that a number is served by somebody else."""
        self._changes.append((entry, process))

    def publish(self, now: datetime) -> Export:
        """Return the file of the last even hour."""
        hour = next_export(now - TWO_HOURS)
        out = [(entry, process) for entry, process in self._changes if entry.at < hour]
        self._changes = [(entry, process) for entry, process in self._changes if entry.at >= hour]
        self.count += 1
        returned = [(process, entry.number) for entry, process in out if entry.change is Change.RETURNED]
        if returned:
            self._returned[hour] = returned
        return Export(hour, tuple(entry for entry, _ in out))

    def returned(self, hour: datetime) -> list[tuple[str, str]]:
        """Return the processes and numbers whose return the export of an hour has published."""
        return self._returned.get(hour, [])

    def notices(self, export: Export) -> list[Letter]:
        """Return x.Export for every connected operator, if anything has changed.

        Clause: 3/3.14
        """
        if not export.entries:
            return []
        digest = export.digest
        return [_notice(export.hour, digest, operator) for operator in self._connected]

    def take_up(self, process: Process, published: datetime) -> None:
        """After a restart: what happened since the last export is published; what was not needs no second time."""
        for line in process.lines:
            moments = line.facts
            done, back = moments.get("port.done", published), moments.get("back.done", published)
            if line.state is State.PORTED and done >= published:
                self.note(process.id, Entry(line.number, process.recipient, done))
            if line.state is State.REVERSED and back >= published:
                self.note(process.id, Entry(line.number, process.donor, back, Change.REVERSED))
            if line.returning is State.RETURN_NOTIFIED:
                asked = moments["cdb.rx(M-19)"]
                self.note(process.id, Entry(line.number, process.holder, asked, Change.RETURNED))


def _notice(hour: datetime, digest: str, operator: str) -> Letter:
    name = f"x.Export/{hour:%Y%m%dT%H}/{operator}"
    notice = Notice(id=name, sender=Party.DATABASE, hour=hour, digest=digest)
    return Letter(notice, DATABASE, operator, Party.OTHERS)
