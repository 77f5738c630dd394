"""Отчество: the patronymic, which a person need not have."""

from npmatch.outcomes import Outcome
from npmatch.policy import Policy
from npmatch.text.compare import agree, tolerant


def compare(a: str, b: str, policy: Policy) -> Outcome:
    """Compare two patronymics; an absent one is the empty string, and so is a marker of absence of the policy.

    >>> str(compare("Ивановна", "Ивановнa", Policy())), str(compare("", "Ильич", Policy()))
    ('equivalent', 'different')
    >>> str(compare("нет", "", Policy(absent_markers=("НЕТ",))))
    'equivalent'

    Clause: 6/2.2 д
    """
    if a == b or not policy.absent_markers:
        return tolerant(a, b, policy.spaces)
    outcome = tolerant(given(a, policy), given(b, policy), policy.spaces)
    # "exact" speaks of the values as given, and these differ
    return Outcome.EQUIVALENT if outcome is Outcome.EXACT else outcome


def given(value: str, policy: Policy) -> str:
    """Return the patronymic, or the empty string for a marker of absence.

    >>> given("Отсутствует", Policy(absent_markers=("отсутствует",)))
    ''

    Clause: 6/2.2 д
    """
    absent = any(agree(value, marker, policy.spaces) for marker in policy.absent_markers)
    return "" if absent else value
