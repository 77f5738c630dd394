"""Hypothesis strategies for records, labelled pairs and texts; every choice is one that hypothesis can shrink."""

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

from npmatch.outcomes import Outcome
from npmatch.records import Customer, Entrepreneur, Organization, Person
from npmatch.synthetic import invent
from npmatch.synthetic.compose import single
from npmatch.synthetic.disguise import EVERY
from npmatch.synthetic.labels import KINDS, Kind, LabelledPair, fields_for
from npmatch.synthetic.names import NameList
from npmatch.testing.hostile import hostile

T = TypeVar("T")


class Drawn:
    """A source of choices that hypothesis makes; it shrinks towards the first option of each.

    ``draw`` is what a composite strategy is given.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def choice(self, seq: Sequence[T], /) -> T:
        """Return one item of ``seq``."""
        return self._draw(st.sampled_from(seq))

    def randrange(self, stop: int, /) -> int:
        """Return a number of 0 to ``stop`` - 1."""
        return self._draw(st.integers(0, stop - 1))

    def name(self, names: NameList, /) -> str:
        """Return one of ``names``; the most frequent one is the simplest."""
        return self._draw(st.sampled_from(names.texts))


@st.composite
def people(draw: st.DrawFn) -> Person:
    """Return a strategy for invented persons.

    >>> from hypothesis import find
    >>> find(people(), lambda person: True).surname == find(people(), lambda person: True).surname
    True

    Clause: 6/3.1
    """
    return invent.person(Drawn(draw))


@st.composite
def entrepreneurs(draw: st.DrawFn) -> Entrepreneur:
    """Return a strategy for invented sole proprietors, whose INN has right check digits.

    >>> from hypothesis import find
    >>> len(find(entrepreneurs(), lambda person: True).inn)
    12

    Clause: 6/3.3
    """
    return invent.entrepreneur(Drawn(draw))


@st.composite
def organizations(draw: st.DrawFn) -> Organization:
    """Return a strategy for organisations of the public register.

    >>> from hypothesis import find
    >>> find(organizations(), lambda record: True).nonresident
    False

    Clause: 6/3.2
    """
    return invent.organization(Drawn(draw))


@st.composite
def customers(draw: st.DrawFn) -> Customer:
    """Return a strategy for procurement customers.

    >>> from hypothesis import find
    >>> len(find(customers(), lambda record: True).purchase_id)
    19

    Clause: 6/3.4
    """
    return invent.customer(Drawn(draw))


def labelled_pairs(
    kind: Kind | None = None, outcome: Outcome | None = None, field: str | None = None
) -> st.SearchStrategy[LabelledPair]:
    """Return a strategy for pairs of which one field has ``outcome`` and the others are exact; None leaves it open.

    Raises ValueError if nothing fits what is asked for.

    >>> from hypothesis import find
    >>> find(labelled_pairs("org", Outcome.ALIAS), lambda pair: True)
    LabelledPair(org, name=alias, inn=exact)
    >>> labelled_pairs("person", Outcome.ALIAS)
    Traceback (most recent call last):
        ...
    ValueError: no field of these kinds has such an outcome

    Clause: 6/3
    """
    options = _options(KINDS if kind is None else (kind,), outcome, field)
    if not options:
        raise ValueError("no field of these kinds has such an outcome")
    return _labelled(options)


def texts() -> st.SearchStrategy[str]:
    """Return a strategy for texts that try a matcher: signs, look-alikes, two readings, digits of other scripts.

    >>> from random import Random
    >>> from hypothesis import find
    >>> find(texts(), lambda text: "b" in text, random=Random(1))
    'b'

    Clause: 6/2.2, 6/2.3
    """
    return st.one_of(_hostile(), st.text())


@st.composite
def _hostile(draw: st.DrawFn) -> str:
    return hostile(Drawn(draw))


@st.composite
def _labelled(draw: st.DrawFn, options: Sequence[tuple[Kind, Outcome, str]]) -> LabelledPair:
    kind, outcome, field = draw(st.sampled_from(options))
    return single(Drawn(draw), kind, outcome, field, EVERY)


def _options(kinds: Sequence[Kind], outcome: Outcome | None, field: str | None) -> list[tuple[Kind, Outcome, str]]:
    outcomes = tuple(Outcome) if outcome is None else (outcome,)
    return [
        (kind, each, name)
        for kind in kinds
        for each in outcomes
        for name in fields_for(kind, each)
        if field in {None, name}
    ]
