"""Tables of the rules: outcomes, notes, readings, look-alikes, legal forms."""

import contextlib
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from tools import legal_forms_report
from tools.markdown import code, table

from npmatch import Note, Outcome, Policy, tables
from npmatch.cli.language import messages
from npmatch.explanation.texts import Language, text
from npmatch.policy import CHOICES, CLAUSES

_COLUMNS = {"russian": "Russian letters", "latin": "Latin letters", "digit": "digits"}


def outcomes() -> Iterator[str]:
    """Print every outcome in the order in which they are tried."""
    header = ("outcome", "meaning", "значение", "accepted", "clause")
    rows = ((code(each), *_both(f"outcome.{each}"), _accepted(each), each.clause) for each in Outcome)
    yield from table(header, rows)


def _both(key: str) -> tuple[str, str]:
    # distances and codes are filled in by the explanation; here they stay open
    languages: tuple[Language, Language] = ("en", "ru")
    english, russian = (text(key, language) for language in languages)
    return english, russian


def _accepted(outcome: Outcome) -> str:
    policies = [Policy(), Policy(transpositions="two_symbols")]
    answers = {policy.accepts(outcome) for policy in policies}
    return {frozenset({True}): "yes", frozenset({False}): "no"}.get(frozenset(answers), "by default")


def notes() -> Iterator[str]:
    """Print every note with its two texts."""
    yield from table(("note", "meaning", "значение"), ((code(each), *_both(f"note.{each}")) for each in Note))


def readings() -> Iterator[str]:
    """Print every selectable reading, its options and the clause that it reads."""
    rows = ((code(name), _options(name), *_option_texts(name), clause) for name, clause in CLAUSES.items())
    yield from table(("reading", "options, the default first", "meaning", "значение", "clause"), rows)


def _options(name: str) -> str:
    return ", ".join(map(code, CHOICES.get(name, ()))) or "no words, or a collection of words"


def _option_texts(name: str) -> tuple[str, str]:
    said = messages()[f"option.{name.removesuffix('s') if name not in CHOICES else name}"]
    return said["en"], said["ru"]


def look_alikes() -> Iterator[str]:
    """Print every row of the table of look-alikes, with where Table P6.1 has it."""
    header = ("symbol", "code points", "read as", "code point", "row of P6.1", "among the", "clause", "in the sources")
    rows = (
        (
            code(each["glyph"]),
            f"{each['code_points']} {each['names']}",
            code(each["folds_to"]),
            f"{each['to_code_point']} {each['to_name']}",
            each["row"],
            _COLUMNS[each["column"]],
            each["clause"],
            each["scan"],
        )
        for each in tables.read("lookalikes.tsv").rows
    )
    yield from table(header, rows)


def legal_forms() -> Iterator[str]:
    """Print how many forms the table holds, group by group, with the first few of each."""
    rows = tables.read("legal_forms.tsv").rows
    groups = [(name, list(members)) for name, members in groupby(rows, key=lambda row: row["group"])]
    shorts = [{row["short"] for row in members} for _, members in groups]
    lines = [
        (name, len(members), len(short), _examples(members))
        for (name, members), short in zip(groups, shorts, strict=True)
    ]
    total = ("all", len(rows), len({row["short"] for row in rows}), "")
    yield from table(("group", "full forms", "short forms", "for instance"), [*lines, total], right=(1, 2))


def _examples(rows: list[Mapping[str, str]], number: int = 4) -> str:
    return ", ".join(list(dict.fromkeys(row["short"] for row in rows))[:number])


def shared_short_forms() -> Iterator[str]:
    """Print the short forms that stand for several full ones."""
    rows = tables.read("legal_forms.tsv").rows
    several = [short for short, count in Counter(row["short"] for row in rows).items() if count > 1]
    fulls = {short: [row["full"] for row in rows if row["short"] == short] for short in several}
    lines = ((short, "; ".join(fulls[short])) for short in sorted(several))
    yield from table(("short form", "stands for"), lines)


def legal_forms_agreement() -> Iterator[str]:
    """Print what tools/legal_forms_report.py says of the pairs in examples/egrul_full_short.csv."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        legal_forms_report.main([])
    yield from said.getvalue().splitlines()


def provenance() -> Iterator[str]:
    """Print the heads of the tables: act, edition, number of rows."""
    names = ("lookalikes.tsv", "legal_forms.tsv")
    heads = [(name, tables.read(name).provenance) for name in names]
    rows = [(code(name), head["act"], head["edition"], head["rows"]) for name, head in heads]
    yield from table(("table", "act", "edition", "rows"), rows, right=(3,))


PRINTERS: Mapping[str, Callable[[], Iterator[str]]] = {
    "outcomes": outcomes,
    "notes": notes,
    "readings": readings,
    "look-alikes": look_alikes,
    "legal-forms": legal_forms,
    "shared-short-forms": shared_short_forms,
    "legal-forms-agreement": legal_forms_agreement,
    "provenance": provenance,
}
