"""Fields: what the modules of single fields add to the comparison of two texts."""

import pytest

from npmatch import Outcome, Policy
from npmatch.fields import identifier, inn, name, org_name, patronymic

BOTH, EITHER = Policy(), Policy(aliases="either")
MARKED = Policy(absent_markers=("нет", "отсутствует", "-"))


@pytest.mark.clause("6/3.1 а")
def test_only_a_mandatory_name_can_be_missing() -> None:
    assert name.compare("", "", Policy()) is Outcome.EXACT
    assert name.compare("", "А", Policy()) is Outcome.OMITTED
    assert name.compare_mandatory("", "", Policy()) is Outcome.MISSING
    assert name.compare_mandatory("", "А", Policy()) is Outcome.MISSING
    assert name.compare_mandatory("А", "-", Policy()) is Outcome.MISSING


@pytest.mark.clause("6/2.2 а")
def test_names_follow_the_reading_of_spaces() -> None:
    for compare in (name.compare, name.compare_mandatory, patronymic.compare):
        assert compare("А Б", "АБ", Policy()) is Outcome.EQUIVALENT
        assert compare("А Б", "АБ", Policy(spaces="collapse")) is Outcome.ADDED


@pytest.mark.clause("6/2.2 в")
def test_identifiers_never_do() -> None:
    policy = Policy(spaces="collapse")
    assert identifier.compare("1 2", "12", policy) is Outcome.EQUIVALENT
    assert identifier.compare_mandatory("1\t2", "12", policy) is Outcome.EQUIVALENT
    assert inn.compare("1\N{NO-BREAK SPACE}2", "12", policy) is Outcome.EQUIVALENT
    assert inn.compare_organizations(("1 2", False), ("12", False), policy) is Outcome.EQUIVALENT


@pytest.mark.clause("6/2.2 в")
def test_a_space_between_a_letter_and_its_mark_parts_them() -> None:
    assert identifier.compare("и \N{COMBINING BREVE}1", "и\N{COMBINING BREVE} 1", Policy()) is Outcome.EQUIVALENT
    assert identifier.compare("c \N{COMBINING CEDILLA}1", "c\N{COMBINING CEDILLA} 1", Policy()) is Outcome.DIFFERENT


@pytest.mark.clause("6/2.2 д")
@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("нет", "", "equivalent"),
        ("", "Нет.", "equivalent"),
        ("ОТСУТСТВУЕТ", "нет", "equivalent"),
        ("HET", "", "equivalent"),
        ("нет", "нет", "exact"),
        ("нет", "Нет", "equivalent"),
        ("нет", "-", "equivalent"),
        ("", "", "exact"),
        ("нет", "И", "omitted"),
        ("И", "нет", "added"),
        ("нет", "Ильич", "different"),
        ("нетт", "", "different"),
        ("не", "", "different"),
        ("н е т", "", "equivalent"),
        ("Ильич", "Илич", "added"),
        ("Ильич", "ильич", "equivalent"),
    ],
)
def test_a_marker_of_absence_is_an_empty_patronymic(one: str, other: str, outcome: str) -> None:
    assert patronymic.compare(one, other, MARKED) == outcome


@pytest.mark.clause("6/2.2 д")
def test_without_markers_their_words_are_words() -> None:
    assert patronymic.compare("нет", "", Policy()) is Outcome.DIFFERENT
    assert patronymic.given("нет", Policy()) == "нет"


@pytest.mark.clause("6/2.2 д", "6/2.2 б")
def test_a_marker_is_treated_as_the_value_is() -> None:
    collapse = Policy(spaces="collapse", absent_markers=(" не  указано ",))
    assert patronymic.compare("Не\tуказано", "", collapse) is Outcome.EQUIVALENT
    assert patronymic.compare("неуказано", "", collapse) is Outcome.DIFFERENT
    assert patronymic.compare("неуказано", "", Policy(absent_markers=("не указано",))) is Outcome.EQUIVALENT


@pytest.mark.clause("6/2.2 д", "6/2.3 б")
def test_a_marker_agrees_by_readings() -> None:
    policy = Policy(absent_markers=("небыло",))
    assert patronymic.given("He b1ло", policy) == "He b1ло"
    assert patronymic.given("Не бb1ло", policy) == ""


