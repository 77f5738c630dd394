"""The tables of the kernel as C: written when the compiled module is built, so that no start has to make them."""

from collections.abc import Iterable

from npmatch.native import source
from npmatch.native.tables import Tables, tables

MOST_WAYS = 2
"""Letters that a symbol may be read as, as ``kernel.h`` names it."""

_A_LINE = 24


def shipped() -> str:
    """Return the source of what ``kernel.h`` calls ``npm_shipped``.

    >>> shipped().splitlines()[1]
    '#include "kernel.h"'

    Clause: 6/2.3 а-в
    """
    return as_c(tables(), source())


def as_c(found: Tables, made_from: bytes) -> str:
    """Return tables as C. Raises ValueError if a symbol has more ways than the kernel has room for."""
    if any(len(ways) > MOST_WAYS for _, ways in found.choices):
        raise ValueError("the kernel has no room for the ways of a symbol")
    choices = [f"{{{symbol}, {len(ways)}, {_row(ways)}}}" for symbol, ways in found.choices]
    lists = {
        "npm_composition compositions": map(_row, found.compositions),
        "npm_choice choices": choices,
        "npm_pair pairs": map(_row, found.pairs),
    }
    return "\n".join(
        [
            "/* Made by npmatch.native.as_c: change it there, and the data in the tables of the package. */",
            '#include "kernel.h"',
            *(f"static const {name}[] = {_lines(rows)};" for name, rows in lists.items()),
            f"const npm_tables npm_shipped = {{{_lines(found.entries)}, {_lines(found.twins)},",
            ", ".join(map(str, (*found.signs, len(choices), len(found.pairs), len(found.compositions)))),
            ", compositions, choices, pairs};",
            f"const uint8_t npm_source[] = {_lines(made_from)};",
            "const size_t npm_source_length = sizeof npm_source;\n",
        ]
    )


def _row(numbers: Iterable[int]) -> str:
    return f"{{{', '.join(map(str, numbers))}}}"


def _lines(cells: Iterable[object]) -> str:
    """Return an initialiser, in lines that an editor can show."""
    shown = list(map(str, cells))
    lines = (", ".join(shown[start : start + _A_LINE]) for start in range(0, len(shown), _A_LINE))
    return "{\n" + ",\n".join(lines) + "}"
