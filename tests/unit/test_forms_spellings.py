"""The spellings of a name: as written, shortened, written out, and with a form at the other end."""

import pytest

from npmatch.forms import spellings as module
from npmatch.forms.spellings import Spelling, spellings, without_forms
from npmatch.tables import read

pytestmark = pytest.mark.clause("6/2.4 а")

LLC = "Общество с ограниченной ответственностью"
COOPERATIVES = ("Потребительский кооператив", "Производственный кооператив")


def texts(name: str) -> list[str]:
    return [spelling.text for spelling in spellings(name)]


def moved(name: str) -> list[str]:
    return [spelling.text for spelling in spellings(name, "either_end") if spelling.moved]


def test_a_name_without_a_form_has_one_spelling() -> None:
    assert spellings("Ромашка") == spellings("Ромашка", "either_end") == (Spelling("Ромашка", "as_written"),)
    assert spellings("") == (Spelling("", "as_written"),)


def test_each_spelling_tells_how_it_was_made() -> None:
    assert spellings("ооо А") == (
        Spelling("ооо А", "as_written"),
        Spelling("ООО А", "shortened"),
        Spelling(f"{LLC} А", "written_out"),
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ООО «Ромашка»", ["ООО «Ромашка»", f"{LLC} «Ромашка»"]),
        (f"{LLC} «Ромашка»", [f"{LLC} «Ромашка»", "ООО «Ромашка»"]),
        ("Банк (публичное акционерное общество), г. Н", ["Банк (публичное акционерное общество), г. Н",
         "Банк (ПАО), г. Н", "Банк (Публичное акционерное общество), г. Н"]),
        ("ПК А", ["ПК А", *(f"{full} А" for full in COOPERATIVES)]),
        (f"{COOPERATIVES[0]} А", [f"{COOPERATIVES[0]} А", "ПК А"]),
        ("АО А (ООО)", ["АО А (ООО)", f"Акционерное общество А ({LLC})"]),
    ],
    ids=["short", "full", "in brackets", "two meanings", "one of two meanings", "two forms"],
)  # fmt: skip
def test_a_form_is_rewritten_where_it_stands_and_the_rest_stays(name: str, expected: list[str]) -> None:
    assert texts(name) == expected


def test_a_short_form_that_stands_twice_means_the_same_both_times() -> None:
    assert texts("ПК и ПК") == ["ПК и ПК", *(f"{full} и {full}" for full in COOPERATIVES)]


def test_different_short_forms_are_written_out_in_every_combination() -> None:
    fulls = {
        short: [row["full"] for row in read("legal_forms.tsv").rows if row["short"] == short] for short in ("ПК", "НП")
    }
    expected = {f"{one} {other}" for one in fulls["ПК"] for other in fulls["НП"]}
    assert {spelling.text for spelling in spellings("ПК НП") if spelling.made == "written_out"} == expected
    assert len(expected) >= 4


def test_a_full_form_beside_its_short_one_keeps_its_meaning() -> None:
    for full in COOPERATIVES:
        assert {f"{full} {meant}" for meant in COOPERATIVES} <= set(texts(f"{full} ПК"))


def test_no_spelling_comes_twice() -> None:
    for name in ("ПК", "ООО", f"{LLC} ООО", "ПК ПК НП"):
        found = [spelling.text for spelling in spellings(name, "either_end")]
        assert len(found) == len(set(found))


def test_a_hostile_name_has_a_bounded_number_of_spellings() -> None:
    several = [row["short"] for row in read("legal_forms.tsv").rows]
    ambiguous = sorted({short for short in several if several.count(short) > 1})
    assert len(ambiguous) > 10
    assert len(spellings(" ".join(ambiguous * 20))) == 1 + 1 + 64 - 1  # as written is short already


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ООО Ромашка", [" Ромашка ООО", f" Ромашка {LLC}"]),
        ("Ромашка ООО", ["ООО Ромашка ", f"{LLC} Ромашка "]),
        ("«Ромашка», (ООО).", ["ООО «Ромашка», ().", f"{LLC} «Ромашка», ()."]),
        ("«ООО» Ромашка", ["«» Ромашка ООО", f"«» Ромашка {LLC}"]),
        ("Банк ООО Ромашка", []),
        ("Ромашка", []),
        ("ООО", [" ООО", "ООО ", f" {LLC}", f"{LLC} "]),
        ("ООО А АО", [" А АО ООО", "АО ООО А ", f" А Акционерное общество {LLC}", f"Акционерное общество {LLC} А "]),
    ],
    ids=["first", "last", "signs behind", "quoted", "inside", "none", "alone", "both ends"],
)
def test_a_form_at_one_end_may_stand_at_the_other(name: str, expected: list[str]) -> None:
    assert moved(name) == expected
    assert not any(spelling.moved for spelling in spellings(name))


def test_only_one_form_moves() -> None:
    assert not {"А АО ООО ", " А ООО АО"} & {text.strip() for text in moved("ООО АО А")}
    assert moved("ООО АО А")[0].strip() == "АО А ООО"


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("ПАО «Ромашка»", " «Ромашка»"),
        ("Банк (ПАО) А", "Банк () А"),
        ("ООО", ""),
        ("Ромашка", "Ромашка"),
        (f"{LLC} А, АО", " А, "),
    ],
)
def test_the_rest_of_a_name_is_what_its_forms_leave(name: str, rest: str) -> None:
    assert without_forms(name) == rest


@pytest.mark.parametrize("length", [10, 400])
def test_a_name_that_is_not_remembered_is_spelled_alike(length: int) -> None:
    name = "ООО " + "а" * length
    assert texts(name) == [name, f"{LLC} " + "а" * length]
    assert spellings(name) == module._spellings(name, "as_written")  # noqa: SLF001  # what is remembered
