"""The check of point 133: everything that the operator of the database finds wrong with a request.

All reasons for all numbers are returned; one of them refuses the whole process.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from npmatch.porting.codes import Code, Finding
from npmatch.porting.deadlines import Timeline, due
from npmatch.porting.messages.operators import NPCreate
from npmatch.porting.numbering import Plan
from npmatch.porting.parties import Terms
from npmatch.porting.readings import STANDARD, Readings
from npmatch.porting.regions import MOSCOW, zone_of

DAYS_BETWEEN_PORTS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the database knows of numbers: when each was last ported, which are locked, which have an open debt.

    A port that was reversed is no port here, nor is its reversal.
    """

    last_port: Mapping[str, datetime] = field(default_factory=dict)
    active: Collection[str] = frozenset()
    owing: Collection[str] = frozenset()


NOTHING_KNOWN = Known()


def check_request(
    create: NPCreate, plan: Plan, known: Known = NOTHING_KNOWN, readings: Readings = STANDARD
) -> tuple[Finding, ...]:
    """Return every reason why the request cannot go on: 3013, 3014, 3016, 7102, 7100, 7101, 7012, 7110, 3012.

    >>> from npmatch.porting.parties import Party
    >>> from npmatch.porting.process.example import NOON
    >>> create = NPCreate(
    ...     id="1", sender=Party.RECIPIENT, numbers=("9001234567",), terms=Terms.PERSON, region="77", port=NOON,
    ...     contract_date=NOON.date(),
    ... )
    >>> [int(finding.code) for finding in check_request(create, Plan([]))]
    [3014, 7110]

    Clause: 3/1.2
    """
    numbers = (finding for number in create.numbers for finding in _about(create, number, known))
    return (*plan.check(create.numbers, create.region), *numbers, *_date(create, readings))


def _about(create: NPCreate, number: str, known: Known) -> Iterator[Finding]:
    last = known.last_port.get(number)
    if last is not None and too_soon(create, last):
        yield Finding(Code.E_7100, number)
    if number in known.active:
        yield Finding(Code.E_7101, number)
    if number in known.owing and create.terms is not Terms.PROCUREMENT:
        yield Finding(Code.E_7012, number)


def too_soon(create: NPCreate, last_port: datetime) -> bool:
    """Say whether the application is dated on day 60 after the last port or before; the calendar alone decides.

    Clause: P-152
    """
    allowed = last_port.astimezone(MOSCOW).date() + timedelta(days=DAYS_BETWEEN_PORTS)
    return create.contract_date <= allowed


def _date(create: NPCreate, readings: Readings) -> Iterator[Finding]:
    if create.terms is Terms.PROCUREMENT:
        day = create.port.astimezone(zone_of(create.region)).date()
        lead = readings.p154_min_lead
        if lead is not None and day < create.contract_date + timedelta(days=lead):
            yield Finding(Code.E_7110, field="port")
        return
    days = {"contract": create.contract_date}
    found = due("P-126", Timeline(terms=create.terms, zone=zone_of(create.region), days=days))
    if found is not None and found.early(create.port):
        yield Finding(Code.E_7110, field="port")
    if found is not None and found.late(create.port):
        yield Finding(Code.E_3012, field="port")
