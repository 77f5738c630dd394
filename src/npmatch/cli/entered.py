"""Records that somebody enters one by one: ``surname=Иванов`` on the command line, or an object of a JSON file."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from npmatch.batch.columns import ORGANISATION_NAMES, Fields, Role, role_of
from npmatch.batch.records import record
from npmatch.batch.rows import CellError, Kind, kind_of
from npmatch.cli.errors import Complaint, ExitCode
from npmatch.cli.language import Say
from npmatch.records import Record

ENTERED = tuple(role for role in Role if role not in {Role.PHONE, Role.KIND, Role.NUMBER_BESIDE_SERIES})
"""What can be said of a record; a field may also go by any header that means the same."""

Pairs = Iterable[tuple[str, str]]


class Entered(NamedTuple):
    """An application and a contract as entered, and their kind."""

    kind: Kind
    application: Record
    contract: Record


def enter(application: Pairs, contract: Pairs, kind: str | None, say: Say, code: ExitCode) -> Entered:
    """Return the two records that pairs of field and value make; without ``kind`` the application's fields tell it.

    Raises Complaint with ``code`` for an unknown field, naming the fields that there are.
    """
    asked, held = _fields(application, say, code), _fields(contract, say, code)
    try:
        found = Kind(kind) if kind else kind_of(asked)
        return Entered(found, record(found, asked), record(found, held))
    except CellError as error:
        raise Complaint(code, say(f"fault.{error.fault}")) from None


def _fields(pairs: Pairs, say: Say, code: ExitCode) -> Fields:
    values: dict[Role, str] = {}
    names: list[tuple[int, str]] = []
    for field, value in pairs:
        role = role_of(field)
        if role not in ENTERED:
            raise Complaint(code, say("explain.unknown_field", fields=", ".join(ENTERED)))
        if role in ORGANISATION_NAMES:
            names.append((ORGANISATION_NAMES.index(role), value))
        else:
            values[role] = value
    ordered = sorted(names, key=lambda name: name[0])
    return Fields(values, tuple(name for _, name in ordered if name.strip()))


def pair(text: str, say: Say) -> tuple[str, str]:
    """Return field and value of ``field=value``. Raises Complaint, quoting nothing, if there is no ``=``."""
    field, equals, value = text.partition("=")
    if not equals:
        raise Complaint(ExitCode.USAGE, say("explain.no_equals"))
    return field, value


def read_json(text: str, say: Say) -> tuple[list[tuple[str, str]], list[tuple[str, str]], str | None]:
    """Return the pairs of the application and of the contract and the kind, if there is one, of a JSON object.

    Raises Complaint, naming line and column but no value, for anything else.
    """
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        text = say("explain.bad_json", line=error.lineno, column=error.colno)
        raise Complaint(ExitCode.DATA, text) from None
    match found:
        case {"application": dict() as application, "contract": dict() as contract}:
            kind = found.get("kind")
            if kind is None or kind in list(Kind):
                return list(_pairs(application, say)), list(_pairs(contract, say)), kind
        case _:
            pass
    raise Complaint(ExitCode.DATA, say("explain.json_shape", kinds=", ".join(Kind)))


def _pairs(values: Mapping[str, Any], say: Say) -> Iterator[tuple[str, str]]:
    for field, value in values.items():
        match value:
            case None:
                yield field, ""
            case bool() if role_of(field) is Role.NONRESIDENT:
                yield field, "yes" if value else "no"
            case str():
                yield field, value
            case [*several] if role_of(field) in ORGANISATION_NAMES and _all_strings(several):
                yield from ((field, item) for item in several)
            case _:
                raise Complaint(ExitCode.DATA, say("explain.json_value"))


def _all_strings(items: Iterable[object]) -> bool:
    return all(isinstance(item, str) for item in items)
