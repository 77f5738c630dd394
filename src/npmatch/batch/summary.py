"""What came out of a run, counted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from npmatch.batch.verdicts import FIELDS, Answer

Counts = dict[str, int]


@dataclass(slots=True)
class Summary:
    """Counts of the rows that were written, and of those that were read but cannot be.

    ``read``: rows of the first input. ``quarantined``: rows put aside, by side and fault. ``damaged``: identifiers that
    a spreadsheet took for numbers, by side and role.
    """

    rows: int = 0
    read: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    codes: Counter[int] = field(default_factory=Counter)
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    quarantined: Counter[tuple[str, str]] = field(default_factory=Counter)
    damaged: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, answer: Answer, times: int = 1) -> None:
        """Count an answer that was written so many times."""
        self.rows += times
        self.statuses[answer.status] += times
        self.kinds[answer.kind] += times
        if answer.error_code is not None:
            self.codes[answer.error_code] += times
        for name, outcome in answer.outcomes.items():
            self.outcomes[name, outcome] += times

    def aside(self, side: str | None = None) -> int:
        """Return how many rows were put aside, of one side or of all."""
        return sum(times for (kept, _), times in self.quarantined.items() if side in {None, kept})

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as plain data, in an order that does not depend on that of the rows."""
        return {
            "read": self.read,
            "written": self.rows,
            "statuses": _sorted(self.statuses),
            "kinds": _sorted(self.kinds),
            "codes": _sorted(self.codes),
            "outcomes": {name: _part(self.outcomes, name) for name in FIELDS if _part(self.outcomes, name)},
            "quarantined": _parts(self.quarantined),
            "damaged": _parts(self.damaged),
        }

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> "Summary":
        """Return the summary that `to_dict` has made plain data of.

        >>> Summary.from_dict(Summary(1, 1, Counter(matched=1)).to_dict()).statuses["matched"]
        1
        """
        return cls(
            found["written"],
            found["read"],
            Counter(found["statuses"]),
            Counter(found["kinds"]),
            Counter({int(code): times for code, times in found["codes"].items()}),
            _joined(found["outcomes"]),
            _joined(found["quarantined"]),
            _joined(found["damaged"]),
        )


def _sorted(counts: Mapping[Any, int]) -> Counts:
    return {str(name): counts[name] for name in sorted(counts) if counts[name]}


def _part(counts: Mapping[tuple[str, str], int], first: str) -> Counts:
    return {str(name): times for (part, name), times in sorted(counts.items()) if part == first}


def _parts(counts: Mapping[tuple[str, str], int]) -> dict[str, Counts]:
    return {side: _part(counts, side) for side in sorted({side for side, _ in counts})}


def _joined(parts: Mapping[str, Mapping[str, int]]) -> Counter[tuple[str, str]]:
    return Counter({(first, name): times for first, counts in parts.items() for name, times in counts.items()})
