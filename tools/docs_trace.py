"""The table of clauses: what carries each of them out, and what shows it."""

import ast
import csv
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from tools.markdown import code, table

from npmatch.clauses import Clause, cited, register
from npmatch.testing import Law, MatcherSuite
from npmatch.testing.laws import LAWS

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "tests" / "conformance"

CLAUSES_OF_EXAMPLES = {
    "N1": "6/2.2 г",
    "N2": "6/2.2 г",
    "N3": "6/2.2 а-в",
    "N4": "6/2.2",
    "E1": "6/2.3 а",
    "E2": "6/2.3 б, 6/П6.1",
    "E3": "6/2.3 б, 6/П6.1",
    "E4": "6/2.3 в, 6/П6.1",
    "E5": "6/2.3 б, 6/П6.1",
    "E6": "6/2.3 б-в, 6/П6.1",
    "E7": "6/2.3",
    "T": "6/2.3 г",
    "O1": "6/2.4 а",
    "O2": "6/2.4 а",
    "O3": "6/2.4 а",
    "O4": "6/2.4 б",
    "O5": "6/2.4 а",
    "O6": "6/2.2 д",
    "V": "6/3",
}
"""The worked examples are numbered by steps of the comparison; these are the clauses that each step follows."""


def traceability() -> Iterator[str]:
    """Print every clause with its rules, or the reason why it has none, and what shows it."""
    rows = ((each.clause, each.title_ru, each.title_en, _rules(each), _shown(each)) for each in register().values())
    yield from table(("clause", "о чём", "about", "carried out by", "shown by"), rows)


def _rules(clause: Clause) -> str:
    return clause.reason or ", ".join(map(code, clause.rules))


def _shown(clause: Clause) -> str:
    """Return what shows a clause; a title is shown by its clauses."""
    return ", ".join(evidence().get(clause.clause, ())) if clause.rules else "its clauses"


@cache
def evidence() -> Mapping[str, tuple[str, ...]]:
    """Return what shows each clause: laws of the testing kit, worked examples, marked tests.

    >>> "law `case_never_turns_a_verdict`" in evidence()["6/2.3 а"]
    True
    """
    found: dict[str, list[str]] = {}
    for clauses, what in (*_laws(), *_examples(), *_marked_tests()):
        for clause in cited(clauses):
            found.setdefault(clause, []).append(what)
    return {clause: tuple(dict.fromkeys(shown)) for clause, shown in found.items()}


def laws() -> Iterator[str]:
    """Print every law of the testing kit."""
    rows = ((code(f"test_{each.name}"), each.sentence, each.clause, _kinds(each)) for each in LAWS)
    yield from table(("test", "law", "clause", "kinds"), rows)


def _kinds(law: Law) -> str:
    return "all" if law.kinds == tuple(MatcherSuite.kinds) else ", ".join(law.kinds)


def _laws() -> Iterator[tuple[str, str]]:
    return ((law.clause, f"law {code(law.name)}") for law in LAWS)


def _examples() -> Iterator[tuple[str, str]]:
    for path in sorted(EXAMPLES.glob("*.tsv")):
        lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            clauses = CLAUSES_OF_EXAMPLES.get(row["clause"])
            if clauses:
                yield clauses, f"examples {row['clause']} in {code(path.name)}"


def _marked_tests() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                yield from ((clause, code(node.name)) for clause in _marks(node))


def _marks(test: ast.FunctionDef) -> Iterator[str]:
    """Yield the clauses that a test is marked with."""
    for decorator in test.decorator_list:
        match decorator:
            case ast.Call(func=ast.Attribute(attr="clause"), args=clauses):
                yield from (ast.literal_eval(clause) for clause in clauses)
            case _:
                pass


PRINTERS: Mapping[str, Callable[[], Iterator[str]]] = {"traceability": traceability, "laws": laws}
