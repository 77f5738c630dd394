"""explain: every step, every symbol, every reading and note, as an object and as plain data."""

import json
from typing import Any

import pytest

from npmatch import (
    Customer,
    Entrepreneur,
    Note,
    Organization,
    Outcome,
    Person,
    Policy,
    explain,
    match,
)
from npmatch.explanation import Explanation, FieldExplanation
from npmatch.explanation.model import AliasMatch

INN = "7707083893"
LLC = "Общество с ограниченной ответственностью"
HIDDEN = "Тайнов"


def of_names(one: str, other: str, policy: Policy | None = None) -> FieldExplanation:
    """The explanation of the names of two organisations."""
    return explain(Organization(one, INN), Organization(other, INN), policy).fields[0]


def of_surnames(one: str, other: str, policy: Policy | None = None) -> FieldExplanation:
    return explain(Person(one, document="1"), Person(other, document="1"), policy).fields[0]


def steps(field: FieldExplanation) -> tuple[dict[str, str], dict[str, str]]:
    return dict(field.application.steps), dict(field.contract.steps)


@pytest.mark.clause("6/2", "6/2.2", "6/2.3")
def test_a_value_is_shown_after_each_step() -> None:
    ours, theirs = steps(of_surnames(" Kpb1лов-А ", "крылова"))
    assert list(ours.items()) == [("given", " Kpb1лов-А "), ("significant", "Kpb1ловА"), ("folded", "крb1лова")]
    assert list(theirs) == ["given", "significant", "folded"]


@pytest.mark.clause("6/2.2 а", "6/2.2 б", "6/2.2 в")
def test_the_steps_follow_the_reading_of_spaces_in_names_alone() -> None:
    collapse = Policy(spaces="collapse")
    explained = explain(Person("А  Б", document="1 2"), Person("А Б", document="12"), collapse)
    surname, *_, document = explained.fields
    assert steps(surname)[0]["significant"] == "А Б"
    assert steps(document)[0]["significant"] == "12"
    assert steps(of_surnames("А  Б", "А Б"))[0]["significant"] == "АБ"


@pytest.mark.clause("6/2.4 а")
@pytest.mark.parametrize(
    ("one", "other", "policy", "ours", "theirs"),
    [
        ("ООО А", f"{LLC} Б", Policy(), {}, {"shortened": "ООО Б"}),
        (f"{LLC} А", "ООО Б", Policy(), {}, {"written_out": f"{LLC} Б"}),
        ("Обществоо с ограниченной ответственностью А", "ООО А", Policy(), {}, {"written_out": f"{LLC} А"}),
        ("ООО А", "ооо Б", Policy(), {}, {}),
        ("ООО Ася", "Ася ООО", Policy(form_position="either_end"), {}, {"moved": "ООО Ася "}),
        ("ООО Ася", "ООО Вова", Policy(form_position="either_end"), {}, {}),
    ],
)
def test_a_form_that_was_rewritten_or_moved_is_a_step(
    one: str, other: str, policy: Policy, ours: dict[str, str], theirs: dict[str, str]
) -> None:
    found = of_names(one, other, policy)
    for side, expected in zip(steps(found), (ours, theirs), strict=True):
        kept = {name: text for name, text in side.items() if name in {"shortened", "written_out", "moved"}}
        assert kept == expected


@pytest.mark.clause("6/2.4 а")
def test_of_names_that_differ_the_spellings_that_come_nearest_are_shown() -> None:
    found = of_names("ПАО Ромашка", "Публичное акционерное общество Лютик")
    assert steps(found)[1]["shortened"] == "ПАО Лютик"
    assert "".join(column.application for column in found.columns) == "ПАОРомашка"


@pytest.mark.clause("6/2.2 д")
def test_a_marker_of_absence_is_a_step() -> None:
    marked = Policy(absent_markers=("нет",))
    field = explain(Person("А", "", "нет", "1"), Person("А", "", "", "1"), marked).fields[2]
    assert steps(field)[0] == {"given": "нет", "absent": "", "significant": "", "folded": ""}
    assert steps(field)[1] == {"given": "", "significant": "", "folded": ""}
    assert field.columns == ()


