"""The literal reading keeps its own promises: what it shortens is checked against what it stands for."""

from itertools import product

import pytest

from oracle.equivalence import agree, readings
from oracle.organisations import Row, forms_of, joined, pieces, spellings
from oracle.tolerance import exchanges, two_transpositions

ROWS: list[Row] = [
    ("открытое акционерное общество", "ОАО", ()),
    ("акционерное общество", "АО", ()),
    ("производственный кооператив", "ПК", ("П/К",)),
    ("потребительский кооператив", "ПК", ()),
]


@pytest.mark.parametrize(("alphabet", "length"), [("аб", 6), ("абв", 5), ("абвг", 4)])
def test_two_exchanges_are_one_after_the_other(alphabet: str, length: int) -> None:
    words = ["".join(symbols) for symbols in product(alphabet, repeat=length)]
    for one in words:
        reached = {twice for once in exchanges(one) for twice in exchanges(once)}
        assert reached == {other for other in words if two_transpositions(one, other)}


def test_a_string_of_ambiguous_symbols_has_every_reading() -> None:
    assert readings("B-1", "remove") == {"в1", "ь1", "ы"}
    assert readings("b 1", "collapse") == {"в 1", "ь 1"}
    assert readings("Ъlb", "remove") == {"ьlв", "ьlь", "ыв", "ыь"}
    assert readings("", "remove") == {""}


def test_agreement_is_not_transitive() -> None:
    assert agree("В", "b", "remove")
    assert agree("b", "Ь", "remove")
    assert not agree("В", "Ь", "remove")


def test_the_longest_form_is_found_and_the_rest_stays() -> None:
    found = pieces('«Открытое акционерное общество» "П/К" AO!', forms_of(ROWS))
    assert [(piece.text, piece.form.short if piece.form else None) for piece in found] == [
        ("«", None),
        ("Открытое акционерное общество", "ОАО"),
        ('» "', None),
        ("П/К", "ПК"),
        ('" ', None),
        ("AO", "АО"),
        ("!", None),
    ]


def test_each_full_form_of_a_short_one_is_a_spelling() -> None:
    written = {joined(spelling) for spelling in spellings("ПК Весна, п/к Лето", forms_of(ROWS))}
    assert written == {
        "ПК Весна, п/к Лето",
        "ПК Весна, ПК Лето",
        "производственный кооператив Весна, производственный кооператив Лето",
        "потребительский кооператив Весна, потребительский кооператив Лето",
    }
