"""The matcher: what is compared for each kind of record, and what is mandatory."""

from itertools import product
from typing import Any

import pytest

from npmatch import (
    Customer,
    Entrepreneur,
    Organization,
    Person,
    Policy,
    match,
    match_customer,
    match_ip,
    match_org,
    match_person,
)

INN, OTHER_INN = "7707083893", "7707083839"
PERSON = Person("Крылов", "Иван", "Ильич", "4508 123456")
IP = Entrepreneur("Крылов", "Иван", "Ильич", "500100732259")
ORG = Organization("ООО «Ромашка»", INN)
CUSTOMER = Customer("ГБУ «Парк»", INN, purchase_id="0173100001234000001")
SAME = [
    (match_person, PERSON, "person"),
    (match_ip, IP, "ip"),
    (match_org, ORG, "org"),
    (match_customer, CUSTOMER, "customer"),
]


@pytest.mark.clause("6/3", "6/3.1", "6/3.2", "6/3.3", "6/3.4")
@pytest.mark.parametrize(("matcher", "record", "kind"), SAME)
def test_a_record_matches_itself_exactly(matcher: Any, record: Any, kind: str) -> None:  # noqa: ANN401  # four kinds
    verdict = matcher(record, record)
    assert (verdict.matched, verdict.reasons, verdict.kind) == (True, (), kind)
    assert match(record, record) == verdict


@pytest.mark.clause("6/3.1 а")
@pytest.mark.parametrize("field", ["surname", "given_name", "patronymic"])
@pytest.mark.parametrize(
    ("changed", "matched"), [("Крынов", True), ("Крылв", True), ("Крыллов", True), ("Кырлов", True), ("Орлов", False)]
)
def test_each_name_of_a_person_has_a_tolerance_of_its_own(field: str, changed: str, matched: bool) -> None:  # noqa: FBT001  # a column
    names = dict.fromkeys(("surname", "given_name", "patronymic"), "Крылов")
    contract = Person(**names, document="1")
    assert match_person(Person(**{**names, field: changed}, document="1"), contract).matched is matched
    every = dict.fromkeys(names, changed)
    assert match_person(Person(**every, document="1"), contract).matched is matched


@pytest.mark.clause("6/3.3 а")
@pytest.mark.parametrize(("changed", "matched"), [("Крынов", True), ("Орлов", False)])
def test_the_names_of_a_sole_proprietor_have_one_too(changed: str, matched: bool) -> None:  # noqa: FBT001  # a column
    assert match_ip(Entrepreneur(changed, "Иван", "Ильич", IP.inn), IP).matched is matched
    assert match_ip(Entrepreneur("Крылов", "Иванн", "Илич", IP.inn), IP).matched


@pytest.mark.clause("6/3.1 б", "6/2.2 в")
@pytest.mark.parametrize(
    ("document", "outcome"),
    [
        ("4508 123456", "exact"),
        ("4508123456", "equivalent"),
        ("45 08 № 123456", "equivalent"),
        ("45-08\t123456", "equivalent"),
        ("45O8 12З456", "equivalent"),
        ("ЧSО8 12З456", "different"),
        ("Ч5О8 12ЗЧ56", "equivalent"),
        ("4508 123457", "different"),
        ("4508 12345", "different"),
        ("4508 1234567", "different"),
        ("4508 123465", "different"),
        ("", "missing"),
        ("№", "missing"),
    ],
)
@pytest.mark.parametrize("policy", [Policy(), Policy(spaces="collapse")], ids=["remove", "collapse"])
def test_a_document_must_agree_in_full(document: str, outcome: str, policy: Policy) -> None:
    verdict = match_person(Person("Крылов", "Иван", "Ильич", document), PERSON, policy)
    assert verdict.fields["document"].outcome == outcome


@pytest.mark.clause("6/3.1 б", "6/2.3 б")
@pytest.mark.parametrize(("one", "other"), [("b1 123456", "Ы 123456"), ("ВЬ 1", "BB 1"), ("I-ЬI 1", "I-ы 1")])
def test_a_document_is_read_in_every_way_that_it_can_be(one: str, other: str) -> None:
    assert match_person(Person("А", document=one), Person("А", document=other)).reasons == ("document:equivalent",)


@pytest.mark.clause("6/3.3 б")
@pytest.mark.parametrize(
    ("inn", "outcome"),
    [
        ("500100732259", "exact"),
        ("5OO1OO732259", "equivalent"),
        ("500100732258", "different"),
        ("", "missing"),
        ("-", "missing"),
    ],
)
def test_the_inn_of_a_sole_proprietor_must_agree_in_full(inn: str, outcome: str) -> None:
    for pair in (
        (Entrepreneur("Крылов", "Иван", "Ильич", inn), IP),
        (IP, Entrepreneur("Крылов", "Иван", "Ильич", inn)),
    ):
        assert match_ip(*pair).fields["inn"].outcome == outcome


