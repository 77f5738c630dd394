"""2.1, rows 22-30: the technical transfer of one number. In a reversal the same rows run with the roles changed.

H1: the number leaves the donor's HLR. H2: it enters the recipient's. H3: the donor makes its routing record. A
transfer that is not finished within an hour is hung: it goes on from where it is, step by step.
"""

from npmatch.porting.states.names import State
from npmatch.porting.states.rule import Rule, out

S = State

REMOVED = out("M-23>RO T-3.5")
ACTIVATED = out("M-24>DO T-3.9")
DONE = out("M-25>DO T-3.13", "M-25>RO T-3.13")
HUNG = out("x.Hang>DO T-3.15", "x.Hang>RO T-3.15")
ABORT = out("x.Abort>RO", "x.Abort>DO")
REMOVAL, ACTIVATION, ROUTING = ("T-3.2", "T-3.4"), ("T-3.6", "T-3.8"), ("T-3.10", "T-3.12")
WHOLE = ("hang", "MB-19")


def _start(row: str, moved: str) -> tuple[Rule, ...]:
    return (
        Rule(
            "2.1/22",
            None,
            guard="something is down",
            effect=moved,
            sends=out("M-26>DO Z-5в", "M-26>RO Z-5в"),
            duties=("R-48(21)",),
            clause="18, 7/7",
        ),
        Rule(
            "2.1/23",
            S.H1_DEACTIVATING,
            effect="hand-over starts",
            sends=out(f"M-22>DO {row}"),
            starts=WHOLE,
            clause="3/3.1",
        ),
    )


def _abort(hung: State) -> tuple[Rule, ...]:
    """Return what a failure after M-07 does: the number stays hung, or waits for its reversal (option)."""
    needs_reversal = Rule(
        "2.1/30",
        S.ABORTED_NEEDS_REVERSAL,
        guard="failure needs reversal",
        sends=ABORT,
        stops=(*WHOLE, *ACTIVATION, *ROUTING),
        clause="20",
    )
    return (needs_reversal, Rule("2.1/30", hung, stops=("hang",), clause="20"))


RESEND_2 = (Rule("2.1/30", None, sends=out("M-23>RO"), clause="20"),)
RESEND_3 = (Rule("2.1/30", None, sends=out("M-24>DO"), clause="20"),)
ABORTED = (Rule("2.1/29", S.ABORTED, sends=ABORT, stops=("port", *WHOLE, *REMOVAL), effect="number ends", clause="20"),)

HANDOVER: dict[tuple[State, str], tuple[Rule, ...]] = {
    (S.SCHEDULED, "port"): _start("T-3.1", "postpone"),
    (S.REV_SCHEDULED, "port"): _start("T-8.5", "postpone reversal"),
    (S.HANDOVER, "c.Abort"): (Rule("2.1/29", None, effect="every number aborted", clause="20"),),
    **{
        (state, event): rules
        for step, hung, ask, answer, ended in (
            (S.H1_DEACTIVATING, S.HUNG_1, "M-22", "T-3.2", REMOVAL),
            (S.H2_RECIPIENT_ACTIVATING, S.HUNG_2, "M-23", "T-3.6", ACTIVATION),
            (S.H3_DONOR_SRF, S.HUNG_3, "M-24", "T-3.10", ROUTING),
        )
        for state in (step, hung)
        for event, rules in (
            (f"r.{ask}", (Rule("S-3", None, starts=ended, clause=f"3/{answer[2:]}"),)),
            ("hang", (Rule("2.1/27", hung, sends=HUNG, clause="3/3.15"),)),
        )
        if event != "hang" or state is step
    },
    (S.H1_DEACTIVATING, "x.Started"): (Rule("T-3.2", None, by="DO", stops=("T-3.2",), clause="3/3.2"),),
    (S.HUNG_1, "x.Started"): (Rule("T-3.2", None, by="DO", stops=("T-3.2",), clause="3/3.2"),),
    (S.H2_RECIPIENT_ACTIVATING, "x.Started"): (Rule("T-3.6", None, by="RO", stops=("T-3.6",), clause="3/3.6"),),
    (S.HUNG_2, "x.Started"): (Rule("T-3.6", None, by="RO", stops=("T-3.6",), clause="3/3.6"),),
    (S.H3_DONOR_SRF, "x.SrfAccepted"): (Rule("T-3.10", None, by="DO", stops=("T-3.10",), clause="3/3.10"),),
    (S.HUNG_3, "x.SrfAccepted"): (Rule("T-3.10", None, by="DO", stops=("T-3.10",), clause="3/3.10"),),
    (S.H1_DEACTIVATING, "M-07"): (
        Rule("2.1/24", S.H2_RECIPIENT_ACTIVATING, by="DO", sends=REMOVED, stops=REMOVAL, effect="removed", clause="17"),
    ),
    (S.HUNG_1, "M-07"): (
        Rule("2.1/28", S.HUNG_2, by="DO", sends=REMOVED, stops=REMOVAL, effect="removed", clause="17"),
    ),
    (S.H2_RECIPIENT_ACTIVATING, "M-08"): (
        Rule("2.1/25", S.H3_DONOR_SRF, by="RO", sends=ACTIVATED, stops=ACTIVATION, clause="3/3.8-3.9"),
    ),
    (S.HUNG_2, "M-08"): (Rule("2.1/28", S.HUNG_3, by="RO", sends=ACTIVATED, stops=ACTIVATION, clause="3/3.8-3.9"),),
    (S.H3_DONOR_SRF, "M-09"): (
        Rule("2.1/26", S.PORTED, by="DO", sends=DONE, stops=(*WHOLE, *ROUTING), effect="number ends", clause="17"),
    ),
    (S.HUNG_3, "M-09"): (
        Rule("2.1/28", S.PORTED, by="DO", sends=DONE, stops=(*WHOLE, *ROUTING), effect="number ends", clause="17"),
    ),
    # a number may be ended alone; before its own start its state is SCHEDULED, like that of the process
    (S.H1_DEACTIVATING, "c.Abort"): ABORTED,
    (S.HUNG_1, "c.Abort"): ABORTED,
    (S.SCHEDULED, "c.AbortNumber"): ABORTED,
    (S.H2_RECIPIENT_ACTIVATING, "c.Abort"): _abort(S.HUNG_2),
    (S.HUNG_2, "c.Abort"): _abort(S.HUNG_2),
    (S.H3_DONOR_SRF, "c.Abort"): _abort(S.HUNG_3),
    (S.HUNG_3, "c.Abort"): _abort(S.HUNG_3),
    (S.H2_RECIPIENT_ACTIVATING, "c.Resend"): RESEND_2,
    (S.HUNG_2, "c.Resend"): RESEND_2,
    (S.H3_DONOR_SRF, "c.Resend"): RESEND_3,
    (S.HUNG_3, "c.Resend"): RESEND_3,
}
