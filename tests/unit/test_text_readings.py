"""E5 to E7: text that can be read in several ways, and the relation that is not transitive."""

from itertools import product
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npmatch.outcomes import Outcome, earliest
from npmatch.text import readings, tolerance
from npmatch.text.compare import agree, fold
from npmatch.text.equivalence import Folded, folding
from npmatch.text.lattice import Edge, Lattice
from npmatch.text.readings import align, few, nearest, several
from npmatch.text.walk import PLANS, Step

# Text in which nearly every place is open, and some letters that an open place may be read as.
tangled = st.text(alphabet="bь1iвыа", max_size=7).map(Folded)
TABLE = folding()


def by_readings(a: Folded, b: Folded) -> Outcome:
    """The plain way: every reading of one against every reading of the other."""
    pairs = product(*([*spelled_out(text)] for text in (a, b)))
    return earliest([Outcome.EQUIVALENT if x == y else tolerance.difference(x, y) for x, y in pairs])


def spelled_out(text: str) -> set[str]:
    """Every reading, one place after the other."""
    if not text:
        return {""}
    ways = {"в", "ь"} if text[0] == "b" else {text[0]}
    found = {way + rest for way in ways for rest in spelled_out(text[1:])}
    if text[0] in "bь" and text[1:2] in {"i", "l", "1"}:
        found |= {"ы" + rest for rest in spelled_out(text[2:])}
    return found


@pytest.mark.clause("6/2.3 б")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AB1", "АВ1"),
        ("AB1", "АЬ1"),
        ("AB1", "АЫ"),
        ("Kpb1л0в", "Крылов"),
        ("КрЬIлов", "Крылов"),
        ("Крьlлов", "Крылов"),
        ("Корабль 1", "Кораблы"),
        ("Объ1", "Обы"),
        ("b1b1", "ыы"),
        ("b1b1", "в1ы"),
        ("bb1", "вы"),
        ("bb", "вь"),
        ("b1", "bi"),
        ("Строитель-l", "Строитель-1"),
        ("b", "b"),
    ],
)
def test_texts_agree_if_some_reading_does(one: str, other: str) -> None:
    assert agree(one, other)
    assert agree(other, one)


@pytest.mark.clause("6/2.3 б")
@pytest.mark.parametrize(
    ("one", "other"),
    [("В", "Ь"), ("AB1", "АБ1"), ("b1", "b2"), ("b1", "в2"), ("b1b1", "ыыы"), ("ы1", "b1"), ("ь1", "в1"), ("b", "")],
)
def test_texts_without_a_common_reading_do_not_agree(one: str, other: str) -> None:
    assert not agree(one, other)
    assert not agree(other, one)


@pytest.mark.clause("6/2.3 б")
@pytest.mark.parametrize(
    ("one", "middle", "other"),
    [("в", "b", "ь"), ("в1", "b1", "ы"), ("вь", "bb", "ьв"), ("Аb1-в1", "Ab1-b1", "Aы-ы")],
)
def test_the_relation_is_not_transitive(one: str, middle: str, other: str) -> None:
    assert agree(one, middle)
    assert agree(middle, other)
    assert not agree(one, other)


@pytest.mark.clause("6/2.3 б", "6/2.3 г")
@pytest.mark.parametrize(
    ("application", "contract", "found"),
    [
        ("Строитель-1", "Строитель-2", "substituted"),
        ("Строитель-1", "Строитель", "substituted"),
        ("Строитель", "Строитель-1", "substituted"),
        ("Строитель-12", "Строитель", "different"),
        ("Кpb1лв", "Крылов", "omitted"),
        ("Kpb1лоов", "Крылов", "added"),
        ("Kb1pлов", "Крылов", "swapped"),
        ("b1Kpлов", "Крылов", "two_transpositions"),
        ("b1", "", "added"),
        ("", "b1", "omitted"),
        ("bb1", "ь", "added"),
        ("в", "ь", "substituted"),
        ("bв", "вь", "substituted"),
        ("bв", "ьв", "equivalent"),
        ("ььв", "bвь", "swapped"),
        ("b1ь1b1ь1", "ыыыы", "equivalent"),
        ("b1ь1b1ь1", "ыыы", "added"),
        ("ыыы", "b1ь1b1ь1", "omitted"),
        ("b1ь1b1ь1а", "ыыыаы", "swapped"),
        ("аb1ь1b1ь1", "ыыаыы", "swapped"),
        ("абвb1ь1b1ь1", "бваыыыы", "two_transpositions"),
        ("абвb1ь1b1ь1", "вабыыыы", "two_transpositions"),
        ("аbг1ь1b1ь1", "агв1ыыы", "swapped"),
        ("аб.вг.b1ь1b1ь1", "ба.гв.ыыыы", "two_transpositions"),
        ("аб.вг.де.b1ь1b1ь1", "ба.гв.ед.ыыыы", "different"),
        ("bbbbbbbb", "аааа", "different"),
        ("b1b1b1b1", "аааа", "different"),
        ("bbbb", "аааааааа", "different"),
    ],
)
def test_over_several_readings_the_earliest_outcome_counts(application: str, contract: str, found: str) -> None:
    assert tolerance.outcome(fold(application), fold(contract), TABLE) == found


