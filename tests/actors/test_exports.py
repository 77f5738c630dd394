"""The two-hour exports: what is in which file, who is told, and what a receipt begins."""

from datetime import timedelta
from pathlib import Path

import pytest

from actors.people import NUMBER, PLAN, PORT, Town, request
from npmatch.actors import Chain, DatabaseOperator, Keeper, Letter, SqliteStorage, Wish
from npmatch.actors.exports import Change, Entry, Export, Exports
from npmatch.porting.messages.own import Export as Notice
from npmatch.porting.regions import MOSCOW
from npmatch.porting.states import State

SIX = PORT.replace(hour=6)
SECOND = timedelta(seconds=1)


def changes(export: Export) -> list[tuple[str, str, Change]]:
    return [(entry.number, entry.operator, entry.change) for entry in export.entries]


def published(town: Town) -> Export:
    export, letters = town.database.export(town.now)
    for letter in letters:
        town.bring(letter)
    return export


def connected(storage: SqliteStorage | None = None) -> Town:
    town = Town(storage)
    for name in town.operators:
        town.database.exports.connect(name)
    return town.lives()


@pytest.mark.parametrize(("at", "hour"), [(SIX - SECOND, 6), (SIX, 8), (SIX + timedelta(hours=2) - SECOND, 8)])
def test_the_export_of_an_hour_holds_the_two_hours_before_it_and_not_the_hour_itself(at: object, hour: int) -> None:
    exports = Exports()
    exports.note("P", Entry(NUMBER, "B", at))  # type: ignore[arg-type]  # a moment
    found = {export.hour.hour: len(export.entries) for export in map(exports.publish, (SIX, SIX + timedelta(hours=2)))}
    assert found == {6: int(hour == 6), 8: int(hour == 8)}
    assert not exports.waiting


def test_a_port_is_published_at_the_next_even_hour_and_every_operator_is_told() -> None:
    town = connected().apply(request()).until(SIX)
    export = published(town)
    assert changes(export) == [(NUMBER, "B", Change.PORTED)]
    assert export.name == "ports-20261209T06.csv"
    header, row = export.text.splitlines()
    assert (header, row.split(",")[0], row.split(",")[3]) == ("number,operator,since,change", NUMBER, "ported")
    notices = [message for message in town.sent("x.Export") if isinstance(message, Notice)]
    assert [(notice.hour, notice.digest) for notice in notices] == [(SIX, export.digest)] * 3
    assert town.database.keeper.unconfirmed == 0


@pytest.mark.parametrize(("after", "noted"), [(0, {}), (1, {"late:T-3.14": 1})])
def test_an_export_that_comes_a_second_late_is_noted(after: int, noted: dict[str, int]) -> None:
    town = connected().apply(request()).until(SIX + after * SECOND)
    assert changes(published(town)) == [(NUMBER, "B", Change.PORTED)]
    assert town.database.observed == noted


def test_an_hour_without_changes_has_a_file_and_tells_nobody() -> None:
    town = connected().until(SIX)
    assert published(town).entries == ()
    assert town.sent("x.Export") == []


def test_a_reversal_is_published_as_one() -> None:
    town, asked = connected(), request()
    asked.wish = Wish(mistaken=3)
    town.apply(asked).until(SIX)
    published(town)
    town.until(PORT + timedelta(days=10))
    assert changes(published(town)) == [(NUMBER, "A", Change.REVERSED)]


def stands(town: Town) -> State | None:
    return town.process.lines[0].returning


def returning() -> Town:
    town, asked = connected(), request()
    asked.wish = Wish(leaves=5)
    town.apply(asked).until(SIX)
    published(town)
    while stands(town) is not State.RETURN_NOTIFIED:
        town.until(town.now + timedelta(minutes=30))
    return town


def test_the_routing_of_a_returned_number_has_two_hours_from_the_last_receipt() -> None:
    town = returning()
    town.until(town.now.replace(minute=0) + timedelta(hours=2))
    town.silent = {"x.Export"}
    assert changes(published(town)) == [(NUMBER, "A", Change.RETURNED)]
    assert stands(town) is State.RETURN_PUBLISHED
    town.until(town.now + timedelta(minutes=90))
    for notice in town.sent("x.Export")[-3:]:
        town.database.received(Letter(notice, "CDB", notice.id.rsplit("/", 1)[1]), town.now)
    town.until(town.now + timedelta(hours=2))
    assert stands(town) is State.RETURN_PUBLISHED
    town.until(town.now + SECOND)
    assert stands(town) is State.RETURNED


def test_a_return_asked_for_in_the_second_of_an_export_waits_for_the_next() -> None:
    town = returning()
    asked = town.process.lines[0].facts["cdb.rx(M-19)"].astimezone(MOSCOW)
    exports = Exports()
    exports.note("P", Entry(NUMBER, "A", asked.replace(hour=6, minute=0, second=0), Change.RETURNED))
    assert exports.publish(asked.replace(hour=6, minute=0, second=0)).entries == ()
    assert exports.returned(asked.replace(hour=6, minute=0, second=0)) == []
    later = asked.replace(hour=8, minute=0, second=0)
    assert len(exports.publish(later).entries) == 1
    assert exports.returned(later) == [("P", NUMBER)]


@pytest.mark.parametrize("what", ["ported", "reversed", "returned"])
def test_what_a_crash_came_between_is_published_after_it_and_once(what: str, tmp_path: Path) -> None:
    path = str(tmp_path / "state.sqlite")
    town, asked = connected(SqliteStorage(path)), request()
    asked.wish = {"ported": Wish(), "reversed": Wish(mistaken=3), "returned": Wish(leaves=5)}[what]
    before, moment = town.apply(asked).until(PORT).now, PORT
    while [change for *_, change in _waiting(town)] != [what]:
        if moment.hour % 2 == 0 and moment.minute == 0:
            before = published(town).hour
        moment += timedelta(minutes=15)
        town.until(moment)
    after = DatabaseOperator(PLAN, Keeper(Chain(), b"secret"), SqliteStorage(path))
    after.restore(before)
    due = town.now.replace(minute=0) + timedelta(hours=2)
    one, two = (changes(database.exports.publish(due)) for database in (town.database, after))
    assert one == two == [(NUMBER, "B" if what == "ported" else "A", what)]
    assert not after.exports.waiting


def _waiting(town: Town) -> list[tuple[str, str, Change]]:
    return [(entry.number, entry.operator, entry.change) for entry, _ in town.database.exports._changes]  # noqa: SLF001  # what is not out yet
