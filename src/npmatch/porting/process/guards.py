"""Guards: the conditions that rows of the table name. Each looks at a case and says yes or no.

What only an operator can know (that a debt is paid, that the subscriber asked) is that operator's word and no guard.
"""

from collections.abc import Callable

from npmatch.porting.codes import DATABASE_CODES, DONOR_CODES, Code, Finding, Refusal, allowed, silent
from npmatch.porting.commands import Checked, Filed
from npmatch.porting.messages.operators import NPChange, NPDonorInfo, NPDonorReject, NPReverse
from npmatch.porting.parties import Terms
from npmatch.porting.process.case import Case
from npmatch.porting.process.timers import window_of
from npmatch.porting.schedule import HOUR, Share
from npmatch.porting.states import Machine, State


def findings(case: Case) -> tuple[Finding, ...]:
    """Return the reasons that the event carries."""
    if isinstance(case.event, Checked):
        return case.event.findings
    return case.event.reasons if isinstance(case.event, NPDonorReject) else ()


def shares(case: Case) -> tuple[Share, ...]:
    """Return the hours in which the numbers that have not started are to move."""
    counted: dict[object, Share] = {}
    for line in case.lines:
        if line.port is not None and line.state in {State.NEW, State.SCHEDULED}:
            before = counted.get(line.port, Share(line.port, 0))
            counted[line.port] = Share(line.port, before.numbers + 1)
    return tuple(counted.values())


def _refuses(among: frozenset[Code]) -> Callable[[Case], bool]:
    return lambda case: allowed(findings(case), among, case.process.terms)


def _silently(among: frozenset[Code]) -> Callable[[Case], bool]:
    refuses = _refuses(among)
    return lambda case: refuses(case) and silent(findings(case), case.process.terms)


def _clashes(case: Case) -> bool:
    return case.slots.clashes(shares(case), case.process.region, case.process.systems)


def _possible(case: Case) -> bool:
    ahead = case.draft.port > case.now and "late.PORT" not in case.draft.facts
    return ahead and not _clashes(case)


def _may_be_asked(case: Case) -> bool:
    """Say whether a new time is later and within six months of the filing; procurement has no such limit."""
    if not isinstance(case.event, NPChange) or case.event.port.tzinfo is None:
        return False
    months = case.window("P-126")
    return case.event.port > case.draft.port and (months is None or not months.late(case.event.port))


def _free(case: Case) -> bool:
    if not isinstance(case.event, NPChange) or not _may_be_asked(case):
        return False
    numbers = sum(share.numbers for share in shares(case))
    found = case.slots.nearest(case.event.port, case.process.region, case.process.systems, numbers)
    return found is not None and found[0].hour == case.event.port


def _down(case: Case) -> bool:
    """Say whether a system is down at PORT; if the hour has gone by, it was the database itself."""
    port = case.line.back_port if case.machine is Machine.REVERSAL else case.line.port
    gone = port is not None and case.now >= port + HOUR
    return gone or case.slots.down(case.process.systems, case.now)


def _named(case: Case) -> bool:
    """Say whether a reversal names this process and the number has no reversal under way."""
    return isinstance(case.event, NPReverse) and case.event.erroneous == case.process.id


GUARDS: dict[str, Callable[[Case], bool]] = {
    "": lambda case: case is not None,
    "fee is paid": lambda case: isinstance(case.event, Filed) and case.event.paid,
    "procurement": lambda case: case.process.terms is Terms.PROCUREMENT,
    "no findings": lambda case: isinstance(case.event, Checked) and not case.event.findings,
    "silent database codes": _silently(DATABASE_CODES),
    "database codes": _refuses(DATABASE_CODES),
    "silent donor codes": _silently(DONOR_CODES),
    "donor codes": _refuses(DONOR_CODES),
    "debt code only": _refuses(frozenset({Code.E_7003})),
    "debt is told": lambda case: isinstance(case.event, NPDonorInfo) and case.event.debt,
    "wanted hour is free": _free,
    "wanted hour may be asked": _may_be_asked,
    "hour has become impossible": _clashes,
    "hour is possible": _possible,
    "something is down": _down,
    "failure needs reversal": lambda case: (
        case.process.readings.after_m07 == "needs_reversal" and case.machine is Machine.NUMBER
    ),
    "erroneous process is named": _named,
    "silence refuses a reversal": lambda case: case.process.readings.reversal_silence == "refuse",
}


# G-2: bounds that close for good


def _past(name: str) -> Callable[[Case], bool]:
    def closed(case: Case) -> bool:
        found = window_of(name, case.timeline())
        return found is not None and found.late(case.now)

    return closed


def _outside(name: str) -> Callable[[Case], bool]:
    def closed(case: Case) -> bool:
        found = case.window(name)
        return found is not None and not found.holds(case.now)

    return closed


def _debt_refusal_closed(case: Case) -> bool:
    """Say whether a refusal for debt comes before repayment is fixed, or after the final notice was due."""
    if Code.E_7003 not in {finding.code for finding in findings(case)}:
        return False
    fixed = case.window("T-1.13") or case.window("T-1.14")
    return fixed is not None and (fixed.early(case.now) or _past("final")(case))


def _change_closed(case: Case) -> bool:
    name = "T-7.2.1" if case.process.readings.change_cutoff == "annex3" else "Z-6"
    return _outside(name)(case)


def _reversal_closed(case: Case) -> bool:
    """Say whether 30 days have gone since the port; a number that hangs has no port date and no bound."""
    return case.line.state is State.PORTED and _past("T-8.1")(case)


CLOSED: dict[str, Callable[[Case], bool]] = {
    "M-02": _past("T-6.1"),
    "M-03": _past("debt"),
    "M-06": _debt_refusal_closed,
    "M-10": _change_closed,
    "M-11": _outside("T-5.1"),
    "M-12": _outside("T-5.4"),
    "M-17": _reversal_closed,
}
"""The messages that a bound shuts out, and the bound; everything else that is late is processed and noted."""


def refusal(case: Case, kind: str) -> Refusal | None:
    """Return x.OUT_OF_TIME if the bound of a message has closed for good, else None.

    Clause: G-2
    """
    closed = CLOSED.get(kind)
    return Refusal.OUT_OF_TIME if closed is not None and closed(case) else None
