"""How long people and machines take: a time within limits that depends on nothing but what it is for.

So an actor needs no dice, and a run with faults is late where it is late because of the faults.
"""

from datetime import timedelta
from zlib import crc32


def share(what: str, parts: int) -> int:
    """Return a number below ``parts``, always the same for the same text.

    >>> share("a", 10) == share("a", 10), 0 <= share("b", 3) < 3
    (True, True)
    """
    return crc32(what.encode()) % parts


def between(what: str, least: timedelta, most: timedelta) -> timedelta:
    """Return a length of time between two, in whole seconds, always the same for the same text.

    >>> between("a", timedelta(hours=1), timedelta(hours=2)) >= timedelta(hours=1)
    True
    """
    seconds = int((most - least).total_seconds())
    return least + timedelta(seconds=share(what, seconds + 1))
