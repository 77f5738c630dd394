"""The alignment of two texts, symbol by symbol, with what was done to each and the clause that allows it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from npmatch.outcomes import Outcome
from npmatch.policy import Spaces
from npmatch.text import readings
from npmatch.text.equivalence import Folded, folding
from npmatch.text.lattice import Edge
from npmatch.text.significant import symbols
from npmatch.text.walk import PLANS, Step


class Operation(StrEnum):
    """What an alignment did with a symbol."""

    EQUAL = "equal"
    LOOK_ALIKE = "look_alike"
    REPLACED = "replaced"
    LEFT_OUT = "left_out"
    ADDED = "added"
    EXCHANGED = "exchanged"


@dataclass(frozen=True, slots=True, repr=False)
class Column:
    """A symbol of the application and the symbol of the contract that it was held against; "" for none.

    A symbol is shown as it was given: two characters where they were read as one (b1 for Ы).
    """

    operation: Operation
    application: str
    contract: str
    clause: str

    def to_dict(self) -> dict[str, object]:
        """Return the column as plain data, with code points and Unicode names."""
        return {
            "operation": str(self.operation),
            "application": describe(self.application),
            "contract": describe(self.contract),
            "clause": self.clause,
        }


def describe(characters: str) -> dict[str, object]:
    """Return characters with their code points and Unicode names.

    >>> describe("K")
    {'text': 'K', 'code_points': ['U+004B'], 'names': ['LATIN CAPITAL LETTER K']}
    """
    return {
        "text": characters,
        "code_points": [f"U+{ord(character):04X}" for character in characters],
        "names": [unicodedata.name(character, "") for character in characters],
    }


def origins(value: str, spaces: Spaces) -> list[tuple[str, str]]:
    """Return the folded symbols of a text, each with the character of the text (after NFC) that it comes from.

    >>> origins("K-1", "remove")
    [('к', 'K'), ('1', '1')]

    Clause: 6/2.2
    """
    found: list[tuple[str, str]] = []
    for character in unicodedata.normalize("NFC", value):
        if spaces == "collapse" and character.isspace():
            if found and found[-1][0] != " ":
                found.append((" ", character))
            continue
        kept = (folding().fold_symbol(symbol) for symbol in symbols(character))
        found += [(folded, character) for folded in "".join(kept)]
    return found[:-1] if found and found[-1][0] == " " else found


ALIGNED = frozenset(PLANS)
"""The outcomes that an alignment can show."""


def columns(a: str, b: str, outcome: Outcome, spaces: Spaces, clause: str) -> tuple[Column, ...]:
    """Align two texts in the way that shows their outcome; texts that are different, in the shortest way there is.

    ``clause`` is the one that decides about symbols that do not agree.

    >>> [str(each.operation) for each in columns("Kрлыов", "Крылов", Outcome.SWAPPED, "remove", "6/2.3 г")]
    ['look_alike', 'equal', 'exchanged', 'exchanged', 'equal', 'equal']

    Clause: 6/2.3
    """
    left, right = origins(a, spaces), origins(b, spaces)
    x, y = (Folded("".join(symbol for symbol, _ in side)) for side in (left, right))
    shown = Outcome.EQUIVALENT if outcome is Outcome.EXACT else outcome
    steps = readings.align(x, y, shown, folding()) if shown in ALIGNED else None
    if steps is None:
        steps = tuple(_shortest(*readings.nearest(x, y, folding())))
    exchanged = outcome in (Outcome.SWAPPED, Outcome.TWO_TRANSPOSITIONS)
    unlike = Operation.EXCHANGED if exchanged else Operation.REPLACED
    found = []
    for step in steps:
        shown_a, shown_b = _source(step.application, left), _source(step.contract, right)
        operation = _unlike(step, unlike)
        told = (operation, clause) if operation else _alike(shown_a, shown_b)
        found.append(Column(told[0], shown_a, shown_b, told[1]))
    return tuple(found)


def _unlike(step: Step, unlike: Operation) -> Operation | None:
    """Return what was done with symbols that do not agree, None if they do."""
    if step.application is None:
        return Operation.LEFT_OUT
    if step.contract is None:
        return Operation.ADDED
    return None if step.application.symbol == step.contract.symbol else unlike


def _alike(a: str, b: str) -> tuple[Operation, str]:
    """Return how symbols that agree do so, and the clause."""
    if a == b:
        return Operation.EQUAL, Outcome.EXACT.clause
    if a.casefold() == b.casefold():
        return Operation.EQUAL, "6/2.3 а"
    digit = any(character.isdigit() for character in a + b)
    return Operation.LOOK_ALIKE, "6/2.3 в" if digit else "6/2.3 б"


def _source(edge: Edge | None, origin: list[tuple[str, str]]) -> str:
    return "".join(character for _, character in origin[edge.start : edge.end]) if edge else ""


def _shortest(a: tuple[Edge, ...], b: tuple[Edge, ...]) -> Iterator[Step]:
    """Yield a shortest alignment of two readings that no outcome holds for."""
    for code in Levenshtein.opcodes([edge.symbol for edge in a], [edge.symbol for edge in b]):
        left, right = a[code.src_start : code.src_end], b[code.dest_start : code.dest_end]
        if code.tag in ("equal", "replace"):
            yield from map(Step, left, right)
        else:
            yield from (Step(edge, None) for edge in left)
            yield from (Step(None, edge) for edge in right)
