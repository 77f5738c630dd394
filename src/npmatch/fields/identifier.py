"""Серия и номер документа, номер закупки: identifiers, which must agree in full."""

from npmatch.outcomes import Outcome
from npmatch.policy import Policy
from npmatch.text.compare import empty, in_full


def compare_mandatory(a: str, b: str, _: Policy) -> Outcome:
    """Compare series and number of two identity documents; an empty one is missing.

    >>> str(compare_mandatory("45 08 № 123456", "4508123456", Policy()))
    'equivalent'
    >>> str(compare_mandatory("", "4508123456", Policy()))
    'missing'

    Clause: 6/3.1 б
    """
    if empty(a) or empty(b):
        return Outcome.MISSING
    return in_full(a, b)


def compare(a: str, b: str, _: Policy) -> Outcome:
    """Compare the purchase ids of two procurement customers; empty equals empty only.

    >>> str(compare("", "", Policy())), str(compare("", "0173100001234000001", Policy()))
    ('exact', 'different')

    Clause: 6/3.4
    """
    return in_full(a, b)
