"""The place that compares bare values: two rows, or a whole block of rows at a time.

`PairEngine` and `npmatch.batch.join.JoinEngine` are the seam for a quicker engine: plain lines in, verdict lines out,
as far as it gets; the row at which it stops goes the general way. Whatever takes their place must write the same.
What they do not do twice: an equal half of a row is exact in every field, an equal field is exact, and two
names that are one, but for how it is written, are remembered.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from npmatch.batch.columns import Role
from npmatch.batch.rows import CellError, Kind
from npmatch.batch.shape import Stretch
from npmatch.batch.sides import SURE, Names, Side, equal_halves, is_row
from npmatch.batch.tails import Code, Tail, Tails
from npmatch.native.persons import UNDECIDED, comparers
from npmatch.outcomes import Outcome
from npmatch.policy import Policy
from npmatch.text.glance import PLAIN

if TYPE_CHECKING:
    from npmatch.profiles import Compare, Profile

_REMEMBERED = 1 << 13
"""How many pairs of names are remembered for each field: a bound on memory, not on what is compared."""

_ONE_NAME = Outcome.EQUIVALENT.rank


class Settled(NamedTuple):
    """What an engine did with plain lines.

    ``upto``: the first line that it left to the general way, or the number of lines. ``rows``: how many rows it
    settled. ``text``: the lines to write for them.
    """

    upto: int
    rows: int
    text: str


class Engine(Protocol):
    """Settles rows, and counts what it found in its ``tails``. ``key`` opens their lines."""

    tails: Tails
    key: "KeyWriter"

    def settle(self, stretch: Stretch, first: int, number: int) -> Settled:
        """Settle the lines from the one at ``first`` on; ``number`` rows went before them."""
        ...

    def tail(self, cells: list[str]) -> Tail | None:
        """Return what is written of a row and count it, None if it has to go the general way."""
        ...


class Matcher:
    """Compares bare values under one policy, and remembers pairs of names that are one."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._seen: tuple[dict[str, int], ...] = ({}, {}, {})
        self._quick = comparers(policy)

    def code(self, kind: Kind, left: tuple[Any, ...], right: tuple[Any, ...]) -> Code:
        """Return the code of the outcomes of two subscribers of one kind.

        Clause: 6/3
        """
        if kind is Kind.PERSON:
            return self.person(left, right)
        return Tails.code(kind, self._profiles[kind].compare(left, right, self.policy))

    def person(self, left: Names, right: Names) -> Code:
        """Return the code of the outcomes of two persons.

        Clause: 6/3.1
        """
        # PERSON.compare(left, right, self.policy), field by field without a loop, with a memory bound to the policy
        surname, given_name, patronymic, document = left
        other_surname, other_given_name, other_patronymic, other_document = right
        surnames, given_names, patronymics = self._seen
        code = 0
        if surname != other_surname or surname[:1] not in PLAIN:
            found = surnames.get(f"{surname}\0{other_surname}")
            code = self._look(0, surname, other_surname) if found is None else found
        if given_name != other_given_name or given_name[:1] not in PLAIN:
            found = given_names.get(f"{given_name}\0{other_given_name}")
            code |= (self._look(1, given_name, other_given_name) if found is None else found) << 4
        if patronymic != other_patronymic or patronymic[:1] not in PLAIN:
            found = patronymics.get(f"{patronymic}\0{other_patronymic}")
            code |= (self._look(2, patronymic, other_patronymic) if found is None else found) << 8
        if document != other_document or document[:1] not in PLAIN:
            code |= self._rank(3, document, other_document) << 12
        return code

    def _look(self, place: int, name: str, other: str) -> int:
        """Compare two names and remember those that are one name: slips are of many kinds, and seldom come again."""
        seen, rank = self._seen[place], self._rank(place, name, other)
        if rank != _ONE_NAME or "\0" in name or "\0" in other:  # other pairs may make the same string
            return rank
        if len(seen) >= _REMEMBERED:
            seen.clear()
        seen[f"{name}\0{other}"] = rank  # one string takes half the memory of a pair
        return rank

    def _rank(self, place: int, value: str, other: str) -> int:
        """Return the rank of what is found of a field; Python decides what the compiled module leaves open."""
        rank = UNDECIDED if self._quick is None else self._quick[place](value, other)
        if rank >= UNDECIDED:
            rank = self._compare[place](value, other, self.policy).rank
        return rank

    @cached_property
    def _compare(self) -> "tuple[Compare, ...]":
        return tuple(field.compare for field in self._profiles[Kind.PERSON].fields)

    @cached_property
    def _profiles(self) -> "Mapping[Kind, Profile]":
        from npmatch.batch.records import PROFILE  # noqa: PLC0415  # late: the compiled module settles most files alone

        return PROFILE


