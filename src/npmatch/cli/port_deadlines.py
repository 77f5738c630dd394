"""``npmatch port deadlines``: every bound of one porting, on exact clocks."""

import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import click

from npmatch.cli.errors import Complaint, ExitCode
from npmatch.cli.language import Say
from npmatch.cli.port_words import json_option, lined_up, moment, region_of, say_json
from npmatch.cli.speaking import SpeakingCommand, lang_option
from npmatch.porting.calendars import RussianCalendar
from npmatch.porting.deadlines import DEADLINES, Row, Timeline, Window, window
from npmatch.porting.deadlines.bounds import STARTS
from npmatch.porting.editions import LATEST, Edition
from npmatch.porting.parties import Terms
from npmatch.porting.readings import OPTIONS, Readings
from npmatch.tables import parse

CLASSES = {
    "person": Terms.PERSON,
    "legal": Terms.LEGAL,
    "legal1": Terms.LEGAL_TYPE1,
    "procurement": Terms.PROCUREMENT,
}
WRITTEN = ("contract.end", "released", "break.day")
"""Events of which the order counts the written date."""
_GIVEN = {"app.filed", "port", "base", "contract", "breach", "hung"}


def command(say: Say) -> click.Command:
    """Return the command in the language of ``say``."""

    def deadlines(**values: Any) -> ExitCode:  # noqa: ANN401  # what Click found
        return _run(say, values)

    made = SpeakingCommand("deadlines", callback=deadlines, params=_parameters(say), help=say("port.deadlines.help"))
    made.say = say
    return made


def _parameters(say: Say) -> list[click.Parameter]:
    time = say("metavar.moment")
    editions = click.Choice([edition.value for edition in Edition])
    readings = ", ".join(OPTIONS)
    return [
        click.Option(
            ["--class", "terms"],
            type=click.Choice(list(CLASSES)),
            required=True,
            help=say("port.option.class"),
        ),
        click.Option(["--filed"], required=True, metavar=time, help=say("port.option.filed")),
        click.Option(["--start"], required=True, metavar=time, help=say("port.option.start")),
        click.Option(["--region"], required=True, metavar=say("metavar.region"), help=say("port.option.region")),
        click.Option(
            ["--edition"],
            type=editions,
            default=LATEST.value,
            show_default=True,
            help=say("port.option.edition"),
        ),
        click.Option(["--event"], multiple=True, metavar=say("metavar.event"), help=say("port.option.event")),
        click.Option(
            ["--reading"],
            multiple=True,
            metavar=say("metavar.reading"),
            help=say("port.option.reading", names=readings),
        ),
        json_option(say),
        lang_option(say),
    ]


def _run(say: Say, values: dict[str, Any]) -> ExitCode:
    edition = Edition(values["edition"])
    line = _timeline(values, edition, say)
    found = [Bound(row, window(row, line)) for row in DEADLINES[edition] if line.terms in row.terms]
    if not found:
        raise Complaint(ExitCode.USAGE, say("port.deadlines.none"))
    if values["as_json"]:
        say_json([bound.as_object() for bound in found])
    else:
        _show(found, say)
    if any(bound.row.id == "P-126" and bound.window and not bound.window.holds(line.facts["port"]) for bound in found):
        click.echo(say("port.deadlines.start"), err=True)
    return ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Bound:
    """A row and its window; None if what it counts from has not happened."""

    row: Row
    window: Window | None

    def as_object(self) -> dict[str, str | None]:
        """Return it as JSON has it: a bound that has not begun has no ends."""
        ends = (None, None) if self.window is None else (self.window.earliest, self.window.latest)
        earliest, latest = (None if end is None else end.isoformat() for end in ends)
        return {
            "id": self.row.id,
            "action": self.row.action,
            "actor": self.row.actor.value,
            "clause": self.row.cited,
            "earliest": earliest,
            "latest": latest,
        }


