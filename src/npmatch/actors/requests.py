"""A request as the recipient keeps it: the application, what the subscriber will want later, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from npmatch.porting.applications.forms import Application
from npmatch.porting.codes import Code, Refusal
from npmatch.porting.parties import Terms


@dataclass(frozen=True, slots=True)
class Wish:
    """What a subscriber does after the application; nothing, if nothing is given.

    ``cancel``: he withdraws, at the donor if ``at_donor``; both count from the confirmation. ``change``: by how much
    he wants the start to move. ``mistaken``: the port turns out to be a mistake after so many days, and ``agreed``
    says whether the second operator accepts its reversal. ``leaves``: he ends the new contract after so many days.
    """

    cancel: timedelta | None = None
    at_donor: bool = False
    change: timedelta | None = None
    mistaken: int | None = None
    agreed: bool = True
    leaves: int | None = None


NO_WISH = Wish()


class Slip(StrEnum):
    """What the recipient's clerk gets wrong in a message: the copy of the application is missing, or says else.

    >>> Slip("no copy").name
    'NO_COPY'

    Clause: MB-10
    """

    NONE = "none"
    NO_COPY = "no copy"
    OTHER_COPY = "other copy"


@dataclass(slots=True)
class Request:
    """One application at its recipient. ``process`` is None until the database has answered.

    ``checked``: whether the recipient looks at it before it is sent. ``reasons``: why it went no further.
    ``slip``: what goes wrong with its papers.

    Clause: 3/1.1
    """

    id: str
    application: Application
    terms: Terms
    region: str
    numbers: tuple[str, ...]
    port: datetime
    contract_date: date
    filed: datetime
    recipient: str
    wish: Wish = NO_WISH
    checked: bool = True
    linked: str | None = None
    process: str | None = None
    answered: bool = False
    reasons: tuple[Code | Refusal, ...] = ()
    slip: Slip = Slip.NONE

    def __repr__(self) -> str:
        return f"Request({self.terms}, {len(self.numbers)} numbers, answered={self.answered})"
