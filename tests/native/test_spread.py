"""What goes with columns beside the comparison: surnames that are not plainly one, and answers spread over rows."""

from array import array
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npmatch import native
from npmatch.batch.passing import glances
from npmatch.batch.rows import without_prefix
from npmatch.batch.sides import PREFIXES
from npmatch.native import columns, passes
from npmatch.native.columns import odd_surnames, spread

BEGINNINGS = ["".join(letters) for size in range(4) for letters in product("ИипПнНдДвёґ 1«", repeat=size)]


def test_every_prefix_begins_with_a_word_that_glances_can_tell() -> None:
    assert all(len(prefix.split()[0]) > 1 for prefix in PREFIXES)
    for prefix in PREFIXES:
        for text in (prefix, prefix.lower(), prefix.upper()):
            for letter, bit in zip(text.split()[0], passes.PREFIX, strict=False):
                assert glances()[ord(letter)] & bit, text


def test_no_surname_is_plain_that_words_for_a_sole_proprietor_open() -> None:
    texts = [
        f"{begun}{rest}" for begun in BEGINNINGS for rest in ("", " Иванов", "дивидуальный предприниматель Иванов")
    ]
    odd = odd_surnames(texts, texts, glances())
    plain = [text for row, text in enumerate(texts) if row not in set(odd)]
    assert plain
    assert all(text.strip() and without_prefix(text) is None for text in plain)


def test_surnames_are_told_by_the_compiled_module_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "kernel", lambda: None)
    with pytest.raises(LookupError, match="no compiled module"):
        odd_surnames([], [], glances())


def test_most_surnames_are_plain() -> None:
    surnames = ["Иванов", "Инин", "Ипполитов", "Крылов", "Ким", "Ёлкин", "ёж"]
    assert odd_surnames(surnames, surnames, glances()) == []
    assert odd_surnames(["ИП Ким", "Индин", "Ґалан", "", None], ["Ким"] * 5, glances()) == [0, 1, 2, 3, 4]


def test_surnames_that_are_no_text_or_too_few_are_refused() -> None:
    with pytest.raises(TypeError, match="text is asked for, not int"):
        odd_surnames(["Ким", 5], ["Ким", "Ким"], glances())  # type: ignore[list-item]  # what is refused
    with pytest.raises(ValueError, match="different lengths"):
        odd_surnames(["Ким"], [], glances())


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2))))
def test_answers_are_spread_over_rows_with_and_without_the_kernel(rows: list[tuple[int, int]]) -> None:
    codes, contracts = array("I", [code for code, _ in rows]), [count for _, count in rows]
    for counts in (contracts, 1):
        numbers = [1] * len(rows) if counts == 1 else contracts
        expected = [list(codes), numbers, ["x"] * len(rows)]
        with pytest.MonkeyPatch.context() as patch:
            assert spread(codes, counts, lambda code, count: (code, count, "x"), 3) == expected
            patch.setattr(columns, "kernel", lambda: None)
            assert spread(codes, counts, lambda code, count: (code, count, "x"), 3) == expected


def test_an_answer_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="a cell for each column"):
        spread(array("I", [1]), 1, lambda code, _: (code,), 2)


def test_rows_without_a_number_of_contracts_are_refused() -> None:
    with pytest.raises(ValueError, match="a number each"):
        spread(array("I", [1, 2]), [1, 1, 1], lambda code, count: (code, count), 2)
