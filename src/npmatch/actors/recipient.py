"""The recipient: looks an application over, asks for the port, and does its part of what follows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from npmatch.actors.letters import DATABASE, Letter, Sending
from npmatch.actors.requests import Request, Slip
from npmatch.porting.applications.checks import check
from npmatch.porting.applications.copies import enclose
from npmatch.porting.applications.forms import Enclosure, ProcurementApplication
from npmatch.porting.checks import check_request
from npmatch.porting.codes import Code, Finding
from npmatch.porting.messages.base import Message
from npmatch.porting.messages.database import NPCdbConfirm, NPCdbReject
from npmatch.porting.messages.operators import NPCancel, NPChange, NPCreate, NPReturn, NPReverse
from npmatch.porting.numbering import Plan
from npmatch.porting.parties import Party, Terms

DAY = timedelta(days=1)
AGAIN = {Terms.LEGAL: 29 * DAY, Terms.LEGAL_TYPE1: 8 * DAY, Terms.PERSON: 8 * DAY, Terms.PROCUREMENT: 9 * DAY}
"""How far ahead a new start is agreed on, so that the bounds before it still lie ahead."""


def create(request: Request) -> NPCreate:
    """Return M-01 for a request.

    Clause: 3/1.1
    """
    form = request.application
    purchase = form.purchase_id if isinstance(form, ProcurementApplication) else None
    return NPCreate(
        id=request.id,
        sender=Party.RECIPIENT,
        numbers=request.numbers,
        terms=request.terms,
        region=request.region,
        port=request.port,
        contract_date=request.contract_date,
        filed=None if request.terms is Terms.PROCUREMENT else request.filed,
        subscriber=form,
        application_copy=_copy(request),
        purchase_id=purchase or None,
        linked=request.linked,
    )


def _copy(request: Request) -> Enclosure | None:
    """Return the copy of the application, if there is one and nobody forgot it (MB-10)."""
    if request.terms is Terms.PROCUREMENT or request.slip is Slip.NO_COPY:
        return None
    form = request.application
    return enclose(replace(form, region="") if request.slip is Slip.OTHER_COPY else form)


def precheck(request: Request, asked: NPCreate, plan: Plan) -> tuple[Finding, ...]:
    """Return what the recipient can see to be wrong before it asks: the form, the numbers, the region, the date.

    ``asked`` is the message that it would send.

    Clause: 5, P-126
    """
    return (*check(request.application), *check_request(asked, plan))


class Recipient:
    """The desk of an operator that receives numbers.

    Clause: 3/1
    """

    def __init__(self, name: str, plan: Plan) -> None:
        self.name = name
        self._plan = plan
        self._by_number: dict[str, Request] = {}

    def apply(self, request: Request, now: datetime) -> tuple[Sending, ...]:
        """Send an application on, or conclude no contract and keep the reasons why.

        A procurement contract is concluded before the recipient looks at it, so it is always sent on (2.1 row 3).
        """
        looks = request.checked and request.terms is not Terms.PROCUREMENT
        asked = create(request)
        found = precheck(request, asked, self._plan) if looks else ()
        if found:
            request.answered, request.reasons = True, tuple(finding.code for finding in found)
            return ()
        for number in request.numbers:
            self._by_number[number] = request
        return (Sending(Letter(asked, self.name, DATABASE), now),)

    def confirmed(self, message: NPCdbConfirm, now: datetime) -> Iterator[Sending]:
        """Take M-20: the process has an id and an hour, and the subscriber may have wishes."""
        request = self._by_number.get(message.slots[0].number) if message.slots else None
        if request is None or message.process is None or request.process is not None:
            return
        request.process, request.answered = message.process, True
        wish = request.wish
        if wish.cancel is not None and not wish.at_donor:
            yield self._send(NPCancel(id=f"{request.id}/cancel", **self._from(request)), now + wish.cancel)
        if wish.change is not None and message.port is not None:
            wanted = message.port + wish.change
            yield self._send(NPChange(id=f"{request.id}/change", port=wanted, **self._from(request)), now + DAY)

    def rejected(self, message: NPCdbReject, requests: dict[str, Request]) -> None:
        """Take M-21: of the whole request, or of one message of it."""
        request = requests.get(message.refused) or requests.get(message.process or "")
        codes = tuple(finding.code for finding in message.reasons)
        if request is not None and any(isinstance(code, Code) for code in codes):
            request.answered, request.reasons = True, codes

    def completed(self, message: Message, number: str, now: datetime) -> Iterator[Sending]:
        """Take M-25: the number is here; one that came by mistake, or whose owner leaves, goes again."""
        request = self._by_number.get(number)
        if request is None or request.process != message.process:
            return
        part = f"{request.id}/{request.numbers.index(number) + 1}"  # ids stand in the evidence, so no number (S-6)
        wish = request.wish
        if wish.mistaken is not None:
            asked = NPReverse(
                id=f"{part}/reverse", number=number, erroneous=request.process or "", **self._from(request)
            )
            yield self._send(asked, now + wish.mistaken * DAY)
        block = self._plan.find(number)
        if wish.leaves is not None and block is not None and block.operator != self.name:
            ends = now + wish.leaves * DAY
            back = NPReturn(id=f"{part}/return", number=number, contract_end=ends.date(), **self._from(request))
            yield self._send(back, ends + DAY)

    def again(self, request: Request, now: datetime) -> Request:
        """Return the request that takes up one that was ended for no fault of the subscriber (2.1 row 31).

        Clause: 20
        """
        port = max(request.port, now) + AGAIN[request.terms]
        return replace(
            request,
            id=f"{request.id}+",
            port=port.replace(minute=0, second=0, microsecond=0),
            linked=request.process,
            process=None,
            answered=False,
            checked=False,
        )

    def request_of(self, number: str) -> Request | None:
        """Return the latest request about a number."""
        return self._by_number.get(number)

    def _from(self, request: Request) -> dict[str, Any]:
        return {"sender": Party.RECIPIENT, "process": request.process or ""}

    def _send(self, message: Message, at: datetime) -> Sending:
        return Sending(Letter(message, self.name, DATABASE), at)
