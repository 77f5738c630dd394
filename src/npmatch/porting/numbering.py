"""План нумерации: to whom a mobile number is allotted and where, and the codes of numbers that cannot be ported.

The order names three codes for a wrong number. They are told apart so: 3013, it is not of ten digits that begin with
9, so it is no DEF number; 3014, the plan has no range with its code at all; 3016, the code exists and no allotted
range holds the number.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from npmatch.porting.codes import Code, Finding
from npmatch.porting.reading_tables import read

WHOLE_COUNTRY = "RU"
DEF_NUMBER = re.compile(r"9\d{9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A range of numbers, all ten digits: its ends, its operator, and the codes of its region or joint territory."""

    first: int
    last: int
    operator: str
    regions: frozenset[str]


class Plan:
    """A numbering plan: ranges that do not overlap.

    Raises ValueError if some do.

    >>> plan = Plan([NumberRange(9001000000, 9001999999, "1", frozenset({"77"}))])
    >>> plan.find("9001234567").operator, plan.find("9002000000")
    ('1', None)
    """

    def __init__(self, ranges: Iterable[NumberRange]) -> None:
        self.ranges = tuple(sorted(ranges, key=lambda block: block.first))
        self._firsts = [block.first for block in self.ranges]
        self._codes = {block.first // 10**7 for block in self.ranges}
        if any(left.last >= right.first for left, right in zip(self.ranges, self.ranges[1:], strict=False)):
            raise ValueError("ranges of the plan overlap")

    def find(self, number: str) -> NumberRange | None:
        """Return the range that holds the number, or None."""
        if not DEF_NUMBER.fullmatch(number):
            return None
        value = int(number)
        place = bisect_right(self._firsts, value) - 1
        return self.ranges[place] if place >= 0 and value <= self.ranges[place].last else None

    def regions_of(self, number: str) -> frozenset[str]:
        """Return the regions of a number; empty if it is in no range or belongs to the whole country."""
        found = self.find(number)
        return frozenset() if found is None else found.regions - {WHOLE_COUNTRY}

    def has_code(self, number: str) -> bool:
        """Say whether any range of the plan begins with the first three digits of the number."""
        return int(number[:3]) in self._codes

    def check(self, numbers: Iterable[str], region: str) -> tuple[Finding, ...]:
        """Find what is wrong with each number: 3013, 3014, 3016, or 7102 for another region.

        >>> Plan([]).check(["9001234567", "4951234567"], "77")
        (Finding(code=3014, field='', number=given), Finding(code=3013, field='', number=given))

        Clause: 4
        """
        return tuple(self._findings(numbers, region))

    def _findings(self, numbers: Iterable[str], region: str) -> Iterator[Finding]:
        for number in numbers:
            code = self._code(number, region)
            if code is not None:
                yield Finding(code, number)

    def _code(self, number: str, region: str) -> Code | None:
        found = self.find(number)
        if found is not None:
            return None if region in found.regions or WHOLE_COUNTRY in found.regions else Code.E_7102
        if not DEF_NUMBER.fullmatch(number):
            return Code.E_3013
        return Code.E_3016 if self.has_code(number) else Code.E_3014


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator to whom ranges are allotted."""

    id: str
    inn: str
    name: str


OPERATORS = {row["id"]: Operator(*row.values()) for row in read("operators.tsv").rows}


@cache
def russian_plan() -> Plan:
    """Return the plan of the public register; it is read when it is first asked for.

    >>> OPERATORS[russian_plan().find("9000000000").operator].inn
    '7743895280'
    """
    return Plan(
        NumberRange(
            first=int(row["def"] + row["from"]),
            last=int(row["def"] + row["to"]),
            operator=row["operator"],
            regions=frozenset(row["region"].split("+")),
        )
        for row in read("numbering.tsv").rows
    )
