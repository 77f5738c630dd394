"""An operator: a recipient's desk, a donor's desk, and one network behind both."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import ClassVar

from npmatch.actors.contracts import Contract, Contracts, record_of
from npmatch.actors.diary import Diary, NoDiary, Page, Told
from npmatch.actors.diary import read as read_page
from npmatch.actors.donor import Donor
from npmatch.actors.letters import DATABASE, Letter, Sending
from npmatch.actors.network import Network
from npmatch.actors.pace import between
from npmatch.actors.recipient import Recipient
from npmatch.actors.requests import Request
from npmatch.actors.snapshots import read_letter, write_letter
from npmatch.porting.messages.base import Message
from npmatch.porting.messages.database import NPCdbConfirm, NPCdbReject
from npmatch.porting.messages.operators import (
    DeactivateConfirm,
    DonorActivateConfirm,
    NPResponderAccept,
    NPResumeCompl,
    NPSuspendCompl,
    RecipientActivateConfirm,
)
from npmatch.porting.messages.own import CreateForward, ResponderReject, SrfAccepted, Started
from npmatch.porting.numbering import Plan
from npmatch.porting.parties import Party

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
Answer = Iterable[Sending]


class Operator:
    """One operator of the mobile network. What it is told goes into its ``diary`` before anything follows from it.

    >>> from npmatch.porting.numbering import Plan
    >>> Operator("2", Plan([])).name
    '2'

    Clause: 3, 16
    """

    def __init__(self, name: str, plan: Plan, diary: Diary | None = None) -> None:
        self.name = name
        self.network = Network()
        self.donor = Donor(name, Contracts())
        self.recipient = Recipient(name, plan)
        self.requests: dict[str, Request] = {}
        self.objects_to: set[str] = set()
        self._diary = diary or NoDiary()
        self._keeps = diary is not None
        self._paused: set[tuple[str | None, str | None]] = set()

    def _note(self, told: Told, what: object, at: datetime | None = None) -> None:
        if self._keeps:
            self._diary.note(Page(told, at, what))

    def hold(self, contract: Contract) -> None:
        """Take a contract of one's own."""
        self._note(Told.CONTRACT, contract)
        self.donor.contracts.add(contract)

    def serve(self, number: str) -> None:
        """Have a number in one's network that was not ported there."""
        self._note(Told.NUMBER, number)
        self.network.put(number)

    def will_withdraw(self, number: str, after: timedelta) -> None:
        """Know of a subscriber who will withdraw so long after the donor's check, at the donor."""
        self._note(Told.WITHDRAWS, (number, int(after.total_seconds())))
        self.donor.leaving[number] = after

    def will_object(self, number: str) -> None:
        """Know that a reversal of a number will not be agreed to."""
        self._note(Told.OBJECTS, number)
        self.objects_to.add(number)

    def apply(self, request: Request, now: datetime) -> Answer:
        """Take an application from a subscriber."""
        self._note(Told.REQUEST, request, now)
        return self._apply(request, now)

    def _apply(self, request: Request, now: datetime) -> Answer:
        self.requests[request.id] = request
        return self.recipient.apply(request, now)

    def take(self, letter: Letter, now: datetime) -> Answer:
        """Take a letter of the database and return what is to be sent, and when; what needs no answer gets none."""
        deal = self.DEALS.get(letter.message.kind)
        if deal is None:
            return ()
        if self._keeps:
            self._note(Told.LETTER, write_letter(letter), now)
        return deal(self, letter, now)

    def recall(self) -> list[Sending]:
        """Take up a diary after a restart, and return what was to be sent and has not left."""
        self._keeps = False  # what is read again is not noted again
        waiting: dict[str, Sending] = {}
        for told, at, text in self._diary.pages():
            if told is Told.LEFT:
                letter = read_letter(read_page(str, text))
                waiting.pop(letter.message.id, None)
                self.leaves(letter)
            else:
                waiting.update((sending.letter.message.id, sending) for sending in self._recalled(told, at, text))
        self._keeps = True
        return list(waiting.values())

    def _recalled(self, told: Told, at: datetime | None, text: str) -> Answer:
        if told is Told.REQUEST and at is not None:
            return self.apply(read_page(Request, text), at)
        if told is Told.LETTER and at is not None:
            return self.take(read_letter(read_page(str, text)), at)
        if told is Told.CONTRACT:
            self.hold(read_page(Contract, text))
        elif told is Told.NUMBER:
            self.serve(read_page(str, text))
        elif told is Told.OBJECTS:
            self.will_object(read_page(str, text))
        elif told is Told.WITHDRAWS:
            number, seconds = read_page(tuple[str, int], text)
            self.will_withdraw(number, timedelta(seconds=seconds))
        return ()

    def _asked(self, letter: Letter, now: datetime) -> Answer:
        return self.donor.check(letter.message, now) if isinstance(letter.message, CreateForward) else ()

    def _confirmed(self, letter: Letter, now: datetime) -> Answer:
        message = letter.message
        if letter.role is Party.DONOR or not isinstance(message, NPCdbConfirm) or not message.slots:
            return ()
        request = self.recipient.request_of(message.slots[0].number)
        if request is not None and message.process is not None:
            self.requests[message.process] = request
        return self.recipient.confirmed(message, now)

    def _rejected(self, letter: Letter, _: datetime) -> Answer:
        if isinstance(letter.message, NPCdbReject) and letter.role is Party.RECIPIENT:
            self.recipient.rejected(letter.message, self.requests)
        return ()

    # the transfer

    def _deactivate(self, letter: Letter, now: datetime) -> Iterator[Sending]:
        request, number = letter.message, letter.message.about or ""
        self.network.remove(request, number)
        yield self._answer(Started, letter, now + SECOND, "started")
        yield self._answer(DeactivateConfirm, letter, now + _work(request), "done")

    def _activate(self, letter: Letter, now: datetime) -> Iterator[Sending]:
        request, number = letter.message, letter.message.about or ""
        self.network.activate(request, number)
        yield self._answer(Started, letter, now + SECOND, "started")
        yield self._answer(RecipientActivateConfirm, letter, now + _work(request), "done")

    def _route(self, letter: Letter, now: datetime) -> Iterator[Sending]:
        yield self._answer(SrfAccepted, letter, now + SECOND, "started")
        yield self._answer(DonorActivateConfirm, letter, now + _work(letter.message), "done")

    def _completed(self, letter: Letter, now: datetime) -> Answer:
        message, number = letter.message, letter.message.about or ""
        self.network.complete(message.process, number)
        if number in self.network:
            return self._arrived(message, number, now) if letter.role is Party.RECIPIENT else ()
        return self.donor.gone(message, number, now) if letter.role is Party.DONOR else ()

    def _arrived(self, message: Message, number: str, now: datetime) -> Answer:
        request = self.recipient.request_of(number)
        if request is not None:
            self.donor.contracts.add(Contract(number, record_of(request.application), region=request.region))
        return self.recipient.completed(message, number, now)

    def _aborted(self, letter: Letter, now: datetime) -> Answer:
        """Put back what was taken out; the recipient asks again, without a new application (2.1 row 31)."""
        number = letter.message.about
        self.network.put_back(letter.message.process, None if number is None else (number,))
        request = self.requests.get(letter.message.process or "") if letter.role is Party.RECIPIENT else None
        if request is None or f"{request.id}+" in self.requests:
            return ()
        return self._apply(self.recipient.again(request, now), now)

    def _came_home(self, letter: Letter, _: datetime) -> Answer:
        self.network.put(letter.message.about or "")
        return ()

    def leaves(self, letter: Letter) -> None:
        """Do what goes with a letter of one's own: a number that is given back is released.

        Clause: 21
        """
        if self._keeps:
            self._note(Told.LEFT, write_letter(letter))
        number = letter.message.about
        if letter.message.kind == "M-19" and number is not None:
            self.network.release(number)
            self.donor.contracts.end(number)

    # after it

    def _asked_back(self, letter: Letter, now: datetime) -> Iterator[Sending]:
        agrees = letter.message.about not in self.objects_to
        yield self._answer(NPResponderAccept if agrees else ResponderReject, letter, now + 5 * HOUR, "answer")

    def _suspend(self, letter: Letter, now: datetime) -> Iterator[Sending]:
        self._paused.add((letter.message.process, letter.message.about))
        yield self._answer(NPSuspendCompl, letter, now + 3 * HOUR, "done")

    def _resume(self, letter: Letter, now: datetime) -> Iterator[Sending]:
        if letter.message.kind == "M-14" or (letter.message.process, letter.message.about) in self._paused:
            yield self._answer(NPResumeCompl, letter, now + 3 * HOUR, "done")

    def _suspended(self, letter: Letter, now: datetime) -> Answer:
        return self.donor.suspended(letter.message, letter.message.about or "", now)

    def _answer(self, kind: Callable[..., Message], letter: Letter, at: datetime, what: str) -> Sending:
        """Answer about the number of a letter; the id follows from the letter's, so a second answer is the same one."""
        asked = letter.message
        answer = kind(id=f"{asked.id}/{what}", sender=letter.role, process=asked.process, number=asked.about)
        return Sending(Letter(answer, self.name, DATABASE), at)

    DEALS: ClassVar[dict[str, Callable[["Operator", Letter, datetime], Answer]]] = {
        "M-13": _suspended,
        "M-17": _asked_back,
        "M-20": _confirmed,
        "M-21": _rejected,
        "M-22": _deactivate,
        "M-23": _activate,
        "M-24": _route,
        "M-25": _completed,
        "M-12": _suspend,
        "M-14": _resume,
        "M-15": _resume,
        "M-27": _came_home,
        "x.Abort": _aborted,
        "x.CreateForward": _asked,
    }
    """Who deals with which message. Of the class, because a run frees its operators by their last reference."""


def _work(request: Message) -> timedelta:
    return between(request.id, 20 * SECOND, 200 * SECOND)
