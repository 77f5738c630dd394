"""Verdicts: the decision, its reasons, its error code, and that they show no data."""

import dataclasses
import pickle
from typing import Any

import pytest

from npmatch import (
    Customer,
    Organization,
    Outcome,
    Person,
    Policy,
    Verdict,
    match,
    match_customer,
    match_org,
    match_person,
)
from npmatch.outcomes import NOT_IDENTIFIED, PURCHASE_DIFFERS
from npmatch.profiles import CUSTOMER, ORG, PERSON, PROFILES
from npmatch.verdict import FieldVerdict

INN = "7707083893"
DOCUMENT = "4508 123456"
HIDDEN = "Тайнов"
STRICT = Policy(transpositions="two_symbols")


def customer_verdict(outcomes: tuple[str, str, str], policy: Policy) -> Verdict:
    """The verdict on customers whose name, INN and purchase id have these outcomes."""
    found = tuple(Outcome[outcome.upper()] for outcome in outcomes)
    return Verdict(CUSTOMER, Customer("А"), Customer("А"), policy, found)


@pytest.mark.clause("6/3", "6/3.4")
@pytest.mark.parametrize(
    ("outcomes", "policy", "code"),
    [
        (("exact", "exact", "exact"), Policy(), None),
        (("alias", "both_empty", "equivalent"), Policy(), None),
        (("two_transpositions", "exact", "exact"), Policy(), None),
        (("two_transpositions", "exact", "exact"), STRICT, 7004),
        (("exact", "exact", "different"), Policy(), 7014),
        (("swapped", "both_empty", "different"), Policy(), 7014),
        (("two_transpositions", "exact", "different"), Policy(), 7014),
        (("two_transpositions", "exact", "different"), STRICT, 7004),
        (("exact", "different", "exact"), Policy(), 7004),
        (("different", "exact", "exact"), Policy(), 7004),
        (("exact", "different", "different"), Policy(), 7004),
        (("different", "exact", "different"), Policy(), 7004),
        (("different", "different", "different"), Policy(), 7004),
        (("missing", "exact", "exact"), Policy(), None),
        (("exact", "missing", "exact"), Policy(), None),
        (("missing", "different", "different"), Policy(), None),
        (("different", "missing", "exact"), Policy(), None),
        (("exact", "missing", "different"), Policy(), None),
        (("two_transpositions", "missing", "exact"), STRICT, None),
    ],
)
def test_a_refusal_has_its_code_and_missing_data_have_none(
    outcomes: tuple[str, str, str], policy: Policy, code: int | None
) -> None:
    assert customer_verdict(outcomes, policy).error_code == code


@pytest.mark.clause("6/3")
def test_a_verdict_is_matched_if_every_field_is_accepted() -> None:
    assert customer_verdict(("alias", "both_empty", "equivalent"), Policy())
    assert not customer_verdict(("exact", "exact", "different"), Policy())
    assert not customer_verdict(("missing", "exact", "exact"), Policy())
    assert customer_verdict(("two_transpositions", "exact", "exact"), Policy()).matched is True
    assert customer_verdict(("two_transpositions", "exact", "exact"), STRICT).matched is False


def test_the_codes_are_those_of_appendix_4() -> None:
    assert (NOT_IDENTIFIED, PURCHASE_DIFFERS) == (7004, 7014)


@pytest.mark.clause("6/3.1")
def test_reasons_name_the_fields_that_are_not_exact_in_their_order() -> None:
    application = Person("Kpылов", "Иванн", "Ильич", "4508 123457")
    verdict = match_person(application, Person("Крылов", "Иван", "Ильич", DOCUMENT))
    assert verdict.reasons == ("surname:equivalent", "given_name:added", "document:different")
    assert verdict.outcomes == (Outcome.EQUIVALENT, Outcome.ADDED, Outcome.EXACT, Outcome.DIFFERENT)
    assert [field.reason for field in verdict.fields.values() if field.outcome is not Outcome.EXACT] == list(
        verdict.reasons
    )


@pytest.mark.clause("6/2.3", "6/3.1 а", "6/3.1 б")
def test_a_field_tells_its_outcome_its_acceptance_and_the_clause_that_decides() -> None:
    verdict = match_person(Person("", "Кырлвоы", "Иван", "1"), Person("А", "Крывлоы", "", "2"), STRICT)
    found = {name: (str(field.outcome), field.accepted, field.clause) for name, field in verdict.fields.items()}
    assert found == {
        "surname": ("missing", False, "6/3.1 а"),
        "given_name": ("two_transpositions", False, "6/2.3 г"),
        "patronymic": ("different", False, "6/2.3 г"),
        "document": ("different", False, "6/3.1 б"),
    }


@pytest.mark.clause("6/2.1", "6/2.4 б", "6/3.2", "6/3.2 а", "6/3.4")
def test_an_identifier_cites_the_clause_that_asks_for_it_whatever_its_outcome() -> None:
    one, other = Customer("Лютик", "", ("А",), nonresident=True), Customer("А", "", ("Лютик",), nonresident=True)
    assert [field.clause for field in match_customer(one, other).fields.values()] == ["6/2.4 б", "6/3.2 а", "6/3.4"]
    assert [field.clause for field in match_customer(one, one).fields.values()] == ["6/2.1", "6/3.2 а", "6/3.4"]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.kind)
def test_the_fields_of_a_verdict_are_those_of_its_profile_in_order(profile: Any) -> None:  # noqa: ANN401  # a profile
    record = profile.record("А")
    assert list(match(record, record).fields) == [field.name for field in profile.fields]


