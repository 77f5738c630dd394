"""The engine: `step` takes one event, `expire` lets time pass. Both are pure: the same in, the same out.

Order within a step: timers that are due fire first (G-3), then the event is taken, then timers that were already past
when the new state began.
"""

from datetime import datetime

from npmatch.porting.codes import Refusal
from npmatch.porting.commands import AbortDecided, ContractEnded, Receipt
from npmatch.porting.messages.base import Message
from npmatch.porting.parties import Party
from npmatch.porting.process.case import DEBT, NUMBER, PROCESS, RETURN, REVERSAL, Case, Event
from npmatch.porting.process.effects import EFFECTS
from npmatch.porting.process.guards import GUARDS, refusal
from npmatch.porting.process.records import Process, Step, Timer, first_of
from npmatch.porting.process.sending import refuse, send
from npmatch.porting.process.timers import TIMERS, row_for
from npmatch.porting.schedule import OPEN_HOURS, Timetable
from npmatch.porting.states import TRANSITIONS, Rule, State
from npmatch.porting.workdays import PLAIN_WEEK, Calendar

DEBT_EVENTS = frozenset({f"M-{number}" for number in range(11, 17)} | {"r.M-12", "r.M-14", "r.M-15", "T-5.1", "T-5.4"})
REVERSAL_EVENTS = frozenset({"M-17", "M-18", "x.ResponderReject", "r.M-17", "T-8.3"})
RETURN_EVENTS = frozenset({"M-19", "c.Exported", "r.x.Export", "T-4.4"})
RECEIVED = {
    "x.CreateForward": "do.rx(x.CreateForward)",
    "M-22": "do.rx(M-22)",
    "M-23": "ro.rx(M-23)",
    "M-24": "do.rx(M-24)",
    "M-12": "ro.rx(M-12)",
    "M-14": "ro.rx(M-14)",
    "M-15": "ro.rx(M-14)",
    "M-17": "responder.rx(M-17)",
    "x.Export": "oo.rx(x.Export)",
}
"""The receipts from which a bound counts, and the moment that they set; M-15 that crosses M-12 asks what M-14 asks."""
MOVING = frozenset(
    {
        State.REV_SCHEDULED,
        State.H1_DEACTIVATING,
        State.H2_RECIPIENT_ACTIVATING,
        State.H3_DONOR_SRF,
        State.HUNG_1,
        State.HUNG_2,
        State.HUNG_3,
    }
)


def step(
    process: Process, event: Event, now: datetime, calendar: Calendar = PLAIN_WEEK, slots: Timetable = OPEN_HOURS
) -> Step:
    """Take one message or command at the moment ``now``, which is the clock of the database.

    A message that cannot be is refused with a code and answered with M-21; a repeated one is acknowledged again. What
    is late is noted. Raises ValueError for a moment without a zone.

    >>> from npmatch.porting.process.example import accepted, NOON
    >>> from npmatch.porting.messages.operators import NPDonorConfirm
    >>> again = NPDonorConfirm(id="again", sender=Party.DONOR, process="p")
    >>> step(accepted(), again, NOON).refused
    <Refusal.WRONG_STATE: 'x.WRONG_STATE'>

    Clause: 3
    """
    if now.tzinfo is None:
        raise ValueError("moments have a time zone")
    if isinstance(event, Message) and event.id in process.seen:
        return Step(process, repeated=True)
    case = Case(process, event, now, (calendar, slots))
    _fire(case)
    if isinstance(event, Message):
        case.draft.seen |= {event.id}
    refused = _take(case, event)
    if refused is not None and isinstance(event, Message):
        _nowhere(case)
        refuse(case, event, refused)
    _fire(case)
    return case.result(refused)


def expire(process: Process, now: datetime, calendar: Calendar = PLAIN_WEEK, slots: Timetable = OPEN_HOURS) -> Step:
    """Let every timer fire that is due at ``now``; nothing happens if none is.

    Raises ValueError for a moment without a zone.

    Clause: G-3
    """
    if now.tzinfo is None:
        raise ValueError("moments have a time zone")
    case = Case(process, None, now, (calendar, slots))
    _fire(case)
    return case.result()


def next_due(process: Process) -> datetime | None:
    """Return when the next timer fires, or None if nothing runs.

    >>> from npmatch.porting.process.example import accepted
    >>> next_due(accepted()).isoformat()
    '2026-12-06T09:00:00+03:00'
    """
    return first_of(process.timers, process.lines)


# which part of the process an event is for


def _nowhere(case: Case) -> None:
    case.turn(None)
    case.machine = PROCESS


def _find(case: Case, number: str) -> bool:
    for place, line in enumerate(case.lines):  # a number never changes
        if line.number == number:
            case.turn(place)
            return True
    return False


def _route(case: Case, kind: str) -> str:
    """Choose the part of the process that a number's event is for, and return the event's name there."""
    line = case.line
    if kind in DEBT_EVENTS:
        case.machine = DEBT
    elif kind in RETURN_EVENTS:
        case.machine = RETURN
    elif kind in REVERSAL_EVENTS:
        case.machine = REVERSAL
    elif kind == "c.Checked":
        case.machine = REVERSAL if line.back is State.REV_CDB_CHECK else RETURN
    else:
        moving = line.back in MOVING or (kind == "c.Abort" and line.reversing)
        case.machine = REVERSAL if moving else NUMBER
    alone = kind == "c.Abort" and case.machine is NUMBER and line.state is State.SCHEDULED
    return "c.AbortNumber" if alone else kind


