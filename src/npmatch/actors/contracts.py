"""The contracts of a donor, found by number and by who somebody is, and what point 136 finds wrong with a request."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from npmatch.matching import match
from npmatch.porting.applications.checks import check
from npmatch.porting.applications.copies import check_copy
from npmatch.porting.applications.forms import (
    Application,
    EntrepreneurApplication,
    PersonApplication,
    ProcurementApplication,
)
from npmatch.porting.codes import Code, Finding
from npmatch.porting.messages.own import CreateForward
from npmatch.porting.parties import Terms
from npmatch.porting.refusals import Candidate, Supplied, identity_findings, too_many_numbers
from npmatch.records import Customer, Entrepreneur, Organization, Person, Record


class Debt(StrEnum):
    """What a subscriber owes the donor, and whether he pays it.

    >>> Debt("paid").name
    'PAID'

    Clause: 3/1.8, 3/5.1
    """

    NONE = "none"
    #: There is a debt when it is fixed, and it is paid in time.
    PAID = "paid"
    #: There is a debt when it is fixed, and it is not paid.
    UNPAID = "unpaid"
    #: A debt shows up after the transfer and is paid within ten days.
    LATER_PAID = "later paid"
    #: It is paid only after the service was suspended.
    LATER_SUSPENDED = "later suspended"
    #: It is told, and then the donor lets its right lapse.
    LATER_LAPSED = "later lapsed"


MOST_OTHERS = 100
"""How many other contracts of the same document or INN are looked at: one that matches is enough."""


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract for one number. ``blocked``: by a court or by 45(2); ``sim_lost``: lost and suspended.

    ``keeps_numbers``: whether a procurement contract asks to keep the numbers that it lists (7016).

    Clause: P-136
    """

    number: str
    record: Record
    blocked: bool = False
    sim_lost: bool = False
    keeps_numbers: bool = True
    debt: Debt = Debt.NONE
    region: str = ""

    def __repr__(self) -> str:
        return f"Contract({type(self.record).__name__}, debt={self.debt})"


def record_of(form: Application) -> Record:
    """Return the record to compare: only what Appendix 6 names, never an address (C-24).

    >>> from npmatch.porting.applications.forms import LegalApplication
    >>> record_of(LegalApplication(name="ООО «Ромашка»", inn="7707083893")).inn
    '7707083893'

    Clause: 6/3
    """
    if isinstance(form, PersonApplication):
        document = " ".join(part for part in (form.document.series, form.document.number) if part)
        return Person(form.surname, form.given_name, form.patronymic, document)
    if isinstance(form, EntrepreneurApplication):
        return Entrepreneur(form.surname, form.given_name, form.patronymic, form.inn)
    if isinstance(form, ProcurementApplication):
        return Customer(form.name, form.inn, form.aliases, form.nonresident, form.purchase_id)
    return Organization(form.name, form.inn, form.aliases, form.nonresident)


def _key(record: Record) -> str:
    """Return by what somebody is looked up: the digits of the document, or the INN."""
    known = record.document if isinstance(record, Person) else record.inn
    return known if known.isdigit() else "".join(filter(str.isdigit, known))


