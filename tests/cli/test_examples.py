"""The real input under ``examples/``: what comes out of it, and what its README says about that."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest

from cli.runs import run

FOLDER = Path(__file__).parents[2] / "examples" / "organisations"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def read(name: str) -> list[dict[str, str]]:
    return rows((FOLDER / name).read_text(encoding="utf-8"))


def verdicts(*options: str) -> list[dict[str, str]]:
    ran = run("match", FOLDER / "applications.csv", FOLDER / "contracts.csv", "--on", "ИНН", "-o", "-", *options)
    assert ran.code == 0
    return rows(ran.out)


def numbers(first_cell: str) -> list[int]:
    """Return the numbers in the row of a table of the README that begins with this cell."""
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    line = re.findall(rf"^\| {re.escape(first_cell)} \|(.*)\|$", text, re.MULTILINE)[0]
    return [int(cell) for cell in line.split("|") if cell.strip().isdecimal()]


def test_every_application_gets_a_verdict_in_its_order() -> None:
    found = verdicts()
    assert [row["ИНН"] for row in found] == [row["ИНН"] for row in read("applications.csv")]
    assert {row["kind"] for row in found} == {"org"}
    assert {row["inn"] for row in found} == {"exact"}
    assert {(row["status"], row["error_code"]) for row in found} == {("matched", ""), ("not_matched", "7004")}


@pytest.mark.parametrize(
    ("source", "title", "counts"),
    [
        ("EGRUL short name", "EGRUL, short name", [293, 241, 52]),
        ("EU list", "EU list", [54, 27, 27]),
        ("numbering plan 2023", "numbering plan 2023", [46, 42, 4]),
        ("Rosstat 2012", "Rosstat 2012", [6, 6, 0]),
        ("", "all", [399, 316, 83]),
    ],
)
def test_as_many_match_as_the_readme_says(source: str, title: str, counts: list[int]) -> None:
    found = [
        verdict["status"]
        for application, verdict in zip(read("applications.csv"), verdicts(), strict=True)
        if source in {"", application["Источник"]}
    ]
    assert [len(found), found.count("matched"), found.count("not_matched")] == counts == numbers(title)


def test_the_outcomes_are_those_of_the_readme() -> None:
    found = Counter(row["name"] for row in verdicts())
    assert found == {"exact": 4, "equivalent": 303, "substituted": 3, "omitted": 3, "added": 3, "different": 83}
    assert {name: numbers(name) for name in found} == {name: [count] for name, count in found.items()}


@pytest.mark.parametrize(
    "option",
    [
        ("--aliases", "either"),
        ("--form-position", "either_end"),
        ("--transpositions", "two_symbols"),
        ("--spaces", "collapse"),
    ],
)
def test_no_other_reading_changes_a_count(option: tuple[str, str]) -> None:
    assert [row["status"] for row in verdicts(*option)] == [row["status"] for row in verdicts()]


def test_what_does_not_match_has_been_read_one_by_one() -> None:
    refused = [
        (application["ИНН"], application["Наименование"])
        for application, verdict in zip(read("applications.csv"), verdicts(), strict=True)
        if verdict["status"] != "matched"
    ]
    differences = read("differences.csv")
    assert [(row["ИНН"], row["Наименование"]) for row in differences] == refused
    found = Counter(row["difference"] for row in differences)
    assert {name: numbers(name) for name in found} == {name: [count] for name, count in found.items()}
    assert sum(found.values()) == 83


def test_all_accepted_slips_lie_in_the_legal_form() -> None:
    forms = re.compile(r"\b(ПАО|ОАО|[AА]О|(публичное |открытое )?[aа]кционерное общество)\b", re.IGNORECASE)
    contracts: dict[str, set[str]] = {}
    for row in read("contracts.csv"):
        contracts.setdefault(row["ИНН"], set()).add(letters(forms.sub("", row["Полное наименование"])))
    slips = [
        letters(forms.sub("", application["Наименование"])) in contracts[application["ИНН"]]
        for application, verdict in zip(read("applications.csv"), verdicts(), strict=True)
        if verdict["name"] in {"substituted", "omitted", "added"}
    ]
    assert slips == [True] * 9


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def test_the_files_hold_what_the_readme_says() -> None:
    applications, contracts = read("applications.csv"), read("contracts.csv")
    assert (len(applications), len(contracts)) == (399, 394)
    assert len({row["ИНН"] for row in applications}) == len({row["ИНН"] for row in contracts}) == 373
