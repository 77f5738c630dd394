"""Messages as JSON: one open, versioned form for files, tests and any transport that somebody may add.

The order leaves formats to the documentation of the database (MB-4). This one follows the types: every message is an
object with its version, its kind and its fields; what is not given is left out. `schema` describes it as JSON Schema.
"""

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum, IntEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from npmatch.porting.messages import TYPES
from npmatch.porting.messages.base import Message

VERSION = "npmatch-porting/1"
_encode = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` makes an encoder for every call


def dumps(message: Message) -> str:
    """Return a message as JSON.

    >>> from npmatch.porting.messages.operators import NPDonorConfirm
    >>> from npmatch.porting.parties import Party
    >>> dumps(NPDonorConfirm(id="1", sender=Party.DONOR, process="p"))
    '{"version": "npmatch-porting/1", "kind": "M-04", "id": "1", "sender": "DO", "process": "p"}'

    Clause: S-5
    """
    return _encode({"version": VERSION, "kind": message.kind, **_fields(message)})


def _fields(value: Any) -> dict[str, Any]:  # noqa: ANN401  # any dataclass
    given = {name: getattr(value, name) for name in _names(value.__class__)}
    return {name: _plain(found) for name, found in given.items() if found is not None}


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401  # any dataclass
    return tuple(field.name for field in fields(kind))


def plain(value: object) -> object:
    """Return a record, or any value that a message may hold, as what JSON knows; records say their type.

    >>> from npmatch.porting.applications.forms import Enclosure
    >>> plain(Enclosure("d"))
    {'type': 'Enclosure', 'digest': 'd', 'sealed': ''}

    Clause: S-5
    """
    return _plain(value)


def rebuilt(kind: Any, value: object) -> Any:  # noqa: ANN401  # types are values here
    """Return what `plain` was made of; ``kind`` is its type.

    Raises ValueError if it is of another type.

    >>> from npmatch.porting.applications.forms import Enclosure
    >>> rebuilt(Enclosure, {"type": "Enclosure", "digest": "d"}) == Enclosure("d")
    True

    Clause: S-5
    """
    return _read(kind, value, getattr(kind, "__name__", "value"))


def _plain(value: Any) -> Any:  # noqa: ANN401  # what a field may hold
    if type(value) is str:  # most are
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return {"type": type(value).__name__, **_fields(value)} if is_dataclass(value) else value


def loads(text: str) -> Message:
    """Read a message back.

    Raises ValueError for another version, an unknown kind or field, or a value that its field cannot hold. The text
    of the error names fields and never quotes values.

    >>> loads('{"version": "npmatch-porting/2"}')
    Traceback (most recent call last):
    ...
    ValueError: version: npmatch-porting/1 is expected

    Clause: S-5
    """
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError("no JSON object") from error
    if not isinstance(found, dict):
        raise ValueError("no JSON object")  # noqa: TRY004  # one kind of error for one kind of mistake
    if found.pop("version", None) != VERSION:
        raise ValueError(f"version: {VERSION} is expected")
    kind = TYPES.get(str(found.pop("kind", "")))
    if kind is None:
        raise ValueError("kind: there is no such message")
    made: Message = _build(kind, found)
    return made


def _build(kind: type, given: dict[str, Any]) -> Any:  # noqa: ANN401  # any dataclass
    hints = _hints(kind)
    unknown = set(given) - set(_names(kind)) - {"type"}
    if unknown:
        raise ValueError(f"{kind.__name__}: {len(unknown)} unknown fields")
    values = {name: _read(hints[name], given[name], name) for name in _names(kind) if name in given}
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(f"{kind.__name__}: a mandatory field is missing") from error


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, value: Any, name: str) -> Any:  # noqa: ANN401  # types are values here
    """Read a value as its field's type says; a union is read as the first of its members that fits."""
    if get_origin(hint) in {Union, UnionType}:
        return _first(get_args(hint), value, name)
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint), value, name)
    try:
        return READERS[_shape(hint)](hint, value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"{name}: not a {getattr(hint, '__name__', 'value')}") from error


def _first(members: tuple[Any, ...], value: Any, name: str) -> Any:  # noqa: ANN401  # as above
    for member in members:
        try:
            return _read(member, value, name)
        except ValueError:
            continue
    raise ValueError(f"{name}: none of its types")


def _tuple(members: tuple[Any, ...], value: Any, name: str) -> tuple[Any, ...]:  # noqa: ANN401  # as above
    if not isinstance(value, list):
        raise ValueError(f"{name}: not a list")  # noqa: TRY004  # one kind of error for one kind of mistake
    kinds = members[:1] * len(value) if members[-1] is Ellipsis else members
    return tuple(_read(kind, part, name) for kind, part in zip(kinds, value, strict=True))


def _shape(hint: Any) -> type:  # noqa: ANN401  # as above
    if is_dataclass(hint):
        return object
    return next(shape for shape in _SHAPES if issubclass(hint, shape))


def _exact(hint: type, value: object) -> object:
    if type(value) is not hint:
        raise TypeError
    return value


def _moment(_: type, value: str) -> datetime:
    """Read a moment; one without an offset is none, because nobody knows whose clock it is on."""
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError
    return found


def _length(_: type, value: object) -> timedelta:
    if type(value) is not int:
        raise TypeError
    return timedelta(seconds=value)


def _record(hint: type, value: Any) -> object:  # noqa: ANN401  # as above
    if value.get("type") != hint.__name__:
        raise TypeError
    return _build(hint, value)


_SHAPES = (NoneType, Enum, bool, datetime, date, timedelta, int, str)
READERS: dict[type, Callable[[Any, Any], Any]] = {
    NoneType: _exact,
    Enum: lambda hint, value: hint(_exact(int if issubclass(hint, IntEnum) else str, value)),
    bool: _exact,
    datetime: _moment,
    date: lambda _, value: date.fromisoformat(value),
    timedelta: _length,
    int: _exact,
    str: _exact,
    object: _record,
}


# the schema


def schema() -> dict[str, Any]:
    """Return the JSON Schema of all messages.

    >>> len(schema()["oneOf"]) == len(TYPES)
    True

    Clause: S-5
    """
    kinds = [_message(kind) for kind in TYPES.values()]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Messages of number porting, {VERSION}",
        "oneOf": kinds,
    }


def _message(kind: type[Message]) -> dict[str, Any]:
    made = _object(kind)
    fixed = {"version": {"const": VERSION}, "kind": {"const": kind.KIND.id}}
    made["title"] = f"{kind.KIND.id} {kind.KIND.name}".strip()
    made["properties"] = {**fixed, **made["properties"]}
    made["required"] = [*fixed, *made["required"], *([] if kind.KIND.opens else ["process"])]
    made["properties"]["sender"] = {"enum": [party.value for party in kind.KIND.senders]}
    return made


def _object(kind: Any) -> dict[str, Any]:  # noqa: ANN401  # any dataclass
    hints = _hints(kind)
    required = [field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING]
    properties = {name: _described(hints[name]) for name in _names(kind)}
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


PLAIN = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


def _described(hint: Any) -> dict[str, Any]:  # noqa: ANN401  # types are values here
    if get_origin(hint) in {Union, UnionType}:
        return {"anyOf": [_described(member) for member in get_args(hint)]}
    if get_origin(hint) is tuple:
        return _list(get_args(hint))
    if is_dataclass(hint):
        made = _object(hint)
        made["properties"] = {"type": {"const": getattr(hint, "__name__", "")}, **made["properties"]}
        made["required"] = ["type", *made["required"]]
        return made
    if issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    if issubclass(hint, (date, datetime)):
        return {"type": "string", "format": "date-time" if issubclass(hint, datetime) else "date"}
    return {"type": PLAIN[hint]}


def _list(members: tuple[Any, ...]) -> dict[str, Any]:
    if members[-1] is Ellipsis:
        return {"type": "array", "items": _described(members[0])}
    return {"type": "array", "prefixItems": [_described(member) for member in members], "items": False}
