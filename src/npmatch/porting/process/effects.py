"""Effects: what rows of the table do besides moving a state. Each changes the case, and nothing outside it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from npmatch.porting.commands import ContractEnded
from npmatch.porting.messages.operators import (
    NPCancel,
    NPChange,
    NPCreate,
    NPResume,
    NPResumeCompl,
    NPReturn,
    NPReverse,
    NPSuspendCancel,
    NPSuspendCompl,
)
from npmatch.porting.parties import Party
from npmatch.porting.process.case import Case
from npmatch.porting.process.guards import findings
from npmatch.porting.process.sending import cancel_reason
from npmatch.porting.process.timers import SECOND, timer, window_of
from npmatch.porting.regions import MOSCOW
from npmatch.porting.schedule import HOUR, OPEN_HOURS, Share, next_hour
from npmatch.porting.states import Machine, State

ONE_DAY = timedelta(days=1)
WAITING = (State.NEW, State.SCHEDULED)


# before the donor answers


def _filed(case: Case) -> None:
    if "app.filed" not in case.draft.facts:
        case.note_fact("app.filed")


def _created(case: Case) -> None:
    """Keep the request until it is forwarded; a re-initiation has no bound for it (2.1 row 31)."""
    case.note_fact("cdb.rx(M-01)")
    if not isinstance(case.event, NPCreate):
        return
    case.draft.create = case.event
    bound = window_of("initiate", case.timeline())
    known = "late.initiate" in case.draft.facts or case.event.linked is not None
    if bound is not None and bound.late(case.now) and not known:
        case.observe("late:T-1.1" if case.process.terms.has_debt_stage else "late:T-2.1", Party.RECIPIENT)


def _cancelled(case: Case) -> None:
    """Note the code; the subscriber's own bound is no guard, and is looked at only if the day of his word is told."""
    if not isinstance(case.event, NPCancel):
        return
    case.draft.reasons = cancel_reason(case.event.sender)
    own = case.window("R-48(24)")
    if own is not None and case.event.filed is not None and own.late(case.event.filed):
        case.observe("late:R-48(24)", Party.RECIPIENT)


def _refused(case: Case) -> None:
    case.draft.reasons = findings(case)


def _confirmed(case: Case) -> None:
    case.note_fact("cdb.rx(M-04)")


def _silence(case: Case) -> None:
    """MB-13: silence means no debt; it is noted unless the bound was past when it began (G-3)."""
    if case.timer is not None and not case.timer.passed:
        case.observe("late:T-1.15", Party.DONOR)


def _second_answer(case: Case) -> None:
    bound = window_of("final", case.timeline())
    if case.process.terms.has_debt_stage and bound is not None and bound.late(case.now):
        case.observe("late:T-1.15", Party.DONOR)


# hours


def _find(case: Case, wanted: datetime, numbers: int) -> tuple[Share, ...]:
    """Return the nearest free hours; if a year and more is full, the daily break alone counts, and it is noted."""
    process = case.process
    wanted = max(wanted, case.now + SECOND)  # never an hour that has begun
    found = case.slots.nearest(wanted, process.region, process.systems, numbers)
    if found is None:
        case.observe("Z-5а", Party.DATABASE)
        found = OPEN_HOURS.nearest(wanted, process.region, process.systems, numbers) or ()
    return found


def _spread(shares: tuple[Share, ...]) -> list[datetime]:
    return [share.hour.astimezone(MOSCOW) for share in shares for _ in range(share.numbers)]


def _place(case: Case, wanted: datetime, moved: tuple[int, ...]) -> None:
    """Give the numbers at these places new hours, and let what counts from the start follow."""
    ports = _spread(_find(case, wanted, len(moved)))
    draft = case.draft
    for place, port in zip(moved, ports, strict=False):
        line = draft.open(place)
        line.port, line.facts = port, {**line.facts, "port": port}
    draft.port = min((line.port for line in case.lines if line.port and not line.state.ends), default=draft.port)
    facts = {name: at for name, at in draft.facts.items() if name != "late.PORT"}  # a new hour is not late
    draft.facts = {**facts, "port": draft.port}
    for place in moved:
        if case.lines[place].state is State.SCHEDULED:
            _start_number(case, place)
    case.restart_by_start()


