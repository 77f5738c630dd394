"""The messages of Appendix 2 and the model's own."""

from dataclasses import FrozenInstanceError, dataclass
from datetime import UTC, date, datetime
from typing import ClassVar

import pytest

from npmatch.porting.applications import PersonApplication
from npmatch.porting.messages import TYPES, Kind, Message, Nature, register
from npmatch.porting.messages.operators import NPCreate, NPDonorConfirm, NPResponderAccept
from npmatch.porting.parties import Party, Terms


def test_the_two_tables_have_twenty_seven_messages() -> None:
    numbered = sorted(kind for kind in TYPES if kind.startswith("M-"))
    assert numbered == [f"M-{number:02d}" for number in range(1, 28)]


def test_the_models_own_names_are_those_of_the_list() -> None:
    own = {kind for kind in TYPES if kind.startswith("x.")}
    listed = (
        "CreateForward Started SrfAccepted Export Hang BreakRequest BreakAnswer BreakChange BreakCancel SlotBusy "
        "SlotQuery SlotAnswer ResponderReject ReverseAssigned Outage Abort Technological"
    )
    assert own == {f"x.{name}" for name in listed.split()}


def test_of_the_orders_messages_only_np_create_has_no_process_id() -> None:
    assert [kind for kind, type_ in TYPES.items() if kind.startswith("M-") and type_.KIND.opens] == ["M-01"]


def test_a_message_without_its_process_id_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="needs a process id"):
        NPDonorConfirm(id="1", sender=Party.DONOR)


def test_a_message_from_the_wrong_party_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="not sent by RO"):
        NPDonorConfirm(id="1", sender=Party.RECIPIENT, process="p")


def test_a_message_cannot_be_changed() -> None:
    message = NPDonorConfirm(id="1", sender=Party.DONOR, process="p")
    with pytest.raises(FrozenInstanceError):
        message.id = "2"  # type: ignore[misc]  # that is the point


def test_the_scans_spelling_is_put_right() -> None:
    assert NPResponderAccept.KIND.name == "NP Responder Accept"
    assert TYPES["M-27"].KIND.name == "NP Return Exec"
    assert all(type_.KIND.name.isascii() for type_ in TYPES.values())


def test_the_repr_names_fields_and_shows_no_contents() -> None:
    message = NPCreate(
        id="1",
        sender=Party.RECIPIENT,
        numbers=("9001234567",),
        terms=Terms.PERSON,
        region="77",
        port=datetime(2026, 12, 9, 2, tzinfo=UTC),
        contract_date=date(2026, 12, 1),
        subscriber=PersonApplication(surname="Крылов"),
    )
    assert "numbers" in repr(message)
    assert "9001234567" not in repr(message)
    assert "Крылов" not in repr(message)


def test_the_set_is_open_to_messages_of_the_documentation() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True, repr=False)
    class Probe(Message):
        KIND: ClassVar[Kind] = Kind("x.Probe", "Probe", "Проба", Nature.REQUEST, (Party.DONOR,), (Party.DATABASE,), "")

    try:
        assert register(Probe) is TYPES["x.Probe"]
        with pytest.raises(ValueError, match="cannot be given"):
            register(Probe)
    finally:
        TYPES.pop("x.Probe", None)
