"""The four kinds of record that Appendix 6 compares, as an operator's system holds them.

An *application* is the record that the recipient sends, a *contract* the record that the donor holds; both are of
the same types. A ``None`` in a field means the empty string. ``repr`` tells which fields are filled, never with what.
"""

from dataclasses import dataclass, fields

from npmatch.policy import string, strings


class _Record:
    """What the four kinds share: checked fields and a masked repr."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for name in type(self).__match_args__:  # type: ignore[attr-defined]  # given by dataclass
            value = getattr(self, name)
            # string(name, value), after a look that settles nearly every field
            if type(value) is not str or name in _CHECKS:
                object.__setattr__(self, name, _CHECKS.get(name, string)(name, value))

    def __repr__(self) -> str:
        names = (field.name for field in fields(self))  # type: ignore[arg-type]  # a dataclass below
        shown = (f"{name}={'***' if getattr(self, name) else '-'}" for name in names)
        return f"{type(self).__name__}({', '.join(shown)})"


def _flag(name: str, value: object) -> bool:
    if value is None:
        return False
    if not isinstance(value, bool):
        raise TypeError(f"{name}: True or False is asked for, not {type(value).__name__}")
    return value


_CHECKS = {"aliases": strings, "nonresident": _flag}


@dataclass(frozen=True, slots=True, repr=False)
class Person(_Record):
    """A natural person; ``document`` is series and number of the passport as one string.

    Raises TypeError for a value that is not a string.

    >>> Person("Иванов", "Иван", document="4508 123456")
    Person(surname=***, given_name=***, patronymic=-, document=***)

    Clause: 6/1.1, 6/3.1
    """

    surname: str
    given_name: str = ""
    patronymic: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Entrepreneur(_Record):
    """A sole proprietor (индивидуальный предприниматель).

    Raises TypeError for a value that is not a string.

    >>> Entrepreneur("Иванов", "Иван", "Иванович", "500100732259").inn
    '500100732259'

    Clause: 6/1.2, 6/3.3
    """

    surname: str
    given_name: str = ""
    patronymic: str = ""
    inn: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Organization(_Record):
    """A legal entity; ``aliases`` are further names that the same document lists for it.

    ``nonresident`` says that the organisation is a non-resident, which need not have an INN.
    Raises TypeError for a value that is not a string, and for aliases that are one string.

    >>> Organization("ООО «Ромашка»", "7707083893")
    Organization(name=***, inn=***, aliases=-, nonresident=-)

    Clause: 6/1.2, 6/3.2
    """

    name: str
    inn: str = ""
    aliases: tuple[str, ...] = ()
    nonresident: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Customer(_Record):
    """A public procurement customer (point 154 of the Rules): an organisation and the id of its purchase.

    Raises TypeError as Organization does.

    >>> Customer("ГБУ «Парк»", "7707083893", purchase_id="0173100001234000001").aliases
    ()

    Clause: 6/3.4
    """

    name: str
    inn: str = ""
    aliases: tuple[str, ...] = ()
    nonresident: bool = False
    purchase_id: str = ""


Record = Person | Entrepreneur | Organization | Customer
