"""``npmatch port codes`` and ``npmatch port states``: the tables of the model."""

import json
import re
from pathlib import Path

import pytest

from cli.runs import process, run
from npmatch.porting.codes import Code
from npmatch.porting.states import PARTS, TERMINAL, TRANSITIONS


def test_all_26_codes_are_shown_in_the_order_of_the_appendix() -> None:
    ran = run("port", "codes")
    assert (ran.code, ran.err) == (0, "")
    assert re.findall(r"^\d{4}", ran.out, re.MULTILINE) == [str(code.value) for code in Code]
    found = json.loads(run("port", "codes", "--json").out)
    assert [(each["code"], each["name"]) for each in found] == [(code.value, code.russian) for code in Code]


@pytest.mark.parametrize("asked", ["7003", "E-7003", "e7003"])
def test_one_code_is_shown_in_full(asked: str) -> None:
    found = json.loads(run("port", "codes", asked, "--json", language="ru").out)
    assert found["name"] == "Не погашена задолженность абонента перед оператором-донором"
    assert found["clauses"] == ["121", "123", "140 б"]
    assert (found["senders"], found["marks"]) == (["DO"], ["*"])
    assert found["used_for"] == found["told_to_subscriber"] == ["IND", "LE1", "LE"]
    assert found["name"] in run("port", "codes", asked).out


@pytest.mark.parametrize("code", Code)
def test_the_situation_of_a_code_is_told_in_the_language_that_is_spoken(code: Code) -> None:
    english, russian = (run("port", "codes", code.value, language=language).out for language in ("en", "ru"))
    assert code.facts.situation in english
    assert code.facts.situation_ru in russian
    assert re.search("[а-яё]{3}", code.facts.situation) is None
    assert re.search("[а-яё]{3}", code.facts.situation_ru)
    assert re.search(r"[a-z]{4}", russian) is None


def test_a_code_of_procurement_customers_is_told_to_nobody() -> None:
    found = json.loads(run("port", "codes", "7135", "--json").out)
    assert (found["used_for"], found["told_to_subscriber"]) == (["P154"], [])
    assert "nobody" in run("port", "codes", "7135").out


def test_an_unknown_code_is_wrong_usage_and_not_quoted() -> None:
    ran = run("port", "codes", "Секретов")
    assert (ran.code, ran.out) == (2, "")
    assert "7004" in ran.complaint
    assert "Секретов" not in ran.err


def test_every_cell_of_the_table_of_states_is_in_the_json() -> None:
    found = json.loads(run("port", "states", "--json").out)
    assert {(each["state"], each["event"]) for each in found} == {(state.value, event) for state, event in TRANSITIONS}
    assert len(found) == sum(map(len, TRANSITIONS.values()))
    ended = {each["to"] for each in found if each["ends"]}
    assert ended | {"REVERSED"} == {state.value for state in TERMINAL}  # in a reversal PORTED reads REVERSED


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_shown_alone_as_text_and_as_a_graph(part: str) -> None:
    text, graph = run("port", "states", "--part", part), run("port", "states", "--part", part, "--dot")
    assert len(text.out.splitlines()) == 1 + sum(map(len, PARTS[part].values()))
    assert graph.out.count("digraph") == 1
    assert graph.out.startswith(f'digraph "{part}"')
    assert run("port", "states", "--dot").out.count("digraph") == len(PARTS)


def test_the_group_runs_as_a_process_and_speaks_russian(tmp_path: Path) -> None:
    ran = process("port", "--help", cwd=tmp_path, LANG="ru_RU.UTF-8")
    assert (ran.code, ran.err) == (0, "")
    for name in ("simulate", "deadlines", "codes", "states", "check", "verify"):
        assert f"  {name} " in ran.out
    bare = process("port", cwd=tmp_path)
    assert (bare.code, bare.out) == (2, "")
    unknown = run("port", "Секретов")
    assert unknown.code == 2
    assert "Секретов" not in unknown.err
