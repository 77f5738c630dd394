"""Numbers of the real plan: ranges of the big operators, and numbers in them that come up once."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from random import Random

from npmatch.porting.numbering import WHOLE_COUNTRY, NumberRange, Plan
from npmatch.porting.regions import REGIONS

MOST = 5
"""How many operators take part: the ones with the most numbers."""


def biggest(plan: Plan) -> tuple[str, ...]:
    """Return the operators with the most numbers, the biggest first."""
    sizes: Counter[str] = Counter()
    for block in plan.ranges:
        sizes[block.operator] += block.last - block.first + 1
    return tuple(operator for operator, _ in sizes.most_common(MOST))


class Numbers:
    """Draws numbers, none of them twice.

    >>> from npmatch.porting.numbering import russian_plan
    >>> numbers = Numbers(russian_plan(), Random(1))
    >>> block, found = numbers.draw(2)
    >>> len(set(found)), all(block.first <= int(number) <= block.last for number in found)
    (2, True)
    """

    def __init__(self, plan: Plan, dice: Random) -> None:
        self.operators = biggest(plan)
        self.regions_of = plan.regions_of
        self._dice = dice
        self._blocks = tuple(block for block in plan.ranges if self._usable(block))
        self._upto = tuple(accumulate(block.last - block.first + 1 for block in self._blocks))
        self._used: set[int] = set()

    def _usable(self, block: NumberRange) -> bool:
        known = block.regions <= REGIONS.keys() and WHOLE_COUNTRY not in block.regions
        return known and block.operator in self.operators and block.last - block.first >= 9999

    def draw(self, count: int) -> tuple[NumberRange, tuple[str, ...]]:
        """Return a range and numbers in it."""
        block = self._blocks[bisect(self._upto, self._dice.random() * self._upto[-1])]
        return block, tuple(str(number) for number in self._some(block, count))

    def _some(self, block: NumberRange, count: int) -> Iterator[int]:
        while count:
            number = self._dice.randrange(block.first, block.last + 1)
            if number not in self._used:
                self._used.add(number)
                count -= 1
                yield number
