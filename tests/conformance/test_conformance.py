"""Worked examples of the rule, one row each, put to the library and to the literal reading of the rule alike."""

import json
from pathlib import Path
from typing import Any, cast

import pytest

import bridge
from oracle import shipped
from oracle.inputs import rows_of
from oracle.verdicts import DEFAULT, Judged, Policy, Record, judge

HERE = Path(__file__).parent
TABLES = ("significant.tsv", "equivalence.tsv", "tolerance.tsv", "organisations.tsv", "verdicts.tsv")
CLAUSES = (
    {f"N{number}" for number in range(1, 5)}
    | {f"E{number}" for number in range(1, 8)}
    | {f"O{number}" for number in range(1, 7)}
    | {"T", "V"}
)

Example = dict[str, str]


def examples(*names: str) -> list[Example]:
    """The rows of some tables; each knows where it stands."""
    return [
        {**row, "place": f"{name}:{number}"}
        for name in names
        for number, row in enumerate(rows_of((HERE / name).read_text(encoding="utf-8")), start=2)
    ]


EXAMPLES = examples(*TABLES)
HINTS = examples("notes.tsv")


def title(example: Example) -> str:
    return f"{example['place']} {example['clause']} {example['title']}"


def records(example: Example) -> tuple[Record, Record]:
    return json.loads(example["application"]), json.loads(example["contract"])


def policy(example: Example) -> Policy:
    return cast("Policy", {**DEFAULT, **json.loads(example["policy"])})


def expected(example: Example) -> Judged:
    """What a row says, in the shape of a verdict; `reasons` follow from the outcomes and are not written twice."""
    outcomes: dict[str, str] = json.loads(example["expected"])
    transposed = policy(example)["transpositions"] == "two_transpositions"
    refused = {"different", "missing"} if transposed else {"different", "missing", "two_transpositions"}
    return Judged(
        outcomes=outcomes,
        accepted={field: outcome not in refused for field, outcome in outcomes.items()},
        matched={"yes": True, "no": False}[example["matched"]],
        error_code=int(example["error_code"]) if example["error_code"] else None,
        reasons=tuple(f"{field}:{outcome}" for field, outcome in outcomes.items() if outcome != "exact"),
    )


def verdict_of(example: Example) -> Any:  # noqa: ANN401 - the library's own verdict
    kind = example["kind"]
    application, contract = (bridge.record(kind, values) for values in records(example))
    return bridge.MATCHERS[kind](application, contract, bridge.policy(policy(example)))


@pytest.mark.parametrize("example", EXAMPLES, ids=title)
def test_the_library_says_what_the_example_says(example: Example) -> None:
    verdict = verdict_of(example)
    assert bridge.judged(verdict) == expected(example)
    assert bool(verdict) is verdict.matched


@pytest.mark.parametrize("example", EXAMPLES, ids=title)
def test_the_literal_reading_says_what_the_example_says(example: Example) -> None:
    said = judge(example["kind"], *records(example), shipped.forms(), policy(example))
    assert said == expected(example)


@pytest.mark.parametrize("example", HINTS, ids=title)
def test_the_library_gives_the_notes_of_the_example(example: Example) -> None:
    assert sorted(map(str, verdict_of(example).notes)) == sorted(json.loads(example["expected"]))


def test_no_example_stands_twice_and_every_clause_has_several() -> None:
    titles = [example["title"] for example in EXAMPLES]
    assert len(set(titles)) == len(titles)
    assert {example["clause"] for example in EXAMPLES} == CLAUSES
    for clause in CLAUSES:
        assert sum(example["clause"] == clause for example in EXAMPLES) >= 4, clause


def test_every_note_has_an_example_with_it() -> None:
    given = {note for example in HINTS for note in json.loads(example["expected"])}
    assert given == {example["clause"] for example in HINTS} - {"none"}
    assert len(given) == 11
