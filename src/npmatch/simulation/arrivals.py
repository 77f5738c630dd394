"""Arrivals: what comes to the operators from outside, and when: an application, and the contracts that go with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from npmatch.actors.contracts import Contract
from npmatch.actors.register import Served
from npmatch.actors.requests import Request

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class Holdings(NamedTuple):
    """What a donor has: contracts, numbers that live in its network, and those that it serves for another holder."""

    donor: str
    contracts: tuple[Contract, ...]
    served: tuple[tuple[str, Served], ...]
    lives: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Holdings({len(self.contracts)} contracts)"


@dataclass(slots=True)
class Arrival:
    """One application at its recipient at ``at``.

    ``contracts`` of the donor come into being with it, and ``served`` says who serves its numbers if not the holder
    of their range. ``fails``: the database ends the process so long after its planned start (before it, if negative).
    ``objects``: the second operator will not agree to a reversal.
    """

    at: datetime
    request: Request
    donor: str
    contracts: tuple[Contract, ...] = ()
    served: tuple[tuple[str, Served], ...] = ()
    fails: timedelta | None = None
    objects: bool = False
    lives: tuple[str, ...] = ()

    @property
    def holdings(self) -> Holdings:
        """What the donor gets with the application."""
        return Holdings(self.donor, self.contracts, self.served, self.lives)

    def __repr__(self) -> str:
        return f"Arrival(at={self.at.isoformat()}, {self.request!r})"
