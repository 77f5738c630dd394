"""What the README says holds."""

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from npmatch.cli.main import COMMANDS as NAMES
from npmatch.cli.main import build
from promises.house import ROOT, text

README = text("README.md")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]


def map_of_the_code() -> list[str]:
    """The paths in the table "Where do I change ...?"."""
    section = README.partition("## Where do I change")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ") and "`" in line]
    return [path for row in rows for path in re.findall(r"`([^`]+)`", row.split("|")[2])]


def test_every_path_of_the_map_is_there() -> None:
    paths = [path for path in map_of_the_code() if not path.startswith("[")]
    assert len(paths) > 25
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_map_names_sections_of_pyproject_that_are_there() -> None:
    sections = [path for path in map_of_the_code() if path.startswith("[")]
    assert sections
    assert [section for section in sections if section not in text("pyproject.toml")] == []


def test_every_link_leads_to_a_file_of_the_checkout() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_the_first_command_matches_the_shipped_files(tmp_path: Path) -> None:
    command = next(line for line in COMMANDS if line.startswith("pip install . && npmatch "))
    arguments = shlex.split(command.partition(" && ")[2])[1:]
    assert arguments[-2:] == ["-o", "verdicts.csv"]
    files = [str(ROOT / word) if word.startswith("examples/") else word for word in arguments[:-1]]
    result = CliRunner().invoke(build("en"), [*files, str(tmp_path / "verdicts.csv")])
    assert result.exit_code == 0
    applications = text("examples/organisations/applications.csv").splitlines()
    assert len((tmp_path / "verdicts.csv").read_text(encoding="utf-8").splitlines()) == len(applications)


def test_the_test_command_is_the_one_that_the_build_runs() -> None:
    command = next(line for line in COMMANDS if "pytest" in line and line.startswith("pip install -e"))
    install, tests = command.split(" && ")
    assert shlex.split(install) == ["pip", "install", "-e", ".[testing]"]
    assert re.search(rf"^{re.escape(tests)}\b", text(".ci/run"), re.MULTILINE)


def test_the_commands_that_are_shown_are_there() -> None:
    shown = {line.split()[1] for line in COMMANDS if line.startswith("npmatch ")}
    assert {"match", "explain", "demo"} <= shown <= set(NAMES)
