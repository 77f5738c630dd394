"""Sending: how each message out is made from the row, the process and the event."""

from collections.abc import Callable, Mapping
from datetime import datetime

from npmatch.porting.codes import CANCEL_CODES, Finding, Refusal
from npmatch.porting.deadlines import Window, row
from npmatch.porting.deadlines.bounds import After
from npmatch.porting.messages import database as db
from npmatch.porting.messages import own
from npmatch.porting.messages.base import Message
from npmatch.porting.messages.operators import NPCancel
from npmatch.porting.parties import OPERATORS, Party
from npmatch.porting.process.case import Case
from npmatch.porting.process.guards import findings
from npmatch.porting.process.records import Outgoing
from npmatch.porting.process.timers import row_of
from npmatch.porting.states import Machine, Send

CDB = Party.DATABASE


def send(case: Case, what: Send) -> None:
    """Make a message and put it among those to be sent, with its own deadline."""
    case.draft.sent += 1
    message_id = f"{case.process.id}/{case.draft.sent}"
    to = case.role(what.to)
    message = _make(case, what.kind, message_id, to)
    row_id, latest = _deadline(case, what.row)
    if what.row != "answer" and Window(None, latest).late(case.now):
        case.observe(f"late:{row_id}", CDB)
    case.outgoing.append(Outgoing(message, to, row_id, latest))


def refuse(case: Case, message: Message, reason: Refusal) -> None:
    """Answer a message that cannot be with M-21; only operators are answered.

    Clause: G-1
    """
    if message.sender not in OPERATORS:
        return
    case.draft.sent += 1
    answer = db.NPCdbReject(
        id=f"{case.process.id}/{case.draft.sent}",
        sender=CDB,
        process=case.process.id,
        reasons=(Finding(reason),),
        refused=message.id,
    )
    row_id, latest = _deadline(case, "T-6.3" if isinstance(message, NPCancel) else "")
    case.outgoing.append(Outgoing(answer, message.sender, row_id, latest))


def _deadline(case: Case, name: str) -> tuple[str, datetime | None]:
    """Return the row by which a message must be out: counted from what it answers, or from now."""
    if not name:
        return "", None
    row_id = row_of(name, case.process.terms)
    found = row(row_id, case.process.terms)
    if found is None or not isinstance(found.latest, After):
        return row_id, None
    line: Mapping[str, datetime] = case.line.facts if case.place is not None else {}
    since = line.get(found.latest.anchor) or case.draft.facts.get(found.latest.anchor) or case.now
    return row_id, since + found.latest.length


def _make(case: Case, kind: str, message_id: str, to: Party) -> Message:
    if kind == "relay" and isinstance(case.event, Message):
        return case.event.relayed(message_id)
    return MAKERS[kind](case, message_id, to)


def _slots(case: Case) -> tuple[db.Slot, ...]:
    return tuple(db.Slot(line.number, line.port) for line in case.lines if line.port is not None)


def _confirm(case: Case, message_id: str, _to: Party) -> Message:
    process_id = case.process.id
    if isinstance(case.event, NPCancel):
        return db.NPCdbConfirm(id=message_id, sender=CDB, process=process_id)
    return db.NPCdbConfirm(id=message_id, sender=CDB, process=process_id, port=case.draft.port, slots=_slots(case))


def _reject(case: Case, message_id: str, _to: Party) -> Message:
    """Make M-21: the reasons as they came, and whose they are (M-N4)."""
    event = case.event
    from_donor = isinstance(event, Message)
    refused = event.id if isinstance(event, Message) else ""
    if case.place is not None and case.line.asked is not None:
        refused = case.line.asked.id
    elif not from_donor and case.draft.create is not None:
        refused = case.draft.create.id
    return db.NPCdbReject(
        id=message_id,
        sender=CDB,
        process=case.process.id,
        reasons=findings(case) or (Finding(Refusal.OUT_OF_TIME),),
        refused=refused,
        origin=Party.DONOR if from_donor else CDB,
    )


def _forward(case: Case, message_id: str, _to: Party) -> Message:
    process, create = case.process, case.draft.create
    if create is None:
        raise LookupError("there is no request to forward")
    return own.CreateForward(
        id=message_id,
        sender=CDB,
        process=process.id,
        numbers=create.numbers,
        terms=create.terms,
        region=create.region,
        port=case.draft.port,
        slots=_slots(case),
        subscriber=create.subscriber,
        application_copy=create.application_copy,
        purchase_id=create.purchase_id,
        representative=create.representative,
    )


def _assigned(case: Case, message_id: str, _to: Party) -> Message:
    port = case.draft.port
    if case.machine is Machine.REVERSAL and case.line.back_port is not None:
        port = case.line.back_port
        slots: tuple[db.Slot, ...] = (db.Slot(case.line.number, port),)
    elif case.machine is Machine.NUMBER and case.line.port is not None:
        port = case.line.port
        slots = tuple(slot for slot in _slots(case) if slot.port >= port)
    else:
        slots = _slots(case)
    return db.NPChangeAssigned(id=message_id, sender=CDB, process=case.process.id, port=port, slots=slots)


def _busy(case: Case, message_id: str, _to: Party) -> Message:
    wanted = getattr(case.event, "port", case.draft.port)
    process = case.process
    found = case.slots.nearest(wanted, process.region, process.systems, len(process.lines))
    port = found[0].hour if found else None
    return own.SlotBusy(id=message_id, sender=CDB, process=process.id, port=port)


def _reversal(case: Case, message_id: str, _to: Party) -> Message:
    asked = case.line.asked
    if asked is None:
        raise LookupError("no reversal was asked for")
    return asked.relayed(message_id)


def _reverse_assigned(case: Case, message_id: str, _to: Party) -> Message:
    port = case.line.back_port or case.now
    number = case.line.number
    return own.ReverseAssigned(id=message_id, sender=CDB, process=case.process.id, number=number, port=port)


def _about(kind: Callable[..., Message]) -> Callable[[Case, str, Party], Message]:
    """Return the maker of a message that says nothing but which number."""

    def make(case: Case, message_id: str, _to: Party) -> Message:
        return kind(id=message_id, sender=CDB, process=case.process.id, number=case.line.number)

    return make


def _activate(case: Case, message_id: str, to: Party) -> Message:
    operator = case.process.recipient if to is Party.RECIPIENT else case.process.donor
    home = operator == case.process.holder
    number = case.line.number
    return db.RecipientActivate(id=message_id, sender=CDB, process=case.process.id, number=number, holder=home)


def _abort(case: Case, message_id: str, _to: Party) -> Message:
    number = None if case.place is None else case.line.number
    return own.Abort(id=message_id, sender=CDB, process=case.process.id, number=number)


MAKERS: dict[str, Callable[[Case, str, Party], Message]] = {
    "M-20": _confirm,
    "M-21": _reject,
    "M-22": _about(db.Deactivate),
    "M-23": _activate,
    "M-24": _about(db.DonorActivate),
    "M-25": _about(db.Complete),
    "M-26": _assigned,
    "M-27": _about(db.NPReturnExec),
    "M-17": _reversal,
    "x.CreateForward": _forward,
    "x.SlotBusy": _busy,
    "x.Hang": _about(own.Hang),
    "x.Abort": _abort,
    "x.ReverseAssigned": _reverse_assigned,
}


def cancel_reason(sender: Party) -> tuple[Finding, ...]:
    """Return the code of a cancellation by the operator that sent it (7060, 7061)."""
    return (Finding(CANCEL_CODES[sender]),)
