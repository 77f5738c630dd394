"""Commands: what moves a process and is no message: findings of the database, its decisions, receipts, facts of life.

They come from whoever runs the process, so none of them is answered with M-21; one that does not fit is reported as
refused and changes nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from npmatch.porting.codes import Finding


@dataclass(frozen=True, slots=True)
class Command:
    """A command; ``number`` names the number that it is about, None the whole process."""

    KIND: ClassVar[str] = ""
    number: str | None = None

    @property
    def kind(self) -> str:
        """The event in the table of states."""
        return self.KIND

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


@dataclass(frozen=True, slots=True, repr=False)
class Filed(Command):
    """The application was filed; ``paid``: whether the fee was paid on that day (R-48(7))."""

    KIND: ClassVar[str] = "c.Filed"
    paid: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class Contract(Command):
    """A procurement contract was made (2.1 row 3)."""

    KIND: ClassVar[str] = "c.Contract"


@dataclass(frozen=True, slots=True, repr=False)
class Withdrawn(Command):
    """The subscriber withdrew before anything was sent (2.1 row 4a)."""

    KIND: ClassVar[str] = "c.Withdrawn"


@dataclass(frozen=True, slots=True, repr=False)
class Checked(Command):
    """The database has checked a request: a porting, or with a number its reversal or return.

    ``findings``: every reason for every number; none means that the request may go on.
    """

    KIND: ClassVar[str] = "c.Checked"
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class BreakSet(Command):
    """A break was set: numbers whose hour it takes are moved (2.1 row 19a)."""

    KIND: ClassVar[str] = "c.BreakSet"


@dataclass(frozen=True, slots=True, repr=False)
class AbortDecided(Command):
    """The database decides that the process, or one number, cannot go on (MB-20)."""

    KIND: ClassVar[str] = "c.Abort"


@dataclass(frozen=True, slots=True, repr=False)
class Resend(Command):
    """M-23 or M-24 is sent again for a number that hangs after M-07 (2.1 row 30)."""

    KIND: ClassVar[str] = "c.Resend"


@dataclass(frozen=True, slots=True, repr=False)
class Reinitiated(Command):
    """A new process took this one up, so its breach is no longer counted (2.1 rows 31, 33)."""

    KIND: ClassVar[str] = "c.Reinitiated"


@dataclass(frozen=True, slots=True, repr=False)
class Exported(Command):
    """The two-hourly export with the returned number is out (T-4.3)."""

    KIND: ClassVar[str] = "c.Exported"


@dataclass(frozen=True, slots=True, repr=False)
class ContractEnded(Command):
    """The contract with the recipient ended, not by porting; ``day``: when, ``released``: when the number was freed."""

    KIND: ClassVar[str] = "c.ContractEnded"
    day: date | None = None
    released: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Receipt(Command):
    """A receipt (S-3): the message ``of`` (a kind, e.g. ``M-22``) has reached its receiver; his bounds begin now."""

    of: str = ""

    @property
    def kind(self) -> str:
        """The event in the table of states: ``r.`` and the kind of the message that was received."""
        return f"r.{self.of}"


ALL: tuple[type[Command], ...] = (
    Filed,
    Contract,
    Withdrawn,
    Checked,
    BreakSet,
    AbortDecided,
    Resend,
    Reinitiated,
    Exported,
    ContractEnded,
    Receipt,
)
