"""Bytes as files hold them: UTF-8, single-byte code pages, and what is neither."""

from array import array

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from native.reference import FIELDS, INVALID, KERNEL, MANDATORY, TOLERANT, natively

PAGES = ("cp1251", "koi8-r", "cp866", "latin-1")
NO_CODE_POINT = 0xFFFFFFFF

names = st.text(alphabet="абвьыАйёb1 -№\N{COMBINING BREVE}é\N{EURO SIGN}😀", max_size=12)
raw = st.binary(max_size=12) | st.builds(
    lambda text, place, byte: text[:place] + byte + text[place:],
    names.map(str.encode),
    st.integers(0, 8),
    st.binary(max_size=2),
)


def decoded(value: bytes, encoding: str = "utf-8") -> str | None:
    try:
        return value.decode(encoding)
    except UnicodeDecodeError:
        return None


def page(encoding: str) -> object:
    code_points = [decoded(bytes([byte]), encoding) for byte in range(256)]
    return KERNEL.Page(array("I", [NO_CODE_POINT if symbol is None else ord(symbol) for symbol in code_points]))


@given(st.sampled_from(tuple(FIELDS)), raw, raw | st.none())
@example(TOLERANT, b"\xc0\x80", b"")
@example(TOLERANT, b"\xed\xa0\x80", None)
@example(TOLERANT, b"\xf4\x90\x80\x80", None)
@example(TOLERANT, b"\xe0\x9f\xbf", b"\xd0")
@example(MANDATORY, "а".encode() * 300 + b"\xff", "б".encode() * 300)
def test_utf8_is_taken_as_python_decodes_it(kind: int, a: bytes, b: bytes | None) -> None:
    b = a if b is None else b
    left, right = decoded(a), decoded(b)
    found = natively(kind, a, b)
    assert found == (INVALID if left is None or right is None else natively(kind, left, right))


@given(raw | st.binary(min_size=60, max_size=300) | st.lists(raw, max_size=40).map(b"".join))
@example("ж".encode() * 80)
@example(("я" * 31 + "z").encode() * 4 + b"\x80")
@example(b"a" * 63 + "ж".encode() * 40)
@example(b"a" * 64 + b"\xd0")
@example(b"a" * 63 + b"\xd0a" + b"a" * 80)
def test_bytes_are_valid_utf8_if_python_says_so(value: bytes) -> None:
    assert KERNEL.valid(value) is (decoded(value) is not None)


def test_every_sequence_of_two_bytes_and_every_edge_of_longer_ones() -> None:
    edges = (0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xED, 0xFF)
    sequences = [bytes([a, b]) for a in range(256) for b in range(256)]
    sequences += [bytes([a, b, c]) for a in range(0xDF, 0x100) for b in edges for c in edges]
    sequences += [bytes([a, b, c, d]) for a in range(0xEF, 0xF6) for b in edges for c in edges for d in edges]
    padded = [value + b"a" * 70 for value in sequences]
    assert [value for value in sequences + padded if KERNEL.valid(value) is (decoded(value) is None)] == []


@pytest.mark.parametrize("around", ["a", "ж", "aж", "№a"])
def test_a_fault_is_found_at_every_place_of_a_long_text(around: str) -> None:
    text = (around * 400).encode()
    pieces = (
        b"\x80",
        b"\xbf\xbf",
        b"\xc0\x80",
        b"\xc1",
        b"\xd0",
        b"\xdf\xbf",
        b"\xe2\x84\x96",
        b"\xe2\x84",
        b"\xf0\x9f\x98\x80",
        b"",
    )
    values = [
        text[:at] + piece + text[at : at + behind] for piece in pieces for at in range(600) for behind in (0, 70, 600)
    ]
    assert [value for value in values if KERNEL.valid(value) is (decoded(value) is None)] == []


@pytest.mark.parametrize("encoding", PAGES)
@given(st.sampled_from(tuple(FIELDS)), st.binary(max_size=10), st.binary(max_size=10) | st.none())
@example(TOLERANT, b"\x98", None)
@example(TOLERANT, b"\x98\xe0", b"\xe0")
def test_a_code_page_is_taken_as_python_decodes_it(encoding: str, kind: int, a: bytes, b: bytes | None) -> None:
    b = a if b is None else b
    left, right = decoded(a, encoding), decoded(b, encoding)
    known = page(encoding)
    found = KERNEL.field(kind, a, b, page=known, other_page=known)
    assert found == (INVALID if left is None or right is None else natively(kind, left, right))


@given(st.sampled_from(tuple(FIELDS)), names, names | st.none())
def test_the_encoding_of_a_side_changes_nothing(kind: int, a: str, b: str | None) -> None:
    b = a if b is None else b
    expected = natively(kind, a, b)
    assert natively(kind, a.encode(), b) == natively(kind, a, b.encode()) == expected
    known, other = page("cp1251"), page("koi8-r")
    for_page = [each.encode(encoding, "ignore") for each, encoding in ((a, "cp1251"), (b, "koi8-r"))]
    left, right = for_page[0].decode("cp1251"), for_page[1].decode("koi8-r")
    assert KERNEL.field(kind, *for_page, page=known, other_page=other) == natively(kind, left, right)


def test_a_page_has_256_bytes() -> None:
    with pytest.raises(ValueError, match="256"):
        KERNEL.Page(array("I", [0]) * 255)


def test_a_byte_that_a_page_lacks_is_invalid_also_where_the_sides_are_equal() -> None:
    assert KERNEL.valid(b"\x98", page("cp1251")) is False
    assert KERNEL.valid(b"\x98", page("koi8-r")) is True


def test_what_is_neither_text_nor_bytes_is_refused() -> None:
    with pytest.raises(TypeError, match="str or bytes"):
        KERNEL.field(TOLERANT, 1, "a")
