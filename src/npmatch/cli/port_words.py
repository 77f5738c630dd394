"""What the commands about the process share: how they say JSON and tables, and how they read moments and regions."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from npmatch.cli.errors import Complaint, ExitCode
from npmatch.cli.language import Say
from npmatch.porting.regions import REGIONS, Region

_YEARS = range(1900, 3000)
"""Beyond them the calendar itself would end before a deadline does."""


def json_option(say: Say) -> click.Option:
    """Return the option ``--json``."""
    return click.Option(["--json", "as_json"], is_flag=True, help=say("port.option.json"))


def say_json(found: object) -> None:
    """Say something on stdout as JSON; names and codes are never translated."""
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


def lined_up(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return rows of cells as lines whose columns stand below each other.

    >>> lined_up([["a", "b"], ["long", "c"]])
    ['a     b', 'long  c']
    """
    table = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]


def moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Read a moment in ISO 8601; without an offset it is on the clock of ``zone``. None if it is no moment.

    >>> moment("2026-12-01T08:00", ZoneInfo("Asia/Kamchatka")).isoformat()
    '2026-12-01T08:00:00+12:00'
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.year not in _YEARS:
        return None
    return found.replace(tzinfo=zone) if found.tzinfo is None else found


def region_of(text: str, say: Say) -> Region:
    """Return a region by its two-digit code or its name. Raises Complaint if there is none."""
    wanted = text.strip().casefold()
    found = REGIONS.get(wanted.zfill(2)) or {region.name.casefold(): region for region in REGIONS.values()}.get(wanted)
    if found is None:
        raise Complaint(ExitCode.USAGE, say("port.region"))
    return found
