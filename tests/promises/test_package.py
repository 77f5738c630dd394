"""What is shipped, and the papers that come with it."""

import re
import tomllib
from fnmatch import fnmatch
from typing import Any

from tools import check_wheel

import npmatch
from npmatch.tables import read
from promises.house import PACKAGE, ROOT, files, text

PROJECT: dict[str, Any] = tomllib.loads(text("pyproject.toml"))
KINDS = {kind["directory"] for kind in PROJECT["tool"]["towncrier"]["type"]}


def test_every_data_file_of_the_package_is_packed() -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    data = [path.name for path in files(PACKAGE, ".tsv", ".md", ".txt", ".typed")]
    assert {"py.typed", "lookalikes.tsv", "legal_forms.tsv"} <= set(data)
    assert [name for name in data if not any(fnmatch(name, pattern) for pattern in patterns)] == []


def test_a_file_that_a_wheel_lacks_is_noticed() -> None:
    metadata = "License-Expression: MIT\nProvides-Extra: testing"
    whole = [*check_wheel.wanted(), "npmatch-1.dist-info/licenses/LICENSE"]
    assert "npmatch/py.typed" in whole
    assert list(check_wheel.faults(whole, metadata)) == []
    whole.remove("npmatch/tables/lookalikes.tsv")
    assert list(check_wheel.faults(whole, metadata)) == ["not in the wheel: npmatch/tables/lookalikes.tsv"]
    assert len(list(check_wheel.faults(["tests/a.py"], ""))) == len(check_wheel.wanted()) + 4


def test_a_compiled_module_is_there_if_it_was_made() -> None:
    metadata = "License-Expression: MIT\nProvides-Extra: testing"
    whole = [*check_wheel.wanted(), "npmatch-1.dist-info/licenses/LICENSE"]
    assert list(check_wheel.faults(whole, metadata, native=True)) == ["a wheel without the compiled module"]
    whole.append("npmatch/native/_kernel.cpython-311-x86_64-linux-gnu.so")
    assert list(check_wheel.faults(whole, metadata, native=True)) == []
    assert list(check_wheel.faults(whole, metadata)) == ["a wheel with the compiled module"]
    sources = ["npmatch/native/kernel.c"]
    assert list(check_wheel.faults(whole + sources, metadata, native=True)) == [
        "should not be in the wheel: npmatch/native/kernel.c"
    ]


def test_every_paper_names_the_same_version_and_licence() -> None:
    assert PROJECT["project"]["version"] == npmatch.__version__
    citation = dict(re.findall(r"^(\w+): (.+)$", text("CITATION.cff"), re.MULTILINE))
    assert (citation["version"], citation["license"]) == (npmatch.__version__, "MIT")
    assert text("LICENSE").startswith("MIT License\n")
    assert PROJECT["project"]["license"] == "MIT"


def test_the_edition_is_the_one_of_the_tables() -> None:
    editions = {read(name).provenance["edition"][:4] for name in ("lookalikes.tsv", "legal_forms.tsv")}
    assert editions == {npmatch.EDITION}


def test_every_changelog_fragment_is_of_a_known_kind_and_one_paragraph() -> None:
    assert {"breaking", "verdict", "table", "feature", "fix", "doc"} == KINDS
    for path in [path for path in (ROOT / "changelog.d").iterdir() if path.name != "README.md"]:
        found = re.fullmatch(r"(\+[a-z0-9-]+|\d+)\.([a-z]+)\.md", path.name)
        assert found, path.name
        assert found[2] in KINDS, path.name
        told = path.read_text(encoding="utf-8")
        assert "\n\n" not in told, path.name
        assert told.endswith(".\n"), path.name
