"""The one place that calls the matcher.

A faster engine takes the place of `judge` and of nothing else; whatever does must give the same verdicts.
"""

from npmatch.match import match
from npmatch.policy import Policy
from npmatch.records import Record
from npmatch.verdict import Verdict


def judge(application: Record, contract: Record, policy: Policy) -> Verdict:
    """Return the verdict on two records of one kind.

    Raises TypeError if they are of two kinds.

    >>> from npmatch.records import Person
    >>> krylov = Person("Крылов", "Иван", "Ильич", "4508 123456")
    >>> judge(krylov, krylov, Policy()).matched
    True

    Clause: 6/3
    """
    return match(application, contract, policy)