class KeyWriter(NamedTuple):
    """How the key opens a line: ``column`` it stands in, -1 for none; ``dress`` makes a cell of it; then ``sign``."""

    column: int
    dress: Callable[[str], str] | None
    sign: str

    def cell(self, cells: Sequence[str]) -> str:
        """Return the cell of the key, as the row has it."""
        return cells[self.column] if self.column >= 0 else ""

    def text(self, cells: Sequence[str]) -> str:
        """Return what opens the line of the output."""
        key = self.cell(cells)
        return (key if self.dress is None else self.dress(key)) + self.sign


class Lines(NamedTuple):
    """How lines are written: the tails they end with, and the key they open with."""

    tails: Tails
    key: KeyWriter


class ByCells(NamedTuple):
    """Settles lines one after another: parts each at ``sign``, asks for its ``tail``, opens it with its ``key``."""

    tail: Callable[[list[str]], Tail | None]
    key: KeyWriter
    sign: str

    def settle(self, lines: Sequence[str], first: int, number: int) -> Settled:
        """Settle the lines from the one at ``first`` on, up to one without a tail; ``number`` rows went before."""
        tail_of, key, sign = self
        before = number
        out: list[str] = []
        # Not islice: it would step over every line before, and odd rows are many in some files.
        for line in map(lines.__getitem__, range(first, len(lines))):
            cells = line.split(sign)
            tail = tail_of(cells)
            if tail is None:
                break
            number += 1
            out.append(f"{key.text(cells)}{number}{tail}")
        return Settled(first + number - before, number - before, "".join(out))


class PairEngine:
    """Settles the rows of a file of pairs; ``sign`` is what parts their cells.

    Where a row is a key, an application and a contract, and both are a surname first and a document last, the halves
    of most lines are equal as they stand, and the line need not be parted into cells at all.
    """

    def __init__(self, sides: tuple[Side, Side], matcher: Matcher, lines: Lines, sign: str) -> None:
        self.tails, self.key = lines
        self.sides = sides
        self.policy = matcher.policy
        self._matcher = matcher
        self._sign = sign
        self._width = len(sides[0].layout.header)
        self._simple = sides[0].simple and sides[1].simple
        self.in_halves = self._simple and lines.key.column == 0 and _are_halves(sides, self._width)
        self._by_halves = self.in_halves

    def settle(self, stretch: Stretch, first: int, number: int) -> Settled:
        """Settle the lines from the one at ``first`` on; ``number`` rows went before them."""
        if first == 0 and self._by_halves:
            found = equal_halves(self._sign, self._width // 2).findall(stretch.text)
            if len(found) == stretch.size:  # else some line lacks cells, and was taken with the next
                return self._settle_halves(found, number)
        by_cells = ByCells(self.tail, self.key, self._sign)
        return by_cells.settle(stretch.lines, first, number)

    def _settle_halves(self, found: list[tuple[str, str, str]], number: int) -> Settled:
        # One long loop, because this is where the time of a run goes: a call a row would double it.
        sign, after, dress = self._sign, self.key.sign, self.key.dress
        exact, before, equal = self.tails.tail(0), number, 0
        out: list[str] = []
        add = out.append
        for key, half, line in found:
            tail = exact
            if half:
                equal += 1
            else:
                cells = line.split(sign)
                key = cells[0]  # noqa: PLW2901  # an unequal line was not parted yet
                other = self.tail(cells)
                if other is None:
                    break
                tail = other
            number += 1
            add(f"{key if dress is None else dress(key)}{after}{number}{tail}")
        self.tails.count(0, equal)
        if 2 * equal < len(found):
            self._by_halves = False  # a file like this is quicker taken cell by cell
        return Settled(number - before, number - before, "".join(out))

    def tail(self, cells: list[str]) -> Tail | None:
        """Return what is written of a row, None if it has to go the general way."""
        if len(cells) != self._width or not is_row(cells[0]):
            return None
        asked, held = self.sides
        if self._simple:
            left, right = asked.person(cells), held.person(cells)
            if (left[0][:1] in SURE or asked.is_named(cells)) and (right[0][:1] in SURE or held.is_named(cells)):
                return self.tails.counted(self._matcher.person(left, right))
        try:
            kind = asked.kind(cells)
            code = self._matcher.code(kind, asked.values(kind, cells), held.values(kind, cells))
        except CellError:
            return None
        return self.tails.counted(code)


def _are_halves(sides: tuple[Side, Side], width: int) -> bool:
    """Say whether a row is one column, and then twice the same ones: a surname first, a document last."""
    columns = [sorted(side.layout.columns.items(), key=itemgetter(1)) for side in sides]
    asked, held = ([(role, column) for role, column in each if role is not Role.PHONE] for each in columns)
    half = width // 2
    return (
        [role for role, _ in asked] == [role for role, _ in held]
        and [column for _, column in asked] == list(range(1, half + 1))
        and [column for _, column in held] == list(range(half + 1, width))
        and asked[0][0] is Role.SURNAME
        and asked[-1][0] is Role.DOCUMENT
    )
