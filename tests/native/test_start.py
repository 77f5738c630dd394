"""What a run does not load where the compiled module decides."""

from pathlib import Path

import pytest

from promises.test_imports import HEADER, matched

REFERENCE = {"npmatch.text.compare", "npmatch.text.equivalence", "npmatch.fields.name", "npmatch.forms", "rapidfuzz"}


@pytest.mark.parametrize(
    "row", ["Иванов;1;Иванов;1", "Kрылова;45 08 1;ЁЛКИН;4508", "Ёлкин;1;Eлкин;1", "Kрылов;1 2;Крыпов;12"]
)
def test_rows_that_the_compiled_module_decides_load_nothing_of_the_reference(row: str, tmp_path: Path) -> None:
    modules = matched(tmp_path, f"{HEADER}\n9001234567;{row}\n")
    assert "npmatch.native._kernel" in modules
    assert modules & REFERENCE == set()


def test_a_row_that_it_leaves_open_loads_it(tmp_path: Path) -> None:
    modules = matched(tmp_path, f"{HEADER}\n9001234567;Ким;1;Ким;1\n9001234567;Ⅳанов;1;Иванов;1\n")
    assert modules >= REFERENCE - {"rapidfuzz", "npmatch.forms"}
