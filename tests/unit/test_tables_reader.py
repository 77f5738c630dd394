"""The reader of tables: a table keeps what its own header promises, or it is refused."""

import pytest

from npmatch.errors import NpmatchError, TableError
from npmatch.tables import parse, read

WHOLE = "# title: Signs\n# rows: 2\nsign\tname\n1\tone\n2\ttwo\n"


def test_a_table_is_its_provenance_and_its_rows_in_order() -> None:
    table = parse("signs.tsv", WHOLE)
    assert table.provenance == {"title": "Signs", "rows": "2"}
    assert table.rows == ({"sign": "1", "name": "one"}, {"sign": "2", "name": "two"})


def test_a_value_of_the_header_may_hold_colons() -> None:
    assert parse("t", "# note: one: two\n# rows: 0\nsign\n").provenance["note"] == "one: two"


def test_empty_lines_and_remarks_are_no_rows() -> None:
    assert parse("t", "# rows: 1\n\nsign\n#remark\n\n1\n").rows == ({"sign": "1"},)


def test_an_empty_cell_is_the_empty_string() -> None:
    assert parse("t", "# rows: 1\nsign\tname\n1\t\n").rows == ({"sign": "1", "name": ""},)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "signs.tsv: no header row"),
        ("# rows: 0\n", "signs.tsv: no header row"),
        (WHOLE + "3\n", "signs.tsv: row 3 has 1 cells, the header has 2"),
        (WHOLE + "3\tthree\t!\n", "signs.tsv: row 3 has 3 cells, the header has 2"),
        (WHOLE + "3\tthree\n", "signs.tsv: 3 rows, declared: 2"),
        (WHOLE.replace("# rows: 2\n", ""), "signs.tsv: 2 rows, declared: None"),
    ],
    ids=["empty", "remarks only", "short row", "long row", "a row too many", "nothing declared"],
)
def test_a_table_that_breaks_its_promise_is_refused(text: str, message: str) -> None:
    with pytest.raises(TableError) as refused:
        parse("signs.tsv", text)
    assert str(refused.value) == message


def test_what_is_wrong_with_a_table_is_an_error_of_npmatch() -> None:
    assert issubclass(TableError, NpmatchError)


def test_a_table_that_cannot_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pkgutil.get_data", lambda *_: None)
    with pytest.raises(TableError, match=r"^lookalikes.tsv: cannot be read$"):
        read("lookalikes.tsv")


def test_a_table_of_the_package_is_read_by_its_name() -> None:
    assert read("lookalikes.tsv").provenance["edition"].startswith("2019")
