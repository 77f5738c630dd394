"""Encoding, delimiter and line ends, found from the file."""

import csv
import io
import sys
from collections.abc import Callable

import pytest

from npmatch.batch.dialect import DELIMITERS, Dialect, Sure, find_dialect

HEADER = ("Номер телефона", "Фамилия", "Имя", "Примечание")
ROW = ("9001234567", "Крылов", "Иван", "а, б | в")
WRITTEN = (
    ("utf-8", "utf-8", False),
    ("utf-8-sig", "utf-8", True),
    ("cp1251", "cp1251", False),
    ("cp866", "cp866", False),
    ("koi8-r", "koi8-r", False),
    ("utf-16", "utf-16-le", True),
)


def export(delimiter: str, encoding: str, line_end: str = "\n") -> io.BytesIO:
    rows = (HEADER, *[tuple(f'"{cell}"' for cell in ROW)] * 20)
    return io.BytesIO("".join(delimiter.join(row) + line_end for row in rows).encode(encoding))


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize(("encoding", "found", "bom"), WRITTEN)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_delimiter_and_line_end_are_found(
    delimiter: str, encoding: str, found: str, line_end: str, *, bom: bool
) -> None:
    dialect = find_dialect(export(delimiter, encoding, line_end))
    assert dialect._replace(sure=Sure()) == Dialect(found, delimiter, line_end, bom=bom)
    assert min(dialect.sure) >= 0.95


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8-r"])
@pytest.mark.parametrize("rows", [1, 300])
def test_an_encoding_is_told_by_the_letters_where_no_header_tells(encoding: str, rows: int) -> None:
    text = "phone;a;b\n" + "9001234567;Щукина;Мария Олеговна\n" * rows
    dialect = find_dialect(io.BytesIO(text.encode(encoding)))
    assert dialect.encoding == encoding
    assert 0.5 < dialect.sure.encoding < 0.99


