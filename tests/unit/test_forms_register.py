"""Legal forms as words: what a word is, and which words are a form."""

import sys
import unicodedata

import pytest
import regex

from npmatch.forms.register import Form, Register, register, word_pattern
from npmatch.forms.spellings import find
from npmatch.text.equivalence import folding

pytestmark = pytest.mark.clause("6/2.4 а")

LATIN_OOO = "OOO"
LLC = "Общество с ограниченной ответственностью"
AND_ON = r"[\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{Nl}\p{Nd}\p{M}\p{Cf}]*"
"""The second half of the pattern of a word."""
BREVE = "\N{COMBINING BREVE}"


def rows(*forms: tuple[str, str, str]) -> list[dict[str, str]]:
    return [{"full": full, "short": short, "variants": variants} for full, short, variants in forms]


def shorts(name: str) -> list[str]:
    return [found.form.short for found in find(name)]


def stretches(name: str) -> list[str]:
    return [name[found.start : found.end] for found in find(name)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ООО «Ромашка»", ["ООО", "Ромашка"]),
        ("К(Ф)Х", ["К", "Ф", "Х"]),
        ("О.О.О.", ["О", "О", "О"]),
        ("Заря-2 №5", ["Заря", "2", "5"]),
        ("Форум Ⅳ", ["Форум", "Ⅳ"]),
        ("Ко\N{SOFT HYPHEN}опе\N{ZERO WIDTH JOINER}ратив", ["Ко\N{SOFT HYPHEN}опе\N{ZERO WIDTH JOINER}ратив"]),
        ("Хозяи" + BREVE + "ство", ["Хозяи" + BREVE + "ство"]),
        (BREVE + "АО", ["АО"]),
        ("А\N{MODIFIER LETTER APOSTROPHE}О", ["А", "О"]),
        ("АО\N{NO-BREAK SPACE}Заря\tи Ко", ["АО", "Заря", "и", "Ко"]),
        ("\N{ARABIC-INDIC DIGIT FOUR}АО", ["\N{ARABIC-INDIC DIGIT FOUR}АО"]),
        ("А_О", ["А", "О"]),
        ("м²", ["м"]),
        ("", []),
    ],
)
def test_a_word_is_a_run_of_letters_and_digits(text: str, words: list[str]) -> None:
    assert word_pattern().findall(text) == words


def test_regex_and_unicodedata_agree_about_every_character_that_the_interpreter_knows() -> None:
    by_category: dict[str, list[str]] = {}
    for character in map(chr, range(sys.maxunicode + 1)):
        by_category.setdefault(unicodedata.category(character), []).append(character)
    known = "".join(character for each, found in by_category.items() if each not in {"Cn", "Cs"} for character in found)
    begins = {character for each in ("Lu", "Ll", "Lt", "Lo", "Nl", "Nd") for character in by_category[each]}
    goes_on = begins | {character for each in ("Mn", "Mc", "Me", "Cf") for character in by_category[each]}
    assert set(regex.findall(word_pattern().pattern.removesuffix(AND_ON), known)) == begins
    assert set(regex.findall(AND_ON.removesuffix("*"), known)) == goes_on


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ООО «Ромашка»", ["ООО"]),
        ("«Ромашка», ООО", ["ООО"]),
        ("ооо ромашка", ["ООО"]),
        (f"{LATIN_OOO} Ромашка", ["ООО"]),
        ("000 Ромашка", ["ООО"]),
        ("0О\N{LATIN SMALL LETTER O} Ромашка", ["ООО"]),
        ("(ООО)Ромашка", ["ООО"]),
        ("Ромашка(ООО)", ["ООО"]),
        ("Ромашка/ООО\\", ["ООО"]),
        ("О\N{SOFT HYPHEN}О\N{ZERO WIDTH SPACE}О Ромашка", ["ООО"]),
        (f"{LLC} Ромашка", ["ООО"]),
        ("«Общество, с (ограниченной)\n- ответственностью»", ["ООО"]),
        ("Общество c огрaнuченной oтветcтвенноcтbю", ["ООО"]),
        ("Банк ВТБ (публичное акционерное общество)", ["ПАО"]),
        ("Публичное акционерное общество", ["ПАО"]),
        ("Закрытое акционерное общество Акционерное общество", ["ЗАО", "АО"]),
        ("АО ПАО ЗАО", ["АО", "ПАО", "ЗАО"]),
        ("АО АО", ["АО", "АО"]),
        ("Крестьянское (фермерское) хозяйство", ["КФХ"]),
        ("Крестьянское фермерское хозяи" + BREVE + "ство", ["КФХ"]),
        ("К(Ф)Х Заря", ["КФХ"]),
        ("ООО5 Ромашка", []),
        ("ПОООТ", []),
        ("О О О Ромашка", []),
        ("О.О.О. Ромашка", []),
        ("О\N{MODIFIER LETTER APOSTROPHE}ОО Ромашка", ["ОО"]),
        ("Общество с ограниченной Ромашка ответственностью", []),
        ("с ограниченной ответственностью", []),
        ("Общество с ограниченной", []),
        ("Общество с ограниченной акционерное общество", ["АО"]),
        ("", []),
        ("«»", []),
        ("Ромашка", []),
    ],
)
def test_a_form_is_a_sequence_of_whole_words_anywhere_in_a_name(name: str, found: list[str]) -> None:
    assert shorts(name) == found


