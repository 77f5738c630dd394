"""The documentation says what the code says."""

import doctest
import importlib

import pytest
from tools import docs_tables

from npmatch.cli.main import COMMANDS
from promises.house import ROOT, files, text

TOOLS = [path.stem for path in files(ROOT / "tools", ".py")]


def test_every_printed_table_is_the_one_that_the_code_prints(capsys: pytest.CaptureFixture[str]) -> None:
    status = docs_tables.main(["--check"])
    assert (status, capsys.readouterr().out) == (0, "")


def test_every_table_that_can_be_printed_stands_on_some_page() -> None:
    asked = {name for page in docs_tables.pages() for name in docs_tables.asked_for(page.read_text(encoding="utf-8"))}
    assert asked | {"explanation-ru"} == docs_tables.PRINTERS.keys() | {"explanation-ru"}


def test_a_stale_table_is_noticed() -> None:
    page = "<!-- printed: notes -->\nold\n<!-- end of notes -->\n"
    fresh = docs_tables.refresh(page)
    assert fresh != page
    assert docs_tables.refresh(fresh) == fresh


@pytest.mark.parametrize(
    "page",
    [
        "<!-- printed: notes -->\n",
        "<!-- end of notes -->\n",
        "<!-- printed: notes -->\n<!-- end of outcomes -->\n",
    ],
)
def test_marks_that_do_not_pair_are_refused(page: str) -> None:
    with pytest.raises(ValueError, match="do not pair"):
        docs_tables.refresh(page)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_is_documented(command: str) -> None:
    page = text("docs/reference/command.md")
    assert f"$ npmatch {command} --help\n" in page


def test_the_examples_in_the_tools_hold() -> None:
    results = [doctest.testmod(importlib.import_module(f"tools.{name}")) for name in TOOLS]
    assert sum(result.attempted for result in results) > 5
    assert sum(result.failed for result in results) == 0
