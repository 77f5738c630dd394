"""Parties of a porting and the terms on which a subscriber ports: the nouns that every other module uses."""

from enum import StrEnum
from typing import Self


class Party(StrEnum):
    """Who sends, receives or must act; the value is the short form used in tables.

    >>> Party("DO").russian
    'оператор-донор'

    Clause: 3
    """

    russian: str

    def __new__(cls, value: str, russian: str = "") -> Self:
        """Give the member its short form and its Russian name."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.russian = russian
        return member

    RECIPIENT = "RO", "оператор-реципиент"
    DONOR = "DO", "оператор-донор"
    DATABASE = "CDB", "оператор базы данных"
    HOLDER = "HO", "оператор, которому выделен ресурс нумерации"
    OTHERS = "OO", "иные операторы связи"
    SUBSCRIBER = "SUB", "абонент"
    REGULATOR = "RKN", "орган контроля и надзора"


OPERATORS = (Party.RECIPIENT, Party.DONOR)
"""The two operators between whom a number moves."""


class Terms(StrEnum):
    """The class of a subscriber: it decides bounds, messages and codes.

    An entrepreneur ports on the terms of a legal entity, or of type 1 if he asks for them (C-26, C-27).

    >>> Terms("P154").has_debt_stage, Terms.PERSON.earliest_day
    (False, 8)

    Clause: 3/1
    """

    PERSON = "IND"
    LEGAL_TYPE1 = "LE1"
    LEGAL = "LE"
    PROCUREMENT = "P154"

    @property
    def has_debt_stage(self) -> bool:
        """Whether debt messages exist at all: never for a procurement customer (MB-11 г)."""
        return self is not Terms.PROCUREMENT

    @property
    def earliest_day(self) -> int | None:
        """The first day for the transfer, counted from the contract; None where the contract alone decides (P-126)."""
        return {Terms.PERSON: 8, Terms.LEGAL_TYPE1: 8, Terms.LEGAL: 29}.get(self)
