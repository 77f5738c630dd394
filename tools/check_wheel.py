"""Check that a wheel holds everything that stands under src/, the licences, and the command.

``python -m tools.check_wheel --native dist/npmatch-0.1.0-cp311-cp311-linux_x86_64.whl``; without ``--native`` for a
wheel that was made where there is no compiler.
"""

import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_NOT_SHIPPED = ("__pycache__", ".egg-info")
_SOURCES = (".c", ".h", ".pxi", ".pyx")
"""What the compiled module is made of: it is in the sdist."""
_COMPILED = (".so", ".pyd")


def wanted() -> list[str]:
    """Return the names of the files under src/ that a wheel must hold."""
    files = (path.relative_to(ROOT / "src") for path in (ROOT / "src").rglob("*") if path.is_file())
    shipped = (path for path in files if not any(part.endswith(_NOT_SHIPPED) for part in path.parts))
    return sorted(path.as_posix() for path in shipped if path.suffix not in (*_SOURCES, *_COMPILED))


def faults(names: Iterable[str], metadata: str, *, native: bool = False) -> Iterator[str]:
    """Yield what is wrong with a wheel of these names and this metadata; ``native``: it has the compiled module.

    >>> list(faults([*wanted(), "a.dist-info/licenses/LICENSE"], "Provides-Extra: testing"))
    ['a wheel without the licence MIT']
    """
    held = set(names)
    yield from (f"not in the wheel: {name}" for name in wanted() if name not in held)
    strange = (name for name in sorted(held) if name.startswith("tests/") or name.endswith(_SOURCES))
    yield from (f"should not be in the wheel: {name}" for name in strange)
    if native != any(name.startswith("npmatch/native/_kernel.") and name.endswith(_COMPILED) for name in held):
        yield f"a wheel {'without' if native else 'with'} the compiled module"
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
    *flags, path = arguments
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        found = list(faults(names, wheel.read(metadata).decode("utf-8"), native="--native" in flags))
    for fault in found:
        print(fault)
    print(f"{len(names)} files, {len(found)} faults")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
