"""Invented subscribers, a plan of two operators, and their database, for the tests of the actors."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from npmatch import Person
from npmatch.actors import Chain, Contract, DatabaseOperator, Diary, Keeper, Letter, Operator, Request, Storage
from npmatch.porting.applications import Application, PersonApplication
from npmatch.porting.messages.base import Message
from npmatch.porting.numbering import NumberRange, Plan
from npmatch.porting.parties import Terms
from npmatch.porting.process import Process
from npmatch.porting.regions import MOSCOW
from npmatch.simulation.forms import form_of

PLAN = Plan(
    [
        NumberRange(9001000000, 9001999999, "A", frozenset({"77"})),
        NumberRange(9002000000, 9002999999, "B", frozenset({"77"})),
    ]
)
NUMBER = "9001234567"
PERSON = Person("Крылов", "Иван", "Ильич", "4508 123456")
NOON = datetime(2026, 12, 1, 12, tzinfo=MOSCOW)
PORT = datetime(2026, 12, 9, 5, tzinfo=MOSCOW)


def application(person: Person = PERSON, number: str = NUMBER) -> Application:
    return form_of(person, donor="A", recipient="B", numbers=(number,), region="77", port=PORT, filed=NOON)


def request(name: str = "R1", number: str = NUMBER, port: datetime = PORT, recipient: str = "B") -> Request:
    form = application(number=number)
    assert isinstance(form, PersonApplication)
    return Request(name, form, Terms.PERSON, "77", (number,), port, date(2026, 12, 1), NOON, recipient)


class Town:
    """Two operators and the database, with a post that brings everything at once and in order."""

    def __init__(self, storage: Storage | None = None, diaries: Mapping[str, Diary] | None = None) -> None:
        self.chain = Chain()
        self.database = DatabaseOperator(PLAN, Keeper(self.chain, b"secret"), storage)
        self.operators = {name: Operator(name, PLAN, (diaries or {}).get(name)) for name in ("A", "B", "C")}
        self.now = NOON
        self.later: list[tuple[datetime, int, Letter]] = []
        self.letters: list[Letter] = []
        self.silent: set[str] = set()

    def lives(self, number: str = NUMBER, person: Person = PERSON) -> "Town":
        self.operators["A"].hold(Contract(number, person))
        self.operators["A"].serve(number)
        return self

    def apply(self, asked: Request) -> "Town":
        for sending in self.operators[asked.recipient].apply(asked, self.now):
            self.operators[asked.recipient].leaves(sending.letter)
            self.bring(sending.letter)
        return self

    def bring(self, letter: Letter) -> None:
        self.letters.append(letter)
        if letter.message.kind in self.silent:
            return
        if letter.to == "CDB":
            answers = self.database.take(letter, self.now)
        else:
            for sending in self.operators[letter.to].take(letter, self.now):
                self.later.append((sending.at, len(self.letters), sending.letter))
            answers = self.database.received(letter, self.now)
        for answer in answers:
            self.bring(answer)

    def until(self, moment: datetime) -> "Town":
        """Let time pass, with its letters and its timers."""
        while (due := min([at for at, *_ in self.later] + [at for at, _ in self.database.alarms], default=None)) and (
            due <= moment
        ):
            self.now = max(self.now, due)
            self._pass(due)
        self.now = moment
        return self

    def _pass(self, due: datetime) -> None:
        alarms = [alarm for alarm in self.database.alarms if alarm[0] <= due]
        self.database.alarms = [alarm for alarm in self.database.alarms if alarm[0] > due]
        for _, process in alarms:
            for letter in self.database.wake(process, self.now):
                self.bring(letter)
        ready = sorted((one for one in self.later if one[0] <= due), key=lambda one: one[:2])
        self.later = [one for one in self.later if one[0] > due]
        for _, _, letter in ready:
            self.operators[letter.origin].leaves(letter)
            self.bring(letter)

    def days(self, number: float) -> "Town":
        return self.until(self.now + timedelta(days=number))

    @property
    def process(self) -> Process:
        return next(iter(self.database.processes.values()))

    def sent(self, kind: str) -> list[Message]:
        return [letter.message for letter in self.letters if letter.message.kind == kind]

    def homes(self, number: str = NUMBER) -> list[str]:
        return [name for name, operator in self.operators.items() if number in operator.network]
