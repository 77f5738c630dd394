"""The compiled pass over a file of pairs beside the run without it: the same bytes out of every file."""

import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tools.fuzz_pass import Try, differs, job_of, left_by, read_by
from tools.odd_files import BYTES, CELLS, HEADERS, How, file_of, joined, people

from cli.runs import process
from native.odd_rows import ODD, ROW, SAME, TITLES
from npmatch.batch import passing, reader
from npmatch.batch.dialect import DELIMITERS
from npmatch.batch.passing import Passing
from npmatch.batch.tape import ROW_LIMIT
from npmatch.native.passes import Passed
from npmatch.policy import Policy

UTF_8 = How("utf-8", ";")
ENCODINGS = ("utf-8", "utf-8-sig", "cp1251", "cp866", "koi8-r", "utf-16-le")


def told(encoding: str) -> str:
    """The name under which an encoding can be asked for."""
    return encoding.removesuffix("-sig").removesuffix("-le")


def of(*rows: str) -> bytes:
    return f"{TITLES}\n{''.join(rows)}".encode()


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows the pass has settled, each time that it was let have some bytes."""
    found: list[int] = []
    plain = Passing.run

    def run(self: Passing, block: bytes, at: int, number: int) -> Iterator[Passed]:
        for passed in plain(self, block, at, number):
            found.append(passed.rows)
            yield passed

    monkeypatch.setattr(Passing, "run", run)
    return found


def test_plain_rows_are_settled_by_the_pass(settled: list[int]) -> None:
    data = of(*[SAME, ROW] * 500, '"902";"Ким";"Лев";;1;Ким;Лев;;1\n')
    assert left_by(data, UTF_8, native=True).counts["written"] == 1001
    assert sum(settled) == 1001
    assert left_by(data, UTF_8, native=False) == left_by(data, UTF_8, native=True)
    assert sum(settled) == 2002


TITLES_OF_ORGANISATIONS = "phone;application_name;application_inn;contract_name;contract_inn\n"
NAMES = (
    *(
        "ООО Ким",
        'ООО "Ким"',
        '"ООО ""Ким"""',
        '"ООО Ким"',
        '"ООО ""КИМ"""',
        "ООО «Ким»",
        '"""Ким"" ООО"',
        '"К""им"',
        'К"им',
    ),
    *(
        "",
        " ",
        '""',
        '""""',
        "-",
        "ИП Ким",
        '"ИП ""Ким"""',
        'ИП "Ким"',
        "ОOO Кlм",
        "Общество с ограниченной ответственностью Ким",
    ),
    *("ПАО Ким", "ООО Кит", '"ООО ""Ким', '"ООО "Ким""', "Ко.", "😀Ким"),
)
NUMBERS = ("5001007322", "5OO1OO7322", '"5001007322"', "500100732259", "500 100 7322", "", " ")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
@pytest.mark.parametrize("number", NUMBERS)
def test_organisations_in_all_kinds_of_quotes(encoding: str, number: str, settled: list[int]) -> None:
    rows = [f"9;{one};{number};{other};{numbers}\n" for one in NAMES for other in NAMES for numbers in NUMBERS[:2]]
    data = (TITLES_OF_ORGANISATIONS + "".join(rows)).encode(encoding, "ignore")
    for how in (
        How(encoding, ";"),
        How(encoding, ";", policy=Policy(spaces="collapse")),
        How(encoding, ";", kind="org"),
    ):
        assert differs(data, how) is None
    assert sum(settled) > 0


def test_organisations_are_settled_without_a_question_where_folding_settles_their_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bytes] = []
    monkeypatch.setattr(passing, "asking", lambda *_: asked.append)
    names = ("ООО Ким", 'ООО "Ким"', '"ООО ""Ким"""', '"ООО Ким"', "Ким", '"ИП Ким"')
    rows = [f"9;{name};5001007322;{other};5OO1OO7322\n" for name in names for other in (name, name.upper())]
    data = (TITLES_OF_ORGANISATIONS + "".join(rows)).encode()
    assert left_by(data, UTF_8, native=True).counts["statuses"] == {"matched": len(rows)}
    assert asked == []


