# The compiled kernel: _kernel.pyx says more.

from array import array

class Page:
    def __init__(self, code_points: array[int]) -> None: ...

def load(
    entries: array[int],
    choices: list[tuple[int, tuple[int, ...]]],
    pairs: list[tuple[int, int, int]],
    compositions: list[tuple[int, int, int]],
) -> None: ...
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