def _take(case: Case, event: Event) -> Refusal | None:
    """Find the row for an event and follow it; return why not, if there is none."""
    _nowhere(case)
    if isinstance(event, Message):
        number: str | None = event.about
        if event.process not in {None, case.process.id}:
            return Refusal.WRONG_STATE
    else:
        number = event.number
    if isinstance(event, AbortDecided) and number is None and case.draft.state is State.HANDOVER:
        return _abort_all(case)
    if number is None:
        return _follow(case, event.kind)
    if not _find(case, number):
        return Refusal.WRONG_STATE
    if isinstance(event, ContractEnded):
        return _contract_ended(case)
    return _follow(case, _route(case, event.kind))


def _abort_all(case: Case) -> Refusal | None:
    """Let each number fail: a failure of the whole process while numbers are under way is theirs."""
    _follow(case, "c.Abort")
    for line in case.lines:
        if not line.state.ends:
            _find(case, line.number)
            case.event = AbortDecided(line.number)
            _follow(case, _route(case, "c.Abort"))
    return None


def _contract_ended(case: Case) -> Refusal | None:
    """Tell two parts of the table: the end of the contract closes an open debt and opens the return."""
    results = []
    for machine in (DEBT, RETURN):
        case.machine = machine
        results.append(_follow(case, "c.ContractEnded"))
    return None if None in results else Refusal.WRONG_STATE


def _follow(case: Case, kind: str) -> Refusal | None:
    """Ask the bounds that close for good (G-2), then the table; the first row that holds is followed."""
    closed = refusal(case, kind)
    if closed is not None:
        return closed
    if isinstance(case.event, Receipt) and (case.state, kind) in TRANSITIONS:
        case.note_fact(RECEIVED[case.event.of])
    rule = _rule(case, kind)
    if rule is None:
        return Refusal.WRONG_STATE
    _apply(case, rule)
    return None


def _rule(case: Case, kind: str) -> Rule | None:
    for rule in TRANSITIONS.get((case.state, kind), ()):
        if _sender_fits(case, rule) and (not rule.guard or GUARDS[rule.guard](case)):
            return rule
    return None


def _sender_fits(case: Case, rule: Rule) -> bool:
    if not rule.by or not isinstance(case.event, Message):
        return not rule.by
    sender = case.event.sender
    return sender in [case.role(name) for name in rule.by.split(",")]


def _apply(case: Case, rule: Rule) -> None:
    case.rows.append(rule.row)
    if rule.stops:
        case.stop(*rule.stops)
    if rule.to is not None:
        case.move(rule.to)
    EFFECTS[rule.effect](case)
    if rule.starts:
        case.start(*rule.starts)
    for what in rule.sends:
        send(case, what)
    case.duties.extend(rule.duties)
    _clear(case)


def _clear(case: Case) -> None:
    """When the process ends, its numbers end with it, its timers stop, and it forgets the request."""
    draft = case.draft
    if not draft.state.ends:
        if draft.create is not None and draft.state is not State.CDB_CHECK:
            draft.create = None
        return
    kept = tuple(running for running in draft.timers if running.name == "breach")
    draft.timers = kept if draft.state in {State.ABORTED, State.PARTLY_PORTED} else ()
    draft.create = None
    draft.end_lines(draft.state)


# time


def _fire(case: Case) -> None:
    """Let timers fire, one after the other, until none is due."""
    event = case.event
    while (first := case.look()) is not None and first <= case.now:
        place, running = _due(case)
        case.event, case.timer = None, running
        case.turn(None if place < 0 else place)
        case.drop(running.name)
        _ring(case, running)
    case.event, case.timer = event, None


def _due(case: Case) -> tuple[int, Timer]:
    """Return the timer that fires next of those that are due, by its moment, then in the order of G-3; and whose."""
    parts = (case.draft.timers, *(line.timers for line in case.lines))
    due = (
        (running.at, TIMERS[running.name].priority, place, running)
        for place, timers in enumerate(parts, -1)
        for running in timers
        if running.at <= case.now
    )
    _, _, place, first = min(due)
    return place, first


def _ring(case: Case, running: Timer) -> None:
    clockwork = TIMERS[running.name]
    if clockwork.acts:
        case.machine = PROCESS
        name = running.name if case.place is None else _route(case, running.name)
        rule = _rule(case, name)
        if rule is not None:
            _apply(case, rule)
        return
    _note(case, running.name, clockwork.actor)


def _note(case: Case, name: str, actor: Party | None) -> None:
    """Note that a bound has passed; a late check also shuts the ten minutes of C-14, and a breach is a duty."""
    if name == "breach":
        case.observe("breach", actor)
        case.duties.append("T-1.18")
        return
    row_id = name if name[0] in "TM" else row_for(name, case.timeline())
    case.observe(f"late:{row_id}", actor)
    case.note_fact(f"late.{name}")
    if name == "check":
        case.note_fact("check.late")
