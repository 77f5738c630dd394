"""Profiles: how an export is to be read, written down once in TOML.

    encoding = "cp1251"
    on = "Номер телефона"

    [columns]
    surname = "Фам."
    alias = ["Краткое", "Другое"]

Tables ``[application]`` and ``[contract]`` hold the columns of one side only.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from npmatch.batch.columns import ORGANISATION_NAMES, Mapped, Role, Side
from npmatch.batch.dialect import DELIMITER_NAMES, DELIMITERS, ENCODINGS
from npmatch.batch.exports import Options
from npmatch.batch.faults import BatchError, Fault, Place
from npmatch.batch.inputs import read_start
from npmatch.batch.rows import Kind

SIDES: Mapping[str, Side | None] = {"columns": None, "application": Side.APPLICATION, "contract": Side.CONTRACT}
"""The tables of a profile, and whose columns they hold."""

MAPPABLE = tuple(role for role in Role if role is not Role.NUMBER_BESIDE_SERIES)
"""What a column can be said to hold."""

_LIMIT = 1 << 20
_TEXT = '"text"'
_SIGNS = {**{sign: sign for sign in DELIMITERS}, **DELIMITER_NAMES}

Refuse = Callable[[Fault, str, str], NoReturn]


def read_profile(path: Path) -> Options:
    """Return the options that a profile holds.

    Raises BatchError if it cannot be read, is no TOML, or has a key or a value that means nothing.
    """
    import tomllib  # noqa: PLC0415  # late: only for profiles

    data = read_start(path, _LIMIT)
    text = data.decode("utf-8-sig", errors="replace")
    try:
        found = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BatchError(Fault.PROFILE_SYNTAX, Place(str(path), line)) from None
    except tomllib.TOMLDecodeError as error:
        raise BatchError(Fault.PROFILE_SYNTAX, Place(str(path), _line_of_error(error, text))) from None

    def refuse(fault: Fault, key: str, hint: str) -> NoReturn:
        raise BatchError(fault, Place(str(path), _line_of_key(text, key)), key=key, hint=hint)

    return _options(found, refuse)


def profile_of(found: Mapping[str, Any]) -> Options:
    """Return the options that the content of a profile makes, for callers who have it as data.

    Raises BatchError as `read_profile`.

    >>> profile_of({"kind": "org", "columns": {"name": "Firma"}}).kind
    'org'
    """

    def refuse(fault: Fault, key: str, hint: str) -> NoReturn:
        raise BatchError(fault, Place("profile"), key=key, hint=hint)

    return _options(found, refuse)


def _options(found: Mapping[str, Any], refuse: Refuse) -> Options:
    for key in found:
        if key not in {"encoding", "delimiter", "on", "kind", *SIDES}:
            refuse(Fault.PROFILE_KEY, key, "")
    encoding = _choice(found, "encoding", {name: name for name in ENCODINGS}, refuse)
    delimiter = _choice(found, "delimiter", _SIGNS, refuse)
    kind = _choice(found, "kind", {kind.value: kind.value for kind in Kind}, refuse)
    on = found.get("on")
    if on is not None and not isinstance(on, str):
        refuse(Fault.PROFILE_VALUE, "on", _TEXT)
    mapped = tuple(item for name, side in SIDES.items() for item in _mapped(found.get(name, {}), name, side, refuse))
    return Options(on, encoding, delimiter, mapped, kind)


def _choice(found: Mapping[str, Any], key: str, choices: Mapping[str, str], refuse: Refuse) -> str | None:
    value = found.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or value not in choices:
        refuse(Fault.PROFILE_VALUE, key, ", ".join(choice for choice in choices if choice.isprintable()))
    return choices[value]


def _mapped(columns: object, table: str, side: Side | None, refuse: Refuse) -> Iterator[Mapped]:
    if not isinstance(columns, dict):
        refuse(Fault.PROFILE_VALUE, table, f"[{table}]")
    for key, value in columns.items():
        if key not in MAPPABLE:
            refuse(Fault.PROFILE_KEY, key, "")
        role = Role(key)
        for header in value if isinstance(value, list) and role in ORGANISATION_NAMES else [value]:
            if not isinstance(header, str):
                refuse(Fault.PROFILE_VALUE, key, _TEXT)
            yield Mapped(role, header, side)


def _line_of_error(error: ValueError, text: str) -> int:
    # Only newer versions of Python have it as a number.
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else text.count("\n") + 1


def _line_of_key(text: str, key: str) -> int | None:
    found = re.search(rf"""^[ \t\[]*["']?{re.escape(key)}["']?[ \t]*[=.\]]""", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else None
