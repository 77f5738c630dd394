"""Explanations as text for people, in Russian and in English."""

from typing import Any

import pytest

from npmatch import Customer, Organization, Person, Policy, explain
from npmatch.explanation.texts import text

INN = "7707083893"
ESCAPE = "\x1b[31m"


def lines(one: Any, other: Any, language: Any = "en", policy: Policy | None = None) -> list[str]:  # noqa: ANN401  # records
    rendered: str = explain(one, other, policy).render(language)
    return rendered.splitlines()


def test_an_explanation_reads_like_this() -> None:
    one, other = Person("Kpb1лв", "И.", "Ильич", "4508 123456"), Person("Крылов", "Иван", "Ильич", "4508123456")
    assert lines(one, other) == [
        "The data do not match: code 7004 (natural person)",
        "",
        "surname: the application lacks one symbol (accepted, 6/2.3 г)",
        "  application",
        "    as given             Kpb1лв",
        "    significant symbols  Kpb1лв",
        "    look-alikes folded   крb1лв",
        "  contract",
        "    as given             Крылов",
        "    significant symbols  Крылов",
        "    look-alikes folded   крылов",
        "  application  K p b1 л · в",
        "  contract     К р ы  л о в",
        "               ~ ~ ~    -",
        "    1  K U+004B LATIN CAPITAL LETTER K | К U+041A CYRILLIC CAPITAL LETTER KA: look-alike (6/2.3 б)",
        "    2  p U+0070 LATIN SMALL LETTER P | р U+0440 CYRILLIC SMALL LETTER ER: look-alike (6/2.3 б)",
        (
            "    3  b1 U+0062 U+0031 LATIN SMALL LETTER B + DIGIT ONE | ы U+044B CYRILLIC SMALL LETTER YERU: "
            "look-alike (6/2.3 в)"
        ),
        "    5  · | о U+043E CYRILLIC SMALL LETTER O: left out (6/2.3 г)",
        "given name: differs (not accepted, 6/2.3 г, distance: 3)",
        "  application",
        "    as given             И.",
        "    significant symbols  И",
        "    look-alikes folded   и",
        "  contract",
        "    as given             Иван",
        "    significant symbols  Иван",
        "    look-alikes folded   иван",
        "  application  И · · ·",
        "  contract     И в а н",
        "                 - - -",
        "    2  · | в U+0432 CYRILLIC SMALL LETTER VE: left out (6/2.3 г)",
        "    3  · | а U+0430 CYRILLIC SMALL LETTER A: left out (6/2.3 г)",
        "    4  · | н U+043D CYRILLIC SMALL LETTER EN: left out (6/2.3 г)",
        "patronymic: the strings are the same (accepted, 6/2.1)",
        "document: agrees: the differences do not count (accepted, 6/3.1 б)",
        "  application",
        "    as given             4508 123456",
        "    significant symbols  4508123456",
        "    look-alikes folded   ч5о812зч56",
        "  contract",
        "    as given             4508123456",
        "    significant symbols  4508123456",
        "    look-alikes folded   ч5о812зч56",
        "  application  4 5 0 8 1 2 3 4 5 6",
        "  contract     4 5 0 8 1 2 3 4 5 6",
        "",
        "Notes:",
        "  given name: a name differs because one side is its first letter only [initials]",
    ]


def test_an_explanation_in_russian_reads_like_this() -> None:
    one = Organization("АО Заря", INN, ("Восход",))
    other = Organization("Восход", INN, ("Заря",))
    assert lines(one, other, "ru") == [
        "Данные не совпадают: код 7004 (юридическое лицо)",
        "",
        "наименование: не совпадает (не принимается, 6/2.3 г, расстояние: 5)",
        "  заявление",
        "    как указано              АО Заря",
        "    значимые символы         АОЗаря",
        "    похожие символы сведены  аозаря",
        "  договор",
        "    как указано              Восход",
        "    значимые символы         Восход",
        "    похожие символы сведены  восход",
        "  заявление  А О З а р я",
        "  договор    В о с х о д",
        "             x   x x x x",
        "    1  А U+0410 CYRILLIC CAPITAL LETTER A | В U+0412 CYRILLIC CAPITAL LETTER VE: заменён (6/2.3 г)",
        "    3  З U+0417 CYRILLIC CAPITAL LETTER ZE | с U+0441 CYRILLIC SMALL LETTER ES: заменён (6/2.3 г)",
        "    4  а U+0430 CYRILLIC SMALL LETTER A | х U+0445 CYRILLIC SMALL LETTER HA: заменён (6/2.3 г)",
        "    5  р U+0440 CYRILLIC SMALL LETTER ER | о U+043E CYRILLIC SMALL LETTER O: заменён (6/2.3 г)",
        "    6  я U+044F CYRILLIC SMALL LETTER YA | д U+0434 CYRILLIC SMALL LETTER DE: заменён (6/2.3 г)",
        "ИНН: строки одинаковы (принимается, 6/3.2 а)",
        "",
        "Решение изменит другое прочтение приказа:",
        "  другие наименования = either",
        "",
        "Примечания:",
        "  наименование: наименования совпали бы, если достаточно указания в одном из документов [alias_one_sided]",
        "  решение зависит от прочтения приказа [reading_dependent]",
    ]


