"""``npmatch port deadlines``: the bounds of one porting."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from cli.runs import process, run
from npmatch.cli.language import Language, Say
from npmatch.cli.port_deadlines import CLASSES, action, events
from npmatch.porting.deadlines import DEADLINES
from npmatch.porting.editions import LATEST, Edition

KEYS = ["id", "action", "actor", "clause", "earliest", "latest"]
PERSON = ("--class", "person", "--filed", "2026-12-01T12:00", "--start", "2026-12-09T05:00", "--region", "77")
LEGAL = ("--class", "legal", "--filed", "2026-12-01T12:00", "--start", "2026-12-30T05:00", "--region", "77")
KAMCHATKA = (
    "--class",
    "person",
    "--filed",
    "2026-12-01T08:00",
    "--start",
    "2026-12-09T05:00",
    "--region",
    "41",
)
PROCUREMENT = (
    "--class",
    "procurement",
    "--filed",
    "2026-12-01",
    "--start",
    "2026-12-15T23:00",
    "--region",
    "39",
)


def asked(*arguments: str) -> dict[str, dict[str, str | None]]:
    ran = run("port", "deadlines", *arguments, "--json", language="ru")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert [list(each) for each in found] == [KEYS] * len(found)
    assert len({each["id"] for each in found}) == len(found)
    return {each["id"]: each for each in found}


def same(moment: str | None, expected: str) -> bool:
    return moment is not None and datetime.fromisoformat(moment) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("arguments", "row", "latest"),
    [
        (PERSON, "T-1.1", "2026-12-02T23:59:59+03:00"),
        (PERSON, "T-1.8", "2026-12-03T23:59:59+03:00"),
        (PERSON, "T-1.10", "2026-12-04T08:59:59+03:00"),
        (PERSON, "T-1.15", "2026-12-06T08:59:59+03:00"),
        (PERSON, "R-48(24)", "2026-12-05T23:59:59+03:00"),
        (PERSON, "T-6.1", "2026-12-08T23:59:59+03:00"),
        (PERSON, "Z-6", "2026-12-06T23:59:59+03:00"),
        (PERSON, "T-3.1", "2026-12-09T05:01:00+03:00"),
        (PERSON, "T-1.18", "2026-12-11T23:59:59+03:00"),
        (LEGAL, "T-1.11", "2026-12-06T08:59:59+03:00"),
        (LEGAL, "T-1.16", "2026-12-23T08:59:59+03:00"),
        (LEGAL, "T-1.18", "2027-01-01T23:59:59+03:00"),
        (KAMCHATKA, "T-1.1", "2026-12-01T23:59:59+03:00"),
        (KAMCHATKA, "R-48(24)", "2026-12-05T14:59:59+03:00"),
        (KAMCHATKA, "Z-6", "2026-12-06T14:59:59+03:00"),
        (KAMCHATKA, "T-3.1", "2026-12-08T20:01:00+03:00"),
        (PROCUREMENT, "T-2.1", "2026-12-06T23:59:59+03:00"),
        (PROCUREMENT, "Z-6", "2026-12-13T00:59:59+03:00"),
        (PROCUREMENT, "T-6.1", "2026-12-14T23:59:59+03:00"),
    ],
)
def test_the_worked_timelines_come_out(arguments: tuple[str, ...], row: str, latest: str) -> None:
    assert same(asked(*arguments)[row]["latest"], latest)


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("edition", Edition)
def test_every_row_of_the_class_is_listed_or_there_is_none(name: str, edition: Edition) -> None:
    arguments = ["--class", name, *LEGAL[2:], "--edition", edition.value]
    expected = [row.id for row in DEADLINES[edition] if CLASSES[name] in row.terms]
    if expected:
        assert list(asked(*arguments)) == expected
    else:
        assert (edition.historic, name) == (True, "procurement")
        ran = run("port", "deadlines", *arguments)
        assert (ran.code, ran.out) == (2, "")


def test_a_bound_begins_with_the_event_that_it_counts_from() -> None:
    assert asked(*PERSON)["T-1.4"]["latest"] is None
    told = asked(*PERSON, "--event", "do.rx(x.CreateForward)=2026-12-02T12:31")
    assert same(told["T-1.4"]["latest"], "2026-12-04T23:59:59+03:00")
    ended = asked(*PERSON, "--event", "contract.end=2026-12-31")
    assert same(ended["T-4.1"]["latest"], "2027-01-22T23:59:59+03:00")


def test_with_every_event_told_no_bound_is_left_open() -> None:
    told = [part for name in events() for part in ("--event", f"{name}=2026-12-05T12:00")]
    for arguments in (PERSON, LEGAL, PROCUREMENT):
        found = asked(*arguments, *told)
        assert [row for row, each in found.items() if each["latest"] is None] == ["T-7.3.1"]


def test_another_reading_gives_another_bound() -> None:
    assert same(asked(*PERSON, "--reading", "cancel_cutoff=24h")["T-6.1"]["latest"], "2026-12-08T05:00:00+03:00")
    told = asked(*KAMCHATKA, "--reading", "port_day=moscow")
    assert same(told["T-1.15"]["latest"], "2026-12-05T08:59:59+03:00")


def test_a_moment_with_an_offset_is_taken_at_its_word_and_a_region_by_its_name() -> None:
    named = [
        "--filed",
        "2026-11-30T23:00+03:00",
        "--start",
        "2026-12-08T20:00+03:00",
        "--region",
        "Камчатский край",
    ]
    assert asked("--class", "person", *named) == asked(*KAMCHATKA)


def test_the_text_shows_what_has_begun_and_names_the_rest(tmp_path: Path) -> None:
    ran = process("port", "deadlines", *PERSON, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "T-1.15    DO " in ran.out
    assert "2026-12-06 08:59:59+03:00" in ran.out
    assert "T-1.4," in ran.out.splitlines()[-1]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--filed", "Секретов"),
        ("--start", "0001-01-01T00:00"),
        ("--start", "9999-12-31T23:00"),
        ("--region", "Секретов"),
        ("--edition", "Секретов"),
        ("--class", "Секретов"),
        ("--event", "Секретов=2026-12-01"),
        ("--event", "paid=Секретов"),
        ("--reading", "Секретов"),
        ("--reading", "port_day=Секретов"),
    ],
)
def test_wrong_usage_is_one_line_that_quotes_nothing(wrong: tuple[str, str]) -> None:
    ran = run("port", "deadlines", *PERSON, *wrong)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert wrong[0] in ran.err
    assert "Секретов" not in ran.err


@pytest.mark.parametrize(("start", "told"), [("2026-12-29T23:00", True), ("2026-12-30T00:00", False)])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_start_that_would_be_refused_is_told_and_counted_all_the_same(
    start: str, *, told: bool, language: Language
) -> None:
    ran = run("port", "deadlines", *LEGAL, "--start", start, "--json", language=language)
    assert ran.code == 0
    assert ("P-126" in ran.err) is told
    assert {each["id"] for each in json.loads(ran.out)} >= {"P-126", "T-1.16"}


def test_every_action_has_its_russian_words() -> None:
    actions = {row.action for rows in DEADLINES.values() for row in rows}
    assert [each for each in actions if not re.search("[а-яё]", action(each, Say("ru")))] == []
    assert {action(each, Say("en")) for each in actions} == actions
    assert "зафиксировать задолженность" in run("port", "deadlines", *PERSON, language="ru").out


def test_the_default_edition_is_the_latest() -> None:
    assert asked(*PERSON) == asked(*PERSON, "--edition", LATEST.value)
