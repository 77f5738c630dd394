"""Notes on the names of people."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from npmatch.case import Case
from npmatch.notes.kinds import Finding, Note
from npmatch.outcomes import Outcome
from npmatch.profiles import Field
from npmatch.records import Entrepreneur, Person
from npmatch.text import readings
from npmatch.text.equivalence import Folded, folding


def empty_against_one_symbol(case: Case) -> Iterator[Finding]:
    """Find tolerated fields that are empty on one side and one symbol on the other.

    Clause: 6/2.3 г
    """
    for field, outcome in _names(case):
        if outcome in (Outcome.OMITTED, Outcome.ADDED) and "" in case.texts(field):
            yield Finding(Note.EMPTY_AGAINST_ONE_SYMBOL, field.name)


def parts_exchanged(case: Case) -> Iterator[Finding]:
    """Find three names that would match if two of them changed places.

    Clause: 6/3.1 а
    """
    names = [field.name for field, _ in _names(case)]
    application = case.application
    if not isinstance(application, Person | Entrepreneur) or _names_accepted(case):
        return
    for one, other in combinations(names, 2):
        exchanged = replace(application, **{one: getattr(application, other), other: getattr(application, one)})
        if _names_accepted(Case.of(case.profile, exchanged, case.contract, case.policy)):
            yield Finding(Note.PARTS_EXCHANGED)
            return


def initials(case: Case) -> Iterator[Finding]:
    """Find names that differ because one side is its first letter only.

    Clause: 6/3.1 а
    """
    for field, outcome in _names(case):
        if outcome is Outcome.DIFFERENT:
            short, long = sorted(case.texts(field), key=len)
            if len(short) == 1 and readings.agree(Folded(short), Folded(long[:1]), folding()):
                yield Finding(Note.INITIALS, field.name)


def _names(case: Case) -> list[tuple[Field, Outcome]]:
    """Return the compared names of a person; none for an organisation."""
    if not issubclass(case.profile.record, Person | Entrepreneur):
        return []
    return [(field, outcome) for field, outcome in case.compared() if field.tolerant]


def _names_accepted(case: Case) -> bool:
    return all(case.policy.accepts(outcome) for _, outcome in _names(case))
