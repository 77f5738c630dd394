"""What an operator knows after it was started again: all that it was told, and the letters that had not left."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from actors.people import NOON, NUMBER, PERSON, PLAN, PORT, Town, request
from npmatch import Customer, Entrepreneur, Organization
from npmatch.actors import Contract, Debt, Operator, SqliteDiary, Wish
from npmatch.actors.diary import read
from npmatch.porting.states import State

NAMES = ("A", "B", "C")
MOMENTS = [timedelta(hours=hours) for hours in (-190, -150, -60, 72, 800, 1500)] + [timedelta(seconds=40)]


def diaries(folder: Path) -> dict[str, SqliteDiary]:
    return {name: SqliteDiary(str(folder / f"{name}.sqlite")) for name in NAMES}


def town_of(folder: Path, wish: Wish, debt: Debt = Debt.NONE) -> Town:
    town = Town(diaries=diaries(folder))
    town.operators["A"].hold(Contract(NUMBER, PERSON, debt=debt))
    town.operators["A"].serve(NUMBER)
    asked = request()
    asked.wish = wish
    return town.apply(asked)


def restart(town: Town, folder: Path) -> None:
    """Kill every operator, with the letters that it meant to send, and start it with its diary alone."""
    town.later = []
    for name, diary in diaries(folder).items():
        town.operators[name] = Operator(name, PLAN, diary)
        town.later.extend((sending.at, 0, sending.letter) for sending in town.operators[name].recall())


def outcome(town: Town) -> tuple[State, State | None, State | None, list[str]]:
    line = town.process.lines[0]
    return town.process.state, line.back, line.debt, town.homes()


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(
    ("wish", "debt"),
    [
        (Wish(), Debt.NONE),
        (Wish(), Debt.UNPAID),
        (Wish(), Debt.LATER_SUSPENDED),
        (Wish(mistaken=3), Debt.NONE),
        (Wish(leaves=5), Debt.NONE),
        (Wish(cancel=timedelta(hours=40)), Debt.NONE),
        (Wish(change=timedelta(hours=5)), Debt.PAID),
    ],
)
def test_operators_that_are_killed_go_on_where_they_were(
    wish: Wish, debt: Debt, moment: timedelta, tmp_path: Path
) -> None:
    (tmp_path / "whole").mkdir()
    whole = town_of(tmp_path / "whole", wish, debt).until(PORT + timedelta(days=140))
    town = town_of(tmp_path, wish, debt).until(max(PORT + moment, NOON))
    meant = sorted((at, letter.message.id) for at, _, letter in town.later)
    known = {name: (set(operator.network), operator.requests) for name, operator in town.operators.items()}
    restart(town, tmp_path)
    assert sorted((at, letter.message.id) for at, _, letter in town.later) == meant
    assert {name: (set(each.network), each.requests) for name, each in town.operators.items()} == known
    assert outcome(town.until(PORT + timedelta(days=140))) == outcome(whole)
    assert town.database.observed == whole.database.observed


def test_what_a_subscriber_said_at_the_donor_is_known_after_a_restart(tmp_path: Path) -> None:
    town = Town(diaries=diaries(tmp_path))
    town.operators["A"].will_withdraw(NUMBER, timedelta(hours=5))
    town.operators["A"].will_object(NUMBER)
    restart(town, tmp_path)
    assert town.operators["A"].donor.leaving == {NUMBER: timedelta(hours=5)}
    assert town.operators["A"].objects_to == {NUMBER}


@pytest.mark.parametrize(
    "record",
    [
        PERSON,
        Entrepreneur("А", "Б", "В", "1"),
        Organization("ООО", "1", ("О",), nonresident=True),
        Customer("ГБУ", "1"),
    ],
)
def test_a_contract_comes_back_as_it_was_kept(record: Customer, tmp_path: Path) -> None:
    held = Contract(NUMBER, record, blocked=True, debt=Debt.PAID, region="77")
    diary = SqliteDiary(str(tmp_path / "diary.sqlite"))
    Operator("A", PLAN, diary).hold(held)
    again = Operator("A", PLAN, diary)
    assert again.recall() == []
    assert again.donor.contracts.get(NUMBER) == held


def test_reading_a_diary_adds_nothing_to_it(tmp_path: Path) -> None:
    town = town_of(tmp_path, Wish()).until(PORT)
    pages = list(SqliteDiary(str(tmp_path / "A.sqlite")).pages())
    restart(town, tmp_path)
    assert list(SqliteDiary(str(tmp_path / "A.sqlite")).pages()) == pages
    assert len(pages) > 3


def test_a_page_that_cannot_be_kept_is_not_acted_on(tmp_path: Path) -> None:
    diary = SqliteDiary(str(tmp_path / "diary.sqlite"))
    operator = Operator("A", PLAN, diary)
    diary.close()
    with pytest.raises(sqlite3.ProgrammingError):
        operator.serve(NUMBER)
    assert NUMBER not in operator.network


def test_a_page_of_another_kind_is_an_error_that_quotes_nothing() -> None:
    with pytest.raises(ValueError, match="not a Contract") as caught:
        read(Contract, '"9001234567"')
    assert "9001234567" not in str(caught.value)
