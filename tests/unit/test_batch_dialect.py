"""Encoding, delimiter and line ends, found from the file."""

import io

import pytest

from npmatch.batch.dialect import DELIMITERS, Dialect, find_dialect

HEADER = ("Номер телефона", "Фамилия", "Имя", "Примечание")
ROW = ("9001234567", "Крылов", "Иван", "а, б | в")


def export(delimiter: str, encoding: str, line_end: str = "\n") -> io.BytesIO:
    rows = (HEADER, *[tuple(f'"{cell}"' for cell in ROW)] * 20)
    return io.BytesIO("".join(delimiter.join(row) + line_end for row in rows).encode(encoding))


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize(("encoding", "found"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1251", "cp1251")])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encoding_delimiter_and_line_end_are_found(delimiter: str, encoding: str, found: str, line_end: str) -> None:
    dialect = find_dialect(export(delimiter, encoding, line_end))
    assert dialect == Dialect(found, delimiter, line_end, bom=encoding == "utf-8-sig")


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


@pytest.mark.parametrize("text", ["", "\n\n", "Телефон\n1\n", 'a\rb;"'])
def test_where_nothing_can_be_found_the_usual_dialect_is_taken(text: str) -> None:
    assert find_dialect(io.BytesIO(text.encode())) == Dialect()


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
