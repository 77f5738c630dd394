"""The copy of an application that goes with the message: sealed, named by a digest, and compared with what was sent."""

import hashlib
from collections.abc import Iterator
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
    return Enclosure(hashlib.sha256("\x1f".join(_texts(form)).encode()).hexdigest())


def _texts(value: object) -> Iterator[str]:
    if is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__
        for name in _names(type(value)):
            yield from _texts(getattr(value, name))
    else:
        yield str(value)


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401  # any dataclass
    return tuple(field.name for field in fields(kind))


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
