"""Fates: what will become of an invented subscriber's application, and how often."""

from bisect import bisect
from enum import StrEnum
from itertools import accumulate
from random import Random


class Fate(StrEnum):
    """How a porting goes, as far as its subscriber, contract and operators decide it.

    >>> Fate("clean").name
    'CLEAN'
    """

    CLEAN = "clean"
    #: The subscriber withdraws, at the recipient (7060) or at the donor (7061).
    CANCELS = "cancels"
    CANCELS_AT_DONOR = "cancels at the donor"
    #: The subscriber wants a later hour.
    CHANGES = "changes"
    #: A debt at the donor, paid in time or not (7003).
    PAYS = "pays"
    OWES = "owes"
    #: A debt that is told after the port: paid, paid after a suspension, or let go.
    PAYS_LATER = "pays later"
    SUSPENDED = "suspended"
    LAPSES = "lapses"
    #: A port by mistake, and whether the other operator agrees to undo it.
    MISTAKEN = "mistaken"
    DISPUTED = "disputed"
    #: The new contract ends, and the number returns to the holder of its range.
    LEAVES = "leaves"
    #: What the donor finds: 7005, 7009, 7008 with 2015, 7001, 7016, 7011.
    BLOCKED = "blocked"
    SIM_LOST = "sim lost"
    UNKNOWN = "unknown"
    OTHERS_NUMBER = "others' number"
    NO_LIST = "no list"
    TOO_MANY = "too many"
    #: What the donor finds in the papers: 7132, 7133.
    MIXED_UP = "mixed up"
    FORGOTTEN = "forgotten"
    #: What the database finds: 7110, 3012, 3013 or 3014 or 3016, 7102, 7100, 7101.
    TOO_EARLY = "too early"
    TOO_LATE = "too late"
    NO_RANGE = "no range"
    ELSEWHERE = "elsewhere"
    RECENT = "recent"
    TWICE = "twice"
    #: The database has to end it, and the recipient initiates again.
    FAILS = "fails"
    #: The application lacks what the form asks for (7131).
    INCOMPLETE = "incomplete"


F = Fate
WEIGHTS = {
    F.CLEAN: 620,
    F.CANCELS: 70,
    F.CANCELS_AT_DONOR: 10,
    F.CHANGES: 25,
    F.PAYS: 40,
    F.OWES: 55,
    F.PAYS_LATER: 6,
    F.SUSPENDED: 6,
    F.LAPSES: 6,
    F.MISTAKEN: 6,
    F.DISPUTED: 3,
    F.LEAVES: 10,
    F.BLOCKED: 8,
    F.SIM_LOST: 5,
    F.UNKNOWN: 45,
    F.OTHERS_NUMBER: 6,
    F.NO_LIST: 4,
    F.TOO_MANY: 1,
    F.TOO_EARLY: 8,
    F.TOO_LATE: 3,
    F.NO_RANGE: 4,
    F.ELSEWHERE: 3,
    F.MIXED_UP: 3,
    F.FORGOTTEN: 2,
    F.RECENT: 12,
    F.TWICE: 10,
    F.FAILS: 8,
    F.INCOMPLETE: 30,
}
_FATES = tuple(WEIGHTS)
_UPTO = tuple(accumulate(WEIGHTS.values()))


def draw(dice: Random) -> Fate:
    """Return a fate as often as its weight says.

    >>> draw(Random(1)) is draw(Random(1))
    True
    """
    return _FATES[bisect(_UPTO, dice.random() * _UPTO[-1])]
