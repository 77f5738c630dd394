"""What an application lacks or contradicts: 7131-7133 for I and II, 7134-7135 for III, and one region (MB-9).

Findings name fields by their id in Appendix 5 (F-1.1 ... F-3.4) and never quote them. All of them are returned, never
the first only.
"""

from collections.abc import Callable, Iterable, Iterator

from npmatch.porting.applications.forms import (
    Address,
    Application,
    Document,
    EntrepreneurApplication,
    LegalApplication,
    PersonApplication,
    ProcurementApplication,
    Wishes,
)
from npmatch.porting.codes import Code, Finding

MOST_NUMBERS_OF_TYPE_1 = 50
"""F-2.8: who wants a person's terms confirms that he has no more numbers than this."""

RegionsOf = Callable[[str], frozenset[str]]
"""Tells the regions of a number, several for a joint territory; empty if it is in no range or in all regions."""


def _place(address: Address) -> bool:
    """Say whether region and house are there; the other parts of an address need not exist everywhere."""
    return bool(address.region and address.house)


def _identified(document: Document) -> bool:
    """Say whether a document identifies: it may lack a series, but not kind, number, issuer or date."""
    return bool(document.kind and document.number and document.issued_by and document.issued)


def _common(wishes: Wishes) -> Iterator[tuple[str, bool]]:
    yield "numbers", bool(wishes.numbers)
    yield "donor", bool(wishes.donor)
    yield "recipient", bool(wishes.recipient)


def _person(form: PersonApplication) -> Iterator[tuple[str, bool]]:
    given = dict(_common(form))
    yield "F-1.1", bool(form.surname and form.given_name) and _place(form.address)
    yield "F-1.2", _identified(form.document)
    yield "F-1.3", form.ends_contract and given["donor"]
    yield "F-1.4", form.wants_port and given["recipient"]
    yield "F-1.5", given["numbers"]
    yield "F-1.7", form.agrees_prepaid
    yield "F-1.8", form.agrees_to_pay_debts
    yield "F-1.9", form.agrees_to_suspension
    yield "F-1.10", form.agrees_to_data_processing


def _applicant(form: LegalApplication) -> tuple[str, bool]:
    if isinstance(form, EntrepreneurApplication):
        named = bool(form.surname and form.given_name and form.certificate)
        return "F-2.1.2", named and _identified(form.document)
    return "F-2.1.1", bool(form.name) and _place(form.seat)


def _legal(form: LegalApplication) -> Iterator[tuple[str, bool]]:
    given = dict(_common(form))
    who = form.representative
    # an entrepreneur may act for himself
    acts = isinstance(form, EntrepreneurApplication) and not who.full_name
    yield _applicant(form)
    yield "F-2.2", bool(form.inn) or form.nonresident
    yield "F-2.3", acts or bool(who.full_name and who.position and form.authority.name and form.authority.issued)
    yield "F-2.4", form.ends_contract and given["donor"]
    yield "F-2.5", form.wants_port and given["recipient"]
    yield "F-2.6", given["numbers"]
    # the wish is a choice, so silence is a gap; «yes» without the confirmation contradicts itself
    yield "F-2.8", form.wants_person_terms is not None and (not form.wants_person_terms or _few(form))
    yield "F-2.9", form.staff_consented


def _few(form: LegalApplication) -> bool:
    return form.at_most_fifty_numbers and len(form.numbers) <= MOST_NUMBERS_OF_TYPE_1


def _procurement(form: ProcurementApplication) -> Iterator[tuple[str, bool]]:
    yield "F-3.1", bool(form.name and (form.inn or form.nonresident)) and _place(form.seat)
    yield "F-3.3", bool(form.donor and form.numbers)
    yield "F-3.4", form.port is not None


def check(form: Application, regions_of: RegionsOf | None = None) -> tuple[Finding, ...]:
    """Return everything that is missing, contradictory or of a wrong region in an application.

    ``regions_of`` tells the regions of a number; without it the region rule is not checked.

    >>> check(ProcurementApplication(numbers=("9001234567",)))[0]
    Finding(code=7134, field='F-3.1', number=None)
    >>> [str(int(f.code)) for f in check(ProcurementApplication())][-1]
    '7135'

    Clause: 5
    """
    findings = list(_gaps(form))
    if isinstance(form, ProcurementApplication) and not form.purchase_id and form.contract_copy is None:
        findings.append(Finding(Code.E_7135, field="F-3.2"))
    if regions_of is not None:
        findings.extend(one_region(form.numbers, form.region, regions_of))
    return tuple(findings)


def _gaps(form: Application) -> Iterator[Finding]:
    if isinstance(form, ProcurementApplication):
        code, fields = Code.E_7134, _procurement(form)
    elif isinstance(form, PersonApplication):
        code, fields = Code.E_7131, _person(form)
    else:
        code, fields = Code.E_7131, _legal(form)
    return (Finding(code, field=name) for name, filled in fields if not filled)


def one_region(numbers: Iterable[str], region: str, regions_of: RegionsOf) -> Iterator[Finding]:
    """Find every number that does not belong to the region's resource; unknown numbers are for 3014 to name.

    >>> list(one_region(["9001234567"], "77", lambda number: frozenset({"78"})))
    [Finding(code=7102, field='region', number=given)]

    Clause: MB-9
    """
    for number in numbers:
        found = regions_of(number)
        if found and region not in found:
            yield Finding(Code.E_7102, number, "region")


def compare_with_message(form: Application, sent: Application | None, *, copied: bool) -> tuple[Finding, ...]:
    """Compare the copy of an application with the data that came in the message, both written by the recipient.

    ``form``: what the copy says; ``sent``: what the message says; ``copied``: whether the message has the copy. An
    address differs here too (7132), though it never decides who somebody is (C-24).

    >>> compare_with_message(PersonApplication(surname="А"), PersonApplication(surname="Б"), copied=True)
    (Finding(code=7132, field='', number=None),)

    Clause: 4
    """
    if isinstance(form, ProcurementApplication):
        return () if sent == form else (Finding(Code.E_7134),)
    missing = () if copied and sent is not None else (Finding(Code.E_7133),)
    differs = (Finding(Code.E_7132),) if sent is not None and sent != form else ()
    return missing + differs
