"""The rules of the house that a program can check."""

import re
from pathlib import Path

import pytest

from promises.house import ROOT, files

PROGRAMS = [
    path
    for folder in ("src", "tests", "tools", "benchmarks")
    if any((ROOT / folder).glob("**/*.py"))
    for path in files(ROOT / folder, ".py")
]
PAGES = [path for path in ROOT.iterdir() if path.suffix in {".md", ".toml", ".cff"}] + files(
    ROOT / "docs", ".md", ".py"
)

_IGNORE = re.compile(r"# (?:noqa:|type: ignore\[)[^#]*?(?P<reason>\s+[#-]+ \S.*)?$")
_SOMEBODYS_MACHINE = re.compile(r"(?<![\w.:/-])/(?:home|root|work|mnt|Users)/\w")
_UNMERGED = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_NOT_RUN = re.compile(r"\bpytest\.(?:mark\.)?(?:skip|skipif|xfail|importorskip)\b")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_has_more_than_400_lines() -> None:
    assert len(PROGRAMS) > 100
    assert [name(path) for path in PROGRAMS if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []


def without_reason(source: str) -> list[str]:
    """The lines that ignore a rule and say nowhere why: not behind it, not in a comment above it or above its likes."""
    explained, found = False, []
    for line in source.splitlines():
        ignore = _IGNORE.search(line)
        if ignore is None:
            explained = line.lstrip().startswith("# ")
        elif not explained and not ignore["reason"]:
            found.append(line)
    return found


@pytest.mark.parametrize("path", PROGRAMS, ids=name)
def test_every_ignore_has_its_reason_beside_it(path: Path) -> None:
    assert without_reason(path.read_text(encoding="utf-8")) == []


def test_an_ignore_without_a_reason_is_found() -> None:
    bare = "import a  # " + "noqa: PLC0415"
    assert without_reason(f"{bare}  # late on purpose\n# Late, too.\n{bare}\n{bare}\n") == []
    assert without_reason(f"a = 1\n{bare}\n") == [bare]


def test_every_ruff_ignore_of_the_project_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    ignores = [line for line in lines if re.match(r'  "[A-Z]+\d+"', line)]
    assert len(ignores) > 10
    assert [line for line in ignores if "# " not in line] == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    tests = [path for path in PROGRAMS if name(path).startswith("tests/") and path != Path(__file__)]
    assert [name(path) for path in tests if _NOT_RUN.search(path.read_text(encoding="utf-8"))] == []


def test_nothing_names_a_folder_of_somebodys_machine() -> None:
    papers = [path for path in (*PROGRAMS, *PAGES, ROOT / ".ci" / "run") if path != Path(__file__)]
    assert [name(path) for path in papers if _SOMEBODYS_MACHINE.search(path.read_text(encoding="utf-8"))] == []


def test_nothing_was_left_half_merged() -> None:
    papers = [
        *PROGRAMS,
        *PAGES,
        *files(ROOT / "changelog.d", ".md"),
        *files(ROOT / "src", ".tsv", ".c", ".h", ".pyx", ".pxi"),
    ]
    assert [name(path) for path in papers if _UNMERGED.search(path.read_text(encoding="utf-8"))] == []
    assert _UNMERGED.search(f"a\n{'<' * 7} HEAD\nb\n{'=' * 7}\nc\n{'>' * 7} other\n")
