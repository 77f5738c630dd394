"""E: which symbols count as the same (2.3 а-в and Table P6.1)."""

import sys
from itertools import product

import pytest

from npmatch.policy import Spaces
from npmatch.text.compare import agree, fold
from npmatch.text.equivalence import Folding, folding
from npmatch.text.significant import Significant, significant

# Table P6.1 once more, as the spelling of 2019 has it: Russian letter, the Latin letters and digits that equal it.
LATIN = {
    "А": "A", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "П": "n", "Р": "P", "С": "C", "Т": "T", "У": "Y",
    "Х": "X", "Ш": "W", "Г": "r", "И": "u", "В": "B", "Ь": "b",
}  # fmt: skip
DIGITS = {"О": "0", "З": "3", "Ч": "4"}
CASES = (str.upper, str.lower)


def both_cases(pairs: dict[str, str]) -> list[tuple[str, str]]:
    made = ((one(letter), other(twin)) for letter, twin in pairs.items() for one, other in product(CASES, CASES))
    return list(dict.fromkeys(made))


@pytest.mark.clause("6/2.3 а")
@pytest.mark.parametrize("letter", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZÜÅ")
def test_small_and_capital_letters_are_equal(letter: str) -> None:
    assert agree(letter, letter.lower())


@pytest.mark.clause("6/2.3 а")
@pytest.mark.parametrize(
    ("value", "folded"),
    [
        ("STRAßE", "sтгаssе"),
        ("ẞ", "ss"),
        ("\N{LATIN SMALL LETTER N PRECEDED BY APOSTROPHE}", "п"),
        ("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "i"),
        ("\N{LATIN SMALL LETTER J WITH CARON}", "j"),
        ("ς", "σ"),
        ("ǅ", "ǆ"),
    ],
)
def test_marks_that_ignoring_case_makes_are_no_symbols(value: str, folded: str) -> None:
    assert fold(value) == folded


@pytest.mark.clause("6/2.3 б")
@pytest.mark.parametrize(("letter", "twin"), both_cases({"Ё": "Е", "Й": "И", "Ъ": "Ь"}))
def test_russian_letters_of_one_row_are_equal(letter: str, twin: str) -> None:
    assert agree(letter, twin)


@pytest.mark.clause("6/2.3 б", "6/П6.1")
@pytest.mark.parametrize(("letter", "twin"), both_cases(LATIN))
def test_a_latin_letter_of_the_table_equals_its_russian_letter(letter: str, twin: str) -> None:
    assert agree(letter, twin)
    assert agree(twin, letter)


@pytest.mark.clause("6/2.3 в", "6/П6.1")
@pytest.mark.parametrize(("letter", "digit"), both_cases(DIGITS))
def test_a_digit_of_the_table_equals_its_russian_letter(letter: str, digit: str) -> None:
    assert agree(letter, digit)


@pytest.mark.clause("6/2.3 б", "6/П6.1")
def test_latin_letters_that_the_table_does_not_list_equal_only_themselves() -> None:
    russian = "абвгдежзиклмнопрстуфхцчшщьыэюя"
    for letter in "dfgijlqsvz":
        assert [other for other in russian if agree(letter, other)] == []
        assert fold(letter) == letter


@pytest.mark.clause("6/2.3 в", "6/П6.1")
def test_digits_that_the_table_does_not_list_equal_only_themselves() -> None:
    assert fold("1256789") == "1256789"


@pytest.mark.clause("6/2.3 б")
def test_russian_letters_of_different_rows_differ() -> None:
    rows = ["аА", "бБ", "вВ", "гГ", "дД", "еЕёЁ", "жЖ", "зЗ", "иИйЙ", "кК", "лЛ", "мМ", "нН", "оО", "пП", "рР", "сС"]
    rows += ["тТ", "уУ", "фФ", "хХ", "цЦ", "чЧ", "шШ", "щЩ", "ьЬъЪ", "ыЫ", "эЭ", "юЮ", "яЯ"]
    assert len({fold(letter) for row in rows for letter in row}) == len(rows)


@pytest.mark.clause("6/2.3 б")
@pytest.mark.parametrize(
    "letter", ["ü", "\N{LATIN SMALL LETTER E WITH DIAERESIS}", "\N{FULLWIDTH LATIN SMALL LETTER A}"]
)
def test_accented_and_wide_letters_equal_only_themselves(letter: str) -> None:
    assert fold(letter) == letter


@pytest.mark.clause("6/2.3 б")
def test_the_latin_b_keeps_its_two_readings_open() -> None:
    assert fold("Bb") == "bb"
    assert folding().choices == {"b": ("в", "ь")}


@pytest.mark.clause("6/2.3 б-в")
@pytest.mark.parametrize("first", ["b", "B", "ь", "Ь", "ъ", "Ъ"])
@pytest.mark.parametrize("second", ["i", "I", "l", "L", "1"])
def test_a_pair_of_the_table_in_any_case_is_an_open_place(first: str, second: str) -> None:
    assert folding().open_places.search(fold(first + second))
    assert agree(first + second, "ы")
    assert agree("Ы", first + second)


@pytest.mark.clause("6/2.3 б")
@pytest.mark.parametrize("pair", ["вi", "вl", "в1", "ыi", "ь2", "b2", "1b", "iь"])
def test_no_other_pair_is_one_letter(pair: str) -> None:
    assert not agree(pair, "ы")


@pytest.mark.clause("6/2.3 в")
@pytest.mark.parametrize("one", ["\N{ARABIC-INDIC DIGIT ONE}", "\N{FULLWIDTH DIGIT ONE}", "Ⅰ", "-1", "№1"])
def test_what_became_a_one_or_an_i_completes_a_pair(one: str) -> None:
    assert agree("b" + one, "ы")


@pytest.mark.clause("6/2.2 б")
def test_a_space_that_counts_parts_a_pair() -> None:
    assert agree("Корабль 1", "Кораблы")
    assert not agree("Корабль 1", "Кораблы", "collapse")
    assert agree("Корабль-1", "Кораблы", "collapse")


@pytest.mark.clause("6/2.2")
@pytest.mark.parametrize("spaces", ["remove", "collapse"])
@pytest.mark.parametrize("value", ["", " Kpылов - Ёлкин ", "ООО «POCA» № 4", "и\N{COMBINING BREVE} ﬁ Ⅳ", "b1 ьl"])
def test_one_pass_does_what_the_two_steps_do(value: str, spaces: Spaces) -> None:
    assert folding().fold_raw(value, spaces) == folding().fold(significant(value, spaces))


def test_a_value_too_long_to_be_remembered_folds_alike() -> None:
    assert fold("Kp" * 100) == "кр" * 100


def test_a_table_without_rows_folds_case_alone_and_leaves_nothing_open() -> None:
    bare = Folding.from_rows([])
    assert bare.fold(Significant("Ёb1")) == "ёb1"
    assert bare.open_places.search("b1ь1") is None
    assert bare.openers == ()


@pytest.mark.clause("6/2.3 а")
def test_letters_that_differ_in_case_only_fold_alike() -> None:
    """What lets two names be compared by their case alone before they are folded."""
    fold = folding().fold_raw
    alike: dict[str, set[str]] = {}
    for code_point in range(sys.maxunicode + 1):
        letter = chr(code_point)
        if letter.isalpha():
            alike.setdefault(letter.casefold(), set()).add(fold(letter))
    assert len(alike) > 100_000
    assert [cased for cased, folded in alike.items() if len(folded) > 1] == []
