"""Applications made of records: what Appendix 5 asks for besides who somebody is, filled in."""

from datetime import date, datetime

from npmatch.porting.applications.forms import (
    Address,
    Application,
    Authority,
    Document,
    EntrepreneurApplication,
    LegalApplication,
    PersonApplication,
    ProcurementApplication,
    Representative,
)
from npmatch.porting.parties import Terms
from npmatch.records import Customer, Entrepreneur, Organization, Person, Record

PLACE = Address(region="given", house="given")
PAPER = Document(kind="passport", number="given", issued_by="given", issued=date(2016, 1, 19))
CLERK = Representative(full_name="given", position="given")
AUTHORITY = Authority(name="given", issued=date(2026, 1, 12))
WISHES = {"ends_contract": True, "wants_port": True}
PERSONAL = {
    "agrees_prepaid": True,
    "agrees_to_pay_debts": True,
    "agrees_to_suspension": True,
    "agrees_to_data_processing": True,
}


def terms_of_record(record: Record, *, quick: bool = False) -> Terms:
    """Return the terms on which a record's owner ports; ``quick``: a legal entity asks for a person's terms.

    >>> terms_of_record(Organization("ООО «Ромашка»"), quick=True).value
    'LE1'

    Clause: 5/II.8
    """
    if isinstance(record, Person):
        return Terms.PERSON
    if isinstance(record, Customer):
        return Terms.PROCUREMENT
    return Terms.LEGAL_TYPE1 if quick else Terms.LEGAL


def form_of(  # noqa: PLR0913  # an application has all of these
    record: Record,
    *,
    donor: str,
    recipient: str,
    numbers: tuple[str, ...],
    region: str,
    port: datetime,
    filed: datetime,
    quick: bool = False,
) -> Application:
    """Return the application of a record's owner, with everything that the form asks for.

    Clause: 5
    """
    common = {
        "donor": donor or "given",
        "recipient": recipient,
        "numbers": numbers,
        "region": region,
        "port": port,
        "filed": filed,
    }
    return _filled(record, common, quick=quick)


def _filled(record: Record, common: dict[str, object], *, quick: bool) -> Application:
    if isinstance(record, Customer):
        bought = {**_named(record), "purchase_id": record.purchase_id}
        return ProcurementApplication(seat=PLACE, **bought, **common)  # type: ignore[arg-type]  # fields by name
    wishes: dict[str, object] = {**common, **WISHES}
    if isinstance(record, Person):
        paper = Document(PAPER.kind, "", record.document, PAPER.issued_by, PAPER.issued)
        names = {"surname": record.surname, "given_name": record.given_name, "patronymic": record.patronymic}
        wishes |= {**names, **PERSONAL}
        return PersonApplication(address=PLACE, document=paper, **wishes)  # type: ignore[arg-type]  # fields by name
    wishes |= {"wants_person_terms": quick, "at_most_fifty_numbers": True, "staff_consented": True}
    wishes |= {"representative": CLERK, "authority": AUTHORITY}
    if isinstance(record, Organization):
        return LegalApplication(seat=PLACE, **_named(record), **wishes)  # type: ignore[arg-type]  # fields by name
    return _entrepreneur(record, wishes)


def _named(record: Organization | Customer) -> dict[str, object]:
    return {"name": record.name, "inn": record.inn, "aliases": record.aliases, "nonresident": record.nonresident}


def _entrepreneur(record: Entrepreneur, wishes: dict[str, object]) -> Application:
    names = {"surname": record.surname, "given_name": record.given_name, "patronymic": record.patronymic}
    wishes |= {**names, "inn": record.inn, "certificate": "given"}
    return EntrepreneurApplication(document=PAPER, **wishes)  # type: ignore[arg-type]  # fields by name
