"""Storage of the database's operator: what must outlive a crash, behind three calls.

A change is kept whole or not at all: the processes that moved, the letters that must still be delivered, and what the
register of ported numbers says. What was sent and not confirmed is sent again after a restart.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from npmatch.actors.letters import Letter
from npmatch.actors.register import Served
from npmatch.actors.snapshots import read_letter, read_process, write_letter, write_line, write_process
from npmatch.porting.process import Line, Process


@dataclass(slots=True)
class Change:
    """What one event changed. A served number of None has gone back to the holder of its range.

    ``schedule``: breaks and outages, if they may have changed.
    """

    processes: Sequence[Process] = ()
    sent: Sequence[Letter] = ()
    confirmed: Sequence[str] = ()
    requests: Sequence[tuple[str, str]] = ()
    served: Sequence[tuple[str, Served | None]] = ()
    schedule: str | None = None


@dataclass(slots=True)
class State:
    """What was kept: processes by id, letters to deliver by message id, requests taken, register, and schedule."""

    processes: dict[str, Process] = field(default_factory=dict)
    outbox: dict[str, Letter] = field(default_factory=dict)
    requests: dict[str, str] = field(default_factory=dict)
    served: dict[str, Served] = field(default_factory=dict)
    schedule: str = ""


class Storage(Protocol):
    """Where the state of the database's operator is kept."""

    def keep(self, change: Change) -> None:
        """Keep a change, all of it or nothing."""

    def load(self) -> State:
        """Return what was kept."""


class NoStorage:
    """Keeps nothing: for runs in which nothing crashes.

    >>> NoStorage().load().processes
    {}
    """

    def keep(self, change: Change) -> None:
        """Forget the change."""

    def load(self) -> State:
        """Return nothing."""
        return State()


_SCHEMA = """
CREATE TABLE IF NOT EXISTS processes (id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lines (
    process TEXT, place INTEGER, line TEXT NOT NULL, PRIMARY KEY (process, place)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (process TEXT, message TEXT, PRIMARY KEY (process, message)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outbox (id TEXT PRIMARY KEY, letter TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS requests (id TEXT PRIMARY KEY, process TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS served (
    number TEXT PRIMARY KEY, operator TEXT NOT NULL, since TEXT, before TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS schedule (one INTEGER PRIMARY KEY CHECK (one = 1), what TEXT NOT NULL);
"""


class SqliteStorage:
    """Keeps everything in one SQLite file.

    ``durable``: whether a change outlives even a machine that loses its power, for which every change waits for the
    disk. Without it a change outlives the death of the process, because the system has it by then.

    >>> SqliteStorage(":memory:").load().requests
    {}
    """

    def __init__(self, path: str, *, durable: bool = True) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
        self._db.executescript(_SCHEMA)
        self._kept: dict[str, Process] = {}

    def keep(self, change: Change) -> None:
        """Keep a change in one transaction."""
        with self._transaction():
            put = self._db.executemany
            for process in change.processes:
                self._keep(process)
            put("INSERT OR IGNORE INTO outbox VALUES (?, ?)", [(x.message.id, write_letter(x)) for x in change.sent])
            put("DELETE FROM outbox WHERE id = ?", [(one,) for one in change.confirmed])
            put("INSERT OR IGNORE INTO requests VALUES (?, ?)", change.requests)
            put("DELETE FROM served WHERE number = ?", [(number,) for number, now in change.served if now is None])
            rows = [(number, *now.row()) for number, now in change.served if now is not None]
            put("REPLACE INTO served VALUES (?, ?, ?, ?)", rows)
            put("REPLACE INTO schedule VALUES (1, ?)", [] if change.schedule is None else [(change.schedule,)])

        self._kept.update((process.id, process) for process in change.processes)

    def _keep(self, process: Process) -> None:
        """Write a process, and of its numbers and messages what is new since it was last written."""
        name, before = process.id, self._kept.get(process.id)
        lines: Sequence[Line | None] = [None] * len(process.lines) if before is None else before.lines
        changed = [place for place, line in enumerate(process.lines) if line is not lines[place]]
        seen = process.seen if before is None else process.seen - before.seen
        put = self._db.executemany
        self._db.execute("REPLACE INTO processes VALUES (?, ?)", (name, write_process(process)))
        put("REPLACE INTO lines VALUES (?, ?, ?)", [(name, at, write_line(process.lines[at])) for at in changed])
        put("INSERT OR IGNORE INTO seen VALUES (?, ?)", [(name, message) for message in seen])

    def load(self) -> State:
        """Return what was kept."""
        rows = self._db.execute
        lines = _grouped(rows("SELECT process, line FROM lines ORDER BY process, place"))
        seen = _grouped(rows("SELECT process, message FROM seen"))
        processes = rows("SELECT id, state FROM processes ORDER BY id")
        self._kept = {one: read_process(text, lines[one], seen[one]) for one, text in processes}
        return State(
            dict(self._kept),
            {one: read_letter(text) for one, text in rows("SELECT id, letter FROM outbox ORDER BY rowid")},
            dict(rows("SELECT id, process FROM requests")),
            {number: Served.read(*row) for number, *row in rows("SELECT * FROM served")},
            "".join(what for (what,) in rows("SELECT what FROM schedule")),
        )

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


def _grouped(rows: Iterable[tuple[str, str]]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for process, text in rows:
        found[process].append(text)
    return found
