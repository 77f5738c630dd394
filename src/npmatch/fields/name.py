"""Фамилия, имя: the names of a person."""

from npmatch.outcomes import Outcome
from npmatch.policy import Policy
from npmatch.text.compare import empty, tolerant


def compare(a: str, b: str, policy: Policy) -> Outcome:
    """Compare two given names; empty equals empty.

    >>> str(compare("Наталья", "Наталия", Policy())), str(compare("", "", Policy()))
    ('substituted', 'exact')

    Clause: 6/3.1 а
    """
    return tolerant(a, b, policy.spaces)


def compare_mandatory(a: str, b: str, policy: Policy) -> Outcome:
    """Compare two surnames; a surname that is empty on either side is missing.

    >>> str(compare_mandatory("Римский-Корсаков", "Римский Корсаков", Policy()))
    'equivalent'
    >>> str(compare_mandatory("-", "-", Policy()))
    'missing'

    Clause: 6/3.1 а
    """
    if empty(a) or empty(b):
        return Outcome.MISSING
    return tolerant(a, b, policy.spaces)
