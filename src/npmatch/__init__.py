"""npmatch decides whether the applicant for number porting is the person in the donor's contract.

It follows Appendix 6 of Order No. 3 of 19.01.2016 to the letter: the same verdict everywhere, with a reason and a
clause for every field.

>>> from npmatch import Person, match_person
>>> verdict = match_person(Person("Крылoв", document="45 08 123456"), Person("КРЫЛОВ", document="4508123456"))
>>> verdict.matched, verdict.reasons
(True, ('surname:equivalent', 'document:equivalent'))
"""

TYPE_CHECKING = False  # not that of typing, which takes nearly as long to load as an interpreter to start
if TYPE_CHECKING:
    from npmatch.explanation import explain
    from npmatch.matching import match, match_customer, match_ip, match_org, match_person
    from npmatch.notes.kinds import Note
    from npmatch.outcomes import Outcome
    from npmatch.policy import Policy
    from npmatch.records import Customer, Entrepreneur, Organization, Person
    from npmatch.verdict import FieldVerdict, Verdict

__version__ = "0.1.0"
EDITION = "2019"
"""The edition of the order that the tables follow."""
RULES_VERSION = "1"
"""Raised whenever some verdict changes."""

__all__ = [
    "EDITION",
    "RULES_VERSION",
    "Customer",
    "Entrepreneur",
    "FieldVerdict",
    "Note",
    "Organization",
    "Outcome",
    "Person",
    "Policy",
    "Verdict",
    "explain",
    "match",
    "match_customer",
    "match_ip",
    "match_org",
    "match_person",
]


_HOMES = {
    "explain": "npmatch.explanation",
    **dict.fromkeys(("match", "match_customer", "match_ip", "match_org", "match_person"), "npmatch.matching"),
    "Note": "npmatch.notes.kinds",
    "Outcome": "npmatch.outcomes",
    "Policy": "npmatch.policy",
    **dict.fromkeys(("Customer", "Entrepreneur", "Organization", "Person"), "npmatch.records"),
    **dict.fromkeys(("FieldVerdict", "Verdict"), "npmatch.verdict"),
}
"""Where each public name is at home."""


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for: whoever imports some module of npmatch imports this one first."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib  # noqa: PLC0415  # late: whoever wants the version does without it

    found: object = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
