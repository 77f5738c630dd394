"""Two CSV exports as a run: every application is filed on the first days, every contract is the donor's."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

from npmatch.actors.contracts import Contract
from npmatch.actors.pace import share
from npmatch.actors.register import Served
from npmatch.actors.requests import Request
from npmatch.batch.exports import Export, Options, open_export
from npmatch.batch.faults import BadRow
from npmatch.batch.rows import CellError, kind_of, record
from npmatch.porting.numbering import Plan
from npmatch.porting.parties import Terms
from npmatch.porting.regions import MOSCOW, REGIONS, zone_of
from npmatch.records import Record
from npmatch.simulation.arrivals import DAY, Arrival
from npmatch.simulation.forms import form_of, terms_of_record
from npmatch.simulation.places import biggest
from npmatch.simulation.subscribers import LEADS, START

CAPITAL = "77"
"""The region of a number that tells none: one in no range, or of the whole country."""


class Files:
    """Arrivals from an export of applications, against an export of the contracts of one donor.

    The donor is the operator to whom most of the contracts' numbers are allotted; what is under contract with it in
    somebody else's range was ported to it before. Rows that cannot be read are counted in ``unread``.
    """

    def __init__(self, plan: Plan, applications: Path, contracts: Path, days: int) -> None:
        self._plan, self._days = plan, days
        self.unread = 0
        self._contracts = dict(self._rows(contracts))
        self.applications = list(self._rows(applications))
        self.operators = biggest(plan)
        self.donor = self._donor()

    def _rows(self, path: Path) -> Iterator[tuple[str, Record]]:
        with open_export(path, Options()) as export:
            for entry in export.entries(self._deal):
                try:
                    found = _record(export, entry.row)
                except CellError:
                    self.unread += 1
                    continue
                yield entry.key, found

    def _deal(self, _: BadRow) -> None:
        self.unread += 1

    def _donor(self) -> str:
        found = (self._plan.find(number) for number in self._contracts)
        holders = Counter(block.operator for block in found if block is not None)
        return holders.most_common(1)[0][0] if holders else self.operators[0]

    def __iter__(self) -> Iterator[Arrival]:
        """Yield an arrival for each application, spread evenly over the days, in the order of the file."""
        span = timedelta(hours=8).total_seconds()
        per_day = -(-len(self.applications) // self._days)
        for place, (number, asked) in enumerate(self.applications):
            day, order = divmod(place, per_day)
            at = datetime.combine(START + day * DAY, time(10), MOSCOW) + timedelta(seconds=int(order * span / per_day))
            yield self._arrival(f"A{place + 1:07d}", number, asked, at)

    def _arrival(self, request_id: str, number: str, asked: Record, at: datetime) -> Arrival:
        terms, region, day = terms_of_record(asked), self._region(number), at.date()
        recipient = self._recipient(number)
        port = _port(number, terms, region, at)
        form = form_of(
            asked, donor=self.donor, recipient=recipient, numbers=(number,), region=region, port=port, filed=at
        )
        request = Request(request_id, form, terms, region, (number,), port, day, at, recipient)
        held = self._contracts.get(number)
        contracts = () if held is None else (Contract(number, held, region=region),)
        block = self._plan.find(number)
        foreign = block is None or block.operator != self.donor
        served = ((number, Served(self.donor)),) if foreign else ()
        return Arrival(at, request, self.donor, contracts, served, lives=(number,) if contracts else ())

    def _region(self, number: str) -> str:
        return min(self._plan.regions_of(number) & REGIONS.keys(), default=CAPITAL)

    def _recipient(self, number: str) -> str:
        others = [name for name in self.operators if name != self.donor]
        return others[share(number, len(others))]


def _port(number: str, terms: Terms, region: str, at: datetime) -> datetime:
    """Return the start: the earliest day, at an hour outside the daily break."""
    hour = (0, 1, 5, 6, 22, 23)[share(number, 6)]
    return datetime.combine(at.date() + LEADS.get(terms, 8) * DAY, time(hour), zone_of(region))


def _record(export: Export, row: object) -> Record:
    fields = export.fields(row)  # type: ignore[arg-type]  # a row of this export
    return record(kind_of(fields), fields)
