"""The rows of Appendix 3, T-1.1 to T-8.5, and the bounds that stand elsewhere in the order, as data.

Merged cells are read as one bound (T-3.2 to T-3.4 and their like), which is what makes the technical limits add up
to 32 minutes. Rows of the Rules (R-...) are duties towards the subscriber and read the local clock.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from npmatch.porting.deadlines.bounds import (
    After,
    At,
    Before,
    Bound,
    Clock,
    Earlier,
    EndOf,
    EndOfMonths,
    Later,
    NextExport,
    Timeline,
    WorkingDays,
)
from npmatch.porting.parties import Party, Terms

RO, DO, CDB, HO, OO = Party.RECIPIENT, Party.DONOR, Party.DATABASE, Party.HOLDER, Party.OTHERS
SUB, RKN = Party.SUBSCRIBER, Party.REGULATOR
EVERYBODY = frozenset(Terms)
QUICK = frozenset({Terms.PERSON, Terms.LEGAL_TYPE1})
LEGAL = frozenset({Terms.LEGAL})
PROCUREMENT = frozenset({Terms.PROCUREMENT})
APPLICANTS = EVERYBODY - PROCUREMENT
LOCAL = Clock.LOCAL
NINE, TEN = time(9), time(10)


@dataclass(frozen=True, slots=True)
class Row:
    """One deadline: who must do what, for whom, between which bounds, by which clause."""

    id: str
    action: str
    actor: Party
    to: tuple[Party, ...]
    terms: frozenset[Terms]
    latest: Bound | None
    earliest: Bound | None = None
    clause: str = ""

    @property
    def cited(self) -> str:
        """The clause that sets the deadline: a row of Appendix 3, or what ``clause`` says.

        >>> SECTION_8[2].cited
        '3/8.3'
        """
        return self.clause or self.id.replace("T-", "3/")


@dataclass(frozen=True, slots=True)
class Told:
    """The first debt message: before 09:00 of the day, or some minutes after a check that was in time (C-14)."""

    days: int

    def read(self, line: Timeline) -> datetime | None:
        """Return the last good second."""
        nine = Before(At("PD.debt", self.days, NINE)).read(line)
        checked = After("cdb.rx(M-04)", line.readings.debt_after_check).read(line)
        late = line.moment("check.late") is not None
        return nine if nine is None or checked is None or late else max(nine, checked)


@dataclass(frozen=True, slots=True)
class Initiated:
    """T-2.1: nine days before the start, or the day after the contract if that is later."""

    def read(self, line: Timeline) -> datetime | None:
        """Return the last good second."""
        early, late, contract = (end.read(line) for end in _INITIATED)
        if early is None or late is None or contract is None:
            return None
        return early if contract <= early else late


@dataclass(frozen=True, slots=True)
class Cancelled:
    """T-6.1: before both midnights of the day of the start, or 24 hours before the start (C-09)."""

    def read(self, line: Timeline) -> datetime | None:
        """Return the last good second."""
        if line.readings.cancel_cutoff == "24h":
            return After("port", timedelta(hours=-24)).read(line)
        return _CANCELLED.read(line)


_INITIATED = (EndOf("PD", -9), EndOf("contract", 1), EndOf("contract", 0))
_CANCELLED = Before(Earlier(At("PD", 0), At("PD", 0, clock=LOCAL)))


def _minutes(anchor: str, minutes: float) -> After:
    return After(anchor, timedelta(minutes=minutes))


def _repaid(days: int) -> Later:
    """Return the moment whose state counts as repaid: midnight of Moscow or of the region, whichever is later."""
    return Later(At("PD.debt", days), At("PD.debt", days, clock=LOCAL))


SECTION_1 = (
    Row("T-1.1", "tell the database that an application was filed", RO, (CDB,), APPLICANTS, EndOf("app.filed", 1)),
    Row("T-1.2", "receipt and result of the check", CDB, (RO,), APPLICANTS, _minutes("cdb.rx(M-01)", 30)),
    Row("T-1.3", "forward the application", CDB, (DO,), APPLICANTS, _minutes("cdb.answered", 1)),
    Row("T-1.4", "check and answer", DO, (CDB,), QUICK, EndOf("do.rx(x.CreateForward)", 2)),
    Row("T-1.5", "check and answer", DO, (CDB,), LEGAL, EndOf("do.rx(x.CreateForward)", 3)),
    Row("T-1.6", "check and answer", DO, (CDB,), PROCUREMENT, EndOf("do.rx(x.CreateForward)", 3)),
    Row("T-1.7", "relay the result", CDB, (RO,), APPLICANTS, _minutes("cdb.rx(check)", 10)),
    Row("T-1.8", "fix the debt", DO, (), QUICK, EndOf("PD.debt", -6), EndOf("PD.debt", -6)),
    Row("T-1.9", "fix the debt", DO, (), LEGAL, EndOf("PD.debt", -26), EndOf("PD.debt", -26)),
    Row("T-1.10", "tell of the debt", DO, (CDB,), QUICK, Told(-5), After("cdb.rx(M-04)")),
    Row("T-1.11", "tell of the debt", DO, (CDB,), LEGAL, Told(-24), After("cdb.rx(M-04)")),
    Row("T-1.12", "relay it", CDB, (RO,), APPLICANTS, _minutes("cdb.rx(M-03)", 10)),
    Row("T-1.13", "fix the repayment", DO, (), QUICK, Before(At("PD.debt", -3, NINE)), _repaid(-3)),
    Row("T-1.14", "fix the repayment", DO, (), LEGAL, Before(At("PD.debt", -7, NINE)), _repaid(-7)),
    Row("T-1.15", "final notice on the debt", DO, (CDB,), QUICK, Before(At("PD.debt", -3, NINE))),
    Row("T-1.16", "final notice on the debt", DO, (CDB,), LEGAL, Before(At("PD.debt", -7, NINE))),
    Row("T-1.17", "relay it", CDB, (RO,), APPLICANTS, _minutes("cdb.rx(final)", 10)),
    Row("T-1.18", "tell the regulator of a delay of 24 h", RO, (RKN,), EVERYBODY, EndOf("breach", 1), After("breach")),
)

SECTION_2 = (
    Row("T-2.1", "initiate", RO, (CDB,), PROCUREMENT, Initiated()),
    Row("T-2.2", "result of the check and the time", CDB, (RO,), PROCUREMENT, _minutes("cdb.rx(M-01)", 60)),
    Row("T-2.3", "forward the initiation", CDB, (DO,), PROCUREMENT, _minutes("cdb.answered", 1)),
    Row("T-2.4", "check and answer", DO, (CDB,), PROCUREMENT, EndOf("do.rx(x.CreateForward)", 3)),
    Row("T-2.5", "relay the result", CDB, (RO,), PROCUREMENT, _minutes("cdb.rx(check)", 1)),
)

SECTION_3 = (
    Row("T-3.1", "start the technical measures", CDB, (DO,), EVERYBODY, _minutes("port", 1), After("port")),
    Row("T-3.2", "accept and start", DO, (CDB,), EVERYBODY, _minutes("do.rx(M-22)", 10)),
    Row("T-3.3", "remove the number from the HLR", DO, (), EVERYBODY, _minutes("do.rx(M-22)", 10)),
    Row("T-3.4", "confirm the removal", DO, (CDB,), EVERYBODY, _minutes("do.rx(M-22)", 10)),
    Row("T-3.5", "tell the recipient of the removal", CDB, (RO,), EVERYBODY, _minutes("cdb.rx(M-07)", 0.5)),
    Row("T-3.6", "accept and start", RO, (CDB,), EVERYBODY, _minutes("ro.rx(M-23)", 10)),
    Row("T-3.7", "put the number into HLR and SRF", RO, (), EVERYBODY, _minutes("ro.rx(M-23)", 10)),
    Row("T-3.8", "confirm the activation", RO, (CDB,), EVERYBODY, _minutes("ro.rx(M-23)", 10)),
    Row("T-3.9", "tell the donor of the activation", CDB, (DO,), EVERYBODY, _minutes("cdb.rx(M-08)", 0.5)),
    Row("T-3.10", "accept the request for the SRF", DO, (CDB,), EVERYBODY, _minutes("do.rx(M-24)", 9)),
    Row("T-3.11", "put the number into the SRF", DO, (), EVERYBODY, _minutes("do.rx(M-24)", 9)),
    Row("T-3.12", "confirm the SRF", DO, (CDB,), EVERYBODY, _minutes("do.rx(M-24)", 9)),
    Row("T-3.13", "record the end", CDB, (DO, RO), EVERYBODY, _minutes("cdb.rx(M-09)", 1)),
    Row("T-3.14", "export to all operators", CDB, (OO,), EVERYBODY, NextExport("port.done"), NextExport("port.done")),
    Row("T-3.15", "tell of a hang", CDB, (DO, RO), EVERYBODY, _minutes("hung", 1), After("hung", timedelta(seconds=1))),
)

SECTION_4 = (
    Row(
        "T-4.1",
        "return message",
        RO,
        (CDB,),
        EVERYBODY,
        Earlier(WorkingDays("contract.end", 10), WorkingDays("released", 10)),
    ),
    Row("T-4.2", "tell the holder of the range", CDB, (HO,), EVERYBODY, _minutes("cdb.rx(M-19)", 1)),
    Row("T-4.3", "change the status and tell everyone", CDB, (OO,), EVERYBODY, NextExport("cdb.rx(M-19)", 2)),
    Row("T-4.4", "change the routing", OO, (), EVERYBODY, _minutes("oo.rx(x.Export)", 120)),
)

SECTION_5 = (
    Row("T-5.1", "debt after porting", DO, (CDB,), APPLICANTS, EndOf("service.start", 60), At("service.start", 31)),
    Row("T-5.2", "check and relay", CDB, (RO,), APPLICANTS, _minutes("cdb.rx(M-11)", 10)),
    Row("T-5.3", "debt paid", DO, (CDB,), APPLICANTS, EndOf("paid", 1)),
    Row("T-5.4", "unpaid, suspend", DO, (CDB,), APPLICANTS, EndOf("first(M-11)", 60), At("first(M-11)", 11)),
    Row("T-5.5", "check and relay", CDB, (RO,), APPLICANTS, _minutes("cdb.rx(M-12)", 10)),
    Row("T-5.6", "suspend the service", RO, (), APPLICANTS, EndOf("ro.rx(M-12)", 1)),
    Row("T-5.7", "tell of the suspension", RO, (CDB,), APPLICANTS, EndOf("suspended", 1)),
    Row("T-5.8", "relay", CDB, (DO,), APPLICANTS, _minutes("cdb.rx(M-13)", 10)),
    Row("T-5.9", "relay the resumption", CDB, (RO,), APPLICANTS, _minutes("cdb.rx(M-14)", 10)),
    Row("T-5.10", "resume the service", RO, (), APPLICANTS, EndOf("ro.rx(M-14)", 1)),
    Row("T-5.11", "tell of the resumption", RO, (CDB,), APPLICANTS, EndOf("resumed", 1)),
    Row("T-5.12", "relay", CDB, (DO,), APPLICANTS, _minutes("cdb.rx(M-16)", 10)),
)

SECTION_6 = (
    Row("T-6.1", "cancel", RO, (CDB,), EVERYBODY, Cancelled()),
    Row("T-6.2", "accept the cancellation", CDB, (RO, DO), EVERYBODY, _minutes("cdb.rx(M-02)", 1)),
    Row("T-6.3", "refuse the cancellation", CDB, (RO,), EVERYBODY, _minutes("cdb.rx(M-02)", 1)),
)

SECTION_7 = (
    Row("T-7.1.1", "ask for a break", RO, (CDB,), EVERYBODY, EndOf("break.day", -8)),
    Row("T-7.1.2", "set or refuse the break", CDB, (RO,), EVERYBODY, _minutes("cdb.rx(x.BreakRequest)", 5)),
    Row("T-7.2.1", "change the time", RO, (CDB,), EVERYBODY, EndOf("PD", -2)),
    Row("T-7.2.2", "assign the new time", CDB, (RO, DO), EVERYBODY, _minutes("cdb.rx(M-10)", 5)),
    Row("T-7.2.3", "tell that the time is taken", CDB, (RO,), EVERYBODY, _minutes("cdb.rx(M-10)", 15)),
    Row("T-7.3.1", "ask for free time", RO, (CDB,), EVERYBODY, None),
    Row("T-7.3.2", "answer with free time", CDB, (RO,), EVERYBODY, _minutes("cdb.rx(x.SlotQuery)", 1)),
    Row(
        "T-7.4.1",
        "check that the time is possible",
        CDB,
        (),
        QUICK | PROCUREMENT,
        Before(At("PD", -3, TEN)),
        At("PD", -3, NINE),
    ),
    Row("T-7.4.1", "check that the time is possible", CDB, (), LEGAL, Before(At("PD", -7, TEN)), At("PD", -7, NINE)),
    Row("T-7.4.2", "move to a free hour", CDB, (DO, RO), EVERYBODY, _minutes("found", 5)),
)

SECTION_8 = (
    Row("T-8.1", "ask for a reversal", RO, (CDB,), EVERYBODY, EndOf("port.done", 30)),
    Row("T-8.2", "check and forward, or refuse", CDB, (DO, RO), EVERYBODY, _minutes("cdb.rx(M-17)", 1)),
    Row("T-8.3", "accept or reject the reversal", DO, (CDB,), EVERYBODY, EndOf("responder.rx(M-17)", 10)),
    Row("T-8.4", "relay, or assign the time", CDB, (RO, DO), EVERYBODY, _minutes("cdb.rx(answer)", 5)),
    Row("T-8.5", "start the reverse transfer", CDB, (RO,), EVERYBODY, _minutes("back.port", 1), After("back.port")),
)

ELSEWHERE = (
    Row("Z-5в", "tell of a new time", CDB, (RO, DO), EVERYBODY, _minutes("decided", 10), clause="7/5 в"),
    Row("Z-6", "last moment for any change", RO, (CDB,), EVERYBODY, Before(At("PD0", -2, clock=LOCAL)), clause="7/6"),
    Row("Z-8.4", "change a break", RO, (CDB,), EVERYBODY, EndOf("break.day", -8), clause="7/8.4"),
    Row("Z-8.4б", "cancel a break", RO, (CDB,), EVERYBODY, At("break.day", -3, NINE), clause="7/8.4"),
    Row("MB-19", "finish the technical measures", DO, (RO, CDB), EVERYBODY, _minutes("port", 60), clause="19"),
    Row("MB-21", "remove a returned number", CDB, (HO, OO), EVERYBODY, _minutes("cdb.rx(M-19)", 1440), clause="21"),
)


def _start(days: int, terms: frozenset[Terms]) -> Row:
    earliest = At("contract", days, clock=LOCAL)
    return Row("P-126", "start of service", RO, (SUB,), terms, EndOfMonths("contract", 6), earliest, "P-126")


SUBSCRIBER_SIDE = (
    _start(8, QUICK),
    _start(29, LEGAL),
    Row("R-48(11)", "tell whether the number is portable", RO, (SUB,), APPLICANTS, EndOf("cdb.answered", 1, LOCAL)),
    Row("R-48(16)", "tell of the debt", RO, (SUB,), APPLICANTS, EndOf("ro.rx(M-03)", 0, LOCAL)),
    Row("R-48(18)", "tell of the coming port", RO, (SUB,), QUICK, EndOf("PD.local", -3, LOCAL)),
    Row("R-48(18)", "tell of the coming port", RO, (SUB,), LEGAL, EndOf("PD.local", -7, LOCAL)),
    Row(
        "R-48(19)",
        "ask to insert the new SIM card",
        RO,
        (SUB,),
        EVERYBODY,
        EndOf("PD.local", -1, LOCAL),
        At("PD.local", -1, clock=LOCAL),
    ),
    Row("R-48(24)", "withdraw from the port", SUB, (RO,), QUICK, EndOf("PD.local", -4, LOCAL)),
    Row("R-48(24)", "withdraw from the port", SUB, (RO,), LEGAL, EndOf("PD.local", -8, LOCAL)),
    Row("R-48(25)", "pass the withdrawal on", RO, (CDB, DO), APPLICANTS, EndOf("refusal.filed", 1)),
)

ORDER_3 = (
    *SECTION_1,
    *SECTION_2,
    *SECTION_3,
    *SECTION_4,
    *SECTION_5,
    *SECTION_6,
    *SECTION_7,
    *SECTION_8,
    *ELSEWHERE,
    *SUBSCRIBER_SIDE,
)
