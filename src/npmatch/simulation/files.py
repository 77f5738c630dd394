"""Two CSV exports as a run: applications are filed on the first days, all contracts are there from the start."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

from npmatch.actors.contracts import Contract
from npmatch.actors.pace import share
from npmatch.actors.register import Served
from npmatch.actors.requests import Request
from npmatch.batch.exports import Export, Options, open_export
from npmatch.batch.faults import BadRow, Fault
from npmatch.batch.records import record
from npmatch.batch.rows import CellError, kind_of
from npmatch.porting.numbering import Plan
from npmatch.porting.parties import Terms
from npmatch.porting.regions import MOSCOW, REGIONS, zone_of
from npmatch.records import Record
from npmatch.simulation.arrivals import DAY, Arrival, Holdings
from npmatch.simulation.forms import form_of, terms_of_record
from npmatch.simulation.places import biggest
from npmatch.simulation.subscribers import LEADS, START

APPLICATIONS, CONTRACTS = "applications", "contracts"
CAPITAL = "77"
"""The region of a number that tells none: one in no range, or of the whole country."""
REPEATED = "repeated"
"""Beside the faults of the batch: a contract for a number that a later row has a contract for, too."""


class Files:
    """Arrivals from an export of applications, against an export of the contracts of one donor.

    The donor is the operator to whom most of the contracts' numbers are allotted; what is under contract with it in
    somebody else's range was ported to it before. ``rows`` counts the rows of each export and ``unread`` those that
    cannot be used, by export and fault; of several contracts for one number the last counts.
    """

    def __init__(self, plan: Plan, applications: Path, contracts: Path, days: int) -> None:
        self._plan, self._days = plan, days
        self.rows: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self._contracts: dict[str, Record] = {}
        for number, held in self._rows(contracts, CONTRACTS):
            if number in self._contracts:
                self.unread[f"{CONTRACTS}.{REPEATED}"] += 1
            self._contracts[number] = held
        self.applications = list(self._rows(applications, APPLICATIONS))
        self.operators = biggest(plan)
        self.donor = self._donor()

    def _rows(self, path: Path, side: str) -> Iterator[tuple[str, Record]]:
        def skip(fault: Fault) -> None:
            self.rows[side] += 1
            self.unread[f"{side}.{fault}"] += 1

        def deal(bad: BadRow) -> None:
            skip(bad.fault)

        with open_export(path, Options()) as export:
            for entry in export.entries(deal):
                try:
                    found = _record(export, entry.row)
                except CellError as error:
                    skip(error.fault)
                    continue
                self.rows[side] += 1
                yield entry.key, found

    def _donor(self) -> str:
        found = (self._plan.find(number) for number in self._contracts)
        holders = Counter(block.operator for block in found if block is not None)
        return holders.most_common(1)[0][0] if holders else self.operators[0]

    def __iter__(self) -> Iterator[Arrival]:
        """Yield an arrival for each application, spread evenly over the days, in the order of the file."""
        span = timedelta(hours=8).total_seconds()
        per_day = -(-len(self.applications) // self._days)
        before: Counter[str] = Counter()
        for place, (number, asked) in enumerate(self.applications):
            day, order = divmod(place, per_day)
            at = datetime.combine(START + day * DAY, time(10), MOSCOW) + timedelta(seconds=int(order * span / per_day))
            yield self._arrival(f"A{place + 1:07d}", (number, before[number]), asked, at)
            before[number] += 1

    def holdings(self) -> Holdings:
        """Return what is there before the first application: all contracts, and who serves their numbers.

        A number that is asked for counts as the donor's even if nobody has a contract for it: the application says so.
        """
        contracts = tuple(
            Contract(number, held, region=self._region(number)) for number, held in self._contracts.items()
        )
        numbers = dict.fromkeys((*self._contracts, *(number for number, _ in self.applications)))
        served = tuple((number, Served(self.donor)) for number in numbers if self._foreign(number))
        return Holdings(self.donor, contracts, served, lives=tuple(self._contracts))

    def _arrival(self, request_id: str, what: tuple[str, int], asked: Record, at: datetime) -> Arrival:
        """Return the application for a number, which may be the second or third for it."""
        number, times = what
        terms, region, day = terms_of_record(asked), self._region(number), at.date()
        recipient = self._recipient(number, times)
        port = _port(number, terms, region, at)
        form = form_of(
            asked, donor=self.donor, recipient=recipient, numbers=(number,), region=region, port=port, filed=at
        )
        request = Request(request_id, form, terms, region, (number,), port, day, at, recipient)
        return Arrival(at, request, self.donor)

    def _region(self, number: str) -> str:
        return min(self._plan.regions_of(number) & REGIONS.keys(), default=CAPITAL)

    def _foreign(self, number: str) -> bool:
        block = self._plan.find(number)
        return block is None or block.operator != self.donor

    def _recipient(self, number: str, times: int) -> str:
        """Return to whom somebody goes; whoever asks for the same number again goes to another."""
        others = [name for name in self.operators if name != self.donor]
        return others[(share(number, len(others)) + times) % len(others)]


def _port(number: str, terms: Terms, region: str, at: datetime) -> datetime:
    """Return the start: the earliest day, at an hour outside the daily break."""
    hour = (0, 1, 5, 6, 22, 23)[share(number, 6)]
    return datetime.combine(at.date() + LEADS.get(terms, 8) * DAY, time(hour), zone_of(region))


def _record(export: Export, row: object) -> Record:
    fields = export.fields(row)  # type: ignore[arg-type]  # a row of this export
    return record(kind_of(fields), fields)
