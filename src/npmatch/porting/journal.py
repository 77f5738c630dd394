"""Журнал: evidence in SQLite, append-only. The only module here that touches a file.

Records are written in transactions that SQLite makes durable before it returns, so a killed process loses nothing
that was appended and breaks no chain. The tables refuse updates and deletions; whoever goes around that is found by
`Journal.verify`.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from npmatch.porting import bundle
from npmatch.porting.evidence import (
    EMPTY,
    Entry,
    Fact,
    Head,
    Record,
    Status,
    Verification,
    link,
    seal,
    statuses,
    verify,
)
from npmatch.porting.messages.base import Message
from npmatch.porting.parties import Party
from npmatch.porting.wire import dumps

_COLUMNS = (
    "number INTEGER PRIMARY KEY, place INTEGER NOT NULL, process TEXT NOT NULL, message TEXT NOT NULL, "
    "kind TEXT NOT NULL, sender TEXT NOT NULL, receiver TEXT NOT NULL, fact TEXT NOT NULL, at TEXT NOT NULL, "
    "content TEXT NOT NULL, codes TEXT NOT NULL, charge TEXT, previous TEXT NOT NULL, before TEXT NOT NULL, "
    "digest TEXT NOT NULL"
)
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS records ({_COLUMNS});
CREATE TABLE IF NOT EXISTS bundles (process TEXT NOT NULL, text TEXT NOT NULL, head TEXT NOT NULL UNIQUE);
CREATE INDEX IF NOT EXISTS by_process ON records (process, place);
CREATE TRIGGER IF NOT EXISTS no_update BEFORE UPDATE ON records
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS no_delete BEFORE DELETE ON records
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;
"""
_INSERT = "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Journal:
    """A journal in a file (or ``:memory:``); ``secret`` salts the digests and is never written down.

    >>> from npmatch.porting.regions import MOSCOW
    >>> with Journal(":memory:", b"secret") as journal:
    ...     entry = Entry(
    ...         "p", "m", "M-04", Party.DONOR, Party.DATABASE, Fact.SENT, datetime(2026, 1, 1, tzinfo=MOSCOW)
    ...     )
    ...     head = journal.append([entry])
    ...     head.length, bool(journal.verify(head)), journal.statuses("p")
    (1, True, {'m': <Status.SENT_UNCONFIRMED: 'SENT_UNCONFIRMED'>})

    Clause: S-1
    """

    def __init__(self, path: str, secret: bytes) -> None:
        self._secret = secret
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.executescript(_SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def entry(  # noqa: PLR0913  # an exchange has two sides, a fact and a time
        self,
        message: Message,
        receiver: Party,
        fact: Fact,
        at: datetime,
        *,
        process: str = "",
        charge: str | None = None,
    ) -> Entry:
        """Make the entry of a message: its reason codes stay readable, everything else is sealed.

        ``process``: whose evidence it is; needed for M-01, which came before its process had an id.

        Clause: S-6, S-7
        """
        codes = tuple(str(finding.code.value) for finding in getattr(message, "reasons", ()))
        content = seal(dumps(message).encode(), self._secret, message.id)
        owner = message.process or process
        return Entry(owner, message.id, message.kind, message.sender, receiver, fact, at, content, codes, charge)

    def append(self, entries: Iterable[Entry]) -> Head:
        """Append entries, all of them or none, and return the new head.

        Raises ValueError for a moment without a zone.
        """
        self._db.execute("BEGIN IMMEDIATE")
        try:
            last, rows = self._linked(entries)
            self._db.executemany(_INSERT, rows)
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
        return last

    def _linked(self, entries: Iterable[Entry]) -> tuple[Head, list[tuple[Any, ...]]]:
        last, rows = self.head(), []
        processes: dict[str, Head] = {}
        for entry in entries:
            process = processes.get(entry.process) or self.process_head(entry.process)
            record = link(entry, last, process)
            last = Head(record.number, record.digest)
            processes[entry.process] = Head(record.place, record.digest)
            rows.append(_row(record))
        return last, rows

    def head(self) -> Head:
        """Return the head of the journal; keep it somewhere else."""
        found = self._db.execute("SELECT number, digest FROM records ORDER BY number DESC LIMIT 1").fetchone()
        return EMPTY if found is None else Head(*found)

    def process_head(self, process: str) -> Head:
        """Return the head of one process."""
        query = "SELECT place, digest FROM records WHERE process = ? ORDER BY place DESC LIMIT 1"
        found = self._db.execute(query, (process,)).fetchone()
        return EMPTY if found is None else Head(*found)

    def records(self) -> Iterator[Record]:
        """Yield all records, in order."""
        return map(_record, self._db.execute("SELECT * FROM records ORDER BY number"))

    def evidence(self, process: str) -> tuple[Record, ...]:
        """Return the records of one process, in order.

        Clause: S-1
        """
        rows = self._db.execute("SELECT * FROM records WHERE process = ? ORDER BY place", (process,))
        return tuple(map(_record, rows))

    def verify(self, head: Head | None = None) -> Verification:
        """Check the whole journal, against a head that was kept apart if one is given.

        Clause: S-2
        """
        return check(self.records(), head)

    def statuses(self, process: str) -> dict[str, Status]:
        """Return how far each message of a process is proven.

        Clause: S-3
        """
        return statuses(self.evidence(process))

    def export(self, process: str) -> str:
        """Return the evidence of one process as a bundle; raises ValueError if there is none."""
        return bundle.export(self.evidence(process))

    def adopt(self, text: str) -> Head:
        """Keep a bundle that somebody else exported, beside one's own records; adopting it twice changes nothing.

        Raises ValueError if it does not hold together.
        """
        records, head = bundle.parse(text)
        values = (records[0].entry.process, text, head.digest)
        self._db.execute("INSERT OR IGNORE INTO bundles VALUES (?, ?, ?)", values)
        return head

    def adopted(self, process: str) -> tuple[str, ...]:
        """Return the bundles of others on a process, in the order in which they came."""
        rows = self._db.execute("SELECT text FROM bundles WHERE process = ? ORDER BY rowid", (process,))
        return tuple(text for (text,) in rows)


class JournalError(ValueError):
    """A file that is no journal."""


def read_records(path: str) -> Iterator[Record]:
    """Yield the records of a journal in a file that is only read, and that need not be one's own.

    Raises FileNotFoundError and other OSErrors if it cannot be opened, JournalError if it is no journal, ValueError at
    a record that no journal writes.

    Clause: S-2
    """
    with Path(path).open("rb"):
        pass  # SQLite has one error for every reason why a file cannot be opened
    try:
        with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)) as database:
            yield from map(_record, database.execute("SELECT * FROM records ORDER BY number"))
    except sqlite3.Error as error:
        raise JournalError("no journal") from error


