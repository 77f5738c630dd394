"""The records of a running process: immutable, so that what was is never changed by what comes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple, Protocol

from npmatch.porting.codes import Finding, Refusal
from npmatch.porting.messages.base import Message
from npmatch.porting.messages.operators import NPCreate, NPReverse
from npmatch.porting.parties import Party, Terms
from npmatch.porting.readings import STANDARD, Readings
from npmatch.porting.regions import MOSCOW
from npmatch.porting.states import LIVE, OPEN_DEBT, State

DATABASE = "CDB"
"""The name of the database's own system in a schedule."""


class Timer(NamedTuple):
    """A timer that runs: its name, the moment at which it fires, and whether it had passed when it was started."""

    name: str
    at: datetime
    passed: bool = False


class Line(NamedTuple):
    """One number of a process: its state, its hour, and what follows its port.

    ``back``: the state of its reversal, ``debt`` and ``returning`` those of 2.3 and 2.5; None before they begin.
    ``asked`` is the request for the reversal, ``back_port`` its hour.
    """

    number: str
    state: State = State.NEW
    port: datetime | None = None
    facts: Mapping[str, datetime] = {}
    days: Mapping[str, date] = {}
    timers: tuple[Timer, ...] = ()
    back: State | None = None
    back_port: datetime | None = None
    asked: NPReverse | None = None
    debt: State | None = None
    returning: State | None = None

    @property
    def owes(self) -> bool:
        """Whether 7012 holds for the number: from M-11 until its debt is closed in any way."""
        return self.debt in OPEN_DEBT

    @property
    def reversing(self) -> bool:
        """Whether a reversal is under way."""
        return under_way(self.back)

    def __repr__(self) -> str:
        return f"Line({self.state}, back={self.back}, debt={self.debt}, returning={self.returning})"


def under_way(back: State | None) -> bool:
    """Say whether a reversal in this state is under way."""
    return back is not None and not back.ends


