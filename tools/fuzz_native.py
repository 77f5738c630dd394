"""Hand the native kernel bytes that nobody would type, and compare what it finds with what the reference finds.

``python -m tools.fuzz_native --seconds 60`` tries as many pairs as fit; it ends with 1 at the first disagreement. Built
with sanitizers (``.ci/run`` shows how), a read beyond a text ends the process.
"""

import argparse
import sys
import time
from array import array
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, NamedTuple

from npmatch.fields import identifier, name
from npmatch.native import kernel
from npmatch.outcomes import Outcome
from npmatch.policy import Policy
from npmatch.synthetic.names import sexes

ASK, INVALID = 14, 15
FIELDS: dict[int, Callable[[str, str, Policy], Outcome]] = {
    0: identifier.compare,
    1: identifier.compare_mandatory,
    2: name.compare,
    3: name.compare_mandatory,
}
ENCODINGS = ("utf-8", "utf-8", "utf-8", "cp1251", "koi8-r", "cp866")
POLICIES = (Policy(), Policy(spaces="collapse"))
SOFT_SIGN = "\N{CYRILLIC SMALL LETTER SOFT SIGN}"
TEXTS = ("b1", f"{SOFT_SIGN}l", "bI", "й", "и\u0306", "\u0301", "№", "\u200b", "Ⅳ", "ß", "😀", "\ufeff", "ё", "\0")
FRAGMENTS = (
    *map(str.encode, (*TEXTS, " ", "\u3000")),
    *(b"\xd0", b"\x80", b"\xe2\x84", b"\xf0\x9f\x98", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xff"),
)


class Side(NamedTuple):
    """One side of a pair, and how it is encoded."""

    value: bytes
    encoding: str

    def text(self) -> str | None:
        """Return the text, None if it cannot be decoded."""
        try:
            return self.value.decode(self.encoding)
        except UnicodeDecodeError:
            return None


def page(compiled: Any, encoding: str) -> Any:  # noqa: ANN401  # the compiled module, which need not be there
    """Return a code page, None for UTF-8."""
    if encoding == "utf-8":
        return None
    symbols = [Side(bytes([byte]), encoding).text() for byte in range(256)]
    return compiled.Page(array("I", [0xFFFFFFFF if symbol is None else ord(symbol) for symbol in symbols]))


def mutated(rng: Random, value: bytes) -> bytes:
    """Change a few bytes, put some in, take some out, turn round, repeat."""
    for _ in range(rng.choice((0, 1, 1, 1, 2, 3, 8))):
        at, to = sorted((rng.randint(0, len(value)), rng.randint(0, len(value))))
        middle = rng.choice(
            (
                rng.choice(FRAGMENTS),
                value[at:to] + rng.choice(FRAGMENTS),
                rng.randbytes(rng.randint(0, 3)),
                value[at:to][::-1],
                value[at:to] * rng.choice((0, 2, 2, 2, 40)),
                bytes(byte ^ 1 << rng.randrange(8) for byte in value[at:to][:3]),
            )
        )
        value = (value[:at] + middle + value[to if rng.random() < 0.5 else at :])[:2000]
    return value


def pair(rng: Random, words: Sequence[str]) -> tuple[Side, Side]:
    """Make two values that lie near each other, or not."""
    word, encoding = rng.choice(words), rng.choice(ENCODINGS)
    other = rng.choice(words) if rng.random() < 0.1 else rng.choice((word, word.upper(), word[1:] + word[:1]))
    left = Side(mutated(rng, word.encode(encoding, "ignore")), encoding)
    if rng.random() < 0.05:
        encoding = rng.choice(ENCODINGS)
    right = left if rng.random() < 0.05 else Side(mutated(rng, other.encode(encoding, "ignore")), encoding)
    return left, right


def expected(kind: int, left: str | None, right: str | None, policy: Policy) -> int:
    """Return what the reference finds."""
    return INVALID if left is None or right is None else FIELDS[kind](left, right, policy).rank


def run(seconds: float, seed: int) -> tuple[int, int, str | None]:
    """Try pairs until the time is up; return how many, how many the kernel left open, and the first disagreement."""
    compiled, rng, end = kernel(), Random(seed), time.monotonic() + seconds  # noqa: S311  # cases, not secrets
    words = [word for sex in sexes() for names in (sex.surnames, sex.given_names) for word in names.texts]
    words += ["4508 123456", "500100732259", "", "-"]
    pages = {encoding: page(compiled, encoding) for encoding in set(ENCODINGS)}
    tried = asked = 0
    while time.monotonic() < end:
        (left, right), policy, kind = pair(rng, words), rng.choice(POLICIES), rng.choice(tuple(FIELDS))
        collapse = policy.spaces == "collapse"
        of_sides = {"page": pages[left.encoding], "other_page": pages[right.encoding]}
        found = compiled.field(kind, left.value, right.value, collapse, **of_sides)  # type: ignore[union-attr]  # main looks
        tried += 1
        a, b = left.text(), right.text()
        asked += found == ASK
        if found == ASK and a is not None and b is not None:
            continue
        if found != expected(kind, a, b, policy):
            return tried, asked, ascii((found, kind, left, right, policy))
    return tried, asked, None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description="random bytes for the native kernel, compared with the reference")
    parser.add_argument("--seconds", type=float, default=60, help="how long to try (default: 60)")
    parser.add_argument("--seed", type=int, default=1)
    asked_for = parser.parse_args(arguments)
    if kernel() is None:
        print("the compiled module is not there")
        return 2
    tried, asked, fault = run(asked_for.seconds, asked_for.seed)
    print(f"{tried} pairs, {asked} left to the reference, {int(fault is not None)} disagreements")
    if fault:
        print(fault)
    return int(fault is not None)


if __name__ == "__main__":
    sys.exit(main())
