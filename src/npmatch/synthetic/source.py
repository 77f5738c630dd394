"""Where the choices of a generator come from: a seed here, hypothesis in the testing kit."""

from bisect import bisect
from collections.abc import Sequence
from random import Random
from typing import Protocol, TypeVar

from npmatch.synthetic.names import NameList

T = TypeVar("T")


class Source(Protocol):
    """What the generator asks of its source of choices; the first option is always the plainest."""

    def choice(self, seq: Sequence[T], /) -> T:
        """Return one item of ``seq``."""

    def randrange(self, stop: int, /) -> int:
        """Return a number of 0 to ``stop`` - 1."""

    def name(self, names: NameList, /) -> str:
        """Return one of ``names``."""


class Seeded:
    """Choices that a seed decides, the same on every machine; frequent names come up often.

    >>> from npmatch.synthetic.names import sexes
    >>> names = sexes()[0].surnames
    >>> Seeded(7).name(names) == Seeded(7).name(names)
    True
    """

    def __init__(self, seed: int) -> None:
        self.random = Random(seed).random  # noqa: S311  # invents data that anyone may invent again
        """Returns a number from 0 up to, but not including, 1. Everything else is made of it: that is fast."""

    def choice(self, seq: Sequence[T], /) -> T:
        """Return one item of ``seq``, each as often as any other.

        >>> Seeded(1).choice("a")
        'a'
        """
        return seq[int(self.random() * len(seq))]

    def randrange(self, stop: int, /) -> int:
        """Return a number of 0 to ``stop`` - 1; ``stop`` has at most 15 digits.

        >>> Seeded(1).randrange(1)
        0
        """
        return int(self.random() * stop)

    def name(self, names: NameList, /) -> str:
        """Return one of ``names``, each as often as people bear it.

        >>> Seeded(1).name(NameList(("Крылов",), (1,)))
        'Крылов'
        """
        return names.texts[bisect(names.upto, self.random() * names.upto[-1])]


def rarely(source: Source, times: int) -> bool:
    """Say yes once in ``times``; a source that prefers first options says no.

    >>> rarely(Seeded(1), 1)
    True
    """
    return source.randrange(times) == times - 1
