"""Every text of an explanation is there in both languages, is used, and would be missed."""

import string
from functools import cache
from itertools import product
from typing import Any, get_args
from unittest.mock import patch

import pytest

from npmatch import Customer, Entrepreneur, Note, Organization, Outcome, Person, Policy, explain
from npmatch.explanation import render, texts
from npmatch.explanation.alignment import Operation
from npmatch.explanation.texts import Language
from npmatch.policy import CLAUSES
from npmatch.profiles import PROFILES
from npmatch.tables import read

ROWS = read("texts.tsv").rows
KEYS = [row["key"] for row in ROWS]
LANGUAGES: tuple[Language, ...] = get_args(Language)
INN, OTHER = "7707083893", "7707083839"
EITHER_END = Policy(form_position="either_end")
MARKED = Policy(absent_markers=("нет",))
LLC = "Общество с ограниченной ответственностью"


def org(name: str, *aliases: str, inn: str = INN) -> Organization:
    return Organization(name, inn, aliases)


# What an explanation can be about; together these make it say everything that it can say.
CASES: dict[str, tuple[Any, Any, Policy]] = {
    "a match in other letters": (Person("Kpылов", document="1"), Person("Крылов", document="1"), Policy()),
    "two exchanges": (Person("абвгде", document="1"), Person("бавгед", document="1"), Policy()),
    "a swap": (Person("Кырлов", "Иван", document="1"), Person("Крылов", "Ивон", document="1"), Policy()),
    "one symbol more and one less": (
        Person("Крыло", "Иванн", document="1"),
        Person("Крылов", "Иван", document="1"),
        Policy(),
    ),
    "missing": (Person(""), Person("А", document="1"), Policy()),
    "parts exchanged": (Person("Иван", "Крылов", document="1"), Person("Крылов", "Иван", document="1"), Policy()),
    "initials": (Person("Крылов", "И", "", "1"), Person("Крылов", "Иван", "А", "1"), Policy()),
    "no patronymic": (Person("А", "", "нет", "1"), Person("А", document="1"), MARKED),
    "a patronymic by another reading": (Person("А", "", "нет", "1"), Person("А", document="1"), Policy()),
    "a roman numeral": (Person("А", document="II-АБ 123456"), Person("А", document="П-АБ 123456"), Policy()),
    "spaces": (Person("А Б В Г", document="1"), Person("АБВГ", document="1"), Policy()),
    "a damaged INN": (Entrepreneur("А", inn="7E+11"), Entrepreneur("А", inn="500100732259"), Policy()),
    "a form written out": (org("Обществоо с ограниченной ответственностью А"), org("ООО А"), Policy()),
    "a form shortened": (org("ПАО А"), org("Публичное акционерное общество Б"), Policy()),
    "a form moved": (org("ООО Ася"), org("Ася ООО"), EITHER_END),
    "a form that would have moved": (org("ООО Ася"), org("Ася ООО"), Policy()),
    "a form missing": (org("ООО Ася"), org("Ася"), Policy()),
    "another form": (org("ООО Ася"), org("ОАО Ася"), Policy()),
    "an alias": (org("Ася", "Вова"), org("Вова", "Ася"), Policy()),
    "an alias of one side": (org("Ася", "Вова"), org("Вова"), Policy()),
    "nonresidents": (Organization("А", nonresident=True), Organization("А", nonresident=True), Policy()),
    "another purchase": (Customer("А", INN, purchase_id="1"), Customer("А", INN, purchase_id="2"), Policy()),
}


def said(case: str, language: Language) -> str:
    one, other, policy = CASES[case]
    rendered: str = explain(one, other, policy).render(language)
    return rendered


@cache
def asked_for() -> dict[str, str]:
    """The keys that some case asks for, each with such a case."""
    found: dict[str, str] = {}
    for case in CASES:
        with patch.object(render, "text", wraps=texts.text) as asked:
            said(case, "en")
        found |= dict.fromkeys((call.args[0] for call in asked.call_args_list), case)
    return found


def test_the_columns_are_the_key_and_the_languages() -> None:
    assert list(ROWS[0]) == ["key", *LANGUAGES]


def test_no_key_stands_twice_and_no_cell_is_empty_or_ragged() -> None:
    assert len(set(KEYS)) == len(KEYS)
    assert [cell for row in ROWS for cell in row.values() if not cell or cell != cell.strip()] == []


@pytest.mark.parametrize("row", ROWS, ids=KEYS)
def test_both_languages_are_filled_in_with_the_same_values(row: dict[str, str]) -> None:
    fields = [{name for _, name, _, _ in string.Formatter().parse(row[language]) if name} for language in LANGUAGES]
    assert fields[0] == fields[1]


@pytest.mark.parametrize("row", ROWS, ids=KEYS)
def test_russian_is_in_russian_letters_and_english_in_latin_ones(row: dict[str, str]) -> None:
    words = {language: row[language].replace("{code}", "").replace("{distance}", "") for language in LANGUAGES}
    assert not set(words["ru"]) & set(string.ascii_letters)
    assert words["en"].isascii()


def test_every_outcome_note_operation_kind_field_and_reading_has_a_text() -> None:
    fields = {field.name for profile in PROFILES.values() for field in profile.fields}
    kinds = {profile.kind for profile in PROFILES.values()}
    operations = set(Operation) - {Operation.EQUAL}  # symbols that are equal have no line of their own
    groups: dict[str, Any] = {"outcome": Outcome, "note": Note, "operation": operations, "kind": kinds}
    groups |= {"field": fields, "reading": CLAUSES}
    for prefix, members in groups.items():
        assert {key for key in KEYS if key.startswith(f"{prefix}.")} == {f"{prefix}.{member}" for member in members}


def test_the_cases_ask_for_no_key_that_is_not_there() -> None:
    assert set(asked_for()) <= set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_without_a_text_some_explanation_cannot_be_told(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = asked_for()[key]
    whole = texts._texts()  # noqa: SLF001  # what a table with a row less would be
    monkeypatch.setattr(texts, "_texts", lambda: {found: text for found, text in whole.items() if found[0] != key})
    for language in LANGUAGES:
        with pytest.raises(KeyError):
            said(case, language)


@pytest.mark.parametrize(("case", "language"), list(product(CASES, LANGUAGES)))
def test_no_brace_is_left_unfilled(case: str, language: Language) -> None:
    assert not set(said(case, language)) & set("{}")
