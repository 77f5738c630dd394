"""The alignment: symbol against symbol, what was done, and the clause that allows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npmatch import Outcome
from npmatch.explanation.alignment import Column, Operation, columns, describe, origins
from npmatch.policy import Spaces
from npmatch.text import tolerance
from npmatch.text.compare import fold
from npmatch.text.equivalence import folding

CLAUSE = "6/2.3 г"
MARKS = {"=": "equal", "~": "look_alike", "x": "replaced", "-": "left_out", "+": "added", "%": "exchanged"}
any_text = st.text(st.sampled_from("abАб №-1ь\t\u0306и\u00adⅣ٣ßŉ"), max_size=12)


def aligned(one: str, other: str) -> tuple[Column, ...]:
    outcome = Outcome.EQUIVALENT if one == other else tolerance.outcome(fold(one), fold(other), folding())
    return columns(one, other, outcome, "remove", CLAUSE)


@pytest.mark.clause("6/2.1", "6/2.3")
@pytest.mark.parametrize(
    ("one", "other", "marks"),
    [
        ("Крылов", "Крылов", "======"),
        ("КРЫЛОВ", "крылов", "======"),
        ("Kpылов", "Крылов", "~~===="),
        ("Крb1лов", "Крылов", "==~==="),
        ("Крb1лов", "КРЬIЛОВ", "==~==="),
        ("Крb1лов", "Крb1лов", "======"),
        ("Крынов", "Крылов", "===x=="),
        ("Крылв", "Крылов", "====-="),
        ("Крылоов", "Крылов", "====+=="),
        ("Кырлов", "Крылов", "=%%==="),
        ("Вбга", "Абгв", "%==%"),
        ("АБВ", "БВА", "%%%"),
        ("бавгед", "абвгде", "%%==%%"),
        ("Орлов", "Крылов", "x=-==="),
        ("", "И", "-"),
        ("И", "", "+"),
        ("-", "", ""),
        ("Строитель-1", "Строитель-2", "=========x"),
        ("Строитель-1", "Строитель", "========x"),
    ],
)
def test_each_symbol_is_held_against_its_counterpart(one: str, other: str, marks: str) -> None:
    assert [str(column.operation) for column in aligned(one, other)] == [MARKS[mark] for mark in marks]


@pytest.mark.clause("6/2.3 а", "6/2.3 б", "6/2.3 в")
@pytest.mark.parametrize(
    ("one", "other", "operation", "clause"),
    [
        ("К", "К", Operation.EQUAL, "6/2.1"),
        ("К", "к", Operation.EQUAL, "6/2.3 а"),
        ("K", "К", Operation.LOOK_ALIKE, "6/2.3 б"),
        ("K", "к", Operation.LOOK_ALIKE, "6/2.3 б"),
        ("ё", "Е", Operation.LOOK_ALIKE, "6/2.3 б"),
        ("b", "Ь", Operation.LOOK_ALIKE, "6/2.3 б"),
        ("B", "в", Operation.LOOK_ALIKE, "6/2.3 б"),
        ("0", "О", Operation.LOOK_ALIKE, "6/2.3 в"),
        ("З", "3", Operation.LOOK_ALIKE, "6/2.3 в"),
        ("o", "0", Operation.LOOK_ALIKE, "6/2.3 в"),
        ("b1", "Ы", Operation.LOOK_ALIKE, "6/2.3 в"),
        ("Ы", "Ьl", Operation.LOOK_ALIKE, "6/2.3 б"),
        ("bI", "ы", Operation.LOOK_ALIKE, "6/2.3 б"),
        ("К", "Л", Operation.REPLACED, CLAUSE),
    ],
)
def test_symbols_that_agree_cite_why_they_do(one: str, other: str, operation: Operation, clause: str) -> None:
    assert aligned(one, other) == (Column(operation, one, other, clause),)


@pytest.mark.clause("6/2.3 г")
def test_symbols_that_do_not_agree_cite_the_clause_of_the_field() -> None:
    found = columns("12", "13", Outcome.DIFFERENT, "remove", "6/3.1 б")
    assert found == (Column(Operation.EQUAL, "1", "1", "6/2.1"), Column(Operation.REPLACED, "2", "3", "6/3.1 б"))


@pytest.mark.clause("6/2.1")
def test_values_that_are_the_same_are_aligned_symbol_by_symbol() -> None:
    assert [column.operation for column in columns("аб-b", "аб-b", Outcome.EXACT, "remove", CLAUSE)] == [
        Operation.EQUAL
    ] * 3


@pytest.mark.clause("6/2.2 а", "6/2.2 б")
def test_a_space_is_a_symbol_under_collapse_alone() -> None:
    under = columns("А\t Б", "АБ", Outcome.ADDED, "collapse", CLAUSE)
    assert [(column.application, column.operation) for column in under] == [
        ("А", Operation.EQUAL), ("\t", Operation.ADDED), ("Б", Operation.EQUAL),
    ]  # fmt: skip
    assert len(columns("А\t Б", "АБ", Outcome.EQUIVALENT, "remove", CLAUSE)) == 2


@pytest.mark.parametrize("spaces", ["remove", "collapse"])
@given(value=any_text)
def test_the_origins_of_a_text_spell_what_it_folds_to(spaces: Spaces, value: str) -> None:
    assert "".join(folded for folded, _ in origins(value, spaces)) == folding().fold_raw(value, spaces)


def test_the_origin_of_a_symbol_is_the_character_that_it_comes_from() -> None:
    assert origins("Kи\u0306Ⅳß №", "remove") == [("к", "K"), ("и", "й"), ("i", "Ⅳ"), ("v", "Ⅳ"), ("s", "ß"), ("s", "ß")]
    assert origins(" а - б ", "collapse") == [("а", "а"), (" ", " "), ("б", "б")]
    assert origins(" - ", "collapse") == []


@given(any_text, any_text)
def test_an_alignment_shows_every_symbol_of_both_sides_in_order(one: str, other: str) -> None:
    found = aligned(one, other)
    for value, shown in ((one, [each.application for each in found]), (other, [each.contract for each in found])):
        assert "".join(shown) == "".join(character for _, character in origins(value, "remove"))


@given(any_text, any_text)
def test_the_operations_are_those_of_the_outcome(one: str, other: str) -> None:
    outcome = tolerance.outcome(fold(one), fold(other), folding())
    found = {column.operation for column in columns(one, other, outcome, "remove", CLAUSE)}
    edits = found - {Operation.EQUAL, Operation.LOOK_ALIKE}
    expected = {
        Outcome.EQUIVALENT: set(),
        Outcome.SUBSTITUTED: {Operation.REPLACED},
        Outcome.OMITTED: {Operation.LEFT_OUT},
        Outcome.ADDED: {Operation.ADDED},
        Outcome.SWAPPED: {Operation.EXCHANGED},
        Outcome.TWO_TRANSPOSITIONS: {Operation.EXCHANGED},
    }
    if outcome is Outcome.DIFFERENT:
        assert edits <= {Operation.REPLACED, Operation.LEFT_OUT, Operation.ADDED}
        assert edits
    else:
        assert edits == expected[outcome]


def test_characters_are_described_by_code_point_and_name() -> None:
    described = describe("b\x00")
    assert described == {"text": "b\x00", "code_points": ["U+0062", "U+0000"], "names": ["LATIN SMALL LETTER B", ""]}
    assert describe("😀")["code_points"] == ["U+1F600"]
    assert describe("") == {"text": "", "code_points": [], "names": []}
