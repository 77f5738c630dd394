"""Состояния: the names of all states, and which of them end something."""

from enum import StrEnum


class State(StrEnum):
    """A state of a process, of one of its numbers, or of what follows a port.

    ``ends``: whether nothing follows in the same part of the table.

    >>> State.PORTED.ends, State.SCHEDULED.ends
    (True, False)
    """

    ends: bool

    # the process
    NEW = "NEW"
    APPLIED = "APPLIED"
    NOT_CONCLUDED = "NOT_CONCLUDED"
    CDB_CHECK = "CDB_CHECK"
    REJECTED_CDB = "REJECTED_CDB"
    REINITIATE = "REINITIATE"
    DONOR_CHECK = "DONOR_CHECK"
    REJECTED_DONOR = "REJECTED_DONOR"
    CONFIRMED = "CONFIRMED"
    DEBT_OPEN = "DEBT_OPEN"
    DEBT_CLEAR = "DEBT_CLEAR"
    REJECTED_DEBT = "REJECTED_DEBT"
    ACCEPTED = "ACCEPTED"
    SCHEDULED = "SCHEDULED"
    #: The process while its numbers are under way; each number has its own state then.
    HANDOVER = "HANDOVER"
    CANCELLED = "CANCELLED"
    ABORTED = "ABORTED"
    PORTED = "PORTED"
    PARTLY_PORTED = "PARTLY_PORTED"
    # one number
    H1_DEACTIVATING = "H1_DEACTIVATING"
    H2_RECIPIENT_ACTIVATING = "H2_RECIPIENT_ACTIVATING"
    H3_DONOR_SRF = "H3_DONOR_SRF"
    HUNG_1 = "HUNG_1"
    HUNG_2 = "HUNG_2"
    HUNG_3 = "HUNG_3"
    ABORTED_NEEDS_REVERSAL = "ABORTED_NEEDS_REVERSAL"
    # debt after porting
    CLEAN = "CLEAN"
    DEBT_NOTICED = "DEBT_NOTICED"
    SUSPEND_REQUESTED = "SUSPEND_REQUESTED"
    SUSPENDED = "SUSPENDED"
    RESUME_REQUESTED = "RESUME_REQUESTED"
    CLOSED_NO_DEBT = "CLOSED_NO_DEBT"
    CLOSED_PAID = "CLOSED_PAID"
    CLOSED_LAPSED = "CLOSED_LAPSED"
    CLOSED_MOOT = "CLOSED_MOOT"
    # reversal
    REV_CDB_CHECK = "REV_CDB_CHECK"
    REV_REFUSED = "REV_REFUSED"
    REV_RESPONDER = "REV_RESPONDER"
    REV_SCHEDULED = "REV_SCHEDULED"
    REVERSED = "REVERSED"
    # return to the holder of the range
    SERVING_FOREIGN_RANGE = "SERVING_FOREIGN_RANGE"
    RELEASED = "RELEASED"
    RETURN_CDB = "RETURN_CDB"
    RETURN_REFUSED = "RETURN_REFUSED"
    RETURN_NOTIFIED = "RETURN_NOTIFIED"
    RETURN_PUBLISHED = "RETURN_PUBLISHED"
    RETURNED = "RETURNED"


S = State
TERMINAL = frozenset(
    {
        S.NOT_CONCLUDED,
        S.REJECTED_CDB,
        S.REINITIATE,
        S.REJECTED_DONOR,
        S.REJECTED_DEBT,
        S.CANCELLED,
        S.ABORTED,
        S.PORTED,
        S.PARTLY_PORTED,
        S.CLOSED_NO_DEBT,
        S.CLOSED_PAID,
        S.CLOSED_LAPSED,
        S.CLOSED_MOOT,
        S.REV_REFUSED,
        S.REVERSED,
        S.RETURNED,
        S.RETURN_REFUSED,
    }
)
for _state in State:
    _state.ends = _state in TERMINAL  # asked for so often that a property was felt
LIVE = (S.DONOR_CHECK, S.CONFIRMED, S.DEBT_OPEN, S.DEBT_CLEAR, S.ACCEPTED, S.SCHEDULED)
"""The states of 2.1 row 16: the process is under way and no number has started."""
OPEN_DEBT = (S.DEBT_NOTICED, S.SUSPEND_REQUESTED, S.SUSPENDED, S.RESUME_REQUESTED)
"""The states in which 7012 holds."""


class Machine(StrEnum):
    """Which part of a process a state belongs to: the process, a number, its reversal, its debt, its return.

    >>> Machine("debt").name
    'DEBT'
    """

    PROCESS = "process"
    NUMBER = "number"
    REVERSAL = "reversal"
    DEBT = "debt"
    RETURN = "return"
