"""The native kernel: a compiled module that decides the same as the Python in `npmatch.text` and `npmatch.fields`.

It is built where there is a compiler and absent where there is none; ``NPMATCH_PURE=1`` in the environment leaves it
aside. What it cannot decide alone (symbols that fold to several, texts of many readings, legal forms) it hands back to
the Python, which is the reference.
"""

import os
import pkgutil
from functools import cache
from types import ModuleType
from typing import Literal


@cache
def kernel() -> ModuleType | None:
    """Return the compiled module, or None where there is none or where it is left aside.

    It is left aside, too, if the table of the package is not the one that it was made from.

    >>> kernel() is kernel()
    True
    """
    if os.environ.get("NPMATCH_PURE", "0") not in {"", "0"}:
        return None
    try:
        from npmatch.native import _kernel  # noqa: PLC0415  # may not be there
    except ImportError:
        return None
    return _kernel if source() == _kernel.SOURCE else None


def source() -> bytes:
    """Return the table of the package that the compiled module is made from, as it stands in its file.

    >>> source().startswith(b"# ")
    True
    """
    return pkgutil.get_data("npmatch.tables", "lookalikes.tsv") or b""


def built_kernel() -> ModuleType:
    """Return the compiled module, for whoever has asked whether there is one. Raises LookupError if there is none."""
    found = kernel()
    if found is None:
        raise LookupError("there is no compiled module")
    return found


def engine() -> Literal["native", "pure"]:
    """Tell which engine decides.

    >>> engine() in ("native", "pure")
    True
    """
    return "pure" if kernel() is None else "native"
