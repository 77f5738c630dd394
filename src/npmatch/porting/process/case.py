"""The case: one event while it is worked on. It changes in place, and nobody but `step` ever sees it."""

from datetime import datetime

from npmatch.porting.commands import Command
from npmatch.porting.deadlines import Timeline, Window, due
from npmatch.porting.messages.base import Message
from npmatch.porting.parties import Party
from npmatch.porting.process.records import Line, Observation, Outgoing, Process, Step, Timer
from npmatch.porting.process.timers import BY_START, timer
from npmatch.porting.regions import MOSCOW, zone_of
from npmatch.porting.schedule import Timetable
from npmatch.porting.states import Machine, State
from npmatch.porting.workdays import Calendar

Event = Message | Command
SWAPPED = {Party.RECIPIENT: Party.DONOR, Party.DONOR: Party.RECIPIENT}


class Case:
    """A process, the event that meets it, and everything that comes of it so far.

    A number that changes is kept apart and put back when the process is next asked for: most changes of a step are to
    one number, and copying the whole process for each of them was half of the time.
    """

    def __init__(self, process: Process, event: Event | None, now: datetime, world: tuple[Calendar, Timetable]) -> None:
        self.frame = process
        self._place: int | None = None
        self._line: Line | None = None
        self._changed = False
        self.sent = process.sent
        self.event = event
        self.now = now.astimezone(MOSCOW)
        self.calendar, self.slots = world
        self.machine = Machine.PROCESS
        self.timer: Timer | None = None
        self.outgoing: list[Outgoing] = []
        self.observations: list[Observation] = []
        self.started: list[str] = []
        self.stopped: list[str] = []
        self.duties: list[str] = []
        self.rows: list[str] = []

    # where the event belongs

    @property
    def process(self) -> Process:
        """The process as it is now; ``frame`` is the same but for the number at hand."""
        if self._changed and self._line is not None and self._place is not None:
            lines, place = self.frame.lines, self._place
            self.frame = self.frame._replace(lines=(*lines[:place], self._line, *lines[place + 1 :]))
            self._changed = False
        return self.frame

    @process.setter
    def process(self, process: Process) -> None:
        self.frame = process
        self._line = None if self._place is None else process.lines[self._place]
        self._changed = False

    @property
    def place(self) -> int | None:
        """The place of the number that the event is about, None for the whole process."""
        return self._place

    @place.setter
    def place(self, place: int | None) -> None:
        process = self.process
        self._place = place
        self._line = None if place is None else process.lines[place]

    @property
    def line(self) -> Line:
        """The number that the event is about; only for events that have one."""
        if self._line is None:
            raise LookupError("the event is about no number")
        return self._line

    @property
    def state(self) -> State:
        """The state of the part that the event moves."""
        if self.place is None or self.machine is Machine.PROCESS:
            return self.frame.state
        line = self.line
        if self.machine is Machine.DEBT:
            return line.debt or State.NEW
        if self.machine is Machine.RETURN:
            return line.returning or State.NEW
        back = line.back if self.machine is Machine.REVERSAL and line.reversing else None
        return back or line.state

    def move(self, state: State) -> None:
        """Put the part that the event moves into a state."""
        if self.place is None:
            self.process = self.process._replace(state=state)
        elif self.machine is Machine.REVERSAL:
            self.change(back=State.REVERSED if state is State.PORTED else state)
        else:
            part = {Machine.NUMBER: "state", Machine.DEBT: "debt", Machine.RETURN: "returning"}[self.machine]
            self.change(**{part: state})

    def change(self, **values: object) -> None:
        """Change fields of the number."""
        self._line = self.line._replace(**values)  # type: ignore[arg-type]  # the callers name fields
        self._changed = True

    def role(self, name: str) -> Party:
        """Return the party of a name in the table: a role, or its part in this exchange."""
        if name in Party._value2member_map_:
            party = Party(name)
            return SWAPPED.get(party, party) if self.machine is Machine.REVERSAL else party
        sender = self.event.sender if isinstance(self.event, Message) else Party.DATABASE
        asker = self.line.asked.sender if self.place is not None and self.line.asked else sender
        named = {"sender": sender, "asker": asker}
        named["other"] = SWAPPED.get(sender, sender)
        named["responder"] = SWAPPED.get(asker, asker)
        return named[name]

    # time

    def note_fact(self, name: str, at: datetime | None = None) -> None:
        """Remember a moment, of the number if there is one, else of the process."""
        moment = (at or self.now).astimezone(MOSCOW)
        if self.place is None:
            self.process = self.process._replace(facts={**self.process.facts, name: moment})
        else:
            self.change(facts={**self.line.facts, name: moment})

    def timeline(self) -> Timeline:
        """Return the timeline of the process, with the facts of the number if there is one."""
        process, line = self.frame, self._line
        facts, days = process.facts, process.days
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

    def due(self, row_id: str) -> Window | None:
        """Return the window of a deadline."""
        return due(row_id, self.timeline())

    # what is noted and what runs

    def observe(self, name: str, actor: Party | None) -> None:
        """Note an observation."""
        number = None if self.place is None else self.line.number
        self.observations.append(Observation(name, actor, self.now, number))

    def start(self, name: str) -> None:
        """Start a timer, or start it anew; nothing happens while its bound has not begun."""
        self.stop(name, told=False)
        found = timer(name, self.timeline(), self.now)
        if found is not None:
            self._set_timers((*self._timers(), found))
            self.started.append(name)

    def stop(self, name: str, *, told: bool = True) -> None:
        """Stop a timer if it runs."""
        for place, running in enumerate(timers := self._timers()):
            if running.name == name:
                self._set_timers(timers[:place] + timers[place + 1 :])
                if told:
                    self.stopped.append(name)
                return

    def _timers(self) -> tuple[Timer, ...]:
        return self.frame.timers if self._line is None else self._line.timers

    def _set_timers(self, timers: tuple[Timer, ...]) -> None:
        if self.place is None:
            self.process = self.process._replace(timers=timers)
        else:
            self.change(timers=timers)

    def restart_by_start(self) -> None:
        """Let the timers that have not fired follow the start to its new day."""
        place, self.place = self.place, None  # these timers are the process's, whichever number moved it
        line = self.timeline()
        moved = (
            timer(running.name, line, self.now) if running.name in BY_START else running
            for running in self.process.timers
        )
        self.process = self.process._replace(timers=tuple(running for running in moved if running is not None))
        self.place = place

    def result(self) -> Step:
        """Return what came of it."""
        return Step(
            self.process._replace(sent=self.sent),
            tuple(self.outgoing),
            tuple(self.started),
            tuple(self.stopped),
            tuple(self.observations),
            tuple(self.duties),
            tuple(self.rows),
        )
