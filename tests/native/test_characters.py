"""Every character there is: the kernel finds what the reference finds, or asks it."""

import sys
import unicodedata
from collections.abc import Iterator
from itertools import chain

import pytest

from native.reference import ASK, MANDATORY, SPACES, TOLERANT, natively, plainly
from npmatch.native.tables import COMPOSED, KNOWN, MARKS, UNKNOWN, tables
from npmatch.text.compare import fold

SLICES = 8
EVERY = range(sys.maxunicode + 1)


def pairs(character: str) -> Iterator[tuple[str, str]]:
    """A character alone, beside letters, behind one that it may make another with, and before a mark."""
    yield character, "а"
    yield character, ""
    yield f"Ив{character}н", "Иван"
    yield f"и{character}", "й"
    yield f"e{character}", "e"
    yield f"{character}\N{COMBINING ACUTE ACCENT}", character
    yield f"{character}\N{COMBINING BREVE}", "й"


@pytest.mark.parametrize("part", range(SLICES))
def test_every_code_point_is_taken_as_the_reference_takes_it(part: int) -> None:
    found, answered = [], 0
    for code_point in EVERY[part::SLICES]:
        for a, b in pairs(chr(code_point)):
            rank = natively(TOLERANT, a, b, SPACES[1])
            if rank != ASK:
                answered += 1
                if rank != plainly(TOLERANT, a, b, SPACES[1]):
                    found.append(ascii((a, b, rank)))
    assert found == []
    assert answered > 500


@pytest.mark.parametrize("part", range(SLICES))
def test_every_known_character_is_taken_rightly_before_every_mark(part: int) -> None:
    found, answered = [], 0
    for first in list(chain(*KNOWN, MARKS))[part::SLICES]:
        for mark in MARKS:
            text = f"{chr(first)}{chr(mark)}"
            for kind, other in ((TOLERANT, chr(first)), (MANDATORY, text)):
                rank = natively(kind, text, other)
                if rank != ASK:
                    answered += 1
                    if rank != plainly(kind, text, other):
                        found.append(ascii((kind, text, other, rank)))
    assert found == []
    assert answered > 1000


def test_what_a_known_character_and_a_mark_make_stands_where_it_is_looked_for() -> None:
    entries, looked_at, elsewhere = tables().entries, set(chain(*COMPOSED)), []
    for code_point in EVERY:
        parts = unicodedata.decomposition(chr(code_point)).split()
        if len(parts) != 2 or parts[0].startswith("<") or not unicodedata.is_normalized("NFC", chr(code_point)):
            continue
        first, second = (int(part, 16) for part in parts)
        is_symbol = first < len(entries) and entries[first] != UNKNOWN and (entries[first] or fold(chr(code_point)))
        if is_symbol and second in MARKS and code_point not in looked_at:
            elsewhere.append(hex(code_point))  # a sign made of a sign and a mark is nothing, whoever knows it
    assert elsewhere == []


def test_whatever_stands_where_compositions_are_looked_for_is_one() -> None:
    for code_point in chain(*COMPOSED):
        decomposition = unicodedata.decomposition(chr(code_point))
        if decomposition and not decomposition.startswith("<") and len(decomposition.split()) == 2:
            assert unicodedata.is_normalized("NFC", chr(code_point)), hex(code_point)


def test_what_real_data_hold_is_known() -> None:
    entries = tables().entries
    asked = [symbol for symbol in "АБВЯабвяёйb1 -'’№«»IVXЁЇіʼ\N{NO-BREAK SPACE}" if entries[ord(symbol)] == UNKNOWN]
    assert asked == []


def test_compositions_are_what_each_character_decomposes_into() -> None:
    entries, _, _, _, compositions, _ = tables()
    expected = []
    for code_point in chain(*COMPOSED):
        parts = unicodedata.decomposition(chr(code_point)).split()
        if not parts or parts[0].startswith("<"):
            continue
        if entries[code_point] != UNKNOWN:
            expected.append((code_point, 0, UNKNOWN))
        first, mark = int(parts[0], 16), int(parts[-1], 16)
        if len(parts) == 2 and mark in MARKS and entries[first] != UNKNOWN:
            expected.append((first, mark, entries[code_point]))
    assert len(expected) > 100
    assert compositions == sorted(expected)