class Process(NamedTuple):
    """A porting process as the database sees it.

    ``recipient``, ``donor``, ``holder``: the operators by name. ``port`` is PORT, ``base`` is BASE. ``facts`` are
    aware moments by name, ``days`` written dates. ``seen``: ids of messages that were taken. ``sent``: how many were
    sent. ``reasons``: why it was refused or cancelled. ``create``: the request, until it is forwarded.
    """

    id: str
    state: State
    terms: Terms
    region: str
    recipient: str
    donor: str
    holder: str
    port: datetime
    base: datetime
    lines: tuple[Line, ...]
    readings: Readings = STANDARD
    facts: Mapping[str, datetime] = {}
    days: Mapping[str, date] = {}
    timers: tuple[Timer, ...] = ()
    seen: frozenset[str] = frozenset()
    sent: int = 0
    reasons: tuple[Finding, ...] = ()
    create: NPCreate | None = None
    linked: str | None = None

    @property
    def systems(self) -> tuple[str, str, str]:
        """The systems whose capacity and breaks count."""
        return (DATABASE, self.recipient, self.donor)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the process."""
        return tuple(line.number for line in self.lines)

    def line(self, number: str) -> Line | None:
        """Return the line of a number, or None."""
        return next((line for line in self.lines if line.number == number), None)

    def role(self, operator: str) -> Party | None:
        """Return the role of an operator in this process, or None if he has none."""
        return {self.recipient: Party.RECIPIENT, self.donor: Party.DONOR}.get(operator)

    def __repr__(self) -> str:
        return f"Process({self.id}, {self.state}, {self.terms}, {len(self.lines)} numbers)"


class _Part(Protocol):
    """A number, as far as its timers are concerned."""

    @property
    def timers(self) -> tuple[Timer, ...]: ...


def first_of(timers: Iterable[Timer], lines: Iterable[_Part]) -> datetime | None:
    """Return when the first fires of the timers of a process and of its numbers, or None if nothing runs."""
    first: datetime | None = None
    for running in timers:
        if first is None or running.at < first:
            first = running.at
    for line in lines:
        for running in line.timers:
            if first is None or running.at < first:
                first = running.at
    return first


class Outgoing(NamedTuple):
    """A message to send: to which role, and the deadline of sending it, if it has one."""

    message: Message
    to: Party
    row: str = ""
    latest: datetime | None = None


class Observation(NamedTuple):
    """Something that was noted and changes nothing: ``late:T-1.4``, ``Z-5б``, ``late:PORT``; by whom, when."""

    id: str
    actor: Party | None
    at: datetime
    number: str | None = None


class Step(NamedTuple):
    """What a step gives: the process after it, messages to send, timers started and stopped, and what was noted.

    ``rows``: the rows of the table that were taken. ``refused``: why the event changed nothing. ``repeated``: the
    message had been taken before, so it is only acknowledged again. ``duties``: bounds of others that begin now.
    ``due``: when the next timer fires, unless the message is repeated.
    """

    process: Process
    outgoing: tuple[Outgoing, ...] = ()
    started: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()
    duties: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    refused: Refusal | None = None
    repeated: bool = False
    due: datetime | None = None


def begin(  # noqa: PLR0913  # a process begins with all of these and none has a good default
    process_id: str,
    create: NPCreate,
    *,
    donor: str,
    recipient: str,
    holder: str = "",
    readings: Readings = STANDARD,
    state: State = State.APPLIED,
) -> Process:
    """Return a process that waits for M-01, or with ``state=NEW`` for the application itself.

    ``holder``: who holds the range of the numbers; the donor if not given. The process takes its terms, dates and
    numbers from ``create``, which is then given to `step` as its first message.

    Raises ValueError if there is no number, or one twice, or a moment without a zone.

    Clause: 3/1.1
    """
    if not create.numbers or len(set(create.numbers)) != len(create.numbers):
        raise ValueError("a process has at least one number and none of them twice")
    if create.port.tzinfo is None or (create.filed is not None and create.filed.tzinfo is None):
        raise ValueError("moments have a time zone")
    port = create.port.astimezone(MOSCOW)
    facts = {"port": port, "base": port, "port.first": port}
    if create.filed is not None:
        facts["app.filed"] = create.filed.astimezone(MOSCOW)
    return Process(
        id=process_id,
        state=state,
        terms=create.terms,
        region=create.region,
        recipient=recipient,
        donor=donor,
        holder=holder or donor,
        port=port,
        base=port,
        lines=tuple(Line(number, port=port) for number in create.numbers),
        readings=readings,
        facts=facts,
        days={"contract": create.contract_date},
        linked=create.linked,
    )


UNDER_WAY = frozenset({State.CDB_CHECK, *LIVE, State.HANDOVER})
"""The states in which a process holds those of its numbers that have not ended."""


def locked(process: Process) -> frozenset[str]:
    """Return the numbers for which 7101 holds: from M-01 until their own end, and again during a reversal.

    Clause: E-7101
    """
    if process.state in UNDER_WAY:
        return frozenset([line.number for line in process.lines if line.reversing or not line.state.ends])
    return frozenset([line.number for line in process.lines if line.reversing])


_FORWARD = {
    State.H2_RECIPIENT_ACTIVATING: None,
    State.HUNG_2: None,
    State.ABORTED_NEEDS_REVERSAL: None,
    State.H3_DONOR_SRF: Party.RECIPIENT,
    State.HUNG_3: Party.RECIPIENT,
    State.PORTED: Party.RECIPIENT,
    State.REVERSED: Party.DONOR,
}
_BACK = {
    State.H2_RECIPIENT_ACTIVATING: None,
    State.HUNG_2: None,
    State.H3_DONOR_SRF: Party.DONOR,
    State.HUNG_3: Party.DONOR,
    State.REVERSED: Party.DONOR,
}


def served_by(line: Line) -> Party | None:
    """Return in whose HLR the database knows the number to be; None between M-07 and M-08.

    >>> served_by(Line("9001234567", State.PORTED))
    <Party.RECIPIENT: 'RO'>

    Clause: 16, 17
    """
    if line.back in _BACK:
        return _BACK[line.back]
    return _FORWARD.get(line.state, Party.DONOR)
