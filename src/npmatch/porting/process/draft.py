"""The draft: a process and its numbers while one step changes them in place; frozen once, when the step is done."""

from npmatch.porting.process.records import Line, Process, under_way
from npmatch.porting.states import State


class LineDraft:
    """A number that a step may change; its fields are those of `Line`."""

    __slots__ = ("_before", *Line._fields)

    def __init__(self, line: Line) -> None:
        self._before = line
        (
            self.number,
            self.state,
            self.port,
            self.facts,
            self.days,
            self.timers,
            self.back,
            self.back_port,
            self.asked,
            self.debt,
            self.returning,
        ) = line

    @property
    def reversing(self) -> bool:
        """Whether a reversal is under way."""
        return under_way(self.back)

    def frozen(self) -> Line:
        """Return the number as it is now, and as it was if nothing has changed."""
        made = Line(
            self.number,
            self.state,
            self.port,
            self.facts,
            self.days,
            self.timers,
            self.back,
            self.back_port,
            self.asked,
            self.debt,
            self.returning,
        )
        return self._before if made == self._before else made


class Draft:
    """What a step may change of a process. ``lines`` are the numbers to look at, `open` gives one to be changed."""

    __slots__ = (
        "_opened",
        "_process",
        "base",
        "create",
        "facts",
        "lines",
        "port",
        "reasons",
        "seen",
        "sent",
        "state",
        "timers",
    )

    def __init__(self, process: Process) -> None:
        self._process = process
        self._opened: dict[int, LineDraft] = {}
        self.state, self.port, self.base = process.state, process.port, process.base
        self.lines: list[Line | LineDraft] = list(process.lines)
        self.facts, self.timers, self.reasons = process.facts, process.timers, process.reasons
        self.seen, self.sent, self.create = process.seen, process.sent, process.create

    def open(self, place: int) -> LineDraft:
        """Return the number at a place, to be changed."""
        line = self._opened.get(place)
        if line is None:
            self.lines[place] = line = self._opened[place] = LineDraft(self._process.lines[place])
        return line

    def end_lines(self, state: State) -> None:
        """Let every number that has not ended end in a state."""
        for place, line in enumerate(self.lines):
            if not line.state.ends:
                ended = self.open(place)
                ended.state, ended.timers = state, ()

    def frozen(self) -> Process:
        """Return the process as it is now."""
        before = self._process
        return Process(
            before.id,
            self.state,
            before.terms,
            before.region,
            before.recipient,
            before.donor,
            before.holder,
            self.port,
            self.base,
            self._frozen_lines(),
            before.readings,
            self.facts,
            before.days,
            self.timers,
            self.seen,
            self.sent,
            self.reasons,
            self.create,
            before.linked,
        )

    def _frozen_lines(self) -> tuple[Line, ...]:
        if not self._opened:
            return self._process.lines
        lines = list(self._process.lines)
        for place, line in self._opened.items():
            lines[place] = line.frozen()
        return tuple(lines)
