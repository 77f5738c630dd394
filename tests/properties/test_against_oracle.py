"""The library against the slow, literal reading of the rule, on pairs made from real names.

Every pair is judged under every combination of policy, and everything that a verdict says is compared.
"""

from collections import Counter
from itertools import product

import pytest

import bridge
from oracle import shipped
from oracle.pairs import Pair, pairs
from oracle.verdicts import Policy, judge

CHUNKS = 40
PAIRS_IN_A_CHUNK = 500

POLICIES = tuple(
    Policy(spaces=spaces, transpositions=slips, aliases=aliases, form_position=place, absent_markers=markers)
    for spaces, slips, aliases, place, markers in product(
        ("remove", "collapse"),
        ("two_transpositions", "two_symbols"),
        ("both", "either"),
        ("as_written", "either_end"),
        ((), ("нет", "отсутствует")),
    )
)
THEIR_POLICIES = tuple(bridge.policy(policy) for policy in POLICIES)


def chunk_of_pairs(chunk: int) -> list[Pair]:
    return list(pairs(shipped.material(), seed=chunk, count=PAIRS_IN_A_CHUNK))


def disagreements(pair: Pair) -> list[str]:
    """What the two say of one pair, wherever they differ."""
    application = bridge.record(pair.kind, pair.application)
    contract = bridge.record(pair.kind, pair.contract)
    match = bridge.MATCHERS[pair.kind]
    found = []
    for policy, their_policy in zip(POLICIES, THEIR_POLICIES, strict=True):
        expected = judge(pair.kind, pair.application, pair.contract, shipped.forms(), policy)
        said = bridge.judged(match(application, contract, their_policy))
        if said != expected:
            found.append(ascii((pair, policy, {"oracle": expected, "library": said})))
    return found


def test_every_combination_of_policy_is_tried() -> None:
    assert len({tuple(policy.items()) for policy in POLICIES}) == 2**5


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_library_and_literal_reading_agree(chunk: int) -> None:
    made = chunk_of_pairs(chunk)
    found = [line for pair in made for line in disagreements(pair)]
    assert len(made) == PAIRS_IN_A_CHUNK
    assert not found, f"{len(found)} disagreements, the first:\n" + "\n".join(found[:3])


def test_the_pairs_reach_every_outcome_of_every_field() -> None:
    seen: Counter[str] = Counter()
    for chunk in range(8):
        for pair in chunk_of_pairs(chunk):
            seen.update(judge(pair.kind, pair.application, pair.contract, shipped.forms(), POLICIES[0]).reasons)
    slips = ("equivalent", "substituted", "omitted", "added", "swapped", "two_transpositions", "different")
    expected = {f"{field}:{outcome}" for field in ("surname", "given_name", "patronymic", "name") for outcome in slips}
    expected |= {f"{field}:{outcome}" for field in ("document", "inn") for outcome in ("equivalent", "missing")}
    expected |= {"surname:missing", "name:missing", "name:alias", "inn:both_empty", "purchase_id:different"}
    assert not {code: seen[code] for code in expected if seen[code] < 5}
