"""Columns of persons: lists of str, and Arrow columns of every layout that holds text."""

import struct
from array import array
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any

import pytest

from native import arrow
from native.reference import KERNEL, MARKERS, SPACES
from npmatch import native
from npmatch.native import columns
from npmatch.native.columns import person_codes
from npmatch.policy import Policy
from npmatch.profiles import PERSON
from oracle import shipped
from oracle.damage import damaged

Cells = list[str | None]
ROWS = 300


def people(seed: int) -> tuple[list[Cells], list[Cells]]:
    """Columns of applications and of contracts, with cells of nothing, and some that only the reference can decide."""
    rng, lists = Random(seed), shipped.material()
    names: list[Cells] = [
        [
            rng.choice(("", None, "bbbbb", "дз\N{COMBINING CARON}")) if rng.random() < 0.1 else rng.choice(each)
            for _ in range(ROWS)
        ]
        for each in (lists.surnames, lists.given_names, lists.patronymics)
    ]
    held: list[Cells] = [*names, [f"4508 {rng.randrange(10**6):06}" for _ in range(ROWS)]]
    asked: list[Cells] = [[None if cell is None else damaged(rng, cell) for cell in column] for column in held]
    return asked, held


def expected(left: Sequence[Cells | None], right: Sequence[Cells | None], policy: Policy) -> list[int]:
    rows = len(next(column for column in left if column is not None))
    codes = [0] * rows
    for place, (field, a, b) in enumerate(zip(PERSON.fields, left, right, strict=True)):
        for row in range(rows):
            one, other = (column[row] or "" if column else "" for column in (a, b))
            codes[row] |= field.compare(one, other, policy).rank << 4 * place
    return codes


ODD = (
    "Крылов",
    "KRYLOV",
    "",
    None,
    " ",
    "-",
    "0",
    "\N{COMBINING ACUTE ACCENT}",
    "bbbbb",
    "\udc80",
    "\N{GRINNING FACE}",
    "Ё" * 300,
)


@pytest.mark.parametrize("policy", [*SPACES, MARKERS[0]], ids=["remove", "collapse", "markers"])
@pytest.mark.parametrize("apart", [False, True], ids=["the same strings", "equal strings"])
def test_equal_cells_of_lists_are_compared_as_the_reference_does(policy: Policy, *, apart: bool) -> None:
    rows = [[odd if place == at else "Ким" for place in range(4)] for at in range(4) for odd in ODD]
    held = [[cell and "".join([*cell, ""]) if apart else cell for cell in row] for row in rows]
    left, right = [[list(column) for column in zip(*side, strict=True)] for side in (rows, held)]
    assert list(person_codes(left, right, policy) or ()) == expected(left, right, policy)


def array_of(kind: str) -> Callable[[Cells], Any]:
    return lambda cells: arrow.Column(arrow.schema(kind), arrow.texts(kind, cells))


def chunked(cells: Cells) -> arrow.Chunked:
    parts = (cells[:0], cells[:7], cells[7:8], cells[8:])
    return arrow.Chunked(arrow.schema("u"), [arrow.texts("u", part) for part in parts])


