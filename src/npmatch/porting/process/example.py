"""A small process for the examples in docstrings; its number and its operators are invented."""

from datetime import date, datetime

from npmatch.porting.commands import Checked
from npmatch.porting.messages.operators import NPCreate, NPDonorAccept, NPDonorConfirm
from npmatch.porting.parties import Party, Terms
from npmatch.porting.process.engine import step
from npmatch.porting.process.records import Process, begin
from npmatch.porting.regions import MOSCOW

NOON = datetime(2026, 12, 2, 12, tzinfo=MOSCOW)


def accepted() -> Process:
    """Return a process of an individual in Moscow that the donor has accepted; its start is 9 December, 05:00.

    >>> accepted().state.value
    'ACCEPTED'
    """
    create = NPCreate(
        id="m1",
        sender=Party.RECIPIENT,
        numbers=("9001234567",),
        terms=Terms.PERSON,
        region="77",
        port=datetime(2026, 12, 9, 5, tzinfo=MOSCOW),
        contract_date=date(2026, 12, 1),
        filed=datetime(2026, 12, 1, 12, tzinfo=MOSCOW),
    )
    process = begin("p", create, donor="A", recipient="B")
    for event in (
        create,
        Checked(),
        NPDonorConfirm(id="m2", sender=Party.DONOR, process="p"),
        NPDonorAccept(id="m3", sender=Party.DONOR, process="p"),
    ):
        process = step(process, event, NOON).process
    return process
