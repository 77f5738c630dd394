"""What all messages share: an id, a sender, a process id, and a kind that says the rest."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Self

from npmatch.porting.parties import Party


class Nature(StrEnum):
    """Whether a message asks or answers.

    >>> Nature("request").name
    'REQUEST'

    Clause: 2
    """

    REQUEST = "request"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of Appendix 2: id, name, Russian gloss, nature, who sends, who receives, clause.

    ``opens``: whether the message opens an exchange and so carries no process id (M-N2).
    """

    id: str
    name: str
    gloss: str
    nature: Nature
    senders: tuple[Party, ...]
    receivers: tuple[Party, ...]
    clause: str
    opens: bool = False


def _parties(names: str) -> tuple[Party, ...]:
    return tuple(Party(name) for name in names.split(","))


def routed(route: str) -> tuple[Nature, tuple[Party, ...], tuple[Party, ...]]:
    """Read ``"? RO > DO"``: a request (?) or a response (!), its senders and its receivers.

    >>> routed("! RO,DO > CDB")[2]
    (<Party.DATABASE: 'CDB'>,)
    """
    mark, senders, _, receivers = route.split()
    nature = Nature.REQUEST if mark == "?" else Nature.RESPONSE
    return nature, _parties(senders), _parties(receivers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. ``id`` is unique; ``process`` is the id that the database gave; ``stamp`` is the sender's own time.

    ``kind`` is the id of its kind, e.g. ``M-04``.

    The stamp is evidence only: guards and bounds use the clock of the database. The repr names the fields that are
    given and never shows what they hold, because numbers and subscriber data are personal.

    Raises ValueError if the process id is missing where it is mandatory, or present where it cannot be.

    Clause: 2
    """

    KIND: ClassVar[Kind] = Kind("", "", "", Nature.REQUEST, (), (), "2")
    kind: ClassVar[str] = ""

    id: str
    sender: Party
    process: str | None = None
    stamp: datetime | None = None

    def __init_subclass__(cls) -> None:
        """Take over the id of the kind, e.g. ``M-04``: what the table of states is read by."""
        cls.kind = cls.KIND.id

    def __post_init__(self) -> None:
        if self.KIND.opens != (self.process is None):
            must = "carries no" if self.KIND.opens else "needs a"
            raise ValueError(f"{self.KIND.name} {must} process id")
        if self.sender not in self.KIND.senders:
            raise ValueError(f"{self.KIND.name} is not sent by {self.sender}")

    @property
    def about(self) -> str | None:
        """The one number that the message is about, if there is one."""
        value: str | None = getattr(self, "number", None)
        return value

    def relayed(self, message_id: str) -> Self:
        """Return the message as the database passes it on: its own id, everything else as it is (M-N4)."""
        return replace(self, id=message_id)

    def __repr__(self) -> str:
        given = [field.name for field in fields(self) if getattr(self, field.name) not in (None, (), "")]
        return f"{type(self).__name__}({', '.join(given)})"
