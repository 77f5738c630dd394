"""Keys with very many contracts: a filler like 0000000000, or one company's number in every row.

Contracts of such a key that are the same are compared once, an application that was seen before is answered from
memory, and the first match ends the search, because no answer is better. So a crowd of equal rows on both sides costs
what its rows cost, not their product. Where more contracts than `MOST` differ, nothing of sense can be said of whoever
applies under that key, and nothing is: the application is put aside.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from npmatch.batch.tails import Code

CROWD = 64
"""Contracts from which on a key is a crowd."""

MOST = 1000
"""Different contracts that one key may have."""

_ANSWERS = 1 << 12

Cells = Sequence[str]
Values = tuple[Any, ...]


class Held(NamedTuple):
    """The contracts of one key: how many, and the different ones among them, in the order of the file."""

    number: int
    different: Sequence[Cells]


class Crowd:
    """The different contracts of one key, read as subscribers of one kind, and what was answered so far."""

    def __init__(self, count: int, contracts: Iterable[Values]) -> None:
        self.count = count
        self._contracts = tuple(dict.fromkeys(contracts))
        self._answers: dict[Values, Code] = {}

    def best(self, left: Values, code: Callable[[Values, Values], Code], merit: Callable[[Code], int]) -> Code:
        """Return the code of the answer that counts for the values of an application; of equals the first."""
        found = self._answers.get(left)
        if found is None:
            if len(self._answers) >= _ANSWERS:
                self._answers.clear()
            found = self._answers[left] = best_of((code(left, right) for right in self._contracts), len(left), merit)
        return found


def best_of(codes: Iterable[Code], most: int, merit: Callable[[Code], int]) -> Code:
    """Return the first code of the greatest merit; ``most`` is the merit of a match, which none is better than.

    >>> best_of(iter([1, 5, 3]), 5, lambda code: code)
    5
    """
    found, greatest = 0, -1
    for code in codes:
        if (value := merit(code)) > greatest:
            found, greatest = code, value
            if value == most:
                break
    return found
