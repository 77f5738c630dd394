"""What a caller can do wrong.

A mismatch, an empty field or a malformed passport is a *result* of npmatch and never an exception. The classes
here speak of mistakes in the calling code or in the installed package, and their texts name types and fields,
never the values that somebody gave.
"""


class NpmatchError(Exception):
    """The root of npmatch's own exceptions."""


class TableError(NpmatchError):
    """A table of the package is damaged: wrong header, wrong number of rows, a cell that cannot be."""
