"""The tables that the oracle is given, read as plain text."""

import csv

from oracle.organisations import Row


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a table: lines that begin with `# ` are about the table."""
    lines = [line for line in text.splitlines() if not line.startswith("# ")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def legal_forms(text: str) -> tuple[Row, ...]:
    """The legal forms: full spelling, short spelling, further spellings of the short one."""
    return tuple((row["full"], row["short"], tuple(filter(None, row["variants"].split("|")))) for row in rows_of(text))
