"""The notes that the rule defines exactly, against their literal reading; the verdicts have their own test."""

from collections import Counter
from itertools import product

import pytest

import bridge
from oracle import shipped
from oracle.hints import HINTS, Case
from oracle.pairs import pairs
from oracle.verdicts import DEFAULT, Policy

CHUNKS = 4

POLICIES = (
    DEFAULT,
    Policy(**{**DEFAULT, "spaces": "collapse", "absent_markers": ("нет", "отсутствует")}),
    Policy(**{**DEFAULT, "transpositions": "two_symbols", "form_position": "either_end"}),
    Policy(**{**DEFAULT, "aliases": "either"}),
)


def cases(chunk: int) -> list[Case]:
    """Pairs of their own, each under several policies."""
    made = pairs(shipped.material(), seed=1000 + chunk, count=120)
    return [
        Case(pair.kind, pair.application, pair.contract, shipped.forms(), policy)
        for pair, policy in product(made, POLICIES)
    ]


def library_notes(case: Case) -> set[str]:
    """The library's notes, those alone that the oracle knows."""
    application, contract = (bridge.record(case.kind, each) for each in (case.application, case.contract))
    verdict = bridge.MATCHERS[case.kind](application, contract, bridge.policy(case.policy))
    return {str(note) for note in verdict.notes} & set(HINTS)


def expected_notes(case: Case) -> set[str]:
    return {note for note, holds in HINTS.items() if holds(case)}


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_library_and_literal_reading_give_the_same_notes(chunk: int) -> None:
    for case in cases(chunk):
        assert library_notes(case) == expected_notes(case), ascii(case)


def test_the_pairs_reach_every_note() -> None:
    seen: Counter[str] = Counter()
    for chunk in range(CHUNKS):
        for case in cases(chunk):
            seen.update(expected_notes(case))
    assert not {note: seen[note] for note in HINTS if seen[note] < 5}
