"""Applications as JSON or TOML: objects whose keys are the fields of Appendix 5 by their names in code."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import UnionType
from typing import Any, Never, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from npmatch.batch.keys import phone
from npmatch.cli.errors import Complaint, ExitCode
from npmatch.cli.language import Say
from npmatch.cli.port_words import moment
from npmatch.porting.applications import (
    Application,
    EntrepreneurApplication,
    LegalApplication,
    PersonApplication,
    ProcurementApplication,
)
from npmatch.porting.regions import MOSCOW, REGIONS

KINDS: Mapping[str, type[Application]] = {
    "person": PersonApplication,
    "ip": EntrepreneurApplication,
    "org": LegalApplication,
    "customer": ProcurementApplication,
}
"""What ``kind`` may say; the words are those of ``npmatch match``."""


def parse(text: str, say: Say) -> dict[str, Any]:
    """Return the object that a text holds: JSON if it opens with a brace, TOML otherwise.

    Raises Complaint, naming the line but no value.
    """
    try:
        found: dict[str, Any] = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except json.JSONDecodeError as error:
        told = say("explain.bad_json", line=error.lineno, column=error.colno)
        raise Complaint(ExitCode.DATA, told) from None
    except tomllib.TOMLDecodeError:
        raise Complaint(ExitCode.DATA, say("port.check.toml")) from None
    except (RecursionError, ValueError):  # too deep, or a number of too many digits
        raise Complaint(ExitCode.DATA, say("port.check.object")) from None
    return found


def application(plain: Mapping[str, Any], say: Say) -> Application:
    """Return the application that an object describes.

    Raises Complaint, naming fields that there are and quoting nothing, if it describes none.
    """
    kind = plain.get("kind")
    if not (isinstance(kind, str) and kind in KINDS):
        raise Complaint(ExitCode.DATA, say("port.check.kind", kinds=", ".join(KINDS)))
    rest = {key: value for key, value in plain.items() if key != "kind"}
    region = rest.get("region")
    zone = REGIONS[region].zone if isinstance(region, str) and region in REGIONS else MOSCOW
    made: Application = _Reader(say, zone).record(KINDS[kind], rest, "")
    return made


class _Reader:
    """Reads plain values as the types that the fields of a record have."""

    def __init__(self, say: Say, zone: ZoneInfo) -> None:
        self._say = say
        self._zone = zone

    def record(self, kind: type[Any], plain: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401  # of that kind
        hints = get_type_hints(kind)
        known = [field.name for field in fields(kind)]
        if not plain.keys() <= set(known):
            said = self._say("port.check.unknown", place=path.rstrip(".") or "-", fields=", ".join(known))
            raise Complaint(ExitCode.DATA, said)
        given = {name: value for name, value in plain.items() if value is not None}
        return kind(**{name: self._value(hints[name], value, path + name) for name, value in given.items()})

    def _value(self, hint: Any, value: object, path: str) -> object:  # noqa: ANN401  # a type, or a union of types
        wanted = get_args(hint)[0] if isinstance(hint, UnionType) else hint
        if is_dataclass(wanted) and isinstance(value, dict) and isinstance(wanted, type):
            return self.record(wanted, value, f"{path}.")
        if wanted in (str, bool) and isinstance(value, wanted):
            return value
        if wanted in (date, datetime):
            return self._time(wanted, value, path)
        if get_origin(wanted) is tuple and isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(phone(item) or item for item in value)
        return self._wrong(path)

    def _time(self, wanted: type, value: object, path: str) -> date | datetime:
        text = value.isoformat() if isinstance(value, date) else value
        found = moment(text, self._zone) if isinstance(text, str) else None
        if found is None:
            self._wrong(path)
        return found if wanted is datetime else found.date()

    def _wrong(self, path: str) -> Never:
        raise Complaint(ExitCode.DATA, self._say("port.check.value", field=path))
