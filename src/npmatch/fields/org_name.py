"""Наименование организации: the name of an organisation, with its legal form and its aliases."""

from collections.abc import Iterator
from itertools import product

from npmatch.forms.spellings import spellings
from npmatch.outcomes import Outcome, earliest
from npmatch.policy import Policy
from npmatch.text import tolerance
from npmatch.text.compare import empty, fold
from npmatch.text.equivalence import Folded, folding

Listed = tuple[str, ...]
"""The names that one document lists: the name itself, then its aliases."""


def compare(a: Listed, b: Listed, policy: Policy) -> Outcome:
    """Compare the names that two documents list; an empty name is missing.

    >>> str(compare(("ООО «Ромашка»",), ("Общество с ограниченной ответственностью Ромашка",), Policy()))
    'equivalent'
    >>> listed = ("ПАО «Ромашка-Банк»", "РБ"), ("РБ", "Ромашка-Банк (ПАО)", "ПАО «Ромашка-Банк»")
    >>> str(compare(*listed, Policy()))
    'alias'

    Clause: 6/2.4
    """
    if empty(a[0]) or empty(b[0]):
        return Outcome.MISSING
    outcome = compare_names(a[0], b[0], policy)
    if policy.accepts(outcome) or not aliases_agree(a, b, policy):
        return outcome
    return Outcome.ALIAS


def compare_names(a: str, b: str, policy: Policy) -> Outcome:
    """Compare two names over all their spellings; the earliest outcome counts.

    >>> str(compare_names("ПК «Заря»", "Производственый кооператив «Заря»", Policy()))
    'added'

    Clause: 6/2.4 а
    """
    if a == b:
        return Outcome.EXACT
    if fold(a, policy.spaces) == fold(b, policy.spaces):
        return Outcome.EQUIVALENT
    left, right = _folded_spellings(a, policy), _folded_spellings(b, policy)
    if not left.keys().isdisjoint(right):
        return Outcome.EQUIVALENT
    symbols = folding()
    return earliest([tolerance.outcome(x, y, symbols) for x, y in product(left, right)])


def _folded_spellings(name: str, policy: Policy) -> dict[Folded, None]:
    found = spellings(name, policy.form_position)
    return dict.fromkeys(fold(spelling.text, policy.spaces) for spelling in found)


def aliases_agree(a: Listed, b: Listed, policy: Policy) -> bool:
    """Tell whether other names that the documents list make the two names identical.

    Under ``both`` the application's name must match some name of the contract and the contract's name some name of the
    application; under ``either`` one of the two is enough.

    Clause: 6/2.4 б
    """
    found = any(_matching(a[0], b[1:], policy)), any(_matching(b[0], a[1:], policy))
    return all(found) if policy.aliases == "both" else any(found)


def _matching(name: str, listed: Listed, policy: Policy) -> Iterator[bool]:
    return (policy.accepts(compare_names(name, other, policy)) for other in listed if not empty(other))
