"""Сроки: every deadline as a row, and `due`, which reads a row against the timeline of one porting."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from npmatch.porting.deadlines.bounds import Bound, Clock, Timeline
from npmatch.porting.deadlines.historic import RULES_2013_07, RULES_2013_11
from npmatch.porting.deadlines.rows import ORDER_3, Row
from npmatch.porting.editions import LATEST, Edition
from npmatch.porting.parties import Terms

DEADLINES: dict[Edition, tuple[Row, ...]] = {
    Edition.ORDER3_2016: ORDER_3,
    Edition.ORDER3_2019: ORDER_3,
    Edition.RULES_2013_07: RULES_2013_07,
    Edition.RULES_2013_11: RULES_2013_11,
}

_BY_TERMS = {
    edition: {terms: {row.id: row for row in rows if terms in row.terms} for terms in Terms}
    for edition, rows in DEADLINES.items()
}


class Window(NamedTuple):
    """The first and the last good second of a deadline; None where there is no such end. Both are inclusive.

    Seconds are the precision of the order: 12:30:00.9 is still 12:30:00.
    """

    earliest: datetime | None
    latest: datetime | None

    def late(self, at: datetime) -> bool:
        """Say whether a moment is past the last good second."""
        return self.latest is not None and at > self.latest and at.replace(microsecond=0) > self.latest

    def early(self, at: datetime) -> bool:
        """Say whether a moment is before the first good second."""
        return self.earliest is not None and at < self.earliest

    def holds(self, at: datetime) -> bool:
        """Say whether a moment is in time."""
        return not self.late(at) and not self.early(at)


def row(row_id: str, terms: Terms, edition: Edition = LATEST) -> Row | None:
    """Return the row of that id for these terms, or None if there is none.

    >>> from npmatch.porting.parties import Terms
    >>> row("T-1.10", Terms.PROCUREMENT) is None
    True

    Clause: 3
    """
    return _BY_TERMS[edition][terms].get(row_id)


def due(row_id: str, line: Timeline, edition: Edition = LATEST) -> Window | None:
    """Return the window of a deadline on a timeline.

    None if the row is not for these terms, or if what it counts from has not happened: then the bound has not begun.

    >>> from datetime import datetime
    >>> from npmatch.porting.regions import MOSCOW, zone_of
    >>> filed = datetime(2026, 12, 1, 8, tzinfo=zone_of("41"))
    >>> window = due("T-1.1", Timeline(terms=Terms.PERSON, zone=zone_of("41"), facts={"app.filed": filed}))
    >>> window.latest.isoformat()
    '2026-12-01T23:59:59+03:00'

    Clause: 3
    """
    found = row(row_id, line.terms, edition)
    return None if found is None else window(found, line)


def window(deadline: Row, line: Timeline) -> Window | None:
    """Return the window of a row, or None if it has not begun."""
    latest = end(deadline.latest, line)
    return None if latest is None else Window(end(deadline.earliest, line), latest)


def end(bound: Bound | None, line: Timeline) -> datetime | None:
    """Return the moment of one end of a window, or None if it has no such end or has not begun."""
    return None if bound is None else bound.read(line)


def all_due(line: Timeline, edition: Edition = LATEST) -> Iterator[tuple[Row, Window]]:
    """Yield every deadline of these terms that has begun, in the order of the rows.

    >>> from npmatch.porting.regions import MOSCOW
    >>> list(all_due(Timeline(terms=Terms.PERSON, zone=MOSCOW)))
    []
    """
    for found in DEADLINES[edition]:
        if line.terms in found.terms:
            bounds = window(found, line)
            if bounds is not None:
                yield found, bounds


__all__ = ["DEADLINES", "Clock", "Row", "Timeline", "Window", "all_due", "due", "end", "row", "window"]
