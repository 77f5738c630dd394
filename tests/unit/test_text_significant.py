"""N: which symbols of a value are significant."""

import sys
import unicodedata

import pytest

from npmatch.policy import Spaces
from npmatch.tables import read
from npmatch.text.compare import empty
from npmatch.text.equivalence import Folding
from npmatch.text.significant import LETTERS, significant, symbols

COMBINING_BREVE = "\N{COMBINING BREVE}"
COMBINING_DIAERESIS = "\N{COMBINING DIAERESIS}"
EVERY_CODE_POINT = [chr(code_point) for code_point in range(sys.maxunicode + 1)]
MEANS_NOTHING = {"Cn", "Co", "Cs"}  # not assigned, private, half of a pair: seven in eight code points
CHARACTERS = [each for each in EVERY_CODE_POINT if unicodedata.category(each) not in MEANS_NOTHING]
NO_CHARACTERS = "".join(each for each in EVERY_CODE_POINT if unicodedata.category(each) in MEANS_NOTHING)


@pytest.mark.clause("6/2.2 г")
@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("Римский-Корсаков", "РимскийКорсаков"),
        ("О'Коннор", "ОКоннор"),
        ("Д\N{MODIFIER LETTER APOSTROPHE}Артаньян", "ДАртаньян"),
        ("«Ромашка»", "Ромашка"),
        ("№ 5", "5"),
        ("Nº 5", "N5"),
        ("1ª", "1"),
        ("м²", "м"),
        ("N@.,-=+-/*;:?()}{[]|!'#$%^&_<>~", "N"),
        ('\\"`', ""),
        ("Крылов\N{ZERO WIDTH SPACE}а", "Крылова"),
        ("Кры\N{SOFT HYPHEN}лов", "Крылов"),
        ("\N{ZERO WIDTH NO-BREAK SPACE}Крылов", "Крылов"),
        ("Кры\N{ZERO WIDTH JOINER}лов\N{LEFT-TO-RIGHT MARK}", "Крылов"),
        ("Кры\x00ло\x1bв", "Крылов"),
        ("ИванⅣ", "ИванIV"),
        ("ⅸ", "ix"),
        ("\N{IDEOGRAPHIC NUMBER ZERO}1", "1"),
        ("\N{ARABIC-INDIC DIGIT FOUR}\N{ARABIC-INDIC DIGIT FIVE}", "45"),
        ("\N{FULLWIDTH DIGIT SEVEN}\N{MATHEMATICAL BOLD DIGIT NINE}", "79"),
        ("①½", ""),
        ("😀Ж", "Ж"),
        ("\ud800Ж", "Ж"),
    ],
)
def test_letters_and_digits_stay_and_all_else_goes(value: str, kept: str) -> None:
    assert significant(value) == kept


@pytest.mark.clause("6/2.2")
@pytest.mark.parametrize(
    ("decomposed", "composed"),
    [("и" + COMBINING_BREVE, "й"), ("Е" + COMBINING_DIAERESIS, "Ё"), ("И" + COMBINING_BREVE + "од", "Йод")],
)
def test_a_decomposed_letter_is_the_letter(decomposed: str, composed: str) -> None:
    assert significant(decomposed) == composed


@pytest.mark.clause("6/2.2 г")
def test_a_mark_that_composes_with_nothing_goes() -> None:
    assert significant("Крыло" + COMBINING_BREVE + "в" + "\N{COMBINING ACUTE ACCENT}") == "Крылов"


@pytest.mark.clause("6/2.2 г")
@pytest.mark.parametrize(
    "letter", ["ü", "ß", "\N{LATIN SMALL LETTER E WITH DIAERESIS}", "\N{FULLWIDTH LATIN SMALL LETTER A}", "ﬁ"]
)
def test_nothing_but_number_letters_is_taken_apart(letter: str) -> None:
    assert significant(letter) == letter


SPACED = [
    ("  Анна  Мария ", "АннаМария", "Анна Мария"),
    ("Анна\tМария\nИ", "АннаМарияИ", "Анна Мария И"),
    ("Анна - Мария", "АннаМария", "Анна Мария"),
    ("Анна-Мария", "АннаМария", "АннаМария"),
    ("- Анна -", "Анна", "Анна"),
    ("Анна\N{NO-BREAK SPACE}Мария", "АннаМария", "Анна Мария"),
    ("Анна\N{IDEOGRAPHIC SPACE}\x1cМария", "АннаМария", "Анна Мария"),
    ("Анна\N{ZERO WIDTH SPACE}Мария", "АннаМария", "АннаМария"),
    (" \t\n", "", ""),
    (" - ", "", ""),
]


@pytest.mark.clause("6/2.2 а")
@pytest.mark.parametrize(("value", "kept", "_"), SPACED)
def test_spaces_before_between_and_after_go(value: str, kept: str, _: str) -> None:
    assert significant(value) == kept


@pytest.mark.clause("6/2.2 б")
@pytest.mark.parametrize(("value", "_", "kept"), SPACED)
def test_under_collapse_a_run_of_spaces_is_one_symbol(value: str, _: str, kept: str) -> None:
    assert significant(value, "collapse") == kept


@pytest.mark.clause("6/2.2")
@pytest.mark.parametrize(
    "value", ["", " ", "-", "—", "\N{ZERO WIDTH SPACE}", "№", "ª", "\N{MODIFIER LETTER APOSTROPHE}"]
)
def test_a_value_without_a_symbol_is_empty(value: str) -> None:
    assert significant(value) == ""
    assert empty(value)


@pytest.mark.clause("6/2.2")
@pytest.mark.parametrize("value", ["а", "0", "- Z", "№ 1", "Ⅳ", "\N{ARABIC-INDIC DIGIT FOUR}", "ß"])
def test_a_value_with_a_symbol_is_not_empty(value: str) -> None:
    assert not empty(value)


@pytest.mark.clause("6/2.2")
@pytest.mark.parametrize("spaces", ["remove", "collapse"])
def test_one_pass_over_a_text_does_what_the_two_steps_do_for_every_code_point(spaces: Spaces) -> None:
    table = Folding.from_rows(read("lookalikes.tsv").rows)  # a table of its own: it keeps what it has seen
    differing = [
        character
        for character in CHARACTERS
        if table.fold_raw(character, spaces) != table.fold(significant(character, spaces))
    ]
    assert differing == []
    assert table.fold_raw(NO_CHARACTERS, spaces) == ""
    assert significant(NO_CHARACTERS, spaces) == ""


@pytest.mark.clause("6/2.2")
def test_a_code_point_is_empty_before_folding_if_and_only_if_it_is_after() -> None:
    table = Folding.from_rows(read("lookalikes.tsv").rows)
    assert [each for each in CHARACTERS if bool(significant(each)) != bool(table.fold_raw(each))] == []


@pytest.mark.clause("6/2.2 г")
def test_every_symbol_that_stays_is_a_letter_or_a_plain_digit() -> None:
    kept = {symbol for character in EVERY_CODE_POINT for symbol in symbols(character)}
    letters = {symbol for symbol in kept if unicodedata.category(symbol) in LETTERS}
    assert kept - letters == set("0123456789")
    assert len(kept) > 100_000
