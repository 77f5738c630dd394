"""Tails: what stands behind the number of a row in the output, made once for each different answer and counted.

An answer is a small number here, its code: four bits for the outcome of each field, then the kind. Zero is a person
who is the same in every field.
"""

from collections.abc import Iterator, Sequence
from typing import NewType

from npmatch.batch.rows import Kind
from npmatch.batch.verdicts import Answer, answer_of, merit, no_contract
from npmatch.fields import COMPARED
from npmatch.outcomes import Outcome
from npmatch.policy import Policy

Code = int
"""An answer in short, without the number of contracts."""

Tail = NewType("Tail", str)
"""The end of a line of the output, with the delimiter before it and the line end behind it."""

_KINDS = tuple(Kind)
_OUTCOMES = tuple(Outcome)
_KIND = 16
_NO_CONTRACT = 1 << 20
_REGISTERED = 1 << 21


class Tails:
    r"""Makes tails, and counts how often each was written.

    >>> tails = Tails(Policy(), ";", "\n")
    >>> tails.tail(0)
    ';person;matched;;exact;exact;exact;exact;;;;1\n'
    """

    def __init__(self, policy: Policy, sign: str, line_end: str) -> None:
        self._policy = policy
        self._sign = sign
        self._end = line_end
        self._merits: dict[Code, int] = {}
        self._made: dict[tuple[Code, int], _Written] = {}

    @staticmethod
    def code(kind: Kind, outcomes: Sequence[Outcome]) -> Code:
        """Return the code of outcomes.

        >>> Tails.code(Kind.PERSON, [Outcome.EXACT] * 4)
        0
        """
        code = _KINDS.index(kind) << _KIND
        for place, outcome in enumerate(outcomes):
            code |= outcome.rank << 4 * place
        return code

    @staticmethod
    def nobody(kind: Kind, *, registered: bool = True) -> Code:
        """Return the code of an application without a contract."""
        return _NO_CONTRACT | _REGISTERED * registered | _KINDS.index(kind) << _KIND

    def outcomes(self, code: Code) -> tuple[Outcome, ...]:
        """Return the outcomes that a code stands for.

        >>> Tails(Policy(), ";", "").outcomes(Tails.code(Kind.ORG, [Outcome.ALIAS, Outcome.EXACT]))[0].value
        'alias'
        """
        compared = COMPARED[kind_in(code)]
        return tuple(_OUTCOMES[code >> 4 * place & 15] for place in range(len(compared)))

    def merit(self, code: Code) -> int:
        """Return what makes one answer better than another; of equals the first counts.

        >>> tails = Tails(Policy(), ";", "")
        >>> tails.merit(0), tails.merit(Outcome.DIFFERENT.rank)
        (4, 3)
        """
        found = self._merits.get(code)
        if found is None:
            found = self._merits[code] = merit(self.outcomes(code), self._policy)
        return found

    def answer(self, code: Code, contracts: int = 1) -> Answer:
        """Return the answer that a code stands for."""
        if code & _NO_CONTRACT:
            return no_contract(kind_in(code), registered=bool(code & _REGISTERED))
        return answer_of(kind_in(code), self.outcomes(code), self._policy, contracts)

    def tail(self, code: Code, contracts: int = 1) -> Tail:
        """Return the tail of an answer."""
        return self._of(code, contracts).tail

    def written(self, answer: Answer, *, notes: bool = False) -> Tail:
        """Return the tail of an answer; nothing in it can need a quote."""
        return Tail(self._sign.join(["", *answer.cells(notes=notes)]) + self._end)

    def counted(self, code: Code, contracts: int = 1) -> Tail:
        """Return the tail of an answer that is written once more."""
        made = self._made.get((code, contracts)) or self._of(code, contracts)
        made.times += 1
        return made.tail

    def count(self, code: Code, times: int, contracts: int = 1) -> None:
        """Count an answer that was written so many times."""
        self._of(code, contracts).times += times

    def drain(self) -> Iterator[tuple[Answer, int]]:
        """Give the answers that were counted since the last time, and how often each."""
        for made in self._made.values():
            if made.times:
                yield made.answer, made.times
                made.times = 0

    def _of(self, code: Code, contracts: int) -> "_Written":
        made = self._made.get((code, contracts))
        if made is None:
            answer = self.answer(code, contracts)
            made = self._made[code, contracts] = _Written(answer, self.written(answer))
        return made


class _Written:
    """An answer, its tail, and how often that was written since the counts were drained."""

    __slots__ = ("answer", "tail", "times")

    def __init__(self, answer: Answer, tail: Tail) -> None:
        self.answer = answer
        self.tail = tail
        self.times = 0


def kind_in(code: Code) -> Kind:
    """Return the kind of subscriber that a code speaks of.

    >>> kind_in(Tails.nobody(Kind.IP))
    <Kind.IP: 'ip'>
    """
    return _KINDS[code >> _KIND & 3]
