"""From the cells of a row to the kind of subscriber it speaks of."""

from enum import StrEnum
from functools import cache

from npmatch.batch.columns import Fields, Role, plain, table
from npmatch.batch.faults import Fault

_SIGNS = "\"'«»„“”\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}.,:()"


class Kind(StrEnum):
    """The kinds of subscriber, under the names that an output carries."""

    PERSON = "person"
    IP = "ip"
    ORG = "org"
    CUSTOMER = "customer"


class CellError(Exception):
    """A cell that says nothing known: which fault, in the column of which role."""

    def __init__(self, fault: Fault, role: Role) -> None:
        super().__init__(f"{fault}: {role}")
        self.fault = fault
        self.role = role


@cache
def _answers(role: str) -> dict[str, str]:
    return {plain(row["value"]): row["means"] for row in table("values.tsv") if row["role"] == role}


@cache
def _prefixes() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row["value"].casefold().split()) for row in table("values.tsv") if row["role"] == "prefix")


def is_answer(role: Role, cell: str) -> bool:
    """Say whether a cell of a column with a closed set of answers holds one of them.

    >>> is_answer(Role.KIND, "Физ. лицо"), is_answer(Role.NONRESIDENT, "Иванов")
    (True, False)
    """
    return plain(cell) in _answers(role)


def kind_of(fields: Fields) -> Kind:
    """Return the kind of subscriber: what the kind column says, else what the filled fields tell.

    Raises CellError if the kind column says something unknown.

    >>> kind_of(Fields({Role.SURNAME: "Иванов", Role.DOCUMENT: "4508 123456"}))
    <Kind.PERSON: 'person'>
    >>> kind_of(Fields({Role.FULL_NAME: "ИП Иванов Иван"}))
    <Kind.IP: 'ip'>
    >>> kind_of(Fields({Role.INN: "7707083893"}, ("ООО «Ромашка»",)))
    <Kind.ORG: 'org'>
    """
    said = fields.get(Role.KIND).strip()
    if not said:
        return _kind_by_fields(fields)
    means = _answers("kind").get(plain(said))
    if means is None:
        raise CellError(Fault.UNKNOWN_KIND, Role.KIND)
    return _with_purchase(Kind(means), fields)


def _kind_by_fields(fields: Fields) -> Kind:
    if _is_sole_proprietor(fields):
        return Kind.IP
    if fields.names and not _has_person(fields):
        return _with_purchase(Kind.ORG, fields)
    if fields.get(Role.INN).strip() and not document(fields):
        return Kind.IP if _has_person(fields) else _with_purchase(Kind.ORG, fields)
    return Kind.PERSON


def _is_sole_proprietor(fields: Fields) -> bool:
    """Say whether a whole name begins as a sole proprietor's does; an INN of ten digits is an organisation's."""
    if len(plain(fields.get(Role.INN))) == 10:
        return False
    whole = (fields.get(Role.FULL_NAME), fields.get(Role.SURNAME), *fields.names[:1])
    return any(without_prefix(name) is not None for name in whole)


def _has_person(fields: Fields) -> bool:
    return any(fields.get(role).strip() for role in (Role.SURNAME, Role.GIVEN_NAME, Role.FULL_NAME))


def _with_purchase(kind: Kind, fields: Fields) -> Kind:
    """Return CUSTOMER for an organisation that names a purchase: nobody else has one."""
    return Kind.CUSTOMER if kind is Kind.ORG and fields.get(Role.PURCHASE_ID).strip() else kind


def document(fields: Fields) -> str:
    """Return series and number as one string, from one column or from two."""
    whole = fields.get(Role.DOCUMENT)
    if whole.strip():
        return whole
    return " ".join(part for part in (fields.get(Role.SERIES), fields.get(Role.NUMBER)) if part.strip())


def without_prefix(whole: str) -> str | None:
    """Return the name of a sole proprietor without the words for it; None if it does not begin with them.

    >>> without_prefix('ИП "Иванов Иван"')
    '"Иванов Иван"'
    >>> without_prefix("И.П. Иванов") is None
    True
    """
    words = whole.split()
    bare = tuple(word.strip(_SIGNS).casefold() for word in words[:2])
    for prefix in _prefixes():
        if bare[: len(prefix)] == prefix:
            return " ".join(words[len(prefix) :])
    return None


def nonresident(cell: str) -> bool:
    """Say whether a cell calls the subscriber a non-resident; an empty one does not.

    Raises CellError if it says neither yes nor no.

    >>> nonresident("Да"), nonresident("")
    (True, False)
    """
    said = plain(cell)
    if not said:
        return False
    means = _answers("nonresident").get(said)
    if means is None:
        raise CellError(Fault.UNKNOWN_FLAG, Role.NONRESIDENT)
    return means == "yes"