@pytest.mark.clause("6/2.3")
@pytest.mark.parametrize("kind", [Person, Entrepreneur, Organization, Customer])
def test_every_field_is_explained_as_its_verdict_says(kind: Any) -> None:  # noqa: ANN401  # a class
    pair = kind("Крылов", "1"), kind("Kрынов", "2")
    verdict, explained = match(*pair), explain(*pair)
    assert tuple(field.verdict for field in explained.fields) == tuple(verdict.fields.values())
    assert (explained.kind, explained.matched) == (verdict.kind, verdict.matched)
    assert explained.error_code == verdict.error_code


@pytest.mark.clause("6/3")
@pytest.mark.parametrize(
    ("pair", "field", "outcome"),
    [
        ((Person("", document="1"), Person("А", document="1")), 0, Outcome.MISSING),
        ((Organization("А", nonresident=True), Organization("А", "-", nonresident=True)), 1, Outcome.BOTH_EMPTY),
        ((Organization("А", INN, ("Бабва",)), Organization("Бабва", INN, ("А",))), 0, Outcome.ALIAS),
    ],
    ids=["missing", "both empty", "alias"],
)
def test_where_there_is_nothing_to_align_there_are_no_columns(pair: Any, field: int, outcome: Outcome) -> None:  # noqa: ANN401  # records
    found = explain(*pair).fields[field]
    assert found.verdict.outcome is outcome
    assert found.columns == ()


@pytest.mark.clause("6/2.4 б")
def test_the_aliases_that_agree_are_told_with_their_side() -> None:
    one = Organization("АО Заря", INN, ("Лютик", "-", "Восходд", "Восход"))
    other = Organization("Восход", INN, ("", "Зоря АО", "Акционерное общество Зоря"))
    assert explain(one, other).fields[0].aliases == (
        AliasMatch("application", "АО Заря", "Акционерное общество Зоря", Outcome.SUBSTITUTED),
        AliasMatch("contract", "Восход", "Восходд", Outcome.OMITTED),
        AliasMatch("contract", "Восход", "Восход", Outcome.EXACT),
    )
    one_symbol = explain(Customer("Я", INN, ("-", "Лютик")), Customer("Лютик", INN, ("", "Я")))
    assert [(each.side, each.alias) for each in one_symbol.fields[0].aliases] == [
        ("application", "Я"),
        ("contract", "Лютик"),
    ]


@pytest.mark.clause("6/2.4 б")
def test_names_that_agree_themselves_tell_no_aliases() -> None:
    assert explain(Organization("А", INN, ("Б",)), Organization("А", INN, ("Б",))).fields[0].aliases == ()


@pytest.mark.clause("6/2")
def test_turning_readings_and_notes_are_told() -> None:
    explained = explain(Organization("ООО Заря", INN), Organization("Заря ООО", INN))
    assert explained.turning == ({"form_position": "either_end"},)
    assert explained.notes == ((Note.FORM_MOVED, "name"), (Note.READING_DEPENDENT, ""))


@pytest.mark.clause("6/2")
def test_readings_that_turn_a_verdict_together_are_told_together() -> None:
    explained = explain(Organization("Заря", INN, ("ООО Восход",)), Organization("Восход ООО", INN))
    assert explained.turning == ({"aliases": "either", "form_position": "either_end"},)
    assert explained.to_dict()["turning"] == [{"aliases": "either", "form_position": "either_end"}]
    assert "aliases = either, form_position = either_end" in explained.render("en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Person("Kpb1лов", "И", "нет", "4508"), Person("Крылов", "Иван", "", "4509")),
        (Entrepreneur("", inn="7E+11"), Entrepreneur("А\x00\ud800", inn="1")),
        (
            Organization("ООО Заря", "", ("В",), nonresident=True),
            Organization("В", "-", ("Заря ООО",), nonresident=True),
        ),
        (Customer("АО А", INN, purchase_id="1"), Customer("Акционерное общество А", INN)),
    ],
    ids=["person", "ip", "org", "customer"],
)
@pytest.mark.parametrize("policy", [None, Policy("collapse", "two_symbols", "either", "either_end", ("нет",))])
def test_an_explanation_is_plain_data_and_complete(one: Any, other: Any, policy: Policy | None) -> None:  # noqa: ANN401  # records
    explained = explain(one, other, policy)
    data = explained.to_dict()
    assert json.loads(json.dumps(data)) == data
    assert list(data) == ["kind", "matched", "error_code", "policy", "fields", "turning", "notes"]
    assert data["policy"] == (policy or Policy()).to_dict()
    fields: Any = data["fields"]
    assert list(fields) == [field.verdict.name for field in explained.fields]
    for field, told in zip(explained.fields, fields.values(), strict=True):
        assert told["outcome"] == field.verdict.outcome
        assert (told["accepted"], told["clause"]) == (field.verdict.accepted, field.verdict.clause)
        assert told["distance"] == field.verdict.distance
        assert told["application"]["given"] == field.application.steps[0][1]
        assert [column["operation"] for column in told["columns"]] == [column.operation for column in field.columns]
        assert len(told["aliases"]) == len(field.aliases)