@pytest.mark.clause("6/3.3 б")
def test_two_sole_proprietors_without_an_inn_do_not_match() -> None:
    assert match_ip(Entrepreneur("Крылов"), Entrepreneur("Крылов")).reasons == ("inn:missing",)


@pytest.mark.clause("6/3.2", "6/3.2 а")
@pytest.mark.parametrize(
    ("inns", "nonresidents", "outcome"),
    [
        ((INN, INN), (False, False), "exact"),
        ((INN, "77О7О83893"), (False, False), "equivalent"),
        ((INN, " 7707 083893 "), (False, False), "equivalent"),
        ((INN, OTHER_INN), (False, False), "different"),
        ((INN, OTHER_INN), (True, True), "different"),
        ((INN, INN), (True, False), "exact"),
        (("", ""), (False, False), "missing"),
        (("", ""), (True, False), "missing"),
        (("", ""), (False, True), "missing"),
        (("", ""), (True, True), "both_empty"),
        (("-", ""), (True, True), "both_empty"),
        ((" ", "№"), (True, True), "both_empty"),
        ((INN, ""), (True, True), "missing"),
        (("", INN), (True, True), "missing"),
        ((INN, ""), (False, False), "missing"),
    ],
)
@pytest.mark.parametrize("kind", ["org", "customer"])
def test_the_inn_of_an_organisation_may_only_be_missing_from_two_nonresidents(
    inns: tuple[str, str], nonresidents: tuple[bool, bool], outcome: str, kind: str
) -> None:
    record: Any = Organization if kind == "org" else Customer
    pair = [record("Ромашка", inn, nonresident=flag) for inn, flag in zip(inns, nonresidents, strict=True)]
    assert match(pair[0], pair[1]).fields["inn"].outcome == outcome


@pytest.mark.clause("6/3.2 б")
@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("ООО «Ромашка»", "exact"),
        ("OOO Pomawka", "equivalent"),
        ("ООО «Рамашка»", "substituted"),
        ("ООО «Ромашк»", "omitted"),
        ("ООО «Ромашкаа»", "added"),
        ("ООО «Рмоашка»", "swapped"),
        ("ООО «Рмоакша»", "two_transpositions"),
        ("ООО «Лютик»", "different"),
        ("«»", "missing"),
        ("Общество с ограниченной ответственностью Ромашка", "equivalent"),
    ],
)
def test_the_name_of_an_organisation_is_compared_with_its_forms_and_a_tolerance(name: str, outcome: str) -> None:
    application = Organization(name.replace("Pomawka", "Pомaшкa"), INN)
    assert match_org(application, ORG).fields["name"].outcome == outcome


@pytest.mark.clause("6/3.4", "6/3.4 прим.")
@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("", "", "exact"),
        ("", "-", "equivalent"),
        (None, "", "exact"),
        ("0173-1", "01731", "equivalent"),
        ("0173-1", "О173-1", "equivalent"),
        ("01731", "01732", "different"),
        ("", "1", "different"),
        ("1", "", "different"),
        ("01731", "0173", "different"),
    ],
)
def test_a_purchase_id_may_be_empty_and_then_equals_an_empty_one_only(one: str, other: str, outcome: str) -> None:
    application, contract = (Customer("ГБУ «Парк»", INN, purchase_id=number) for number in (one, other))
    assert match_customer(application, contract).fields["purchase_id"].outcome == outcome


@pytest.mark.clause("6/3.4 прим.")
@pytest.mark.parametrize(
    ("one", "other"),
    list(
        product(
            ["ООО «Ромашка»", "Ромашка, ООО", "", "Лютик"],
            ["ООО «Ромашка»", "Общество с ограниченной ответственностью Ромашка"],
        )
    ),
)
def test_a_customer_is_compared_as_an_organisation(one: str, other: str) -> None:
    org = match_org(Organization(one, INN, ("Лютик",)), Organization(other, OTHER_INN, ("Ромашка",)))
    customer = match_customer(Customer(one, INN, ("Лютик",)), Customer(other, OTHER_INN, ("Ромашка",)))
    assert [customer.fields[name].outcome for name in ("name", "inn")] == [each.outcome for each in org.fields.values()]


