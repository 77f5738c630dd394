"""What an explanation holds, and how it is made of a verdict."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from npmatch.case import Case
from npmatch.explanation.alignment import ALIGNED, columns
from npmatch.explanation.model import AliasMatch, FieldExplanation, Side, Told
from npmatch.explanation.render import render
from npmatch.explanation.texts import Language
from npmatch.fields.org_name import compare_names
from npmatch.forms.spellings import Spelling
from npmatch.matching import match
from npmatch.notes.finder import find
from npmatch.notes.turning import Change, turning_readings
from npmatch.outcomes import Outcome
from npmatch.policy import Policy, Spaces
from npmatch.profiles import Field
from npmatch.records import Record
from npmatch.text import tolerance
from npmatch.text.compare import fold
from npmatch.text.distance import nearest
from npmatch.text.equivalence import Folded, folding
from npmatch.text.significant import significant
from npmatch.verdict import FieldVerdict

_NOTHING_TO_ALIGN = frozenset({Outcome.MISSING, Outcome.BOTH_EMPTY, Outcome.ALIAS})


@dataclass(frozen=True, slots=True, repr=False)
class Explanation(Told):
    """A verdict told in full. Its repr shows no data of anybody; `render` and `to_dict` show all of them."""

    def render(self, language: Language = "en") -> str:
        """Return the explanation as text in Russian (``"ru"``) or English (``"en"``).

        Raises ValueError for any other language.

        >>> from npmatch import Person
        >>> pair = Person("Крылoв", document="4508123456"), Person("Крынов", document="4508123456")
        >>> print(explain(*pair).render())
        The data match: the order gives no ground for a refusal with code 7004 (natural person)
        <BLANKLINE>
        surname: one symbol is changed (accepted, 6/2.3 г)
          application
            as given             Крылoв
            significant symbols  Крылoв
            look-alikes folded   крылов
          contract
            as given             Крынов
            significant symbols  Крынов
            look-alikes folded   крынов
          application  К р ы л o в
          contract     К р ы н о в
                             x ~
            4  л U+043B CYRILLIC SMALL LETTER EL | н U+043D CYRILLIC SMALL LETTER EN: replaced (6/2.3 г)
            5  o U+006F LATIN SMALL LETTER O | о U+043E CYRILLIC SMALL LETTER O: look-alike (6/2.3 б)
        given name: the strings are the same (accepted, 6/2.1)
        patronymic: the strings are the same (accepted, 6/2.1)
        document: the strings are the same (accepted, 6/3.1 б)
        """
        return render(self, language)

    def to_dict(self) -> dict[str, object]:
        """Return the explanation as plain data, ready for JSON."""
        return {
            "kind": self.kind,
            "matched": self.matched,
            "error_code": self.error_code,
            "policy": self.policy.to_dict(),
            "fields": {field.verdict.name: _field_dict(field) for field in self.fields},
            "turning": [_plain(change) for change in self.turning],
            "notes": [{"note": str(note), "field": field or None} for note, field in self.notes],
        }

    def __repr__(self) -> str:
        return f"Explanation({self.kind}, matched={self.matched}, error_code={self.error_code})"


def explain(application: Record, contract: Record, policy: Policy | None = None) -> Explanation:
    """Explain the verdict on two records of one kind.

    Raises TypeError for records of different kinds and for anything that is not a record or a Policy.

    >>> from npmatch import Organization
    >>> moved = explain(Organization("ООО «Ромашка»", "7707083893"), Organization("«Ромашка» ООО", "7707083893"))
    >>> moved.matched, moved.turning
    (False, ({'form_position': 'either_end'},))

    Clause: 6/2
    """
    verdict = match(application, contract, Policy() if policy is None else policy)
    case, fields = verdict.case, verdict.fields
    return Explanation(
        kind=verdict.kind,
        matched=verdict.matched,
        error_code=verdict.error_code,
        policy=case.policy,
        fields=tuple(_explain_field(case, field, fields[field.name]) for field in case.profile.fields),
        turning=turning_readings(case),
        notes=find(case),
    )


def _explain_field(case: Case, field: Field, verdict: FieldVerdict) -> FieldExplanation:
    spaces = field.spaces(case.policy)
    given = case.values(field)
    left, right = _deciding_spellings(case, field, verdict.outcome)
    nothing = verdict.outcome in _NOTHING_TO_ALIGN
    return FieldExplanation(
        verdict=verdict,
        application=Side(tuple(_steps(given[0], left, spaces))),
        contract=Side(tuple(_steps(given[1], right, spaces))),
        columns=() if nothing else columns(left.text, right.text, verdict.outcome, spaces, verdict.clause),
        aliases=tuple(_alias_matches(case)) if verdict.outcome is Outcome.ALIAS else (),
    )


def _deciding_spellings(case: Case, field: Field, outcome: Outcome) -> tuple[Spelling, Spelling]:
    """Return the first pair of spellings that has the outcome; if there is none, the pair that comes nearest."""
    left, right = field.spellings(case.application, case.policy), field.spellings(case.contract, case.policy)
    pairs = list(product(left, right))
    if outcome is Outcome.EXACT:
        return pairs[0]
    for pair in pairs if outcome in ALIGNED else ():
        a, b = _folded(case, field, pair)
        if tolerance.outcome(a, b, folding()) is outcome:
            return pair
    return min(pairs, key=lambda pair: _distance(case, field, pair))


def _folded(case: Case, field: Field, pair: tuple[Spelling, Spelling]) -> tuple[Folded, Folded]:
    spaces = field.spaces(case.policy)
    return fold(pair[0].text, spaces), fold(pair[1].text, spaces)


def _distance(case: Case, field: Field, pair: tuple[Spelling, Spelling]) -> int:
    left, right = _folded(case, field, pair)
    known = nearest([left], [right], folding())
    return max(len(left), len(right)) if known is None else known


def _steps(given: str, spelling: Spelling, spaces: Spaces) -> Iterator[tuple[str, str]]:
    yield "given", given
    if spelling.text != given:
        rewritten = spelling.made if spelling.text else "absent"
        yield ("moved" if spelling.moved else rewritten), spelling.text
    yield "significant", significant(spelling.text, spaces)
    yield "folded", fold(spelling.text, spaces)


def _alias_matches(case: Case) -> Iterator[AliasMatch]:
    """Yield the names that agree with an alias of the other side."""
    ours, theirs = (case.profile.values(record)[0] for record in (case.application, case.contract))
    for side, own, other in (("application", ours, theirs), ("contract", theirs, ours)):
        for alias in other[1:]:
            outcome = compare_names(own[0], alias, case.policy)
            if fold(alias) and case.policy.accepts(outcome):
                yield AliasMatch(side, own[0], alias, outcome)


def _field_dict(field: FieldExplanation) -> dict[str, object]:
    verdict = field.verdict
    return {
        "outcome": str(verdict.outcome),
        "accepted": verdict.accepted,
        "clause": verdict.clause,
        "distance": verdict.distance,
        "application": dict(field.application.steps),
        "contract": dict(field.contract.steps),
        "columns": [column.to_dict() for column in field.columns],
        "aliases": [
            {"side": each.side, "name": each.name, "alias": each.alias, "outcome": str(each.outcome)}
            for each in field.aliases
        ],
    }


def _plain(change: Change) -> dict[str, object]:
    return {name: list(option) if isinstance(option, tuple) else option for name, option in change.items()}
