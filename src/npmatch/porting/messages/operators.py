"""Table P2.1: the nineteen messages that operators send. All of them go through the database (MB-4)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from npmatch.porting.applications.forms import Application, Enclosure, Representative
from npmatch.porting.codes import Finding
from npmatch.porting.messages.base import Kind, Message, routed
from npmatch.porting.parties import Terms


def _kind(number: int, name: str, gloss: str, route: str) -> Kind:
    return Kind(f"M-{number:02d}", name, gloss, *routed(route), "2/П2.1", opens=number == 1)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPCreate(Message):
    """M-01: start a porting. The only message of a porting without a process id.

    ``port``: wanted start, aware. ``contract_date``: as written. ``linked``: the process that this one re-initiates.
    ``region``: the region of the routing number. ``terms``: the class of the subscriber.
    """

    KIND: ClassVar[Kind] = _kind(1, "NP Create", "Создание", "? RO > DO")
    numbers: tuple[str, ...]
    terms: Terms
    region: str
    port: datetime
    contract_date: date
    filed: datetime | None = None
    subscriber: Application | None = None
    application_copy: Enclosure | None = None
    purchase_id: str | None = None
    representative: Representative | None = None
    linked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPCancel(Message):
    """M-02: the subscriber withdraws. ``filed``: when he said so, if told."""

    KIND: ClassVar[Kind] = _kind(2, "NP Cancel", "Отказ", "? RO,DO > RO,DO")
    application_copy: Enclosure | None = None
    filed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPDonorInfo(Message):
    """M-03: there is a debt, or there is none."""

    KIND: ClassVar[Kind] = _kind(3, "NP Donor Info", "Информация донора", "! DO > RO")
    debt: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPDonorConfirm(Message):
    """M-04: the check of point 136, or of point 140 for procurement, is passed."""

    KIND: ClassVar[Kind] = _kind(4, "NP Donor Confirm", "Проверка донора", "! DO > RO")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPDonorAccept(Message):
    """M-05: the donor confirms the request."""

    KIND: ClassVar[Kind] = _kind(5, "NP Donor Accept", "Подтверждение донора", "! DO > RO")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPDonorReject(Message):
    """M-06: the donor refuses, with all reasons for all numbers that have them; it decides the whole process."""

    KIND: ClassVar[Kind] = _kind(6, "NP Donor Reject", "Отказ донора", "! DO > RO")
    reasons: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DeactivateConfirm(Message):
    """M-07: the number is out of the donor's HLR. Its receipt is the moment of transfer (MB-17)."""

    KIND: ClassVar[Kind] = _kind(7, "Deactivate confirm", "Подтверждение удаления", "! RO,DO > CDB")
    number: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RecipientActivateConfirm(Message):
    """M-08: the recipient has finished this number."""

    KIND: ClassVar[Kind] = _kind(8, "Recipient Activate confirm", "Подтверждение включения", "! RO,DO > CDB")
    number: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DonorActivateConfirm(Message):
    """M-09: the routing record at the donor is made. From its receipt the number is ported (MB-17)."""

    KIND: ClassVar[Kind] = _kind(9, "Donor activate confirm", "Подтверждение маршрута", "! RO,DO > CDB")
    number: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPChange(Message):
    """M-10: the subscriber wants another start time."""

    KIND: ClassVar[Kind] = _kind(10, "NP Change", "Изменение времени", "? RO > CDB")
    port: datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPSuspendRequest(Message):
    """M-11: a debt after porting; ``ways_to_pay`` is what the subscriber is told."""

    KIND: ClassVar[Kind] = _kind(11, "NP Suspend Request", "Запрос на взыскание задолженности", "? DO > RO")
    number: str
    ways_to_pay: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPSuspendExec(Message):
    """M-12: the debt was not paid in ten days, suspend the service."""

    KIND: ClassVar[Kind] = _kind(12, "NP Suspend Exec", "Запрос на приостановление", "? DO > RO")
    number: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPSuspendCompl(Message):
    """M-13: suspended; ``done`` is when, if told."""

    KIND: ClassVar[Kind] = _kind(13, "NP Suspend Compl", "Выполнение приостановления", "! RO > DO")
    number: str
    done: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPResume(Message):
    """M-14: the debt is paid, resume; ``paid`` is when, if told."""

    KIND: ClassVar[Kind] = _kind(14, "NP Resume", "Запрос на возобновление", "? DO > RO")
    number: str
    paid: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPSuspendCancel(Message):
    """M-15: paid within ten days, the suspension is off; ``paid`` is when, if told."""

    KIND: ClassVar[Kind] = _kind(15, "NP Suspend cancel", "Отмена приостановления", "? DO > RO")
    number: str
    paid: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPResumeCompl(Message):
    """M-16: resumed; ``done`` is when, if told."""

    KIND: ClassVar[Kind] = _kind(16, "NP Resume Compl", "Выполнение возобновления", "! RO > DO")
    number: str
    done: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPReverse(Message):
    """M-17: give back a number that was ported by mistake; ``erroneous`` is the id of that process."""

    KIND: ClassVar[Kind] = _kind(17, "NP Reverse", "Отмена ошибочного перенесения", "? RO,DO > RO,DO")
    number: str
    erroneous: str
    application_copy: Enclosure | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPResponderAccept(Message):
    """M-18: the second operator agrees to the reversal."""

    KIND: ClassVar[Kind] = _kind(18, "NP Responder Accept", "Подтверждение ответчиком отмены", "! RO,DO > RO,DO")
    number: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPReturn(Message):
    """M-19: the number goes back to the holder of its range; ``contract_end`` and ``released`` start its terms."""

    KIND: ClassVar[Kind] = _kind(19, "NP Return", "Возврат номерной емкости", "? RO > HO")
    number: str
    contract_end: date
    released: date | None = None


ALL: tuple[type[Message], ...] = (
    NPCreate,
    NPCancel,
    NPDonorInfo,
    NPDonorConfirm,
    NPDonorAccept,
    NPDonorReject,
    DeactivateConfirm,
    RecipientActivateConfirm,
    DonorActivateConfirm,
    NPChange,
    NPSuspendRequest,
    NPSuspendExec,
    NPSuspendCompl,
    NPResume,
    NPSuspendCancel,
    NPResumeCompl,
    NPReverse,
    NPResponderAccept,
    NPReturn,
)
