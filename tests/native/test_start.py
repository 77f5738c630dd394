"""What a run does not load where the compiled module decides."""

import subprocess
import sys
from pathlib import Path

import pytest

REFERENCE = {"npmatch.text.compare", "npmatch.text.equivalence", "npmatch.fields.name", "npmatch.forms", "rapidfuzz"}
PROGRAM = """
import sys
from npmatch.__main__ import main
sys.argv = ["npmatch", "match", sys.argv[1], "-o", "-"]
try:
    main()
finally:
    sys.stderr.write("\\n" + " ".join(sys.modules))
"""
HEADER = "Телефон;Заявление фамилия;Заявление документ;Договор фамилия;Договор документ"


def matched(path: Path, *rows: str) -> tuple[int, set[str]]:
    """How many verdicts are written of these rows, and the modules that are loaded in the end."""
    path.write_text("\n".join([HEADER, *(f"9001234567;{row}" for row in rows)]), encoding="utf-8")
    command = [sys.executable, "-c", PROGRAM, str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)  # noqa: S603  # written above
    return done.stdout.count("\n") - 1, set(done.stderr.rpartition("\n")[2].split())


@pytest.mark.parametrize(
    "row", ["Иванов;1;Иванов;1", "Kрылова;45 08 1;ЁЛКИН;4508", "Ёлкин;1;Eлкин;1", "Kрылов;1 2;Крыпов;12"]
)
def test_rows_that_the_compiled_module_decides_load_nothing_of_the_reference(row: str, tmp_path: Path) -> None:
    written, modules = matched(tmp_path / "pairs.csv", row)
    assert written == 1
    assert "npmatch.native._kernel" in modules
    assert modules & REFERENCE == set()


def test_a_row_that_it_leaves_open_loads_it(tmp_path: Path) -> None:
    written, modules = matched(tmp_path / "pairs.csv", "Ким;1;Ким;1", "Ⅳанов;1;Иванов;1")
    assert written == 2
    assert modules >= REFERENCE - {"rapidfuzz", "npmatch.forms"}
