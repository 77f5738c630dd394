"""Every code of Appendix 4 is raised by an actor, in a porting from the application to its end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from actors.people import NOON, NUMBER, PERSON, PORT, Town, request
from npmatch import Customer, Organization, Person
from npmatch.actors import Contract, Debt, Request, Slip, Wish
from npmatch.actors.register import Served
from npmatch.porting.applications import Enclosure, PersonApplication, ProcurementApplication
from npmatch.porting.codes import Code
from npmatch.porting.parties import Terms
from npmatch.porting.process import Process
from npmatch.porting.states import State
from npmatch.records import Record
from npmatch.simulation.forms import form_of

Story = Callable[[], Process]
CUSTOMER = Customer("ГБУ «Парк»", "7707083893", purchase_id="0173100001234000001")
FIRM = Organization("ООО «Ромашка»", "7707083893")
LATER = PORT + timedelta(days=2)


def ask(record: Record, terms: Terms, *, number: str = NUMBER) -> Request:
    form = form_of(record, donor="A", recipient="B", numbers=(number,), region="77", port=LATER, filed=NOON, quick=True)
    return Request("R1", form, terms, "77", (number,), LATER, date(2026, 12, 1), NOON, "B")


def ended(town: Town, asked: Request) -> Process:
    asked.checked = False
    return town.apply(asked).until(town.now + timedelta(days=12)).process


def holding(record: Record = PERSON, number: str = NUMBER, **marks: object) -> Town:
    town = Town()
    town.operators["A"].network.put(number)
    town.operators["A"].donor.contracts.add(Contract(number, record, **marks))  # type: ignore[arg-type]  # by name
    return town


def with_wrong_number(number: str) -> Story:
    return lambda: ended(Town(), request(number=number))


def person(**marks: object) -> Story:
    return lambda: ended(holding(**marks), request())  # type: ignore[arg-type]  # marks by name


def customer(asked: Customer = CUSTOMER, **marks: object) -> Story:
    return lambda: ended(holding(CUSTOMER, **marks), ask(asked, Terms.PROCUREMENT))  # type: ignore[arg-type]  # the same


def slipped(slip: Slip) -> Process:
    asked = request()
    asked.slip = slip
    return ended(holding(), asked)


def withdrawn(*, at_donor: bool) -> Process:
    town, asked = holding(), request()
    if at_donor:
        town.operators["A"].donor.leaving[NUMBER] = timedelta(hours=5)
    else:
        asked.wish = Wish(cancel=timedelta(hours=30))
    return ended(town, asked)


def on_day(days: int) -> Process:
    return ended(holding(), request(port=PORT + timedelta(days=days)))


def incomplete() -> Process:
    asked = request()
    assert isinstance(asked.application, PersonApplication)
    asked.application = replace(asked.application, wants_port=False)
    return ended(holding(), asked)


def of_fifty_one(more: int = 50, region: str = "77") -> Process:
    town = holding(FIRM, region="77")
    for place in range(more):
        town.operators["A"].donor.contracts.add(Contract(f"90010000{place:02d}", FIRM, region=region))
    return ended(town, ask(FIRM, Terms.LEGAL_TYPE1))


def ported_lately() -> Process:
    town = holding()
    town.database.enter(NUMBER, Served("A", NOON - timedelta(days=60)))
    return ended(town, request())


def asked_for_twice() -> Process:
    town = holding().apply(request())
    town.apply(request("R2", recipient="C"))
    return list(town.database.processes.values())[1]


def owing_from_before() -> Process:
    """Port a number, let its donor tell of a debt, and ask for the number once more while the debt is open."""
    town = holding(debt=Debt.LATER_LAPSED).apply(request())
    while not town.database.register.owing and town.now < PORT + timedelta(days=60):
        town.days(1)
    town.days(max(0, 62 - (town.now - PORT).days))
    assert town.database.register.owing == {NUMBER}
    again = request("R2", port=town.now + timedelta(days=9), recipient="C")
    again.contract_date, again.filed, again.checked = town.now.date(), town.now, False
    town.apply(again)
    return list(town.database.processes.values())[1]


def elsewhere() -> Process:
    asked = request()
    asked.region = "78"
    return ended(holding(), asked)


STORIES: dict[Code, Story] = {
    Code.E_2015: person(number="9001000001"),
    Code.E_3013: with_wrong_number("4951234567"),
    Code.E_3014: with_wrong_number("9991234567"),
    Code.E_3016: with_wrong_number("9003000000"),
    Code.E_7001: person(number="9001000001"),
    Code.E_7003: person(debt=Debt.UNPAID),
    Code.E_7004: person(record=Person("Белов", "Иван", "Ильич", "4508 654321")),
    Code.E_7005: person(blocked=True),
    Code.E_7008: with_wrong_number(NUMBER),
    Code.E_7011: of_fifty_one,
    Code.E_7009: person(sim_lost=True),
    Code.E_7012: owing_from_before,
    Code.E_7014: customer(replace(CUSTOMER, purchase_id="0173100001234000002")),
    Code.E_7016: customer(keeps_numbers=False),
    Code.E_7060: lambda: withdrawn(at_donor=False),
    Code.E_7061: lambda: withdrawn(at_donor=True),
    Code.E_7100: ported_lately,
    Code.E_7101: asked_for_twice,
    Code.E_7102: elsewhere,
    Code.E_7110: lambda: on_day(-1),
    Code.E_3012: lambda: on_day(200),
    Code.E_7131: incomplete,
    Code.E_7132: lambda: slipped(Slip.OTHER_COPY),
    Code.E_7133: lambda: slipped(Slip.NO_COPY),
    Code.E_7134: customer(replace(CUSTOMER, inn="")),
    Code.E_7135: customer(replace(CUSTOMER, purchase_id="")),
}
BESIDE = {Code.E_2015: {Code.E_7001}, Code.E_7001: {Code.E_2015}, Code.E_7008: {Code.E_2015}}
"""What a number that is in no contract says of the number, and what it says of the applicant, come together."""


def test_every_code_has_a_story() -> None:
    assert list(STORIES) == list(Code)


@pytest.mark.parametrize("code", STORIES)
def test_a_code_is_raised_by_an_actor_and_ends_the_porting(code: Code) -> None:
    process = STORIES[code]()
    found = {finding.code for finding in process.reasons}
    assert found == {code} | BESIDE.get(code, set())
    assert process.state.ends
    assert process.state is not State.PORTED


@pytest.mark.parametrize(("more", "region"), [(49, "77"), (50, "78"), (60, "78")])
def test_fifty_numbers_in_the_region_may_go_whatever_there_is_elsewhere(more: int, region: str) -> None:
    assert of_fifty_one(more, region).state is State.PORTED


def test_a_customer_without_a_purchase_id_is_known_by_the_copy_of_its_contract() -> None:
    asked = ask(replace(CUSTOMER, purchase_id=""), Terms.PROCUREMENT)
    assert isinstance(asked.application, ProcurementApplication)
    asked.application = replace(asked.application, contract_copy=Enclosure("d"))
    assert ended(holding(CUSTOMER), asked).state is State.PORTED
    stranger = replace(asked.application, name="ГБУ «Сад»")
    asked = ask(CUSTOMER, Terms.PROCUREMENT)
    asked.application = stranger
    assert {finding.code for finding in ended(holding(CUSTOMER), asked).reasons} == {Code.E_7004}


@pytest.mark.parametrize("code", [Code.E_7134, Code.E_7135])
def test_for_a_two_star_code_the_recipient_initiates_again(code: Code) -> None:
    assert STORIES[code]().state is State.REINITIATE
