"""Applications and contracts to join, and what has to come of them, whichever way."""

from collections.abc import Sequence
from random import Random

from native.joins import Came, Case, natively, purely
from npmatch.synthetic import Mix, pairs

FIELDS = ("surname", "given_name", "patronymic", "document")
HEADER = "phone;surname;given_name;patronymic;document"


class Settled:
    """How many rows were settled by the compiled pass, and how long the longest block was."""

    rows = 0
    longest = 0


def spelt(rng: Random, key: str) -> str:
    """Write a number in one of the ways in which people do."""
    way = rng.random()
    if way < 0.6:
        return key
    return rng.choice((f"+7{key}", f"8{key}", f"7{key}", f"+7 ({key[:3]}) {key[3:6]}-{key[6:8]}-{key[8:]}", f" {key} "))


def people(count: int, mix: Mix, seed: int = 1, *, most: int = 1) -> tuple[list[list[str]], list[list[str]]]:
    """Make applications, and contracts in another order: none of some, several of others."""
    rng = Random(seed)
    asked, held = [], []
    for number, pair in enumerate(pairs(count, seed, mix)):
        left, right = ([getattr(side, field, "") for field in FIELDS] for side in (pair.application, pair.contract))
        key = f"9{number * 7919 % 10**9:09d}"
        asked.append([spelt(rng, key), *left])
        rows = [[spelt(rng, key), *right]]
        others = (right, left, [*right[:3], "1"], ["Орлов", *left[1:]])
        rows += [[spelt(rng, key), *rng.choice(others)] for _ in range(rng.randint(0, most) if most > 1 else 0)]
        rng.shuffle(rows)
        held += rows if most == 1 or rng.random() < 0.9 else []
    rng.shuffle(held)
    return asked, held


def text(rows: Sequence[Sequence[str]], header: str = HEADER, sign: str = ";", end: str = "\n") -> str:
    return end.join([header.replace(";", sign), *(sign.join(row) for row in rows), ""])


def same(cases: Sequence[Case]) -> list[Came]:
    """Say what came of the cases; it is the same in both ways."""
    found, expected = natively(cases), purely(cases)
    for place, (one, other) in enumerate(zip(found, expected, strict=True)):
        assert one.fault == other.fault, place
        assert one.output == other.output, place
        assert one.bad == other.bad, place
        assert one.counts == other.counts, place
    return found
