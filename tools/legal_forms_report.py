"""Report how full and short names of real organisations agree once legal forms are rewritten.

Reads a CSV with the columns ``inn``, ``full_name`` and ``short_name``, matches the two names of every row as
``match_org`` does, and prints Markdown tables: how many pairs agree and by which outcome, and what the others
differ by. Nothing is guessed: a pair counts as abbreviated only if the words of one name can be made from those
of the other.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from npmatch import Organization, Outcome, Person, match_org, match_person
from npmatch.forms.register import register
from npmatch.forms.spellings import find, without_forms

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "egrul_full_short.csv"
COLUMNS = ("inn", "full_name", "short_name")

FORM_ONLY = "nothing but a legal form that one of them leaves out or words otherwise"
CUT = "words cut short (ИМ. for ИМЕНИ)"
ACRONYM = "words that stand as their first letters (СОШ)"
LEFT_OUT = "words that only one of them has"
BOTH = "words left out, and others cut short or standing as their first letters"
OTHER = "other words"
DIFFERENCES = (FORM_ONLY, CUT, ACRONYM, LEFT_OUT, BOTH, OTHER)

RECOGNISED = ("in both", "in one", "in none")


class Pair(NamedTuple):
    """The two names of one organisation, what was found, and whether it is accepted."""

    full: str
    short: str
    outcome: Outcome
    accepted: bool
    accepted_as_text: bool


class Other(NamedTuple):
    """A pair that does not agree: what it differs by, and in which of its names a legal form was recognised."""

    pair: Pair
    difference: str
    recognised: str


def read(lines: Iterable[str]) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a CSV; ValueError if a column is missing."""
    rows = csv.DictReader(lines)
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise ValueError(f"no column {', '.join(missing)}")
    yield from rows


def compare(row: Mapping[str, str]) -> Pair:
    """Match the two names of a row, with legal forms and, for comparison, as mere text."""
    inn, full, short = (row[name] for name in COLUMNS)
    name = match_org(Organization(full, inn), Organization(short, inn)).fields["name"]
    # A surname has the rules and the tolerance of an organisation's name, but no legal forms.
    as_text = match_person(Person(full), Person(short)).fields["surname"]
    return Pair(full, short, name.outcome, name.accepted, as_text.accepted)


def sort_out(pair: Pair) -> Other:
    """Say what a pair that does not agree differs by."""
    names = pair.full, pair.short
    full, short = (register().words(without_forms(name)) for name in names)
    hits = sum(bool(find(name)) for name in names)
    return Other(pair, difference(full, short), RECOGNISED[2 - hits])


def difference(full: Sequence[str], short: Sequence[str]) -> str:
    """Name the first difference that explains the words of ``short`` by those of ``full``.

    >>> difference("средняя школа имени ленина".split(), "сш им ленина".split()) == ACRONYM
    True
    """
    if "".join(full) == "".join(short):
        return FORM_ONLY
    if derives(full, short, cut=True):
        return CUT
    if derives(full, short, cut=True, acronyms=True):
        return ACRONYM
    if derives(full, short, skip=True) or derives(short, full, skip=True):
        return LEFT_OUT
    if derives(full, short, cut=True, acronyms=True, skip=True):
        return BOTH
    return OTHER


def derives(
    full: Sequence[str],
    short: Sequence[str],
    *,
    cut: bool = False,
    acronyms: bool = False,
    skip: bool = False,
) -> bool:
    """Say whether the words of ``short`` are, in order, those of ``full``, with what is allowed done to them.

    ``cut``: a word may lack its end; ``acronyms``: several words may stand as their first letters; ``skip``: words
    of ``full`` may be left out.

    >>> derives(["центр", "досуга", "победа"], ["цд", "победа"], acronyms=True)
    True
    >>> derives(["центр", "победа"], ["победа"])
    False
    """
    reached = {0}
    for word in short:
        starts = range(min(reached), len(full)) if skip else reached
        reached = {end for start in starts for end in ends(full[start:], word, start, cut=cut, acronyms=acronyms)}
        if not reached:
            return False
    # A short name without a word of its own explains nothing.
    return bool(short) and (skip or len(full) in reached)


def ends(rest: Sequence[str], word: str, start: int, *, cut: bool, acronyms: bool) -> Iterator[int]:
    """Yield where in the full name a word of the short one may end if it begins at ``start``."""
    if rest and (rest[0] == word or (cut and rest[0].startswith(word))):
        yield start + 1
    if acronyms and len(word) > 1 and word == "".join(full_word[0] for full_word in rest[: len(word)]):
        yield start + len(word)


def report(pairs: Sequence[Pair], others: Sequence[Other]) -> Iterator[str]:
    """Yield the lines of the two tables."""
    outcomes = Counter(pair.outcome for pair in pairs if pair.accepted)
    yield from ("| full name and short name | pairs | share |", "| --- | ---: | ---: |")
    yield line("all", len(pairs), len(pairs))
    yield line("agree as they are written, no form rewritten", sum(p.accepted_as_text for p in pairs), len(pairs))
    yield line("agree once forms are rewritten", outcomes.total(), len(pairs))
    for outcome in (known for known in Outcome if outcomes[known]):
        yield line(f"of these `{outcome}`", outcomes[outcome], len(pairs))
    yield line("do not agree", len(others), len(pairs))
    counts = Counter((other.difference, other.recognised) for other in others)
    yield from (
        "",
        f"| they differ by | pairs | form {' | form '.join(RECOGNISED)} |",
        "| --- | ---: | ---: | ---: | ---: |",
    )
    for kind in DIFFERENCES:
        cells = [counts[kind, recognised] for recognised in RECOGNISED]
        yield f"| {kind} | {sum(cells)} | {' | '.join(map(str, cells))} |"


def line(what: str, count: int, total: int) -> str:
    """Return a line of the first table."""
    return f"| {what} | {count} | {count / total:.1%} |"


def listing(others: Sequence[Other]) -> Iterator[str]:
    """Yield the pairs that do not agree, by what they differ by."""
    for kind in DIFFERENCES:
        yield from ("", f"### {kind}", "")
        for other in (known for known in others if known.difference == kind):
            yield f"- {other.pair.full} → {other.pair.short} (form {other.recognised})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "file", nargs="?", type=Path, default=EXAMPLE, help="CSV in UTF-8 with inn, full_name, short_name"
    )
    parser.add_argument("--list", action="store_true", help="print the pairs that do not agree, too")
    options = parser.parse_args(arguments)
    try:
        with options.file.open(encoding="utf-8-sig", newline="") as lines:
            pairs = [compare(row) for row in read(lines)]
    except (OSError, ValueError, csv.Error) as error:
        parser.error(f"{options.file.name}: {error}")
    if not pairs:
        parser.error(f"{options.file.name}: no rows")
    others = [sort_out(pair) for pair in pairs if not pair.accepted]
    for text in (*report(pairs, others), *(listing(others) if options.list else ())):
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
