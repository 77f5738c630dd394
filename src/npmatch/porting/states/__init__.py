"""Таблица: what every state does with every message, timer and command. This literal is the whole law of the process.

House rules. Everything that moves a state stands in a row here; guards and effects only say whether and with what.
The first row of a cell whose sender and guard hold is taken. A cell that is not here, or of which no row holds,
refuses the message with ``x.WRONG_STATE`` (G-1), after the bounds that close for good were asked (G-2). Events are
messages (M-01, x.Started), receipts of them (r.M-22), timers (debt, ready, T-5.1) and commands of the database or of
the operator itself (c.Checked, c.Abort). Two conventions keep the table short: in a reversal the roles RO and DO change
places in the rows of the hand-over, and PORTED there reads REVERSED.
"""

from npmatch.porting.states.after import DEBT, RETURN, REVERSAL
from npmatch.porting.states.handover import HANDOVER
from npmatch.porting.states.names import LIVE, OPEN_DEBT, TERMINAL, Machine, State
from npmatch.porting.states.porting import PORTING
from npmatch.porting.states.rule import Rule, Send

PARTS = {"2.1": PORTING, "2.1 hand-over": HANDOVER, "2.3": DEBT, "2.4": REVERSAL, "2.5": RETURN}
"""The parts of the table by the section of the model that they are."""

TRANSITIONS: dict[tuple[State, str], tuple[Rule, ...]] = {
    cell: rules for part in PARTS.values() for cell, rules in part.items()
}
EVENTS = tuple(dict.fromkeys(event for _, event in TRANSITIONS))
"""Every event that some state knows."""

__all__ = [
    "EVENTS",
    "LIVE",
    "OPEN_DEBT",
    "PARTS",
    "TERMINAL",
    "TRANSITIONS",
    "Machine",
    "Rule",
    "Send",
    "State",
]
