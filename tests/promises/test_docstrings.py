"""Docstrings: an example that runs, and the clause of a rule."""

import ast
from pathlib import Path

import pytest

import npmatch
from npmatch.clauses import cited, register
from promises.house import PACKAGE, files, public

RULES = ("text", "forms", "fields", "notes", "profiles.py", "matching.py")
"""Where the rules of the order live."""
NO_CLAUSE = {"valid_inn"}
"""Check digits are the tax service's, not the order's."""


def modules() -> list[Path]:
    rooms = [PACKAGE / room for room in RULES]
    return [path for room in rooms for path in ([room] if room.suffix else files(room, ".py"))]


def clauses_of(docstring: str) -> list[str]:
    lines = [line for line in docstring.splitlines() if line.startswith("Clause: ")]
    return [clause for line in lines for clause in cited(line.removeprefix("Clause: "))]


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_public_function_that_is_a_rule_names_its_clause(path: Path) -> None:
    functions = [
        node for node in public(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    ]
    for function in functions:
        docstring = ast.get_docstring(function) or ""
        assert clauses_of(docstring) or function.name in NO_CLAUSE, function.name


def test_there_are_many_rules() -> None:
    assert sum(len(list(public(ast.parse(path.read_text(encoding="utf-8"))))) for path in modules()) > 40


@pytest.mark.parametrize("name", sorted(set(npmatch.__all__) - {"EDITION", "RULES_VERSION"}))
def test_every_public_name_has_an_example_or_a_clause(name: str) -> None:
    docstring = getattr(npmatch, name).__doc__ or ""
    assert ">>> " in docstring or "Clause: " in docstring


def test_every_clause_of_appendix_6_that_a_docstring_cites_is_in_the_register() -> None:
    docstrings = [
        ast.get_docstring(node) or ""
        for path in files(PACKAGE, ".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
    ]
    clauses = {clause for docstring in docstrings for clause in clauses_of(docstring) if clause.startswith("6")}
    assert len(clauses) > 20
    assert clauses - register().keys() == set()
