"""Which other readings of the order would turn a verdict round."""

from typing import Any

import pytest

from npmatch import Note, Organization, Outcome, Person, Policy, match, match_org, match_person
from npmatch.case import Case
from npmatch.notes.turning import SUGGESTED_MARKERS, turning_readings
from npmatch.profiles import PROFILES

pytestmark = pytest.mark.clause("6/2")

INN = "7707083893"


def person(surname: str, patronymic: str = "") -> Person:
    return Person(surname, "Иван", patronymic, "1")


def org(name: str, *aliases: str) -> Organization:
    return Organization(name, INN, aliases)


def turning(one: Any, other: Any, policy: Policy | None = None) -> list[dict[str, object]]:  # noqa: ANN401  # any record
    return list(turning_readings(Case.of(PROFILES[type(one)], one, other, policy or Policy())))


@pytest.mark.parametrize(
    ("one", "other", "changes"),
    [
        (person("А Б В Г Д"), person("АБВГД"), [{"spaces": "collapse"}]),
        (person("бавгед"), person("абвгде"), [{"transpositions": "two_symbols"}]),
        (person("А", "нет"), person("А"), [{"absent_markers": SUGGESTED_MARKERS}]),
        (person("А", "ОТСУТСТВУЕТ"), person("А", "-"), [{"absent_markers": SUGGESTED_MARKERS}]),
        (org("Заря", "Восход"), org("Восход"), [{"aliases": "either"}]),
        (org("ООО Заря"), org("Заря ООО"), [{"form_position": "either_end"}]),
        (person("Крылов"), person("Крынов"), []),
        (person("Крылов"), person("Орлов"), []),
        (person("Крылов"), person("Крылов"), []),
        (person("Крылов", "нету"), person("Крылов"), []),
        (person("А Б"), person("АБ"), []),
        (org("ООО Банк Заря"), org("Банк ООО Заря"), []),
    ],
)
def test_a_reading_that_turns_a_verdict_is_found(one: Any, other: Any, changes: list[dict[str, object]]) -> None:  # noqa: ANN401  # any record
    assert turning(one, other) == changes
    assert (Note.READING_DEPENDENT in match(one, other).notes) is bool(changes)


def test_readings_that_turn_a_verdict_only_together_are_found_together() -> None:
    one, other = org("Заря", "ООО Восход"), org("Восход ООО")
    assert turning(one, other) == [{"aliases": "either", "form_position": "either_end"}]


def test_a_combination_is_not_told_where_a_part_of_it_is_enough() -> None:
    one, other = org("ООО Заря", "Заря ООО"), org("Заря ООО")
    assert turning(one, other) == [{"aliases": "either"}, {"form_position": "either_end"}]


def test_the_shortest_changes_come_first() -> None:
    one, other = org("ООО абвгде", "Заря"), org("бавгед ООО", "Заря")
    policy = Policy(transpositions="two_symbols")
    changes = turning(one, other, policy)
    assert changes == [{"transpositions": "two_transpositions", "form_position": "either_end"}]
    assert sorted(changes, key=len) == changes


def test_what_turns_a_verdict_is_told_from_the_policy_in_force() -> None:
    one, other = person("А Б В Г Д"), person("АБВГД")
    assert turning(one, other, Policy(spaces="collapse")) == [{"spaces": "remove"}]
    marked = Policy(absent_markers=("нет",))
    assert turning(person("А", "нет"), person("А"), marked) == [{"absent_markers": ()}]
    assert turning(person("А", "отсутствует"), person("А"), marked) == []
    either = Policy(form_position="either_end")
    assert turning(org("ООО Заря"), org("Заря ООО"), either) == [{"form_position": "as_written"}]


@pytest.mark.parametrize("missing", [Person("", document="1"), Person("А", document="-")])
def test_no_reading_fills_a_mandatory_field(missing: Person) -> None:
    assert turning(missing, Person("А", "нет", document="1")) == []


def test_two_nonresidents_without_an_inn_may_depend_on_a_reading() -> None:
    one, other = (Organization(name, nonresident=True) for name in ("ООО Заря", "Заря ООО"))
    assert match_org(one, other).fields["inn"].outcome is Outcome.BOTH_EMPTY
    assert turning(one, other) == [{"form_position": "either_end"}]


def test_a_reading_that_turns_one_field_of_two_turns_no_verdict() -> None:
    assert turning(person("А Б В Г Д", "нет"), person("АБВГД", "Ильич")) == []
    one, other = Person("А Б В Г", document="1"), Person("АБВГ", document="2")
    assert Note.READING_DEPENDENT not in match_person(one, other).notes
