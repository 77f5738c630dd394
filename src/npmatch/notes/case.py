"""A case: two records, the outcomes of their fields, and where a note was found."""

from dataclasses import dataclass
from typing import NamedTuple

from npmatch.notes.kinds import Note
from npmatch.outcomes import Outcome
from npmatch.policy import Policy
from npmatch.profiles import Field, Profile
from npmatch.records import Record


class Finding(NamedTuple):
    """A note, and the field that it was found in ("" for the record as a whole)."""

    note: Note
    field: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """Two records under a policy, and what the comparison of their fields found."""

    profile: Profile
    application: Record
    contract: Record
    policy: Policy
    outcomes: tuple[Outcome, ...]

    @classmethod
    def of(cls, profile: Profile, application: Record, contract: Record, policy: Policy) -> "Case":
        """Compare two records of the profile's type."""
        return cls(profile, application, contract, policy, profile.outcomes(application, contract, policy))

    @property
    def matched(self) -> bool:
        """Whether every field is accepted."""
        return all(map(self.policy.accepts, self.outcomes))

    def compared(self) -> list[tuple[Field, Outcome]]:
        """Return the fields with their outcomes."""
        return list(zip(self.profile.fields, self.outcomes, strict=True))

    def texts(self, field: Field) -> tuple[str, str]:
        """Return what is compared of a field as it is written, after N and E: the application's, the contract's."""
        return (
            field.folded(self.application, self.policy)[0],
            field.folded(self.contract, self.policy)[0],
        )

    def values(self, field: Field) -> tuple[str, str]:
        """Return the values of a field as given: the application's, the contract's."""
        return getattr(self.application, field.name), getattr(self.contract, field.name)