@pytest.mark.parametrize(
    ("name", "stretch"),
    [
        ("«ООО» Ромашка", "ООО"),
        ("Банк (Публичное акционерное общество) Ромашка", "Публичное акционерное общество"),
        ("Общество, с (ограниченной) ответственностью!", "Общество, с (ограниченной) ответственностью"),
        ("О\N{SOFT HYPHEN}ОО«Ромашка»", "О\N{SOFT HYPHEN}ОО"),
        ("К (Ф) Х Заря", "К (Ф) Х"),
    ],
)
def test_a_form_stretches_from_its_first_word_to_its_last(name: str, stretch: str) -> None:
    assert stretches(name) == [stretch]


def test_of_the_forms_that_begin_at_one_word_the_longest_wins() -> None:
    known = Register(
        rows(("Дом", "Д", ""), ("Дом быта", "ДБ", ""), ("Дом быта и отдыха", "ДБО", ""), ("Отдыха", "ОТ", "")),
        folding(),
    )
    found = [
        [hit.form.short for hit in find(name, known)] for name in ("Дом", "Дом быта", "Дом быта и", "Дом быта и отдыха")
    ]
    assert found == [["Д"], ["ДБ"], ["ДБ"], ["ДБО"]]
    assert [hit.form.short for hit in find("Дом быта отдыха", known)] == ["ДБ", "ОТ"]
    assert [hit.form.short for hit in find("Дом Дом быта", known)] == ["Д", "ДБ"]


def test_a_form_that_is_found_hides_those_that_begin_inside_it() -> None:
    known = Register(rows(("Быта и отдыха", "БО", ""), ("Дом быта", "ДБ", "")), folding())
    assert [hit.form.short for hit in find("Дом быта и отдыха", known)] == ["ДБ"]


def test_a_short_form_stands_for_each_of_its_full_ones() -> None:
    known = Register(rows(("Дом отдыха", "ДО", ""), ("Дворец отдыха", "ДО", "Д/О")), folding())
    fulls = ("Дом отдыха", "Дворец отдыха")
    assert [hit.form for hit in find("ДО", known)] == [Form("ДО", fulls)]
    assert [hit.form for hit in find("Д-О", known)] == [Form("ДО", fulls)]
    assert [hit.form for hit in find("дворец отдыха", known)] == [Form("ДО", ("Дворец отдыха",))]


@pytest.mark.clause("6/2.3 б")
@pytest.mark.parametrize("word", ["b1", "ьi", "Ы", "bl"])
def test_words_agree_by_readings(word: str) -> None:
    known = Register(rows(("Крымский завод", "Ы", "")), folding())
    assert [hit.form.short for hit in find(word, known)] == ["Ы"]
    assert [hit.form.short for hit in find("Кр" + word + "мский завод", known)] == ["Ы"]


@pytest.mark.clause("6/2.3 б")
@pytest.mark.parametrize("word", ["b2", "в1", "b", "ь", "b1b1", "b11", "bbbbbbbb"])
def test_a_word_that_cannot_be_read_as_a_form_is_none(word: str) -> None:
    known = Register(rows(("Крымский завод", "Ы", "")), folding())
    assert find(word, known) == ()


@pytest.mark.clause("6/2.3 б")
def test_a_word_of_two_readings_may_begin_two_forms() -> None:
    known = Register(rows(("Вол полный", "ВП", ""), ("Ьол пустой", "ЬП", "")), folding())
    assert [hit.form.short for hit in find("bол пустой", known)] == ["ЬП"]
    assert [hit.form.short for hit in find("bол полный", known)] == ["ВП"]
    assert [hit.form.short for hit in find("bп", known)] == ["ВП"]


def test_the_register_of_the_package_knows_every_row() -> None:
    assert shorts("НП НКО") == ["НП", "НКО"]
    assert register() is register()
