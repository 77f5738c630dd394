"""Every row of every table matters: without it some case has another answer. And every table keeps its own promises.

The rows of ``lookalikes.tsv``, ``texts.tsv`` and ``clauses.tsv`` are left out one by one where those tables are tested.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import npmatch
from npmatch import Outcome, Policy
from npmatch.fields.org_name import compare_names
from npmatch.forms import spellings
from npmatch.forms.register import Register, register
from npmatch.tables import Table, parse, read
from npmatch.text.equivalence import folding

SOURCES = Path(npmatch.__file__).parent
TABLES = sorted(SOURCES.rglob("*.tsv"))
PATHS = [path.relative_to(SOURCES).as_posix() for path in TABLES]
FORMS = read("legal_forms.tsv").rows
NAME = "«Ромашка»"


def table(path: str) -> Table:
    return parse(path, (SOURCES / path).read_text(encoding="utf-8"))


def test_the_tables_of_the_matcher_are_among_them() -> None:
    assert {"tables/clauses.tsv", "tables/legal_forms.tsv", "tables/lookalikes.tsv", "tables/texts.tsv"} <= set(PATHS)


@pytest.mark.parametrize("path", PATHS)
def test_a_table_has_a_header_a_row_count_and_rows(path: str) -> None:
    found = table(path)
    assert found.provenance["rows"] == str(len(found.rows))
    assert found.rows
    assert len(found.provenance) > 1  # where it comes from, or what it is


@pytest.mark.parametrize("path", PATHS)
def test_no_row_of_a_table_stands_twice(path: str) -> None:
    counted = Counter(tuple(row.items()) for row in table(path).rows)
    assert [row for row, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("path", PATHS)
def test_no_cell_of_a_table_has_blanks_at_its_ends(path: str) -> None:
    assert [cell for row in table(path).rows for cell in row.values() if cell != cell.strip()] == []


@pytest.mark.parametrize("path", PATHS)
def test_a_table_is_plain_utf_8_text_with_one_newline_at_its_end(path: str) -> None:
    data = (SOURCES / path).read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")


def test_the_keys_of_the_tables_of_the_matcher_are_unique() -> None:
    keys = {"clauses.tsv": ("clause",), "lookalikes.tsv": ("glyph", "folds_to"), "texts.tsv": ("key",)}
    for name, columns in {**keys, "legal_forms.tsv": ("full",)}.items():
        found = [tuple(row[column] for column in columns) for row in read(name).rows]
        assert len(set(found)) == len(found)


def test_the_clauses_stand_in_the_order_of_the_text() -> None:
    clauses = [row["clause"] for row in read("clauses.tsv").rows]
    assert clauses[:-1] == sorted(clauses[:-1])
    assert clauses[-1] == "6/П6.1"


@pytest.fixture
def forms(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Register]]:
    """The register that names are compared with; the test puts its own in."""
    in_use = [register()]
    monkeypatch.setattr(spellings, "register", lambda: in_use[0])
    spellings._remembered.cache_clear()  # noqa: SLF001  # spellings by another register
    yield in_use
    spellings._remembered.cache_clear()  # noqa: SLF001  # spellings by another register


@pytest.mark.clause("6/2.4 а")
@pytest.mark.parametrize("part", range(8))
def test_without_its_row_a_legal_form_no_longer_agrees_with_its_short_spelling(
    part: int, forms: list[Register]
) -> None:
    still = []
    for place in range(part, len(FORMS), 8):
        row = FORMS[place]
        pair = f"{row['full']} {NAME}", f"{row['short']} {NAME}"
        forms[0] = register()
        assert compare_names(*pair, Policy()) is Outcome.EQUIVALENT
        spellings._remembered.cache_clear()  # noqa: SLF001  # spellings by another register
        forms[0] = Register([*FORMS[:place], *FORMS[place + 1 :]], folding())
        if compare_names(*pair, Policy()) is Outcome.EQUIVALENT:
            still.append(pair)
        spellings._remembered.cache_clear()  # noqa: SLF001  # spellings by another register
    assert still == []


@pytest.mark.clause("6/2.4 а")
def test_without_a_variant_its_spelling_no_longer_agrees_with_a_full_one_with_a_slip(forms: list[Register]) -> None:
    pairs = [
        (f"{row['full']}{row['full'][-1]} {NAME}", f"{variant} {NAME}")
        for row in FORMS
        for variant in filter(None, row["variants"].split("|"))
    ]
    assert len(pairs) > 20
    assert {compare_names(*pair, Policy()) for pair in pairs} == {Outcome.ADDED}
    spellings._remembered.cache_clear()  # noqa: SLF001  # spellings by another register
    forms[0] = Register([{**row, "variants": ""} for row in FORMS], folding())
    assert [pair for pair in pairs if compare_names(*pair, Policy()) is Outcome.ADDED] == []