@pytest.mark.clause("6/2.3 г")
@given(tangled, tangled)
def test_the_lattice_finds_what_the_readings_one_by_one_find(a: Folded, b: Folded) -> None:
    assert readings.outcome(a, b, TABLE) is by_readings(a, b)


@pytest.mark.clause("6/2.3 г")
@given(tangled, tangled)
def test_both_ways_of_looking_at_readings_find_the_same(a: Folded, b: Folded) -> None:
    expected = by_readings(a, b)
    assert tolerance.outcome(a, b, TABLE) is expected
    with patch.object(readings, "_FEW_PLACES", 0):
        assert tolerance.outcome(a, b, TABLE) is expected
    with patch.object(readings, "_FEW_PLACES", 99):
        assert tolerance.outcome(a, b, TABLE) is expected


@pytest.mark.clause("6/2.3 б")
@given(tangled, tangled)
def test_texts_agree_if_and_only_if_they_have_a_common_reading(a: Folded, b: Folded) -> None:
    common = not spelled_out(a).isdisjoint(spelled_out(b))
    assert readings.agree(a, b, TABLE) is common
    with patch.object(readings, "_FEW_PLACES", 0):
        assert readings.agree(a, b, TABLE) is common


@given(tangled)
def test_the_readings_of_a_text_are_spelled_out_completely_and_once(text: Folded) -> None:
    with patch.object(readings, "_FEW_PLACES", 99):
        found = few(text, TABLE)
    assert found is not None
    assert len(found) == len(set(found))
    assert set(found) == spelled_out(text)
    assert {"".join(edge.symbol for edge in way) for way in Lattice(text, TABLE).ways()} == spelled_out(text)


@given(tangled, tangled)
def test_a_lattice_reads_a_text_if_and_only_if_it_is_one_of_its_readings(text: Folded, other: Folded) -> None:
    lattice = Lattice(text, TABLE)
    assert {len(min(spelled_out(text), key=len)), len(max(spelled_out(text), key=len))} == set(lattice.lengths)
    for known in spelled_out(text) | spelled_out(other):
        assert lattice.reads(Folded(known)) is (known in spelled_out(text))


def test_a_text_with_many_readings_is_not_spelled_out() -> None:
    assert few(Folded("bbb"), TABLE) == few(Folded("bbb"), TABLE)
    assert len(few(Folded("b1b1b1"), TABLE) or []) == 27
    assert few(Folded("bbbb"), TABLE) is None


@pytest.mark.parametrize(
    ("a", "b", "open_"),
    [("крылов", "крылов", False), ("ьа", "аь", False), ("b", "", True), ("", "b", True), ("ь1", "а", True)],
)
def test_a_text_has_several_readings_if_a_place_is_open(a: str, b: str, open_: bool) -> None:  # noqa: FBT001  # a column
    assert several(Folded(a), Folded(b), TABLE) is open_


@pytest.mark.clause("6/2.3 г")
@given(tangled, tangled)
def test_an_alignment_shows_its_outcome_column_by_column(a: Folded, b: Folded) -> None:
    for found in PLANS:
        steps = align(a, b, found, TABLE)
        if steps is not None:
            assert "".join(a[step.application.start : step.application.end] for step in steps if step.application) == a
            assert "".join(b[step.contract.start : step.contract.end] for step in steps if step.contract) == b
            assert holds(found, steps)


def holds(found: Outcome, steps: tuple[Step, ...]) -> bool:
    """Whether the two readings that an alignment shows stand in the relation that it claims, or in a closer one."""
    x = "".join(step.application.symbol for step in steps if step.application)
    y = "".join(step.contract.symbol for step in steps if step.contract)
    closer = Outcome.EQUIVALENT if x == y else tolerance.difference(x, y)
    return closer.rank <= found.rank


@pytest.mark.parametrize("found", [Outcome.SUBSTITUTED, Outcome.OMITTED, Outcome.ADDED, Outcome.SWAPPED])
def test_an_outcome_that_does_not_hold_has_no_alignment(found: Outcome) -> None:
    assert align(Folded("bbbb"), Folded("аа"), found, TABLE) is None


@pytest.mark.parametrize(
    ("a", "b", "left", "right"),
    [
        ("b1к", "ыт", "ык", "ыт"),
        ("крылов", "орлов", "крылов", "орлов"),
        ("bbbbb", "ввв", "bbbbb", "ввв"),
        ("", "b", "", "в"),
    ],
)
def test_the_nearest_readings_are_those_with_the_least_between_them(a: str, b: str, left: str, right: str) -> None:
    found = nearest(Folded(a), Folded(b), TABLE)
    assert tuple("".join(edge.symbol for edge in way) for way in found) == (left, right)


def test_edges_tell_where_a_symbol_was_read() -> None:
    (step,) = align(Folded("b1"), Folded("ы"), Outcome.EQUIVALENT, TABLE) or ()
    assert step == Step(Edge("ы", 0, 2), Edge("ы", 0, 1))
