"""Outcomes: their names, their order, their clauses."""

from itertools import pairwise, permutations

import pytest

from npmatch import Outcome
from npmatch.outcomes import earliest

IN_ORDER = (
    "exact", "equivalent", "substituted", "omitted", "added", "swapped", "two_transpositions", "different",
    "missing", "both_empty", "alias",
)  # fmt: skip


@pytest.mark.clause("6/2.3 г")
def test_the_outcomes_are_these_in_this_order() -> None:
    assert tuple(Outcome) == IN_ORDER
    assert all(one.rank < other.rank for one, other in pairwise(Outcome))


@pytest.mark.clause("6/2.3 г")
@pytest.mark.parametrize("found", list(permutations((Outcome.DIFFERENT, Outcome.SWAPPED, Outcome.SUBSTITUTED))))
def test_the_earliest_outcome_counts(found: tuple[Outcome, ...]) -> None:
    assert earliest(found) is Outcome.SUBSTITUTED
    assert earliest(list(found)) is Outcome.SUBSTITUTED


@pytest.mark.clause("6/2.1", "6/2.3 г", "6/2.4 б")
@pytest.mark.parametrize(
    ("outcome", "clause"),
    [
        ("exact", "6/2.1"),
        ("equivalent", "6/2.3 а-в"),
        ("substituted", "6/2.3 г"),
        ("omitted", "6/2.3 г"),
        ("added", "6/2.3 г"),
        ("swapped", "6/2.3 г"),
        ("two_transpositions", "6/2.3 г"),
        ("different", "6/2.3 г"),
        ("missing", "6/3"),
        ("both_empty", "6/3.2"),
        ("alias", "6/2.4 б"),
    ],
)
def test_an_outcome_cites_its_clause(outcome: str, clause: str) -> None:
    assert {str(each): each.clause for each in Outcome}[outcome] == clause


def test_an_outcome_is_its_name_as_text() -> None:
    assert f"{Outcome.SWAPPED}" == "swapped"
    assert Outcome["SWAPPED"] is Outcome.SWAPPED
    assert str(Outcome.SWAPPED) == "swapped"
