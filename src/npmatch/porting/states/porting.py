"""2.1: the process as a whole, from the application to the scheduled start, and every way out of it."""

from npmatch.porting.states.names import LIVE, State
from npmatch.porting.states.rule import Rule, out

S = State

CANCEL = (
    Rule(
        "2.1/16",
        S.CANCELLED,
        by="RO,DO",
        sends=out("relay>other T-6.2", "M-20>sender T-6.2", "M-20>other T-6.2"),
        effect="cancelled",
        clause="14, 3/6.1-6.2",
    ),
)
CHANGE = (
    Rule(
        "2.1/20",
        None,
        by="RO",
        guard="wanted hour is free",
        effect="change",
        sends=out("M-26>RO T-7.2.2", "M-26>DO T-7.2.2"),
        clause="3/7.2, 7/4 а",
    ),
    Rule("2.1/20", None, by="RO", guard="wanted hour may be asked", sends=out("x.SlotBusy>RO T-7.2.3"), clause="3/7.2"),
)
BREAK_SET = (
    Rule(
        "2.1/19a",
        None,
        guard="hour has become impossible",
        effect="move",
        sends=out("M-26>DO Z-5в", "M-26>RO Z-5в"),
        clause="7/5",
    ),
    Rule("2.1/19a", None, clause="7/8.4"),
)
LATE_START = (Rule("G-4", None, effect="start is late", duties=("R-48(21)",), clause="R-48(21)"),)
ABORT = (Rule("2.1/29", S.ABORTED, sends=out("x.Abort>RO", "x.Abort>DO"), effect="all aborted", clause="20"),)
READY = (
    Rule(
        "2.1/18",
        S.SCHEDULED,
        guard="hour is possible",
        stops=("port",),
        effect="schedule numbers",
        duties=("R-48(18)",),
        clause="3/7.4.1",
    ),
    Rule(
        "2.1/19",
        S.SCHEDULED,
        stops=("port",),
        effect="move and schedule",
        sends=out("M-26>DO T-7.4.2", "M-26>RO T-7.4.2"),
        clause="3/7.4.2, 7/5",
    ),
)
TO_ACCEPTED = out("relay>RO T-1.17")

