"""The little Markdown that the tools write."""

from collections.abc import Iterable, Iterator, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = ()) -> Iterator[str]:
    r"""Yield the lines of a table; the columns numbered in ``right`` are set to the right.

    >>> list(table(["name", "count"], [["a|b", 1]], right=[1]))
    ['| name | count |', '| --- | ---: |', '| a\\|b | 1 |']
    """
    yield row(header)
    yield row(["---:" if number in right else "---" for number in range(len(header))])
    for cells in rows:
        yield row([str(cell).replace("|", "\\|") for cell in cells])


def row(cells: Sequence[str]) -> str:
    """Return one line of a table."""
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def code(value: object) -> str:
    """Return a value set as code; nothing for nothing.

    >>> code("swapped"), code("")
    ('`swapped`', '')
    """
    return f"`{value}`" if str(value) else ""


def block(lines: Iterable[str], language: str = "text") -> Iterator[str]:
    """Yield lines set as a block of code, without spaces at their ends and empty lines at its end."""
    yield f"```{language}"
    yield from "\n".join(line.rstrip() for line in lines).rstrip().split("\n")
    yield "```"