def test_the_plain_data_hold_code_points_names_clauses_aliases_and_notes() -> None:
    person: Any = explain(Person("K", "И.", document="1"), Person("К", "Иван", document="1")).to_dict()
    assert person["fields"]["surname"]["columns"] == [
        {
            "operation": "look_alike",
            "application": {"text": "K", "code_points": ["U+004B"], "names": ["LATIN CAPITAL LETTER K"]},
            "contract": {"text": "К", "code_points": ["U+041A"], "names": ["CYRILLIC CAPITAL LETTER KA"]},
            "clause": "6/2.3 б",
        }
    ]
    assert person["notes"] == [{"note": "initials", "field": "given_name"}]
    turned: Any = explain(Person("А", "", "нет", "1"), Person("А", document="1")).to_dict()
    assert turned["turning"] == [{"absent_markers": ["нет", "отсутствует"]}]
    assert turned["notes"] == [{"note": "reading_dependent", "field": None}]
    org: Any = explain(Organization("Заря", INN, ("Лютик",)), Organization("Лютик", INN, ("Заря",))).to_dict()
    assert org["fields"]["name"]["aliases"][0] == {
        "side": "application", "name": "Заря", "alias": "Заря", "outcome": "exact",
    }  # fmt: skip


def test_only_an_explanation_shows_data_and_its_repr_does_not() -> None:
    explained = explain(Person(HIDDEN, document=HIDDEN), Person(f"{HIDDEN}а", document=HIDDEN))
    assert repr(explained) == "Explanation(person, matched=True, error_code=None)"
    assert HIDDEN not in f"{explained} {explained.fields}"
    assert HIDDEN in explained.render("ru")


@pytest.mark.parametrize("wrong", [{}, "", 0, "collapse", False])
def test_a_policy_of_another_type_is_refused(wrong: Any) -> None:  # noqa: ANN401  # anything
    with pytest.raises(TypeError, match=f"^policy: Policy is asked for, not {type(wrong).__name__}$"):
        explain(Person("А"), Person("А"), wrong)


def test_records_of_different_kinds_are_refused() -> None:
    with pytest.raises(TypeError, match=r"^contract: Organization is asked for, not Customer$"):
        explain(Organization("А"), Customer("А"))
    with pytest.raises(TypeError, match=r"^application: a record is asked for, not str$"):
        explain("А", "А")  # type: ignore[arg-type]  # what is refused


def test_an_explanation_is_an_object_of_its_own_kind() -> None:
    assert isinstance(explain(Person("А"), Person("А")), Explanation)


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("а" * 3000, "а" * 2999 + "б", "substituted"),
        ("b1" * 700, "ы" * 699, "added"),
        ("а" * 1500, "б" * 1500, "different"),
        ("bЬ1" * 300, "Ю" * 300, "different"),
    ],
)
def test_long_values_are_explained_too(one: str, other: str, outcome: str) -> None:
    explained = explain(Person(one, document="1"), Person(other, document="1"))
    assert explained.fields[0].verdict.outcome == outcome
    assert "".join(column.application for column in explained.fields[0].columns) == one
    assert "".join(column.contract for column in explained.fields[0].columns) == other
    assert explained.render("ru")
