"""Joins of whole files: the same bytes, counts and bad rows as without the compiled module."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from native.join_cases import HEADER, Settled, people, same, text
from native.joins import Case
from npmatch import Policy
from npmatch.batch.exports import Options
from npmatch.batch.faults import BatchError, Fault
from npmatch.batch.held import HeldIndex
from npmatch.batch.jobs import Terms, open_join
from npmatch.synthetic import CASED, DEMO, PAIRS, Mix


def quoted(rows: Sequence[Sequence[str]], every: int) -> list[list[str]]:
    return [[f'"{cell}"' for cell in row] if number % every == 0 else list(row) for number, row in enumerate(rows)]


def turned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows in another order of columns, with some that nobody asked for."""
    return [[row[4], "x", row[1], row[0], row[2], "", row[3]] for row in rows]


TURNED = "document;comment;surname;phone;given_name;comment;patronymic"


@pytest.mark.parametrize("mix", [PAIRS, CASED, DEMO])
def test_every_pair_of_encodings_delimiters_and_line_ends(mix: Mix, settled: type[Settled]) -> None:
    asked, held = people(300, mix, most=2)
    cases = [
        Case(
            text(asked, sign=sign, end=end).encode(one, "replace"), text(held, sign=other_sign).encode(other, "replace")
        )
        for one, other in (("utf-8", "utf-8"), ("cp1251", "utf-8"), ("utf-8", "cp1251"), ("koi8-r", "koi8-r"))
        for sign, other_sign, end in ((";", ";", "\n"), (",", "\t", "\r\n"), ("\t", ";", "\n"))
    ]
    cases += [
        Case(text(asked).encode("utf-16"), text(held).encode()),
        Case(text(asked).encode(), text(held).encode("utf-16")),
    ]
    cases += [Case(text(asked).encode("utf-8-sig"), text(held, end="\r").encode("utf-8-sig"))]
    found = same(cases)
    assert {came.counts["read"] for came in found} == {300}
    assert settled.rows > 300 * 9
    assert all(came.counts["statuses"].keys() >= {"matched", "not_matched", "no_contract"} for came in found)


def test_several_contracts_of_a_key(settled: type[Settled]) -> None:
    cases = []
    for most in (2, 3, 5, 9):
        asked, held = people(400, PAIRS, most, most=most)
        cases += [
            Case(text(asked).encode(), text(held).encode(), Terms(policy))
            for policy in (Policy(), Policy(transpositions="two_symbols"), Policy(absent_markers=("нет",)))
        ]
    found = same(cases)
    assert settled.rows > 3000
    assert any(line.endswith(b";3") for line in found[-1].output.splitlines())
    assert any(line.endswith(b";6") for line in found[-1].output.splitlines())


@pytest.mark.parametrize("most", [1, 3])
def test_other_orders_of_columns_quotes_and_forms(most: int, settled: type[Settled]) -> None:
    asked, held = people(300, PAIRS, 7, most=most)
    ways = [
        (text(asked), text(turned(held), TURNED)),
        (text(turned(asked), TURNED), text(held)),
        (text(turned(asked), TURNED), text(turned(held), TURNED)),
        (text(quoted(asked, 1)), text(quoted(held, 1))),
        (text(quoted(asked, 5)), text(quoted(held, 7), end="\r\n")),
        (text(asked)[:-1], text(held)[:-1]),
    ]
    cases = [Case(one.encode(), other.encode()) for one, other in ways]
    cases += [Case(one.encode(), other.encode(), excel=True) for one, other in ways]
    cases += [Case(one.encode(), other.encode(), encoding="cp1251") for one, other in ways[:3]]
    same(cases)
    assert settled.rows > 300 * 10


def test_contracts_of_other_columns(settled: type[Settled]) -> None:
    asked, held = people(200, PAIRS, 3, most=2)
    rng = Random(1)
    flags, kinds = ["", "", "нет", "да", "может быть"], ["", "физ. лицо", "ИП", "юр. лицо", "кто?"]
    wide = [[*row, rng.choice(flags), rng.choice(kinds), rng.choice(("", "500100732259"))] for row in held]
    cases = [
        Case(text(asked).encode(), text(wide, f"{HEADER};нерезидент;тип;ИНН").encode()),
        Case(text(asked).encode(), text([row[:6] for row in wide], f"{HEADER};нерезидент").encode()),
        Case(
            text([[*row, kind] for row, kind in zip(asked, kinds * 40, strict=True)], f"{HEADER};тип").encode(),
            text(held).encode(),
        ),
        Case(
            text(asked).encode(),
            text([[row[0], " ".join(row[1:4]), row[4]] for row in held], "phone;ФИО;document").encode(),
        ),
        Case(
            text(asked).encode(),
            text(
                [[*row[:4], row[4][:4], row[4][5:]] for row in held], "phone;surname;given_name;patronymic;серия;номер"
            ).encode(),
        ),
        Case(text(asked).encode(), text([[row[0], row[1], row[4]] for row in held], "phone;surname;document").encode()),
        Case(text(asked).encode(), text(held).encode(), on="document"),
        Case(text(asked).encode(), text(held).encode(), kind="ip"),
        Case(text(asked).encode(), text(held).encode(), kind="person"),
        Case(text(asked).encode(), text(held).encode(), Terms(registered=True)),
        Case(text(asked).encode(), text(held).encode(), Terms(notes=True)),
    ]
    same(cases)
    assert settled.rows > 500


