"""The donor: checks who asks and for what, tells of debts before the port, and asks for them after it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from npmatch.actors.contracts import Contracts, Debt
from npmatch.actors.letters import DATABASE, Letter, Sending
from npmatch.actors.pace import between, share
from npmatch.porting.codes import Code, Finding
from npmatch.porting.deadlines import Timeline, Window, due
from npmatch.porting.messages.base import Message
from npmatch.porting.messages.operators import (
    NPCancel,
    NPDonorAccept,
    NPDonorConfirm,
    NPDonorInfo,
    NPDonorReject,
    NPResume,
    NPSuspendCancel,
    NPSuspendExec,
    NPSuspendRequest,
)
from npmatch.porting.messages.own import CreateForward
from npmatch.porting.parties import Party, Terms
from npmatch.porting.regions import zone_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = frozenset({Debt.LATER_PAID, Debt.LATER_SUSPENDED, Debt.LATER_LAPSED})


class Donor:
    """The desk of an operator that gives numbers away.

    Clause: P-136
    """

    def __init__(self, name: str, contracts: Contracts) -> None:
        self.name = name
        self.contracts = contracts
        self.leaving: dict[str, timedelta] = {}
        self._owed: dict[str, Debt] = {}

    def check(self, request: CreateForward, now: datetime) -> Iterator[Sending]:
        """Take a request and answer it in time: M-04 and then the debts, or M-06 with every reason.

        Clause: 3/1.4-1.16
        """
        at = now + between(request.id, HOUR, 20 * HOUR)
        found = self.contracts.check(request)
        if found:
            yield self._send(NPDonorReject(id=f"{request.id}/check", reasons=found, **self._from(request)), at)
            return
        yield self._send(NPDonorConfirm(id=f"{request.id}/check", **self._from(request)), at)
        withdrawn = [self.leaving[number] for number in request.numbers if number in self.leaving]
        if withdrawn:
            yield self._send(NPCancel(id=f"{request.id}/cancel", **self._from(request)), at + withdrawn[0])
        if request.terms is not Terms.PROCUREMENT:
            yield from self._debts(request, at)

    def _debts(self, request: CreateForward, checked: datetime) -> Iterator[Sending]:
        held = (self.contracts.get(number) for number in request.numbers)
        debts = {contract.debt for contract in held if contract is not None}
        if debts & {Debt.UNPAID, Debt.PAID}:
            yield from self._told(request, checked, paid=Debt.UNPAID not in debts)
            return
        way = share(request.id, 10)
        at = checked + between(f"{request.id}/debt", timedelta(minutes=2), 8 * HOUR)
        if way < 6:  # most confirm at once, some say that there is no debt, and some are silent (MB-13)
            yield self._send(NPDonorAccept(id=f"{request.id}/accept", **self._from(request)), at)
        elif way < 8:
            yield self._send(NPDonorInfo(id=f"{request.id}/debt", debt=False, **self._from(request)), at)

    def _told(self, request: CreateForward, checked: datetime, *, paid: bool) -> Iterator[Sending]:
        told, fixed = self._windows(request, checked)
        if told.latest is None or fixed.earliest is None:
            return
        at = max(checked + timedelta(minutes=2), told.latest - 6 * HOUR)
        yield self._send(NPDonorInfo(id=f"{request.id}/debt", debt=True, **self._from(request)), at)
        final = fixed.earliest + 2 * HOUR
        if paid:
            yield self._send(NPDonorAccept(id=f"{request.id}/accept", **self._from(request)), final)
            return
        owing = (self.contracts.get(number) for number in request.numbers)
        reasons = tuple(Finding(Code.E_7003, held.number) for held in owing if held and held.debt is Debt.UNPAID)
        yield self._send(NPDonorReject(id=f"{request.id}/final", reasons=reasons, **self._from(request)), final)

    def _windows(self, request: CreateForward, checked: datetime) -> tuple[Window, Window]:
        facts = {"port": request.port, "cdb.rx(M-04)": checked}
        line = Timeline(terms=request.terms, zone=zone_of(request.region), facts=facts)
        rows = ("T-1.11", "T-1.14") if request.terms is Terms.LEGAL else ("T-1.10", "T-1.13")
        told, fixed = (due(row, line) or Window(None, None) for row in rows)
        return told, fixed

    def gone(self, message: Message, number: str, now: datetime) -> Iterator[Sending]:
        """Take M-25: the contract for the number ends, and a debt that shows up later is told in its time.

        Clause: 3/5.1
        """
        held = self.contracts.get(number)
        self.contracts.end(number)
        if held is not None and held.debt in LATER:
            self._owed[number] = held.debt
            at = now + 31 * DAY + between(message.id, HOUR, 20 * DAY)
            yield self._send(NPSuspendRequest(id=f"{message.id}/debt", number=number, **self._from(message)), at)
            yield from self._claim(message, number, held.debt, at)

    def _claim(self, message: Message, number: str, debt: Debt, told: datetime) -> Iterator[Sending]:
        if debt is Debt.LATER_PAID:
            paid = told + 6 * DAY
            settled = NPSuspendCancel(id=f"{message.id}/paid", number=number, paid=paid, **self._from(message))
            yield self._send(settled, paid + HOUR)
        elif debt is Debt.LATER_SUSPENDED:
            suspend = NPSuspendExec(id=f"{message.id}/suspend", number=number, **self._from(message))
            yield self._send(suspend, told + 12 * DAY)

    def suspended(self, message: Message, number: str, now: datetime) -> Iterator[Sending]:
        """Take M-13: now the subscriber pays, and the service may go on.

        Clause: 3/5.3
        """
        paid = now + between(message.id, DAY, 9 * DAY)
        yield self._send(NPResume(id=f"{message.id}/resume", number=number, paid=paid, **self._from(message)), paid)

    def _from(self, message: Message) -> dict[str, Any]:
        return {"sender": Party.DONOR, "process": message.process or ""}

    def _send(self, message: Message, at: datetime) -> Sending:
        return Sending(Letter(message, self.name, DATABASE), at)