@pytest.mark.parametrize("kind", [None, "ip", "person"])
def test_sole_proprietors(kind: str | None, settled: list[int]) -> None:
    titles = "phone;application_surname;application_inn;contract_surname;contract_inn\n"
    names = ("Ким", "КИМ", '"Ким"', "ИП Ким", "Кимм", "Индивидуальный предприниматель Ким", "", "Ин", "-Ким")
    rows = [
        f"9;{one};{number};{other};{another}\n"
        for one in names
        for other in names
        for number in NUMBERS
        for another in NUMBERS[3:5]
    ]
    data = (titles + "".join(rows)).encode()
    found = left_by(data, How("utf-8", ";", kind=kind), native=True)
    assert found == left_by(data, How("utf-8", ";", kind=kind), native=False)
    assert found.counts["read"] == len(rows)
    assert (sum(settled) > len(rows) / 2) is (kind != "person")


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("application_purchase", 0),
        ("application_nonresident", 0),
        ("application_kind", 0),
        ("comment", 3),
    ],
)
def test_columns_that_leave_open_whose_a_row_is(title: str, rows: int, settled: list[int]) -> None:
    cells = {"application_purchase": "0173-1", "application_nonresident": "да", "application_kind": "юр. лицо"}
    row = f"9;ООО Ким;5001007322;ООО Ким;5001007322;{cells.get(title, 'x')}\n"
    data = f"{TITLES_OF_ORGANISATIONS.strip()};{title}\n{row * 3}".encode()
    assert left_by(data, UTF_8, native=True) == left_by(data, UTF_8, native=False)
    assert sum(settled) == rows


SIGNS = ("", " ", "-", "№", ".", "«", "–", "\u00a0", "\u00ad", "\u0306", "\ufeff", "😀", " «- ")
WORDS = ("ИП Ким", "ип «Ким»", "ИП", "ИПКим", "Инин", "Индин", "Индивидуальный предприниматель Ким", "Ким", "Ёлкин", "")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_surnames_behind_signs_are_told_from_the_words_for_a_sole_proprietor(encoding: str) -> None:
    surnames = [f"{signs}{word}".encode(encoding, "ignore").decode(encoding) for signs in SIGNS for word in WORDS]
    rows = [f"9;{one};Лев;;1;{other};Лев;;1\n" for one in surnames for other in (one, "Ким", "ип Ким")]
    assert differs((f"{TITLES}\n" + "".join(rows)).encode(encoding), How(encoding, ";")) is None


def test_surnames_behind_signs_are_settled_without_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    monkeypatch.setattr(passing, "asking", lambda *_: asked.append)
    rows = [f"9;{signs}Ким;Лев;;1;Ким;Лев;;1\n" for signs in ("", " ", "-", "№", "«", "–", "\u00a0")]
    assert left_by(of(*rows), UTF_8, native=True).counts["statuses"] == {"matched": len(rows)}
    assert asked == []


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n", "\n\n"])
def test_every_encoding_delimiter_and_line_end(encoding: str, delimiter: str, end: str) -> None:
    rows = [ROW, SAME, "", "902;Итого;;;;;;;\n", 'x;"К;им";и;;1;"К;им";и;;1\n', ROW.replace("К", "Ќ"), SAME] * 3
    for last in (end, ""):
        text = (TITLES + "\n" + "".join(rows)).replace(";", delimiter).replace("\n", end).removesuffix(end) + last
        data = text.encode(encoding, "ignore")
        for excel in (False, True):
            assert differs(data, How(told(encoding), delimiter, excel=excel)) is None
        assert differs(data, How(None, None, block=50)) is None


@pytest.mark.parametrize(
    "row",
    [
        *(b"\x98;" + SAME.encode("cp1251"), b"9;\x98;b;;1;\x98;b;;1\n", SAME.encode("cp1251")[:-1] + b"\x98\n"),
        *(b"\x98" + SAME.encode("cp1251"), b"9;\xc8\x98;;;1;\xc8;;;\x98\n"),
    ],
)
def test_a_byte_that_the_code_page_lacks(row: bytes) -> None:
    data = of().decode().encode("cp1251") + SAME.encode("cp1251") * 3 + row + ROW.encode("cp1251") * 3
    for block in (None, 1, 60):
        assert differs(data, How("cp1251", ";", block=block)) is None
    assert sum(left_by(data, How("cp1251", ";"), native=True).counts["quarantined"]["pairs"].values()) == 1


@pytest.mark.parametrize("place", range(len(ODD)))
def test_an_odd_row_among_plain_ones(place: int) -> None:
    row = ODD[place]
    data = of(ROW, SAME, row, SAME, row, row, ROW)
    for block in (None, 1, len(ROW.encode()) + 1):
        for how in (
            UTF_8,
            How("utf-8", ";", excel=True),
            How("utf-8", ";", output="cp1251"),
            How("utf-8", ";", on="x"),
        ):
            assert differs(data, how._replace(block=block)) is None
        for policy in (
            Policy(spaces="collapse"),
            Policy(absent_markers=("нет",)),
            Policy(transpositions="two_symbols"),
        ):
            assert differs(data, How("utf-8", ";", policy=policy, block=block)) is None


@pytest.mark.parametrize("kind", ["person", "ip", "org"])
def test_a_kind_that_was_told(kind: str) -> None:
    assert differs(of(*ODD), How("utf-8", ";", kind=kind)) is None


