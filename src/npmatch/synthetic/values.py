"""Pairs of values: one field as the application and as the contract have it, made to have one outcome."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from npmatch.outcomes import Outcome
from npmatch.synthetic import edits
from npmatch.synthetic.disguise import Trick, Tricks, disguise
from npmatch.synthetic.source import Source, rarely
from npmatch.synthetic.symbols import REPLACEMENTS

Values = tuple[str, str]
"""The application's value and the contract's."""

Draw = Callable[[], str]

EMPTY = ("", "-", " ", "—", "№", ".")
"""Values without a significant symbol."""

_SLIPS = {
    Outcome.SUBSTITUTED: edits.substitute,
    Outcome.SWAPPED: edits.swap,
    Outcome.TWO_TRANSPOSITIONS: edits.two_transpositions,
    Outcome.DIFFERENT: edits.two_slips,
}


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the two values of a field; ``source`` decides what is open, ``tricks`` say what a disguise may use.

    >>> from npmatch.synthetic import Seeded
    >>> from npmatch.synthetic.disguise import CP1251
    >>> Maker(Seeded(1), CP1251).name(Outcome.EXACT, lambda: "Крылов", optional=False)
    ('Крылов', 'Крылов')

    Clause: 6/2.3
    """

    source: Source
    tricks: Tricks

    def name(self, outcome: Outcome, draw: Draw, *, optional: bool) -> Values:
        """Return two names of a person, of which ``draw`` gives one at a time; ``optional`` ones may be empty.

        >>> from npmatch.synthetic import Seeded
        >>> from npmatch.synthetic.disguise import CP1251
        >>> one, other = Maker(Seeded(1), CP1251).name(Outcome.SWAPPED, lambda: "Лев", optional=False)
        >>> one == other
        False

        Clause: 6/2.3
        """
        if outcome in {Outcome.EXACT, Outcome.EQUIVALENT, Outcome.MISSING}:
            return self._same(outcome, draw(), self.tricks.names)
        if optional and rarely(self.source, 12):
            return self._against_nothing(outcome, draw)
        if outcome is Outcome.DIFFERENT and self._either():
            values = draw(), draw()
            if edits.far_apart(*values):  # a source that likes first options draws one name twice
                return values
        application, contract = self.slip(outcome, draw)
        return (self.steady(application), contract) if rarely(self.source, 4) else (application, contract)

    def identifier(self, outcome: Outcome, draw: Draw, *, optional: bool = False) -> Values:
        """Return two identifiers, which tolerate nothing; an ``optional`` one may be empty on one side.

        >>> from npmatch.synthetic import Seeded
        >>> from npmatch.synthetic.disguise import CP1251
        >>> one, other = Maker(Seeded(1), CP1251).identifier(Outcome.DIFFERENT, lambda: "4508 123456")
        >>> one == other
        False

        Clause: 6/3.1 б, 6/3.2 а, 6/3.3 б, 6/3.4
        """
        value = draw()
        if outcome is not Outcome.DIFFERENT:
            return self._same(outcome, value, self.tricks.identifiers)
        if optional and rarely(self.source, 6):
            return self._turned(self.source.choice(EMPTY), value or "0")
        other = draw()
        if other != value and self._either():
            return value, other
        return self._turned(self._miscopied(value), value)

    def slip(self, outcome: Outcome, draw: Draw) -> Values:
        """Return a text and the same text with a slip; texts are drawn until one is long enough for it.

        >>> from npmatch.synthetic import Seeded
        >>> from npmatch.synthetic.disguise import CP1251
        >>> texts = iter(["Ян", "Лев"])
        >>> "Лев" in Maker(Seeded(1), CP1251).slip(Outcome.TWO_TRANSPOSITIONS, lambda: next(texts))
        True

        Clause: 6/2.3 г
        """
        while True:
            slipped = self.try_slip(outcome, draw())
            if slipped is not None:
                return slipped

    def try_slip(self, outcome: Outcome, value: str) -> Values | None:
        """Return ``value`` and itself with a slip, or None if it is too short for that.

        >>> from npmatch.synthetic import Seeded
        >>> from npmatch.synthetic.disguise import CP1251
        >>> Maker(Seeded(1), CP1251).try_slip(Outcome.SWAPPED, "Аа") is None
        True

        Clause: 6/2.3 г
        """
        if outcome in {Outcome.OMITTED, Outcome.ADDED}:
            return self._one_more(outcome, value)
        slipped = _SLIPS[outcome](self.source, value)
        return None if slipped is None else self._turned(slipped, value)

    def steady(self, text: str) -> str:
        """Return ``text`` disguised so that it keeps a single reading.

        >>> from npmatch.synthetic import Seeded
        >>> from npmatch.synthetic.disguise import CP1251
        >>> {"b" in Maker(Seeded(seed), CP1251).steady("Львов").lower() for seed in range(99)}
        {False}

        Clause: 6/2.3 а-в
        """
        return disguise(self.source, text, self.tricks.steady)

    def missing(self, value: str) -> Values:
        """Return two values of which one or both are empty.

        >>> from npmatch.synthetic import Seeded
        >>> from npmatch.synthetic.disguise import CP1251
        >>> set(Maker(Seeded(1), CP1251).missing("Крылов")) <= {"Крылов", *EMPTY}
        True

        Clause: 6/3
        """
        empty = self.source.choice(EMPTY)
        return self.source.choice(((empty, value), (value, empty), (empty, self.source.choice(EMPTY))))

    def _same(self, outcome: Outcome, value: str, tricks: Sequence[Trick]) -> Values:
        if outcome is Outcome.MISSING:
            return self.missing(value)
        if outcome is Outcome.EQUIVALENT:
            return self._turned(disguise(self.source, value, tricks), value)
        return value, value

    def _one_more(self, outcome: Outcome, value: str) -> Values | None:
        shorter = edits.drop(self.source, value)
        if shorter is None or self._either():
            shorter, value = value, edits.insert(self.source, value) or value + REPLACEMENTS[0]
        return (shorter, value) if outcome is Outcome.OMITTED else (value, shorter)

    def _against_nothing(self, outcome: Outcome, draw: Draw) -> Values:
        empty, letter = self.source.choice(EMPTY), self.source.choice(REPLACEMENTS)
        if outcome is Outcome.OMITTED:
            return empty, letter
        if outcome is Outcome.ADDED:
            return letter, empty
        if outcome is Outcome.DIFFERENT:
            return self._turned(empty, draw() or letter + letter)
        return self.slip(outcome, draw)

    def _miscopied(self, value: str) -> str:
        """Return an identifier with another digit, one digit less or one more."""
        if not value:
            return "0"
        at = self.source.choice([place for place, symbol in enumerate(value) if symbol.isdigit()])
        digit = str((int(value[at]) + 1 + self.source.randrange(9)) % 10)
        changed = value[:at] + digit + value[at + 1 :]
        return self.source.choice((changed, value[:at] + value[at + 1 :], value + digit))

    def _either(self) -> bool:
        return self.source.choice((True, False))

    def _turned(self, one: str, other: str) -> Values:
        return self.source.choice(((one, other), (other, one)))
