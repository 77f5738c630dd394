"""Notes on the names of organisations: each with cases that have it and near cases that do not."""

import pytest

from npmatch import Customer, Note, Organization, Person, Policy, match_customer, match_org, match_person

INN = "7707083893"
LLC = "Общество с ограниченной ответственностью"
FORMS = {Note.LEGAL_FORM_DIFFERS, Note.FORM_MOVED, Note.FORM_MISSING, Note.ALIAS_ONE_SIDED}


def notes(one: str, other: str, policy: Policy | None = None) -> set[str]:
    """The notes on two names, in either order the same."""
    found = match_org(Organization(one, INN), Organization(other, INN), policy or Policy()).notes
    turned = match_org(Organization(other, INN), Organization(one, INN), policy or Policy()).notes
    assert found == turned
    return {str(note) for note in found if note in FORMS}


@pytest.mark.clause("6/2.4 а")
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ООО Ромашка", "ОАО Ромашка", {"legal_form_differs"}),
        ("АО «Ромашка»", "ПАО Ромашка", {"legal_form_differs"}),
        ("Ромашка (АО)", "Ромашка (ЗАО)", {"legal_form_differs"}),
        ("ЗАО Ромашка", "Закрытое акционерное общество Ромашка", set()),
        ("ООО Ромашка", "ООО Рамашка", set()),
        ("ООО Ромашка", "ООО Ромашка", set()),
        ("ООО Ромашка", "OOO Pомашка", set()),
        ("ООО Ромашка", "ЗАО Ромашка", set()),
        ("ООО Ромашка", "ОАО Рамашка", set()),
        ("ООО Р", "ОАО Р", {"legal_form_differs"}),
        ("АО", "ПАО", {"legal_form_differs"}),
    ],
)
def test_an_accepted_difference_inside_the_legal_form(one: str, other: str, expected: set[str]) -> None:
    assert notes(one, other) == expected


@pytest.mark.clause("6/2.4 а", "6/2.3 г")
def test_a_difference_inside_the_legal_form_that_is_not_accepted_has_no_such_note() -> None:
    one, other = Organization("ФГБОУ А", INN), Organization("ГФОБУ А", INN)
    assert Note.LEGAL_FORM_DIFFERS not in match_org(one, other, Policy(transpositions="two_symbols")).notes


@pytest.mark.clause("6/2.4 а")
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ООО «Ромашка»", "Ромашка, ООО", {"form_moved"}),
        ("ООО «Ромашка»", f"Ромашка ({LLC})", {"form_moved"}),
        ("ООО Банк Ромашка", "Банк ООО Ромашка", {"form_moved"}),
        ("ООО Ромашка", "Рамашка ООО", {"form_moved"}),
        ("ООО АО Ромашка", "АО Ромашка ООО", {"form_moved"}),
        ("ООО Ромашка", "Лютик ООО", set()),
        ("ООО Ромашка", "Ромашка ЗАО", set()),
        ("ООО Ромашка", "ООО Лютик", set()),
        ("Ромашка большая", "большая Ромашка", set()),
    ],
)
def test_names_that_would_match_if_the_place_of_the_form_were_ignored(one: str, other: str, expected: set[str]) -> None:
    assert notes(one, other) == expected


@pytest.mark.clause("6/2.4 а")
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ООО «Ромашка»", "Ромашка", {"form_missing"}),
        ("Ромашка (АО)", "«Рамашка»", {"form_missing"}),
        (f"{LLC} Ромашка", "Ромашка", {"form_missing"}),
        ("ООО Ромашка АО", "ООО Ромашка", {"form_missing"}),
        ("ООО Ромашка ООО", "ООО Ромашка", {"form_missing"}),
        ("ООО Ромашка АО", "ЗАО Ромашка", set()),
        ("ООО Ромашка", "Лютик", set()),
        ("ООО", "АО АО", set()),
        ("ООО «»", "ООО ПАО", set()),
        ("ООО А", "ООО ПАО", set()),
        ("Ромашка", "Ромашкиха", set()),
    ],
)
def test_names_that_would_match_if_a_form_of_one_side_were_ignored(one: str, other: str, expected: set[str]) -> None:
    assert notes(one, other) == expected


@pytest.mark.clause("6/2.4 а")
def test_a_form_that_may_stand_at_either_end_has_not_moved() -> None:
    assert notes("ООО Ромашка", "Ромашка ООО", Policy(form_position="either_end")) == set()
    assert notes("ООО Банк Ромашка", "Банк ООО Ромашка", Policy(form_position="either_end")) == {"form_moved"}


@pytest.mark.clause("6/2.4 а", "6/2.3 г")
def test_the_rest_of_the_names_is_compared_under_the_policy() -> None:
    assert notes("ООО абвгде", "бавгед") == {"form_missing"}
    assert notes("ООО абвгде", "бавгед", Policy(transpositions="two_symbols")) == set()
    assert notes("ООО а б в", "абв", Policy(spaces="collapse")) == set()


@pytest.mark.clause("6/2.4 б")
@pytest.mark.parametrize(
    ("ours", "theirs", "has"),
    [
        (("Ромашка", "Лютик"), ("Лютик",), True),
        (("Ромашка",), ("Лютик", "Ромашка"), True),
        (("Ромашка",), ("Лютик", "Рамашка"), True),
        (("Ромашка", "Лютик"), ("Лютик", "Ромашка"), False),
        (("Ромашка",), ("Лютик", "Василёк"), False),
        (("Ромашка", "Лютик"), ("Рамашка",), False),
        (("Ромашка", "-"), ("Лютик", "-"), False),
        (("", "Лютик"), ("Лютик",), False),
    ],
)
@pytest.mark.parametrize("kind", [Organization, Customer])
def test_names_that_would_match_if_one_listing_of_an_alias_were_enough(
    ours: tuple[str, ...],
    theirs: tuple[str, ...],
    has: bool,  # noqa: FBT001  # a column
    kind: type[Organization | Customer],
) -> None:
    one, other = kind(ours[0], INN, ours[1:]), kind(theirs[0], INN, theirs[1:])
    matcher = match_org if kind is Organization else match_customer
    assert (Note.ALIAS_ONE_SIDED in matcher(one, other).notes) is has  # type: ignore[arg-type]  # of one kind


@pytest.mark.clause("6/2.4 б")
def test_an_alias_that_is_enough_is_not_noted() -> None:
    pair = Organization("Ромашка", INN, ("Лютик",)), Organization("Лютик", INN)
    assert match_org(*pair, Policy(aliases="either")).notes == (Note.READING_DEPENDENT,)


def test_a_missing_name_has_no_note_on_forms() -> None:
    assert notes("«»", "ООО") == set()
    assert notes("", "") == set()


def test_notes_on_organisations_are_not_looked_for_in_people() -> None:
    assert match_person(Person("ООО Заря", document="1"), Person("Заря ООО", document="1")).notes == ()
    assert match_person(Person("ООО А", document="1"), Person("ОАО А", document="1")).notes == ()
