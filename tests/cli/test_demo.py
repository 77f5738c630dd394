"""``npmatch demo``."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from cli.runs import process, run
from npmatch.batch.verdicts import Status
from npmatch.cli.demo import ROWS, SEED
from npmatch.synthetic import export_rows


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="cp1251", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_the_demo_writes_two_exports_and_their_verdicts(tmp_path: Path) -> None:
    ran = process("demo", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    folder = tmp_path / "npmatch-demo"
    assert sorted(path.name for path in folder.iterdir()) == ["applications.csv", "contracts.csv", "verdicts.csv"]
    exports = export_rows(ROWS, SEED)
    assert rows(folder / "applications.csv") == list(exports.applications)
    assert rows(folder / "contracts.csv") == list(exports.contracts)
    assert (folder / "applications.csv").read_bytes().count(b"\r\n") == ROWS + 1


def test_every_verdict_of_the_demo_is_the_one_that_its_pair_was_made_for(tmp_path: Path) -> None:
    run("demo", "--output", tmp_path)
    found = [(row["kind"], row["status"], row["error_code"]) for row in rows(tmp_path / "verdicts.csv")]
    assert len(found) == ROWS
    for (kind, status, code), label in zip(found, export_rows(ROWS, SEED).labels, strict=True):
        expected = 7001 if status == "no_contract" else label.error_code
        assert (kind, status, code) == (label.kind, label.status, "" if expected is None else str(expected))


def test_the_summary_adds_up_and_is_that_of_the_file(tmp_path: Path) -> None:
    ran = run("demo", "--output", tmp_path / "new" / "folder")
    lines = ran.out.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("applications"))
    counts = {}
    for line in lines[start : lines.index("", start)]:
        label, number = line.rsplit(" ", 1)
        counts[label.strip()] = int(number)
    verdicts = rows(tmp_path / "new" / "folder" / "verdicts.csv")
    statuses = Counter(row["status"] for row in verdicts)
    assert counts["applications"] == ROWS == sum(statuses.values())
    assert {status: counts[status.replace("_", " ")] for status in Status} == statuses
    codes = Counter(row["error_code"] for row in verdicts if row["error_code"])
    assert counts["rows with a code"] == sum(codes.values())
    assert {label[:4]: number for label, number in counts.items() if label[:2] == "70"} == codes
    assert set(codes) == {"7001", "7004", "7014"}


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ("A refusal (row ", "Equivalent symbols (row ", "A tolerated slip (row ")),
        ("ru", ("Отказ (строка ", "Эквивалентные символы (строка ", "Допустимая опечатка (строка ")),
    ],
)
def test_three_cases_are_explained(tmp_path: Path, language: str, titles: tuple[str, ...]) -> None:
    ran = run("demo", "--output", tmp_path, language="ru" if language == "ru" else "en")
    verdicts = rows(tmp_path / "verdicts.csv")
    shown = [line for line in ran.out.splitlines() if line.startswith(titles)]
    assert len(shown) == 3
    cases = [verdicts[int(line.rstrip(")").rsplit(" ", 1)[1]) - 1] for line in shown]
    assert [case["status"] for case in cases] == ["not_matched", "matched", "matched"]
    assert "different" in cases[0].values()
    assert cases[1]["name"] == "equivalent"
    assert {"substituted", "omitted", "added", "swapped"} & set(cases[2].values())
    assert ran.out.count("U+04") >= 2


def test_the_demo_says_the_same_each_time(tmp_path: Path) -> None:
    first = process("demo", "--output", "d", cwd=tmp_path, PYTHONHASHSEED="1")
    before = (tmp_path / "d" / "verdicts.csv").read_bytes()
    refused = process("demo", "--output", "d", cwd=tmp_path)
    assert (refused.code, refused.out) == (73, "")
    again = process("demo", "--output", "d", "--force", cwd=tmp_path, PYTHONHASHSEED="2")
    assert first == again
    assert (tmp_path / "d" / "verdicts.csv").read_bytes() == before


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    assert run("demo", "--output", tmp_path / "file").code == 73

    def denied(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "mkdir", denied)
    assert run("demo", "--output", tmp_path / "new").code == 77