@pytest.mark.parametrize(
    "value", [b"\xff", b"\xd0", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xc0\x80", b"\xef\xbb\xbf", b"\xef"]
)
def test_broken_utf_8_wherever_it_stands(value: bytes) -> None:
    header = f"note;{TITLES};x\n".encode()
    plain = f"n;{SAME[:-1]};y\n".encode()
    for at in range(len(plain)):
        data = header + plain * 2 + plain[:at] + value + plain[at:] + plain
        assert differs(data, How("utf-8", ";", block=70)) is None


@pytest.mark.parametrize("width", [9, 200, 254, 255, 256, 300])
def test_files_with_many_columns(width: int) -> None:
    more = "".join(f";x{number}" for number in range(width - 9))
    data = f"{TITLES}{more}\n{SAME[:-1]}{more}\n{ROW[:-1]}{more}\n{SAME[:-1]}{more};\n{ROW}".encode()
    assert differs(data, UTF_8) is None
    assert left_by(data, UTF_8, native=True).counts["written"] >= 3


@pytest.mark.parametrize("header", HEADERS)
def test_columns_in_every_order(header: tuple[str, ...]) -> None:
    random = Random(3)
    for _ in range(40):
        rows = [";".join(random.choice(CELLS) for _ in header) for _ in range(20)]
        assert differs("\n".join([";".join(header), *rows, ""]).encode(), UTF_8._replace(block=200)) is None


@pytest.mark.parametrize("sign", ["ж", "и", "1", " ", '"', "\x80"])
def test_a_file_that_names_a_delimiter_of_its_own(sign: str) -> None:
    for encoding in ("utf-8", "cp1251", "koi8-r"):
        data = f"sep={sign}\n{TITLES}\n{SAME}{ROW}".replace(";", sign).encode(encoding, "ignore")
        assert differs(data, How(encoding)) is None


def test_a_block_may_end_at_any_byte() -> None:
    data = of(SAME, ROW, *ODD[:12], SAME, *ODD[24:34], SAME)
    expected = left_by(data, UTF_8, native=False)
    for block in range(1, len(data) + 1):
        assert left_by(data, UTF_8._replace(block=block), native=True) == expected


@pytest.mark.parametrize("surname", ["К", "Ким", "Ким" * 9, "Ким" * 11, "Ким" * 30, "Ким" * 90])
def test_sides_that_are_the_same_in_lines_of_every_length(surname: str) -> None:
    halves = [f"{surname};{'и' * letters};;1" for letters in range(40)]
    rows = [f"{9 * 10**digits};{half};{half}\n" for digits in range(12) for half in halves]
    for last in ("\n", ""):
        data = of(*rows).removesuffix(b"\n") + last.encode()
        assert left_by(data, UTF_8, native=True).counts["statuses"] == {"matched": len(rows)}
        assert differs(data, UTF_8) is None
        assert differs(data.decode().encode("cp1251"), How("cp1251", ";", block=777)) is None


@pytest.mark.parametrize(
    "lines",
    [
        *("9;К\n8;К;и;1;К\n8;К;и;1\n", "9\nК;и;1;2;К\nК;и;1;2\n", "9;К;и;1;2\nК;и;1;2\n", "9;К;и;1;2;К;и;1;2;\n"),
        *("9;К;и;1;2;К;и;1;2", "9;К;и;1;2;К;и;1;", "9;К;и;1;2;К;и;1;2\n;", "9;К;и;1;2;К;и;1;22\n", "9;К;и;1;2;К;и;1\n"),
        *(";;;;;;;;\n", "9;;;;;;;;\n", "\n9;К;и;1;2;К;и;1;2\n", "phone;К;и;1;2;К;и;1;2\n", "9;К;и;1;-;К;и;1;-\n"),
        *("9;1E+5;и;1;2;1E+5;и;1;2\n", "9;ИП Ким;и;1;2;ИП Ким;и;1;2\n", "\ufeff9;К;и;1;2;К;и;1;2\n"),
    ],
)
def test_sides_that_only_seem_to_be_the_same(lines: str) -> None:
    for number in (0, 1, 5, 40):
        assert differs(of(SAME * number, lines, SAME * number), UTF_8) is None
        assert differs(of(SAME * number, ROW * 5, lines, SAME * number), UTF_8) is None


def test_the_header_once_more_where_its_sides_are_the_same() -> None:
    titles = "phone" + 2 * ";surname;given_name;patronymic;document"
    data = f"{titles}\n{SAME * 5}{titles}\n{SAME * 5}".encode()
    assert differs(data, UTF_8) is None
    assert left_by(data, UTF_8, native=True).counts["quarantined"] != {}


@pytest.mark.parametrize("size", [10, 100, 5_000, 300_000])
def test_what_is_written_goes_out_before_it_is_much(size: int, settled: list[int]) -> None:
    row = f"{'9' * size};К;;;1;К;;;1\n"
    data = of(*[row] * (1_000_000 // len(row)))
    left = left_by(data, UTF_8, native=True)
    assert left == left_by(data, UTF_8, native=False)
    assert max(settled) * (size + len(";1;person;matched;;exact;exact;exact;exact;;;;1\n")) <= max(1 << 19, 2 * size)


@pytest.mark.parametrize("size", [ROW_LIMIT - 28, ROW_LIMIT - 27, ROW_LIMIT, 3 * ROW_LIMIT])
@pytest.mark.parametrize("last", ["\n", ""])
def test_a_line_about_as_long_as_a_row_may_be(size: int, last: str) -> None:
    long = f"900;Ким;;;1;Ким;;;{'x' * size}\n"
    data = of(SAME, long, ROW, long).removesuffix(b"\n") + last.encode()
    assert differs(data, UTF_8) is None
    assert left_by(data, UTF_8, native=True).counts["written"] in {2, 4}


def test_no_line_that_is_too_long_can_stand_whole_in_a_block() -> None:
    assert reader.ROOM <= ROW_LIMIT


@pytest.mark.parametrize("size", [ROW_LIMIT - 100, ROW_LIMIT + 100, ROW_LIMIT + 100_000])
@pytest.mark.parametrize("before", [0, 5000])
def test_a_row_over_very_many_lines(size: int, before: int) -> None:
    lines = ("x" * 99 + "\n") * (size // 100)
    data = of(SAME * before, f'900;Ким;;;1;Ким;;;"{lines}"\n', SAME * 3)
    assert differs(data, UTF_8) is None
    whole = left_by(data, UTF_8, native=True).counts["quarantined"] == {}
    assert whole is (size < ROW_LIMIT)


@pytest.mark.parametrize("seed", range(4))
def test_a_run_goes_on_from_every_place_at_which_it_can(seed: int) -> None:
    random = Random(seed)
    rows = [random.choice((SAME, ROW, random.choice(ODD[:50]))) for _ in range(60)]
    data, how = of(*rows), UTF_8._replace(block=random.choice((100, 1000)))
    with read_by(how.block):
        with job_of(data, how) as job:
            first = Try(job, how)
            whole = first.go(stops=True)
        assert whole == left_by(data, how, native=False)
        assert len({stop.mark for stop in first.stops}) > 5
        for stop in first.stops:
            if stop.mark.number:
                with job_of(data, how) as job:
                    assert Try(job, how, stop).go() == whole
    assert all(early.mark.number <= late.mark.number for early, late in pairwise(first.stops))


@settings(deadline=None)  # files are written, and read by the byte
@given(st.integers(0, 1 << 32), st.sampled_from((file_of, people, joined)))
def test_files_that_nobody_would_write(seed: int, make: Callable[[Random], tuple[bytes, How]]) -> None:
    assert differs(*make(Random(seed))) is None


PIECES = st.sampled_from([*BYTES, b"\n", b";", b";", SAME.encode(), ROW.encode(), *(cell.encode() for cell in CELLS)])


@given(st.lists(PIECES | st.binary(max_size=3), max_size=40).map(b"".join), st.sampled_from((None, 1, 5, 64)))
@example(b'9;K;",;a;b;K;",;a;b\n', None)
@example(SAME.encode() + b'9;K;";a;K;";a\n', 1)
def test_bytes_behind_a_header(data: bytes, block: int | None) -> None:
    for encoding in ("utf-8", "cp1251", "koi8-r"):
        titles = f"{TITLES}\n".encode()
        assert differs(titles + data, How(encoding, ";", block=block)) is None


def test_the_command_writes_the_same_without_the_compiled_module(tmp_path: Path) -> None:
    random = Random(8)
    for number, encoding in enumerate(ENCODINGS):
        text = of(*(random.choice((SAME, ROW, random.choice(ODD))) for _ in range(400))).decode()
        (tmp_path / "in.csv").write_bytes(text.encode(encoding, "ignore"))
        options = ("--encoding", told(encoding), *(("--excel",) if number % 2 else ()))
        left = []
        for pure in ("0", "1"):
            ran = process("match", "in.csv", "-o", "out.csv", "--force", *options, cwd=tmp_path, NPMATCH_PURE=pure)
            assert ran.code == 0
            left.append([(tmp_path / f"out{name}").read_bytes() for name in (".csv", ".run.json", ".quarantine.csv")])
        assert left[0] == left[1]
        assert json.loads(left[0][1])["counts"]["written"] > 200
