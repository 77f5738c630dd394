"""What operators ask of the schedule: free hours, breaks, and what an outage does to a port."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from actors.people import NOON, PLAN, PORT, Town, request
from npmatch.actors import DATABASE, Chain, DatabaseOperator, Keeper, Letter, SqliteStorage
from npmatch.porting.messages.base import Message
from npmatch.porting.messages.own import (
    BreakAnswer,
    BreakCancel,
    BreakChange,
    BreakRequest,
    Outage,
    SlotAnswer,
    SlotQuery,
)
from npmatch.porting.parties import Party
from npmatch.porting.schedule import Break
from npmatch.porting.states import State

NIGHT = PORT.replace(day=12, hour=0)


def ask(town: Town, message: Message, origin: str = "A") -> Message | None:
    answers = town.database.take(Letter(message, origin, "CDB"), town.now)
    return answers[0].message if answers else None


def wish(name: str = "b", start: datetime = NIGHT, hours: int = 6) -> BreakRequest:
    end = start + timedelta(hours=hours)
    return BreakRequest(id=name, sender=Party.DONOR, operator="A", region="77", start=start, end=end)


def broken(answer: Message | None) -> tuple[str, ...]:
    assert isinstance(answer, BreakAnswer)
    return answer.broken


def test_free_hours_are_those_outside_of_breaks() -> None:
    query = SlotQuery(id="q", sender=Party.DONOR, region="77", start=NIGHT, end=NIGHT + timedelta(hours=6))
    answer = ask(Town(), query)
    assert isinstance(answer, SlotAnswer)
    assert [hour.hour for hour in answer.hours] == [0, 1, 5]


def test_a_break_is_set_moved_and_given_up() -> None:
    town = Town()
    assert broken(ask(town, wish())) == ()
    assert broken(ask(town, wish())) == ()
    assert len(town.database.slots.book.breaks) == 1
    later = NIGHT + timedelta(days=3)
    change = BreakChange(id="c", sender=Party.DONOR, request="b", start=later, end=later + timedelta(hours=3))
    assert broken(ask(town, change)) == ()
    assert town.database.slots.book.breaks[0].start == later
    assert broken(ask(town, change, origin="C")) == ("T-7.1.2",)
    assert broken(ask(town, BreakCancel(id="d", sender=Party.DONOR, request="b"))) == ()
    assert len(town.database.slots.book.breaks) == 0


def test_a_break_without_notice_is_refused() -> None:
    assert broken(ask(Town(), wish(start=NOON.replace(day=5, hour=0)))) == ("T-7.1.1",)


def test_a_region_that_there_is_not_has_no_hours_and_no_breaks() -> None:
    query = SlotQuery(id="q", sender=Party.DONOR, region="00", start=NIGHT, end=NIGHT + timedelta(hours=6))
    answer = ask(Town(), query)
    assert isinstance(answer, SlotAnswer)
    assert answer.hours == ()
    assert broken(ask(Town(), replace(wish(), region="00"))) == ("T-7.1.2",)


def test_a_port_inside_a_new_break_is_moved_at_once_and_both_operators_are_told() -> None:
    town, asked = Town().lives(), request(port=NIGHT.replace(hour=1))
    town.apply(asked).days(1)
    answers = town.database.take(Letter(wish(), "A", "CDB"), town.now)
    assert [(one.message.kind, one.to) for one in answers[1:]] == [("M-26", "A"), ("M-26", "B")]
    assert town.process.port == NIGHT.replace(hour=6)


def own(start: datetime = NIGHT, hours: int = 6) -> Break:
    return Break("own", DATABASE, None, start, start + timedelta(hours=hours))


def test_a_break_of_the_databases_own_moves_every_port_inside_it() -> None:
    town = Town().lives().apply(request(port=NIGHT.replace(hour=1))).days(1)
    broken, letters = town.database.close(own(), town.now)
    assert (broken, [(one.message.kind, one.to) for one in letters]) == ((), [("M-26", "A"), ("M-26", "B")])
    assert town.process.port == NIGHT.replace(hour=6)
    assert town.database.close(own(NIGHT + timedelta(days=14)), town.now)[0] == ()


@pytest.mark.parametrize(
    ("planned", "rule"),
    [(own(NOON.replace(day=8, hour=23)), "T-7.1.1"), (own(hours=9), "Z-8.2"), (own(NOON), "T-7.1.1")],
)
def test_the_database_keeps_to_the_rules_for_its_own_breaks(planned: Break, rule: str) -> None:
    town = Town().lives().apply(request(port=NIGHT.replace(hour=1)))
    broken, letters = town.database.close(planned, town.now)
    assert rule in broken
    assert list(letters) == []
    assert town.database.slots.book.breaks == ()


def test_what_comes_twice_is_answered_twice_and_done_once() -> None:
    town = Town()
    down, up = (Outage(id=name, sender=Party.DONOR, operator="A", over=name == "up") for name in ("down", "up"))
    for message in (down, up, down):
        assert ask(town, message) is None
    assert town.database.slots.book.outages == {}
    first, again = ask(town, wish()), ask(town, wish())
    assert first == again
    give_up = BreakCancel(id="d", sender=Party.DONOR, request="b")
    assert broken(ask(town, give_up)) == broken(ask(town, give_up)) == ()


def test_breaks_and_outages_outlive_a_crash(tmp_path: Path) -> None:
    path = str(tmp_path / "state.sqlite")
    town = Town(SqliteStorage(path))
    down = Outage(id="down", sender=Party.DONOR, operator="A", until=NIGHT)
    for message in (wish(), down, Outage(id="other", sender=Party.DONOR, operator="C")):
        ask(town, message, message.operator)
    town.database.close(own(NIGHT + timedelta(days=7)), town.now)
    again = DatabaseOperator(PLAN, Keeper(Chain(), b"secret"), SqliteStorage(path))
    assert [letter.message.kind for letter in again.restore(town.now)] == ["x.BreakAnswer"]
    before, after = town.database.slots.book, again.slots.book
    assert (after.breaks, after.outages) == (before.breaks, before.outages)
    assert len(after.breaks) == len(after.outages) == 2
    again.take(Letter(Outage(id="up", sender=Party.DONOR, operator="A", over=True), "A", "CDB"), town.now)
    again.take(Letter(down, "A", "CDB"), town.now)
    assert set(after.outages) == {"C"}


def test_an_outage_puts_a_port_off_until_it_is_over() -> None:
    town = Town().lives().apply(request()).until(PORT - timedelta(minutes=1))
    ask(town, Outage(id="o", sender=Party.DONOR, operator="A"))
    town.until(PORT + timedelta(hours=2, minutes=30))
    assert (town.process.state, town.homes(), town.sent("M-22")) == (State.SCHEDULED, ["A"], [])
    ask(town, Outage(id="p", sender=Party.DONOR, operator="A", over=True))
    town.until(PORT + timedelta(hours=5))
    assert (town.process.state, town.homes()) == (State.PORTED, ["B"])
