"""Процесс: the porting process as a value, and the two functions that move it."""

from npmatch.porting.process.engine import expire, next_due, step
from npmatch.porting.process.records import (
    UNDER_WAY,
    Line,
    Observation,
    Outgoing,
    Process,
    Step,
    Timer,
    begin,
    locked,
    served_by,
)

__all__ = [
    "UNDER_WAY",
    "Line",
    "Observation",
    "Outgoing",
    "Process",
    "Step",
    "Timer",
    "begin",
    "expire",
    "locked",
    "next_due",
    "served_by",
    "step",
]