def check(records: Iterable[Record], head: Head | None = None) -> Verification:
    """Check records as they are read: one that cannot even be read was changed, like any other that was.

    Clause: S-2
    """
    count = 0

    def counted() -> Iterator[Record]:
        nonlocal count
        for record in records:
            yield record
            count += 1

    try:
        return verify(counted(), head)
    except JournalError:
        raise
    except ValueError:
        return Verification(valid=False, complete=head is not None, number=count + 1, reason="was changed")


def _row(record: Record) -> tuple[Any, ...]:
    entry = record.entry
    return (
        record.number,
        record.place,
        entry.process,
        entry.message,
        entry.kind,
        entry.sender.value,
        entry.receiver.value,
        entry.fact.value,
        entry.at.isoformat(),
        entry.content,
        " ".join(entry.codes),
        entry.charge,
        record.previous,
        record.before,
        record.digest,
    )


def _record(row: tuple[Any, ...]) -> Record:
    number, place, process, message, kind, sender, receiver, fact, at, content, codes, charge, *digests = row
    entry = Entry(
        process,
        message,
        kind,
        Party(sender),
        Party(receiver),
        Fact(fact),
        datetime.fromisoformat(at),
        content,
        tuple(codes.split()),
        charge,
    )
    previous, before, digest = digests
    return Record(number, place, entry, previous, before, digest)
