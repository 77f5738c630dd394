"""Records: what their fields take, and that they show none of it."""

import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from npmatch import Customer, Entrepreneur, Organization, Person, match_customer, match_ip, match_org, match_person

HIDDEN = "Тайнов"
KINDS: list[Callable[..., Any]] = [Person, Entrepreneur, Organization, Customer]
FIELDS = [
    (Person, ("surname", "given_name", "patronymic", "document")),
    (Entrepreneur, ("surname", "given_name", "patronymic", "inn")),
    (Organization, ("name", "inn", "aliases", "nonresident")),
    (Customer, ("name", "inn", "aliases", "nonresident", "purchase_id")),
]
TEXTS = [(kind, field) for kind, fields in FIELDS for field in fields if field not in {"aliases", "nonresident"}]


@pytest.mark.clause("6/1.1", "6/1.1 а", "6/1.1 б", "6/1.1 в", "6/1.1 г")
def test_a_person_has_three_names_and_a_document() -> None:
    person = Person("Крылов", "Иван", "Ильич", "4508 123456")
    assert (person.surname, person.given_name, person.patronymic) == ("Крылов", "Иван", "Ильич")
    assert person.document == "4508 123456"


@pytest.mark.clause("6/1.2", "6/1.2 а", "6/1.2 б")
def test_an_organisation_has_a_name_and_an_inn_and_a_sole_proprietor_an_inn() -> None:
    organization = Organization("ООО «Ромашка»", "7707083893")
    assert (organization.name, organization.inn) == ("ООО «Ромашка»", "7707083893")
    assert Entrepreneur("Крылов", inn="500100732259").inn == "500100732259"


@pytest.mark.clause("6/3.1", "6/3.2", "6/3.3", "6/3.4")
@pytest.mark.parametrize(("kind", "fields"), FIELDS)
def test_a_record_has_these_fields_in_this_order(kind: Any, fields: tuple[str, ...]) -> None:  # noqa: ANN401  # a class
    assert tuple(field.name for field in dataclasses.fields(kind)) == fields


@pytest.mark.parametrize(("kind", "field"), TEXTS)
@pytest.mark.parametrize("value", [7, b"x", ["x"], object(), 4508123456, True])
def test_a_value_that_is_no_string_is_refused_without_being_shown(kind: Any, field: str, value: Any) -> None:  # noqa: ANN401  # anything
    first = dataclasses.fields(kind)[0].name
    with pytest.raises(TypeError) as refused:
        kind(**{first: HIDDEN, field: value})
    assert str(refused.value) == f"{field}: a string is asked for, not {type(value).__name__}"


@pytest.mark.parametrize(("kind", "field"), TEXTS)
def test_none_in_a_field_is_the_empty_string(kind: Any, field: str) -> None:  # noqa: ANN401  # a class
    first = dataclasses.fields(kind)[0].name
    assert getattr(kind(**{first: HIDDEN, field: None}), field) == ""


@pytest.mark.clause("6/2.2 д")
def test_fields_that_are_not_given_are_empty() -> None:
    assert Person("Крылов") == Person("Крылов", "", "", "") == Person("Крылов", None, None, None)  # type: ignore[arg-type]  # None is taken
    assert Customer("А") == Customer("А", "", (), nonresident=False, purchase_id="")


@pytest.mark.parametrize("kind", [Organization, Customer])
@pytest.mark.parametrize(
    ("aliases", "message"),
    [
        ("Тайное ООО", "aliases: several strings are asked for, not str"),
        (7, "aliases: several strings are asked for, not int"),
        (["Тайное ООО", 7], "aliases[1]: a string is asked for, not int"),
    ],
)
def test_aliases_that_are_not_several_strings_are_refused(kind: Any, aliases: Any, message: str) -> None:  # noqa: ANN401  # anything
    with pytest.raises(TypeError) as refused:
        kind("Ромашка", aliases=aliases)
    assert str(refused.value) == message


@pytest.mark.parametrize("kind", [Organization, Customer])
def test_aliases_are_any_collection_of_strings(kind: Any) -> None:  # noqa: ANN401  # a class
    assert kind("А", aliases=["Б", None]).aliases == ("Б", "")
    assert kind("А", aliases=None).aliases == ()
    assert kind("А", aliases=(alias for alias in "БВ")).aliases == ("Б", "В")


@pytest.mark.parametrize("kind", [Organization, Customer])
@pytest.mark.parametrize("value", ["yes", "", 1, 0, []])
def test_nonresident_is_true_or_false_and_nothing_else(kind: Any, value: Any) -> None:  # noqa: ANN401  # anything
    with pytest.raises(TypeError, match=f"^nonresident: True or False is asked for, not {type(value).__name__}$"):
        kind("А", nonresident=value)


def test_none_for_nonresident_is_no() -> None:
    assert Organization("А", nonresident=None) == Organization("А", nonresident=False)  # type: ignore[arg-type]  # None is taken


def test_repr_tells_which_fields_are_filled_and_not_with_what() -> None:
    assert repr(Person(HIDDEN, document=HIDDEN)) == "Person(surname=***, given_name=-, patronymic=-, document=***)"
    assert repr(Entrepreneur("", HIDDEN)) == "Entrepreneur(surname=-, given_name=***, patronymic=-, inn=-)"
    shown = repr(Organization(HIDDEN, aliases=(HIDDEN,)))
    assert shown == "Organization(name=***, inn=-, aliases=***, nonresident=-)"
    customer = Customer(HIDDEN, nonresident=True, purchase_id=HIDDEN)
    assert repr(customer) == "Customer(name=***, inn=-, aliases=-, nonresident=***, purchase_id=***)"


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_of_a_record_shows_a_value(kind: Any) -> None:  # noqa: ANN401  # a class
    record = kind(HIDDEN, HIDDEN)
    assert HIDDEN not in f"{record} {record!r} {[record]}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_frozen_and_a_value_among_others(kind: Any) -> None:  # noqa: ANN401  # a class
    record = kind("А", "1")
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(record, dataclasses.fields(record)[0].name, "Б")
    assert record == kind("А", "1")
    assert len({record, kind("А", "1"), kind("А", "2")}) == 2
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301  # made here
    assert dataclasses.replace(record) == record


def test_records_of_different_kinds_differ() -> None:
    assert len({kind("А") for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize(
    ("match", "right"),
    [(match_person, Person), (match_ip, Entrepreneur), (match_org, Organization), (match_customer, Customer)],
)
@pytest.mark.parametrize("wrong", [*KINDS, str, dict])
def test_a_record_of_another_kind_is_refused_without_being_shown(match: Any, right: Any, wrong: Any) -> None:  # noqa: ANN401  # classes
    if wrong is right:
        assert match(right(HIDDEN), right(HIDDEN)) is not None
        return
    other = wrong() if wrong is dict else wrong(HIDDEN)
    for pair, side in (((other, right(HIDDEN)), "application"), ((right(HIDDEN), other), "contract")):
        with pytest.raises(TypeError) as refused:
            match(*pair)
        assert str(refused.value) == f"{side}: {right.__name__} is asked for, not {wrong.__name__}"
