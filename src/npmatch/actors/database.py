"""The database's operator: takes messages, checks requests, books hours, relays, and publishes what was ported."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from npmatch.actors.desk import Desk
from npmatch.actors.evidence import Keeper
from npmatch.actors.exports import Change as Moved
from npmatch.actors.exports import Entry, Export, Exports
from npmatch.actors.letters import DATABASE, Letter
from npmatch.actors.register import Register, Served
from npmatch.actors.slots import Bookings
from npmatch.actors.snapshots import read_schedule, write_schedule
from npmatch.actors.storage import Change, NoStorage, Storage
from npmatch.actors.storage import State as Stored
from npmatch.porting import commands as c
from npmatch.porting.checks import check_request
from npmatch.porting.codes import Finding, Refusal
from npmatch.porting.messages.base import Message
from npmatch.porting.messages.database import NPCdbReject
from npmatch.porting.messages.operators import NPCreate
from npmatch.porting.messages.own import BreakAnswer, SlotAnswer
from npmatch.porting.messages.own import Export as Notice
from npmatch.porting.numbering import Plan
from npmatch.porting.parties import Party
from npmatch.porting.process import UNDER_WAY, Line, Process, Step, begin, expire, next_due, step
from npmatch.porting.readings import STANDARD, Readings
from npmatch.porting.regions import REGIONS
from npmatch.porting.schedule import Break
from npmatch.porting.states import LIVE, State
from npmatch.porting.workdays import PLAIN_WEEK, Calendar

Letters = Sequence[Letter]
SCHEDULE = "schedule"
"""Under this name the evidence of what concerns no porting is kept."""
BOOKED = frozenset({"M-20", "M-26", "x.ReverseAssigned", "x.Abort"})
"""Messages that tell of hours that were taken or freed."""
COUNTED = frozenset({"x.CreateForward", "M-12", "M-14", "M-15", "M-17", "M-22", "M-23", "M-24"})
"""Messages from whose receipt a bound counts."""


class DatabaseOperator:
    """The operator of the database: the one clock, the one register and the one schedule of all portings.

    ``alarms`` are moments at which it must be woken, and the process that waits for each; whoever runs it takes them
    away. ``observed`` counts what was noted.

    Clause: 4, 16 г
    """

    def __init__(  # it has all of these and makes none of them
        self,
        plan: Plan,
        keeper: Keeper,
        storage: Storage | None = None,
        *,
        readings: Readings = STANDARD,
        calendar: Calendar = PLAIN_WEEK,
    ) -> None:
        self.register = Register(plan, {}, {}, set())
        self.keeper = keeper
        self.storage = storage or NoStorage()
        self._kept = not isinstance(self.storage, NoStorage)
        self.readings, self.calendar = readings, calendar
        self.slots = Bookings(readings)
        self._desk = Desk(self.slots.book)
        self.processes: dict[str, Process] = {}
        self.exports = Exports()
        self.alarms: list[tuple[datetime, str]] = []
        self.observed: Counter[str] = Counter()
        self._alarm: dict[str, datetime] = {}
        self._requests: dict[str, str] = {}

    @property
    def taken(self) -> Mapping[str, str]:
        """The requests that were taken: the id of each M-01, and of its process."""
        return self._requests

    def enter(self, number: str, served: Served) -> None:
        """Enter in the register by whom a number is served that was ported before this database was kept."""
        self.register.served[number] = served
        self.storage.keep(Change(served=[(number, served)]))

    # letters in

    def take(self, letter: Letter, now: datetime) -> Letters:
        """Take a message and return what it makes the database send; one that came before changes nothing.

        Clause: 4
        """
        message = letter.message
        if isinstance(message, NPCreate):
            return self._create(letter, message, now)
        if message.KIND.opens:
            return self._ask_desk(letter, now)
        process = self.processes.get(message.process or "")
        if process is None or process.role(letter.origin) is not message.sender:
            return self._refuse(letter, message.process or "", now)
        if message.id not in process.seen:
            self.keeper.received(letter, now, process.id)
        sent = self._step(process, message, now)
        return [*sent, *self._check_number(process.id, message, now)]

    def received(self, letter: Letter, now: datetime) -> Letters:
        """Take the receipt of a letter that was sent; from some of them a bound of the receiver counts.

        Clause: S-3
        """
        message = letter.message
        new = self.keeper.confirmed(letter, now)
        if self._kept:
            self.storage.keep(Change(confirmed=[message.id]))
        process = self.processes.get(message.process or "")
        if isinstance(message, Notice) and new:
            self._export_received(message, now)
        if process is None or not new or message.kind not in COUNTED:
            return ()
        return self._step(process, c.Receipt(message.about, message.kind), now)

    def wake(self, process_id: str, now: datetime) -> Letters:
        """Let the timers of a process fire that are due."""
        self._alarm.pop(process_id, None)
        process = self.processes[process_id]
        due = next_due(process)
        if due is None or due > now:  # most timers are stopped before their time
            self._set_alarm(process_id, due)
            return ()
        result = expire(process, now, self.calendar, self.slots.book)
        return self._keep(process, result, now)

    def abort(self, process_id: str, now: datetime, number: str | None = None) -> Letters:
        """Decide that a process, or one number of it, cannot go on (MB-20).

        Clause: 20
        """
        return self._step(self.processes[process_id], c.AbortDecided(number), now)

    def resend(self, process_id: str, number: str, now: datetime) -> Letters:
        """Ask again for what a number that hangs after M-07 waits for (2.1 row 30).

        Clause: 20
        """
        return self._step(self.processes[process_id], c.Resend(number), now)

    def export(self, now: datetime) -> tuple[Export, Letters]:
        """Publish what changed in the two hours before, if anything, and tell every connected operator of it.

        Clause: 3/3.14, 3/4.3
        """
        export = self.exports.publish(now)
        self.observed.update({"late:T-3.14": late} if (late := export.late(now)) else {})
        sent = self.exports.notices(export)
        self._give(sent, now)
        for process_id, number in self.exports.returned(export.hour):
            sent.extend(self._step(self.processes[process_id], c.Exported(number), now))
        return export, sent

    def _export_received(self, notice: Notice, now: datetime) -> None:
        """Let the two hours for the routing of returned numbers count from the last receipt (T-4.4)."""
        for process_id, number in self.exports.returned(notice.hour):
            self._step(self.processes[process_id], c.Receipt(number, notice.kind), now)

    # requests

    def _create(self, letter: Letter, create: NPCreate, now: datetime) -> Letters:
        """Take M-01: whoever comes first has the number (7101); the check is done at once.

        Clause: 3/1.2
        """
        if create.id in self._requests:
            return ()
        process_id = f"P{len(self._requests) + 1:07d}"
        if not create.numbers or len(set(create.numbers)) < len(create.numbers) or create.region not in REGIONS:
            self._requests[create.id] = process_id
            return self._refuse(letter, process_id, now)
        known = self.register.known(create.numbers)
        found = check_request(create, self.register.plan, known, self.readings)
        self._requests[create.id] = process_id
        process = self._begin(process_id, letter, create)
        self.keeper.received(letter, now, process_id)
        self.processes[process_id] = process
        sent = [*self._step(process, create, now, ((create.id, process_id),))]
        sent.extend(self._step(self.processes[process_id], c.Checked(findings=tuple(dict.fromkeys(found))), now))
        before = self.processes.get(create.linked or "")
        if before is not None:
            self._step(before, c.Reinitiated(), now)
        return sent

    def _refuse(self, letter: Letter, process_id: str, now: datetime) -> Letters:
        """Refuse what belongs to no process: of a stranger, about nothing that is known, or without sense (G-1).

        The process that it names has no part in it, so its evidence stands among what concerns no porting.
        """
        self.keeper.received(letter, now, SCHEDULE)
        answer = NPCdbReject(
            id=f"{letter.message.id}/refused",
            sender=Party.DATABASE,
            process=process_id,
            reasons=(Finding(Refusal.WRONG_STATE),),
            refused=letter.message.id,
        )
        back = [Letter(answer, DATABASE, letter.origin, letter.message.sender)]
        self._give(back, now)
        return back

    def _begin(self, process_id: str, letter: Letter, create: NPCreate) -> Process:
        register, number = self.register, create.numbers[0]
        holder, donor = register.holder(number), register.operator(number)
        return begin(process_id, create, donor=donor, recipient=letter.origin, holder=holder, readings=self.readings)

    def _check_number(self, process_id: str, message: Message, now: datetime) -> Letters:
        """Check a reversal or a return that has just been asked for.

        Clause: 3/8.2, 3/4.2
        """
        number = message.about
        if number is None or message.kind not in {"M-17", "M-19"}:
            return ()
        line = self.processes[process_id].line(number)
        if line is None or (State.REV_CDB_CHECK is not line.back and State.RETURN_CDB is not line.returning):
            return ()
        serves = self.register.operator(number) == self.processes[process_id].recipient
        hung = line.back is State.REV_CDB_CHECK and line.state is not State.PORTED
        findings = () if serves or hung else (Finding(Refusal.WRONG_STATE, number),)
        return self._step(self.processes[process_id], c.Checked(number, findings), now)

    def _ask_desk(self, letter: Letter, now: datetime) -> Letters:
        """Take what is about the schedule; portings whose hour a new break takes are moved at once (2.1 row 19a).

        Clause: 3/7.1-7.3
        """
        if (letter.origin, letter.message.id) not in self._desk.seen:
            self.keeper.received(letter, now, SCHEDULE)
        answer = self._desk.take(letter.message, letter.origin, now)
        sent = [] if answer is None else [Letter(answer, DATABASE, letter.origin, letter.message.sender)]
        self._give(sent, now, schedule=not isinstance(answer, SlotAnswer))
        if isinstance(answer, BreakAnswer) and not answer.broken:
            sent.extend(self._clear(letter.origin, now))
        return sent

    def close(self, planned: Break, now: datetime) -> tuple[tuple[str, ...], Letters]:
        """Set a break of the database's own, and move the ports inside it; return the rules that it would break.

        Clause: 7/8.2
        """
        broken = self._desk.plan(planned, now)
        self._give((), now, schedule=True)
        return broken, () if broken else self._clear(DATABASE, now)

    def _clear(self, system: str, now: datetime) -> Letters:
        """Move the ports of a system whose hours have been closed; the others stay where they are."""
        live = [one for one in self.processes.values() if one.state in LIVE and system in one.systems]
        return [letter for process in live for letter in self._step(process, c.BreakSet(), now)]

    def _give(self, letters: Letters, now: datetime, *, schedule: bool = False) -> None:
        """Note and keep letters that concern no porting, and the schedule if it may have changed."""
        for letter in letters:
            self.keeper.sent(letter, now, SCHEDULE)
        if self._kept and (letters or schedule):
            text = write_schedule(self.slots.book, self._desk.seen) if schedule else None
            self.storage.keep(Change(sent=letters, schedule=text))

    # what follows a step

    def _step(
        self, process: Process, event: Message | c.Command, now: datetime, requests: Sequence[tuple[str, str]] = ()
    ) -> Letters:
        return self._keep(process, step(process, event, now, self.calendar, self.slots.book), now, requests)

    def _keep(self, before: Process, result: Step, now: datetime, requests: Sequence[tuple[str, str]] = ()) -> Letters:
        after = result.process
        if result.repeated:
            return ()
        self.processes[after.id] = after
        for observation in result.observations:
            self.observed[observation.id] += 1
        letters = [Letter(out.message, DATABASE, _name(after, out.to), out.to) for out in result.outgoing]
        for letter in letters:
            self.keeper.sent(letter, now, after.id)
        served = self._consequences(before, after, now) if result.rows else []
        told = [letter.message.kind for letter in letters]
        if after.state.ends is not before.state.ends or not BOOKED.isdisjoint(told):
            self.slots.follow(after)
        self._set_alarm(after.id, result.due)
        if self._kept:
            self.storage.keep(Change([after], letters, (), requests, served))
        return letters

    def _consequences(self, before: Process, after: Process, now: datetime) -> list[tuple[str, Served | None]]:
        """Keep locks, debts and the register in step with a process that moved."""
        if before.state is not after.state and (before.state in UNDER_WAY) is not (after.state in UNDER_WAY):
            self.register.lock(before, after)
        if before.lines is after.lines:
            return []
        moved = [(old, new) for old, new in zip(before.lines, after.lines, strict=True) if old is not new]
        if any(_held_otherwise(old, new) for old, new in moved):
            self.register.lock(before, after)
        return [served for old, new in moved for served in self._line(after, old, new, now)]

    def _line(self, process: Process, old: Line, new: Line, now: datetime) -> Iterable[tuple[str, Served | None]]:
        number = new.number
        if new.debt is not old.debt and new.owes is not old.owes:
            (self.register.owing.add if new.owes else self.register.owing.discard)(number)
        if new.state is not old.state:
            yield from self._moved(process, new, now)
        if new.returning is not old.returning and new.returning is State.RETURN_NOTIFIED:
            self.exports.note(process.id, Entry(number, process.holder, now, Moved.RETURNED))
            self.register.returned(number)
            yield number, None

    def _moved(self, process: Process, line: Line, now: datetime) -> Iterable[tuple[str, Served]]:
        """Enter and publish a port, or that it was undone."""
        number = line.number
        if line.state is State.PORTED:
            self.exports.note(process.id, Entry(number, process.recipient, now))
            yield number, self.register.ported(number, process.recipient, now)
        elif line.state is State.REVERSED:
            self.exports.note(process.id, Entry(number, process.donor, now, Moved.REVERSED))
            yield number, self.register.reversed(number, process.donor)

    def _set_alarm(self, process_id: str, due: datetime | None) -> None:
        running = self._alarm.get(process_id)
        if due is not None and (running is None or due < running):
            self._alarm[process_id] = due
            self.alarms.append((due, process_id))

    # after a crash

    def restore(self, published: datetime) -> Letters:
        """Take up what the storage kept, and return the letters that nobody has confirmed, to be sent again.

        ``published``: the hour of the last export that is out.
        """
        kept: Stored = self.storage.load()
        self.processes, self._requests = kept.processes, kept.requests
        self.register.served = kept.served
        self._desk.seen = dict.fromkeys(read_schedule(kept.schedule, self.slots.book))
        self.register.active, self.register.owing = {}, set()
        for process in self.processes.values():
            self.register.take_up(process)
            self.slots.follow(process)
            self.exports.take_up(process, published)
            self._set_alarm(process.id, next_due(process))
        for letter in kept.outbox.values():
            self.keeper.expect(letter, published, letter.message.process or SCHEDULE)
        return list(kept.outbox.values())


def _held_otherwise(old: Line, new: Line) -> bool:
    """Say whether a number has moved to where its lock may be another."""
    if old.state.ends is not new.state.ends:
        return True
    return old.back is not new.back and old.reversing is not new.reversing


def _name(process: Process, to: Party) -> str:
    return {Party.RECIPIENT: process.recipient, Party.DONOR: process.donor, Party.HOLDER: process.holder}[to]
