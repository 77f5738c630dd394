"""What a caller can do wrong.

A mismatch, an empty field or a malformed passport is a *result* of npmatch and never an exception. The classes
here speak of mistakes in the calling code or in the installed package, and their texts name types and fields,
never the values that somebody gave.
"""


class NpmatchError(Exception):
    """The root of npmatch's own exceptions."""


class TableError(NpmatchError):
    """A table of the package is damaged: wrong header, wrong number of rows, a cell that cannot be."""


class MissingExtraError(NpmatchError, ImportError):
    """A library is asked for that npmatch does not bring along, and it is not installed; the text names the extra."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(f"{library} is not installed: pip install 'npmatch[{extra}]'", name=library)
        self.extra = extra
