"""The pages on the porting process hold everything that the model holds."""

import re

import pytest

from npmatch.cli.port import COMMANDS
from npmatch.porting.codes import Code
from npmatch.porting.deadlines import DEADLINES
from npmatch.porting.editions import LATEST, Edition
from npmatch.porting.messages import TYPES
from npmatch.porting.readings import CONTRADICTIONS, OPTIONS
from npmatch.porting.regions import REGIONS
from npmatch.porting.states import PARTS, State
from npmatch.tables import parse
from promises.house import ROOT, files, text

PAGES = ROOT / "docs" / "reference" / "porting"


def first_cells(page: str) -> list[str]:
    """What opens each row of the tables of a page."""
    return [line.split(" | ")[0].removeprefix("| ").strip("`") for line in text(page).splitlines() if "| " in line[:2]]


def test_every_page_is_in_the_index_and_asks_for_a_printed_table() -> None:
    for path in files(PAGES, ".md"):
        assert f"reference/porting/{path.stem}\n" in text("docs/index.md")
        assert "<!-- printed: porting-" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_is_documented(command: str) -> None:
    assert f"$ npmatch port {command} --help\n" in text("docs/reference/porting/command.md")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("messages", set(TYPES)),
        ("codes", {str(int(code)) for code in Code}),
        ("deadlines", {row.id for row in DEADLINES[LATEST]}),
        ("readings", {row.id for row in CONTRADICTIONS} | set(OPTIONS)),
        ("schedule", set(REGIONS)),
        ("states", {state.value for state, _ in (cell for rules in PARTS.values() for cell in rules)}),
    ],
)
def test_a_page_has_a_row_for_everything_of_its_kind(page: str, expected: set[str]) -> None:
    assert expected - set(first_cells(f"docs/reference/porting/{page}.md")) == set()


def test_every_part_of_the_table_of_states_has_its_graph() -> None:
    page = text("docs/reference/porting/states.md")
    assert re.findall(r'^digraph "(.*)" \{$', page, re.MULTILINE) == list(PARTS)
    assert [state for state in State if state is not State.NEW and state.value not in page] == []


def test_every_id_is_traced() -> None:
    rows = parse("ids.tsv", text("tests/process/ids.tsv")).rows
    traced = first_cells("docs/reference/porting/traceability.md")
    assert [row["id"] for row in rows if row["id"] not in traced] == []


def test_every_edition_is_explained() -> None:
    assert set(Edition) - set(first_cells("docs/explanation/porting-editions.md")) == set()