def dictionary_of(index: str, code: str) -> Callable[[Cells], Any]:
    def made(cells: Cells) -> arrow.Column:
        words = sorted({cell for cell in cells if cell is not None})
        step = max(1, len(words) // 100)  # indices of one byte: a cell is one of a hundred words
        few = words[::step][:100]
        chosen = [None if cell is None else few[words.index(cell) // step % len(few)] for cell in cells]
        cells[:] = chosen
        indices = struct.pack(f"{len(cells)}{code}", *[few.index(cell) if cell is not None else 0 for cell in chosen])
        valid = sum((cell is not None) << place for place, cell in enumerate(chosen)).to_bytes(ROWS // 8 + 1, "little")
        values = arrow.texts("U", few)
        return arrow.Column(
            arrow.schema(index, arrow.schema("U")), arrow.array(len(cells), [valid, indices], dictionary=values)
        )

    return made


LAYOUTS: dict[str, Callable[[Cells], Any]] = {
    "list": lambda cells: cells,
    "utf8": array_of("u"),
    "large_utf8": array_of("U"),
    "string_view": array_of("vu"),
    "chunks": chunked,
    **{f"dictionary {index}": dictionary_of(index, code) for index, code in zip("cCsSiIlL", "bBhHiIqQ", strict=True)},
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("policy", [*SPACES, MARKERS[0]], ids=["remove", "collapse", "markers"])
def test_columns_of_every_layout_are_compared_as_the_reference_does(layout: str, policy: Policy) -> None:
    asked, held = people(1)
    left, right = [[LAYOUTS[layout](column) for column in side] for side in (asked, held)]
    assert list(person_codes(left, right, policy) or ()) == expected(asked, held, policy)


@pytest.mark.parametrize("layout", ["list", "utf8"])
def test_a_column_that_is_not_there_is_empty(layout: str) -> None:
    asked, held = people(2)
    make = LAYOUTS[layout]
    left = [make(asked[0]), None, make(asked[2]), make(asked[3])]
    right = [make(held[0]), make(held[1]), None, make(held[3])]
    codes = person_codes(left, right, Policy())
    assert list(codes or ()) == expected([asked[0], None, *asked[2:]], [*held[:2], None, held[3]], Policy())


def test_threads_change_nothing() -> None:
    asked, held = people(3)
    sides = [[array_of("u")(column * 20) for column in side] for side in (asked, held)]
    with ThreadPoolExecutor(4) as pool:
        columns_ = [[KERNEL.ArrowColumn(column) for column in side] for side in sides]
        codes = [array("I", [0]) * (ROWS * 20) for _ in range(8)]
        flat = [*columns_[0], *columns_[1]]
        rest = list(
            pool.map(lambda found: KERNEL.arrow_persons(flat, collapse=False, markers=False, codes=found), codes)
        )
    assert all(found == codes[0] for found in codes)
    assert all(rows == rest[0] for rows in rest)
    assert rest[0]


def test_a_column_of_nothing_but_nulls_is_empty() -> None:
    nulls = arrow.Column(arrow.schema("n"), arrow.array(2, []))
    names = arrow.Column(arrow.schema("u"), arrow.texts("u", ["Крылов", "Крылов"]))
    left = [names, None, nulls, None]
    names = arrow.Column(arrow.schema("u"), arrow.texts("u", ["Крылов", "Орлов"]))
    assert list(person_codes(left, [names, None, None, None], Policy()) or ()) == [0x8000, 0x8007]


def test_columns_of_both_sorts_are_left_to_the_caller() -> None:
    names = arrow.Column(arrow.schema("u"), arrow.texts("u", ["а"]))
    assert person_codes([names, None, None, None], [["а"], None, None, None], Policy()) is None
    assert person_codes([None] * 4, [None] * 4, Policy()) is None


def test_without_the_kernel_nothing_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "kernel", lambda: None)
    assert person_codes([["а"]] * 4, [["а"]] * 4, Policy()) is None
    assert native.kernel() is KERNEL


def test_too_few_columns_are_refused() -> None:
    for names in (["а"], arrow.Column(arrow.schema("u"), arrow.texts("u", ["а"]))):
        with pytest.raises(ValueError, match="eight columns"):
            person_codes([names] * 3, [names] * 4, Policy())


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="different lengths: 1, 2"):
        person_codes([["а"]] * 4, [["а", "б"]] * 4, Policy())


@pytest.mark.parametrize("strange", [1, b"a", 1.5])
def test_a_cell_that_is_no_text_is_refused(strange: Any) -> None:  # noqa: ANN401  # whatever it is
    with pytest.raises(TypeError, match=f"not {type(strange).__name__}"):
        person_codes([[strange]] * 4, [["а"]] * 4, Policy())


def test_an_arrow_column_that_is_no_text_is_refused_and_let_go() -> None:
    arrow.released.clear()
    numbers = arrow.Chunked(arrow.schema("l"), [])
    with pytest.raises(TypeError, match="Arrow format l"):
        KERNEL.ArrowColumn(numbers)
    assert arrow.released == ["schema"]
    with pytest.raises(TypeError, match="Arrow format f"):
        KERNEL.ArrowColumn(arrow.Chunked(arrow.schema("f", arrow.schema("u")), []))


def test_every_chunk_is_let_go_once() -> None:
    arrow.released.clear()
    column = KERNEL.ArrowColumn(chunked(["а"] * 20))
    assert (column.length, column.text(19)) == (20, "а")
    del column
    assert sorted(arrow.released) == ["array"] * 4 + ["schema"]


def test_a_stream_that_breaks_off_is_an_error() -> None:
    with pytest.raises(ValueError, match="broke off"):
        KERNEL.ArrowColumn(arrow.Chunked(arrow.schema("u"), [arrow.texts("u", ["а"])], fails=True))


def broken() -> dict[str, arrow.Column]:
    long = struct.pack("i4sii", 20, b"abcd", 0, 0)
    offsets = struct.pack("ii", 3, 1)
    words = arrow.texts("u", ["а"])
    return {
        "offsets that run backwards": arrow.Column(arrow.schema("u"), arrow.array(1, [None, offsets, b"abc"])),
        "no offsets": arrow.Column(arrow.schema("u"), arrow.array(1, [None, None, b"abc"])),
        "no data": arrow.Column(arrow.schema("u"), arrow.array(1, [None, struct.pack("ii", 0, 1), None])),
        "too few buffers": arrow.Column(arrow.schema("u"), arrow.array(1, [None])),
        "a view beyond its buffer": arrow.Column(
            arrow.schema("vu"), arrow.array(1, [None, long, b"abc", struct.pack("q", 3)])
        ),
        "a view of no buffer": arrow.Column(arrow.schema("vu"), arrow.array(1, [None, long, b""])),
        "an index beyond the dictionary": arrow.Column(
            arrow.schema("i", arrow.schema("u")), arrow.array(1, [None, struct.pack("i", 1)], dictionary=words)
        ),
        "an index below it": arrow.Column(
            arrow.schema("i", arrow.schema("u")), arrow.array(1, [None, struct.pack("i", -1)], dictionary=words)
        ),
        "no dictionary": arrow.Column(
            arrow.schema("i", arrow.schema("u")), arrow.array(1, [None, struct.pack("i", 0)])
        ),
    }


@pytest.mark.parametrize("fault", broken())
def test_an_arrow_column_that_makes_no_sense_is_an_error(fault: str) -> None:
    with pytest.raises(ValueError, match="makes no sense at row 0"):
        person_codes([broken()[fault], None, None, None], [None] * 4, Policy())


def test_arrow_text_that_is_not_utf8_is_an_error() -> None:
    bad = arrow.Column(arrow.schema("u"), arrow.array(1, [None, struct.pack("ii", 0, 1), b"\xff"]))
    good = arrow.Column(arrow.schema("u"), arrow.texts("u", ["а"]))
    with pytest.raises(UnicodeDecodeError):
        person_codes([bad, None, None, None], [good, None, None, None], Policy())


def test_a_character_that_is_cut_short_is_not_read_to_its_end() -> None:
    cut = arrow.Column(arrow.schema("u"), arrow.array(1, [None, struct.pack("ii", 0, 3), "Ки".encode()]))
    whole = arrow.Column(arrow.schema("u"), arrow.texts("u", ["Ки"]))
    with pytest.raises(UnicodeDecodeError):
        person_codes([cut, None, None, None], [whole, None, None, None], Policy())


def test_a_row_that_is_not_there_is_an_error() -> None:
    column = KERNEL.ArrowColumn(arrow.Column(arrow.schema("u"), arrow.texts("u", ["а"])))
    with pytest.raises(ValueError, match="no such row"):
        column.text(1)
    with pytest.raises(ValueError, match="as long as the others"):
        KERNEL.list_persons([["а"]] + [None] * 7, collapse=False, markers=False, codes=array("I", [0, 0]))
