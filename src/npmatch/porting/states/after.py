"""2.3 to 2.5: what may follow a port, number by number: an old debt, a reversal, a return to the holder."""

from npmatch.porting.states.names import OPEN_DEBT, State
from npmatch.porting.states.rule import Rule, out

S = State

NOTICE = out("relay>RO T-5.2")
RESUME = out("relay>RO T-5.9")
MOOT = (Rule("2.3", S.CLOSED_MOOT, stops=("T-5.1", "T-5.4", "T-5.7", "T-5.11"), clause="21"),)

DEBT: dict[tuple[State, str], tuple[Rule, ...]] = {
    (S.CLEAN, "M-11"): (
        Rule(
            "2.3",
            S.DEBT_NOTICED,
            by="DO",
            sends=NOTICE,
            starts=("T-5.4",),
            stops=("T-5.1",),
            effect="first notice",
            duties=("R-45(2)",),
            clause="3/5.1",
        ),
    ),
    (S.CLEAN, "T-5.1"): (Rule("2.3", S.CLOSED_NO_DEBT, clause="3/5.1"),),
    (S.DEBT_NOTICED, "M-11"): (Rule("2.3", None, by="DO", sends=NOTICE, duties=("R-45(2)",), clause="3/5.1"),),
    (S.DEBT_NOTICED, "M-15"): (
        Rule("2.3", S.CLOSED_PAID, by="DO", sends=NOTICE, stops=("T-5.4",), effect="paid", clause="3/5.3"),
    ),
    (S.DEBT_NOTICED, "M-12"): (
        Rule("2.3", S.SUSPEND_REQUESTED, by="DO", sends=out("relay>RO T-5.5"), stops=("T-5.4",), clause="3/5.4"),
    ),
    (S.DEBT_NOTICED, "T-5.4"): (Rule("2.3", S.CLOSED_LAPSED, clause="3/5.4, 13"),),
    (S.SUSPEND_REQUESTED, "r.M-12"): (Rule("S-3", None, starts=("T-5.7",), clause="3/5.6"),),
    (S.SUSPEND_REQUESTED, "M-13"): (
        Rule(
            "2.3",
            S.SUSPENDED,
            by="RO",
            sends=out("relay>DO T-5.8"),
            stops=("T-5.7",),
            effect="suspended",
            clause="3/5.7",
        ),
    ),
    (S.SUSPEND_REQUESTED, "M-14"): (
        Rule("2.3", S.RESUME_REQUESTED, by="DO", sends=RESUME, stops=("T-5.7",), effect="paid", clause="3/5.3"),
    ),
    (S.SUSPEND_REQUESTED, "M-15"): (
        Rule("2.3", S.RESUME_REQUESTED, by="DO", sends=NOTICE, stops=("T-5.7",), effect="paid", clause="3/5.3"),
    ),
    (S.SUSPENDED, "M-14"): (Rule("2.3", S.RESUME_REQUESTED, by="DO", sends=RESUME, effect="paid", clause="3/5.3"),),
    (S.RESUME_REQUESTED, "r.M-14"): (Rule("S-3", None, starts=("T-5.11",), clause="3/5.10"),),
    (S.RESUME_REQUESTED, "r.M-15"): (Rule("S-3", None, starts=("T-5.11",), clause="3/5.10"),),
    (S.RESUME_REQUESTED, "M-16"): (
        Rule(
            "2.3",
            S.CLOSED_PAID,
            by="RO",
            sends=out("relay>DO T-5.12"),
            stops=("T-5.11",),
            effect="resumed",
            clause="3/5.11",
        ),
    ),
    (S.RESUME_REQUESTED, "M-13"): (Rule("2.3", None, by="RO", clause="3/5.7"),),
    (S.CLEAN, "c.ContractEnded"): MOOT,
    **{(state, "c.ContractEnded"): MOOT for state in OPEN_DEBT},
}

ASKED = (
    Rule(
        "2.4",
        S.REV_CDB_CHECK,
        by="RO,DO",
        guard="erroneous process is named",
        starts=("T-8.2",),
        effect="reversal asked",
        clause="3/8.1",
    ),
)
ABORTED = (
    Rule("2.1/29", S.ABORTED, sends=out("x.Abort>RO", "x.Abort>DO"), stops=("T-8.2", "T-8.3", "port"), clause="20"),
)

