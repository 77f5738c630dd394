"""Files as they come: every encoding, mixed line ends, marks in the middle, huge cells; and no byte is lost."""

import csv
import hashlib
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npmatch.batch.dialect import DELIMITERS, Dialect, find_dialect
from npmatch.batch.faults import BadRow, BatchError, Fault
from npmatch.batch.quarantine import Quarantine
from npmatch.batch.reader import ROW_LIMIT, Row, Source, Stretch
from npmatch.batch.shape import Start

ENCODINGS = ("utf-8", "utf-8-sig", "cp1251", "cp866", "koi8-r", "utf-16", "utf-16-le", "utf-16-be")
HEADER = ["Номер телефона", "Фамилия", "Имя", "Примечание"]


def found_source(data: bytes, **told: str) -> Source:
    stream = io.BytesIO(data)
    return Source(stream, "a.csv", find_dialect(stream, **told))


def cells_of(source: Source) -> list[list[str]]:
    rows = list(source.rows())
    assert not [row for row in rows if isinstance(row, BadRow)]
    return [row.cells for row in rows if isinstance(row, Row)]


def faults_of(source: Source) -> list[Fault | None]:
    return [row.fault if isinstance(row, BadRow) else None for row in source.rows()]


def written(rows: list[list[str]], delimiter: str, line_end: str = "\r\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows([HEADER, *rows])
    return text.getvalue()


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_file_is_read_in_every_encoding_with_every_delimiter(encoding: str, delimiter: str, line_end: str) -> None:
    rows = [[f"900000{number:04}", "Щукин", "Пётр", 'а; б, "в" | г\nд\tе'] for number in range(20)]
    rows += [[f"900000{number:04}", "Жуков", "Лев", "ничего"] for number in range(20)]
    data = written(rows, delimiter, line_end).encode(encoding)
    source = found_source(data)
    assert source.header == HEADER
    assert cells_of(source) == rows
    for row in source.rows():
        assert isinstance(row, Row)
        assert source.row_at(row.offset) == row.cells
        assert data[row.offset : row.offset + len(row.raw)] == row.raw


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_line_ends_may_be_mixed(encoding: str) -> None:
    data = "a;b\r\n1;2\n3;4\r\n5;6\r7;8\n9;10\r\r\n11;12".encode(encoding)
    source = found_source(data, encoding=encoding.removesuffix("-le"))
    rows = [row for row in source.rows() if isinstance(row, Row)]
    assert cells_of(source) == [["1", "2"], ["3", "4"], ["5", "6"], ["7", "8"], ["9", "10"], ["11", "12"]]
    assert b"".join(row.raw for row in rows) == data[len("a;b\r\n".encode(encoding)) :]
    assert [source.row_at(row.offset) for row in rows] == [row.cells for row in rows]


def test_a_header_may_end_with_a_lone_return_in_a_file_of_other_ends() -> None:
    source = found_source("Телефон;Фамилия\r1;а\n2;б\n".encode())
    assert source.header == ["Телефон", "Фамилия"]
    assert cells_of(source) == [["1", "а"], ["2", "б"]]


@pytest.mark.parametrize("row", ["1;2\r3", "1\r2;3;4", '"1;2\r3";"4"5\r;6'])
def test_a_lone_return_that_parts_no_rows_is_a_fault(row: str) -> None:
    source = found_source(f"a;b;c\n{row}\n7;8;9\n".encode(), delimiter=";")
    assert faults_of(source) == [Fault.STRAY_RETURN, None]


def test_a_row_of_another_encoding_and_a_lone_return_are_one_bad_row() -> None:
    source = found_source(b"a;b\n\xff;2\r3;4\n5;6\n", encoding="utf-8")
    assert faults_of(source) == [Fault.STRAY_RETURN, None]


def test_a_line_for_spreadsheets_is_no_header() -> None:
    source = found_source("sep=,\r\nТелефон,Фамилия\r\n1,а\r\n".encode("utf-8-sig"))
    assert (source.header, source.header_line) == (["Телефон", "Фамилия"], 2)
    [row] = source.rows()
    assert isinstance(row, Row)
    assert (row.line, row.cells) == (3, ["1", "а"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_of_exports_one_behind_another_the_second_mark_and_header_are_minded(encoding: str, quote: str) -> None:
    one = f"\ufeff{quote}Телефон{quote};Фамилия\r\n{quote}1{quote};а\r\n"
    source = found_source((one * 2).encode(encoding))
    assert source.header == ["Телефон", "Фамилия"]
    found = list(source.rows())
    assert faults_of(source) == [None, Fault.HEADER_AGAIN, None]
    assert [row.cells for row in found if isinstance(row, Row)] == [["1", "а"]] * 2
    assert (
        b"".join(row.raw for row in found)
        == (one * 2).encode(encoding)[len(one.encode(encoding)) - len(found[0].raw) :]
    )


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a;b;;\n1;2\n3;4;\n5;6;;\n7;8;;;;\n", [["1", "2"], ["3", "4"], ["5", "6"], ["7", "8"]]),
        ('a;b;;\n"1";2\n"3";4;;;\n', [["1", "2"], ["3", "4"]]),
    ],
)
def test_blank_columns_at_the_end_need_not_be_there(text: str, cells: list[list[str]]) -> None:
    assert cells_of(found_source(text.encode())) == [[*row, "", ""] for row in cells]


@pytest.mark.parametrize("blank", ["\r\n", ";;\r\n", '"";;\r\n', "\r\n\r\n;\r\n"])
def test_blank_rows_at_the_end_are_nothing(blank: str) -> None:
    assert cells_of(found_source(f"a;b;c\r\n1;2;3\r\n{blank * 3}".encode(), delimiter=";")) == [["1", "2", "3"]]


@pytest.mark.parametrize("data", [b"", b"\n", "\ufeff".encode(), "\ufeff".encode("utf-16-le"), b"sep=;\n", b";;\n"])
def test_a_file_without_a_header_is_refused(data: bytes) -> None:
    with pytest.raises(BatchError) as caught:
        found_source(data)
    assert caught.value.fault is Fault.NO_HEADER


def test_a_file_of_a_header_has_no_rows() -> None:
    assert list(found_source("Телефон;Фамилия".encode()).rows()) == []


def test_two_hundred_columns_are_read() -> None:
    rows = [[f"{row}.{column}" for column in range(200)] for row in range(50)]
    header = [f"c{column}" for column in range(200)]
    data = "\n".join(";".join(row) for row in [header, *rows]).encode()
    assert cells_of(found_source(data)) == rows


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_a_cell_of_twenty_megabytes_costs_its_row_only(encoding: str, line_end: str) -> None:
    lines = ["\ufeffТелефон;Фамилия", "1;а", "2;" + "ж" * 10_000_000, "3;б", ""]
    encoding = "utf-8" if encoding == "utf-8" else encoding
    data = (line_end.join(lines)).encode(encoding, errors="ignore")
    source = Source(io.BytesIO(data), "a.csv", Dialect(encoding, ";", line_end, bom=encoding != "cp1251"))
    found = list(source.rows())
    assert faults_of(source) == [None, Fault.TOO_LONG, None]
    assert len(found[1].raw) == ROW_LIMIT
    last = found[2]
    assert isinstance(last, Row)
    assert isinstance(found[1], BadRow)
    first = found[0]
    assert isinstance(first, Row)
    assert b"".join(found[1].pieces()) == data[first.offset + len(first.raw) : last.offset]
    assert (last.line, last.cells, last.offset) == (4, ["3", "б"], len(data) - len(last.raw))
    assert dict(found[1].counts)["size"] == last.offset - len(f"1;а{line_end}".encode(encoding)) - source.first.offset


class _Copy:
    """Takes bytes, keeps no more of them than their digest and the longest piece."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()
        self.longest = 0

    def write(self, data: bytes) -> None:
        self.digest.update(data)
        self.longest = max(self.longest, len(data))


@pytest.mark.parametrize(
    ("before", "after"), [(b"2;", b"\n3;4\n"), (b'2;"', b'"\n3;4\n'), (b'2;"', b""), (b'2;"x\ny', b'"\n3;4\n')]
)
def test_a_row_of_any_length_is_put_aside_whole_in_little_memory(tmp_path: Path, before: bytes, after: bytes) -> None:
    giant = before + b'7""8' * 5_000_000
    path = tmp_path / "a.csv"
    path.write_bytes(b"a;b\n1;2\n" + giant + after)
    store, kept = _Copy(), hashlib.sha256()
    with path.open("rb") as stream:
        source = Source(stream, "a.csv", Dialect())
        tracemalloc.start()
        quarantine = Quarantine(store)
        for row in source.rows():
            if isinstance(row, BadRow):
                quarantine.keep("pairs", row)
                for piece in row.pieces():
                    kept.update(piece)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 12 * ROW_LIMIT
    assert store.longest <= 2 * ROW_LIMIT
    assert kept.hexdigest() == hashlib.sha256(giant + after.removesuffix(b"3;4\n")).hexdigest()
    assert quarantine.counts["pairs", Fault.TOO_LONG] == 1


def test_a_row_that_is_gone_when_it_is_wanted_is_a_fault() -> None:
    stream = io.BytesIO(b"a;b\n" + b"x" * (3 * ROW_LIMIT))
    source = Source(stream, "a.csv", Dialect())
    [row] = source.rows()
    assert isinstance(row, BadRow)
    stream.truncate(ROW_LIMIT)
    with pytest.raises(BatchError) as caught:
        list(row.pieces())
    assert (caught.value.fault, caught.value.place.line) == (Fault.INPUT_UNREADABLE, 2)


def test_a_line_that_never_ends_is_read_over() -> None:
    source = found_source(b"a;b\n1;2\n" + b"x" * (3 * ROW_LIMIT))
    assert faults_of(source) == [None, Fault.TOO_LONG]


def test_a_quote_before_a_line_that_is_too_long_takes_its_own_line_only() -> None:
    source = found_source(b'a;b\n1;"2\n' + b"x" * (3 * ROW_LIMIT) + b"\n3;4\n")
    assert faults_of(source) == [Fault.UNCLOSED_QUOTE, Fault.TOO_LONG, None]


def test_half_a_character_at_the_end_of_utf_16_is_a_fault_of_its_row() -> None:
    source = found_source("\ufeffa;b\n1;2\n3;4".encode("utf-16-le") + b"\x00")
    assert faults_of(source) == [None, Fault.UNDECODABLE]
    assert faults_of(found_source("\ufeffa;b\n".encode("utf-16-le") + b"\x31")) == [Fault.UNDECODABLE]
    assert faults_of(found_source("\ufeffa;b\n1;\ud800\n3;4".encode("utf-16-le", "surrogatepass"))) == [
        Fault.UNDECODABLE,
        None,
    ]


def test_a_letter_of_two_units_is_read_in_utf_16() -> None:
    assert cells_of(found_source("\ufeffa;b\n1;\N{OLD ITALIC LETTER A}\n3;4\n".encode("utf-16-le"))) == [
        ["1", "\N{OLD ITALIC LETTER A}"],
        ["3", "4"],
    ]


def test_lines_end_only_where_csv_ends_them() -> None:
    odd = "\x0b\x0c\x1c\x85\u2028"
    text = f"a;b\n1;{odd}\n2;{odd}\n"
    assert cells_of(found_source(text.encode())) == [["1", odd], ["2", odd]]
    assert cells_of(found_source(text.replace("\n", "\r").encode())) == [["1", odd], ["2", odd]]


def test_rows_over_several_lines_may_cross_the_ends_of_blocks() -> None:
    rows = [[str(number), "x\n" * (number % 5) + "y" * 700] for number in range(3000)]
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows([["a", "b"], *rows])
    source = found_source(text.getvalue().encode())
    assert cells_of(source) == rows


def test_an_undecodable_row_in_a_block_of_quotes_is_the_only_bad_one() -> None:
    good = b'"1";"x\ny"\n' * 60_000
    source = found_source(b"a;b\n" + good + b'"\xff";"\n"\n' + good + b'"\0";1\n', encoding="utf-8")
    faults = faults_of(source)
    assert [fault for fault in faults if fault] == [Fault.UNDECODABLE, Fault.NUL]
    assert len(faults) == 120_002


def test_reading_goes_on_from_where_somebody_left_off() -> None:
    data = b"a;b\n" + b"1;2\n" * 300_000
    source = found_source(data)
    pieces = list(source.stretches())
    later = pieces[2]
    assert isinstance(later, Stretch)
    again = list(source.stretches(Start(later.offset, later.line - 1)))
    assert [repr(piece) for piece in again] == [repr(piece) for piece in pieces[2:]]


def test_plain_lines_come_in_stretches_and_others_by_themselves() -> None:
    data = "a;b\n" + "1;2\n" * 70_000 + "\n3;4;5\n;\n" + '"x";y;z\n"x";y\n' * 9 + "6;7\n" * 70_000
    source = found_source(data.encode())
    pieces = list(source.stretches())
    assert isinstance(pieces[0], Stretch)
    assert {type(piece) for piece in pieces} == {Stretch, Row, BadRow}
    by_line = [piece.row(index) for piece in pieces if isinstance(piece, Stretch) for index in range(len(piece.lines))]
    by_rows = [row for piece in pieces if isinstance(piece, Stretch) for row in piece.rows()]
    assert [row for row in by_line if row is not None] == by_rows


@pytest.mark.parametrize("behind", [0, 1, 40_000, 200_000])
def test_what_a_stray_quote_looked_into_is_read_in_its_order(behind: int) -> None:
    rows = [f"{number};да" for number in range(behind)]
    data = "\n".join(["H;I", "1;нет", '"\r1', *rows, "последняя"]).encode()
    found = list(Source(io.BytesIO(data), "a.csv", Dialect()).rows())
    assert [row.cells[0] for row in found if isinstance(row, Row)] == ["1", *map(str, range(behind))]
    assert [row.fault for row in found if isinstance(row, BadRow)] == [Fault.UNCLOSED_QUOTE, Fault.RAGGED]


ENDS = st.sampled_from(["\n", "\r\n"])
CELL = st.text(alphabet=st.sampled_from(list('аб1 ";\r\n\0\ufeff')), max_size=6)


@given(rows=st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=8), quoted=st.booleans(), line_end=ENDS)
def test_whatever_stands_in_a_file_every_byte_of_it_is_in_a_row_or_blank(
    rows: list[list[str]], line_end: str, *, quoted: bool
) -> None:
    body = io.StringIO()
    if quoted:
        csv.writer(body, delimiter=";", lineterminator=line_end).writerows(rows)
    else:
        body.write(line_end.join(";".join(row) for row in rows))
    data = ("H;I\n" + body.getvalue()).encode()
    source = Source(io.BytesIO(data), "a.csv", Dialect())
    at = 4
    for row in source.rows():
        found = data.index(row.raw, at)
        assert not data[at:found].decode().strip('\r\n;"\ufeff')
        at = found + len(row.raw)
        if isinstance(row, Row):
            assert (row.offset, len(row.cells)) == (found, 2)
            assert source.row_at(row.offset) == row.cells
    assert not data[at:].decode().strip('\r\n;"\ufeff')


@given(rows=st.lists(st.lists(st.text(max_size=5), min_size=2, max_size=2), max_size=8), always=st.booleans())
def test_what_the_csv_module_writes_is_read_as_it_was(rows: list[list[str]], *, always: bool) -> None:
    text = io.StringIO()
    # Without quotes the csv module writes a return as it is, and cannot read it.
    dropped = str.maketrans("", "", "\0" if always else "\0\r")
    rows = [[cell.encode(errors="ignore").decode().translate(dropped) for cell in row] for row in rows]
    rows = [row for row in rows if row[0].lstrip("\ufeff") == row[0] and any(row) and row != ["H", "I"]]
    csv.writer(
        text, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL if always else csv.QUOTE_MINIMAL
    ).writerows([["H", "I"], *rows])
    source = Source(io.BytesIO(text.getvalue().encode()), "a.csv", Dialect())
    assert cells_of(source) == [row for row in rows if any(row)]
