"""Tables of the porting process: messages, codes, deadlines, states, readings, regions, and ids with their tests."""

import contextlib
import dataclasses
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tools.docs_command import help_of, run
from tools.markdown import block, code, table

from npmatch.cli.language import messages as said
from npmatch.cli.port import COMMANDS
from npmatch.cli.port_check import FIELDS
from npmatch.cli.port_deadlines import events
from npmatch.porting import tables_text
from npmatch.porting.editions import Edition
from npmatch.porting.messages import TYPES
from npmatch.porting.messages.base import Message
from npmatch.porting.readings import OPTIONS
from npmatch.porting.regions import REGIONS
from npmatch.porting.states import PARTS
from npmatch.tables import parse

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "porting"
EXPORTS = ("applications.csv", "contracts.csv")
IDS = ROOT / "tests" / "process" / "ids.tsv"

TIMELINES: Mapping[str, Sequence[str]] = {
    "person": ("person", "2026-12-01T12:00", "2026-12-09T05:00", "77"),
    "legal": ("legal", "2026-12-01T12:00", "2026-12-30T05:00", "77"),
    "kamchatka": ("person", "2026-12-01T08:00", "2026-12-09T05:00", "41"),
    "procurement": ("procurement", "2026-12-01", "2026-12-15T23:00", "39"),
}
"""Worked examples: class, filing, start, region."""

PART_TITLES = {
    "2.1": "Porting",
    "2.1 hand-over": "Hand-over of one number",
    "2.3": "Debt after porting",
    "2.4": "Reversal of an erroneous port",
    "2.5": "Return to the range holder",
}


def helps() -> Iterator[str]:
    """Print the help of the group and of its commands."""
    yield from help_of("port")
    for command in COMMANDS:
        yield from ("", f"## npmatch port {command}", "")
        yield from help_of("port", command)


def messages() -> Iterator[str]:
    """Print every message with its route."""
    yield from tables_text.messages().splitlines()


def parameters() -> Iterator[str]:
    """Print the parameters of every message, by their names in code and on the wire."""
    rows = ((code(kind), cls.KIND.name, ", ".join(map(code, _own(cls)))) for kind, cls in TYPES.items())
    yield from table(("id", "name", "parameters"), rows)


def _own(cls: type[Message]) -> list[str]:
    return [field.name for field in dataclasses.fields(cls) if field.name not in _SHARED]


_SHARED = {"id", "sender", "process", "stamp"}
"""What every message has."""


def codes() -> Iterator[str]:
    """Print the 26 codes."""
    yield from tables_text.codes().splitlines()


def deadlines(edition: Edition) -> Callable[[], Iterator[str]]:
    """Return a printer of the deadlines of an edition."""
    return lambda: iter(tables_text.deadlines(edition).splitlines())


def timeline(name: str) -> Callable[[], Iterator[str]]:
    """Return a printer of one worked example, as a shell shows it."""

    def shown() -> Iterator[str]:
        options = ("--class", "--filed", "--start", "--region")
        pairs = zip(options, TIMELINES[name], strict=True)
        arguments = ["port", "deadlines", *(word for pair in pairs for word in pair)]
        yield from block([" ".join(["$ npmatch", *arguments]), *run(arguments).out[:-2]])

    return shown


def event_names() -> Iterator[str]:
    """Print the names that ``--event`` takes."""
    yield ", ".join(map(code, events())) + "."


def states() -> Iterator[str]:
    """Print every part of the table of states, and its graph."""
    for part in PARTS:
        yield from ("", f"## {PART_TITLES[part]} (part {part})", "")
        yield from tables_text.states(part).splitlines()
        yield from ("", "As a graph for Graphviz:", "")
        yield from block(tables_text.dot(part).splitlines())


def contradictions() -> Iterator[str]:
    """Print the contradictions between the sources and the readings taken."""
    yield from tables_text.contradictions().splitlines()


