"""Libraries that npmatch does not bring along."""

from importlib import import_module
from typing import Any

from npmatch.errors import MissingExtraError


def load(module: str, extra: str) -> Any:  # noqa: ANN401  # a module that need not be there
    """Return a module of an engine. Raises MissingExtraError, which names the extra, if it is not installed.

    >>> load("no_such_engine", "arrow")
    Traceback (most recent call last):
        ...
    npmatch.errors.MissingExtraError: no_such_engine is not installed: pip install 'npmatch[arrow]'
    """
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(module.partition(".")[0], extra) from None