class Contracts:
    """All contracts of one donor.

    >>> contracts = Contracts([Contract("9001234567", Person("Крылов", "Иван", document="4508 123456"))])
    >>> contracts.get("9001234567")
    Contract(Person, debt=none)

    Clause: P-136
    """

    def __init__(self, contracts: Iterable[Contract] = ()) -> None:
        self._by_number: dict[str, Contract] = {}
        self._by_person: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for contract in contracts:
            self.add(contract)

    def add(self, contract: Contract) -> None:
        """Add a contract, or put it in the place of the one for the same number."""
        self._by_number[contract.number] = contract
        self._by_person[_key(contract.record)][contract.number] = None

    def get(self, number: str) -> Contract | None:
        """Return the contract for a number, or None."""
        return self._by_number.get(number)

    def end(self, number: str) -> None:
        """End the contract for a number, as its porting does."""
        ended = self._by_number.pop(number, None)
        if ended is not None:
            self._by_person[_key(ended.record)].pop(number, None)

    def check(self, request: CreateForward) -> tuple[Finding, ...]:
        """Return every reason against a request, for all of its numbers: the papers, the numbers, who asks.

        Clause: P-135, P-136, P-140
        """
        return tuple(dict.fromkeys(self._findings(request)))

    def _findings(self, request: CreateForward) -> Iterator[Finding]:
        if request.terms is Terms.PROCUREMENT and request.subscriber is None:
            yield Finding(Code.E_7134)
        else:
            yield from check_copy(request.subscriber, request.application_copy)
        if request.subscriber is None:
            return
        yield from check(request.subscriber)
        applicant = record_of(request.subscriber)
        for number in request.numbers:
            yield from self._about(applicant, number, request)
        yield from too_many_numbers(self._numbers_in(request.region, applicant), request.terms)

    def _numbers_in(self, region: str, applicant: Record) -> int:
        return sum(contract.region in {"", region} for contract in self._held_by(applicant))

    def _held_by(self, applicant: Record) -> Iterator[Contract]:
        """Yield the contracts of a document or INN; who gives none cannot be looked up."""
        key = _key(applicant)
        return (self._by_number[number] for number in self._by_person.get(key, ()) if key)

    def _about(self, applicant: Record, number: str, request: CreateForward) -> Iterator[Finding]:
        contract = self._by_number.get(number)
        supplied = Supplied(purchase=bool(request.purchase_id))
        if contract is None:  # 2015 says that the number is not in use here, and who it is comes beside it
            yield Finding(Code.E_2015, number)
        yield from identity_findings(self._candidates(applicant, contract), number, request.terms, supplied)
        if contract is not None:
            yield from _state(contract, request.terms)

    def _candidates(self, applicant: Record, contract: Contract | None) -> list[Candidate]:
        """Compare with the contract of the number; only if that fails, with everybody of that document or INN."""
        found = [] if contract is None else [_compared(applicant, contract.record, has_number=True)]
        if found and found[0].verdict.matched:
            return found
        others = islice(self._held_by(applicant), MOST_OTHERS)
        found.extend(
            _compared(applicant, other.record, has_number=False)
            for other in others
            if other is not contract and _is_firm(other.record) is _is_firm(applicant)
        )
        return found


def _compared(applicant: Record, held: Record, *, has_number: bool) -> Candidate:
    return Candidate(verdict=match(applicant, _as(applicant, held)), has_number=has_number)


def _as(applicant: Record, held: Record) -> Record:
    """Return the donor's record as the applicant's kind: another kind of subscriber is a mismatch and no error.

    A customer who names no purchase is known by name and INN alone; that the id is missing is for 7135 to say.
    """
    if isinstance(applicant, Customer) and isinstance(held, (Customer, Organization)):
        purchase = held.purchase_id if isinstance(held, Customer) and applicant.purchase_id else applicant.purchase_id
        return Customer(held.name, held.inn, held.aliases, held.nonresident, purchase)
    if type(held) is type(applicant):
        return held
    name = held.surname if isinstance(held, (Person, Entrepreneur)) else held.name
    number = held.document if isinstance(held, Person) else held.inn
    return Person(name, document=number) if isinstance(applicant, Person) else type(applicant)(name, inn=number)


def _is_firm(record: Record) -> bool:
    return isinstance(record, (Organization, Customer))


def _state(contract: Contract, terms: Terms) -> Iterator[Finding]:
    if contract.blocked:
        yield Finding(Code.E_7005, contract.number)
    if contract.sim_lost:
        yield Finding(Code.E_7009, contract.number)
    if terms is Terms.PROCUREMENT and not contract.keeps_numbers:
        yield Finding(Code.E_7016, contract.number)
