"""The rows of a join: an application stands beside each of its contracts, and the best verdict counts.

A join of two tables gives several rows for an application whose number has several contracts, and one with nothing on
the other side where there is none. Here that becomes one verdict for each application, as the command gives it.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from npmatch.batch.columns import Side as Whose
from npmatch.batch.tails import Code, Tails, kind_in
from npmatch.columns.codes import fault_in


@dataclass(frozen=True, slots=True)
class Joined:
    """Which columns make a table the result of a join.

    ``application``: equal in the rows of one application, which must be neighbours, and different in the next one's.
    ``contract``: null in a row without a contract, as a left join leaves it.
    """

    application: str
    contract: str


class Best(NamedTuple):
    """One entry for each application: its first row, the code that counts, how many contracts there were."""

    first: "array[int]"
    codes: "array[int]"
    contracts: "array[int]"


def best_of_each(applications: Sequence[Any], contracts: Sequence[Any], codes: Sequence[Code], tails: Tails) -> Best:
    """Return the verdict that counts for each application; of equals the first.

    ``applications`` are the cells that tell applications apart, ``contracts`` those that are None without a contract.

    >>> from npmatch.policy import Policy
    >>> best = best_of_each(["a", "a", "b"], ["x", "y", None], [7, 0, 8], Tails(Policy(), "", ""))
    >>> list(best.first), list(best.contracts), best.codes[0]
    ([0, 2], [2, 0], 0)

    Clause: 4 (code 7001)
    """
    best = Best(array("Q"), array("I"), array("I"))
    for first, end in spans(applications):
        rows = range(first, end)
        code, found = _best([codes[row] for row in rows], [contracts[row] is not None for row in rows], tails)
        best.first.append(first)
        best.codes.append(code)
        best.contracts.append(found)
    return best


def spans(applications: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Yield where the rows of each application begin and end.

    >>> list(spans(["a", "a", "b"]))
    [(0, 2), (2, 3)]
    """
    changes = [0]
    for _, rows in groupby(applications):
        changes.append(changes[-1] + sum(1 for _ in rows))
    return pairwise(changes)


def _best(codes: Sequence[Code], found: Sequence[bool], tails: Tails) -> tuple[Code, int]:
    """Return the code that counts and the number of contracts; a contract that cannot be used is none."""
    if fault_in(codes[0], Whose.APPLICATION) is not None:
        return codes[0], 0
    usable = [code for code, there in zip(codes, found, strict=True) if there and fault_in(code) is None]
    if not usable:
        return tails.nobody(kind_in(codes[0])), 0
    return max(usable, key=tails.merit), len(usable)
