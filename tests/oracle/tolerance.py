"""T: the outcome of two values whose readings are written out."""

import operator
from collections.abc import Callable, Iterable
from functools import lru_cache


def differing(one: str, other: str) -> list[int]:
    """The positions at which two strings of one length differ."""
    return [at for at in range(len(one)) if one[at] != other[at]]


def substituted(one: str, other: str) -> bool:
    return len(one) == len(other) and len(differing(one, other)) == 1


def lacks_one(shorter: str, longer: str) -> bool:
    """The shorter string is the longer one without one symbol."""
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def swapped(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    places = differing(one, other)
    if len(places) != 2:
        return False
    first, second = places
    return one[first] == other[second] and one[second] == other[first]


def exchanges(symbols: str) -> set[str]:
    """Every string that one exchange of neighbours makes."""
    return {symbols[:at] + symbols[at + 1] + symbols[at] + symbols[at + 2 :] for at in range(len(symbols) - 1)}


def two_transpositions(one: str, other: str) -> bool:
    """One exchange of neighbours in each leads to the same string: an exchange done backwards is an exchange."""
    return len(one) == len(other) and sorted(one) == sorted(other) and bool(exchanges(one) & exchanges(other))


def omitted(application: str, contract: str) -> bool:
    return lacks_one(application, contract)


def added(application: str, contract: str) -> bool:
    return lacks_one(contract, application)


HOLDS: dict[str, Callable[[str, str], bool]] = {
    "equivalent": operator.eq,
    "substituted": substituted,
    "omitted": omitted,
    "added": added,
    "swapped": swapped,
    "two_transpositions": two_transpositions,
}
ORDER = (*HOLDS, "different")


@lru_cache(maxsize=1 << 21)
def rank(application: str, contract: str) -> int:
    """The place in ORDER of the first outcome that holds for two readings."""
    held = (place for place, holds in enumerate(HOLDS.values()) if holds(application, contract))
    return next(held, len(HOLDS))


def outcome(application: Iterable[str], contract: Iterable[str]) -> str:
    """The earliest outcome over all pairs of readings of the two sides."""
    others = tuple(contract)
    return ORDER[min(rank(one, other) for one in application for other in others)]
