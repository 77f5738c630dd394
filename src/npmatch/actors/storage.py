"""Storage of the database's operator: what must outlive a crash, behind three calls.

A change is kept whole or not at all: the processes that moved, the letters that must still be delivered, and what the
register of ported numbers says. What was sent and not confirmed is sent again after a restart.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from npmatch.actors.letters import Letter
from npmatch.actors.register import Served
from npmatch.actors.snapshots import read_letter, read_process, write_letter, write_process
from npmatch.porting.process import Process


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
CREATE TABLE IF NOT EXISTS outbox (id TEXT PRIMARY KEY, letter TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS requests (id TEXT PRIMARY KEY, process TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS served (
    number TEXT PRIMARY KEY, operator TEXT NOT NULL, since TEXT, before TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS schedule (one INTEGER PRIMARY KEY CHECK (one = 1), what TEXT NOT NULL);
"""


class SqliteStorage:
    """Keeps everything in one SQLite file.

    >>> SqliteStorage(":memory:").load().requests
    {}
    """

    def __init__(self, path: str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(_SCHEMA)

    def keep(self, change: Change) -> None:
        """Keep a change in one transaction."""
        with self._transaction():
            put = self._db.executemany
            put("REPLACE INTO processes VALUES (?, ?)", [(one.id, write_process(one)) for one in change.processes])
            put("INSERT OR IGNORE INTO outbox VALUES (?, ?)", [(x.message.id, write_letter(x)) for x in change.sent])
            put("DELETE FROM outbox WHERE id = ?", [(one,) for one in change.confirmed])
            put("INSERT OR IGNORE INTO requests VALUES (?, ?)", change.requests)
            put("DELETE FROM served WHERE number = ?", [(number,) for number, now in change.served if now is None])
            rows = [(number, *now.row()) for number, now in change.served if now is not None]
            put("REPLACE INTO served VALUES (?, ?, ?, ?)", rows)
            put("REPLACE INTO schedule VALUES (1, ?)", [] if change.schedule is None else [(change.schedule,)])

    def load(self) -> State:
        """Return what was kept."""
        rows = self._db.execute
        return State(
            {one: read_process(text) for one, text in rows("SELECT id, state FROM processes ORDER BY id")},
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
