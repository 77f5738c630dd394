"""The case: one event while it is worked on. It changes in place, and nobody but `step` ever sees it."""

from datetime import datetime

from npmatch.porting.codes import Refusal
from npmatch.porting.commands import Command
from npmatch.porting.deadlines import Timeline, Window, due
from npmatch.porting.messages.base import Message
from npmatch.porting.parties import Party
from npmatch.porting.process.draft import Draft, LineDraft
from npmatch.porting.process.records import Observation, Outgoing, Process, Step, Timer, first_of
from npmatch.porting.process.timers import BY_START, timer
from npmatch.porting.regions import MOSCOW, zone_of
from npmatch.porting.schedule import Timetable
from npmatch.porting.states import Machine, State
from npmatch.porting.workdays import Calendar

Event = Message | Command
PROCESS, NUMBER, REVERSAL, DEBT, RETURN = Machine  # to name a member costs more than the comparison that it is for
PARTIES = {party.value: party for party in Party}
SWAPPED = {Party.RECIPIENT: Party.DONOR, Party.DONOR: Party.RECIPIENT}


class Case:
    """A process, the event that meets it, and everything that comes of it so far.

    ``process`` is as it came, and ``draft`` as it is now. ``place`` is that of the number that the event is about,
    None for the whole process; ``part`` is that number, or the whole.
    """

    __slots__ = (
        "_line",
        "calendar",
        "draft",
        "due",
        "duties",
        "event",
        "lines",
        "machine",
        "now",
        "observations",
        "outgoing",
        "part",
        "place",
        "process",
        "rows",
        "slots",
        "started",
        "stopped",
        "timer",
    )

    def __init__(self, process: Process, event: Event | None, now: datetime, world: tuple[Calendar, Timetable]) -> None:
        self.process = process
        self.draft = Draft(process)
        self.lines = self.draft.lines
        self.place: int | None = None
        self._line: LineDraft | None = None
        self.part: Draft | LineDraft = self.draft
        self.event = event
        self.now = now.astimezone(MOSCOW)
        self.calendar, self.slots = world
        self.machine = PROCESS
        self.timer: Timer | None = None
        self.due: datetime | None = None
        self.outgoing: list[Outgoing] = []
        self.observations: list[Observation] = []
        self.started: list[str] = []
        self.stopped: list[str] = []
        self.duties: list[str] = []
        self.rows: list[str] = []

    # where the event belongs

    def turn(self, place: int | None) -> None:
        """Turn to the number at this place, or with None to the whole process."""
        if place is not self.place:
            self.place = place
            self._line = None if place is None else self.draft.open(place)
            self.part = self.draft if self._line is None else self._line

    @property
    def line(self) -> LineDraft:
        """The number that the event is about; only for events that have one."""
        if self._line is None:
            raise LookupError("the event is about no number")
        return self._line

    @property
    def state(self) -> State:
        """The state of the part that the event moves."""
        line = self._line
        if line is None or self.machine is PROCESS:
            return self.draft.state
        if self.machine is DEBT:
            return line.debt or State.NEW
        if self.machine is RETURN:
            return line.returning or State.NEW
        back = line.back if self.machine is REVERSAL and line.reversing else None
        return back or line.state

    def move(self, state: State) -> None:
        """Put the part that the event moves into a state."""
        line = self._line
        if line is None or self.machine is NUMBER:
            self.part.state = state
        elif self.machine is REVERSAL:
            line.back = State.REVERSED if state is State.PORTED else state
        elif self.machine is DEBT:
            line.debt = state
        else:
            line.returning = state

    def role(self, name: str) -> Party:
        """Return the party of a name in the table: a role, or its part in this exchange."""
        party = PARTIES.get(name)
        if party is not None:
            return SWAPPED.get(party, party) if self.machine is REVERSAL else party
        sender = self.event.sender if isinstance(self.event, Message) else Party.DATABASE
        asker = self.line.asked.sender if self.place is not None and self.line.asked else sender
        named = {"sender": sender, "asker": asker}
        named["other"] = SWAPPED.get(sender, sender)
        named["responder"] = SWAPPED.get(asker, asker)
        return named[name]

    # time

    def note_fact(self, name: str, at: datetime | None = None) -> None:
        """Remember a moment, of the number if there is one, else of the process."""
        self.part.facts = {**self.part.facts, name: (at or self.now).astimezone(MOSCOW)}

    def timeline(self) -> Timeline:
        """Return the timeline of the process, with the facts of the number if there is one."""
        process, line = self.process, self._line
        facts, days = self.draft.facts, process.days
        if line is not None:
            facts, days = {**facts, **line.facts}, {**days, **line.days}
        return Timeline(
            terms=process.terms,
            zone=zone_of(process.region),
            facts=facts,
            days=days,
            readings=process.readings,
            calendar=self.calendar,
        )

    def window(self, row_id: str) -> Window | None:
        """Return the window of a deadline."""
        return due(row_id, self.timeline())

    # what is noted and what runs

    def observe(self, name: str, actor: Party | None) -> None:
        """Note an observation."""
        number = None if self.place is None else self.line.number
        self.observations.append(Observation(name, actor, self.now, number))

    def start(self, *names: str) -> None:
        """Start timers, or start them anew; nothing happens to one while its bound has not begun."""
        line = self.timeline()
        found = [running for name in names if (running := timer(name, line, self.now)) is not None]
        others = [running for running in self.part.timers if running.name not in names]
        self.part.timers = (*others, *found)
        self.started += [running.name for running in found]

    def stop(self, *names: str) -> None:
        """Stop those of these timers that run."""
        running = [timer.name for timer in self.part.timers]
        self.stopped += [name for name in names if name in running]
        self.drop(*names)

    def drop(self, *names: str) -> None:
        """Forget timers without a word: they have fired, or begin anew."""
        timers = self.part.timers
        if timers:
            self.part.timers = tuple([running for running in timers if running.name not in names])

    def look(self) -> datetime | None:
        """Look when the next timer fires, None if nothing runs."""
        self.due = first_of(self.draft.timers, self.lines)
        return self.due

    def restart_by_start(self) -> None:
        """Let the timers that have not fired follow the start to its new day."""
        place, draft = self.place, self.draft
        self.turn(None)  # these timers are the process's, whichever number moved it
        line = self.timeline()
        moved = (
            timer(running.name, line, self.now) if running.name in BY_START else running for running in draft.timers
        )
        draft.timers = tuple(running for running in moved if running is not None)
        self.turn(place)

    def result(self, refused: Refusal | None = None) -> Step:
        """Return what came of it."""
        return Step(
            self.draft.frozen(),
            tuple(self.outgoing),
            tuple(self.started),
            tuple(self.stopped),
            tuple(self.observations),
            tuple(self.duties),
            tuple(self.rows),
            refused,
            due=self.due,
        )
