"""The register of Appendix 6: its clauses, and the rules that carry them out.

A clause is cited in one way everywhere: the appendix, a slash, the number, the letter (``6/2.3 г``). Docstrings close
with such a citation, tables have a column for it, tests a mark. The register is what those citations are held against:
each clause has a rule, or a reason why it has none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from npmatch.tables import read

_LETTERS = "абвгд"
"""The letters of sub-clauses in their order."""

_RANGE = re.compile(rf"(?P<clause>\S+) (?P<first>[{_LETTERS}])-(?P<last>[{_LETTERS}])")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the appendix.

    ``clause``: how it is cited. ``title_ru``, ``title_en``: what it is about, in a few words of this project's own.
    ``rules``: what carries it out, as dotted paths below ``npmatch`` or as ``tables/<file>``. ``reason``: why there is
    no rule; "" if there is one.

    >>> register()["6/2.3 в"].title_en
    'Russian letters equal digits of the same shape'
    """

    clause: str
    title_ru: str
    title_en: str
    rules: tuple[str, ...]
    reason: str

    @property
    def parents(self) -> tuple[str, ...]:
        """The clauses that this one is a part of, the nearest first.

        >>> register()["6/2.3 в"].parents
        ('6/2.3', '6/2', '6')
        """
        above = (self.clause[:place] for place in range(len(self.clause) - 1, 0, -1) if self.clause[place] in " ./")
        return tuple(clause for clause in above if clause in register())


@cache
def register() -> Mapping[str, Clause]:
    """Return every clause of Appendix 6 under its citation, in the order of the text.

    >>> len([clause for clause in register() if clause.startswith("6/2.2 ")])
    5
    >>> register()["6/2.2 ж"]
    Traceback (most recent call last):
        ...
    KeyError: '6/2.2 ж'
    """
    clauses = (
        Clause(
            row["clause"], row["title_ru"], row["title_en"], tuple(filter(None, row["rule"].split("|"))), row["reason"]
        )
        for row in read("clauses.tsv").rows
    )
    return {clause.clause: clause for clause in clauses}


def cited(line: str) -> tuple[str, ...]:
    """Return the clauses that a citation names: several are parted by commas, ``а-в`` stands for each letter.

    >>> cited("6/2.2, 6/2.3 а-в")
    ('6/2.2', '6/2.3 а', '6/2.3 б', '6/2.3 в')
    """
    return tuple(clause for part in line.split(", ") for clause in _each(part))


def _each(part: str) -> tuple[str, ...]:
    found = _RANGE.fullmatch(part)
    if found is None:
        return (part,)
    letters = _LETTERS[_LETTERS.index(found["first"]) : _LETTERS.index(found["last"]) + 1]
    return tuple(f"{found['clause']} {letter}" for letter in letters)
