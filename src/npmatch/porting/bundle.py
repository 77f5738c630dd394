"""The evidence of one process as text: one JSON object a line, the first of which is the header with the head."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from npmatch.porting.evidence import Entry, Fact, Head, Record, verify_process
from npmatch.porting.parties import Party

FORMAT = "npmatch-evidence/1"


def export(records: Sequence[Record]) -> str:
    """Return the records of one process as a bundle.

    Raises ValueError if they are none, or not whole.

    Clause: S-1
    """
    if not records or not verify_process(records):
        raise ValueError("a bundle holds the whole evidence of one process")
    header = {"format": FORMAT, "process": records[0].entry.process, "count": len(records), "head": records[-1].digest}
    lines = [header, *(_plain(record) for record in records)]
    return "".join(json.dumps(line, ensure_ascii=True) + "\n" for line in lines)


def _plain(record: Record) -> dict[str, Any]:
    return {**record._asdict(), "entry": {**record.entry._asdict(), "at": record.entry.at.isoformat()}}


def parse(text: str) -> tuple[tuple[Record, ...], Head]:
    """Read a bundle back: its records and its head, checked.

    Raises ValueError for another format or version, a line that cannot be read, or evidence that was tampered with;
    the message names the line.

    >>> parse('{"format": "npmatch-evidence/9"}')
    Traceback (most recent call last):
    ...
    ValueError: line 1: the format is not npmatch-evidence/1

    Clause: S-2, S-5
    """
    lines = text.splitlines()
    header = _object(lines, 0)
    if header.get("format") != FORMAT:
        raise ValueError(f"line 1: the format is not {FORMAT}")
    records = tuple(_record(_object(lines, place), place) for place in range(1, len(lines)))
    head = Head(int(header["count"]), str(header["head"]))
    found = verify_process(records, head)
    if not found:
        raise ValueError(f"record {found.number}: {found.reason}")
    return records, head


def _object(lines: list[str], place: int) -> dict[str, Any]:
    try:
        found = json.loads(lines[place])
    except (IndexError, json.JSONDecodeError) as error:
        raise ValueError(f"line {place + 1}: no JSON object") from error
    if not isinstance(found, dict):
        raise ValueError(f"line {place + 1}: no JSON object")  # noqa: TRY004  # one kind of error for one mistake
    return found


def _record(found: dict[str, Any], place: int) -> Record:
    try:
        entry = dict(found["entry"])
        entry["sender"], entry["receiver"] = Party(entry["sender"]), Party(entry["receiver"])
        entry["fact"], entry["at"] = Fact(entry["fact"]), datetime.fromisoformat(entry["at"])
        entry["codes"] = tuple(entry["codes"])
        return Record(**{**found, "entry": Entry(**entry)})
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"line {place + 1}: no record") from error
