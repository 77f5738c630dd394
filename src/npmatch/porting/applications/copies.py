"""The copy of an application that goes with the message: sealed, named by a digest, and compared with what was sent."""

import hashlib
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from npmatch.porting.applications.forms import Application, Enclosure, ProcurementApplication
from npmatch.porting.codes import Code, Finding


def enclose(form: Application) -> Enclosure:
    """Return the copy of an application, as its digest; the sealed text itself is the transport's (MB-7).

    >>> from npmatch.porting.applications.forms import PersonApplication
    >>> enclose(PersonApplication(surname="А")) == enclose(PersonApplication(surname="Б"))
    False

    Clause: MB-10
    """
    texts: list[str] = []
    _write(form, texts)
    return Enclosure(hashlib.sha256("\x1f".join(texts).encode()).hexdigest())


def _write(value: object, texts: list[str]) -> None:
    kind: Any = type(value)
    names = _names(kind)
    if not names:
        texts.append(str(value))
        return
    texts.append(kind.__name__)
    for name in names:
        _write(getattr(value, name), texts)


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401  # any type
    """Return the names of the fields of a record; nothing else has any."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def check_copy(sent: Application | None, copy: Enclosure | None) -> tuple[Finding, ...]:
    """Find what is wrong with the papers of a message: 7133 if one is missing, 7132 if they differ.

    Procurement customers file no application, so nothing is copied. Who has both texts open calls
    `compare_with_message`.

    >>> from npmatch.porting.applications.forms import PersonApplication
    >>> check_copy(PersonApplication(), None)
    (Finding(code=7133, field='', number=None),)

    Clause: 4, MB-10
    """
    if isinstance(sent, ProcurementApplication):
        return ()
    if sent is None or copy is None:
        return (Finding(Code.E_7133),)
    return () if copy.digest == enclose(sent).digest else (Finding(Code.E_7132),)
