"""How the command loads what it needs: a part at a time, when it is asked for."""

import gc
import importlib
from typing import Any


def loaded(name: str) -> Any:  # noqa: ANN401  # a module
    """Load a module without looking for garbage meanwhile: thousands of objects are made, and none of them is any.

    >>> loaded("npmatch.cli.language").Say("en")("place.line", line=7)
    'line 7'
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        return importlib.import_module(name)
    finally:
        if searching:
            gc.enable()
