"""The order's tables as data, and their one reader.

What a lawyer might correct stands in a TSV file here; what only a programmer might correct stands in code. Each
file opens with its provenance as ``# key: value`` lines, one of which declares the number of rows.
"""

import pkgutil
from collections.abc import Mapping
from typing import NamedTuple

from npmatch.errors import TableError


class Table(NamedTuple):
    """One table as read: its provenance and its rows, in the order of the file."""

    provenance: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]


def read(name: str) -> Table:
    """Read the table ``name`` of the package, e.g. ``lookalikes.tsv``.

    Raises TableError if the file does not keep what its own header promises.

    >>> read("lookalikes.tsv").rows[0]["folds_to"]
    'е'
    """
    data = pkgutil.get_data(__name__, name)
    if data is None:
        raise TableError(f"{name}: cannot be read")
    return parse(name, data.decode("utf-8"))


def parse(name: str, text: str) -> Table:
    r"""Parse the text of a table; ``name`` serves only the messages.

    Raises TableError for a missing header, a ragged row or a row count other than the declared one.

    >>> parse("t", "# rows: 1\na\tb\n1\t2\n").rows
    ({'a': '1', 'b': '2'},)
    """
    lines = text.splitlines()
    notes = [line[2:] for line in lines if line.startswith("# ")]
    provenance = {key: value for key, _, value in (note.partition(": ") for note in notes)}
    content = [line.split("\t") for line in lines if line and not line.startswith("#")]
    if not content:
        raise TableError(f"{name}: no header row")
    header, *cells = content
    for number, row in enumerate(cells, 1):
        if len(row) != len(header):
            raise TableError(f"{name}: row {number} has {len(row)} cells, the header has {len(header)}")
    if provenance.get("rows") != str(len(cells)):
        raise TableError(f"{name}: {len(cells)} rows, declared: {provenance.get('rows')}")
    return Table(provenance, tuple(dict(zip(header, row, strict=True)) for row in cells))
