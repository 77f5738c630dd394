"""What one moment changes is one transaction, and is put down before anybody hears of it."""

from collections.abc import Callable, Iterable
from datetime import datetime

import pytest

from actors.people import Town, request
from npmatch.actors import Letter, Operator
from npmatch.actors.letters import Sending
from npmatch.actors.register import Served
from npmatch.actors.storage import Change, State
from npmatch.porting.process import Process
from npmatch.simulation import simulate
from npmatch.simulation.instants import Gathered


class Shelf:
    def __init__(self) -> None:
        self.changes: list[Change] = []

    def keep(self, change: Change) -> None:
        self.changes.append(change)

    def load(self) -> State:
        return State(requests=dict(pair for change in self.changes for pair in change.requests))


def gathered() -> tuple[Shelf, Gathered, list[Callable[[], None]]]:
    shelf, ends = Shelf(), list[Callable[[], None]]()
    return shelf, Gathered(shelf, ends.append), ends


def process() -> Process:
    return Town().lives().apply(request()).process


def test_the_changes_of_a_moment_are_put_down_as_one() -> None:
    shelf, storage, ends = gathered()
    before, after = process(), process()._replace(sent=99)
    storage.keep(Change([before], confirmed=["1"], requests=[("R1", "P1")], served=[("9001234567", Served("1"))]))
    storage.keep(Change([after], confirmed=["2"], served=[("9001234567", None)]))
    assert (shelf.changes, len(ends)) == ([], 1)
    ends[0]()
    (kept,) = shelf.changes
    assert (kept.processes, kept.confirmed, kept.served) == ([after], ["1", "2"], [("9001234567", None)])
    assert kept.requests == [("R1", "P1")]


def test_what_was_not_put_down_is_not_there_after_a_crash() -> None:
    _, storage, ends = gathered()
    storage.keep(Change(requests=[("R1", "P1")]))
    assert storage.load().requests == {}
    ends[0]()
    assert storage.load().requests == {"R1": "P1"}


def test_a_moment_without_changes_is_no_transaction() -> None:
    shelf, storage, ends = gathered()
    storage.put_down()
    storage.keep(Change())
    ends[0]()
    ends[0]()
    assert len(shelf.changes) == 1


def test_nobody_hears_of_a_change_before_it_is_put_down(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting, heard = set[str](), list[str]()
    keep, put_down, take = Gathered.keep, Gathered.put_down, Operator.take

    def kept(self: Gathered, change: Change) -> None:
        waiting.update(letter.message.id for letter in change.sent)
        keep(self, change)

    def done(self: Gathered) -> None:
        waiting.clear()
        put_down(self)

    def heard_of(self: Operator, letter: Letter, now: datetime) -> Iterable[Sending]:
        assert letter.message.id not in waiting
        heard.append(letter.message.id)
        return take(self, letter, now)

    monkeypatch.setattr(Gathered, "keep", kept)
    monkeypatch.setattr(Gathered, "put_down", done)
    monkeypatch.setattr(Operator, "take", heard_of)
    assert simulate(numbers=40, seed=3, faults=frozenset({"crash"})).sound
    assert len(heard) > 200
