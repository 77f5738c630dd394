"""Rows with their places: what a row is, where it begins, and which rows are bad."""

import csv
import io

import pytest

from npmatch.batch.dialect import Dialect
from npmatch.batch.faults import BadRow, BatchError, Fault
from npmatch.batch.reader import ROW_LIMIT, Row, Source


def source(text: str | bytes, dialect: Dialect | None = None) -> Source:
    data = text if isinstance(text, bytes) else text.encode()
    return Source(io.BytesIO(data), "a.csv", dialect or Dialect())


def good(found: Row | BadRow) -> Row:
    assert isinstance(found, Row)
    return found


def bad(found: Row | BadRow) -> BadRow:
    assert isinstance(found, BadRow)
    return found


def test_a_row_knows_its_line_and_the_offset_of_its_first_byte() -> None:
    rows = [good(row) for row in source("Имя;ИНН\nа;1\nб;2\n").rows()]
    assert [(row.line, row.offset, row.cells) for row in rows] == [(2, 14, ["а", "1"]), (3, 19, ["б", "2"])]


def test_a_quoted_line_break_belongs_to_the_cell_and_the_next_row_still_knows_its_line() -> None:
    rows = [good(row) for row in source('a;b\n"x\ny";1\nz;2\n').rows()]
    assert [(row.line, row.cells) for row in rows] == [(2, ["x\ny", "1"]), (4, ["z", "2"])]


def test_every_row_can_be_read_again_by_its_offset() -> None:
    text = 'a;b\r\n"x\r\ny";1\r\n\r\nz;"2"\r\nlast;3'
    found = source(text)
    rows = [good(row) for row in found.rows()]
    assert len(rows) == 3
    for row in reversed(rows):
        assert found.row_at(row.offset) == row.cells


def test_rows_can_be_read_twice_from_the_top() -> None:
    found = source("a;b\n1;2\n")
    assert list(found.rows()) == list(found.rows()) != []


def test_an_offset_counts_the_byte_order_mark() -> None:
    found = source("\ufeffa;b\n1;2\n", Dialect(bom=True))
    [row] = found.rows()
    assert found.header == ["a", "b"]
    assert found.row_at(good(row).offset) == ["1", "2"]


def test_single_byte_encodings_are_decoded() -> None:
    found = source("Имя;ИНН\nЁж;1\n".encode("cp1251"), Dialect("cp1251"))
    assert found.header == ["Имя", "ИНН"]
    assert good(next(found.rows())).cells == ["Ёж", "1"]


@pytest.mark.parametrize("blank", ["\n", ";\n", "\r\n", ";;;\n", ""])
def test_rows_without_a_filled_cell_are_nothing(blank: str) -> None:
    rows = [good(row) for row in source(f"a;b\n1;2\n{blank}3;4\n{blank}").rows()]
    assert [row.cells for row in rows] == [["1", "2"], ["3", "4"]]


def test_empty_cells_beyond_the_header_are_left_out() -> None:
    found = source("a;b\n1;2;;\n")
    [row] = found.rows()
    assert good(row).cells == ["1", "2"] == found.row_at(good(row).offset)


def test_blank_lines_may_stand_above_the_header() -> None:
    found = source("\n;;\na;b\n1;2\n")
    assert found.header == ["a", "b"]
    assert [good(row).line for row in found.rows()] == [4]


@pytest.mark.parametrize("text", ["", "\n\n", ";;\n", "\ufeff"])
def test_a_file_without_a_header_is_refused(text: str) -> None:
    with pytest.raises(BatchError) as caught:
        source(text, Dialect(bom=text == "\ufeff"))
    assert caught.value.fault is Fault.NO_HEADER


def test_a_header_that_cannot_be_read_is_refused_with_its_place() -> None:
    with pytest.raises(BatchError) as caught:
        source(b"a;\xff\n")
    assert (caught.value.fault, caught.value.place.line, caught.value.place.column) == (Fault.UNDECODABLE, 1, 2)


HEADER = "Фамилия;Колонка;ИНН\n".encode()


@pytest.mark.parametrize(
    ("line", "fault", "column", "name"),
    [
        (b"a;b\n", Fault.RAGGED, 3, "ИНН"),
        (b"a\n", Fault.RAGGED, 2, ""),
        (b"a;b;c;d\n", Fault.RAGGED, 4, ""),
        (b"\xff;b;c\n", Fault.UNDECODABLE, 1, "Фамилия"),
        (b"a;b;c\xff\n", Fault.UNDECODABLE, 3, "ИНН"),
        (b'a;"x\ny";\xff\n', Fault.UNDECODABLE, 3, "ИНН"),
        (b"\0\n", Fault.NUL, 1, "Фамилия"),
        (b"a;b;\0\n", Fault.NUL, 3, "ИНН"),
        ('\ufeff"a\n\n\0b"\n'.encode(), Fault.NUL, 1, "Фамилия"),
        (b"a;b\rb;c\n", Fault.STRAY_RETURN, 2, ""),
        (b"a;b;" + b"c" * ROW_LIMIT + b"\n", Fault.TOO_LONG, 3, "ИНН"),
        (b"c" * 20_000_000 + b"\n", Fault.TOO_LONG, 1, "Фамилия"),
    ],
)
def test_a_bad_row_has_its_fault_its_place_and_its_bytes(line: bytes, fault: Fault, column: int, name: str) -> None:
    before, after = b"x;y;z\n", b"1;2;3\n"
    found = [*source(HEADER + before + line + after).rows()]
    row = bad(found[1])
    assert (row.fault, row.place.file, row.place.line) == (fault, "a.csv", 3)
    assert (row.place.column, row.place.name) == (column, name)
    assert row.raw == (line if fault is not Fault.TOO_LONG else line[:ROW_LIMIT])
    assert good(found[2]) == Row(3 + line.count(b"\n"), len(HEADER + before + line), ["1", "2", "3"], after)
    if fault is Fault.TOO_LONG:
        assert dict(row.counts) == {"size": len(line)}


