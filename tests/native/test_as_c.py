"""The tables as they are compiled in, and a module that was made from another table."""

import re
from collections.abc import Iterator

import pytest

from native.reference import KERNEL
from npmatch import native
from npmatch.native.as_c import as_c, shipped
from npmatch.native.tables import TWINS, UNKNOWN, tables


def numbers(name: str, text: str) -> Iterator[int]:
    """The numbers of an initialiser."""
    found = re.search(rf"{re.escape(name)} = (\{{.*?\}});", text, re.DOTALL)
    assert found is not None
    return map(int, re.findall(r"\d+", found[1]))


def test_the_source_holds_every_entry_in_its_place() -> None:
    made, text = tables(), shipped()
    held = list(numbers("npm_shipped", text))
    assert held[: len(made.entries)] == list(made.entries)
    assert held[len(made.entries) : -5] == list(made.twins)
    assert held[-5:] == [*made.signs, len(made.choices), len(made.pairs), len(made.compositions)]
    assert list(numbers("compositions[]", text)) == [number for each in made.compositions for number in each]
    assert list(numbers("pairs[]", text)) == [number for each in made.pairs for number in each]
    assert list(numbers("choices[]", text)) == [
        number for symbol, ways in made.choices for number in (symbol, len(ways), *ways)
    ]
    assert bytes(numbers("npm_source[]", text)) == native.source()


def test_a_symbol_with_too_many_ways_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        as_c(tables()._replace(choices=[(2, (3, 4, 5))]), b"")


def test_twins_are_the_entries_of_two_bytes_that_need_no_look() -> None:
    made = tables()
    held = {place: entry for place, entry in enumerate(made.twins) if entry}
    expected = {}
    for code_point in TWINS:
        first, second = chr(code_point).encode("utf-8")
        if made.entries[code_point] & 0x0FFF > 1:  # a symbol, and neither unknown nor a mark
            expected[first << 8 | second] = made.entries[code_point]
    assert held == expected
    assert len(held) > 300
    assert UNKNOWN not in held.values()


def test_the_module_is_made_from_the_table_of_the_package() -> None:
    assert native.source() == KERNEL.SOURCE


def test_a_module_made_from_another_table_is_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "source", lambda: KERNEL.SOURCE + b"\n")
    assert native.kernel.__wrapped__() is None
    monkeypatch.undo()
    assert native.kernel.__wrapped__() is KERNEL
