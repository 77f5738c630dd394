"""Snapshots: a process or a letter as JSON, and back. Messages inside them have the form of the exchange (S-5)."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from npmatch.actors.letters import Letter
from npmatch.porting.codes import Code, Finding, Refusal
from npmatch.porting.messages.operators import NPCreate, NPReverse
from npmatch.porting.moments import written
from npmatch.porting.parties import Party, Terms
from npmatch.porting.process import Line, Process, Timer
from npmatch.porting.readings import STANDARD, Readings
from npmatch.porting.schedule import Book, Break
from npmatch.porting.states import State
from npmatch.porting.wire import dumps, loads

Plain = dict[str, Any]
_encode = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` makes an encoder for every call


def write_letter(letter: Letter) -> str:
    """Return a letter as JSON."""
    return _encode([dumps(letter.message), letter.origin, letter.to, letter.role.value])


def read_letter(text: str) -> Letter:
    """Read a letter back."""
    message, origin, to, role = json.loads(text)
    return Letter(loads(message), origin, to, Party(role))


Seen = Iterable[tuple[str, str]]


def write_schedule(book: Book, seen: Seen) -> str:
    """Return the breaks and outages of a schedule as JSON, and the operators and ids of the messages about them."""
    breaks = [(one.id, one.system, one.region, _at(one.start), _at(one.end), one.long) for one in book.breaks]
    outages = {system: (_at(since), until and _at(until)) for system, (since, until) in book.outages.items()}
    return json.dumps({"breaks": breaks, "outages": outages, "seen": list(seen)}, ensure_ascii=False)


def read_schedule(text: str, book: Book) -> Seen:
    """Put breaks and outages back into a schedule, and return operators and ids."""
    if not text:
        return ()
    kept: Plain = json.loads(text)
    book.breaks = tuple(
        Break(name, system, region, _moment(start), _moment(end), long)
        for name, system, region, start, end, long in kept["breaks"]
    )
    book.outages = {
        name: (_moment(since), until and _moment(until)) for name, (since, until) in kept["outages"].items()
    }
    return ((operator, message) for operator, message in kept["seen"])


def write_process(process: Process) -> str:
    """Return a process as JSON, but for its numbers and what it has seen, of which most stays as it was.

    Its readings are the keeper's and are not written.
    """
    kept = process._asdict()
    for name in ("readings", "lines", "seen"):
        del kept[name]
    kept |= {
        "port": _at(process.port),
        "base": _at(process.base),
        "facts": {name: written(at) for name, at in process.facts.items()},
        "days": _dates(process.days),
        "timers": _timers(process.timers),
        "reasons": [[finding.code.value, finding.number, finding.field] for finding in process.reasons],
        "create": process.create and dumps(process.create),
    }
    return _encode(kept)


def read_process(text: str, lines: Iterable[str], seen: Iterable[str], readings: Readings = STANDARD) -> Process:
    """Read a process back, with its numbers and the ids of the messages that it has seen."""
    kept: Plain = json.loads(text)
    create = kept["create"] and loads(kept["create"])
    kept |= {
        "state": State(kept["state"]),
        "terms": Terms(kept["terms"]),
        "port": _moment(kept["port"]),
        "base": _moment(kept["base"]),
        "lines": tuple(map(_read_line, lines)),
        "facts": _moments(kept["facts"]),
        "days": _days(kept["days"]),
        "timers": _read_timers(kept["timers"]),
        "seen": frozenset(seen),
        "reasons": tuple(Finding(_code(code), number, name) for code, number, name in kept["reasons"]),
        "create": create if isinstance(create, NPCreate) else None,
    }
    return Process(**kept, readings=readings)


def write_line(line: Line) -> str:
    """Return one number of a process as JSON."""
    kept = line._asdict() | {
        "port": line.port and _at(line.port),
        "back_port": line.back_port and _at(line.back_port),
        "facts": {name: written(at) for name, at in line.facts.items()},
        "days": _dates(line.days),
        "timers": _timers(line.timers),
        "asked": line.asked and dumps(line.asked),
    }
    return _encode(kept)


def _read_line(text: str) -> Line:
    kept: Plain = json.loads(text)
    asked = kept["asked"] and loads(kept["asked"])
    states = {name: kept[name] and State(kept[name]) for name in ("state", "back", "debt", "returning")}
    moments = {name: kept[name] and _moment(kept[name]) for name in ("port", "back_port")}
    more = {"facts": _moments(kept["facts"]), "days": _days(kept["days"]), "timers": _read_timers(kept["timers"])}
    return Line(**(kept | states | moments | more | {"asked": asked if isinstance(asked, NPReverse) else None}))


def _at(moment: datetime) -> str:
    return written(moment)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _dates(values: Mapping[str, date]) -> dict[str, str]:
    return {name: value.isoformat() for name, value in values.items()}


def _moments(values: Mapping[str, str]) -> dict[str, datetime]:
    return {name: datetime.fromisoformat(value) for name, value in values.items()}


def _days(values: Mapping[str, str]) -> dict[str, date]:
    return {name: date.fromisoformat(value) for name, value in values.items()}


def _timers(timers: Iterable[Timer]) -> list[tuple[str, str, bool]]:
    return [(timer.name, written(timer.at), timer.passed) for timer in timers]


def _read_timers(rows: Iterable[tuple[str, str, bool]]) -> tuple[Timer, ...]:
    return tuple(Timer(name, datetime.fromisoformat(at), passed) for name, at, passed in rows)


def _code(value: int | str) -> Code | Refusal:
    return Code(value) if isinstance(value, int) else Refusal(value)