@pytest.mark.clause("6/2.4", "6/2.4 б")
@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (("Заря", "Восход"), ("Восход", "Заря"), "alias", "alias"),
        (("Заря", "Восход"), ("Восход",), "different", "alias"),
        (("Заря",), ("Восход", "Заря"), "different", "alias"),
        (("Заря",), ("Восход", "Закат"), "different", "different"),
        (("Заря", "Восход", "Закат"), ("Закат", "Рассвет", "Зоря"), "alias", "alias"),
        (("Заря", "Восход"), ("Закат", "Восход"), "different", "different"),
        (("Заря", "Заря"), ("Восход", "Восход"), "different", "different"),
        (("Заря", "-", ""), ("Восход", "", "№"), "different", "different"),
        (("Заря", "Восход"), ("Восхот", "Зоря"), "alias", "alias"),
        (("Я", "-", "Восход"), ("Восход", ""), "different", "alias"),
        (("АО Заря", "Восход"), ("Восход", "Акционерное общество Заря"), "alias", "alias"),
        (("Заря", "Восход"), ("Заря", "Закат"), "exact", "exact"),
        (("Заря", "Восход"), ("Зоря", "Восход"), "substituted", "substituted"),
        (("", "Восход"), ("Восход", ""), "missing", "missing"),
        (("Заря", "Восход"), ("-", "Заря"), "missing", "missing"),
    ],
)
def test_an_alias_counts_where_the_names_themselves_do_not(
    one: tuple[str, ...], other: tuple[str, ...], both: str, either: str
) -> None:
    for a, b in ((one, other), (other, one)):
        assert org_name.compare(a, b, BOTH) == both
        assert org_name.compare(a, b, EITHER) == either


@pytest.mark.clause("6/2.4 б", "6/2.3 г")
def test_an_alias_must_be_accepted_under_the_policy() -> None:
    one, other = ("абвгде", "Заря"), ("Заря", "бавгед")
    assert org_name.compare(one, other, Policy()) is Outcome.ALIAS
    assert org_name.compare(one, other, Policy(transpositions="two_symbols")) is Outcome.DIFFERENT


@pytest.mark.clause("6/2.4 б", "6/2.3 г")
def test_an_alias_helps_names_that_are_not_accepted_under_the_policy() -> None:
    one, other = ("абвгде", "бавгед"), ("бавгед", "абвгде")
    assert org_name.compare(one, other, Policy()) is Outcome.TWO_TRANSPOSITIONS
    assert org_name.compare(one, other, Policy(transpositions="two_symbols")) is Outcome.ALIAS


@pytest.mark.clause("6/2.4 а", "6/2.3 г")
@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("ООО Заря", "ООО Заря", "exact"),
        ("ООО Заря", "ооо «Заря»", "equivalent"),
        ("ООО Заря", "Общество с ограниченной ответственностью Заря", "equivalent"),
        ("Общество с ограниченой ответственностью Заря", "ООО Заря", "omitted"),
        ("ООО Заря", "Обществоо с ограниченной ответственностью Заря", "omitted"),
        ("ООО Заря", "ОАО Заря", "substituted"),
        ("АО Заря", "ОА Заря", "swapped"),
        ("АО Заря", "ПАО Заря", "omitted"),
        ("ПК Заря", "Производственный кооператив Заря", "equivalent"),
        ("ПК Заря", "Потребительский кооператив Заря", "equivalent"),
        ("Потребительский кооператив Заря", "Производственный кооператив Заря", "equivalent"),
        ("ПК Заря", "Производственый кооператив Заря", "added"),
        ("Заря ООО", "ООО Заря", "different"),
        ("Заря", "ООО Заря", "different"),
    ],
)
def test_the_earliest_outcome_over_all_spellings_counts(one: str, other: str, outcome: str) -> None:
    turned = {"omitted": "added", "added": "omitted"}
    assert org_name.compare_names(one, other, Policy()) == outcome
    assert org_name.compare_names(other, one, Policy()) == turned.get(outcome, outcome)


@pytest.mark.clause("6/2.4 а")
@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("ООО «Заря»", "«Заря» ООО", "equivalent"),
        ("Заря, ООО", "Общество с ограниченной ответственностью Заря", "equivalent"),
        ("Заря, ООО", "ООО Зорька", "different"),
        ("Заря, ООО", "ООО Зоря", "substituted"),
        ("Банк ПАО Заря", "ПАО Банк Заря", "different"),
        ("ООО АО Заря", "АО Заря ООО", "equivalent"),
        ("АО Заря ООО", "Заря ООО АО", "equivalent"),
        ("ООО АО Заря", "Заря АО ООО", "different"),
    ],
)
def test_under_either_end_one_form_may_stand_at_the_other_end(one: str, other: str, outcome: str) -> None:
    policy = Policy(form_position="either_end")
    for a, b in ((one, other), (other, one)):
        assert org_name.compare_names(a, b, policy) == outcome
        assert org_name.compare_names(a, b, Policy()) is Outcome.DIFFERENT


@pytest.mark.clause("6/2.4 а", "6/2.2 б")
def test_a_moved_form_is_joined_by_a_space() -> None:
    policy = Policy(spaces="collapse", form_position="either_end")
    assert org_name.compare_names("ООО«Заря»", "Заря ООО", policy) is Outcome.EQUIVALENT
    assert org_name.compare_names("«Заря»ООО", "ООО Заря", policy) is Outcome.EQUIVALENT
    assert org_name.compare_names("ООО Заря", "Заря-ООО", policy) is Outcome.EQUIVALENT