def _waiting(case: Case) -> tuple[int, ...]:
    return tuple(place for place, line in enumerate(case.lines) if line.state in WAITING)


def _shift_noted(case: Case) -> None:
    """Z-5б: the first hour that a number gets is at most a day after the agreed term, exactly a day included."""
    if case.draft.port > case.draft.base + ONE_DAY:
        case.observe("Z-5б", Party.DATABASE)


def _assign(case: Case) -> None:
    _place(case, case.draft.base, _waiting(case))
    case.note_fact("cdb.answered")
    _shift_noted(case)


def _change(case: Case) -> None:
    """M-10: the new hour is the term from now on (BASE), and readiness is checked anew if its hour is ahead."""
    if not isinstance(case.event, NPChange):
        return
    base = case.event.port.astimezone(MOSCOW)
    case.draft.base, case.draft.facts = base, {**case.draft.facts, "base": base}
    _place(case, base, _waiting(case))
    found = timer("ready", case.timeline(), case.now)
    if case.state is State.SCHEDULED and found is not None and not found.passed:
        case.start("ready")


def _move(case: Case) -> None:
    """Give the process the nearest later hours: for a lost hour as Z-7, else within a day and before the freeze."""
    lost = case.draft.port <= case.now or "late.PORT" in case.draft.facts
    frozen = window_of("Z-6", case.timeline())
    _place(case, next_hour(case.now) if lost else case.draft.port + HOUR, _waiting(case))
    if lost:
        return
    _shift_noted(case)
    if frozen is not None and frozen.late(case.now):
        case.observe("Z-6", Party.DATABASE)


def _schedule(case: Case) -> None:
    waiting = _waiting(case)
    for place in waiting:
        line = case.draft.open(place)
        line.state, line.facts = State.SCHEDULED, {**line.facts, "port": line.port or case.draft.port}
        _start_number(case, place)


def _start_number(case: Case, place: int) -> None:
    """Start the timer of one number's hour."""
    before = case.place
    case.turn(place)
    case.start("port")
    case.turn(before)


def _move_and_schedule(case: Case) -> None:
    _move(case)
    _schedule(case)


def _late_start(case: Case) -> None:
    case.observe("late:PORT", None)
    case.note_fact("late.PORT")


def _postpone(case: Case) -> None:
    """Row 22: the numbers of one hour move together, to the nearest hour of all (Z-7)."""
    port = case.line.port
    moved = tuple(place for place, line in enumerate(case.lines) if line.state is State.SCHEDULED and line.port == port)
    _place(case, max(next_hour(case.now), (port or case.now) + HOUR), moved)


# one number


def _started(case: Case) -> None:
    case.note_fact("sent(M-22)")
    if case.machine is Machine.NUMBER and case.draft.state is not State.HANDOVER:
        case.draft.state = State.HANDOVER


def _removed(case: Case) -> None:
    case.note_fact("cdb.rx(M-07)")


def _number_ends(case: Case) -> None:
    """PORTED opens 2.3 and 2.5; REVERSED closes them; the process ends when every number has."""
    if case.machine is Machine.REVERSAL:
        _reversed(case)
    elif case.line.state is State.PORTED:
        _ported(case)
    settle(case)


def _ported(case: Case) -> None:
    case.note_fact("port.done")
    case.note_fact("service.start")
    if case.process.terms.has_debt_stage:
        case.line.debt = State.CLEAN
        case.start("T-5.1")
    if case.process.recipient != case.process.holder:
        case.line.returning = State.SERVING_FOREIGN_RANGE


def _reversed(case: Case) -> None:
    line = case.line
    if line.back is not State.REVERSED:
        return
    case.note_fact("back.done")
    line.state, line.returning, line.timers = State.REVERSED, None, ()
    _debt_is_moot(case)


def settle(case: Case) -> None:
    """End the process when every number has ended: all ported, none, or some."""
    states = {line.state for line in case.lines}
    if case.draft.state not in {State.HANDOVER, State.SCHEDULED} or not all(state.ends for state in states):
        return
    ends = {frozenset({State.PORTED}): State.PORTED}
    partly = State.PARTLY_PORTED if State.PORTED in states else State.ABORTED
    case.draft.state = ends.get(frozenset(states), partly)


def _all_aborted(case: Case) -> None:
    case.draft.end_lines(State.ABORTED)


