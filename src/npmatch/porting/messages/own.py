"""Messages that the order needs but does not name (M-N3); their names are the model's own, under M-N1.

Breaks, questions about slots, outages and exports concern an operator and not one porting. Like NP Create they open
an exchange of their own, so they carry no process id.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from npmatch.porting.applications.forms import Application, Enclosure, Representative
from npmatch.porting.messages.base import Kind, Message, Nature, routed
from npmatch.porting.messages.database import Slot
from npmatch.porting.parties import Party, Terms


def _kind(name: str, gloss: str, route: str, row: str) -> Kind:
    opens = name.startswith(("Break", "SlotQ", "SlotA", "Outage", "Export"))
    return Kind(f"x.{name}", name, gloss, *routed(route), row, opens=opens)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CreateForward(Message):
    """x.CreateForward: the contents of M-01 for the donor, with the process id and the slots."""

    KIND: ClassVar[Kind] = _kind("CreateForward", "Сведения о заявлении", "? CDB > DO", "T-1.3, T-2.3")
    numbers: tuple[str, ...]
    terms: Terms
    region: str
    port: datetime
    slots: tuple[Slot, ...] = ()
    subscriber: Application | None = None
    application_copy: Enclosure | None = None
    purchase_id: str | None = None
    representative: Representative | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Started(Message):
    """x.Started: the operator has accepted the request and begun."""

    KIND: ClassVar[Kind] = _kind("Started", "Принято к исполнению", "! RO,DO > CDB", "T-3.2, T-3.6")
    number: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SrfAccepted(Message):
    """x.SrfAccepted: the request for the routing record is accepted."""

    KIND: ClassVar[Kind] = _kind("SrfAccepted", "Запрос SRF принят", "! RO,DO > CDB", "T-3.10")
    number: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Export(Message):
    """x.Export: what has changed in the two hours before ``hour``; ``digest`` names the file."""

    KIND: ClassVar[Kind] = _kind("Export", "Выгрузка перенесений", "! CDB > OO", "T-3.14, T-4.3")
    hour: datetime
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Hang(Message):
    """x.Hang: the transfer was not finished within the hour."""

    KIND: ClassVar[Kind] = _kind("Hang", "Зависание", "! CDB > RO,DO", "T-3.15")
    number: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BreakRequest(Message):
    """x.BreakRequest: ask for a technological break in a region."""

    KIND: ClassVar[Kind] = _kind("BreakRequest", "Запрос перерыва", "? RO,DO > CDB", "T-7.1.1")
    operator: str
    region: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BreakAnswer(Message):
    """x.BreakAnswer: the break is set, or the rules of Z-8 that it breaks."""

    KIND: ClassVar[Kind] = _kind("BreakAnswer", "Ответ о перерыве", "! CDB > RO,DO", "T-7.1.2")
    request: str
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BreakChange(Message):
    """x.BreakChange: move a break that was set."""

    KIND: ClassVar[Kind] = _kind("BreakChange", "Изменение перерыва", "? RO,DO > CDB", "Z-8.4")
    request: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BreakCancel(Message):
    """x.BreakCancel: give up a break that was set."""

    KIND: ClassVar[Kind] = _kind("BreakCancel", "Отмена перерыва", "? RO,DO > CDB", "Z-8.4")
    request: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SlotBusy(Message):
    """x.SlotBusy: the hour that the subscriber wants is taken; ``port`` is the nearest free one, if any."""

    KIND: ClassVar[Kind] = _kind("SlotBusy", "Время занято", "! CDB > RO", "T-7.2.3")
    port: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SlotQuery(Message):
    """x.SlotQuery: which hours are free between two moments."""

    KIND: ClassVar[Kind] = _kind("SlotQuery", "Запрос свободного времени", "? RO,DO > CDB", "T-7.3.1")
    region: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SlotAnswer(Message):
    """x.SlotAnswer: the free hours."""

    KIND: ClassVar[Kind] = _kind("SlotAnswer", "Свободное время", "! CDB > RO,DO", "T-7.3.2")
    query: str
    hours: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ResponderReject(Message):
    """x.ResponderReject: the second operator does not agree to the reversal."""

    KIND: ClassVar[Kind] = _kind("ResponderReject", "Отказ ответчика", "! RO,DO > RO,DO", "T-8.3")
    number: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReverseAssigned(Message):
    """x.ReverseAssigned: when the number goes back."""

    KIND: ClassVar[Kind] = _kind("ReverseAssigned", "Время отмены назначено", "! CDB > RO,DO", "T-8.4")
    number: str
    port: datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Outage(Message):
    """x.Outage: an accident or planned works, from its report to ``until`` or to its withdrawal (``over``)."""

    KIND: ClassVar[Kind] = _kind("Outage", "Авария или работы", "? RO,DO > CDB", "MB-18")
    operator: str
    until: datetime | None = None
    over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Abort(Message):
    """x.Abort: the database ends the process, or one number of it."""

    KIND: ClassVar[Kind] = _kind("Abort", "Прекращение процесса", "? CDB > RO,DO", "MB-20")
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Technological(Message):
    """A message that documentation of the database defines (M-N1), with named text parameters; subclass or use it."""

    KIND: ClassVar[Kind] = Kind("x.Technological", "", "Технологическое", Nature.REQUEST, tuple(Party), (), "M-N1")
    name: str
    parameters: tuple[tuple[str, str], ...] = ()


ALL: tuple[type[Message], ...] = (
    CreateForward,
    Started,
    SrfAccepted,
    Export,
    Hang,
    BreakRequest,
    BreakAnswer,
    BreakChange,
    BreakCancel,
    SlotBusy,
    SlotQuery,
    SlotAnswer,
    ResponderReject,
    ReverseAssigned,
    Outage,
    Abort,
    Technological,
)
