"""How the command loads what it needs: a part at a time, when it is asked for."""

import gc
import importlib

TYPE_CHECKING = False  # not that of typing, which would be loaded before the search for garbage ends
if TYPE_CHECKING:
    from typing import Any


def loaded(name: str) -> "Any":  # noqa: ANN401  # a module
    """Load a module without looking for garbage among what it makes, now or later: it stays as long as the process.

    >>> loaded("npmatch.cli.language").Say("en")("place.line", line=7)
    'line 7'
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        return importlib.import_module(name)
    finally:
        gc.freeze()
        if searching:
            gc.enable()