@pytest.mark.parametrize(
    ("one", "other", "english", "russian"),
    [
        (
            Person("А", document="1"),
            Person("А", document="1"),
            "no ground for a refusal with code 7004",
            "не даёт основания",
        ),
        (Person("А", document="1"), Person("А", document="2"), "do not match: code 7004", "не совпадают: код 7004"),
        (Person("А"), Person("А"), "The data are incomplete", "Данных недостаточно"),
        (Customer("А", INN, purchase_id="1"), Customer("А", INN), "code 7014", "код 7014"),
    ],
    ids=["matched", "refused", "incomplete", "another purchase"],
)
def test_the_first_line_says_what_follows_from_the_comparison(one: Any, other: Any, english: str, russian: str) -> None:  # noqa: ANN401  # records
    assert english in lines(one, other, "en")[0]
    assert russian in lines(one, other, "ru")[0]


def test_what_needs_no_alignment_is_one_line() -> None:
    one = Organization("А", nonresident=True)
    assert lines(one, one)[2:] == [
        "name: the strings are the same (accepted, 6/2.1)",
        "INN: neither of the two non-residents has an INN (accepted, 6/3.2 а)",
    ]
    missing = lines(Person("Крылов"), Person(""))
    assert missing[2] == "surname: a mandatory field is empty (not accepted, 6/3.1 а)"
    assert missing[-1] == "document: a mandatory field is empty (not accepted, 6/3.1 б)"
    assert "Крылов" not in "".join(missing)


def test_an_alias_is_told_beside_the_name_that_it_agrees_with() -> None:
    one = Organization("Заря", INN, ("Восход",))
    other = Organization("Восход", INN, ("Зоря",))
    rendered = lines(one, other)
    assert rendered[2] == "name: another name that both documents list agrees (accepted, 6/2.4 б)"
    start = rendered.index("  Other names agree:")
    assert rendered[start + 1 : start + 3] == [
        "    application: Заря | Зоря: one symbol is changed",
        "    contract: Восход | Восход: the strings are the same",
    ]


def test_an_option_of_several_words_is_told_word_by_word() -> None:
    one, other = Person("А", "", "нет", "1"), Person("А", document="1")
    assert "  absent_markers = нет, отсутствует" in lines(one, other)
    assert "  absent_markers = ()" in lines(one, other, "en", Policy(absent_markers=("нет",)))


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    "hidden", [ESCAPE, "\x00", "\u202e", "\N{ZERO WIDTH SPACE}", "\ud800", "\n", "\N{NO-BREAK SPACE}"]
)
def test_what_a_terminal_would_obey_or_hide_is_escaped(hidden: str, language: str) -> None:
    one = Organization(f"А{hidden}Б", "1", (f"Г{hidden}Д",))
    other = Organization(f"Г{hidden}Д", "1", (f"А{hidden}Б",))
    for policy in (Policy(), Policy(spaces="collapse")):
        rendered = "\n".join(
            lines(one, other, language, policy) + lines(one, Organization("АБВ", "1"), language, policy)
        )
        assert hidden.encode("unicode_escape").decode() in rendered
        assert [character for character in rendered if not character.isprintable() and character != "\n"] == []


def test_a_tab_that_counts_as_a_space_is_escaped_in_the_alignment() -> None:
    rendered = lines(Person("А\tБ", document="1"), Person("АБ", document="1"), "en", Policy(spaces="collapse"))
    given, *_ = (line for line in rendered if "as given" in line)
    assert given == r"    as given             А\tБ"
    assert [line for line in rendered if "\t" in line] == []
    assert any(r"\t U+0009" in line for line in rendered)


def test_a_long_alignment_is_broken_into_rows() -> None:
    rendered = lines(Person("а" * 100, document="1"), Person("а" * 99 + "б", document="1"))
    rows = [line.split() for line in rendered if line.startswith("  application  ")]
    assert [len(row) - 1 for row in rows] == [40, 40, 20]
    assert [line for line in rendered if line.startswith("    100  ")] == [
        "    100  а U+0430 CYRILLIC SMALL LETTER A | б U+0431 CYRILLIC SMALL LETTER BE: replaced (6/2.3 г)"
    ]


def test_there_is_no_row_of_marks_where_all_are_equal() -> None:
    rendered = lines(Person("Крылов", document="12"), Person("Крылова", document="1-2"))
    assert rendered[-2:] == ["  application  1 2", "  contract     1 2"]
    assert [line for line in rendered if "  -" in line] == ["                           -"]


def test_a_character_without_a_name_is_told_by_its_code_point() -> None:
    rendered = lines(Person("А\x1cБ", document="1"), Person("АБ", document="1"), "en", Policy(spaces="collapse"))
    assert any(r"\x1c U+001C ? | ·: added" in line for line in rendered)


@pytest.mark.parametrize("language", ["de", "", None, "RU"])
def test_another_language_is_refused(language: Any) -> None:  # noqa: ANN401  # anything
    with pytest.raises(ValueError, match=r"^language: choose 'ru' or 'en'$"):
        explain(Person("А"), Person("А")).render(language)


def test_texts_are_filled_in_with_values() -> None:
    assert text("verdict.refused", "en", code=7004) == "The data do not match: code 7004"
    assert text("distance", "ru", distance=3) == "расстояние: 3"
