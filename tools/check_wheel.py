"""Check that a wheel holds everything that stands under src/, the licences, and the command.

``python -m tools.check_wheel dist/npmatch-0.1.0-py3-none-any.whl``
"""

import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_NOT_SHIPPED = ("__pycache__", ".egg-info")


def wanted() -> list[str]:
    """Return the names of the files under src/ that a wheel must hold."""
    files = (path.relative_to(ROOT / "src") for path in (ROOT / "src").rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in files if not any(part.endswith(_NOT_SHIPPED) for part in path.parts))


def faults(names: Iterable[str], metadata: str) -> Iterator[str]:
    """Yield what is wrong with a wheel of these names and this metadata.

    >>> list(faults([*wanted(), "a.dist-info/licenses/LICENSE"], "Provides-Extra: testing"))
    ['a wheel without the licence MIT']
    """
    held = set(names)
    yield from (f"not in the wheel: {name}" for name in wanted() if name not in held)
    yield from (f"should not be in the wheel: {name}" for name in sorted(held) if name.startswith("tests/"))
    if not any(name.endswith("licenses/LICENSE") for name in held):
        yield "a wheel without its LICENSE"
    for line, lack in (
        ("License-Expression: MIT", "the licence MIT"),
        ("Provides-Extra: testing", "the extra testing"),
    ):
        if line not in metadata.splitlines():
            yield f"a wheel without {lack}"


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns its exit code."""
    with zipfile.ZipFile(arguments[0]) as wheel:
        names = wheel.namelist()
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        found = list(faults(names, wheel.read(metadata).decode("utf-8")))
    for fault in found:
        print(fault)
    print(f"{len(names)} files, {len(found)} faults")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
