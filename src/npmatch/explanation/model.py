"""What an explanation holds."""

from dataclasses import dataclass

from npmatch.explanation.alignment import Column
from npmatch.notes.kinds import Finding
from npmatch.notes.turning import Change
from npmatch.outcomes import Outcome
from npmatch.policy import Policy
from npmatch.verdict import FieldVerdict


@dataclass(frozen=True, slots=True, repr=False)
class Side:
    """One side of a field: its value after each step, as (step, text) pairs, the value as given first."""

    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, repr=False)
class AliasMatch:
    """A name of one document that agrees with an alias that the other lists."""

    side: str
    name: str
    alias: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, repr=False)
class FieldExplanation:
    """How one field was compared."""

    verdict: FieldVerdict
    application: Side
    contract: Side
    columns: tuple[Column, ...]
    aliases: tuple[AliasMatch, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """A verdict told in full.

    ``turning``: the least changes of the policy that would turn the verdict round. ``notes``: every note with the
    field that it speaks of.
    """

    kind: str
    matched: bool
    error_code: int | None
    policy: Policy
    fields: tuple[FieldExplanation, ...]
    turning: tuple[Change, ...]
    notes: tuple[Finding, ...]
