"""The tutorial from two exports to ported numbers: its commands run, and what it says of the result holds."""

import csv
import io
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from cli.runs import SOURCES, run

ROOT = SOURCES.parent
EXAMPLE = ROOT / "examples" / "porting"
PAGE = (ROOT / "docs" / "tutorial" / "porting.md").read_text(encoding="utf-8")
TYPED = re.findall(r"^(?:\$ )?npmatch (.*)$", PAGE.replace("\\\n", " "), re.MULTILINE)
EXPORTS = ("--applications", "applications.csv", "--contracts", "contracts.csv")


@pytest.fixture(autouse=True)
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "porting"
    shutil.copytree(EXAMPLE, folder)
    monkeypatch.chdir(folder)
    return folder


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(name).read_text(encoding="utf-8")), delimiter=";"))


def test_every_command_of_the_page_runs() -> None:
    assert len(TYPED) == 8
    head = ""
    for line in TYPED:
        arguments = shlex.split(re.sub(r"\d+:DIGEST", head, line))
        ran = run(*arguments)
        assert ran.code == 0, (line, ran.err)
        assert ran.out
        head = "".join(re.findall(r"\d+:[0-9a-f]{64}", ran.out)[:1]) or head
    assert head


def test_every_application_of_the_example_is_ported_or_refused() -> None:
    found = json.loads(run("port", "simulate", *EXPORTS, "--json").out)
    applications = rows("applications.csv")
    assert found["processes"] == found["numbers"] == len(applications) == 13
    assert found["states"] == {"NOT_CONCLUDED": 1, "PORTED": 6, "REINITIATE": 1, "REJECTED_DONOR": 5}
    assert found["codes"] == {"2015": 1, "7004": 3, "7008": 1, "7014": 1, "7131": 1, "7135": 1}
    assert (found["sound"], found["journal_verified"], found["open"]) == (True, True, {})


def test_the_ported_are_those_whose_data_match() -> None:
    verdicts = run("match", "applications.csv", "contracts.csv", "-o", "-").out
    matched = [row for row in csv.DictReader(io.StringIO(verdicts), delimiter=";") if row["status"] == "matched"]
    assert len(matched) == json.loads(run("port", "simulate", *EXPORTS, "--json").out)["ported"] == 6


def test_neither_talk_nor_journal_names_anybody() -> None:
    values = {value for name in ("applications.csv", "contracts.csv") for row in rows(name) for value in row.values()}
    people = {value for value in values if len(value) > 8 or value in {"Крылов", "Соколова", "Грачёв"}}
    assert len(people) > 20
    ran = run("port", "simulate", *EXPORTS, "--journal", "evidence.db")
    kept = Path("evidence.db").read_bytes().decode("utf-8", "replace")
    told = ran.out + ran.err + kept
    assert [value for value in people if value in told] == []
