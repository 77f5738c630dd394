"""Verdicts: the outcomes of all fields, the decision that follows from them, and the error code that it becomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from npmatch.outcomes import Outcome, refusal
from npmatch.policy import Policy
from npmatch.profiles import Field, Profile
from npmatch.records import Record
from npmatch.text.equivalence import folding

if TYPE_CHECKING:
    from npmatch.case import Case
    from npmatch.notes.kinds import Note


@dataclass(frozen=True, slots=True)
class FieldVerdict:
    """What was found of one field.

    ``outcome``: what the comparison found. ``accepted``: whether that counts as the same under the policy.
    ``clause``: the clause that decides. ``distance``: for a field that is different, how many edits and exchanges of
    neighbours lie between the two values; None otherwise, and for values of more than 1,000 symbols.

    Clause: 6/2.3
    """

    name: str
    outcome: Outcome
    accepted: bool
    clause: str
    _measure: Callable[[], int | None] | None = field(default=None, repr=False, compare=False)

    @property
    def distance(self) -> int | None:
        """How far apart the values of a different field lie; measured when asked for, as it costs more than the rest.

        >>> from npmatch import Person, match_person
        >>> pair = Person("Крылов", document="4508 123456"), Person("Орлов", document="4508 123456")
        >>> match_person(*pair).fields["surname"].distance
        2

        Clause: 6/2.3 г
        """
        return self._measure() if self._measure else None

    @property
    def reason(self) -> str:
        """The reason code ``field:outcome``; its meaning never changes.

        >>> FieldVerdict("surname", Outcome.SWAPPED, accepted=True, clause="6/2.3 г").reason
        'surname:swapped'
        """
        return f"{self.name}:{self.outcome}"


class Verdict:
    """The verdict on an application and a contract; true if every field is accepted.

    It refers to the records that it is about, because `fields` and `notes` are worked out when asked for. Its repr
    shows reason codes, never values.

    >>> from npmatch import Person, match_person
    >>> verdict = match_person(Person("Крылов", document="4508 123456"), Person("Крынов", document="4508 123457"))
    >>> verdict
    Verdict(person, matched=False, reasons=('surname:substituted', 'document:different'))
    >>> bool(verdict), verdict.error_code, verdict.fields["document"].distance
    (False, 7004, 1)

    Clause: 6/3
    """

    __slots__ = ("_application", "_contract", "_outcomes", "_policy", "_profile")

    def __init__(
        self, profile: Profile, application: Record, contract: Record, policy: Policy, outcomes: tuple[Outcome, ...]
    ) -> None:
        self._profile = profile
        self._application = application
        self._contract = contract
        self._policy = policy
        self._outcomes = outcomes

    @property
    def kind(self) -> str:
        """The kind of record: ``person``, ``ip``, ``org`` or ``customer``."""
        return self._profile.kind

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes in the order of the fields; the quickest way to them."""
        return self._outcomes

    @property
    def matched(self) -> bool:
        """Whether every field is accepted.

        Clause: 6/3
        """
        return all(map(self._policy.accepts, self._outcomes))

    def __bool__(self) -> bool:
        return self.matched

    @property
    def fields(self) -> Mapping[str, FieldVerdict]:
        """What was found of each field, by name, in the order of the clause; made anew each time."""
        compared = zip(self._profile.fields, self._outcomes, strict=True)
        return MappingProxyType({each.name: self._field(each, found) for each, found in compared})

    def _field(self, each: Field, outcome: Outcome) -> FieldVerdict:
        return FieldVerdict(
            name=each.name,
            outcome=outcome,
            accepted=self._policy.accepts(outcome),
            clause=each.clause if not each.tolerant or outcome is Outcome.MISSING else outcome.clause,
            _measure=partial(self._distance, each) if outcome is Outcome.DIFFERENT else None,
        )

    def _distance(self, each: Field) -> int | None:
        from npmatch.text.distance import nearest  # noqa: PLC0415  # late: few ask how far apart fields lie

        left, right = (each.folded(record, self._policy) for record in (self._application, self._contract))
        return nearest(left, right, folding())

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reason codes ``field:outcome`` of the fields that are not exact, in order."""
        compared = zip(self._profile.fields, self._outcomes, strict=True)
        return tuple(f"{each.name}:{found}" for each, found in compared if found is not Outcome.EXACT)

    @property
    def error_code(self) -> int | None:
        """The code of Appendix 4 that a refusal would carry.

        None for a match, and where a field is missing, because data that are not there cannot differ.

        Clause: 6/3
        """
        if self.matched or Outcome.MISSING in self._outcomes:
            return None
        compared = zip(self._profile.fields, self._outcomes, strict=True)
        return refusal([each.name for each, found in compared if not self._policy.accepts(found)])

    @property
    def case(self) -> "Case":
        """The case behind the verdict, with its records: what `notes` and ``explain`` look at."""
        from npmatch.case import Case  # noqa: PLC0415  # late: only for notes and explanations

        return Case(self._profile, self._application, self._contract, self._policy, self._outcomes)

    @property
    def notes(self) -> "tuple[Note, ...]":
        """Hints that never change the verdict; worked out anew each time they are asked for."""
        from npmatch.notes.finder import find  # noqa: PLC0415  # late: most verdicts are not asked

        return tuple(dict.fromkeys(finding.note for finding in find(self.case)))

    def __eq__(self, other: object) -> bool:
        """Verdicts are equal if they say the same of the same kind of record under the same policy."""
        return isinstance(other, Verdict) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash(self._said())

    def _said(self) -> tuple[object, ...]:
        return self.kind, self._policy, self._outcomes

    def __repr__(self) -> str:
        return f"Verdict({self.kind}, matched={self.matched}, reasons={self.reasons})"
