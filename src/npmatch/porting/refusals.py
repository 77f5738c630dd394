"""The only bridge from verdicts to codes: what the donor answers when the applicant is not the one in its contract.

A verdict says who, and nothing else. Data that are missing can never be a mismatch: then the application or the
message is at fault (7131, 7133, for procurement 7134, 7135), and never 7004.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from npmatch.outcomes import PURCHASE_DIFFERS, Outcome
from npmatch.porting.applications.checks import MOST_NUMBERS_OF_TYPE_1
from npmatch.porting.codes import Code, Finding
from npmatch.porting.parties import Terms
from npmatch.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A contract of the donor that the applicant was compared with, and whether the number is under it."""

    verdict: Verdict
    has_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """What came with the request; it counts if data are missing.

    ``by_application``: the application itself has them, and only the message lacks them. ``purchase``: a purchase id
    or a copy of the contract was there.
    """

    by_application: bool = False
    purchase: bool = True


NOTHING_SPECIAL = Supplied()


def identity_findings(
    candidates: Sequence[Candidate], number: str, terms: Terms, supplied: Supplied = NOTHING_SPECIAL
) -> tuple[Finding, ...]:
    """Return the code for one number, or nothing if its contract is the applicant's.

    >>> identity_findings([], "9001234567", Terms.PERSON)
    (Finding(code=7008, field='', number=given),)

    Clause: 4, 6
    """
    code = _code(candidates, terms, supplied)
    return () if code is None else (Finding(code, number),)


def too_many_numbers(numbers_in_region: int, terms: Terms) -> tuple[Finding, ...]:
    """Return 7011 if a subscriber of type 1 has more than 50 numbers by all its contracts, in the region's resource.

    >>> too_many_numbers(50, Terms.LEGAL_TYPE1), too_many_numbers(51, Terms.LEGAL_TYPE1)
    ((), (Finding(code=7011, field='', number=None),))

    Clause: P-153
    """
    if terms is not Terms.LEGAL_TYPE1 or numbers_in_region <= MOST_NUMBERS_OF_TYPE_1:
        return ()
    return (Finding(Code.E_7011),)


def _code(candidates: Sequence[Candidate], terms: Terms, supplied: Supplied) -> Code | None:
    if not candidates:
        return Code.E_7008
    matched = [candidate for candidate in candidates if candidate.verdict.matched]
    if matched:
        return None if any(candidate.has_number for candidate in matched) else Code.E_7001
    if all(Outcome.MISSING in candidate.verdict.outcomes for candidate in candidates):
        return _insufficient(terms, supplied)
    if any(candidate.verdict.error_code == PURCHASE_DIFFERS for candidate in candidates):
        return Code.E_7014
    return Code.E_7004


def _insufficient(terms: Terms, supplied: Supplied) -> Code:
    if terms is Terms.PROCUREMENT:
        return Code.E_7134 if supplied.purchase else Code.E_7135
    return Code.E_7133 if supplied.by_application else Code.E_7131