@pytest.mark.clause("6/3")
@pytest.mark.parametrize("surname", ["", " ", "-", None, "\N{ZERO WIDTH SPACE}"])
def test_an_empty_surname_is_missing_on_either_side_and_on_both(surname: str) -> None:
    empty = Person(surname, "Иван", "Ильич", "4508 123456")
    for pair in ((empty, PERSON), (PERSON, empty), (empty, empty)):
        verdict = match_person(*pair)
        assert verdict.reasons == ("surname:missing",)
        assert not verdict.matched


@pytest.mark.clause("6/3")
def test_the_same_sign_on_both_sides_of_a_mandatory_field_is_missing() -> None:
    assert match_person(Person("-", document="-"), Person("-", document="-")).reasons == (
        "surname:missing",
        "document:missing",
    )
    assert match_org(Organization("-", "-"), Organization("-", "-")).reasons == ("name:missing", "inn:missing")


@pytest.mark.clause("6/2.2 д")
@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("", "", "exact"),
        (None, "", "exact"),
        ("", "-", "equivalent"),
        ("-", "-", "exact"),
        ("", "И", "omitted"),
        ("И.", "", "added"),
        ("", "Ь1", "omitted"),
        ("", "Ии", "different"),
        ("", "Ильич", "different"),
    ],
)
@pytest.mark.parametrize("field", ["patronymic", "given_name"])
def test_an_empty_name_that_is_not_mandatory_equals_empty_and_one_symbol(
    one: str, other: str, outcome: str, field: str
) -> None:
    values = {"surname": "Крылов", "document": "1"}
    application, contract = (Person(**{**values, field: value}) for value in (one, other))
    assert match_person(application, contract).fields[field].outcome == outcome


@pytest.mark.clause("6/3")
def test_every_field_is_compared_whatever_the_others_say() -> None:
    verdict = match_person(Person("", "Пётр", "Ильич", "1"), PERSON)
    assert verdict.reasons == ("surname:missing", "given_name:different", "document:different")


@pytest.mark.clause("6/2.3 г")
def test_one_field_tolerates_an_edit_or_an_exchange_and_never_both() -> None:
    assert match_person(Person("Кырлов", "Иван", "Ильич", PERSON.document), PERSON).matched
    assert not match_person(Person("Кырлова", "Иван", "Ильич", PERSON.document), PERSON).matched
    assert match_person(Person("Кырлов", "Ивана", "Ильич", PERSON.document), PERSON).matched


@pytest.mark.clause("6/2.3 г")
def test_a_tolerance_is_not_carried_over_to_a_neighbouring_field() -> None:
    assert not match_person(Person("КрыловИ", "ван", "Ильич", "1"), Person("Крылов", "Иваннн", "Ильич", "1")).matched


@pytest.mark.clause("6/2.2 а", "6/2.2 б")
def test_under_collapse_a_space_is_a_symbol_of_a_name() -> None:
    one, other = Person("Анна  Мария", document="1"), Person("АннаМария", document="1")
    assert match_person(one, other).reasons == ("surname:equivalent",)
    assert match_person(one, other, Policy(spaces="collapse")).reasons == ("surname:added",)
    assert match_person(one, Person(" Анна\tМария", document="1"), Policy(spaces="collapse")).matched


@pytest.mark.clause("6/2.3 г")
@pytest.mark.parametrize("length", [5, 50, 500])
def test_an_outcome_that_is_remembered_is_the_one_that_is_found(length: int) -> None:
    long = "Крылов" * length
    for _ in range(2):
        assert match_person(Person(long, document="1"), Person(long + "а", document="1")).reasons == (
            "surname:omitted",
        )
        assert match_person(Person(long + "а", document="1"), Person(long, document="1")).reasons == ("surname:added",)


@pytest.mark.parametrize("matcher", [match_person, match])
def test_a_policy_of_another_type_is_refused(matcher: Any) -> None:  # noqa: ANN401  # a function
    policies: list[Any] = [None, "collapse", {}]
    for policy in policies:
        with pytest.raises(TypeError, match=f"^policy: Policy is asked for, not {type(policy).__name__}$"):
            matcher(PERSON, PERSON, policy)


@pytest.mark.parametrize("wrong", ["Крылов", None, 7])
def test_match_refuses_what_is_no_record(wrong: Any) -> None:  # noqa: ANN401  # anything
    with pytest.raises(TypeError, match=f"^application: a record is asked for, not {type(wrong).__name__}$"):
        match(wrong, PERSON)
    with pytest.raises(TypeError, match=f"^contract: Person is asked for, not {type(wrong).__name__}$"):
        match(PERSON, wrong)
