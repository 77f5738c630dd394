"""Invented subscribers with real numbers, day by day: who applies, where, for when, and what will become of it."""

import heapq
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from npmatch.actors.contracts import Contract, Debt
from npmatch.actors.register import Served
from npmatch.actors.requests import Request, Slip, Wish
from npmatch.outcomes import Outcome
from npmatch.porting.applications.forms import EntrepreneurApplication, PersonApplication
from npmatch.porting.numbering import NumberRange, Plan
from npmatch.porting.parties import Terms
from npmatch.porting.regions import MOSCOW, zone_of
from npmatch.records import Customer, Organization, Record
from npmatch.simulation.arrivals import DAY, HOUR, Arrival
from npmatch.simulation.fates import Fate, draw
from npmatch.simulation.forms import form_of, terms_of_record
from npmatch.simulation.places import Numbers
from npmatch.synthetic import Generator, Mix, pairs

START = date(2026, 2, 2)
"""The first day of every run."""
MIX = Mix(
    {"person": 80, "ip": 6, "org": 10, "customer": 4},
    {
        Outcome.EXACT: 880,
        Outcome.EQUIVALENT: 60,
        Outcome.SUBSTITUTED: 10,
        Outcome.OMITTED: 8,
        Outcome.ADDED: 8,
        Outcome.SWAPPED: 6,
        Outcome.TWO_TRANSPOSITIONS: 4,
        Outcome.DIFFERENT: 24,
    },
)
DEBTS = {
    Fate.PAYS: Debt.PAID,
    Fate.OWES: Debt.UNPAID,
    Fate.PAYS_LATER: Debt.LATER_PAID,
    Fate.SUSPENDED: Debt.LATER_SUSPENDED,
    Fate.LAPSES: Debt.LATER_LAPSED,
}
LEADS = {Terms.LEGAL: 29, Terms.PROCUREMENT: 10}
A_LOT = 51
OUTSIDE = ("495", "945", "95512")
"""Beginnings of numbers that are no DEF numbers, that the plan does not know, and that are not allotted."""
NOT_HOME = ("27", "30")


