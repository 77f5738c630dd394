"""The rows of a join: an application stands beside each of its contracts, and the best verdict counts.

A join of two tables gives several rows for an application whose number has several contracts, and one with nothing on
the other side where there is none. Here that becomes one verdict for each application, as the command gives it.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from npmatch.batch.columns import Role
from npmatch.batch.columns import Side as Whose
from npmatch.batch.rows import CellError, nonresident
from npmatch.batch.tails import Code, Tails, kind_in
from npmatch.columns.codes import fault_in
from npmatch.columns.table import Half
from npmatch.policy import Policy


@dataclass(frozen=True, slots=True)
class Joined:
    """Which columns make a table the result of a join.

    ``application``: equal in the rows of one application, which must be neighbours, and different in the next one's.
    ``contract``: null in a row without a contract, as a left join leaves it.
    """

    application: str
    contract: str


def check_terms(policy: object, joined: object) -> None:
    """Raise TypeError for a policy that is none, and for a join that is neither one nor None.

    >>> check_terms(Policy(), ("id", "contract_id"))
    Traceback (most recent call last):
        ...
    TypeError: joined: Joined is asked for, not tuple
    """
    if not isinstance(policy, Policy):
        raise TypeError(f"policy: Policy is asked for, not {type(policy).__name__}")
    if not isinstance(joined, Joined | None):
        raise TypeError(f"joined: Joined is asked for, not {type(joined).__name__}")


class Best(NamedTuple):
    """One entry for each application: its first row, the code that counts, how many contracts there were."""

    first: "array[int]"
    codes: "array[int]"
    contracts: "array[int]"


def has_contract(contracts: Sequence[Any], contract: Half) -> list[bool]:
    """Say of each row whether it has a contract that can be used, as the command sees it when it reads contracts.

    ``contracts`` are the cells that are None without one. One whose cell about non-residents says neither yes nor no
    is put aside, whoever applies.
    """
    flag = contract.layout.columns.get(Role.NONRESIDENT)
    if flag is None:
        return [cell is not None for cell in contracts]
    flags = contract.text(flag)
    known = {text: _is_known(text) for text in set(flags)}
    return [cell is not None and known[text] for cell, text in zip(contracts, flags, strict=True)]


def _is_known(flag: str) -> bool:
    try:
        nonresident(flag)
    except CellError:
        return False
    return True


def best_of_each(applications: Sequence[Any], found: Sequence[bool], codes: Sequence[Code], tails: Tails) -> Best:
    """Return the verdict that counts for each application; of equals the first.

    ``applications`` are the cells that tell applications apart; ``found``: whether there is a contract in the row.

    >>> best = best_of_each(["a", "a", "b"], [True, True, False], [7, 0, 8], Tails(Policy(), "", ""))
    >>> list(best.first), list(best.contracts), best.codes[0]
    ([0, 2], [2, 0], 0)

    Clause: 4 (code 7001)
    """
    best = Best(array("Q"), array("I"), array("I"))
    for first, end in spans(applications):
        alone = end - first == 1 and found[first] and fault_in(codes[first]) is None
        code, count = (codes[first], 1) if alone else _best(codes[first:end], found[first:end], tails)
        best.first.append(first)
        best.codes.append(code)
        best.contracts.append(count)
    return best


def spans(applications: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Yield where the rows of each application begin and end.

    >>> list(spans(["a", "a", "b"]))
    [(0, 2), (2, 3)]
    """
    changes = [row for row, (before, after) in enumerate(pairwise(applications), 1) if before != after]
    return pairwise([0, *changes, len(applications)]) if applications else iter(())


def _best(codes: Sequence[Code], found: Sequence[bool], tails: Tails) -> tuple[Code, int]:
    """Return the code that counts of those of an application, and how many contracts there were."""
    if fault_in(codes[0], Whose.APPLICATION) is not None:
        return codes[0], 0
    usable = [code for code, there in zip(codes, found, strict=True) if there and fault_in(code) is None]
    if not usable:
        return tails.nobody(kind_in(codes[0])), 0
    return max(usable, key=tails.merit), len(usable)
