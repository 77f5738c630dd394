"""The shape of a row of the table of states."""

from typing import NamedTuple

from npmatch.porting.states.names import State


class Send(NamedTuple):
    """A message out: its kind (``relay`` for the message itself), its receiver, and the deadline of sending it.

    The receiver is RO, DO, HO, OO, or ``sender``, ``other``, ``asker``. In a reversal RO and DO change places.
    """

    kind: str
    to: str
    row: str


class Rule(NamedTuple):
    """One row: where to, for whom, if what, and what follows. ``to`` None keeps the state.

    ``by``: the senders whose message it may be. ``guard`` and ``effect`` are names in the tables of guards and effects.
    ``starts``, ``stops``: timers. ``duties``: deadlines of others that begin now and that the database does not see.
    """

    row: str
    to: State | None
    by: str = ""
    guard: str = ""
    sends: tuple[Send, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    effect: str = ""
    duties: tuple[str, ...] = ()
    clause: str = ""


def out(*sends: str) -> tuple[Send, ...]:
    """Read ``"M-20>RO answer"``: kind, receiver, and the deadline, if there is one.

    >>> out("relay>RO T-1.12")
    (Send(kind='relay', to='RO', row='T-1.12'),)
    """
    return tuple(_send(text) for text in sends)


def _send(text: str) -> Send:
    route, _, row = text.partition(" ")
    kind, _, to = route.partition(">")
    return Send(kind, to, row)
