"""Which other readings of the order would turn a verdict round."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from npmatch.case import Case
from npmatch.notes.kinds import Finding, Note
from npmatch.outcomes import Outcome
from npmatch.policy import CHOICES, Policy

SUGGESTED_MARKERS = ("нет", "отсутствует")
"""What operators write for "no patronymic" most often; tried where a policy has no markers of its own."""

Change = dict[str, object]
"""Readings that a policy would have to change: name -> option."""


def turning_readings(case: Case) -> tuple[Change, ...]:
    """Return the least changes of the policy that would turn the verdict round, the shortest first.

    >>> from npmatch.profiles import ORG
    >>> from npmatch.records import Organization
    >>> names = "ООО «Ромашка»", "Ромашка, ООО"
    >>> application, contract = (Organization(name, "7707083893") for name in names)
    >>> turning_readings(Case.of(ORG, application, contract, Policy()))
    ({'form_position': 'either_end'},)

    Clause: 6/2
    """
    if set(case.outcomes) == {Outcome.EXACT} or Outcome.MISSING in case.outcomes:
        return ()  # what is the same string, or not there, is so under every reading
    found: list[Change] = []
    for change in _changes(case.policy):
        longer = any(less.items() <= change.items() for less in found)
        if not longer and _turns(case, change):
            found.append(change)
    return tuple(found)


def reading_dependent(case: Case) -> Iterator[Finding]:
    """Find verdicts that another selectable reading would turn round.

    Clause: 6/2
    """
    if turning_readings(case):
        yield Finding(Note.READING_DEPENDENT)


def _turns(case: Case, change: Change) -> bool:
    policy = replace(case.policy, **change)  # type: ignore[arg-type]  # the options of CHOICES
    return Case.of(case.profile, case.application, case.contract, policy).matched != case.matched


def _changes(policy: Policy) -> Iterator[Change]:
    """Yield every way of changing the policy, those that change least first."""
    options: list[tuple[str, object]] = [
        (reading, option)
        for reading, choices in CHOICES.items()
        for option in choices
        if option != getattr(policy, reading)
    ]
    options.append(("absent_markers", () if policy.absent_markers else SUGGESTED_MARKERS))
    for count in range(1, len(options) + 1):
        yield from map(dict, combinations(options, count))
