"""The fields of a person one by one, as the kernel compares them."""

from collections.abc import Callable
from functools import partial

from npmatch.native import kernel
from npmatch.policy import Policy

_MANDATORY, _TOLERANT, _MARKED = 1, 2, 4
_FIELDS = (_MANDATORY | _TOLERANT, _TOLERANT, _TOLERANT | _MARKED, _MANDATORY)
"""Surname, given name, patronymic and document, as ``kernel.h`` says what a field is."""

UNDECIDED = 14
"""Findings from here on are no outcomes: the reference has to be asked."""

CompareTwo = Callable[[str, str], int]


def comparers(policy: Policy) -> tuple[CompareTwo, ...] | None:
    """Return what finds the ranks of the outcomes of a person's four fields, None without the compiled module.

    >>> found = comparers(Policy())
    >>> found is None or found[0]("Kpылов", "Крылов") == 1
    True

    Clause: 6/3.1
    """
    compiled = kernel()
    if compiled is None:
        return None
    reading = {"collapse": policy.spaces == "collapse", "markers": bool(policy.absent_markers)}
    return tuple(partial(compiled.field, kind, **reading) for kind in _FIELDS)
