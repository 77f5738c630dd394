"""The worked timelines: one place that builds them for the tests."""

from datetime import date, datetime

from npmatch.porting.deadlines import Timeline
from npmatch.porting.parties import Terms
from npmatch.porting.readings import STANDARD, Readings
from npmatch.porting.regions import MOSCOW, zone_of


def msk(text: str) -> datetime:
    """Read ``2026-12-09 05:00`` on Moscow's clock; a time of day may have seconds."""
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


def local(text: str, region: str) -> datetime:
    """Read a moment on the clock of a region."""
    return datetime.fromisoformat(text).replace(tzinfo=zone_of(region))


def line(terms: Terms, region: str, port: datetime, readings: Readings = STANDARD, **facts: datetime) -> Timeline:
    """Build a timeline with a contract of 1 December 2026 and a start; facts are added by name."""
    named = {NAMES.get(name, name): moment for name, moment in facts.items()}
    return Timeline(
        terms=terms,
        zone=zone_of(region),
        facts={"port": port, "base": port, **named},
        days={"contract": date(2026, 12, 1)},
        readings=readings,
    )


NAMES = {
    "filed": "app.filed",
    "m01": "cdb.rx(M-01)",
    "do_rx": "do.rx(x.CreateForward)",
    "m04": "cdb.rx(M-04)",
    "sent_m22": "sent(M-22)",
}

PERSON = line(
    Terms.PERSON,
    "77",
    msk("2026-12-09 05:00"),
    filed=msk("2026-12-01 12:00"),
    m01=msk("2026-12-02 12:00"),
    do_rx=msk("2026-12-02 12:31"),
    sent_m22=msk("2026-12-09 05:00"),
)
LEGAL = line(
    Terms.LEGAL,
    "77",
    msk("2026-12-30 05:00"),
    filed=msk("2026-12-01 12:00"),
    m01=msk("2026-12-02 12:00"),
    do_rx=msk("2026-12-02 12:31"),
    sent_m22=msk("2026-12-30 05:00"),
)
KAMCHATKA = line(
    Terms.PERSON,
    "41",
    local("2026-12-09 05:00", "41"),
    filed=local("2026-12-01 08:00", "41"),
    m01=msk("2026-12-01 12:00"),
    do_rx=msk("2026-12-01 12:31"),
    sent_m22=local("2026-12-09 05:00", "41"),
)
PROCUREMENT = line(
    Terms.PROCUREMENT,
    "39",
    local("2026-12-15 23:00", "39"),
    m01=msk("2026-12-06 12:00"),
    do_rx=msk("2026-12-06 13:00"),
    sent_m22=local("2026-12-15 23:00", "39"),
)
