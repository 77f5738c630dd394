"""Real names, damaged in every way that the rule speaks of."""

import os
from collections import Counter
from random import Random

import pytest

from native.reference import ASK, FIELDS, MARKERS, SPACES, natively, plainly
from npmatch.outcomes import Outcome
from oracle import shipped
from oracle.damage import damaged, looked_alike

PAIRS = int(os.environ.get("NPMATCH_PAIRS", "40000"))
"""A million before a release."""
CHUNKS = 8


def pair(rng: Random, names: tuple[str, ...]) -> tuple[str, str]:
    name = rng.choice(names)
    other = rng.choice(names) if rng.random() < 0.2 else damaged(rng, name)
    return looked_alike(rng, damaged(rng, name)) if rng.random() < 0.3 else name, other


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_native_and_reference_agree_on_real_names(chunk: int) -> None:
    rng, material, found = Random(chunk), shipped.material(), []
    lists = (material.surnames, material.given_names, material.patronymics)
    seen: Counter[int] = Counter()
    for _ in range(PAIRS // CHUNKS):
        a, b = pair(rng, rng.choice(lists))
        kind, policy = rng.choice(tuple(FIELDS)), rng.choice(SPACES + MARKERS)
        rank = natively(kind, a, b, policy)
        seen[rank] += 1
        if rank != natively(kind, a.encode(), b.encode(), policy):
            found.append(ascii((kind, a, b, policy, "bytes")))
        if rank != ASK and rank != plainly(kind, a, b, policy):
            found.append(ascii((kind, a, b, policy, rank)))
    assert found == []
    assert {outcome.rank for outcome in list(Outcome)[: Outcome.DIFFERENT.rank + 1]} <= seen.keys()
    assert seen[ASK] < PAIRS / CHUNKS / 4
