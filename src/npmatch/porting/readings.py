"""Чтения: where the sources contradict each other, which reading is taken, and which others can be chosen.

`CONTRADICTIONS` lists all of them. Most have one answer; the seven that leave room are the fields of `Readings`.
"""

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Literal, get_args, get_type_hints

from npmatch.porting.reading_tables import read


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """The readings and parameters of one model. The defaults are the recommended readings.

    ``port_day``: which day App. 3 counts from (C-12). ``change_cutoff``: Z-6 or T-7.2.1 closes changes (C-08).
    ``cancel_cutoff``: T-6.1 by days or by 24 hours (C-09). ``debt_anchor``: whether debt rows follow a moved start.
    ``after_m07``: what a failure after M-07 does (2.1 row 30). ``reversal_silence``: what silence of the responder
    does (2.4). ``ip_terms``: on whose terms an entrepreneur ports (C-27). ``debt_after_check``: time for the debt
    message after a check that was in time (C-14). ``p154_min_lead``: days of point 154 б, None for no 7110.
    ``per_hour``, ``per_day``: capacity (Z-10).

    Raises ValueError for a reading that does not exist.

    >>> Readings(port_day="moscow").port_day
    'moscow'
    """

    port_day: Literal["written", "moscow"] = "written"
    change_cutoff: Literal["annex7", "annex3"] = "annex7"
    cancel_cutoff: Literal["days", "24h"] = "days"
    debt_anchor: Literal["current", "original"] = "current"
    after_m07: Literal["stay", "needs_reversal"] = "stay"
    reversal_silence: Literal["wait", "refuse"] = "wait"
    ip_terms: Literal["legal", "individual"] = "legal"
    debt_after_check: timedelta = timedelta(minutes=10)
    p154_min_lead: int | None = None
    per_hour: int = 2000
    per_day: int = 40000

    def __post_init__(self) -> None:
        for name, options in OPTIONS.items():
            if getattr(self, name) not in options:
                raise ValueError(f"{name} is one of {', '.join(options)}")
        if self.per_hour < 1 or self.per_day < 1:
            raise ValueError("a capacity is at least 1")


def _options() -> dict[str, tuple[str, ...]]:
    hints = get_type_hints(Readings)
    found = {field.name: get_args(hints[field.name]) for field in fields(Readings)}
    return {name: values for name, values in found.items() if values and isinstance(values[0], str)}


OPTIONS = _options()
"""The selectable readings and their values, the recommended one first."""

STANDARD = Readings()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One contradiction of section 3: what differs, the reading taken, why, and the option that chooses otherwise."""

    id: str
    question: str
    reading: str
    why: str
    option: str


CONTRADICTIONS = tuple(Contradiction(**row) for row in read("contradictions.tsv").rows)
