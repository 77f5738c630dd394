"""Table P2.2: the eight messages that the operator of the database sends."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from npmatch.porting.codes import Finding
from npmatch.porting.messages.base import Kind, Message, routed
from npmatch.porting.parties import Party


def _kind(number: int, name: str, gloss: str, route: str) -> Kind:
    return Kind(f"M-{number}", name, gloss, *routed(route), "2/П2.2")


@dataclass(frozen=True, slots=True)
class Slot:
    """The hour at which one number moves."""

    number: str
    port: datetime

    def __repr__(self) -> str:
        return f"Slot(port={self.port.isoformat()})"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPCdbConfirm(Message):
    """M-20: received and checked. ``port`` is the confirmed start, ``slots`` the hour of each number.

    Neither is given where the order has the message confirm something else, as for M-02.
    """

    KIND: ClassVar[Kind] = _kind(20, "NP CDB Confirm", "Подтверждение ОБД", "! CDB > RO,DO")
    port: datetime | None = None
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPCdbReject(Message):
    """M-21: refused, with all reasons; ``origin`` tells a refusal of the donor from one of the database (M-N4).

    ``refused``: the id of the message that is refused.
    """

    KIND: ClassVar[Kind] = _kind(21, "NP CDB Reject", "Отказ ОБД", "! CDB > RO,DO")
    reasons: tuple[Finding, ...]
    refused: str
    origin: Party = Party.DATABASE


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Deactivate(Message):
    """M-22: the technical transfer starts."""

    KIND: ClassVar[Kind] = _kind(22, "Deactivate", "Удаление", "? CDB > DO")
    number: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RecipientActivate(Message):
    """M-23: the turn of the recipient; ``holder`` tells him that the number comes home, for information only (C-20)."""

    KIND: ClassVar[Kind] = _kind(23, "Recipient Activate", "Включение у реципиента", "? CDB > RO")
    number: str
    holder: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DonorActivate(Message):
    """M-24: the second turn of the donor, the routing record."""

    KIND: ClassVar[Kind] = _kind(24, "Donor Activate", "Маршрут у донора", "? CDB > DO")
    number: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Complete(Message):
    """M-25: this number is done."""

    KIND: ClassVar[Kind] = _kind(25, "Complete", "Завершение", "! CDB > RO,DO")
    number: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPChangeAssigned(Message):
    """M-26: a new slot is assigned. The order calls it NP Change, as it calls M-10."""

    KIND: ClassVar[Kind] = _kind(26, "NP Change", "Изменение времени", "? CDB > RO,DO")
    port: datetime
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NPReturnExec(Message):
    """M-27: the number has come back to your resource."""

    KIND: ClassVar[Kind] = _kind(27, "NP Return Exec", "Выполнение возврата", "? CDB > HO")
    number: str


ALL: tuple[type[Message], ...] = (
    NPCdbConfirm,
    NPCdbReject,
    Deactivate,
    RecipientActivate,
    DonorActivate,
    Complete,
    NPChangeAssigned,
    NPReturnExec,
)
