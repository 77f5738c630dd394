"""Доказательства: a chain of records that shows what was exchanged, and shows when it was tampered with.

Every message that was sent, received or confirmed leaves a record; each record carries the digest of the one before
it, in the whole journal and in its own process, so that one process can be taken out and still be checked. A record
holds no personal data: of a message it keeps the kind, the parties, the time and a salted digest (S-6). The salt is
made of a secret that stays with the keeper, because a bare digest of a telephone number could be guessed.

The chain alone cannot show that its last records were cut off; the head, count and last digest, must be kept apart
(S-2).
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from json.encoder import encode_basestring_ascii as quoted
from typing import NamedTuple

from npmatch.porting.moments import written
from npmatch.porting.parties import Party
from npmatch.porting.regions import MOSCOW

START = "0" * 64
"""What stands for the digest before the first record."""


class Fact(StrEnum):
    """What a record is evidence of.

    >>> Fact("sent").name
    'SENT'

    Clause: S-1, S-3
    """

    #: We gave the message away; that is no proof that it came.
    SENT = "sent"
    #: A message came to us.
    RECEIVED = "received"
    #: The receiver said that our message came.
    CONFIRMED = "confirmed"


class Status(StrEnum):
    """How far the exchange of one message is proven.

    >>> Status.SENT_UNCONFIRMED.value
    'SENT_UNCONFIRMED'

    Clause: S-3
    """

    SENT_UNCONFIRMED = "SENT_UNCONFIRMED"
    CONFIRMED = "CONFIRMED"
    RECEIVED = "RECEIVED"


class Entry(NamedTuple):
    """What happened: of which process and message, between whom, when, with which salted digest of the content.

    ``codes``: reason codes, if it carries any. ``charge``: a neutral note that the interaction is paid for; it has no
    meaning here and no effect (S-7).
    """

    process: str
    message: str
    kind: str
    sender: Party
    receiver: Party
    fact: Fact
    at: datetime
    content: str = ""
    codes: tuple[str, ...] = ()
    charge: str | None = None


class Record(NamedTuple):
    """An entry in its place: number in the journal and in its process, the digests before it, and its own."""

    number: int
    place: int
    entry: Entry
    previous: str
    before: str
    digest: str


class Head(NamedTuple):
    """How many records there are, and the digest of the last: what must be kept apart from the journal."""

    length: int
    digest: str


EMPTY = Head(0, START)


class Verification(NamedTuple):
    """The result of a check: ``number`` is the first record that is wrong, ``reason`` what is wrong with it.

    ``complete``: whether a head was given, so that a tail that was cut off would have been seen.
    """

    valid: bool
    complete: bool
    number: int | None = None
    reason: str = ""

    def __bool__(self) -> bool:
        return self.valid


def seal(content: bytes, secret: bytes, message_id: str) -> str:
    """Return the salted digest of a message; the salt differs from message to message.

    >>> seal(b"9001234567", b"secret", "1") == seal(b"9001234567", b"secret", "2")
    False

    Clause: S-6
    """
    salt = hmac.digest(secret, message_id.encode(), "sha256")
    return hmac.digest(salt, content, "sha256").hex()


def link(entry: Entry, journal: Head, process: Head) -> Record:
    """Put an entry after the last record of the journal and of its process.

    Raises ValueError for a moment without a zone.

    Clause: S-1
    """
    if entry.at.tzinfo is None:
        raise ValueError("moments have a time zone")
    if entry.at.tzinfo is not MOSCOW:
        entry = entry._replace(at=entry.at.astimezone(MOSCOW))
    number, place = journal.length + 1, process.length + 1
    digest = _digest(number, place, entry, journal.digest, process.digest)
    return Record(number, place, entry, journal.digest, process.digest, digest)


def digest_of(record: Record) -> str:
    """Return the digest that a record must have: SHA-256 of all that it holds, as a JSON array without spaces."""
    return _digest(record.number, record.place, record.entry, record.previous, record.before)


def _digest(number: int, place: int, entry: Entry, previous: str, before: str) -> str:
    process, message, kind, sender, receiver, fact, at, content, codes, charge = entry
    # half of what a record costs is this text, and the encoder that a list would need is most of that
    text = (
        f"[{number},{place},{quoted(previous)},{quoted(before)},{quoted(process)},{quoted(message)},{quoted(kind)},"
        f'"{sender!s}","{receiver!s}","{fact!s}","{written(at)}",{quoted(content)},'
        f"[{','.join(map(quoted, codes)) if codes else ''}],"
        f"{'null' if charge is None else quoted(charge)}]"
    )
    return hashlib.sha256(text.encode()).hexdigest()


class Verifier:
    """Checks records as they come, one after the other, and keeps none of them.

    >>> Verifier().verification(EMPTY)
    Verification(valid=True, complete=True, number=None, reason='')

    Clause: S-2
    """

    def __init__(self) -> None:
        self._last = EMPTY
        self._processes: dict[str, Head] = {}
        self._wrong = ""

    @property
    def head(self) -> Head:
        """The head of the records so far."""
        return self._last

    def process_head(self, process: str) -> Head:
        """Return the head of the records of one process so far."""
        return self._processes.get(process, EMPTY)

    def take(self, record: Record) -> bool:
        """Check the next record against those before it; after one that is wrong nothing is right."""
        number, place, entry, _, _, digest = record
        self._wrong = self._wrong or _wrong(record, self._last, self._processes.get(entry.process, EMPTY))
        if self._wrong:
            return False
        self._last = Head(number, digest)
        self._processes[entry.process] = Head(place, digest)
        return True

    def verification(self, head: Head | None = None) -> Verification:
        """Return the result for the records so far; with ``head``, whether they are all."""
        if not self._wrong:
            return _ended(self._last, head)
        return Verification(valid=False, complete=head is not None, number=self._last.length + 1, reason=self._wrong)


def verify(records: Iterable[Record], head: Head | None = None) -> Verification:
    """Check a whole journal: nothing changed, dropped, added or reordered; with ``head`` nothing cut off either.

    >>> from npmatch.porting.regions import MOSCOW
    >>> entry = Entry("p", "m", "M-01", Party.RECIPIENT, Party.DATABASE, Fact.SENT, datetime(2026, 1, 1, tzinfo=MOSCOW))
    >>> record = link(entry, EMPTY, EMPTY)
    >>> bool(verify([record])), verify([record]).complete, bool(verify([], Head(1, record.digest)))
    (True, False, False)

    Clause: S-2
    """
    verifier = Verifier()
    all(map(verifier.take, records))  # it stops at the first that is wrong
    return verifier.verification(head)


def _wrong(record: Record, last: Head, process: Head) -> str:
    number, place, entry, previous, before, digest = record
    if number != last.length + 1 or previous != last.digest:
        return "does not follow the record before it"
    if place != process.length + 1 or before != process.digest:
        return "does not follow the record of its process before it"
    return "" if digest == _digest(number, place, entry, previous, before) else "was changed"


def verify_process(records: Sequence[Record], head: Head | None = None) -> Verification:
    """Check the records of one process, taken out of their journal; the head is that of the process.

    Clause: S-2
    """
    last = EMPTY
    for record in records:
        place = last.length + 1
        if record.entry.process != records[0].entry.process:
            return Verification(valid=False, complete=head is not None, number=place, reason="is of another process")
        if (record.place, record.before) != (place, last.digest):
            wrong = "does not follow the record before it"
            return Verification(valid=False, complete=head is not None, number=place, reason=wrong)
        if record.digest != digest_of(record):
            return Verification(valid=False, complete=head is not None, number=place, reason="was changed")
        last = Head(place, record.digest)
    return _ended(last, head)


def _ended(last: Head, head: Head | None) -> Verification:
    if head is None or head == last:
        return Verification(valid=True, complete=head is not None)
    number = min(last.length, head.length) + 1
    return Verification(valid=False, complete=True, number=number, reason="the head is another")


def statuses(records: Iterable[Record]) -> dict[str, Status]:
    """Return how far each message is proven, by its id; sent without a receipt is no fact of interaction.

    Clause: S-3
    """
    found: dict[str, Status] = {}
    for record in records:
        message = record.entry.message
        if record.entry.fact is Fact.CONFIRMED:
            found[message] = Status.CONFIRMED
        elif record.entry.fact is Fact.RECEIVED:
            found[message] = Status.RECEIVED
        else:
            found.setdefault(message, Status.SENT_UNCONFIRMED)
    return found