def test_the_fields_of_a_verdict_can_only_be_read() -> None:
    fields: Any = match_person(Person("А"), Person("А")).fields
    with pytest.raises(TypeError):
        fields["surname"] = None
    with pytest.raises(dataclasses.FrozenInstanceError):
        fields["surname"].accepted = False


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("Крылов", "Крынов", None),
        ("Крылов", "Орлов", 2),
        ("Крылов", "Сидоров", 5),
        ("", "Иван", 4),
        ("Kpb1лов", "Орлов", 2),
        ("А" * 1001, "Б", None),
        ("bbbb", "Аввввв", None),
    ],
)
def test_only_a_different_field_tells_its_distance(one: str, other: str, distance: int | None) -> None:
    assert match_person(Person("А", one, one), Person("А", other, other)).fields["given_name"].distance == distance
    assert match_person(Person("А", one, one), Person("А", other, other)).fields["patronymic"].distance == distance


@pytest.mark.clause("6/2.4 а")
def test_the_distance_of_names_of_organisations_is_the_least_over_their_spellings() -> None:
    one = Organization("ПАО «Ромашка»", INN)
    other = Organization("Публичное акционерное общество «Ромул»", INN)
    assert match_org(one, other).fields["name"].distance == 4


@pytest.mark.clause("6/2.2 в", "6/2.2 д")
def test_the_distance_follows_the_policy_as_the_outcome_does() -> None:
    policy = Policy(spaces="collapse", absent_markers=("нет",))
    one, other = Person("А Б В Г", "", "нет", "1 2 3"), Person("АБВГ", "", "Ильич", "4 5 6")
    fields = match_person(one, other, policy).fields
    assert [fields[name].distance for name in ("surname", "patronymic", "document")] == [3, 5, 3]


def test_repr_shows_reasons_and_no_values() -> None:
    verdict = match_person(Person(HIDDEN, HIDDEN, document=HIDDEN), Person(f"{HIDDEN}а", "А", document=HIDDEN))
    assert repr(verdict) == "Verdict(person, matched=False, reasons=('surname:omitted', 'given_name:different'))"
    assert HIDDEN not in f"{verdict} {verdict.fields} {verdict.notes} {verdict.case}"


def test_verdicts_that_say_the_same_are_equal() -> None:
    pair = Person("Крылов", document="1"), Person("Крынов", document="1")
    one, other = match_person(*pair), match_person(Person("Орлов", document="2"), Person("Арлов", document="2"))
    assert one == other
    assert len({one, other}) == 1


def test_verdicts_that_differ_in_outcome_kind_or_policy_are_not_equal() -> None:
    a, b = Person("А", document="1"), Person("Аб", document="1")
    verdicts = [match_person(a, a), match_person(a, b), match_person(b, a), match_person(a, b, STRICT)]
    organisation = Organization("А", "1")
    verdicts += [match_org(organisation, organisation), match_customer(Customer("А", "1"), Customer("А", "1"))]
    assert len(set(verdicts)) == len(verdicts)
    assert match_person(a, a) != "matched"


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.kind)
def test_a_verdict_survives_pickling_whole(profile: Any) -> None:  # noqa: ANN401  # a profile
    verdict = match(profile.record("Крылов", "И"), profile.record("Орлов", "Иван"), STRICT)
    copy = pickle.loads(pickle.dumps(verdict))  # noqa: S301  # made here
    assert copy == verdict
    assert hash(copy) == hash(verdict)
    assert (copy.fields, copy.notes, copy.error_code) == (verdict.fields, verdict.notes, verdict.error_code)
    assert copy.case.profile is profile


def test_field_verdicts_are_values() -> None:
    made = FieldVerdict("surname", Outcome.SWAPPED, accepted=True, clause="6/2.3 г")
    assert made == match_person(Person("Кырлов"), Person("Крылов")).fields["surname"]
    assert made.reason == "surname:swapped"


@pytest.mark.clause("6/3")
def test_a_profile_compares_values_as_it_compares_records() -> None:
    one, other = Person("Kpылов", "Иван", "", "1"), Person("Крылов", "Ивон", "А", "1")
    outcomes = PERSON.compare(("Kpылов", "Иван", "", "1"), ("Крылов", "Ивон", "А", "1"), Policy())
    assert outcomes == PERSON.outcomes(one, other, Policy()) == match_person(one, other).outcomes
    values = (("ООО А",), (INN, False)), (("ООО Б", "В"), (INN, True))
    records = Organization("ООО А", INN), Organization("ООО Б", INN, ("В",), nonresident=True)
    assert ORG.compare(*values, Policy()) == ORG.outcomes(*records, Policy())


@pytest.mark.clause("6/2.3 а", "6/2.4 а")
def test_a_profile_tells_what_is_compared_of_a_field() -> None:
    surname, name, inn = PERSON.fields[0], ORG.fields[0], ORG.fields[1]
    assert surname.folded(Person("Kpылов-А Б"), Policy()) == ("крыловаб",)
    assert surname.folded(Person("Kpылов-А Б"), Policy(spaces="collapse")) == ("крылова б",)
    assert name.folded(Organization("АО А"), Policy()) == ("аоа", "акционерноеобществоа")
    moved = name.folded(Organization("АО А"), Policy(form_position="either_end"))
    assert moved == ("аоа", "аао", "акционерноеобществоа", "аакционерноеобщество")
    assert inn.folded(Organization("А", " 77 07 "), Policy(spaces="collapse")) == ("77о7",)
