"""Every clause of Appendix 6 leads to a rule and to a test, and every citation leads to a clause."""

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import npmatch
from npmatch.clauses import Clause, cited, register
from npmatch.outcomes import Outcome
from npmatch.policy import CLAUSES
from npmatch.profiles import PROFILES
from npmatch.tables import read

TESTS = Path(__file__).resolve().parents[1]
SOURCES = Path(npmatch.__file__).parent
CLOSING = re.compile(r"^ *Clause: (.+)$", re.MULTILINE)

TABLE = "6/П6.1"

WITH_RULES = [clause for clause in register().values() if clause.rules]
WITHOUT = [clause for clause in register().values() if not clause.rules]


def of_the_appendix(citation: str) -> bool:
    return citation == "6" or citation.startswith("6/")


def docstrings(path: Path) -> Iterator[str]:
    """Every docstring of a module: its own, and those of classes, functions and attributes."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


@cache
def cited_by_sources() -> dict[str, set[str]]:
    """The clauses that docstrings cite, and the modules that do so."""
    found: dict[str, set[str]] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        for docstring in docstrings(path):
            for line in CLOSING.findall(docstring):
                for clause in filter(of_the_appendix, cited(line)):
                    found.setdefault(clause, set()).add(path.relative_to(SOURCES).as_posix())
    return found


def marks(path: Path) -> Iterator[str]:
    """The clauses that the tests of a file are marked with."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.clause":
            for argument in node.args:
                if isinstance(argument, ast.Constant):
                    yield from cited(str(argument.value))


@cache
def marked_by_tests() -> dict[str, set[str]]:
    """The clauses that tests are marked with, and the files of those tests."""
    found: dict[str, set[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for clause in filter(of_the_appendix, marks(path)):
            found.setdefault(clause, set()).add(path.relative_to(TESTS).as_posix())
    return found


def rule_docstring(rule: str) -> str:
    """What the code at a dotted path below npmatch says of itself."""
    found = pkgutil.resolve_name(f"npmatch.{rule}")
    assert inspect.isroutine(found) or inspect.isclass(found)
    return inspect.getdoc(found) or ""


def test_the_register_holds_the_clauses_of_the_appendix() -> None:
    lettered = {"6/1.1": "абвг", "6/1.2": "аб", "6/2.2": "абвгд", "6/2.3": "абвг", "6/2.4": "аб"}
    lettered |= {"6/3.1": "аб", "6/3.2": "аб", "6/3.3": "аб"}
    for clause, letters in lettered.items():
        items = [other for other in register() if other.startswith(f"{clause} ")]
        assert items == [f"{clause} {letter}" for letter in letters]
    assert {"6", "6/1", "6/2", "6/2.1", "6/3", "6/3.4", "6/3.4 прим.", "6/П6.1"} <= register().keys()
    assert len(register()) == 8 + len(lettered) + sum(map(len, lettered.values()))


@pytest.mark.parametrize("clause", register().values(), ids=register())
def test_a_clause_has_a_rule_or_a_reason_why_not(clause: Clause) -> None:
    assert bool(clause.rules) != bool(clause.reason)
    assert clause.title_ru
    assert clause.title_en


def test_only_headings_have_no_rule() -> None:
    assert [clause.clause for clause in WITHOUT] == ["6", "6/1"]
    for clause in WITHOUT:
        assert any(clause.clause in other.parents for other in WITH_RULES)


@pytest.mark.parametrize("clause", WITH_RULES, ids=lambda clause: clause.clause)
def test_a_rule_exists_and_cites_its_clause(clause: Clause) -> None:
    accepted = {clause.clause, *clause.parents}
    for rule in clause.rules:
        if rule.startswith("tables/"):
            table = read(rule.removeprefix("tables/"))
            said = {row["clause"] for row in table.rows}
            assert clause.clause in said or (clause.clause == TABLE and "Table P6.1" in table.provenance["act"])
        else:
            (line,) = CLOSING.findall(rule_docstring(rule))
            assert accepted & set(cited(line)), f"{rule} cites {line}"


@pytest.mark.parametrize("clause", WITH_RULES, ids=lambda clause: clause.clause)
def test_a_clause_with_a_rule_has_a_test(clause: Clause) -> None:
    assert marked_by_tests().get(clause.clause)


def test_every_clause_that_a_docstring_cites_is_registered() -> None:
    assert cited_by_sources()
    assert {clause: where for clause, where in cited_by_sources().items() if clause not in register()} == {}


def test_every_clause_that_a_test_is_marked_with_is_registered() -> None:
    assert {clause: where for clause, where in marked_by_tests().items() if clause not in register()} == {}


def test_a_clause_line_closes_its_docstring() -> None:
    for path in SOURCES.rglob("*.py"):
        for docstring in docstrings(path):
            lines = inspect.cleandoc(docstring).splitlines()
            cites = [line for line in lines if line.startswith("Clause: ")]
            assert cites in ([], lines[-1:]), f"{path.name}: {lines[0]}"


def test_every_clause_that_a_table_cites_is_registered() -> None:
    for path in sorted(SOURCES.rglob("*.tsv")):
        if path.parent.name == "tables":
            said = {clause for row in read(path.name).rows for clause in cited(row.get("clause", "6"))}
            assert said <= register().keys()


def test_every_clause_that_a_verdict_can_cite_is_registered() -> None:
    by_outcome = {clause for outcome in Outcome for clause in cited(outcome.clause)}
    by_field = {field.clause for profile in PROFILES.values() for field in profile.fields}
    by_policy = set(CLAUSES.values())
    assert by_outcome | by_field | by_policy <= register().keys()
    assert by_field == {"6/3.1 а", "6/3.1 б", "6/3.2 а", "6/3.2 б", "6/3.3 б", "6/3.4"}


@pytest.mark.parametrize("clause", register())
def test_a_clause_that_were_struck_out_of_the_register_would_be_missed(clause: str) -> None:
    parents = {parent for other in register().values() for parent in other.parents}
    assert clause in cited_by_sources().keys() | marked_by_tests().keys() | parents


@pytest.mark.parametrize(
    ("line", "clauses"),
    [
        ("6", ("6",)),
        ("6/2.3 г", ("6/2.3 г",)),
        ("6/2.3 а-в", ("6/2.3 а", "6/2.3 б", "6/2.3 в")),
        ("6/3.1 б, 6/3.2 а, 6/3.4", ("6/3.1 б", "6/3.2 а", "6/3.4")),
        ("6/2.2, 6/2.3 б-в", ("6/2.2", "6/2.3 б", "6/2.3 в")),
    ],
)
def test_a_citation_is_read_clause_by_clause(line: str, clauses: tuple[str, ...]) -> None:
    assert cited(line) == clauses
