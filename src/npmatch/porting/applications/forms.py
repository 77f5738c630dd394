"""The records of Appendix 5: I individuals, II legal entities and entrepreneurs, III procurement customers.

Every field has a default, because an application may lack anything: what is missing is found by `check`, not by a
constructor. No repr shows what a field holds.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime

from npmatch.porting.parties import Terms


class Masked:
    """A record whose repr says which fields are filled and never what they hold.

    >>> PersonApplication(surname="Крылов")
    PersonApplication(surname)
    """

    __slots__ = ()

    def __repr__(self) -> str:
        own = fields(self)  # type: ignore[arg-type]  # every subclass is a dataclass
        filled = [field.name for field in own if getattr(self, field.name) != field.default]
        return f"{type(self).__name__}({', '.join(filled)})"


@dataclass(frozen=True, slots=True, repr=False)
class Enclosure(Masked):
    """An encrypted copy of a document: the database carries it and neither stores nor reads it (MB-7).

    ``digest`` names the contents, ``sealed`` is the encrypted text in whatever form the exchange uses.
    """

    digest: str
    sealed: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Address(Masked):
    """A registration address or a seat.

    Clause: 5/I.1
    """

    region: str = ""
    district: str = ""
    city: str = ""
    street: str = ""
    house: str = ""
    building: str = ""
    flat: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Document(Masked):
    """An identity document.

    Clause: 5/I.2
    """

    kind: str = ""
    series: str = ""
    number: str = ""
    issued_by: str = ""
    issued: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Representative(Masked):
    """Who acts for a legal entity or an entrepreneur, as M-01 names him.

    Clause: 2/П2.1
    """

    full_name: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Authority(Masked):
    """The document that empowers the representative: its name and its date.

    Clause: 5/II.3
    """

    name: str = ""
    issued: date | None = None


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Wishes(Masked):
    """What all applications ask for: between whom, which numbers, when, and from which contract date.

    ``port`` None: the recipient chooses the hour of the earliest day (P-127).

    Clause: 5
    """

    donor: str = ""
    recipient: str = ""
    numbers: tuple[str, ...] = ()
    region: str = ""
    filed: datetime | None = None
    port: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class PersonApplication(Wishes):
    """I. Application of an individual.

    Clause: 5/I
    """

    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    address: Address = Address()
    document: Document = Document()
    ends_contract: bool = False
    wants_port: bool = False
    agrees_prepaid: bool = False
    agrees_to_pay_debts: bool = False
    agrees_to_suspension: bool = False
    agrees_to_data_processing: bool = False


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class LegalApplication(Wishes):
    """II. Application of a legal entity. ``wants_person_terms`` is the tick of F-2.8.

    ``aliases``: further names in the same document; ``nonresident``: it need not have an INN. Both are for matching.

    Clause: 5/II
    """

    name: str = ""
    aliases: tuple[str, ...] = ()
    seat: Address = Address()
    inn: str = ""
    nonresident: bool = False
    representative: Representative = Representative()
    authority: Authority = Authority()
    ends_contract: bool = False
    wants_port: bool = False
    wants_person_terms: bool | None = None
    at_most_fifty_numbers: bool = False
    staff_consented: bool = False


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class EntrepreneurApplication(LegalApplication):
    """II. Application of an individual entrepreneur: a person's data in place of the organisation's name.

    Clause: 5/II.1
    """

    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    document: Document = Document()
    certificate: str = ""


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class ProcurementApplication(Wishes):
    """III. What a porting under point 154 rests on: no application, but a procurement contract.

    ``purchase_id``: the id of a competitive purchase, the notice number or the identification code (44-FZ), or the
    notice number under 223-FZ (C-15). ``contract_copy`` is needed if the site does not show the contract. ``aliases``
    and ``nonresident`` are those of `LegalApplication`.

    Clause: 5/III
    """

    name: str = ""
    aliases: tuple[str, ...] = ()
    seat: Address = Address()
    inn: str = ""
    nonresident: bool = False
    purchase_id: str = ""
    contract_copy: Enclosure | None = None


Application = PersonApplication | LegalApplication | EntrepreneurApplication | ProcurementApplication


def terms_of(form: Application, *, individual: bool = False) -> Terms:
    """Return on whose terms an application is carried out.

    An entrepreneur ports as a legal entity, or on a person's terms if he asked for them; under the reading
    ``ip_terms="individual"`` (``individual=True``) he is always treated as a person.

    >>> terms_of(LegalApplication(wants_person_terms=True)).value
    'LE1'

    Clause: 5/II.8
    """
    if isinstance(form, PersonApplication):
        return Terms.PERSON
    if isinstance(form, ProcurementApplication):
        return Terms.PROCUREMENT
    if isinstance(form, EntrepreneurApplication) and individual:
        return Terms.PERSON
    return Terms.LEGAL_TYPE1 if form.wants_person_terms else Terms.LEGAL
