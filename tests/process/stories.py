"""Short ways to tell a process: a hero with a clock, so that tests read as stories."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import count

from npmatch.porting import commands as c
from npmatch.porting.messages import TYPES
from npmatch.porting.messages.base import Message
from npmatch.porting.messages.operators import NPCreate
from npmatch.porting.parties import Party, Terms
from npmatch.porting.process import Observation, Outgoing, Step, begin, expire, next_due, step
from npmatch.porting.readings import STANDARD, Readings
from npmatch.porting.schedule import OPEN_HOURS, Timetable
from npmatch.porting.states import State
from npmatch.porting.workdays import PLAIN_WEEK
from process.timelines import local, msk

NUMBER = "9001234567"
RO, DO, CDB = Party.RECIPIENT, Party.DONOR, Party.DATABASE
DEFAULTS: dict[Terms, str] = {
    Terms.PERSON: "2026-12-09 05:00",
    Terms.LEGAL_TYPE1: "2026-12-09 05:00",
    Terms.LEGAL: "2026-12-30 05:00",
    Terms.PROCUREMENT: "2026-12-15 05:00",
}


class Story:
    """One process, told event by event; it remembers everything that was sent and noted."""

    def __init__(  # noqa: PLR0913  # a test names the one or two that matter to it
        self,
        terms: Terms = Terms.PERSON,
        *,
        region: str = "77",
        port: str = "",
        numbers: Iterable[str] = (NUMBER,),
        readings: Readings = STANDARD,
        slots: Timetable = OPEN_HOURS,
        holder: str = "",
    ) -> None:
        self.ids = count(1)
        self.slots = slots
        self.now = msk("2026-12-02 12:00")
        self.create = NPCreate(
            id="create",
            sender=RO,
            numbers=tuple(numbers),
            terms=terms,
            region=region,
            port=local(port or DEFAULTS[terms], region),
            contract_date=date(2026, 12, 1),
            filed=msk("2026-12-01 12:00"),
        )
        self.process = begin("p", self.create, donor="A", recipient="B", holder=holder, readings=readings)
        self.sent: list[Outgoing] = []
        self.noted: list[Observation] = []
        self.last: Step = Step(self.process)

    @property
    def state(self) -> State:
        return self.process.state

    @property
    def seen(self) -> list[str]:
        """The ids of what was noted."""
        return [observation.id for observation in self.noted]

    def kinds(self, step_: Step | None = None) -> list[str]:
        """What the last step sent, as ``M-26>RO``."""
        return [f"{out.message.kind}>{out.to}" for out in (step_ or self.last).outgoing]

    def line(self, number: str = NUMBER):  # type: ignore[no-untyped-def]  # noqa: ANN201  # a Line, or the test fails
        found = self.process.line(number)
        assert found is not None
        return found

    def _keep(self, result: Step) -> Step:
        self.process, self.last = result.process, result
        self.sent.extend(result.outgoing)
        self.noted.extend(result.observations)
        return result

    def at(self, moment: str | datetime) -> "Story":
        """Move the clock, firing every timer at its moment on the way."""
        until = msk(moment) if isinstance(moment, str) else moment
        while (due := next_due(self.process)) is not None and due <= until:
            self.now = max(due, self.now)
            self._keep(expire(self.process, self.now, PLAIN_WEEK, self.slots))
        self.now = until
        return self

    def later(self, **length: float) -> "Story":
        return self.at(self.now + timedelta(**length))

    def message(self, kind: str, sender: Party = DO, **fields: object) -> Message:
        found = TYPES[kind]
        needs = getattr(found, "__dataclass_fields__", {})
        if "number" in needs and kind != "x.Abort":
            fields.setdefault("number", NUMBER)
        if kind == "M-17":
            fields.setdefault("erroneous", "p")
        return found(id=f"m{next(self.ids)}", sender=sender, process="p", **fields)  # type: ignore[arg-type]  # by name

    def hear(self, kind: str, sender: Party = DO, **fields: object) -> Step:
        return self.give(self.message(kind, sender, **fields))

    def give(self, event: Message | c.Command) -> Step:
        return self._keep(step(self.process, event, self.now, PLAIN_WEEK, self.slots))

    def receipt(self, kind: str, number: str | None = NUMBER) -> Step:
        return self.give(c.Receipt(number, kind))

    # chapters

    def checked(self) -> "Story":
        self.give(self.create)
        self.give(c.Checked())
        self.receipt("x.CreateForward", None)
        assert self.state is State.DONOR_CHECK
        return self

    def confirmed(self) -> "Story":
        self.checked().hear("M-04")
        return self

    def scheduled(self) -> "Story":
        """Let silence and readiness do the rest; procurement needs no debt stage."""
        self.confirmed().at(self.process.port - timedelta(hours=1))
        assert self.state is State.SCHEDULED
        return self

    def started(self) -> "Story":
        self.scheduled().at(self.process.port)
        assert self.state is State.HANDOVER
        return self

    def ported(self) -> "Story":
        self.started()
        for kind, sender in (("M-07", DO), ("M-08", RO), ("M-09", DO)):
            for number in self.process.numbers:
                self.hear(kind, sender, number=number)
        assert self.state is State.PORTED
        return self
