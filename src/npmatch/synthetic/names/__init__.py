"""The name lists that synthetic records are drawn from, read when they are first asked for.

People do not exist: their surnames, given names and patronymics are real and frequent, but drawn apart from each
other. Organisations do exist; they stand in a public register.
"""

import pkgutil
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from npmatch.errors import TableError
from npmatch.tables import Table, parse


class NameList(NamedTuple):
    """Names, the most frequent first, and for each the number of people that bear it or one before it."""

    texts: tuple[str, ...]
    upto: tuple[int, ...]


class Sex(NamedTuple):
    """The three lists whose names agree with each other in gender."""

    surnames: NameList
    given_names: NameList
    patronymics: NameList


class Firm(NamedTuple):
    """An organisation under its full and its short name.

    ``core`` is what both names share, if they differ by the spelling of the legal form alone; ``full_form`` and
    ``short_form`` then stand before it. All three are empty where the short name is another name.
    """

    inn: str
    full: str
    short: str
    full_form: str = ""
    short_form: str = ""
    core: str = ""


FOREIGN = (
    Firm("", "Nordwind Trading Ltd", "Nordwind Trading Ltd", core="Nordwind Trading Ltd"),
    Firm("", "Alpen Telekom AG", "Alpen Telekom AG", core="Alpen Telekom AG"),
    Firm("", "Silk Road Logistics LLP", "Silk Road Logistics LLP", core="Silk Road Logistics LLP"),
    Firm("", "Karavan Export-Import S.A.", "Karavan Export-Import S.A.", core="Karavan Export-Import S.A."),
)
"""Invented non-residents without INN; no b stands in their names, so that each has one reading."""


@cache
def sexes() -> tuple[Sex, Sex]:
    """Return the lists of men's and of women's names.

    Raises TableError if a file of the package is damaged.

    >>> men, women = sexes()
    >>> men.surnames.texts[0][:-1] == women.surnames.texts[0][:-2]
    True
    """
    tables = [read(f"{name}.tsv") for name in ("surnames", "given_names", "patronymics")]
    men, women = (Sex(*(_of(table, letter) for table in tables)) for letter in "mf")
    return men, women


@cache
def firms() -> tuple[Firm, ...]:
    """Return the organisations whose full and short name differ by the legal form alone.

    >>> all(firm.short == f"{firm.short_form} {firm.core}" for firm in firms())
    True

    Clause: 6/2.4 а
    """
    return tuple(_spelled(row) for row in read("organisations.tsv").rows if row["form"])


@cache
def renamed() -> tuple[Firm, ...]:
    """Return the organisations whose short name is another name, not another spelling of it.

    >>> any(firm.core for firm in renamed())
    False

    Clause: 6/2.4 б
    """
    rows = read("organisations.tsv").rows
    return tuple(Firm(row["inn"], row["full"], row["short"]) for row in rows if not row["form"])


def read(name: str) -> Table:
    """Read one list of this package, with its provenance.

    Raises TableError if the file is not there or does not keep what its header promises.

    >>> read("given_names.tsv").provenance["rows"]
    '400'
    """
    try:
        data = pkgutil.get_data(__name__, name)
    except OSError:
        data = None
    if data is None:
        raise TableError(f"{name}: cannot be read")
    return parse(name, data.decode("utf-8"))


def _of(table: Table, gender: str) -> NameList:
    rows = [row for row in table.rows if row["gender"] == gender]
    counts = accumulate(int(row["count"]) for row in rows)
    return NameList(tuple(row["text"] for row in rows), tuple(counts))


def _spelled(row: Mapping[str, str]) -> Firm:
    core = row["short"].removeprefix(row["form"]).strip()
    full_form = row["full"].removesuffix(core).strip()
    return Firm(row["inn"], row["full"], row["short"], full_form, row["form"], core)
