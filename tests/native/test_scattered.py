"""Contracts near each other in their file and far from each other: however they are read, the same comes of it."""

import pytest

from native.join_cases import HEADER, Settled, people, same, text
from native.joins import Case
from npmatch.batch import reader
from npmatch.batch.jobs import Terms
from npmatch.synthetic import PAIRS

ROWS_KEPT = 1 << 25
"""Bytes of contracts that the compiled module keeps at a time, as ``rows.c`` has it."""


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read little at a time, so that it is seen where more is."""
    monkeypatch.setattr(reader, "ROOM", 1 << 18)


def test_scattered_contracts_are_read_many_at_a_time_and_as_many_as_there_is_room_for(settled: type[Settled]) -> None:
    asked, held = people(13000, PAIRS)
    long = [[*row, "x" * 900] for row in held for _ in range(3)]
    same([Case(text(asked).encode(), text(long, f"{HEADER};comment").encode())])
    assert sum(len(row[-1]) for row in long) > ROWS_KEPT
    assert settled.rows == 13000
    assert settled.longest > reader.ROOM


def test_scattered_contracts_that_are_noted_on_disk(settled: type[Settled]) -> None:
    asked, held = people(20000, PAIRS)
    same([Case(text(asked).encode(), text(held).encode(), Terms(memory=memory)) for memory in (1 << 19, 1 << 29)])
    assert settled.rows == 40000
    assert settled.longest > reader.ROOM


def test_rows_that_are_too_long_among_many_that_are_read_at_a_time(settled: type[Settled]) -> None:
    asked, held = people(20000, PAIRS)
    lines = text(asked).splitlines(keepends=True)
    lines[6000:6000] = [f"9000000001;{'Ф' * 40_000};Иван;Ильич;1\n"]
    lines[15000:15000] = [f"9000000001;{'Ф' * 700_000};Иван;Ильич;1\n"]
    found = same([Case("".join(lines).encode(), text(held).encode())])
    assert [row[0] for row in found[0].bad] == ["too_long"]
    assert settled.rows > 19000
    assert settled.longest > 1 << 20


def test_contracts_in_the_order_of_the_applications(settled: type[Settled]) -> None:
    asked, held = people(5000, PAIRS)
    places = {row[0][-10:]: row for row in held}
    ordered = [places[row[0][-10:]] for row in asked if row[0][-10:] in places]
    same([Case(text(asked).encode(), text(ordered).encode())])
    assert len(ordered) > 2000
    assert settled.rows == 5000
    assert settled.longest <= reader.ROOM


def test_a_system_that_cannot_read_at_a_place(monkeypatch: pytest.MonkeyPatch, settled: type[Settled]) -> None:
    monkeypatch.setattr("npmatch.batch.held._READS_AT_PLACES", False)
    asked, held = people(3000, PAIRS, most=2)
    same([Case(text(asked).encode(), text(held, end=end).encode()[:-1]) for end in ("\n", "\r\n")])
    assert settled.rows == 6000
