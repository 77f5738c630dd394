"""Outcomes: what the comparison of one field can find, in the order in which they are tried."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Self

NOT_IDENTIFIED = 7004
"""Appendix 4: the data of the application are not those of the subscriber in the contract."""
PURCHASE_DIFFERS = 7014
"""Appendix 4: the id of the purchase is not the one of the contract."""


class Outcome(StrEnum):
    """What was found of one field; of several that hold, the earliest counts.

    Whether an outcome is accepted belongs to the field of a verdict, because a policy has a say in it.

    >>> Outcome.EXACT.rank < Outcome.SWAPPED.rank
    True
    >>> Outcome("swapped").clause
    '6/2.3 г'

    Clause: 6/2.3 г
    """

    clause: str
    rank: int

    def __new__(cls, value: str, clause: str) -> Self:
        """Give the member its value, its clause and its place in the order."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.clause = clause
        member.rank = len(cls.__members__)
        return member

    #: The two values are the same string as given.
    EXACT = "exact", "6/2.1"
    #: The significant symbols agree, look-alikes and legal forms counted as the same.
    EQUIVALENT = "equivalent", "6/2.3 а-в"
    #: One symbol differs.
    SUBSTITUTED = "substituted", "6/2.3 г"
    #: The application lacks one symbol of the contract.
    OMITTED = "omitted", "6/2.3 г"
    #: The application has one symbol more than the contract.
    ADDED = "added", "6/2.3 г"
    #: Two symbols have changed places.
    SWAPPED = "swapped", "6/2.3 г"
    #: Two exchanges of neighbours, one after the other.
    TWO_TRANSPOSITIONS = "two_transpositions", "6/2.3 г"
    #: None of these.
    DIFFERENT = "different", "6/2.3 г"
    #: A mandatory field is empty on one side or on both.
    MISSING = "missing", "6/3"
    #: The empty INN of two non-residents.
    BOTH_EMPTY = "both_empty", "6/3.2"
    #: Another name that both documents list agrees.
    ALIAS = "alias", "6/2.4 б"


def earliest(outcomes: "tuple[Outcome, ...] | list[Outcome]") -> Outcome:
    """Return the outcome that counts of several that hold.

    >>> str(earliest([Outcome.DIFFERENT, Outcome.ADDED]))
    'added'

    Clause: 6/2.3 г
    """
    return min(outcomes, key=lambda outcome: outcome.rank)


def refusal(refused: Sequence[str]) -> int:
    """Return the code of a refusal for the sake of these fields.

    >>> refusal(["purchase_id"]), refusal(["inn", "purchase_id"])
    (7014, 7004)

    Clause: 4 (codes 7004, 7014)
    """
    return PURCHASE_DIFFERS if list(refused) == ["purchase_id"] else NOT_IDENTIFIED
