"""Whole portings between three operators, without a simulation: who answers what, and where the number lives."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from actors.people import NUMBER, PERSON, PORT, Town, request
from npmatch import Person
from npmatch.actors import Contract, Debt, Letter, Wish
from npmatch.actors.recipient import create
from npmatch.porting.codes import Code
from npmatch.porting.messages.database import NPCdbReject
from npmatch.porting.regions import MOSCOW
from npmatch.porting.states import State


def codes(town: Town) -> list[int]:
    return [int(finding.code) for finding in town.process.reasons if isinstance(finding.code, Code)]


def test_a_number_moves_from_one_network_to_the_other() -> None:
    town = Town().lives().apply(request()).until(PORT + timedelta(hours=1))
    assert (town.process.state, town.homes()) == (State.PORTED, ["B"])
    assert town.database.register.operator(NUMBER) == "B"
    assert town.database.observed == {}
    assert town.chain.verify(town.chain.head())
    assert town.chain.head().length > 20


def test_a_ported_number_is_under_contract_with_its_recipient_and_can_go_on() -> None:
    town = Town().lives().apply(request()).days(100)
    again = request("R2", port=PORT + timedelta(days=100), recipient="C")
    again.contract_date, again.filed = town.now.date(), town.now
    town.apply(again).days(12)
    assert town.homes() == ["C"]


def test_two_networks_never_hold_a_number_at_once() -> None:
    town = Town().lives().apply(request())
    for _ in range(200):
        town.until(PORT + timedelta(seconds=3 * _))
        assert len(town.homes()) <= 1
    assert town.homes() == ["B"]


@pytest.mark.parametrize(
    ("contract", "expected"),
    [
        (Contract(NUMBER, Person("Белов", "Иван", "Ильич", "4508 654321")), [7004]),
        (Contract(NUMBER, PERSON, blocked=True), [7005]),
        (Contract(NUMBER, PERSON, sim_lost=True), [7009]),
        (Contract(NUMBER, PERSON, blocked=True, sim_lost=True), [7005, 7009]),
        (Contract("9001000001", PERSON), [2015, 7001]),
        (None, [2015, 7008]),
    ],
)
def test_the_donor_tells_every_reason(contract: Contract | None, expected: list[int]) -> None:
    town = Town()
    if contract is not None:
        town.operators["A"].donor.contracts.add(contract)
    town.apply(request()).days(2)
    assert (town.process.state, codes(town)) == (State.REJECTED_DONOR, expected)
    assert town.operators["B"].requests["R1"].reasons == town.process.reasons[0:0] + tuple(
        finding.code for finding in town.process.reasons
    )


@pytest.mark.parametrize(
    ("debt", "state"), [(Debt.UNPAID, State.REJECTED_DEBT), (Debt.PAID, State.PORTED), (Debt.NONE, State.PORTED)]
)
def test_a_debt_that_is_not_paid_in_time_ends_the_porting(debt: Debt, state: State) -> None:
    town = Town().lives()
    town.operators["A"].donor.contracts.add(Contract(NUMBER, PERSON, debt=debt))
    town.apply(request()).until(PORT + timedelta(hours=1))
    assert town.process.state is state
    assert codes(town) == ([7003] if debt is Debt.UNPAID else [])


@pytest.mark.parametrize(
    ("debt", "state"),
    [
        (Debt.LATER_PAID, State.CLOSED_PAID),
        (Debt.LATER_SUSPENDED, State.CLOSED_PAID),
        (Debt.LATER_LAPSED, State.CLOSED_LAPSED),
        (Debt.NONE, State.CLOSED_NO_DEBT),
    ],
)
def test_a_debt_that_shows_up_later_is_settled_or_lapses(debt: Debt, state: State) -> None:
    town = Town().lives()
    town.operators["A"].donor.contracts.add(Contract(NUMBER, PERSON, debt=debt))
    town.apply(request()).until(PORT + timedelta(days=140))
    assert town.process.lines[0].debt is state
    assert town.database.register.owing == set()


@pytest.mark.parametrize(("at_donor", "code"), [(False, 7060), (True, 7061)])
def test_a_subscriber_withdraws_at_either_operator(*, at_donor: bool, code: int) -> None:
    town, asked = Town().lives(), request()
    if at_donor:
        town.operators["A"].donor.leaving[NUMBER] = timedelta(hours=5)
    else:
        asked.wish = Wish(cancel=timedelta(hours=30))
    town.apply(asked).until(PORT + timedelta(hours=1))
    assert (town.process.state, codes(town), town.homes()) == (State.CANCELLED, [code], ["A"])
    assert town.database.slots.counts() == {"booked": 1, "freed": 1}


def test_a_port_by_mistake_is_undone_if_the_other_operator_agrees() -> None:
    for objects, state, home in ((False, State.REVERSED, ["A"]), (True, State.REV_REFUSED, ["B"])):
        town, asked = Town().lives(), request()
        asked.wish = Wish(mistaken=3)
        if objects:
            town.operators["A"].objects_to.add(NUMBER)
        town.apply(asked).until(PORT + timedelta(days=20))
        assert (town.process.lines[0].back, town.homes()) == (state, home)
        assert town.database.register.operator(NUMBER) == home[0]


def test_a_number_whose_contract_ends_returns_to_the_holder_of_its_range() -> None:
    town, asked = Town().lives(), request()
    asked.wish = Wish(leaves=5)
    town.apply(asked).until(PORT + timedelta(days=8))
    assert (town.process.lines[0].returning, town.homes()) == (State.RETURN_NOTIFIED, ["A"])
    assert NUMBER in town.database.export(town.now)[0].text
    town.days(1)
    assert town.process.lines[0].returning is State.RETURNED


def test_the_database_finds_a_second_request_for_the_same_number() -> None:
    town = Town().lives().apply(request()).apply(request("R2", recipient="C"))
    first, second = town.database.processes.values()
    assert first.state is State.DONOR_CHECK
    assert [finding.code for finding in second.reasons] == [Code.E_7101]


@pytest.mark.parametrize(("days", "state"), [(60, State.REJECTED_CDB), (61, State.DONOR_CHECK)])
def test_sixty_days_after_a_port_the_number_may_not_go_and_on_the_next_day_it_may(days: int, state: State) -> None:
    town = Town().lives().apply(request()).until(PORT + timedelta(hours=1))
    town.until(PORT + timedelta(days=days, hours=8))
    again = request("R2", port=town.now + timedelta(days=9), recipient="C")
    again.contract_date = again.filed = town.now.date()  # type: ignore[assignment]  # the next line puts it right
    again.filed = town.now
    town.apply(again)
    assert list(town.database.processes.values())[1].state is state


def test_the_recipient_does_not_send_what_it_sees_to_be_wrong() -> None:
    town = Town().lives()
    early = request(port=datetime(2026, 12, 5, 5, tzinfo=MOSCOW))
    town.apply(early)
    assert (town.letters, early.reasons) == ([], (Code.E_7110,))
    early.checked = False
    town.apply(early)
    assert (town.process.state, codes(town)) == (State.REJECTED_CDB, [7110])


def test_a_request_that_comes_twice_is_one_request() -> None:
    town = Town().lives().apply(request())
    letter = next(letter for letter in town.letters if letter.message.kind == "M-01")
    town.bring(letter)
    assert len(town.database.processes) == 1


def refused(town: Town, letter: Letter) -> list[tuple[str, str]]:
    """Give the database a letter, and return whom it answers, with which reason; nothing else may come of it."""
    before, records = dict(town.database.processes), town.chain.head().length
    answers = town.database.take(letter, town.now)
    assert town.database.processes == before
    assert town.chain.head().length == records + 1 + len(answers)
    reasons = [(answer.to, answer.message.reasons) for answer in answers if isinstance(answer.message, NPCdbReject)]
    assert len(reasons) == len(answers)
    return [(to, finding.code.name) for to, findings in reasons for finding in findings]


def test_a_message_of_a_stranger_is_refused() -> None:
    town = Town().lives().apply(request()).days(2)
    check = next(letter for letter in town.letters if letter.message.kind == "M-04" and letter.to == "CDB")
    assert refused(town, check._replace(origin="C")) == [("C", "WRONG_STATE")]
    unknown = check._replace(message=replace(check.message, id="other", process="P9999999"))
    assert refused(town, unknown) == [("A", "WRONG_STATE")]


@pytest.mark.parametrize("wrong", [{"numbers": ()}, {"numbers": (NUMBER, NUMBER)}, {"region": "00"}])
def test_a_request_without_sense_is_refused_and_locks_nothing(wrong: dict[str, object]) -> None:
    town = Town().lives()
    letter = Letter(replace(create(request()), **wrong), "B", "CDB")  # type: ignore[arg-type]  # fields by name
    assert refused(town, letter) == [("B", "WRONG_STATE")]
    assert town.database.take(letter, town.now) == ()
    assert town.apply(request("R2")).process.state is State.DONOR_CHECK


def test_an_ended_process_puts_the_number_back_and_is_initiated_again() -> None:
    town = Town().lives().apply(request())
    town.silent = {"M-07"}
    town.until(PORT + timedelta(minutes=5))
    assert town.homes() == []
    town.silent = set()
    for letter in town.database.abort(town.process.id, town.now):
        town.bring(letter)
    assert (town.process.state, town.homes()) == (State.ABORTED, ["A"])
    town.days(10)
    assert town.homes() == ["B"]


def test_no_repr_shows_a_number_or_a_name() -> None:
    asked = request()
    shown = f"{asked!r} {Contract(NUMBER, PERSON)!r} {asked.application!r}"
    assert not any(secret in shown for secret in (NUMBER, "Крылов", "123456"))
