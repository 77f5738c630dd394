"""The summary of a run: how many rows, with which status, with which code."""

import sys
from collections.abc import Iterator
from typing import NamedTuple

import click

from npmatch.batch.summary import Summary
from npmatch.batch.verdicts import Status
from npmatch.cli.language import Say


class Line(NamedTuple):
    """One line of a summary: what is counted, its number, and whether it is part of the line above."""

    label: str
    number: int
    part: bool = False


def lines(summary: Summary, say: Say) -> list[Line]:
    """Return the lines of a summary. The parts of the first add up to it."""
    statuses = (Line(say(f"status.{status}"), summary.statuses[status], part=True) for status in Status)
    codes = (Line(say(f"code.{code}"), count, part=True) for code, count in sorted(summary.codes.items()))
    return [
        Line(say("summary.rows"), summary.rows),
        *statuses,
        Line(say("summary.codes"), sum(summary.codes.values())),
        *codes,
        *_aside(summary, say),
        *_damaged(summary, say),
    ]


def _aside(summary: Summary, say: Say) -> Iterator[Line]:
    """Give the lines about rows that were put aside, if there are any."""
    if not summary.aside():
        return
    yield Line(say("summary.quarantined"), summary.aside())
    for (side, fault), times in sorted(summary.quarantined.items()):
        yield Line(f"{say(f'side.{side}')}: {say(f'fault.short.{fault}')}", times, part=True)


def _damaged(summary: Summary, say: Say) -> Iterator[Line]:
    """Give the lines about identifiers that a spreadsheet has damaged, if there are any."""
    if summary.damaged:
        yield Line(say("summary.damaged"), summary.damaged.total())
    for (side, role), times in sorted(summary.damaged.items()):
        yield Line(f"{say(f'side.{side}')}: {role}", times, part=True)


def show(summary: Summary, say: Say, *, err: bool = False) -> None:
    """Print a summary, as a table on a terminal and as plain lines elsewhere."""
    stream = sys.stderr if err else sys.stdout
    found = lines(summary, say)
    if stream.isatty():
        _show_table(found, err=err)
        return
    width = max(len(line.label) for line in found) + 2
    for label, count, part in found:
        click.echo(f"{'  ' * part + label:<{width}} {count:>10}", err=err)


def _show_table(found: list[Line], *, err: bool) -> None:
    # Late: rich takes longer to load than a small job takes to run.
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for label, count, part in found:
        table.add_row("  " * part + label, str(count), style=None if part else "bold")
    Console(stderr=err).print(table)
