"""From the cells of a row to the record to compare: the general way, which most rows do without."""

from collections.abc import Mapping
from typing import Any

from npmatch.batch.columns import Fields, Role
from npmatch.batch.rows import Kind, document, nonresident, without_prefix
from npmatch.profiles import PROFILES, Profile
from npmatch.records import Customer, Entrepreneur, Organization, Person, Record

PROFILE: Mapping[Kind, Profile] = {Kind(profile.kind): profile for profile in PROFILES.values()}
"""Who is compared on what, by kind."""


def record(kind: Kind, fields: Fields) -> Record:
    """Return the record of a row, read as a subscriber of this kind.

    Raises CellError if the cell about non-residents says neither yes nor no.

    >>> record(Kind.IP, Fields({Role.FULL_NAME: "ИП Иванов Иван Иванович"})).patronymic
    'Иванович'

    Clause: 6/3
    """
    if kind is Kind.PERSON:
        return Person(*_person(fields), document(fields))
    if kind is Kind.IP:
        return Entrepreneur(*_person(fields), fields.get(Role.INN))
    if kind is Kind.ORG:
        return Organization(*_organisation(fields))
    return Customer(*_organisation(fields), fields.get(Role.PURCHASE_ID))


def values(kind: Kind, fields: Fields) -> tuple[Any, ...]:
    """Return what the fields of a kind look at in a row.

    Raises CellError if the cell about non-residents says neither yes nor no.

    >>> values(Kind.ORG, Fields({Role.INN: "7707083893"}, ("ООО «Ромашка»", "Ромашка")))
    (('ООО «Ромашка»', 'Ромашка'), ('7707083893', False))

    Clause: 6/3
    """
    return PROFILE[kind].values(record(kind, fields))


def _person(fields: Fields) -> tuple[str, str, str]:
    surname, given_name = fields.get(Role.SURNAME), fields.get(Role.GIVEN_NAME)
    if surname.strip() or given_name.strip():
        bare = without_prefix(surname)
        return surname if bare is None else bare, given_name, fields.get(Role.PATRONYMIC)
    return split_name(fields.get(Role.FULL_NAME) or (fields.names[0] if fields.names else ""))


def split_name(whole: str) -> tuple[str, str, str]:
    """Return surname, given name and patronymic of a whole name in this order; the rest is patronymic.

    >>> split_name("Индивидуальный предприниматель Мамедов Али Гасан оглы")
    ('Мамедов', 'Али', 'Гасан оглы')
    >>> split_name("Ким")
    ('Ким', '', '')
    """
    bare = without_prefix(whole)
    surname, given_name, patronymic, *_ = [*(whole if bare is None else bare).split(maxsplit=2), "", "", ""]
    return surname, given_name, patronymic.rstrip()


def _organisation(fields: Fields) -> tuple[str, str, tuple[str, ...], bool]:
    name, *aliases = fields.names or (fields.get(Role.FULL_NAME),)
    return name, fields.get(Role.INN), tuple(aliases), nonresident(fields.get(Role.NONRESIDENT))
