"""Evidence as an actor writes it: into a journal file, or into a chain that is checked as it grows and is not kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from npmatch.actors.letters import Letter
from npmatch.porting.evidence import Entry, Fact, Head, Verification, Verifier, link, seal
from npmatch.porting.journal import Journal
from npmatch.porting.parties import Party
from npmatch.porting.wire import dumps


class Kept(Protocol):
    """Where entries go."""

    def append(self, entries: Sequence[Entry]) -> object:
        """Append entries, in order."""


class Chain:
    """A chain without a file: each record is linked to the one before it, checked as in a file, and dropped.

    >>> Chain().head()
    Head(length=0, digest='0000000000000000000000000000000000000000000000000000000000000000')

    Clause: S-2
    """

    def __init__(self) -> None:
        self._verifier = Verifier()

    def append(self, entries: Sequence[Entry]) -> None:
        """Link entries to the chain, and check the records that this makes."""
        known = self._verifier
        take, process_head = known.take, known.process_head
        for entry in entries:
            take(link(entry, known.head, process_head(entry.process)))

    def head(self) -> Head:
        """Return the head of the chain."""
        return self._verifier.head

    def verify(self, head: Head | None = None) -> Verification:
        """Return whether every record held, its digest and its links, against a head if one is given."""
        return self._verifier.verification(head)


class Keeper:
    """Makes the entries of one party, here the database's: received, sent, confirmed.

    ``secret`` salts the digests of the contents; without one, contents leave none. ``batch``: how many
    entries are put down together; 1 puts each down before anything else happens.

    Clause: S-1, S-3
    """

    def __init__(self, kept: Chain | Journal, secret: bytes, batch: int = 1) -> None:
        self.kept = kept
        self._secret = secret
        self._batch = batch
        self._waiting: list[Entry] = []
        self._unconfirmed: dict[str, Entry] = {}

    def received(self, letter: Letter, at: datetime, process: str) -> None:
        """Note a message that came."""
        self._put(self._entry(letter, Party.DATABASE, Fact.RECEIVED, at, process))

    def sent(self, letter: Letter, at: datetime, process: str) -> None:
        """Note a message that was given away."""
        entry = self._entry(letter, letter.role, Fact.SENT, at, process)
        self._unconfirmed[letter.message.id] = entry
        self._put(entry)

    def confirmed(self, letter: Letter, at: datetime) -> bool:
        """Note that a message came to its receiver, and say whether that is new; a second receipt is no second fact."""
        known = self._unconfirmed.pop(letter.message.id, None)
        if known is not None:
            process, message, kind, sender, receiver, _, _, content, codes, charge = known
            self._put(Entry(process, message, kind, sender, receiver, Fact.CONFIRMED, at, content, codes, charge))
        return known is not None

    def expect(self, letter: Letter, at: datetime, process: str) -> None:
        """Know after a restart of a message that was sent before it, so that its receipt is a fact."""
        self._unconfirmed.setdefault(letter.message.id, self._entry(letter, letter.role, Fact.SENT, at, process))

    def restarted(self) -> "Keeper":
        """Return a keeper of the same evidence that knows nothing else, as after a crash."""
        self.flush()
        return Keeper(self.kept, self._secret, self._batch)

    @property
    def unconfirmed(self) -> int:
        """How many messages were sent and have not been confirmed."""
        return len(self._unconfirmed)

    def flush(self) -> None:
        """Put down what waits."""
        if self._waiting:
            self.kept.append(self._waiting)
            self._waiting = []

    def _put(self, entry: Entry) -> None:
        self._waiting.append(entry)
        if len(self._waiting) >= self._batch:
            self.flush()

    def _entry(self, letter: Letter, receiver: Party, fact: Fact, at: datetime, process: str) -> Entry:
        message = letter.message
        reasons = getattr(message, "reasons", ())
        codes = tuple(str(finding.code.value) for finding in reasons) if reasons else ()
        # a chain that is not kept has nobody to compare contents with
        content = seal(dumps(message).encode(), self._secret, message.id) if self._secret else ""
        return Entry(process, message.id, message.kind, message.sender, receiver, fact, at, content, codes)