REVERSAL: dict[tuple[State, str], tuple[Rule, ...]] = {
    (S.PORTED, "M-17"): ASKED,
    (S.HUNG_2, "M-17"): ASKED,
    (S.HUNG_3, "M-17"): ASKED,
    (S.ABORTED_NEEDS_REVERSAL, "M-17"): ASKED,
    (S.REV_CDB_CHECK, "c.Checked"): (
        Rule(
            "2.4",
            S.REV_RESPONDER,
            guard="no findings",
            sends=out("M-17>responder T-8.2"),
            stops=("T-8.2",),
            clause="3/8.2",
        ),
        Rule("2.4", S.REV_REFUSED, sends=out("M-21>asker T-8.2"), stops=("T-8.2",), clause="3/8.2"),
    ),
    (S.REV_RESPONDER, "r.M-17"): (Rule("S-3", None, starts=("T-8.3",), clause="3/8.3"),),
    (S.REV_RESPONDER, "x.ResponderReject"): (
        Rule(
            "2.4",
            S.REV_REFUSED,
            by="responder",
            sends=out("relay>asker T-8.4"),
            stops=("T-8.3",),
            clause="3/8.4",
        ),
    ),
    (S.REV_RESPONDER, "M-18"): (
        Rule(
            "2.4",
            S.REV_SCHEDULED,
            by="responder",
            effect="assign reversal",
            sends=out("x.ReverseAssigned>RO T-8.4", "x.ReverseAssigned>DO T-8.4"),
            stops=("T-8.3", "hang", "MB-19", "T-3.6", "T-3.8", "T-3.10", "T-3.12"),
            clause="3/8.4",
        ),
    ),
    (S.REV_RESPONDER, "T-8.3"): (
        Rule(
            "2.4",
            S.REV_REFUSED,
            guard="silence refuses a reversal",
            sends=out("M-21>asker T-8.4"),
            effect="responder is late",
            clause="3/8.3",
        ),
        Rule("2.4", None, effect="responder is late", clause="3/8.3"),
    ),
    (S.REV_CDB_CHECK, "c.Abort"): ABORTED,
    (S.REV_RESPONDER, "c.Abort"): ABORTED,
    (S.REV_SCHEDULED, "c.Abort"): ABORTED,
}

ASKED_BACK = (
    Rule("2.5", S.RETURN_CDB, by="RO", starts=("T-4.2",), stops=("T-4.1",), effect="return asked", clause="3/4.1"),
)
RETURN: dict[tuple[State, str], tuple[Rule, ...]] = {
    (S.SERVING_FOREIGN_RANGE, "c.ContractEnded"): (
        Rule("2.5", S.RELEASED, starts=("T-4.1",), effect="contract ended", clause="21"),
    ),
    (S.SERVING_FOREIGN_RANGE, "M-19"): ASKED_BACK,
    (S.RELEASED, "M-19"): ASKED_BACK,
    (S.RETURN_CDB, "c.Checked"): (
        Rule(
            "2.5",
            S.RETURN_NOTIFIED,
            guard="no findings",
            sends=out("M-27>HO T-4.2"),
            effect="debt is moot",
            starts=("T-4.3", "MB-21"),
            stops=("T-4.2", "T-5.1", "T-5.4", "T-5.7", "T-5.11"),
            clause="3/4.2",
        ),
        Rule("2.5", S.RETURN_REFUSED, sends=out("M-21>RO T-4.2"), stops=("T-4.2",), clause="3/4.2"),
    ),
    (S.RETURN_NOTIFIED, "c.Exported"): (
        Rule(
            "2.5",
            S.RETURN_PUBLISHED,
            effect="exported",
            starts=("T-4.4",),
            stops=("T-4.3", "MB-21"),
            clause="3/4.3",
        ),
    ),
    (S.RETURN_PUBLISHED, "r.x.Export"): (Rule("S-3", None, starts=("T-4.4",), clause="3/4.4"),),
    (S.RETURN_PUBLISHED, "T-4.4"): (Rule("2.5", S.RETURNED, clause="3/4.4"),),
}
