"""The native kernel: a compiled module that decides the same as the Python in `npmatch.text` and `npmatch.fields`.

It is built where there is a compiler and absent where there is none; ``NPMATCH_PURE=1`` in the environment leaves it
aside. What it cannot decide alone (symbols that fold to several, texts of many readings, legal forms) it hands back to
the Python, which is the reference.
"""

import os
from collections.abc import Callable
from functools import cache, update_wrapper
from types import ModuleType
from typing import Any, Literal, TypeVar

from npmatch.outcomes import Outcome
from npmatch.policy import Policy
from npmatch.profiles import Profile
from npmatch.records import Entrepreneur, Person
from npmatch.verdict import Verdict

_Match = TypeVar("_Match", bound=Callable[..., Verdict])

_NAMES: dict[str, tuple[str, ...]] = {
    "person": ("surname", "given_name", "patronymic", "document"),
    "ip": ("surname", "given_name", "patronymic", "inn"),
    "org": ("name", "inn", "nonresident"),
    "customer": ("name", "inn", "purchase_id", "nonresident"),
}
"""What the kernel reads of a record: the fields in the order of the clause, then whether it is a non-resident."""


@cache
def kernel() -> ModuleType | None:
    """Return the compiled module, or None where there is none or where it is left aside.

    >>> kernel() is kernel()
    True
    """
    if os.environ.get("NPMATCH_PURE", "0") not in {"", "0"}:
        return None
    try:
        from npmatch.native import _kernel  # noqa: PLC0415  # may not be there
    except ImportError:
        return None
    return _kernel


def engine() -> Literal["native", "pure"]:
    """Tell which engine decides.

    >>> engine() in ("native", "pure")
    True
    """
    return "pure" if kernel() is None else "native"


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
    make = compiled.person_matcher if of_people else compiled.organization_matcher

    def decorate(plain: _Match) -> _Match:
        matcher = compiled.Matcher(plain, profile, _NAMES[profile.kind], Verdict, Policy, tuple(Outcome))
        found: Any = update_wrapper(make(matcher, default), plain)
        return found  # type: ignore[no-any-return]  # a function of the same signature

    return decorate
