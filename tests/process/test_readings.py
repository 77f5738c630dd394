"""Contradictions, readings and editions."""

from dataclasses import FrozenInstanceError, fields

import pytest

from npmatch.porting.editions import ABOUT, LATEST, Edition
from npmatch.porting.readings import CONTRADICTIONS, OPTIONS, STANDARD, Readings


def test_twenty_nine_contradictions_are_listed_in_order() -> None:
    assert [row.id for row in CONTRADICTIONS] == [f"C-{number:02d}" for number in range(1, 30)]
    assert all(row.question and row.reading and row.why for row in CONTRADICTIONS)


def test_every_option_of_a_contradiction_can_be_chosen() -> None:
    names = {field.name for field in fields(Readings)}
    for row in CONTRADICTIONS:
        name, _, value = row.option.partition("=")
        assert not name or name in names
        assert not value or getattr(Readings(**{name: value}), name) == value  # type: ignore[arg-type]  # built by name


def test_seven_readings_can_be_selected_and_the_first_value_is_the_default() -> None:
    assert len(OPTIONS) == 7
    assert all(getattr(STANDARD, name) == values[0] for name, values in OPTIONS.items())


@pytest.mark.parametrize("name", OPTIONS)
def test_a_reading_that_does_not_exist_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Readings(**{name: "other"})  # type: ignore[arg-type]  # that is the point


def test_a_capacity_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="capacity"):
        Readings(per_hour=0)


def test_readings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        STANDARD.port_day = "moscow"  # type: ignore[misc]  # that is the point


def test_every_edition_says_what_it_is() -> None:
    assert set(ABOUT) == set(Edition)
    assert not LATEST.historic
    assert Edition.RULES_2013_07.historic
    assert all(edition.about.act for edition in Edition)
