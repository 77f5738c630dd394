"""Who is registered: many identifiers, wherever they are kept."""

from collections.abc import Iterator
from contextlib import ExitStack
from random import Random

import pytest

from npmatch.batch.columns import Fields, Role
from npmatch.batch.registry import Registry
from npmatch.batch.words import Room


@pytest.fixture
def room() -> Iterator[Room]:
    with ExitStack() as closing:
        yield Room(0, None, closing)


@pytest.mark.parametrize("run", [1 << 16, 1000, 7])
@pytest.mark.parametrize("count", [0, 1, 511, 512, 513, 3000])
def test_whatever_was_noted_is_known_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, room: Room, run: int, count: int
) -> None:
    monkeypatch.setattr("npmatch.batch.registry._RUN", run)
    registry, numbers = Registry(room), Random(1).sample(range(10**9, 10**10), 2 * count + 1)
    for number in numbers[:count]:
        registry.add(f"{number:010d}")
        registry.add("7707083893")
    known = [registry.knows(f"{number:010d}") for number in numbers]
    assert known == [True] * count + [False] * (count + 1)
    assert registry.knows("7707 083893") == (count > 0)


def test_whoever_has_neither_document_nor_inn_is_not_called_unknown(room: Room) -> None:
    registry = Registry(room)
    registry.note(Fields({Role.DOCUMENT: "4508 123456", Role.INN: "7707083893"}))
    assert registry.has(Fields({Role.DOCUMENT: " ", Role.INN: ""}))
    assert registry.has(Fields({Role.DOCUMENT: "1", Role.INN: "7707083893"}))
    assert not registry.has(Fields({Role.DOCUMENT: "1", Role.INN: ""}))
