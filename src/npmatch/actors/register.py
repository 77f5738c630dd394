"""The register of ported numbers: who serves a number, since when, and who did before."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from npmatch.porting.checks import Known
from npmatch.porting.numbering import Plan
from npmatch.porting.process import Process, locked


class Served(NamedTuple):
    """Who serves a number, since which port, and when the port before that one was."""

    operator: str
    since: datetime | None = None
    before: datetime | None = None

    def row(self) -> tuple[str | None, ...]:
        """Return the cells to keep."""
        moments = (None if moment is None else moment.isoformat() for moment in (self.since, self.before))
        return (self.operator, *moments)

    @classmethod
    def read(cls, operator: str, since: str | None, before: str | None) -> Self:
        """Read kept cells."""
        moments = (None if text is None else datetime.fromisoformat(text) for text in (since, before))
        return cls(operator, *moments)


@dataclass(slots=True)
class Register:
    """What the database knows of numbers; those that were never ported are served by the holder of their range.

    Clause: 16 г
    """

    plan: Plan
    served: dict[str, Served]
    active: dict[str, str]
    owing: set[str]

    def holder(self, number: str) -> str:
        """Return the operator to whom the range of a number is allotted, or an empty string."""
        found = self.plan.find(number)
        return "" if found is None else found.operator

    def operator(self, number: str) -> str:
        """Return the operator that serves a number."""
        found = self.served.get(number)
        return self.holder(number) if found is None else found.operator

    def ported(self, number: str, operator: str, at: datetime) -> Served:
        """Note a port."""
        before = self.served.get(number)
        self.served[number] = Served(operator, at, before and before.since)
        return self.served[number]

    def reversed(self, number: str, operator: str) -> Served:
        """Note that a port was reversed: it counts as no port, and the one before it is the last again."""
        found = self.served.get(number)
        self.served[number] = Served(operator, found and found.before)
        return self.served[number]

    def returned(self, number: str) -> None:
        """Note that a number is at its holder's again."""
        self.served.pop(number, None)

    def lock(self, before: Process, after: Process) -> None:
        """Lock and free numbers as their process moves; whoever came first keeps a number (7101)."""
        was, now = locked(before), locked(after)
        if was == now:
            return
        for number in now - was:
            self.active.setdefault(number, after.id)
        for number in set(after.numbers) - now:
            if self.active.get(number) == after.id:
                del self.active[number]

    def take_up(self, process: Process) -> None:
        """After a restart: lock the numbers of a process, and note those that owe."""
        self.active.update(dict.fromkeys(locked(process), process.id))
        self.owing.update(line.number for line in process.lines if line.owes)

    def known(self, numbers: tuple[str, ...]) -> Known:
        """Return what point 133 asks about these numbers."""
        found = {number: self.served[number].since for number in numbers if number in self.served}
        last = {number: since for number, since in found.items() if since is not None}
        return Known(last_port=last, active=self.active.keys(), owing=self.owing)
