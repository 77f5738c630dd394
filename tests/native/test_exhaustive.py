"""Every pair of short strings over alphabets that matter, natively and by the reference."""

from itertools import product

import pytest

from native.reference import ASK, MARKERS, SPACES, TOLERANT, disagreements, natively, plainly
from npmatch.policy import Policy

LONG = ("абв", "b1ь", "ьыl")
SHORT = (
    "а a",
    "b 1",
    "Ыьl",
    "Й\N{COMBINING BREVE}и",
    "0О\N{SOFT HYPHEN}",
    "е\N{COMBINING ACUTE ACCENT}ё",
    "-нb",
    "😀ab",
)
SLICES = 4  # of each alphabet, for more than one core


def strings(alphabet: str, longest: int) -> list[str]:
    return ["".join(symbols) for length in range(longest + 1) for symbols in product(alphabet, repeat=length)]


@pytest.mark.parametrize("part", range(SLICES))
@pytest.mark.parametrize("alphabet", LONG)
def test_all_pairs_of_up_to_five_symbols(alphabet: str, part: int) -> None:
    texts = strings(alphabet, 5)
    found = []
    for a, b in product(texts[part::SLICES], texts):
        rank = natively(TOLERANT, a, b)
        if rank not in (ASK, plainly(TOLERANT, a, b)):
            found.append(ascii((a, b, rank)))
    assert found == []


@pytest.mark.parametrize("alphabet", SHORT)
@pytest.mark.parametrize("policies", [SPACES, MARKERS], ids=["spaces", "markers"])
def test_all_pairs_of_up_to_three_symbols_in_every_field(alphabet: str, policies: tuple[Policy, ...]) -> None:
    texts = strings(alphabet, 3)
    assert list(disagreements(product(texts, texts), policies)) == []


def test_the_kernel_seldom_asks() -> None:
    texts = strings("b1ь", 4)
    asked = sum(natively(TOLERANT, a, b) == ASK for a, b in product(texts, texts))
    assert 0 < asked < len(texts) ** 2 / 10
    assert not any(natively(TOLERANT, a, b) == ASK for a, b in product(strings("абв", 4), repeat=2))