def options() -> Iterator[str]:
    """Print the readings that can be chosen."""
    rows = ((code(name), ", ".join(map(code, choices))) for name, choices in OPTIONS.items())
    yield from table(("reading", "options, the default first"), rows)


def editions() -> Iterator[str]:
    """Print the editions, and what is known of each."""
    rows = ((code(edition.value), edition.about.act, edition.about.note) for edition in Edition)
    yield from table(("edition", "act", "witness"), rows)


def regions() -> Iterator[str]:
    """Print every region with its centre and its clock."""
    rows = ((region.code, region.name, region.centre, region.zone_name) for region in REGIONS.values())
    yield from table(("code", "region", "centre", "clock"), rows)


def fields() -> Iterator[str]:
    """Print the fields that a finding may name."""
    rows = ((name, said()[f"port.field.{name}"]["en"], said()[f"port.field.{name}"]["ru"]) for name in FIELDS)
    yield from table(("field", "what", "что"), rows)


def ids() -> Iterator[str]:
    """Print every id of the model with its code and its test, or the reason why it has none."""
    rows = parse(IDS.name, IDS.read_text(encoding="utf-8")).rows
    lines = ((row["id"], code(row["code"]), code(row["test"]) or row["reason"]) for row in rows)
    yield from table(("id", "carried out by", "shown by, or why not"), lines)


def tutorial(*typed: str) -> Callable[[], Iterator[str]]:
    """Return a printer of a command on the files of the example, as a shell in its folder shows it."""

    def shown() -> Iterator[str]:
        with contextlib.chdir(EXAMPLE):
            yield from block([" ".join(["$ npmatch", *typed]), *run(typed).out])

    return shown


def tutorial_run() -> Iterator[str]:
    """Print what the simulation of the two exports says, and the check of the journal that it leaves."""
    with tempfile.TemporaryDirectory() as folder:
        for name in EXPORTS:
            shutil.copy(EXAMPLE / name, folder)
        with contextlib.chdir(folder):
            simulate = ["port", "simulate", "--applications", EXPORTS[0], "--contracts", EXPORTS[1]]
            simulate += ["--journal", "evidence.db"]
            said = run(simulate).out
            head = next(word for line in said for word in line.split() if ":" in word)
            verify = ["port", "verify", "evidence.db", "--head", head]
            checked = run(verify).out
    yield from block(_masked([" ".join(["$ npmatch", *simulate]), *said]))
    yield from ("", "The journal holds every message of it and nobody's data. With the head, which is kept")
    yield from ("apart, a cut-off end shows, too:", "")
    yield from block(_masked([" ".join(["$ npmatch", *verify]), *checked]))


def _masked(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines without digests: they are the same on every run, and say nothing to a reader."""
    return (re.sub("[0-9a-f]{64}", "DIGEST", line) for line in lines)


PRINTERS: Mapping[str, Callable[[], Iterator[str]]] = {
    "porting-help": helps,
    "porting-messages": messages,
    "porting-parameters": parameters,
    "porting-codes": codes,
    "porting-deadlines": deadlines(Edition.ORDER3_2019),
    "porting-deadlines-2013-07": deadlines(Edition.RULES_2013_07),
    "porting-deadlines-2013-11": deadlines(Edition.RULES_2013_11),
    **{f"porting-timeline-{name}": timeline(name) for name in TIMELINES},
    "porting-tutorial-check": tutorial("port", "check", "application.toml"),
    "porting-tutorial-match": tutorial("match", *EXPORTS, "--registered", "-o", "-"),
    "porting-tutorial-code": tutorial("port", "codes", "7004"),
    "porting-tutorial-run": tutorial_run,
    "porting-events": event_names,
    "porting-states": states,
    "porting-contradictions": contradictions,
    "porting-options": options,
    "porting-editions": editions,
    "porting-regions": regions,
    "porting-fields": fields,
    "porting-ids": ids,
}
