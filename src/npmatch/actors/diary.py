"""The diary of an operator: what it was told, in order. It is the storage of recipients and donors.

An operator makes up nothing: what it does follows from what it was told and when. So its diary is its state. Whoever
reads it to the end has the same requests, contracts and network, and knows which letters have not left yet.
"""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeVar

from npmatch.porting.wire import plain, rebuilt

Thing = TypeVar("Thing")


class Told(StrEnum):
    """What an operator can be told.

    >>> Told("letter").name
    'LETTER'
    """

    #: A contract of its own, or a number that lives in its network.
    CONTRACT = "contract"
    NUMBER = "number"
    #: A subscriber applies, will withdraw at the donor, or will not agree to a reversal.
    REQUEST = "request"
    WITHDRAWS = "withdraws"
    OBJECTS = "objects"
    #: A letter came, or one of its own has left.
    LETTER = "letter"
    LEFT = "left"


class Page(NamedTuple):
    """One thing that an operator was told: what, when (None if the moment is of no account), and the thing itself."""

    told: Told
    at: datetime | None
    what: object

    def __repr__(self) -> str:
        return f"Page({self.told})"

    def text(self) -> str:
        """Return the thing as JSON."""
        return json.dumps(plain(self.what), ensure_ascii=False)


class Diary(Protocol):
    """Where an operator keeps what it was told."""

    def note(self, page: Page) -> None:
        """Keep a page, before anything follows from it."""

    def pages(self) -> Iterable[tuple[Told, datetime | None, str]]:
        """Return all pages in order, with their things as JSON."""


class NoDiary:
    """Keeps nothing: for runs in which no operator starts again.

    >>> list(NoDiary().pages())
    []
    """

    def note(self, page: Page) -> None:
        """Forget the page."""

    def pages(self) -> Iterable[tuple[Told, datetime | None, str]]:
        """Return nothing."""
        return ()


_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS diary (number INTEGER PRIMARY KEY, told TEXT NOT NULL, at TEXT, what TEXT NOT NULL)"
)


class SqliteDiary:
    """Keeps every page in one SQLite file.

    >>> list(SqliteDiary(":memory:").pages())
    []
    """

    def __init__(self, path: str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(_SCHEMA)

    def note(self, page: Page) -> None:
        """Keep a page."""
        row = (page.told.value, page.at and page.at.isoformat(), page.text())
        self._db.execute("INSERT INTO diary (told, at, what) VALUES (?, ?, ?)", row)

    def pages(self) -> Iterable[tuple[Told, datetime | None, str]]:
        """Return all pages in order."""
        for told, at, what in self._db.execute("SELECT told, at, what FROM diary ORDER BY number"):
            yield Told(told), at and datetime.fromisoformat(at), what

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def read(kind: type[Thing], text: str) -> Thing:
    """Return the thing of a page.

    Raises ValueError if it is of another kind.

    >>> read(str, '"9001234567"')
    '9001234567'
    """
    found: Thing = rebuilt(kind, json.loads(text))
    return found
