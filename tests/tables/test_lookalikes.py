"""The table of look-alikes says what Table P6.1 prints, and says it of the symbols that it shows."""

import unicodedata
from collections import Counter
from itertools import pairwise

import pytest

from npmatch.notes.identifiers import digits
from npmatch.tables import read
from npmatch.text.compare import agree, fold
from npmatch.text.equivalence import Folding, folding
from npmatch.text.significant import Significant

TABLE = read("lookalikes.tsv")
ROWS = TABLE.rows

# Table P6.1 as the text of 2019 prints it: the Russian letters of a row, the Latin column, the column of digits; rows
# whose other columns are empty are left out. The digit 3 of the first column and the bl of the last are as printed.
PRINTED = [
    ("А, а", "А, а", ""),
    ("В, в", "В", ""),
    ("Г, г", "r", ""),
    ("Е, е, Ё, ё", "Е, е", ""),
    ("3, з", "", "3"),
    ("И, и, Й, й", "u", ""),
    ("К, к", "K, k", ""),
    ("М, м", "М", ""),
    ("Н, н", "Н", ""),
    ("О, о", "О, о", "0"),
    ("П, п", "n", ""),
    ("Р, р", "Р, p", ""),
    ("С, с", "С, с", ""),
    ("Т, т", "Т", ""),
    ("У, у", "Y, y", ""),
    ("Х, х", "Х, х", ""),
    ("Ч, ч", "", "4"),
    ("Ш, ш", "W, w", ""),
    ("Ь, ь, Ъ, ъ", "b", ""),
    ("Ы, ы", "bI, bl", "bl"),
]
# The Latin column is often printed in Russian letters of the same shape; these are the Latin ones that are meant.
MEANT = dict(zip("АВЕМНОРСТХаеосх", "ABEMHOPCTXaeocx", strict=True))


def latin(printed: str) -> str:
    return "".join(MEANT.get(symbol, symbol) for symbol in printed).casefold()


def names(symbols: str) -> str:
    return " + ".join(unicodedata.name(symbol) for symbol in symbols)


def code_points(symbols: str) -> str:
    return " ".join(f"U+{ord(symbol):04X}" for symbol in symbols)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['names']} as {row['to_name']}")
def test_glyphs_code_points_and_names_agree(row: dict[str, str]) -> None:
    assert (row["code_points"], row["names"]) == (code_points(row["glyph"]), names(row["glyph"]))
    assert (row["to_code_point"], row["to_name"]) == (code_points(row["folds_to"]), names(row["folds_to"]))


def test_the_columns_and_the_provenance_are_the_declared_ones() -> None:
    assert list(ROWS[0]) == [
        "glyph", "code_points", "names", "folds_to", "to_code_point", "to_name", "row", "column", "clause", "scan",
    ]  # fmt: skip
    assert {"title", "act", "edition", "rows", "note"} <= TABLE.provenance.keys()


@pytest.mark.clause("6/П6.1")
@pytest.mark.parametrize(("russian", "letters", "numbers"), PRINTED)
def test_every_row_of_the_printed_table_is_there(russian: str, letters: str, numbers: str) -> None:
    target = russian.replace("3", "З")[0].casefold()
    mine = [row for row in ROWS if row["folds_to"] == target]
    others = {letter.casefold() for letter in russian.replace("3", "З").split(", ")} - {target}
    assert {row["glyph"] for row in mine if row["column"] == "russian"} == others
    assert {row["glyph"] for row in mine if row["column"] == "latin"} == {
        latin(each) for each in filter(None, letters.split(", "))
    }
    # the order speaks of digits in that column, and the scan of 2016 has b1 there: a one, printed as the letter l
    assert {row["glyph"] for row in mine if row["column"] == "digit"} == {numbers.replace("l", "1")} - {""}


@pytest.mark.clause("6/П6.1")
def test_nothing_is_there_that_is_not_printed() -> None:
    assert {row["folds_to"] for row in ROWS} == {
        russian.replace("3", "З")[0].casefold() for russian, *_ in PRINTED
    } - set()
    assert len(ROWS) == 26


def test_each_row_names_its_row_of_the_printed_table_and_its_clause() -> None:
    for row in ROWS:
        letters = [letter.casefold() for letter in row["row"].split(", ")]
        assert row["folds_to"] in letters
        assert (row["glyph"] in letters) is (row["column"] == "russian")
        assert row["clause"] == ("6/2.3 в" if any(map(str.isdigit, row["glyph"])) else "6/2.3 б")


def test_no_pair_stands_twice() -> None:
    assert set(Counter((row["glyph"], row["folds_to"]) for row in ROWS).values()) == {1}


def test_only_the_latin_b_has_two_rows() -> None:
    assert [glyph for glyph, count in Counter(row["glyph"] for row in ROWS).items() if count > 1] == ["b"]


def test_rows_of_one_column_stand_together() -> None:
    columns = [row["column"] for row in ROWS if len(row["glyph"]) == 1]
    assert sum(one != other for one, other in pairwise(columns)) == len(set(columns)) - 1


def test_symbols_are_in_small_letters() -> None:
    assert [row for row in ROWS for text in (row["glyph"], row["folds_to"]) if text != text.casefold()] == []


def test_nothing_folds_to_what_folds_further() -> None:
    assert {row["folds_to"] for row in ROWS}.isdisjoint(row["glyph"] for row in ROWS)


def test_folding_twice_is_folding_once() -> None:
    text = "".join(row["glyph"] + row["glyph"].upper() + row["folds_to"] for row in ROWS) + "0123456789"
    assert folding().fold(Significant(fold(text))) == fold(text)


@pytest.mark.clause("6/2.3 б-в")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['glyph']} as {row['to_name']}")
def test_a_row_makes_its_symbols_equal_in_both_cases(row: dict[str, str]) -> None:
    for glyph in (row["glyph"], row["glyph"].upper(), row["glyph"].title()):
        assert agree(glyph, row["folds_to"])
        assert agree(row["folds_to"].upper(), glyph)


@pytest.mark.clause("6/2.3 б-в")
@pytest.mark.parametrize("place", range(len(ROWS)), ids=[f"{row['glyph']} as {row['to_name']}" for row in ROWS])
def test_without_a_row_its_symbols_differ(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    row, without = ROWS[place], Folding.from_rows([*ROWS[:place], *ROWS[place + 1 :]])
    monkeypatch.setattr("npmatch.text.compare.fold", without.fold_raw)
    monkeypatch.setattr("npmatch.text.compare._SYMBOLS", without)
    assert not agree(row["glyph"], row["folds_to"])


@pytest.mark.clause("6/2.3 в")
def test_every_digit_of_the_table_is_read_back_from_its_letter() -> None:
    for row in ROWS:
        if row["glyph"].isdigit():
            assert digits(row["folds_to"]) == digits(row["folds_to"].upper()) == row["glyph"]


def test_what_the_scan_misread_is_told_where_it_differs() -> None:
    noted = {row["folds_to"] for row in ROWS if "2016 scan" in row["scan"]}
    assert {"в", "н", "р", "с", "п", "г", "и", "ь", "ы"} <= noted
