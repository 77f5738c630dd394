"""What outlives a crash: processes, letters that nobody confirmed, requests, and the register."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from actors.people import NOON, NUMBER, PLAN, PORT, Town, request
from npmatch.actors import Chain, DatabaseOperator, Keeper, SqliteStorage, Wish
from npmatch.actors.register import Served
from npmatch.actors.storage import Change
from npmatch.porting.states import State

MOMENTS = (timedelta(hours=-190), timedelta(days=-5), timedelta(seconds=30), timedelta(minutes=8), timedelta(days=40))


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_process_is_the_same_after_it_was_kept_and_read(moment: timedelta) -> None:
    asked = request()
    asked.wish = Wish(mistaken=3)
    town = Town().lives().apply(asked).until(max(PORT + moment, NOON))
    storage = SqliteStorage(":memory:")
    storage.keep(Change([town.process]))
    assert storage.load().processes == {town.process.id: town.process}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_database_that_crashes_goes_on_where_it_was(moment: timedelta, tmp_path: Path) -> None:
    path = str(tmp_path / "state.sqlite")
    town = Town(SqliteStorage(path)).lives().apply(request()).until(max(PORT + moment, NOON))
    before = town.database
    town.database = DatabaseOperator(PLAN, Keeper(Chain(), b"secret"), SqliteStorage(path))
    assert town.database.restore(town.now) == []
    assert town.database.processes == before.processes
    assert town.database.register.active == before.register.active
    assert town.database.taken == before.taken
    town.until(PORT + timedelta(days=70))
    assert (town.process.state, town.process.lines[0].debt, town.homes()) == (
        State.PORTED,
        State.CLOSED_NO_DEBT,
        ["B"],
    )


def test_letters_that_nobody_confirmed_are_sent_again_after_a_crash(tmp_path: Path) -> None:
    path = str(tmp_path / "state.sqlite")
    town = Town(SqliteStorage(path)).lives()
    town.silent = {"x.CreateForward"}
    town.apply(request())
    again = DatabaseOperator(PLAN, Keeper(Chain(), b"secret"), SqliteStorage(path))
    letters = again.restore(town.now)
    assert [letter.message.kind for letter in letters] == ["x.CreateForward"]
    assert again.keeper.unconfirmed == 1
    town.database, town.silent = again, set()
    for letter in letters:
        town.bring(letter)
    assert again.keeper.unconfirmed == 0
    assert "do.rx(x.CreateForward)" in town.process.facts
    town.until(PORT + timedelta(hours=1))
    assert town.homes() == ["B"]


def test_a_change_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    storage = SqliteStorage(str(tmp_path / "state.sqlite"))
    broken = Change(requests=[("R1", "P1")], served=[(NUMBER, Served(None))])  # type: ignore[arg-type]  # on purpose
    with pytest.raises(sqlite3.IntegrityError):
        storage.keep(broken)
    assert storage.load().requests == {}


def test_the_register_is_kept(tmp_path: Path) -> None:
    path = str(tmp_path / "state.sqlite")
    Town(SqliteStorage(path)).lives().apply(request()).until(PORT + timedelta(hours=1))
    kept = SqliteStorage(path).load()
    assert kept.served[NUMBER].operator == "B"
    assert kept.outbox == {}
