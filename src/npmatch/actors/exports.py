"""The two-hour export: what was ported, brought back or returned in the two hours before an even hour of Moscow."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from npmatch.porting.process import Process
from npmatch.porting.regions import MOSCOW
from npmatch.porting.states import State

TWO_HOURS = timedelta(hours=2)


class Entry(NamedTuple):
    """One change: the number, the operator that serves it now, and when that began."""

    number: str
    operator: str
    at: datetime

    def __repr__(self) -> str:
        return f"Entry(operator={self.operator}, at={self.at.isoformat()})"


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
        """The file: a header, then number, operator and moment.

        >>> Export(datetime(2026, 12, 9, 6, tzinfo=MOSCOW), ()).text.strip()
        'number,operator,since'
        """
        rows = (f"{entry.number},{entry.operator},{entry.at.isoformat()}\n" for entry in self.entries)
        return "number,operator,since\n" + "".join(rows)

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
        self._changes: list[Entry] = []
        self._returning: list[tuple[str, str]] = []

    @property
    def waiting(self) -> bool:
        """Whether there is anything to publish."""
        return bool(self._changes or self._returning)

    def note(self, number: str, operator: str, at: datetime) -> None:
        """Note that a number is served by somebody else."""
        self._changes.append(Entry(number, operator, at))

    def note_return(self, process: str, number: str, holder: str, at: datetime) -> None:
        """Note that a number is at its holder's again."""
        self.note(number, holder, at)
        self._returning.append((process, number))

    def publish(self, now: datetime) -> Export:
        """Return the file of the hour that has just come."""
        hour = next_export(now - TWO_HOURS)
        made = Export(hour, tuple(entry for entry in self._changes if entry.at < hour))
        self._changes = [entry for entry in self._changes if entry.at >= hour]
        self.count += 1
        return made

    def returning(self) -> Iterable[tuple[str, str]]:
        """Return processes and numbers whose return has been published, each once."""
        done, self._returning = self._returning, []
        return done

    def take_up(self, process: Process, published: datetime) -> None:
        """After a restart: what happened since the last export is published; what was not needs no second time."""
        for line in process.lines:
            if line.returning is State.RETURN_NOTIFIED:
                self._returning.append((process.id, line.number))
            done = line.facts.get("port.done", published)
            if line.state is State.PORTED and done >= published:
                self.note(line.number, process.recipient, done)
            back = line.facts.get("back.port", published)
            if line.state is State.REVERSED and back >= published - TWO_HOURS:
                self.note(line.number, process.donor, back)