def _show(found: list[Bound], say: Say) -> None:
    begun = (bound for bound in found if bound.window is not None)
    for line in lined_up([say("port.deadlines.columns").split("|"), *(_cells(bound, say) for bound in begun)]):
        click.echo(line)
    waiting = [bound.row.id for bound in found if bound.window is None]
    if waiting:
        click.echo("\n" + say("port.deadlines.waiting", ids=", ".join(dict.fromkeys(waiting))))


def _cells(bound: Bound, say: Say) -> list[str]:
    plain = bound.as_object()
    ends = ((plain[name] or "").replace("T", " ") for name in ("earliest", "latest"))
    return [bound.row.id, bound.row.actor.value, *ends, action(bound.row.action, say)]


@cache
def _russian() -> Mapping[str, str]:
    data = pkgutil.get_data(__name__, "actions.tsv") or b""
    return {row["action"]: row["ru"] for row in parse("actions.tsv", data.decode("utf-8")).rows}


def action(english: str, say: Say) -> str:
    """Return what is to be done in the language of ``say``.

    >>> action("cancel", Say("ru"))
    'отказаться от переноса'
    """
    return _russian()[english] if say.language == "ru" else english


def _timeline(values: Mapping[str, Any], edition: Edition, say: Say) -> Timeline:
    terms, zone = CLASSES[values["terms"]], region_of(values["region"], say).zone
    filed = _moment(values["filed"], zone, "--filed", say)
    start = _moment(values["start"], zone, "--start", say)
    facts = {"port": start, "base": start}
    if terms is not Terms.PROCUREMENT:
        facts["app.filed"] = filed
    days = {"contract": filed.astimezone(zone).date()}
    happened, dated = _events(values["event"], zone, edition, say)
    return Timeline(
        terms=terms,
        zone=zone,
        facts=facts | happened,
        days=days | dated,
        readings=_readings(values["reading"], say),
        calendar=RussianCalendar(),
    )


def _moment(text: str, zone: ZoneInfo, option: str, say: Say) -> datetime:
    found = moment(text, zone)
    if found is None:
        raise Complaint(ExitCode.USAGE, say("port.moment", option=option))
    return found


def _events(
    texts: tuple[str, ...], zone: ZoneInfo, edition: Edition, say: Say
) -> tuple[dict[str, datetime], dict[str, date]]:
    known, facts, days = events(edition), {}, {}
    for text in texts:
        name, _, value = text.partition("=")
        if name not in known:
            raise Complaint(ExitCode.USAGE, say("port.event", names=", ".join(known)))
        at = _moment(value, zone, "--event", say)
        if name in WRITTEN:
            days[name] = at.date()
        else:
            facts[name] = at
    return facts, days


def events(edition: Edition = LATEST) -> tuple[str, ...]:
    """Return the events that rows of an edition count from, beside the filing and the start.

    >>> "do.rx(x.CreateForward)" in events()
    True
    """
    ends = (end for row in DEADLINES[edition] for end in (row.latest, row.earliest) if end is not None)
    found = {anchor for end in ends for anchor in _anchors(end)}
    return tuple(sorted(found - _GIVEN - STARTS.keys() | {"sent(M-22)"}))


def _anchors(bound: object) -> Iterator[str]:
    if not is_dataclass(bound):
        return
    for field in fields(bound):
        value = getattr(bound, field.name)
        if field.name == "anchor":
            yield value
        yield from _anchors(value)


def _readings(texts: tuple[str, ...], say: Say) -> Readings:
    chosen: dict[str, Any] = {}
    for text in texts:
        name, _, value = text.partition("=")
        if value not in OPTIONS.get(name, ()):
            options = "; ".join(f"{known}={'|'.join(choices)}" for known, choices in OPTIONS.items())
            raise Complaint(ExitCode.USAGE, say("port.reading", options=options))
        chosen[name] = value
    return Readings(**chosen)
