"""Every id of the model maps to code and to a test, or to a written reason why not."""

import ast
import importlib
from pathlib import Path

import pytest

from npmatch.porting.codes import Code
from npmatch.porting.deadlines import DEADLINES
from npmatch.porting.editions import LATEST
from npmatch.porting.messages import TYPES
from npmatch.porting.readings import CONTRADICTIONS
from npmatch.tables import parse

HERE = Path(__file__).parent
ROWS = parse("ids.tsv", (HERE / "ids.tsv").read_text(encoding="utf-8")).rows
IDS = [row["id"] for row in ROWS]


def functions(name: str) -> set[str]:
    tree = ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


TESTS = {path.stem: functions(path.stem) for path in HERE.glob("test_*.py")}


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_an_id_has_code_and_a_test_or_a_reason(row: dict[str, str]) -> None:
    if row["reason"]:
        assert not row["code"]
        assert not row["test"]
        return
    module, _, symbol = row["code"].partition(":")
    assert hasattr(importlib.import_module(module), symbol)
    file, _, function = row["test"].partition("::")
    assert function in TESTS[file]


def listed(prefix: str) -> set[str]:
    return {name for name in IDS if name.startswith(prefix)}


def test_no_id_is_listed_twice_and_none_of_a_series_is_missing() -> None:
    assert len(IDS) == len(set(IDS))
    assert listed("C-") == {row.id for row in CONTRADICTIONS}
    assert listed("E-") == {f"E-{int(code)}" for code in Code}
    assert {name for name in listed("M-") if name[2] != "N"} == {kind for kind in TYPES if kind.startswith("M-")}
    assert listed("S-") == {f"S-{number}" for number in range(1, 11)}
    assert listed("MB-") == {f"MB-{number}" for number in range(2, 22)}
    assert {f"Z-{number}" for number in range(1, 12)} <= listed("Z-")
    groups = {"T-1", "T-7.1", "T-7.3"}
    assert listed("T-") - groups == {row.id for row in DEADLINES[LATEST] if row.id.startswith("T-")}


def test_few_ids_are_left_to_a_reason() -> None:
    assert len([row for row in ROWS if row["reason"]]) < len(ROWS) / 8