NAMED = "a;b\n" + "Крылов;Пётр\nКИМ;Вера\n" * 300


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8-r"])
@pytest.mark.parametrize(
    "line", ["Крылов;Пётр\nКИМ;Вера\n", "Мальцева;Нина;Фёдоровна;МАЛЬЦЕВА;НИНА;ФЁДОРОВНА\n", "Юрьев;Юрий;Артурович\n"]
)
def test_an_encoding_is_told_by_names_without_a_library(
    line: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    assert find_dialect(io.BytesIO(("a;b\n" + line * 300).encode(encoding))).encoding == encoding


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8-r"])
@pytest.mark.parametrize("written", [str.upper, str.lower])
def test_where_no_word_looks_like_a_name_the_library_tells(
    encoding: str, written: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = written(NAMED).encode(encoding)
    assert find_dialect(io.BytesIO(data)).encoding == encoding
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    with pytest.raises(ImportError):
        find_dialect(io.BytesIO(data))


def test_where_the_letters_tell_nothing_the_usual_code_page_is_taken_and_not_sure() -> None:
    dialect = find_dialect(io.BytesIO(b"phone;a\n1;\x98\n"))
    assert (dialect.encoding, dialect.sure.encoding) == ("cp1251", 0.5)
    no_language = b"phone;a\n" + bytes(range(0xB0, 0xE0)) * 20
    assert find_dialect(io.BytesIO(no_language)).sure.encoding == 0.5


def test_a_cell_longer_than_the_csv_module_takes_does_not_stop_the_finding() -> None:
    limit = csv.field_size_limit(1 << 17)
    try:
        assert find_dialect(io.BytesIO(b"a;b\n" + b"c" * 140_000 + b";d\n")).delimiter == ";"
    finally:
        csv.field_size_limit(limit)


def test_a_few_bytes_that_are_no_text_do_not_make_another_encoding_of_utf_8() -> None:
    text = "Телефон;Фамилия\n" + "9001234567;Крылов\n" * 20
    dialect = find_dialect(io.BytesIO(text.encode() + b"9001234567;\xff\xfe\n"))
    assert dialect.encoding == "utf-8"
    assert 0.9 < dialect.sure.encoding < 1


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zeroes(encoding: str) -> None:
    dialect = find_dialect(export(";", encoding))
    assert dialect._replace(sure=Sure()) == Dialect(encoding, ";")


@pytest.mark.parametrize(("written", "found"), [("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")])
def test_utf_16_that_is_asked_for_takes_its_order_from_the_mark(written: str, found: str) -> None:
    data = ("\ufeff" + export(";", "utf-8").getvalue().decode()).encode(written)
    assert find_dialect(io.BytesIO(data), "utf-16")._replace(sure=Sure()) == Dialect(found, ";", bom=True)


def test_utf_16_without_a_mark_begins_with_the_lower_byte() -> None:
    assert find_dialect(io.BytesIO(b""), "utf-16").encoding == "utf-16-le"
    assert find_dialect(export(";", "utf-8-sig"), "utf-16").encoding == "utf-16-le"


@pytest.mark.parametrize("line", ["sep=|\r\n", "SEP=|\n", '"sep=|"\n', "sep=|\r", "\ufeffsep=|\n"])
def test_a_first_line_for_spreadsheets_names_the_delimiter(line: str) -> None:
    dialect = find_dialect(io.BytesIO((line + "Телефон;Фамилия\n1;2\n").encode()))
    assert (dialect.delimiter, dialect.sep_line, dialect.sure.delimiter) == ("|", True, 1.0)
    said = find_dialect(io.BytesIO((line + "Телефон;Фамилия\n1;2\n").encode()), delimiter=";")
    assert (said.delimiter, said.sep_line) == (";", True)


def test_rows_that_differ_in_width_make_a_delimiter_less_sure() -> None:
    dialect = find_dialect(io.BytesIO(b"x;y\n1;2\n1;2;3\n1;2\n"))
    assert (dialect.delimiter, dialect.sure.delimiter) == (";", 0.75)


def test_the_middle_and_the_tail_have_a_say_in_the_delimiter() -> None:
    head, rest = "x;y|z\n" + "1;2|3\n" * 60_000, "1;2|3|4\n" * 120_000
    assert find_dialect(io.BytesIO((head + rest).encode())).delimiter == ";"


@pytest.mark.parametrize("encoding", ["cp866", "koi8-r", "cp1251"])
def test_what_is_given_is_not_looked_for(encoding: str) -> None:
    dialect = find_dialect(export(";", encoding), encoding, "|")
    assert (dialect.encoding, dialect.delimiter) == (encoding, "|")


def test_a_mark_is_no_mark_in_an_encoding_that_has_none() -> None:
    assert not find_dialect(export(";", "utf-8-sig"), "cp1251").bom
    assert find_dialect(export(";", "utf-8-sig"), "utf-8").bom


def test_known_headers_outweigh_a_commoner_sign() -> None:
    text = "Фамилия;Имя\nа, б, в, г;1\nа, б, в, г;2\n"
    assert find_dialect(io.BytesIO(text.encode())).delimiter == ";"


def test_without_known_headers_the_delimiter_that_parts_alike_wins() -> None:
    text = "x|y|z, v\n1|2|3\n1|2|3\n"
    assert find_dialect(io.BytesIO(text.encode())).delimiter == "|"


@pytest.mark.parametrize("text", ["", "\n\n", "Телефон\n1\n"])
def test_where_nothing_can_be_found_the_usual_dialect_is_taken(text: str) -> None:
    assert find_dialect(io.BytesIO(text.encode()))._replace(sure=Sure()) == Dialect()


@pytest.mark.parametrize("where", ["head", "middle", "tail"])
def test_a_letter_anywhere_in_a_long_file_decides_about_the_encoding(where: str) -> None:
    plain = [b"phone;surname\n", *[b"9001234567;Krylov and a good deal of padding\n"] * 20_000]
    at = {"head": 1, "middle": len(plain) // 2 + 100, "tail": -1}[where]
    for encoding in ("cp1251", "utf-8"):
        plain[at] = "9001234567;Крылов\n".encode(encoding)
        assert find_dialect(io.BytesIO(b"".join(plain))).encoding == encoding


def test_a_sample_may_end_within_a_letter() -> None:
    one_line = ("ж" * 400_000).encode()
    for shift in (b"", b"a"):
        assert find_dialect(io.BytesIO(shift + one_line)).encoding == "utf-8"
