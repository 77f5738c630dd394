"""Documents made from the data."""

import pytest

from npmatch.porting import tables_text
from npmatch.porting.deadlines import DEADLINES
from npmatch.porting.editions import Edition
from npmatch.porting.messages import TYPES
from npmatch.porting.states import PARTS


def test_every_message_and_every_deadline_has_its_line() -> None:
    assert tables_text.messages().count("\n") == len(TYPES) + 2
    for edition in Edition:
        assert tables_text.deadlines(edition).count("\n") == len(DEADLINES[edition]) + 2


@pytest.mark.parametrize("part", PARTS)
def test_every_row_of_a_part_has_its_line_and_every_move_its_edge(part: str) -> None:
    rules = [(state, rule) for (state, _), rules in PARTS[part].items() for rule in rules]
    assert tables_text.states(part).count("\n") == len(rules) + 2
    moves = {(state, rule.to) for state, rule in rules if rule.to not in {None, state}}
    graph = tables_text.dot(part)
    assert graph.count("->") == len(moves)
    assert graph.startswith("digraph")
    assert graph.endswith("}\n")


def test_every_line_has_as_many_cells_as_its_header() -> None:
    for text in (tables_text.codes(), tables_text.messages(), tables_text.contradictions(), tables_text.states("2.4")):
        assert len({line.replace("\\|", "").count("|") for line in text.splitlines()}) == 1