# after the port


def _first_notice(case: Case) -> None:
    case.note_fact("first(M-11)")


def _noted(case: Case, name: str, at: datetime | None, rows: tuple[str, ...], actor: Party) -> None:
    """Note a moment that an operator tells, and which of its bounds it breaks; without it, the message's own time."""
    case.note_fact(name, at)
    for row_id, moment in zip(rows, (case.now, at or case.now), strict=False):
        found = case.window(row_id)
        if found is not None and found.late(moment):
            case.observe(f"late:{row_id}", actor)


def _paid(case: Case) -> None:
    if isinstance(case.event, (NPResume, NPSuspendCancel)):
        _noted(case, "paid", case.event.paid, ("T-5.3",), Party.DONOR)


def _suspended(case: Case) -> None:
    if isinstance(case.event, NPSuspendCompl):
        _noted(case, "suspended", case.event.done, ("T-5.7", "T-5.6"), Party.RECIPIENT)


def _resumed(case: Case) -> None:
    if isinstance(case.event, NPResumeCompl):
        _noted(case, "resumed", case.event.done, ("T-5.11", "T-5.10"), Party.RECIPIENT)


def _reversal_asked(case: Case) -> None:
    if isinstance(case.event, NPReverse):
        case.line.asked = case.event
    case.note_fact("cdb.rx(M-17)")


def _assign_reversal(case: Case) -> None:
    """Give a reversal the nearest free hour; its bounds of section 3 count from there."""
    port = case.line.back_port
    wanted = next_hour(case.now) if port is None else max(next_hour(case.now), port + HOUR)
    hour = _find(case, wanted, 1)[0].hour
    case.line.back_port, case.line.facts = hour, {**case.line.facts, "port": hour, "back.port": hour}
    case.start("port")


def _new_reversal(case: Case) -> None:
    case.line.back_port = None
    _assign_reversal(case)


def _responder_late(case: Case) -> None:
    case.observe("late:T-8.3", case.role("responder"))


def _contract_ended(case: Case) -> None:
    if isinstance(case.event, ContractEnded):
        today = case.now.date()
        days = {"contract.end": case.event.day or today, "released": case.event.released or today}
        case.line.days = {**case.line.days, **days}


def _return_asked(case: Case) -> None:
    case.note_fact("cdb.rx(M-19)")
    if not isinstance(case.event, NPReturn):
        return
    days = {"contract.end": case.event.contract_end}
    if case.event.released is not None:
        days["released"] = case.event.released
    case.line.days = {**case.line.days, **days}
    bound = case.window("T-4.1")
    if bound is not None and bound.late(case.now) and "late.T-4.1" not in case.line.facts:
        case.observe("late:T-4.1", Party.RECIPIENT)


def _debt_is_moot(case: Case) -> None:
    """M-19 is proof that the contract with the recipient has ended, so nobody can be suspended for a debt (2.3)."""
    line = case.line
    if line.debt is not None and not line.debt.ends:
        line.debt = State.CLOSED_MOOT


def _exported(case: Case) -> None:
    case.note_fact("oo.rx(x.Export)")


def _nothing(case: Case) -> None:
    del case


EFFECTS: dict[str, Callable[[Case], None]] = {
    "": _nothing,
    "filed": _filed,
    "created": _created,
    "cancelled": _cancelled,
    "withdrawn": _nothing,
    "refused": _refused,
    "assign": _assign,
    "confirmed": _confirmed,
    "silence on debt": _silence,
    "second answer": _second_answer,
    "change": _change,
    "move": _move,
    "schedule numbers": _schedule,
    "move and schedule": _move_and_schedule,
    "start is late": _late_start,
    "postpone": _postpone,
    "hand-over starts": _started,
    "removed": _removed,
    "number ends": _number_ends,
    "all aborted": _all_aborted,
    "every number aborted": _nothing,
    "first notice": _first_notice,
    "paid": _paid,
    "suspended": _suspended,
    "resumed": _resumed,
    "reversal asked": _reversal_asked,
    "assign reversal": _new_reversal,
    "postpone reversal": _assign_reversal,
    "responder is late": _responder_late,
    "contract ended": _contract_ended,
    "return asked": _return_asked,
    "debt is moot": _debt_is_moot,
    "exported": _exported,
}
