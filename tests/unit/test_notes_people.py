"""Notes on the names of people: each with cases that have it and near cases that do not."""

import pytest

from npmatch import Entrepreneur, Note, Organization, Person, Policy, match_ip, match_org, match_person
from npmatch.case import Case
from npmatch.notes.finder import RULES, find
from npmatch.notes.kinds import Finding
from npmatch.profiles import PERSON

DOCUMENT = "4508 123456"


def person(surname: str = "Крылов", given_name: str = "Иван", patronymic: str = "Ильич") -> Person:
    return Person(surname, given_name, patronymic, DOCUMENT)


def found(one: Person, other: Person, policy: Policy | None = None) -> list[tuple[str, str]]:
    case = Case.of(PERSON, one, other, policy or Policy())
    return [(str(note), field) for note, field in find(case) if note is not Note.READING_DEPENDENT]


def test_every_note_has_a_rule() -> None:
    assert list(RULES) == list(Note)


@pytest.mark.clause("6/2.3 г", "6/2.2 д")
@pytest.mark.parametrize(
    ("one", "other", "has"),
    [
        (person(patronymic=""), person(patronymic="И"), ["patronymic"]),
        (person(patronymic="И."), person(patronymic=""), ["patronymic"]),
        (person(patronymic="-"), person(patronymic="b1"), ["patronymic"]),
        (person(given_name="", patronymic="И"), person(given_name="И", patronymic=""), ["given_name", "patronymic"]),
        (person(patronymic=""), person(patronymic=""), []),
        (person(patronymic="И"), person(patronymic="И"), []),
        (person(patronymic="И"), person(patronymic="А"), []),
        (person(patronymic="И"), person(patronymic="Ил"), []),
        (person(patronymic=""), person(patronymic="Ил"), []),
        (person(patronymic="Ии"), person(patronymic=""), []),
    ],
)
def test_a_name_that_is_empty_on_one_side_and_a_symbol_on_the_other(one: Person, other: Person, has: list[str]) -> None:
    assert [field for note, field in found(one, other) if note == "empty_against_one_symbol"] == has


@pytest.mark.clause("6/2.2 д")
def test_a_marker_of_absence_against_a_symbol_is_an_empty_field_against_it() -> None:
    one, other = person(patronymic="нет"), person(patronymic="И")
    assert found(one, other, Policy(absent_markers=("нет",))) == [("empty_against_one_symbol", "patronymic")]
    assert found(one, other) == []


@pytest.mark.clause("6/3.1 а")
@pytest.mark.parametrize(
    ("one", "has"),
    [
        (person("Иван", "Крылов", "Ильич"), True),
        (person("Ильич", "Иван", "Крылов"), True),
        (person("Крылов", "Ильич", "Иван"), True),
        (person("Ивон", "Крынов", "Ильичь"), True),
        (person("", "Крылов", "Ильич"), False),
        (person("Иван", "Ильич", "Крылов"), False),
        (person("Ильич", "Крылов", "Иван"), False),
        (person("Крылов", "Иван", "Ильич"), False),
        (person("Крынов", "Иванн", "Илич"), False),
        (person("Иван", "Петров", "Ильич"), False),
    ],
)
def test_names_that_would_match_if_two_changed_places(one: Person, has: bool) -> None:  # noqa: FBT001  # a column
    assert (("parts_exchanged", "") in found(one, person())) is has
    assert (("parts_exchanged", "") in found(person(), one)) is has


@pytest.mark.clause("6/3.1 а")
def test_an_empty_part_may_change_places_too() -> None:
    one, other = Person("Крылов", "", "Иван", DOCUMENT), Person("Крылов", "Иван", "", DOCUMENT)
    assert found(one, other) == [("parts_exchanged", "")]
    missing, whole = Person("", "Крылов", "", DOCUMENT), Person("Крылов", "", "", DOCUMENT)
    assert found(missing, whole) == [("parts_exchanged", "")]


@pytest.mark.clause("6/3.1 а", "6/2.3 г")
def test_whether_exchanged_parts_would_match_is_a_matter_of_the_policy() -> None:
    one, other = Person("Иван", "бавгед", "", DOCUMENT), Person("абвгде", "Иван", "", DOCUMENT)
    assert found(one, other) == [("parts_exchanged", "")]
    assert found(one, other, Policy(transpositions="two_symbols")) == []


@pytest.mark.clause("6/3.3 а")
def test_parts_exchanged_and_initials_are_seen_in_sole_proprietors_too() -> None:
    whole = Entrepreneur("Крылов", "Иван", "Ильич", "500100732259")
    assert match_ip(Entrepreneur("Иван", "Крылов", "Ильич", whole.inn), whole).notes == (Note.PARTS_EXCHANGED,)
    assert match_ip(Entrepreneur("Крылов", "И.", "Ильич", whole.inn), whole).notes == (Note.INITIALS,)


@pytest.mark.clause("6/3.1 а")
@pytest.mark.parametrize(
    ("one", "has"),
    [
        (person(given_name="И."), ["given_name"]),
        (person(given_name="и", patronymic="И. "), ["given_name", "patronymic"]),
        (person(given_name="U"), ["given_name"]),
        (person(given_name="Й"), ["given_name"]),
        (person(surname="К."), ["surname"]),
        (person(given_name="П."), []),
        (person(given_name="Ив."), []),
        (person(given_name=""), []),
        (person(given_name="Иван"), []),
        (person(given_name="И.И."), []),
    ],
)
def test_a_name_of_which_one_side_is_the_first_letter(one: Person, has: list[str]) -> None:
    for pair in ((one, person()), (person(), one)):
        assert [field for note, field in found(*pair) if note == "initials"] == has


@pytest.mark.clause("6/3.1 а")
def test_a_letter_within_the_tolerance_of_its_name_is_no_initial() -> None:
    assert found(person(given_name="И"), person(given_name="Ия")) == []


@pytest.mark.clause("6/3.1 а", "6/2.3 б")
def test_an_initial_may_be_a_letter_of_two_readings() -> None:
    for surname in ("Волков", "Ьолков", "bолков"):
        assert found(person(surname="B."), person(surname=surname)) == [("initials", "surname")]
    assert found(person(surname="B."), person(surname="Ыолков")) == []


def test_the_notes_of_a_verdict_come_once_each_and_in_their_order() -> None:
    verdict = match_person(Person("К", "И", document="7,7E+11"), Person("Крылов", "Иван", document=DOCUMENT))
    assert verdict.notes == (Note.INITIALS, Note.SPREADSHEET_DAMAGE)
    assert match_person(person(), person()).notes == ()


def test_notes_on_people_are_not_looked_for_in_organisations() -> None:
    one, other = Organization("К", "7707083893"), Organization("Крылов", "7707083893")
    assert match_org(one, other).notes == ()
    assert match_org(Organization("К", "7707083893"), Organization("Кр", "7707083893")).notes == ()


def test_a_finding_tells_its_note_and_its_field() -> None:
    assert Finding(Note.PARTS_EXCHANGED).field == ""
    assert Finding(Note.INITIALS, "surname") == (Note.INITIALS, "surname")