class Subscribers:
    """Makes ``numbers`` numbers' worth of applications over ``days`` days; the same for the same seed."""

    def __init__(self, plan: Plan, numbers: int, seed: int, days: int) -> None:
        self._dice = Random(seed)  # noqa: S311  # a model's chance, not a secret
        self._numbers = Numbers(plan, self._dice)
        self._left, self._days = numbers, days
        self._pairs = pairs(numbers, seed, MIX)
        self._others = Generator(seed + 1, cp1251=True)
        self._ids = count(1)

    def __iter__(self) -> Iterator[Arrival]:
        """Yield arrivals in the order of time; a second application of the same subscriber may come much later."""
        later: list[tuple[datetime, str, Arrival]] = []
        for day in range(self._days):
            today = self._left // (self._days - day)
            for arrival in self._day(START + day * DAY, today):
                heapq.heappush(later, (arrival.at, arrival.request.id, arrival))
            end = datetime.combine(START + (day + 1) * DAY, time(), MOSCOW)
            while later and later[0][0] < end:
                yield heapq.heappop(later)[2]
        while later:
            yield heapq.heappop(later)[2]

    def _day(self, day: date, today: int) -> Iterator[Arrival]:
        while today > 0 and self._left > 0:
            pair, fate = next(self._pairs), draw(self._dice)
            numbers = min(self._size(pair.application), self._left)
            today, self._left = today - numbers, self._left - numbers
            yield from self._arrivals(day, fate, pair.application, pair.contract, numbers)

    def _size(self, record: Record) -> int:
        """Return for how many numbers somebody applies: people for one or two, organisations for more."""
        if isinstance(record, (Organization, Customer)):
            return 1 + self._dice.randrange(9)
        return 2 if self._dice.random() < 0.06 else 1

    def _arrivals(self, day: date, fate: Fate, asked: Record, held: Record, size: int) -> Iterator[Arrival]:
        block, numbers = self._numbers.draw(size)
        arrival = self._plain(day, fate, asked, held, (block, numbers))
        self._decide(arrival, fate, day)
        yield arrival
        if fate is Fate.TWICE:
            yield self._again(arrival, arrival.at + 9 * HOUR)
        elif fate is Fate.LAPSES:
            yield self._again(arrival, arrival.at + 66 * DAY)

    def _plain(
        self, day: date, fate: Fate, asked: Record, held: Record, place: tuple[NumberRange, tuple[str, ...]]
    ) -> Arrival:
        block, numbers = place
        dice, region = self._dice, min(block.regions)
        quick = isinstance(asked, Organization) and (dice.random() < 0.2 or fate is Fate.TOO_MANY)
        terms = terms_of_record(asked, quick=quick)
        filed = datetime.combine(day, time(10), MOSCOW) + timedelta(seconds=dice.randrange(36_000))
        donor = block.operator if dice.random() < 0.9 else self._other(block.operator)
        recipient = self._other(donor)
        port = self._port(terms, day, region)
        form = form_of(
            asked, donor=donor, recipient=recipient, numbers=numbers, region=region, port=port, filed=filed, quick=quick
        )
        request = Request(f"R{next(self._ids):07d}", form, terms, region, numbers, port, day, filed, recipient)
        contracts = tuple(Contract(number, held, region=region) for number in numbers)
        long_ago = Served(donor, datetime.combine(date(2024, 2, 5), time(5), MOSCOW))
        served = tuple((number, long_ago) for number in numbers) if donor != block.operator else ()
        at = filed + timedelta(seconds=dice.randrange(60, 10_000))
        return Arrival(at, request, donor, contracts, served, lives=numbers)

    def _port(self, terms: Terms, day: date, region: str) -> datetime:
        """Return the wanted start: some hours are in the daily break, and get another one."""
        lead = LEADS.get(terms, 8) + self._dice.randrange(6)
        return datetime.combine(day + lead * DAY, time(self._dice.randrange(24)), zone_of(region))

    def _other(self, operator: str) -> str:
        return self._dice.choice([name for name in self._numbers.operators if name != operator])

    def _again(self, before: Arrival, at: datetime) -> Arrival:
        """Return a second application for the same numbers, at another recipient."""
        old = before.request
        recipient = next(name for name in self._numbers.operators if name not in {before.donor, old.recipient})
        day = at.astimezone(MOSCOW).date()
        port = old.port + (day - old.contract_date)
        request = replace(
            old,
            id=f"R{next(self._ids):07d}",
            recipient=recipient,
            port=port,
            filed=at,
            contract_date=day,
            wish=Wish(),
            checked=True,
        )
        return Arrival(at, request, before.donor)

    # fates

    def _decide(self, arrival: Arrival, fate: Fate, day: date) -> None:
        """Arrange what a fate needs: wishes of the subscriber, marks on the contract, slips in the request."""
        dice, request = self._dice, arrival.request
        careless = dice.random() < 0.7
        if fate in DEBTS:
            arrival.contracts = tuple(replace(one, debt=DEBTS[fate]) for one in arrival.contracts)
        elif fate in {Fate.CANCELS, Fate.CANCELS_AT_DONOR}:
            length = timedelta(seconds=dice.randrange(3_600, 2 * 86_400))
            request.wish = Wish(cancel=length, at_donor=fate is Fate.CANCELS_AT_DONOR)
        elif fate is Fate.CHANGES:
            request.wish = Wish(change=dice.randrange(1, 72) * HOUR)
        elif fate in {Fate.MISTAKEN, Fate.DISPUTED}:
            request.wish = Wish(mistaken=dice.randrange(1, 25))
            arrival.objects = fate is Fate.DISPUTED
        elif fate is Fate.LEAVES:
            request.wish = Wish(leaves=dice.randrange(5, 40))
        elif fate is Fate.FAILS:
            arrival.fails = dice.choice((-30 * HOUR, timedelta(seconds=20)))
        else:
            request.checked = not careless
            self._mark(arrival, fate)
            self._slip(arrival, fate, day)

    def _mark(self, arrival: Arrival, fate: Fate) -> None:
        """Let the donor's contracts speak against a request."""
        if fate in {Fate.BLOCKED, Fate.SIM_LOST, Fate.NO_LIST}:
            arrival.contracts = tuple(
                replace(
                    one,
                    blocked=fate is Fate.BLOCKED,
                    sim_lost=fate is Fate.SIM_LOST,
                    keeps_numbers=fate is not Fate.NO_LIST,
                )
                for one in arrival.contracts
            )
        elif fate is Fate.UNKNOWN:
            arrival.contracts = ()
        elif fate is Fate.OTHERS_NUMBER:
            self._swap_contracts(arrival)
        elif fate is Fate.TOO_MANY:
            more = self._numbers.draw(A_LOT)[1]
            arrival.contracts += tuple(replace(arrival.contracts[0], number=number) for number in more)

    def _slip(self, arrival: Arrival, fate: Fate, day: date) -> None:
        """Let the request itself be wrong: its date, its numbers, its papers."""
        request, numbers = arrival.request, arrival.request.numbers
        if fate is Fate.TOO_EARLY:
            request.port = request.port - 9 * DAY
        elif fate is Fate.TOO_LATE:
            request.port = request.port + 200 * DAY
        elif fate is Fate.RECENT:
            recent = datetime.combine(day - self._dice.randrange(5, 60) * DAY, time(6), MOSCOW)
            arrival.served = tuple((number, Served(arrival.donor, recent)) for number in numbers)
        elif fate is Fate.NO_RANGE:
            wrong = self._dice.choice(OUTSIDE)
            request.numbers, arrival.lives = tuple(wrong + number[len(wrong) :] for number in numbers), ()
        elif fate is Fate.ELSEWHERE:
            request.region = next(region for region in NOT_HOME if region not in self._numbers.regions_of(numbers[0]))
        elif fate in {Fate.MIXED_UP, Fate.FORGOTTEN}:
            request.slip = Slip.OTHER_COPY if fate is Fate.MIXED_UP else Slip.NO_COPY
        elif fate is Fate.INCOMPLETE:
            self._leave_out(request)

    def _swap_contracts(self, arrival: Arrival) -> None:
        """Let the number be somebody else's: the applicant has a contract for another one (7001)."""
        mine = self._numbers.draw(1)[1][0]
        own = replace(arrival.contracts[0], number=mine)
        stranger = self._others.person()
        arrival.contracts = (*(replace(one, record=stranger) for one in arrival.contracts), own)
        arrival.lives += (mine,)
        arrival.served += ((mine, Served(arrival.donor)),)

    def _leave_out(self, request: Request) -> None:
        form = request.application
        if isinstance(form, (PersonApplication, EntrepreneurApplication)):
            request.application = replace(form, surname="")
        else:
            request.application = replace(form, name="")
