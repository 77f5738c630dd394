"""Коды ошибок: why a porting is refused. The 26 codes of Appendix 4, and the two refusals of the model itself.

Appendix 4 is exhaustive (MB-6): nothing but these codes may stop a porting. `Refusal` is what the exchange answers
to a message that cannot be; it never ends a process.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from npmatch.porting.parties import Party, Terms
from npmatch.porting.reading_tables import read


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One row of Appendix 4: Russian name, situation in both languages, senders, clauses of the Rules, footnotes."""

    row: int
    name: str
    situation: str
    situation_ru: str
    senders: frozenset[Party]
    clauses: str
    stars: frozenset[str]


class Code(IntEnum):
    """A code of Appendix 4, in the order of its rows.

    >>> Code.E_7004.russian
    'Несоответствие данных абонента данным, указанным в договоре с оператором-донором'
    >>> Code.E_7003.used_for(Terms.PROCUREMENT), Code.E_7135.told_to_subscriber(Terms.PROCUREMENT)
    (False, False)

    Clause: 4
    """

    E_2015 = 2015
    E_3013 = 3013
    E_3014 = 3014
    E_3016 = 3016
    E_7001 = 7001
    E_7003 = 7003
    E_7004 = 7004
    E_7005 = 7005
    E_7008 = 7008
    E_7011 = 7011
    E_7009 = 7009
    E_7012 = 7012
    E_7014 = 7014
    E_7016 = 7016
    E_7060 = 7060
    E_7061 = 7061
    E_7100 = 7100
    E_7101 = 7101
    E_7102 = 7102
    E_7110 = 7110
    E_3012 = 3012
    E_7131 = 7131
    E_7132 = 7132
    E_7133 = 7133
    E_7134 = 7134
    E_7135 = 7135

    @property
    def facts(self) -> CodeRow:
        """The row of Appendix 4."""
        return ROWS[self]

    @property
    def russian(self) -> str:
        """The name of the error as the order prints it."""
        return ROWS[self].name

    def used_for(self, terms: Terms) -> bool:
        """Whether the code can arise for subscribers of these terms: footnote * and the nature of each code."""
        if terms is Terms.PROCUREMENT:
            return self not in NEVER_FOR_PROCUREMENT
        return self not in ONLY_FOR_PROCUREMENT and (self is not Code.E_7011 or terms is Terms.LEGAL_TYPE1)

    def told_to_subscriber(self, terms: Terms) -> bool:
        """Whether the subscriber gets a notice of impossibility: all but footnote ** under point 154."""
        return not (terms is Terms.PROCUREMENT and "**" in ROWS[self].stars)


class Refusal(StrEnum):
    """Why the database refuses a message, not a porting: these are the model's own and no codes of Appendix 4.

    >>> Refusal("x.WRONG_STATE").name
    'WRONG_STATE'

    Clause: 3
    """

    #: G-1: the state does not expect this message, or a guard of its row fails.
    WRONG_STATE = "x.WRONG_STATE"
    #: G-2: the message came outside a bound that closes for good.
    OUT_OF_TIME = "x.OUT_OF_TIME"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason, for one number or for the whole message (``number`` None); ``field`` names a field of Appendix 5.

    The repr shows no telephone number, because numbers count as personal data (S-6).

    >>> Finding(Code.E_3014, "9001234567")
    Finding(code=3014, field='', number=given)
    """

    code: Code | Refusal
    number: str | None = None
    field: str = ""

    def __repr__(self) -> str:
        code = self.code.value
        return f"Finding(code={code}, field={self.field!r}, number={'given' if self.number else None})"


def _rows() -> dict[Code, CodeRow]:
    return {
        Code(int(row["code"])): CodeRow(
            row=int(row["row"]),
            name=row["name"],
            situation=row["situation"],
            situation_ru=row["situation_ru"],
            senders=frozenset(Party(sender) for sender in row["senders"].split(",")),
            clauses=row["clauses"],
            stars=frozenset(row["stars"].split()),
        )
        for row in read("codes.tsv").rows
    }


ROWS = _rows()
ONLY_FOR_PROCUREMENT = frozenset({Code.E_7014, Code.E_7016, Code.E_7134, Code.E_7135})
APPLICATION_CODES = frozenset({Code.E_7131, Code.E_7132, Code.E_7133})
NEVER_FOR_PROCUREMENT = APPLICATION_CODES | {code for code, row in ROWS.items() if "*" in row.stars}
CANCEL_CODES = {Party.RECIPIENT: Code.E_7060, Party.DONOR: Code.E_7061}
"""The code that a cancellation gets, by the operator that sends it."""
DATABASE_CODES = frozenset(code for code, row in ROWS.items() if Party.DATABASE in row.senders)
"""What the check of point 133 may find (2.1 row 5)."""
DONOR_CODES = frozenset(code for code, row in ROWS.items() if Party.DONOR in row.senders) - {Code.E_7003, Code.E_7061}
"""What the check of point 136 may find (2.1 row 7); 7003 belongs to the debt stage."""


def allowed(findings: tuple[Finding, ...], among: frozenset[Code], terms: Terms) -> bool:
    """Say whether there are findings, all of them of ``among`` and usable for these terms.

    >>> allowed((Finding(Code.E_7003),), DONOR_CODES, Terms.PERSON)
    False
    """
    codes = {finding.code for finding in findings}
    return bool(codes) and all(isinstance(c, Code) and c in among and c.used_for(terms) for c in codes)


def silent(findings: tuple[Finding, ...], terms: Terms) -> bool:
    """Say whether the recipient simply initiates again, without a notice to the subscriber.

    >>> silent((Finding(Code.E_7134),), Terms.PROCUREMENT), silent((Finding(Code.E_7110),), Terms.PERSON)
    (True, False)

    Clause: 4
    """
    codes = [finding.code for finding in findings]
    return bool(codes) and all(isinstance(c, Code) and not c.told_to_subscriber(terms) for c in codes)
