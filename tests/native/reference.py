"""The kernel beside the Python that it stands in for, one field at a time."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from npmatch.fields import identifier, name, patronymic
from npmatch.native import kernel
from npmatch.policy import Policy

KERNEL: Any = kernel()
ASK, INVALID = 14, 15

MANDATORY, TOLERANT, MARKED, TITLE = 1, 2, 4, 8
FIELDS = {
    MANDATORY | TOLERANT: name.compare_mandatory,
    TOLERANT: name.compare,
    TOLERANT | MARKED: patronymic.compare,
    MANDATORY: identifier.compare_mandatory,
    0: identifier.compare,
}
SPACES = (Policy(), Policy(spaces="collapse"))
MARKERS = tuple(Policy(spaces=spaces, absent_markers=("нет", "отсутствует")) for spaces in ("remove", "collapse"))


def natively(kind: int, a: str | bytes, b: str | bytes, policy: Policy = SPACES[0]) -> int:
    """What the kernel finds."""
    found: int = KERNEL.field(kind, a, b, policy.spaces == "collapse", bool(policy.absent_markers))
    return found


def plainly(kind: int, a: str, b: str, policy: Policy = SPACES[0]) -> int:
    """What the reference finds."""
    return FIELDS[kind](a, b, policy).rank


def disagreements(pairs: Iterable[tuple[str, str]], policies: Iterable[Policy]) -> Iterator[str]:
    """Where the kernel has an answer and the reference another one: every pair, field and policy; as bytes as well."""
    for (a, b), policy, kind in product(pairs, policies, FIELDS):
        found = natively(kind, a, b, policy)
        if found != natively(kind, a.encode(), b.encode(), policy):
            yield ascii(("bytes", kind, a, b, policy))
        if found != ASK and found != plainly(kind, a, b, policy):
            yield ascii((found, kind, a, b, policy))
