"""The world: operators, the database, and a post between them, on simpy's clock.

The post repeats a letter until its receipt comes; so a letter that is lost comes late, and one whose receipt is lost
comes twice. Who is down hears nothing and sends nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterable
from datetime import datetime, time, timedelta
from typing import Any

import simpy

from npmatch.actors.database import DatabaseOperator
from npmatch.actors.evidence import Keeper
from npmatch.actors.exports import Export, next_export
from npmatch.actors.letters import DATABASE, Letter, Sending
from npmatch.actors.operator import Operator
from npmatch.actors.pace import share
from npmatch.actors.storage import NoStorage, Storage
from npmatch.porting.calendars import RussianCalendar
from npmatch.porting.messages.own import Outage
from npmatch.porting.numbering import Plan
from npmatch.porting.parties import Party
from npmatch.porting.regions import MOSCOW
from npmatch.simulation.arrivals import Arrival, Holdings
from npmatch.simulation.faults import Down, Faults
from npmatch.simulation.instants import Gathered
from npmatch.simulation.subscribers import START

CALENDAR = RussianCalendar()
SECOND = timedelta(seconds=1)
FIRST_PAUSE, LONGEST_PAUSE = 60, 3600


def forget(_: Export) -> None:
    """Publish an export to nobody."""


class World:
    """Everybody who takes part, and the clock.

    ``make_storage`` opens the storage anew after a crash; ``publish`` takes the two-hour exports.
    """

    def __init__(
        self,
        plan: Plan,
        keeper: Keeper,
        faults: Faults,
        make_storage: Callable[[], Storage],
        publish: Callable[[Export], None] = forget,
    ) -> None:
        self.env = simpy.Environment()
        self.start = datetime.combine(START, time(), MOSCOW)
        self.plan, self.keeper, self.faults = plan, keeper, faults
        self.operators: dict[str, Operator] = {}
        self._make_storage = make_storage
        self.database = DatabaseOperator(plan, keeper, self._open_storage(), calendar=CALENDAR)
        self.messages: Counter[str] = Counter()
        self.exported = self.start
        self.lives: set[str] = set()
        self._down: defaultdict[str, int] = defaultdict(int)
        self._publish = publish
        self._moment = (0.0, self.start)
        self._export_set = False

    @property
    def now(self) -> datetime:
        """The moment."""
        elapsed = self.env.now
        if self._moment[0] != elapsed:  # asked for several times at one moment
            self._moment = (elapsed, self.start + timedelta(seconds=elapsed))
        return self._moment[1]

    def operator(self, name: str) -> Operator:
        """Return an operator by name; it comes into being when it is first named."""
        found = self.operators.get(name)
        if found is None:
            found = self.operators[name] = Operator(name, self.plan)
            self.database.exports.connect(name)
        return found

    def run(self, arrivals: Iterable[Arrival], troubles: tuple[Down, ...]) -> None:
        """Let everything happen until nothing is left to happen."""
        for trouble in troubles:
            self.at(trouble.start, self._goes_down, trouble)
        self.env.process(self._arrive(arrivals))
        self.at(next_export(self.start), self._export, None)
        self.env.run()
        self.keeper.flush()

    # the clock

    def at(self, moment: datetime, act: Callable[[Any], None], what: object) -> None:
        """Let something happen at a moment, now if it has gone by."""
        self.after((moment - self.start).total_seconds() - self.env.now, act, what)

    def after(self, seconds: float, act: Callable[[Any], None], what: object) -> None:
        """Let something happen after some time."""
        self.env.timeout(max(seconds, 0.0)).callbacks.append(lambda _: act(what))

    # what comes from outside

    def _arrive(self, arrivals: Iterable[Arrival]) -> Generator[simpy.Event, None, None]:
        for arrival in arrivals:
            wait = (arrival.at - self.now).total_seconds()
            yield self.env.timeout(max(wait, 0.0))
            self._take_in(arrival)

    def hold(self, holdings: Holdings) -> None:
        """Give a donor what it has: contracts, numbers in its network, and entries in the register."""
        donor = self.operator(holdings.donor)
        for contract in holdings.contracts:
            donor.hold(contract)
        for number in holdings.lives:
            donor.serve(number)
            self.lives.add(number)
        for number, served in holdings.served:
            self.database.enter(number, served)

    def _take_in(self, arrival: Arrival) -> None:
        self.hold(arrival.holdings)
        donor, request = self.operator(arrival.donor), arrival.request
        if request.wish.cancel is not None and request.wish.at_donor:
            for number in request.numbers:
                donor.will_withdraw(number, request.wish.cancel)
        if arrival.objects:
            for number in request.numbers:
                donor.will_object(number)
        if arrival.fails is not None:
            self.at(request.port + arrival.fails, self._fail, arrival)
        self.post(self.operator(request.recipient).apply(request, self.now))

    def _fail(self, arrival: Arrival) -> None:
        """Let the database find that a process cannot go on (MB-20)."""
        process = arrival.request.process
        if process is None:
            return
        if self._down[DATABASE]:
            self.after(LONGEST_PAUSE, self._fail, arrival)
            return
        self._send_all(self.database.abort(process, self.now))

    # the post

    def post(self, sendings: Iterable[Sending]) -> None:
        """Take letters of an operator, each to be sent at its time."""
        for sending in sendings:
            self.at(sending.at, self._leave, sending.letter)

    def _leave(self, letter: Letter) -> None:
        if self._down[letter.origin]:
            self.after(FIRST_PAUSE, self._leave, letter)
            return
        self.operator(letter.origin).leaves(letter)
        self._send(letter)

    def _send_all(self, letters: Iterable[Letter]) -> None:
        for letter in letters:
            self._send(letter)
        if self.database.alarms:
            self._heed()

    def _send(self, letter: Letter) -> None:
        self.messages[letter.message.kind] += 1
        wait = 1.0 + share(letter.message.id, 3)
        if self.faults.wanted:
            again = self.faults.doubled()
            if again is not None:
                self.after(again.total_seconds(), self._deliver, (letter, 0))
            wait += self.faults.delay().total_seconds()
        self.after(wait, self._deliver, (letter, 0))

    def _deliver(self, sent: tuple[Letter, int]) -> None:
        """Bring a letter; if it, or its receipt, does not come through, it is sent again after a pause."""
        letter, attempt = sent
        now = self.now
        if self._down[letter.to] or self._down[letter.origin] or self.faults.lost():
            self._try_again(letter, attempt)
            return
        if letter.to == DATABASE:
            self._send_all(self.database.take(letter, now))
        else:
            self.post(self.operator(letter.to).take(letter, now))
        if self.faults.lost():
            self._try_again(letter, attempt)
        elif letter.origin == DATABASE:
            self._send_all(self.database.received(letter, now))

    def _try_again(self, letter: Letter, attempt: int) -> None:
        pause = min(FIRST_PAUSE * 2**attempt, LONGEST_PAUSE)
        self.after(pause, self._deliver, (letter, min(attempt + 1, 10)))

    # what the database waits for

    def _heed(self) -> None:
        """Set the alarms that the database asked for."""
        alarms = self.database.alarms
        while alarms:
            moment, process = alarms.pop()
            self.at(moment, self._wake, process)

    def _wake(self, process: str) -> None:
        if not self._down[DATABASE]:
            self._send_all(self.database.wake(process, self.now))

    def _export(self, _: None) -> None:
        """Publish the export of the hour, every two hours, as long as anything else is still to happen."""
        if self._down[DATABASE]:
            self.after(FIRST_PAUSE, self._export, None)
            return
        export, letters = self.database.export(self.now)
        if self.env.peek() < float("inf") or self.database.exports.waiting:
            self.at(next_export(self.now), self._export, None)
        self.exported = export.hour
        self._publish(export)
        self._send_all(letters)

    # trouble

    def _goes_down(self, trouble: Down) -> None:
        self.faults.done["crash" if trouble.who == DATABASE else "operator-down"] += 1
        if trouble.who == DATABASE:
            self._put_down()
        self._down[trouble.who] += 1
        self.at(trouble.end, self._comes_back, trouble)
        if trouble.told and trouble.who != DATABASE:
            self._tell(trouble, over=False)

    def _comes_back(self, trouble: Down) -> None:
        self._down[trouble.who] -= 1
        if trouble.who == DATABASE and not self._down[DATABASE]:
            self._restart()
        elif trouble.told and trouble.who != DATABASE:
            self._tell(trouble, over=True)

    def _tell(self, trouble: Down, *, over: bool) -> None:
        """Report an accident, by telephone if need be: the report itself does not get lost."""
        name = f"{trouble.who}/{trouble.start.isoformat()}/{over}"
        report = Outage(id=name, sender=Party.RECIPIENT, operator=trouble.who, over=over)
        self.database.take(Letter(report, trouble.who, DATABASE), self.now)

    def _open_storage(self) -> Storage:
        storage = self._make_storage()
        if isinstance(storage, NoStorage):
            return storage
        return Gathered(storage, lambda finish: self.after(0, lambda _: finish(), None))

    def _put_down(self) -> None:
        """Let the storage have what this moment has changed: a crash, and the end of one, come between two moments."""
        if isinstance(self.database.storage, Gathered):
            self.database.storage.put_down()

    def _restart(self) -> None:
        """Start the database's operator anew, with nothing but its storage; its counts go on for the report."""
        self._put_down()
        before, self.keeper = self.database, self.keeper.restarted()
        self.database = DatabaseOperator(self.plan, self.keeper, self._open_storage(), calendar=CALENDAR)
        for name in self.operators:
            self.database.exports.connect(name)
        letters = self.database.restore(self.exported)
        self.database.observed = before.observed
        self.database.exports.count = before.exports.count
        self.database.slots.take_over(before.slots)
        for letter in letters:
            self.after(1, self._deliver, (letter, 0))
        self._heed()
