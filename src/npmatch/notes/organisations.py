"""Notes on the names of organisations: their legal forms and their aliases."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from npmatch.case import Case
from npmatch.fields.org_name import aliases_agree
from npmatch.forms.spellings import find, without_forms
from npmatch.notes.kinds import Finding, Note
from npmatch.outcomes import Outcome
from npmatch.records import Customer, Organization
from npmatch.text.compare import empty, tolerant

_EDITED = frozenset({Outcome.SUBSTITUTED, Outcome.OMITTED, Outcome.ADDED, Outcome.SWAPPED, Outcome.TWO_TRANSPOSITIONS})


def legal_form_differs(case: Case) -> Iterator[Finding]:
    """Find names whose accepted difference lies inside the legal form.

    Clause: 6/2.4 а
    """
    outcome = case.outcomes[0]
    if not _about_organisations(case) or outcome not in _EDITED or not case.policy.accepts(outcome):
        return
    left, right = _forms(case)
    if left and right and left != right and _rest(case) in (Outcome.EXACT, Outcome.EQUIVALENT):
        yield Finding(Note.LEGAL_FORM_DIFFERS, "name")


def form_moved(case: Case) -> Iterator[Finding]:
    """Find names that would match if the place of the legal form were ignored.

    Clause: 6/2.4 а
    """
    if _name_refused(case) and _rest_accepted(case):
        left, right = _forms(case)
        if left == right and left:
            yield Finding(Note.FORM_MOVED, "name")


def form_missing(case: Case) -> Iterator[Finding]:
    """Find names that would match if a legal form that only one side has were ignored.

    Clause: 6/2.4 а
    """
    if _name_refused(case) and _rest_accepted(case):
        left, right = _forms(case)
        if left < right or right < left:
            yield Finding(Note.FORM_MISSING, "name")


def alias_one_sided(case: Case) -> Iterator[Finding]:
    """Find names that would match if an alias that one document lists were enough.

    Clause: 6/2.4 б
    """
    if not _name_refused(case):
        return
    left, right = _listed(case.application), _listed(case.contract)
    if aliases_agree(left, right, replace(case.policy, aliases="either")):
        yield Finding(Note.ALIAS_ONE_SIDED, "name")


def _about_organisations(case: Case) -> bool:
    return issubclass(case.profile.record, Organization | Customer)


def _name_refused(case: Case) -> bool:
    refused = not case.policy.accepts(case.outcomes[0]) and case.outcomes[0] is not Outcome.MISSING
    return _about_organisations(case) and refused


def _listed(record: object) -> tuple[str, ...]:
    return (record.name, *record.aliases) if isinstance(record, Organization | Customer) else ()


def _forms(case: Case) -> tuple[Counter[str], Counter[str]]:
    left, right = (Counter(found.form.short for found in find(name)) for name in case.values(case.profile.fields[0]))
    return left, right


def _rest(case: Case) -> Outcome:
    left, right = map(without_forms, case.values(case.profile.fields[0]))
    return tolerant(left, right, case.policy.spaces)


def _rest_accepted(case: Case) -> bool:
    left, right = map(without_forms, case.values(case.profile.fields[0]))
    return not (empty(left) or empty(right)) and case.policy.accepts(_rest(case))