ODD = [
    "9000000001;Крылов;Иван;Ильич;4508 123456",
    "+7 900 000-00-01;Крылов;Иван;Ильич;4508 123456",
    "89000000001;КРЫЛОВ;Иван;Ильич;4508123456",
    "9000000002;ИП Крылов;Иван;Ильич;1",
    "9000000003;;Иван;Ильич;4508 123456",
    "9000000004;-;Иван;Ильич;4508 123456",
    "9000000005;Крылов;Иван;Ильич;-",
    "9000000006;Крылов;Иван;Ильич;",
    "9000000007;Крылов;;;4508 123456",
    "9000000008;Крылов;Иван;Ильич",
    "9000000009;Крылов;Иван;Ильич;4508 123456;",
    "9000000010;Крылов;Иван;Ильич;4508 123456;лишнее",
    ";;;;",
    "",
    " ;Крылов;Иван;Ильич;4508 123456",
    "Итого;Крылов;Иван;Ильич;4508 123456",
    "Итого;12;;;",
    "7,90012E+10;Крылов;Иван;Ильич;4508 123456",
    "9000000011;Крылов;Иван;Ильич;4,50812E+9",
    "9000000012.0;Крылов;Иван;Ильич;4508 123456",
    "9000000013,0 ;Крылов;Иван;Ильич;4508 123456",
    "900-000-00.05;Крылов;Иван;Ильич;4508 123456",
    "тел. 9000000014;Крылов;Иван;Ильич;4508 123456",
    "+7\N{NO-BREAK SPACE}9000000015;Крылов;Иван;Ильич;4508 123456",
    "９０００００００１６;Крылов;Иван;Ильич;4508 123456",
    "9000000016;Крылов;Иван;Ильич;4508 123456",
    "=1+1;Крылов;Иван;Ильич;4508 123456",
    "12345678901234567890123;Крылов;Иван;Ильич;4508 123456",
    "123456789012345678;Крылов;Иван;Ильич;4508 123456",
    "1234567890123456789;Крылов;Иван;Ильич;4508 123456",
    "0123;Крылов;Иван;Ильич;4508 123456",
    "123;Крылов;Иван;Ильич;4508 123456",
    "00000000000;Крылов;Иван;Ильич;4508 123456",
    '"9000000017";"Крылов";Иван;Ильич;4508 123456',
    '"9000000017;1";"Крылов";Иван;Ильич;4508 123456',
    '9000000018;"Кры\nлов";Иван;Ильич;4508 123456',
    '9000000019;"Кры""лов""";Иван;Ильич;4508 123456',
    '9000000020;"Крылов;Иван;Ильич;4508 123456',
    '90000"00021;Крылов;Иван;Ильич;4508 123456',
    "9000000022;Кры\rлов;Иван;Ильич;4508 123456",
    "9000000023;Крылов;Иван;Ильич;1\r9000000024;Орлов;Иван;Ильич;2",
    "9000000025;Кры\0лов;Иван;Ильич;4508 123456",
    "\N{ZERO WIDTH NO-BREAK SPACE}9000000026;Крылов;Иван;Ильич;4508 123456",
    "9000000027;Кры\N{ZERO WIDTH NO-BREAK SPACE}лов;Иван;Ильич;4508 123456",
    "9000000028;b1b1b1b1;Иван;Ильич;4508 123456",
    "9000000028;ыьыьыьыь;Иван;Ильич;4508 123456",
    f"9000000029;Крыл{'о' * 1100}в;Иван;Ильич;4508 123456",
    f"9000000030;Крыл{'о' * 300}в;Иван;Ильич;4508 123456",
    f"9000000031;{'Крылов ' * 40};Иван;Ильич;4508 123456",
    HEADER,
    "phone;x;x;x;x",
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_odd_rows_between_plain_ones(end: str, settled: type[Settled]) -> None:
    cases = []
    for seed in range(5):
        rng = Random(seed)
        asked, held = ([";".join(row) for row in rows] for rows in people(500, PAIRS, seed, most=2))
        files = []
        for rows in (asked, held):
            mixed = [*rows, *rng.sample(ODD, 20), *rng.sample(ODD, 10)]
            rng.shuffle(mixed)
            files.append((end.join([HEADER, *mixed]) + end * (seed % 2)).encode())
        case = Case(files[0], files[1])
        cases += [case, case._replace(excel=True), case._replace(encoding="cp1251")]
        cases += [case._replace(terms=Terms(memory=0))]
    found = same(cases)
    assert settled.rows > 1000
    assert {row[0] for came in found for row in came.bad} >= {
        "ragged",
        "no_key",
        "damaged_key",
        "totals",
        "nul",
        "header_again",
    }


def broken(rng: Random, data: bytes) -> bytes:
    """Change some bytes, as nobody would."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 5, 40))):
        place = rng.randrange(len(HEADER), len(found))
        piece = rng.choice(
            (b'"', b"\r", b"\0", b"\xff", b"\xd0", b";", b"\n", b"\n\n", b"\xef\xbb\xbf", b"E+", b'";"', b"")
        )
        found[place : place + rng.choice((0, 0, 1, 2, 30))] = piece
    return bytes(found)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_bytes_that_nobody_would_type(encoding: str, settled: type[Settled]) -> None:
    cases = []
    for seed in range(30):
        rng = Random(seed)
        asked, held = (text(rows).encode(encoding, "replace") for rows in people(80, PAIRS, seed, most=2))
        cases.append(Case(broken(rng, asked), broken(rng, held)))
    found = same(cases)
    assert settled.rows > 500
    assert sum(len(came.bad) for came in found) > 30


def crowd(count: int, different: int) -> list[list[str]]:
    return [["0000000000", "Орлов", "Иван", "Ильич", f"4508 {number % different:06d}"] for number in range(count)]


def test_a_key_with_very_many_contracts(settled: type[Settled]) -> None:
    asked, held = people(300, PAIRS)
    asked += [*crowd(10, 20), *crowd(3, 1)]
    cases = [
        Case(
            text(asked).encode(),
            text([*held[:150], *crowd(count, different), *held[150:]]).encode(),
            Terms(memory=memory),
        )
        for count, different in ((100, 9), (200, 9), (5000, 40), (5000, 5000))
        for memory in (0, 1 << 15, 1 << 29)
    ]
    found = same(cases)
    assert settled.rows > 300 * 3
    assert {row[0] for came in found for row in came.bad} == {"crowded_key"}


def test_more_contracts_than_there_seemed_to_be_at_first(
    monkeypatch: pytest.MonkeyPatch, settled: type[Settled]
) -> None:
    monkeypatch.setattr("npmatch.batch.held._rows", lambda _file: 1.0)
    asked, held = people(4000, PAIRS, most=2)
    same([Case(text(asked).encode(), text(held).encode(), Terms(memory=memory)) for memory in (1 << 29, 1 << 14)])
    assert settled.rows > 3000


def test_every_place_comes_back_in_its_order_and_only_once(tmp_path: Path) -> None:
    held = tmp_path / "held.csv"
    held.write_text(text([]), encoding="utf-8")
    with open_join(held, held, Options()) as job:
        keys = HeldIndex(job.contracts, 0).keys
        random, expected = Random(1), dict[str, list[int]]()
        places = random.sample(range(1, 2**20), 30_000)
        for place in places:
            key = random.choice(("0000000000", f"{random.randrange(9_000)}", f"+{random.randrange(50)}"))
            keys.extend([key], [place])
            expected.setdefault(key, []).append(place)
    assert all(list(keys.find(key)) == sorted(found) for key, found in expected.items())
    assert list(keys.find("nobody")) == []
    marks = {place: keys.mark(key) for key, found in expected.items() for place in found}
    cleared = [(place, mark) for some in keys.clear() for mark, place in zip(*some, strict=True)]
    assert cleared == sorted(marks.items())
    assert list(keys.find("0000000000")) == []


def test_a_place_beyond_all_files_is_refused(tmp_path: Path) -> None:
    held = tmp_path / "held.csv"
    held.write_text(text([]), encoding="utf-8")
    with open_join(held, held, Options()) as job:
        keys = HeldIndex(job.contracts, 1 << 20).keys
    for place in (0, 1 << 40):
        with pytest.raises(MemoryError):
            keys.extend(["1"], [place])


def test_a_row_takes_at_most_16_bytes_where_the_rows_are_alike(tmp_path: Path) -> None:
    asked, held = people(20000, PAIRS)
    for name, rows in (("asked", asked[:10]), ("held", held)):
        (tmp_path / name).write_text(text(rows), encoding="utf-8")
    with open_join(tmp_path / "asked", tmp_path / "held", Options()) as job:
        finder = job.found.finder
    assert isinstance(finder, HeldIndex)
    assert 8 * 20000 < finder.needs() <= 16 * 20000


def test_contracts_that_lose_bytes_while_they_are_read_end_the_run(tmp_path: Path) -> None:
    asked, held = people(2000, PAIRS)
    for name, rows in (("asked", asked), ("held", held)):
        (tmp_path / name).write_text(text(rows), encoding="utf-8")
    with open_join(tmp_path / "asked", tmp_path / "held", Options()) as job:
        finder = job.found.finder
        assert isinstance(finder, HeldIndex)
        (tmp_path / "held").write_bytes(b"")
        with pytest.raises(BatchError) as caught:
            finder.check()
    assert caught.value.fault is Fault.INPUT_UNREADABLE
