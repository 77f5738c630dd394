"""The written-out comparison of people is the plain one, only quicker."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npmatch import Policy
from npmatch.fields import COMPARED
from npmatch.profiles import CUSTOMER, IP, ORG, PERSON, PROFILES, Profile

SAID = ["", " ", "-", "№", "нет", "Крылов", "крылов", "Крb1лов", "Крынов", "И", "Ъ", "²", "ªº", "а" * 90]
VALUES = st.sampled_from(SAID)
POLICIES = st.builds(
    Policy,
    spaces=st.sampled_from(["remove", "collapse"]),
    transpositions=st.sampled_from(["two_transpositions", "two_symbols"]),
    absent_markers=st.sampled_from([(), ("нет",)]),
)


@pytest.mark.clause("6/3")
@pytest.mark.parametrize("profile", [PERSON, IP], ids=["person", "ip"])
@given(left=st.tuples(VALUES, VALUES, VALUES, VALUES), right=st.tuples(VALUES, VALUES, VALUES, VALUES), policy=POLICIES)
def test_people_compare_the_same_when_written_out(
    profile: Profile, left: tuple[str, ...], right: tuple[str, ...], policy: Policy
) -> None:
    assert profile.quick(left, right, policy) == profile.compare(left, right, policy)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.kind)
def test_remembering_changes_no_outcome(profile: Profile) -> None:
    plain = [each.compare for each in profile.fields]
    assert len(plain) == len(profile.fields)
    for each in profile.fields:
        if each.recall is not each.compare:
            assert each.recall("Крылов", "Крынов", Policy()) == each.compare("Крылов", "Крынов", Policy())


def test_the_fields_of_a_profile_are_those_that_the_clause_names() -> None:
    assert {profile.kind: tuple(each.name for each in profile.fields) for profile in PROFILES.values()} == COMPARED


def test_organisations_have_no_written_out_comparison() -> None:
    assert ORG.quick == ORG.compare
    assert CUSTOMER.quick == CUSTOMER.compare