def test_a_fault_behind_an_empty_line_of_the_header_is_told() -> None:
    with pytest.raises(BatchError, match=r"nul: a\.csv:1:1"):
        source('\ufeff"a\n\n\0b"\n;'.encode())


def test_reading_goes_on_behind_a_bad_row() -> None:
    text = HEADER + b"a;b\n\xff;b;c\n\0;b;c\na\rb;b;c\n1;2;3\n"
    found = [*source(text).rows()]
    assert [isinstance(row, BadRow) for row in found] == [True, True, True, True, False]
    last = good(found[-1])
    assert (last.line, last.cells, text[last.offset :]) == (6, ["1", "2", "3"], b"1;2;3\n")


@pytest.mark.parametrize("end", ["", "\n", "\n\n1;2;3\n", "\n" + "x;y;z\n" * (ROW_LIMIT // 5)])
def test_an_open_quote_costs_one_line_and_the_rows_behind_it_are_read(end: str) -> None:
    first, *others = source(HEADER + f'a;b;"c{end}'.encode()).rows()
    row = bad(first)
    assert (row.fault, row.place.line, row.place.column) == (Fault.UNCLOSED_QUOTE, 2, 3)
    assert row.raw.decode() == f'a;b;"c{end[:1]}'
    assert [good(other).line for other in others][:1] == [3 + end.startswith("\n\n")] * bool(others)
    assert len(others) == sum(map(bool, end.split("\n")))


@pytest.mark.parametrize("closing", ['x;y;"z"', '"x";y;z', 'x";y;z', 'x;"y;z'])
def test_a_stray_quote_that_another_one_closes_does_not_take_the_rows_between(closing: str) -> None:
    text = HEADER + f'a;"b;c\n1;2;3\n4;5;6\n{closing}\n7;8;9\n'.encode()
    found = [*source(text).rows()]
    assert (bad(found[0]).fault, bad(found[0]).raw) == (Fault.UNCLOSED_QUOTE, b'a;"b;c\n')
    assert [good(row).cells for row in found[1:3]] == [["1", "2", "3"], ["4", "5", "6"]]
    assert good(found[-1]).cells == ["7", "8", "9"]


def test_a_cell_may_hold_lines_that_look_like_rows() -> None:
    [row] = source(HEADER + b'a;"b\n1;2;3\n4;5;6";c\n').rows()
    assert good(row).cells == ["a", "b\n1;2;3\n4;5;6", "c"]


def test_a_ragged_row_over_two_lines_is_one_bad_row() -> None:
    [row] = source(HEADER + b'a;"b\nc"\n').rows()
    assert (bad(row).fault, bad(row).raw) == (Fault.RAGGED, b'a;"b\nc"\n')


@pytest.mark.parametrize("cell", ['"c"', '"c;""d"""', '"c\nd"'])
def test_a_closed_quote_at_the_very_end_is_none(cell: str) -> None:
    [row] = source(HEADER + f"a;b;{cell}".encode()).rows()
    assert good(row).cells[2].startswith("c")


def test_a_row_just_under_the_limit_is_read() -> None:
    [row] = source(HEADER + b"a;b;" + b"c" * (ROW_LIMIT - 6) + b"\n").rows()
    assert len(good(row).cells[2]) == ROW_LIMIT - 6


def test_the_limit_of_the_csv_module_is_only_ever_raised() -> None:
    before = csv.field_size_limit(ROW_LIMIT * 4)
    try:
        source("a\n")
        assert csv.field_size_limit() == ROW_LIMIT * 4
    finally:
        csv.field_size_limit(before)


def test_a_row_has_its_bytes_as_they_stand() -> None:
    rows = [good(row) for row in source('a;b\n"x\ny";1\r\nz;2').rows()]
    assert [row.raw for row in rows] == [b'"x\ny";1\r\n', b"z;2"]


class _Failing(io.BytesIO):
    """A file on a disk that gives up after the header."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 0:
            raise OSError(5, "Input/output error")
        return super().read(min(size or 0, 4))

    def readline(self, _size: int | None = -1, /) -> bytes:
        raise OSError(5, "Input/output error")


def test_a_failing_disk_is_a_fault_with_its_line() -> None:
    with pytest.raises(BatchError) as caught:
        Source(_Failing(b"\n\n\n\na;b\n1;2\n"), "a.csv", Dialect())
    assert (caught.value.fault, caught.value.place.line) == (Fault.INPUT_UNREADABLE, 5)
    found = source("a;b\n1;2\n")
    found.stream = _Failing()
    with pytest.raises(BatchError) as caught:
        found.row_at(4)
    assert caught.value.fault is Fault.INPUT_UNREADABLE


def test_a_row_that_is_no_longer_there_cannot_be_read_again() -> None:
    found = source("a;b\n1;2\n")
    found.stream = io.BytesIO(b"a;b\n")
    with pytest.raises(BatchError) as caught:
        found.row_at(4)
    assert caught.value.fault is Fault.INPUT_UNREADABLE
