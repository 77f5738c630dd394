"""T: one symbol, or one exchange, and which of them it was (2.3 г)."""

from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npmatch.outcomes import Outcome
from npmatch.text.distance import nearest
from npmatch.text.equivalence import Folded, folding
from npmatch.text.tolerance import difference, outcome

pytestmark = pytest.mark.clause("6/2.3 г")

LETTERS = "абв"
STRINGS = ["".join(symbols) for length in range(6) for symbols in product(LETTERS, repeat=length)]


def without_one(text: str) -> set[str]:
    return {text[:place] + text[place + 1 :] for place in range(len(text))}


def with_one_changed(text: str) -> set[str]:
    return {text[:place] + letter + text[place + 1 :] for place in range(len(text)) for letter in LETTERS} - {text}


def with_two_exchanged(text: str) -> set[str]:
    found = set()
    for first, second in product(range(len(text)), repeat=2):
        symbols = list(text)
        symbols[first], symbols[second] = symbols[second], symbols[first]
        found.add("".join(symbols))
    return found - {text}


def with_neighbours_exchanged(text: str) -> set[str]:
    return {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)}


@cache
def twice_exchanged(text: str) -> set[str]:
    return {twice for once in with_neighbours_exchanged(text) for twice in with_neighbours_exchanged(once)}


def made_one_after_the_other(a: str) -> dict[str, Outcome]:
    """Every text that some outcome leads to from ``a``, made by doing what the outcome says."""
    made = [
        (Outcome.TWO_TRANSPOSITIONS, twice_exchanged(a)),
        (Outcome.SWAPPED, with_two_exchanged(a)),
        (Outcome.ADDED, without_one(a)),
        (Outcome.OMITTED, {a[:at] + letter + a[at:] for at in range(len(a) + 1) for letter in LETTERS}),
        (Outcome.SUBSTITUTED, with_one_changed(a)),
        (Outcome.EQUIVALENT, {a}),
    ]
    return {text: found for found, texts in made for text in texts}  # the earliest outcome comes last and stays


def test_every_pair_of_short_texts_has_the_outcome_that_makes_it() -> None:
    wrong = []
    for a in STRINGS:
        made = made_one_after_the_other(a)
        for b in STRINGS:
            found = Outcome.EQUIVALENT if a == b else difference(a, b)
            if found is not made.get(b, Outcome.DIFFERENT):
                wrong.append((a, b, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("application", "contract", "found"),
    [
        ("крынов", "крылов", "substituted"),
        ("крылв", "крылов", "omitted"),
        ("рылов", "крылов", "omitted"),
        ("крыло", "крылов", "omitted"),
        ("", "к", "omitted"),
        ("крыллов", "крылов", "added"),
        ("акрылов", "крылов", "added"),
        ("крылова", "крылов", "added"),
        ("к", "", "added"),
        ("кыр", "кры", "swapped"),
        ("вбга", "абгв", "swapped"),
        ("абвгд", "дбвга", "swapped"),
        ("абв", "бва", "two_transpositions"),
        ("абв", "ваб", "two_transpositions"),
        ("абвг", "бавг", "swapped"),
        ("абвг", "багв", "two_transpositions"),
        ("абвгде", "бавгед", "two_transpositions"),
        ("абхвг", "бахгв", "two_transpositions"),
        ("абвгде", "багвед", "different"),
        ("абвг", "бвга", "different"),
        ("абвг", "вгаб", "different"),
        ("абвг", "гвба", "different"),
        ("абвг", "бавд", "different"),
        ("абвг", "аввг", "substituted"),
        ("абвг", "авбгд", "different"),
        ("абвг", "авб", "different"),
        ("аа", "бб", "different"),
        ("крылов", "крыловой", "different"),
        ("крылов", "орлов", "different"),
        ("аб", "", "different"),
    ],
)
def test_an_edit_or_an_exchange_is_named(application: str, contract: str, found: str) -> None:
    assert difference(application, contract) == found


def test_an_edit_and_an_exchange_together_are_different() -> None:
    assert difference("кырлова", "крылов") is Outcome.DIFFERENT
    assert difference("кырлок", "крылов") is Outcome.DIFFERENT


@pytest.mark.parametrize("length", [150, 199, 200, 201, 5000])
@pytest.mark.parametrize(
    ("head", "tail", "found"),
    [
        (("а", "б"), ("", ""), "substituted"),
        (("", "а"), ("", ""), "omitted"),
        (("", ""), ("а", ""), "added"),
        (("а", "б"), ("б", "а"), "swapped"),
        (("аб", "ба"), ("вг", "гв"), "two_transpositions"),
        (("абв", "бва"), ("", ""), "two_transpositions"),
        (("а", "б"), ("в", "г"), "different"),
        (("а", ""), ("", "а"), "different"),
        (("абвгд", "ежзик"), ("", ""), "different"),
        (("аб", ""), ("", ""), "different"),
        (("", "а"), ("бв", "вб"), "different"),
    ],
)
def test_length_changes_no_outcome(length: int, head: tuple[str, str], tail: tuple[str, str], found: str) -> None:
    middle = ("мнопрстуфх" * length)[:length]
    assert difference(head[0] + middle + tail[0], head[1] + middle + tail[1]) == found


@given(st.text(LETTERS, max_size=6), st.text(LETTERS, max_size=6))
def test_turning_the_pair_round_turns_omitted_and_added_round(a: str, b: str) -> None:
    turned = {Outcome.OMITTED: Outcome.ADDED, Outcome.ADDED: Outcome.OMITTED}
    one, other = (outcome(Folded(x), Folded(y), folding()) for x, y in ((a, b), (b, a)))
    assert other is turned.get(one, one)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        (["крылов"], ["орлов"], 2),
        (["крылов"], ["крылов"], 0),
        (["абвг"], ["вгаб"], 4),
        (["абвгде"], ["багвед"], 3),
        (["крb1лов"], ["крылов"], 0),
        (["b1ывв"], ["аыа"], 3),
        (["аа", "бб"], ["вв", "аб"], 1),
        ([""], ["абв"], 3),
        (["а" * 1000], ["б" * 1000], 1000),
    ],
)
def test_the_distance_is_the_least_over_spellings_and_readings(one: list[str], other: list[str], distance: int) -> None:
    assert nearest(map(Folded, one), map(Folded, other), folding()) == distance


@pytest.mark.parametrize(("one", "other"), [("а" * 1001, "б"), ("bbbb", "а"), ("а", "b1b1b1b1")])
def test_no_distance_is_told_where_it_would_take_long(one: str, other: str) -> None:
    assert nearest([Folded(one)], [Folded(other)], folding()) is None


def test_a_text_that_is_too_long_does_not_hide_one_that_is_not() -> None:
    assert nearest([Folded("а" * 1001), Folded("аб")], [Folded("в")], folding()) == 2