PORTING: dict[tuple[State, str], tuple[Rule, ...]] = {
    (S.NEW, "c.Filed"): (
        Rule("2.1/1", S.APPLIED, guard="fee is paid", starts=("initiate",), effect="filed", clause="R-48(7)"),
        Rule("2.1/2", S.NOT_CONCLUDED, clause="R-48(7)"),
    ),
    (S.NEW, "c.Contract"): (Rule("2.1/3", S.APPLIED, guard="procurement", starts=("initiate",), clause="11"),),
    (S.APPLIED, "M-01"): (
        Rule("2.1/4", S.CDB_CHECK, by="RO", starts=("answer",), stops=("initiate",), effect="created", clause="3/1.1"),
    ),
    (S.APPLIED, "c.Withdrawn"): (
        Rule("2.1/4a", S.CANCELLED, stops=("initiate",), effect="withdrawn", clause="R-48(24)"),
    ),
    (S.APPLIED, "c.Abort"): (Rule("2.1/29", S.ABORTED, stops=("initiate",), effect="all aborted", clause="20"),),
    (S.CDB_CHECK, "c.Checked"): (
        Rule(
            "2.1/5",
            S.REINITIATE,
            guard="silent database codes",
            sends=out("M-21>RO answer"),
            stops=("answer",),
            effect="refused",
            clause="3/2.2, 4 **",
        ),
        Rule(
            "2.1/5",
            S.REJECTED_CDB,
            guard="database codes",
            sends=out("M-21>RO answer"),
            stops=("answer",),
            effect="refused",
            duties=("R-48(11)",),
            clause="3/1.2",
        ),
        Rule(
            "2.1/6",
            S.DONOR_CHECK,
            guard="no findings",
            effect="assign",
            sends=out("M-20>RO answer", "x.CreateForward>DO forward"),
            starts=("port", "breach"),
            stops=("answer",),
            duties=("R-48(11)",),
            clause="3/1.2-1.3",
        ),
    ),
    (S.CDB_CHECK, "c.Abort"): (
        Rule("2.1/29", S.ABORTED, sends=out("x.Abort>RO"), stops=("answer",), effect="all aborted", clause="20"),
    ),
    (S.DONOR_CHECK, "r.x.CreateForward"): (Rule("S-3", None, starts=("check",), clause="3/1.4"),),
    (S.DONOR_CHECK, "M-06"): (
        Rule(
            "2.1/7",
            S.REINITIATE,
            by="DO",
            guard="silent donor codes",
            sends=out("M-21>RO relay"),
            effect="refused",
            clause="4 **",
        ),
        Rule(
            "2.1/7",
            S.REJECTED_DONOR,
            by="DO",
            guard="donor codes",
            sends=out("M-21>RO relay"),
            effect="refused",
            duties=("R-48(18)",),
            clause="3/1.4-1.7",
        ),
    ),
    (S.DONOR_CHECK, "M-04"): (
        Rule(
            "2.1/9",
            S.ACCEPTED,
            by="DO",
            guard="procurement",
            sends=out("relay>RO relay"),
            starts=("ready",),
            stops=("check",),
            clause="3/2.4-2.5",
        ),
        Rule(
            "2.1/8",
            S.CONFIRMED,
            by="DO",
            effect="confirmed",
            sends=out("relay>RO relay"),
            starts=("debt",),
            stops=("check",),
            clause="3/1.4-1.7",
        ),
    ),
    (S.CONFIRMED, "M-03"): (
        Rule(
            "2.1/10",
            S.DEBT_OPEN,
            by="DO",
            guard="debt is told",
            sends=out("relay>RO T-1.12"),
            starts=("final",),
            stops=("debt",),
            duties=("R-48(16)",),
            clause="3/1.10-1.12",
        ),
        Rule(
            "2.1/10a",
            S.DEBT_CLEAR,
            by="DO",
            sends=out("relay>RO T-1.12"),
            starts=("final",),
            stops=("debt",),
            clause="3/1.10-1.12",
        ),
    ),
    (S.CONFIRMED, "M-05"): (
        Rule("2.1/10b", S.ACCEPTED, by="DO", sends=TO_ACCEPTED, starts=("ready",), stops=("debt",), clause="3/1.15"),
    ),
    (S.CONFIRMED, "debt"): (Rule("2.1/11", S.DEBT_CLEAR, starts=("final",), clause="13"),),
    (S.DEBT_OPEN, "M-06"): (
        Rule(
            "2.1/12",
            S.REJECTED_DEBT,
            by="DO",
            guard="debt code only",
            sends=out("M-21>RO T-1.17"),
            effect="refused",
            stops=("final",),
            duties=("R-48(18)",),
            clause="3/1.13-1.17",
        ),
    ),
    (S.DEBT_OPEN, "M-05"): (
        Rule("2.1/13", S.ACCEPTED, by="DO", sends=TO_ACCEPTED, starts=("ready",), stops=("final",), clause="3/1.15"),
    ),
    (S.DEBT_OPEN, "final"): (Rule("2.1/14", S.ACCEPTED, effect="silence on debt", starts=("ready",), clause="13"),),
    (S.DEBT_CLEAR, "M-05"): (
        Rule("2.1/15", S.ACCEPTED, by="DO", sends=TO_ACCEPTED, starts=("ready",), stops=("final",), clause="3/1.15"),
    ),
    (S.DEBT_CLEAR, "final"): (Rule("2.1/15", S.ACCEPTED, starts=("ready",), clause="13"),),
    (S.ACCEPTED, "M-05"): (Rule("2.1/15a", None, by="DO", effect="second answer", sends=TO_ACCEPTED, clause="3/1.15"),),
    (S.SCHEDULED, "M-05"): (
        Rule("2.1/15a", None, by="DO", effect="second answer", sends=TO_ACCEPTED, clause="3/1.15"),
    ),
    (S.ACCEPTED, "ready"): READY,
    (S.SCHEDULED, "ready"): READY,
    **{(state, "M-02"): CANCEL for state in LIVE},
    **{(state, "M-10"): CHANGE for state in LIVE},
    **{(state, "c.BreakSet"): BREAK_SET for state in LIVE},
    **{(state, "c.Abort"): ABORT for state in LIVE},
    **{(state, "port"): LATE_START for state in LIVE if state is not S.SCHEDULED},
    (S.ABORTED, "c.Reinitiated"): (Rule("2.1/31", None, stops=("breach",), clause="20"),),
    (S.PARTLY_PORTED, "c.Reinitiated"): (Rule("2.1/31", None, stops=("breach",), clause="20"),),
    (S.REINITIATE, "c.Reinitiated"): (Rule("2.1/31", None, clause="20"),),
}
