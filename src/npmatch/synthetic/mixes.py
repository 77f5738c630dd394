"""Mixes: how often which kind and which outcome comes up in a run of labelled pairs."""

from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType
from typing import Generic, TypeVar

from npmatch.outcomes import Outcome
from npmatch.synthetic.capitals import in_capitals
from npmatch.synthetic.compose import compose
from npmatch.synthetic.disguise import CP1251
from npmatch.synthetic.invent import person
from npmatch.synthetic.labels import FIELDS, Kind, LabelledPair, fields_for
from npmatch.synthetic.source import Seeded

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mix:
    """Weights of kinds and outcomes; an outcome that a kind cannot have is left out for it.

    ``capitals``: the application is written in capitals and its numbers without spaces, so that no field is the
    same string on both sides. ``companions``: the other fields are ``equivalent`` in this share of the pairs.
    """

    kinds: Mapping[Kind, int]
    outcomes: Mapping[Outcome, int]
    capitals: bool = False
    companions: float = 0.0


_MEASURED = {
    Outcome.EXACT: 900,
    Outcome.EQUIVALENT: 50,
    Outcome.SUBSTITUTED: 8,
    Outcome.OMITTED: 6,
    Outcome.ADDED: 6,
    Outcome.SWAPPED: 6,
    Outcome.TWO_TRANSPOSITIONS: 4,
    Outcome.DIFFERENT: 20,
}

PAIRS = Mix({"person": 1}, _MEASURED)
"""People: 90 % equal, 5 % written otherwise, 3 % with a slip, 2 % different."""

CASED = Mix({"person": 1}, _MEASURED, capitals=True)
"""The same with one side in capitals and no space in its passport: no field is the same string on both sides."""

DEMO = Mix(
    {"person": 60, "ip": 12, "org": 20, "customer": 8},
    {
        Outcome.EXACT: 40,
        Outcome.EQUIVALENT: 18,
        Outcome.SUBSTITUTED: 5,
        Outcome.OMITTED: 4,
        Outcome.ADDED: 4,
        Outcome.SWAPPED: 4,
        Outcome.TWO_TRANSPOSITIONS: 3,
        Outcome.DIFFERENT: 14,
        Outcome.MISSING: 4,
        Outcome.BOTH_EMPTY: 2,
        Outcome.ALIAS: 2,
    },
    companions=0.3,
)
"""All kinds and all outcomes."""

DEFAULT_MIX = PAIRS


def pairs(count: int, seed: int, mix: Mix = DEFAULT_MIX) -> Iterator[LabelledPair]:
    """Yield ``count`` labelled pairs, the same for the same ``seed``; Windows-1251 can write all of them.

    >>> [pair.matched for pair in pairs(3, seed=1)]
    [True, True, True]

    Clause: 6/3
    """
    source, dealer = Seeded(seed), Dealer(mix)
    for _ in range(count):
        yield dealer.deal(source)


class Dealer:
    """Deals labelled pairs of one mix."""

    def __init__(self, mix: Mix) -> None:
        self._mix = mix
        self._kinds = _Weighted(mix.kinds)
        self._outcomes = {kind: _Weighted(_possible(kind, mix.outcomes)) for kind in mix.kinds}

    def deal(self, source: Seeded) -> LabelledPair:
        """Return one more pair.

        >>> Dealer(DEMO).deal(Seeded(3)).kind in FIELDS
        True

        Clause: 6/3
        """
        kind = self._kinds.draw(source)
        outcome = self._outcomes[kind].draw(source)
        pair = self._made(source, kind, outcome)
        return in_capitals(pair) if self._mix.capitals else pair

    def _made(self, source: Seeded, kind: Kind, outcome: Outcome) -> LabelledPair:
        plan = self._plan(source, kind, outcome)
        if kind == "person" and not plan:  # by far the most frequent in a big file: composing would be slow
            same = person(source)
            return LabelledPair(kind, same, same, _ALL_EXACT, matched=True, error_code=None)
        return compose(source, kind, plan, CP1251)

    def _plan(self, source: Seeded, kind: Kind, outcome: Outcome) -> dict[str, Outcome]:
        if outcome is Outcome.EXACT:
            return {}
        if outcome is Outcome.DIFFERENT and source.random() < 0.5:
            return dict.fromkeys(FIELDS[kind], outcome)
        companions = FIELDS[kind] if source.random() < self._mix.companions else ()
        return dict.fromkeys(companions, Outcome.EQUIVALENT) | {source.choice(fields_for(kind, outcome)): outcome}


_ALL_EXACT = MappingProxyType(dict.fromkeys(FIELDS["person"], Outcome.EXACT))


class _Weighted(Generic[T]):
    """Draws an item as often as its weight says."""

    def __init__(self, weights: Mapping[T, int]) -> None:
        self._items = tuple(weights)
        self._upto = tuple(accumulate(weights.values()))

    def draw(self, source: Seeded) -> T:
        return self._items[bisect(self._upto, source.random() * self._upto[-1])]


def _possible(kind: Kind, outcomes: Mapping[Outcome, int]) -> dict[Outcome, int]:
    return {outcome: weight for outcome, weight in outcomes.items() if fields_for(kind, outcome)}
