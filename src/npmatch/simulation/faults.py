"""Faults on request: which letters are lost, late or doubled, and who is down when. All of it follows from the seed."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from npmatch.actors.letters import DATABASE

FAULTS = frozenset({"lost", "late", "duplicated", "operator-down", "crash"})
"""The faults that can be asked for: messages that are lost, late or doubled, an operator that is down, and a crash of
the database's operator, who starts again from its storage."""
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


class Down(NamedTuple):
    """A time in which somebody hears nothing; ``told``: whether the database was told of it."""

    who: str
    start: datetime
    end: datetime
    told: bool


class Faults:
    """What goes wrong. Chances are per letter; times of trouble are planned ahead.

    Raises ValueError for a fault that does not exist.

    >>> Faults(frozenset(), 1).lost()
    False
    """

    def __init__(self, wanted: frozenset[str], seed: int) -> None:
        if wanted - FAULTS:
            raise ValueError(f"faults are {', '.join(sorted(FAULTS))}")
        self.wanted = wanted
        self.done: Counter[str] = Counter()
        self._dice = Random(seed + 7_919)  # noqa: S311  # a model's chance, not a secret
        self._chances = {"lost": 0.02, "late": 0.005, "duplicated": 0.02}

    def _strikes(self, name: str) -> bool:
        if name not in self.wanted or self._dice.random() >= self._chances[name]:
            return False
        self.done[name] += 1
        return True

    def lost(self) -> bool:
        """Say whether a letter, or its receipt, is lost."""
        return "lost" in self.wanted and self._strikes("lost")

    def delay(self) -> timedelta:
        """Return by how much a letter is late: mostly by nothing."""
        if not self._strikes("late"):
            return timedelta()
        return self._dice.choice((5 * MINUTE, 40 * MINUTE, 3 * HOUR, 30 * HOUR))

    def doubled(self) -> timedelta | None:
        """Return after what time a letter comes a second time, or None."""
        return timedelta(seconds=self._dice.randrange(1, 7_200)) if self._strikes("duplicated") else None

    def plan(self, start: datetime, days: int, operators: tuple[str, ...]) -> tuple[Down, ...]:
        """Return the times of trouble of a run, the database's among them."""
        found: list[Down] = []
        for day in range(2, days + 30, 3):
            if "operator-down" in self.wanted:
                found.append(self._down(start + day * DAY, self._dice.choice(operators), 180))
            if "crash" in self.wanted:
                found.append(self._down(start + day * DAY, DATABASE, 45))
        return tuple(found)

    def _down(self, day: datetime, who: str, minutes: int) -> Down:
        begins = day + timedelta(seconds=self._dice.randrange(86_400))
        ends = begins + timedelta(minutes=self._dice.randrange(10, minutes))
        return Down(who, begins, ends, told=self._dice.random() < 0.5)
