"""Every note and the rule that finds it."""

from collections.abc import Callable, Iterator

from npmatch.case import Case
from npmatch.notes import identifiers, names, organisations, turning
from npmatch.notes.kinds import Finding, Note

RULES: dict[Note, Callable[[Case], Iterator[Finding]]] = {
    Note.EMPTY_AGAINST_ONE_SYMBOL: names.empty_against_one_symbol,
    Note.LEGAL_FORM_DIFFERS: organisations.legal_form_differs,
    Note.FORM_MOVED: organisations.form_moved,
    Note.FORM_MISSING: organisations.form_missing,
    Note.ALIAS_ONE_SIDED: organisations.alias_one_sided,
    Note.PARTS_EXCHANGED: names.parts_exchanged,
    Note.INITIALS: names.initials,
    Note.INN_CHECK_DIGIT: identifiers.inn_check_digit,
    Note.SPREADSHEET_DAMAGE: identifiers.spreadsheet_damage,
    Note.ROMAN_NUMERAL: identifiers.roman_numeral,
    Note.READING_DEPENDENT: turning.reading_dependent,
}
"""Every note and the rule that finds it."""


def find(case: Case) -> tuple[Finding, ...]:
    """Return every note on a case, with the field that it speaks of.

    >>> from npmatch.policy import Policy
    >>> from npmatch.profiles import PERSON
    >>> from npmatch.records import Person
    >>> pair = Person("Крылов", "И.", document="4508123456"), Person("Крылов", "Иван", document="4508123456")
    >>> [(str(note), field) for note, field in find(Case.of(PERSON, *pair, Policy()))]
    [('initials', 'given_name')]

    Clause: 6/2
    """
    return tuple(finding for rule in RULES.values() for finding in rule(case))
