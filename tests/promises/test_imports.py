"""What is loaded, and when."""

import subprocess
import sys

import pytest

import npmatch
from promises.house import PACKAGE

COMMAND_ONLY = {"click", "rich", "charset_normalizer"}
ENGINES = {"pyarrow", "pandas", "polars", "duckdb", "dask", "pyspark", "ray"}
LATER = {"stdnum", "regex", "csv", "hypothesis", "random", "socket", "ssl", "npmatch.explanation", "npmatch.cli"}
PERSON = "npmatch.Person('Ivanov', document='1')"
PAIR = "{'application_surname': ['Ivanov'], 'contract_surname': ['Ivanov']}"
ORGANIZATION = "npmatch.Organization('OOO Romashka', '7707083893')"


def loaded(program: str) -> set[str]:
    """The modules that a program of its own has loaded in the end."""
    program = f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); {program}; print(*sys.modules)"
    done = subprocess.run(  # noqa: S603  # a program written above
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def bare() -> set[str]:
    return loaded("pass")


def test_importing_npmatch_loads_neither_the_command_nor_what_few_need() -> None:
    modules = loaded("import npmatch") - bare()
    assert "npmatch.match" in modules
    assert modules & (COMMAND_ONLY | LATER | ENGINES | {"npmatch.columns", "npmatch.engines"}) == set()


def test_adapters_are_imported_without_their_engines() -> None:
    adapters = [f"npmatch.engines.{name}" for name in sorted(ENGINES - {"pandas", "pyarrow", "pyspark"} | {"spark"})]
    modules = loaded(f"import npmatch.columns, {', '.join(adapters)}; npmatch.columns.match_columns({PAIR})")
    assert {*adapters, "npmatch.engines.batches"} <= modules
    assert modules & (ENGINES | COMMAND_ONLY) == set()


@pytest.mark.parametrize(
    "use",
    [
        f"npmatch.match_person({PERSON}, {PERSON}).fields",
        f"npmatch.match_org({ORGANIZATION}, {ORGANIZATION}).fields",
        f"npmatch.match_org({ORGANIZATION}, {ORGANIZATION}).notes",
        f"npmatch.explain({PERSON}, {PERSON}).render('ru')",
    ],
)
def test_using_the_library_never_loads_the_command(use: str) -> None:
    modules = loaded(f"import npmatch; {use}")
    assert modules & {*COMMAND_ONLY, "npmatch.cli", "npmatch.batch", "csv"} == set()


def test_people_are_matched_without_legal_forms_and_check_digits() -> None:
    modules = loaded(f"import npmatch; npmatch.match_person({PERSON}, {PERSON})")
    assert modules & {"stdnum", "regex"} == set()


def test_check_digits_are_loaded_when_they_are_asked_for() -> None:
    assert "stdnum.ru.inn" in loaded(f"import npmatch; npmatch.match_org({ORGANIZATION}, {ORGANIZATION}).notes")


def test_explain_is_loaded_when_it_is_first_asked_for() -> None:
    assert "npmatch.explanation" in loaded("import npmatch; npmatch.explain")
    assert npmatch.explain is npmatch.explain
