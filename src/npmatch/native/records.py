"""The functions that match two records, with the kernel put before them."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, TypeVar

from npmatch.fields import COMPARED
from npmatch.native import kernel
from npmatch.outcomes import Outcome
from npmatch.policy import Policy
from npmatch.profiles import Profile
from npmatch.records import Entrepreneur, Person
from npmatch.verdict import Verdict

_Match = TypeVar("_Match", bound=Callable[..., Verdict])


def quick(profile: Profile, default: Policy) -> Callable[[_Match], _Match]:
    """Return a decorator that puts the kernel before a function that matches two records of the profile's type.

    The function is what is called wherever the kernel has no answer, and always where there is no kernel; ``default``
    is its policy.

    Clause: 6/3
    """
    compiled = kernel()
    if compiled is None:
        return lambda plain: plain
    of_people = profile.record in (Person, Entrepreneur)
    # what the kernel reads of a record: the fields in the order of the clause, then whether it is a non-resident
    names = COMPARED[profile.kind] + (() if of_people else ("nonresident",))
    make = compiled.person_matcher if of_people else compiled.organization_matcher

    def decorate(plain: _Match) -> _Match:
        matcher = compiled.Matcher(plain, profile, names, Verdict, Policy, tuple(Outcome))
        found: Any = update_wrapper(make(matcher, default), plain)
        return found  # type: ignore[no-any-return]  # a function of the same signature

    return decorate
