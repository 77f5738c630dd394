"""What is loaded, and when."""

import subprocess
import sys
from pathlib import Path

import pytest

import npmatch
from promises.house import PACKAGE

COMMAND_ONLY = {"click", "rich", "charset_normalizer"}
ENGINES = {"pyarrow", "pandas", "polars", "duckdb", "dask", "pyspark", "ray"}
FEW_PEOPLE = {"rapidfuzz", "stdnum", "regex", "json", "string", "csv", "pathlib", "tempfile", "traceback", "logging"}
FEW_RUNS = {"rapidfuzz", "stdnum", "regex", "rich", "charset_normalizer", "tomllib", "tempfile", "importlib.metadata"}
FEW_MODULES = {"npmatch.text.walk", "npmatch.case", "npmatch.notes", "npmatch.explanation", "npmatch.native.tables"}
JOINS = {"npmatch.batch.join", "npmatch.batch.parts", "npmatch.batch.registry"}
FEW_ROWS = {"npmatch.records", "npmatch.profiles", "npmatch.matching", "npmatch.verdict", "npmatch.batch.judging"}
FILES = {"json", "hashlib", "npmatch.batch.filed", "npmatch.batch.report", "npmatch.cli.filing", "npmatch.cli.progress"}
ODD_ARGUMENTS = {"difflib", "npmatch.batch.profile"}
OTHER_COMMANDS = {f"npmatch.cli.{name}" for name in ("explain", "sniff", "init", "demo", "port")}
NEVER = {"hypothesis", "simpy", "holidays", "socket", "ssl", "npmatch.porting", "npmatch.synthetic", "npmatch.testing"}

PERSON = "npmatch.Person('Ivanov', document='1')"
PAIR = "{'application_surname': ['Ivanov'], 'contract_surname': ['Ivanov']}"
ORGANIZATION = "npmatch.Organization('OOO Romashka', '7707083893')"
HEADER = "Телефон;Заявление фамилия;Заявление документ;Договор фамилия;Договор документ"


def loaded(program: str) -> set[str]:
    """The modules that a program of its own has loaded in the end."""
    program = f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r})\n{program}\nprint(*sys.modules)"
    done = subprocess.run(  # noqa: S603  # a program written above
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.rpartition("\n")[0].rpartition("\n")[2].split())


def bare() -> set[str]:
    return loaded("pass")


def matched(folder: Path, text: str, encoding: str = "utf-8") -> set[str]:
    """The modules that the command has loaded when it has matched a file of pairs."""
    (folder / "pairs.csv").write_text(text, encoding=encoding)
    arguments = ["npmatch", "match", str(folder / "pairs.csv"), "-o", str(folder / "verdicts.csv")]
    modules = loaded(
        f"from npmatch.__main__ import main; sys.argv[:] = {arguments}\ntry: main()\nexcept SystemExit: pass"
    )
    assert (folder / "verdicts.csv").read_text(encoding).count("\n") == text.count("\n")
    return modules


def test_importing_npmatch_loads_nothing_else() -> None:
    assert loaded("import npmatch") - bare() == {"npmatch"}


def test_public_names_are_loaded_when_they_are_first_used() -> None:
    modules = loaded("from npmatch import Person") - bare()
    assert "npmatch.records" in modules
    assert modules & {"npmatch.matching", "npmatch.profiles", "npmatch.text", *FEW_PEOPLE, *COMMAND_ONLY} == set()


@pytest.mark.parametrize("name", npmatch.__all__)
def test_a_public_name_is_the_same_whatever_was_imported_before(name: str) -> None:
    loaded(
        f"import npmatch.matching, npmatch.explanation.explanation, npmatch.policy, npmatch.verdict; import npmatch\n"
        f"from npmatch import {name} as found; assert found is npmatch.{name}; assert type(found) is not type(npmatch)"
    )


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


def test_people_are_matched_without_what_few_people_need() -> None:
    modules = loaded(f"import npmatch; npmatch.match_person({PERSON}, {PERSON})") - bare()
    assert "npmatch.matching" in modules
    assert modules & {*FEW_PEOPLE, *FEW_MODULES, *NEVER} == set()


def test_distances_are_loaded_when_two_names_ask_for_one() -> None:
    pure = "import os; os.environ['NPMATCH_PURE'] = '1'; import npmatch"
    near = f"npmatch.match_person({PERSON}, npmatch.Person('Ivanow', document='1'))"
    assert "rapidfuzz" in loaded(f"{pure}; {near}")


def test_check_digits_are_loaded_when_they_are_asked_for() -> None:
    assert "stdnum.ru.inn" in loaded(f"import npmatch; npmatch.match_org({ORGANIZATION}, {ORGANIZATION}).notes")


def test_explain_is_loaded_when_it_is_first_asked_for() -> None:
    assert "npmatch.explanation" in loaded("import npmatch; npmatch.explain")
    assert npmatch.explain is npmatch.explain


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r"])
def test_a_run_loads_only_what_it_needs(tmp_path: Path, encoding: str) -> None:
    modules = matched(tmp_path, f"{HEADER}\n9001234567;Иванов;1;Иванов;1\n", encoding)
    assert "npmatch.batch.filed" in modules
    assert modules & {*FEW_RUNS, *FEW_MODULES, *JOINS, *OTHER_COMMANDS, *NEVER} == set()


def test_a_run_to_stdout_loads_neither_the_matcher_of_records_nor_what_files_need(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text(f"{HEADER}\n9001234567;Иванов;1;Иванов;1\n", encoding="utf-8")
    arguments = ["npmatch", "match", str(tmp_path / "pairs.csv"), "-o", "-"]
    modules = loaded(
        f"from npmatch.__main__ import main; sys.argv[:] = {arguments}\ntry: main()\nexcept SystemExit: pass"
    )
    assert "npmatch.batch.run" in modules
    assert modules & {*FEW_ROWS, *FILES, *ODD_ARGUMENTS, *FEW_RUNS, *FEW_MODULES, *JOINS} == set()


def test_letters_are_counted_where_neither_headers_nor_names_tell_the_encoding(tmp_path: Path) -> None:
    header = "phone;application_surname;application_document;contract_surname;contract_document"
    row = "9001234567;римский-корсаков;1;римский-корсаков;1"
    assert "charset_normalizer" in matched(tmp_path, f"{header}\n{row}\n", "cp1251")
