"""The cost of a comparison grows with the length of the texts, not with the number of their readings or spellings.

The limits are generous: what these texts cost when it grows faster is minutes, hours or for ever.
"""

import time
from collections.abc import Callable

import pytest

from npmatch import (
    Customer,
    Entrepreneur,
    Organization,
    Person,
    Policy,
    Verdict,
    match_customer,
    match_ip,
    match_org,
    match_person,
)
from npmatch.tables import read
from npmatch.text.compare import fold
from npmatch.text.equivalence import folding
from npmatch.text.walk import Pair

SYMBOLS = 10_000
SECONDS = 5.0

UNITS = ("b", "b1", "Ь1", "bЬ1b1ы", "bbbbbbbb ", "b1ы")
FORMS = (
    "ПК ",
    "ООО ",
    "ПК b1 ",
    "OOO b ",
    "Общество c ограниченнoй ответcтвенностb ",
    "Акционерное ",
    "bbb ПК ",
    "ь1ПК-",
)


def text(unit: str) -> str:
    return (unit * SYMBOLS)[:SYMBOLS]


def changed(value: str) -> list[str]:
    """The value as it is, and with something changed at its beginning, in its middle and at its end."""
    middle = len(value) // 2
    half = value[:middle], value[middle:]
    return [value, "я" + value, "яю".join(half), value[:-1] + "я", half[1] + half[0]]


def in_time(
    compare: Callable[..., Verdict], *arguments: Person | Entrepreneur | Organization | Customer | Policy
) -> Verdict:
    start = time.process_time()  # the machine may be busy with other things
    verdict = compare(*arguments)
    assert time.process_time() - start < SECONDS
    return verdict


@pytest.mark.clause("6/2.3 б", "6/2.3 г")
@pytest.mark.parametrize("unit", UNITS)
def test_names_of_ten_thousand_symbols_in_many_readings_answer_at_once(unit: str) -> None:
    contract = Person(text(unit), document="1")
    applications = [Person(value, document="1") for value in changed(text(unit))]
    verdicts = [in_time(match_person, application, contract) for application in applications]
    assert verdicts[0].reasons == ()
    assert {str(verdict.outcomes[0]) for verdict in verdicts} > {"exact"}


@pytest.mark.clause("6/2.3 б")
@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("b" * SYMBOLS, "в" * SYMBOLS, "equivalent"),
        ("b" * SYMBOLS, "ь" * SYMBOLS, "equivalent"),
        ("b" * SYMBOLS, "вь" * (SYMBOLS // 2), "equivalent"),
        ("b1" * (SYMBOLS // 2), "ы" * (SYMBOLS // 2), "equivalent"),
        ("Ь1" * (SYMBOLS // 2), "b1" * (SYMBOLS // 2), "equivalent"),
        ("b1" * (SYMBOLS // 2), "ы" * (SYMBOLS // 2 - 1) + "а", "substituted"),
        ("b1" * (SYMBOLS // 2), "ы" * (SYMBOLS // 2 + 1), "omitted"),
        ("b" * SYMBOLS, "в" * (SYMBOLS - 1), "added"),
        ("b" * SYMBOLS + "ав", "в" * SYMBOLS + "ва", "swapped"),
        ("абв" + "b" * SYMBOLS, "бва" + "ь" * SYMBOLS, "two_transpositions"),
        ("аб" + "b" * SYMBOLS + "вг", "ба" + "ь" * SYMBOLS + "гв", "two_transpositions"),
        ("аб" + "b1" * SYMBOLS, "вг" + "ы" * SYMBOLS, "different"),
        ("b" * SYMBOLS, "ы" * (SYMBOLS // 2), "different"),
        ("b1" * SYMBOLS, "а" * SYMBOLS, "different"),
        ("b" * SYMBOLS, "", "missing"),
    ],
    ids=range(15),
)
def test_the_answer_is_right_too(one: str, other: str, outcome: str) -> None:
    verdict = in_time(match_person, Person(one, document="1"), Person(other, document="1"))
    assert verdict.outcomes[0] == outcome


@pytest.mark.clause("6/3.1 б", "6/3.3 б", "6/3.4")
@pytest.mark.parametrize("unit", UNITS)
def test_identifiers_in_many_readings_answer_at_once(unit: str) -> None:
    one, other = text(unit), "я" + text(unit)
    assert not in_time(match_person, Person("А", document=one), Person("А", document=other))
    assert not in_time(match_ip, Entrepreneur("А", inn=one), Entrepreneur("А", inn=other))
    customers = (Customer("А", "1", purchase_id=value) for value in (one, other))
    assert in_time(match_customer, *customers).reasons == ("purchase_id:different",)


@pytest.mark.clause("6/2.4 а")
@pytest.mark.parametrize("unit", [*UNITS, *(form for form in FORMS if form not in UNITS)])
def test_names_of_organisations_in_many_readings_and_spellings_answer_at_once(unit: str) -> None:
    contract = Organization(text(unit), "1")
    application = Organization(text(unit)[:-1] + "я", "1")
    assert in_time(match_org, application, contract).outcomes[1] == "exact"


@pytest.mark.clause("6/2.4 а")
def test_a_name_of_nothing_but_forms_of_several_meanings_answers_at_once() -> None:
    shorts = [row["short"] for row in read("legal_forms.tsv").rows]
    ambiguous = sorted({short for short in shorts if shorts.count(short) > 1})
    name = " ".join(ambiguous * 3)
    policy = Policy(form_position="either_end")
    verdict = in_time(match_org, Organization(name, "1"), Organization(name + " я ю", "1"), policy)
    assert verdict.outcomes[0] == "different"
    verdict = in_time(match_org, Organization("ПК " * 3333, "1"), Organization("ПК " * 3332, "1"))
    assert verdict.outcomes[0] == "different"


@pytest.mark.clause("6/2.3 б")
@pytest.mark.parametrize("unit", ["b", "b1", "Ь1", "bЬ1b1ы", "вb"])
def test_the_places_that_are_walked_grow_with_the_length_alone(unit: str) -> None:
    walked = []
    for length in (500, 1000, 2000):
        value = fold((unit * length)[:length])
        walked.append(len(Pair(value, value, folding())._from_start))  # noqa: SLF001  # what is bounded
    assert walked[-1] <= 5 * 2000
    assert walked[1] < 2.5 * walked[0]
    assert walked[2] < 2.5 * walked[1]
