# The compiled kernel: _kernel.pyx says more.

from array import array
from collections.abc import Callable, Sequence

from npmatch.outcomes import Outcome
from npmatch.policy import Policy
from npmatch.profiles import Profile
from npmatch.verdict import Verdict

SOURCE: bytes

class Page:
    def __init__(self, code_points: array[int]) -> None: ...

class ArrowColumn:
    length: int
    def __init__(self, data: object) -> None: ...
    def text(self, row: int) -> str: ...

class Matcher:
    def __init__(
        self,
        plain: Callable[..., Verdict],
        profile: Profile,
        names: tuple[str, ...],
        verdict: type[Verdict],
        policy: type[Policy],
        outcomes: tuple[Outcome, ...],
    ) -> None: ...

def person_matcher(matcher: Matcher, default: Policy) -> Callable[..., Verdict]: ...
def organization_matcher(matcher: Matcher, default: Policy) -> Callable[..., Verdict]: ...
def arrow_persons(
    columns: Sequence[ArrowColumn | None], collapse: bool, markers: bool, codes: array[int]
) -> list[int]: ...
def list_persons(
    columns: Sequence[list[str | None] | None], collapse: bool, markers: bool, codes: array[int]
) -> list[int]: ...
def field(
    kind: int,
    a: str | bytes,
    b: str | bytes,
    collapse: bool = False,
    markers: bool = False,
    page: Page | None = None,
    other_page: Page | None = None,
) -> int: ...
def inn(a: str | bytes, a_nonresident: bool, b: str | bytes, b_nonresident: bool) -> int: ...
def person(
    left: tuple[str | bytes, ...], right: tuple[str | bytes, ...], collapse: bool = False, markers: bool = False
) -> int: ...
def valid(value: bytes, page: Page | None = None) -> bool: ...
def odd_surnames(one: list[str | None], other: list[str | None], glances: bytes) -> list[int]: ...
def spread(
    codes: array[int],
    contracts: array[int],
    cells: Callable[[int, int], tuple[object, ...]],
    width: int,
    usual: int,
) -> list[list[object]]: ...
def places(stretch: bytes, byte: int) -> tuple[int, int]: ...
