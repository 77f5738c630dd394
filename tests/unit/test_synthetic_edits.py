"""Slips: each kind does to the symbols what its name says, for every name and by a literal count."""

from itertools import product

import pytest

from npmatch.synthetic import Seeded, edits
from npmatch.synthetic.names import FOREIGN, firms, sexes

SAME = str.maketrans("ёйъ", "еиь")
TEXTS = (
    *(text for sex in sexes() for names in sex for text in names.texts[:150]),
    *(firm.core for firm in (*firms(), *FOREIGN)),
    "Лев",
    "Анна",
    "Римский-Корсаков",
)


def symbols(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold())).translate(SAME)


def differing(left: str, right: str) -> list[int]:
    return [at for at, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]


def without_one(text: str) -> set[str]:
    return {text[:at] + text[at + 1 :] for at in range(len(text))}


def exchanged(text: str) -> set[str]:
    return {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)}


def within_one_slip(left: str, right: str) -> bool:
    if len(left) != len(right):
        shorter, longer = sorted((left, right), key=len)
        return shorter in without_one(longer)
    places = differing(left, right)
    return len(places) < 2 or (
        len(places) == 2 and left[places[0]] == right[places[1]] and left[places[1]] == right[places[0]]
    )


def made(edit: edits.Edit) -> list[tuple[str, str]]:
    results = ((text, edit(Seeded(seed), text)) for text, seed in product(TEXTS, range(3)))
    found = [(symbols(text), symbols(result)) for text, result in results if result is not None]
    assert len(found) > 2 * len(TEXTS)
    return found


def test_a_substitution_changes_one_symbol() -> None:
    assert all(len(differing(before, after)) == 1 for before, after in made(edits.substitute))


def test_a_drop_leaves_out_one_symbol() -> None:
    assert all(after in without_one(before) for before, after in made(edits.drop))


def test_an_insertion_adds_one_symbol() -> None:
    assert all(before in without_one(after) for before, after in made(edits.insert))


def test_a_swap_moves_two_symbols_only() -> None:
    for before, after in made(edits.swap):
        first, second = differing(before, after)
        assert (before[first], before[second]) == (after[second], after[first])


def test_swaps_are_of_neighbours_and_of_others() -> None:
    distances = {b - a for before, after in made(edits.swap) for a, b in [differing(before, after)]}
    assert {1, 2, 3} <= distances


def test_two_transpositions_are_two_exchanges_of_neighbours_and_no_single_slip() -> None:
    pairs = made(edits.two_transpositions)
    for before, after in pairs[::7]:
        assert any(after in exchanged(middle) for middle in exchanged(before))
        assert not within_one_slip(before, after)
    assert {len(differing(before, after)) for before, after in pairs} == {3, 4}


def test_two_slips_are_beyond_any_tolerance() -> None:
    for before, after in made(edits.two_slips):
        assert not within_one_slip(before, after)
        assert not any(after in exchanged(middle) for middle in exchanged(before))


@pytest.mark.parametrize("at", range(5))
def test_every_way_to_slip_twice_is_beyond_any_tolerance(at: int) -> None:
    way = edits.TWO_SLIPS[at]
    found = [(symbols(text), symbols(result)) for text in TEXTS if (result := way(Seeded(at), text)) is not None]
    assert len(found) > len(TEXTS) / 2
    assert not any(within_one_slip(before, after) for before, after in found)


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (edits.substitute, "-"),
        (edits.drop, "-Я"),
        (edits.insert, ""),
        (edits.swap, ""),
        (edits.swap, "Аа"),
        (edits.two_transpositions, "Ян"),
        (edits.two_transpositions, "Ага"),
        (edits.two_slips, "Я"),
    ],
)
def test_a_text_that_is_too_short_gets_no_slip(edit: edits.Edit, text: str) -> None:
    assert {edit(Seeded(seed), text) for seed in range(50)} == {None}


@pytest.mark.parametrize("text", ["Ян", "Ада", "Ия", "Аа", "Мм"])
def test_short_names_are_given_up_or_slip_rightly(text: str) -> None:
    results = {edits.two_slips(Seeded(seed), text) for seed in range(200)}
    assert None in results
    assert not any(within_one_slip(symbols(text), symbols(result)) for result in results if result is not None)


def test_a_slip_keeps_the_capital_where_it_was() -> None:
    results = [edits.swap(Seeded(seed), "Крылов") for seed in range(50)]
    assert all(result is not None and result.istitle() for result in results)


def test_names_are_far_apart_if_more_than_two_letters_differ() -> None:
    assert edits.far_apart("Иванов", "Петров")
    assert not edits.far_apart("Семёнов", "семенова")
    assert not edits.far_apart("Крылов", "Крынов")
    assert not edits.far_apart("Крылов", "волырК")
