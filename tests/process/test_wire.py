"""S-4, S-5: messages as open, versioned JSON; no network anywhere."""

import json
import socket
from dataclasses import fields, replace
from datetime import date

import pytest

from npmatch.porting.applications import (
    Address,
    Authority,
    Document,
    Enclosure,
    EntrepreneurApplication,
    LegalApplication,
    PersonApplication,
    ProcurementApplication,
    Representative,
)
from npmatch.porting.applications.forms import Application
from npmatch.porting.codes import Code, Finding, Refusal
from npmatch.porting.messages import TYPES
from npmatch.porting.messages.base import Message
from npmatch.porting.messages.database import Slot
from npmatch.porting.parties import Terms
from npmatch.porting.process import step
from npmatch.porting.reading_tables import text
from npmatch.porting.wire import dumps, loads, schema
from process.stories import NUMBER, Story
from process.timelines import msk

NOON = msk("2026-12-02 12:00")
FULL: dict[str, object] = {
    "number": NUMBER,
    "numbers": (NUMBER,),
    "terms": Terms.PERSON,
    "region": "77",
    "port": NOON,
    "contract_date": date(2026, 12, 1),
    "filed": NOON,
    "subscriber": PersonApplication(surname="Крылов", document=Document(issued=date(2010, 1, 1))),
    "application_copy": Enclosure("d", "s"),
    "purchase_id": "1",
    "representative": Representative("Крылов Иван", "директор"),
    "linked": "old",
    "debt": True,
    "reasons": (Finding(Code.E_7004, NUMBER, "F-1.1"), Finding(Refusal.WRONG_STATE)),
    "ways_to_pay": "касса",
    "done": NOON,
    "paid": NOON,
    "erroneous": "p",
    "contract_end": date(2026, 12, 1),
    "released": date(2026, 12, 2),
    "slots": (Slot(NUMBER, NOON),),
    "refused": "m1",
    "holder": True,
    "hour": NOON,
    "digest": "d",
    "operator": "A",
    "start": NOON,
    "end": NOON,
    "request": "r",
    "broken": ("Z-8.3",),
    "query": "q",
    "hours": (NOON,),
    "until": NOON,
    "over": True,
    "name": "n",
    "parameters": (("a", "b"),),
    "stamp": NOON,
}


def filled(kind: type[Message]) -> Message:
    names = {field.name for field in fields(kind)} - {"id", "sender", "process", "origin"}
    process = None if kind.KIND.opens else "p"
    given = {name: FULL[name] for name in names}
    return kind(id="m", sender=kind.KIND.senders[0], process=process, **given)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
def test_every_message_comes_back_as_it_went(kind: type[Message]) -> None:
    message = filled(kind)
    assert loads(dumps(message)) == message


@pytest.mark.parametrize(
    "form",
    [
        LegalApplication(name="О", seat=Address("77"), authority=Authority("устав", date(2020, 1, 1)), inn="1"),
        EntrepreneurApplication(surname="К", certificate="1", wants_person_terms=True),
        ProcurementApplication(purchase_id="1", contract_copy=Enclosure("d")),
        PersonApplication(numbers=(NUMBER,), port=NOON, agrees_prepaid=True),
    ],
)
def test_every_application_comes_back_as_it_went(form: Application) -> None:
    message = Story().create
    sent = replace(message, subscriber=form)
    assert loads(dumps(sent)) == sent


GOOD: dict[str, object] = {"version": "npmatch-porting/1", "kind": "M-04", "id": "1", "sender": "DO", "process": "p"}


def changed(**fields_: object) -> str:
    """Return a good message with some fields changed; None takes a field away."""
    return json.dumps({name: value for name, value in {**GOOD, **fields_}.items() if value is not None})


@pytest.mark.parametrize(
    ("text_", "error"),
    [
        ("x", "no JSON"),
        ("[]", "no JSON"),
        ("{}", "version"),
        (changed(version="npmatch-porting/2"), "version"),
        (changed(kind="M-99"), "kind"),
        (changed(x=1), "unknown"),
        (changed(sender=None), "missing"),
        (changed(id=1), "id"),
        (changed(sender="XX"), "sender"),
        (changed(process=None), "process id"),
        (changed(kind="M-06", reasons=1), "list"),
        (changed(kind="M-02", filed=1), "filed"),
        (changed(kind="M-02", filed="2026-12-01T12:00:00"), "filed"),
    ],
)
def test_what_is_no_message_is_refused_without_quoting_it(text_: str, error: str) -> None:
    with pytest.raises(ValueError, match=error):
        loads(text_)


def test_the_shipped_schema_is_the_one_of_the_types() -> None:
    assert json.loads(text("messages.schema.json")) == schema()


def test_the_schema_names_every_field_that_is_mandatory() -> None:
    found = next(kind for kind in schema()["oneOf"] if kind["properties"]["kind"]["const"] == "M-10")
    assert found["required"] == ["version", "kind", "id", "sender", "port", "process"]
    assert found["properties"]["sender"] == {"enum": ["RO"]}
    assert found["additionalProperties"] is False


def test_a_porting_through_text_and_without_sockets_ends_as_one_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)

    class Filed(Story):
        def give(self, event):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  # as in Story
            if isinstance(event, Message):
                event = loads(dumps(event))
            return self._keep(step(self.process, event, self.now))

    through, direct = Filed().ported(), Story().ported()
    assert through.process == direct.process
    assert [loads(dumps(out.message)) for out in through.sent] == [out.message for out in direct.sent]
