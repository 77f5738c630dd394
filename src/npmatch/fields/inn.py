"""ИНН (идентификационный номер налогоплательщика): the taxpayer's number."""

from npmatch.outcomes import Outcome
from npmatch.policy import Policy
from npmatch.text.compare import empty, in_full

Given = tuple[str, bool]
"""An organisation's INN, and whether the organisation is a non-resident."""


def compare(a: str, b: str, _: Policy) -> Outcome:
    """Compare the INNs of two sole proprietors; an empty one is missing.

    >>> str(compare("500100732259", "5OO1OO732259", Policy())), str(compare("", "", Policy()))
    ('equivalent', 'missing')

    Clause: 6/3.3 б
    """
    return Outcome.MISSING if empty(a) or empty(b) else in_full(a, b)


def compare_organizations(a: Given, b: Given, policy: Policy) -> Outcome:
    """Compare the INNs of two organisations; two non-residents need none.

    >>> str(compare_organizations(("7707083893", False), ("7707083839", False), Policy()))
    'different'
    >>> str(compare_organizations(("", True), ("-", True), Policy()))
    'both_empty'
    >>> str(compare_organizations(("", True), ("", False), Policy()))
    'missing'

    Clause: 6/3.2
    """
    (left, left_nonresident), (right, right_nonresident) = a, b
    if left_nonresident and right_nonresident and empty(left) and empty(right):
        return Outcome.BOTH_EMPTY
    return compare(left, right, policy)
