"""The deadlines of the older mobile rules that differ: Decree 599 as made (07.2013) and as changed (11.2013).

Kept for history and for the regression that C-03 asks for; the model never falls back on them. The numbers are points
of Decree No. 328 of 2005. In 07.2013 all exchange was on the local clock, in 11.2013 on Moscow's.
"""

from datetime import time

from npmatch.porting.deadlines.bounds import After, At, Before, Clock, EndOf
from npmatch.porting.deadlines.rows import (
    APPLICANTS,
    CDB,
    DO,
    LEGAL,
    NINE,
    QUICK,
    RKN,
    RO,
    SUB,
    SUBSCRIBER_SIDE,
    Row,
    _minutes,
)
from npmatch.porting.parties import Party, Terms

LOCAL = Clock.LOCAL
LAST_MIDNIGHT = time(23, 59, 59)


def _pair(row_id: str, action: str, actor: Party, to: tuple[Party, ...], bounds: tuple[EndOf, EndOf]) -> list[Row]:
    """Make the rows of an individual and of a legal entity."""
    classes: tuple[frozenset[Terms], ...] = (QUICK, LEGAL)
    return [Row(row_id, action, actor, to, terms, bound) for terms, bound in zip(classes, bounds, strict=True)]


def _ends(anchor: str, person: int, legal: int, clock: Clock) -> tuple[EndOf, EndOf]:
    return EndOf(anchor, person, clock), EndOf(anchor, legal, clock)


def _final(terms: frozenset[Terms], days: int, clock: Clock) -> Row:
    return Row("R-48(15)б", "second debt message", DO, (RO,), terms, Before(At("contract", days, NINE, clock)))


def _exchange(clock: Clock) -> tuple[Row, ...]:
    """Make the rows that both editions share, on the clock of the exchange."""
    fixed = EndOf("contract", 1, clock)
    return (
        Row("R-45(1)", "fix the debt", DO, (), APPLICANTS, fixed, fixed),
        *_pair("R-45(1)б", "repay the debt", SUB, (DO,), _ends("contract", 4, 21, LOCAL)),
        Row("R-45(2)", "debt after porting", DO, (RO,), APPLICANTS, EndOf("service.start", 60, clock), _month(clock)),
        Row("R-48(9)", "ask the database", RO, (CDB,), APPLICANTS, EndOf("contract", 1, clock)),
        Row("R-48(10)", "receipt and last port", CDB, (RO,), APPLICANTS, _minutes("cdb.rx(M-01)", 60)),
        Row("R-48(12)", "send the data to the donor", RO, (DO,), APPLICANTS, EndOf("contract", 1, clock)),
        *_pair("R-48(13)", "check and answer", DO, (RO,), _ends("do.rx(x.CreateForward)", 4, 21, clock)),
        Row("R-48(15)", "first debt message", DO, (RO,), APPLICANTS, Before(At("contract", 2, NINE, clock))),
        _final(QUICK, 4, clock),
        _final(LEGAL, 21, clock),
        Row("R-48(23)", "tell of a delay of 24 h", RO, (RKN,), APPLICANTS, EndOf("service.start", 1), After("breach")),
    )


def _month(clock: Clock) -> At:
    return At("service.start", 31, clock=clock)


SAME = tuple(row for row in SUBSCRIBER_SIDE if row.id in {"P-126", "R-48(11)", "R-48(16)", "R-48(19)", "R-48(25)"})
"""Rows of the Rules that did not change."""

LATER_SUBSCRIBER = tuple(row for row in SUBSCRIBER_SIDE if row.id in {"R-48(18)", "R-48(24)"})

RULES_2013_07 = (
    *_exchange(LOCAL),
    *SAME,
    *_pair("R-48(18)", "tell of the coming port", RO, (SUB,), _ends("contract", 5, 22, LOCAL)),
    *_pair("R-48(24)", "withdraw from the port", SUB, (RO,), _ends("contract", 4, 21, LOCAL)),
)
RULES_2013_11 = (*_exchange(Clock.MOSCOW), *SAME, *LATER_SUBSCRIBER)
