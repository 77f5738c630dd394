"""What the public face promises beside verdicts: defaults, wrong kinds, masked values, cost."""

from dataclasses import FrozenInstanceError
from time import process_time
from typing import Any

import pytest

import bridge
import npmatch
from npmatch import Customer, Entrepreneur, Organization, Person, Policy, explain

KINDS = ("person", "ip", "org", "customer")
EMPTY: dict[str, Any] = {
    "person": Person(""),
    "ip": Entrepreneur(""),
    "org": Organization(""),
    "customer": Customer(""),
}
HIDDEN = "Тайнов"
LONG = 10_000
SECONDS = 5
"""Of the processor, where others use it, too: what grows out of hand takes minutes, or has no end."""


def test_records_have_the_defaults_of_the_rule() -> None:
    assert Person("А") == Person(surname="А", given_name="", patronymic="", document="")
    assert Entrepreneur("А") == Entrepreneur(surname="А", given_name="", patronymic="", inn="")
    assert Organization("А") == Organization(name="А", inn="", aliases=(), nonresident=False)
    assert Customer("А") == Customer(name="А", inn="", aliases=(), nonresident=False, purchase_id="")


def test_the_policy_has_the_defaults_of_the_rule() -> None:
    assert Policy() == Policy(
        spaces="remove",
        transpositions="two_transpositions",
        aliases="both",
        form_position="as_written",
        absent_markers=(),
    )


def test_a_policy_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Policy().spaces = "collapse"  # type: ignore[misc]  # the point of the test


@pytest.mark.parametrize("parameter", ["spaces", "transpositions", "aliases", "form_position"])
def test_an_unknown_reading_is_refused(parameter: str) -> None:
    unknown: dict[str, Any] = {parameter: "otherwise"}
    with pytest.raises(ValueError, match=parameter):
        Policy(**unknown)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other", KINDS)
def test_records_of_the_wrong_kind_are_refused_on_either_side(kind: str, other: str) -> None:
    match = bridge.MATCHERS[kind]
    if kind == other:
        assert match(EMPTY[kind], EMPTY[kind]).error_code is None
        return
    for pair in ((EMPTY[kind], EMPTY[other]), (EMPTY[other], EMPTY[kind]), (EMPTY[other], EMPTY[other])):
        with pytest.raises(TypeError):
            match(*pair)


FIELDS: list[tuple[str, str]] = [
    *(("person", field) for field in ("surname", "given_name", "patronymic", "document")),
    *(("ip", field) for field in ("surname", "inn")),
    *(("org", field) for field in ("name", "inn")),
    *(("customer", field) for field in ("name", "inn", "purchase_id")),
]
NOT_TEXT: list[object] = [7707083893, b"7707083893", 77.5, ["7707083893"]]


@pytest.mark.parametrize("value", NOT_TEXT, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_values_that_are_not_strings_are_refused(kind: str, field: str, value: object) -> None:
    mandatory = "name" if kind in {"org", "customer"} else "surname"
    with pytest.raises(TypeError) as raised:
        bridge.record(kind, {mandatory: "А", field: value})
    assert "77" not in str(raised.value)


@pytest.mark.parametrize("value", NOT_TEXT, ids=lambda value: type(value).__name__)
def test_aliases_and_markers_that_are_not_strings_are_refused(value: object) -> None:
    wrong: Any = (value,)
    for make in (lambda: Organization("А", aliases=wrong), lambda: Policy(absent_markers=wrong)):
        with pytest.raises(TypeError):
            make()


def test_one_string_where_several_are_asked_for_is_refused() -> None:
    one: Any = HIDDEN
    for make in (lambda: Organization("А", aliases=one), lambda: Policy(absent_markers=one)):
        with pytest.raises(TypeError) as raised:
            make()
        assert HIDDEN not in str(raised.value)


@pytest.mark.parametrize("kind", KINDS)
def test_repr_of_a_record_masks_its_values(kind: str) -> None:
    first = "name" if kind in {"org", "customer"} else "surname"
    shown = repr(bridge.record(kind, {first: HIDDEN, "inn" if kind != "person" else "document": "7707083893"}))
    assert HIDDEN not in shown
    assert "7707083893" not in shown


def test_a_verdict_shows_no_values() -> None:
    verdict = npmatch.match_person(Person(HIDDEN, document="7707083893"), Person(HIDDEN, document="1"))
    shown = repr(verdict) + str(verdict) + repr(dict(verdict.fields)) + repr(verdict.reasons)
    assert HIDDEN not in shown
    assert "7707083893" not in shown


def test_every_outcome_names_itself_in_a_reason_code() -> None:
    verdict = npmatch.match_person(Person("Ивонов", document="1"), Person("Иванов", document="2"))
    assert verdict.reasons == ("surname:substituted", "document:different")
    assert verdict.fields["surname"].outcome is npmatch.Outcome.SUBSTITUTED
    assert verdict.fields["surname"].clause


def test_an_explanation_speaks_two_languages_and_can_be_a_dict() -> None:
    told = explain(Organization("Ромашка ООО", "1"), Organization("ООО Ромашка", "1"))
    russian, english = told.render("ru"), told.render("en")
    assert russian != english
    assert "U+" in russian
    assert "either_end" in str(told.to_dict())


@pytest.mark.parametrize("unit", ["b", "b1", "Ь1", "ПК ", "bЬ1", "ООО b"])
def test_long_names_answer_at_once(unit: str) -> None:
    name = (unit * LONG)[:LONG]
    others = (name, name[:-1], name[1:], "В" * LONG, "ы" * (LONG // 2), name[::-1])
    for other in others:
        started = process_time()
        npmatch.match_org(Organization(name, "1"), Organization(other, "1"))
        npmatch.match_person(Person(name, document="1"), Person(other, document="1"))
        assert process_time() - started < SECONDS
