"""A case: two records under a policy, and the outcomes of their fields."""

from dataclasses import dataclass

from npmatch.outcomes import Outcome
from npmatch.policy import Policy
from npmatch.profiles import Field, Profile
from npmatch.records import Record


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
