"""The one reader of the tables that this package ships."""

import pkgutil

from npmatch.errors import TableError
from npmatch.tables import Table, parse


def text(name: str) -> str:
    """Return the text of the file ``name`` beside the package's data.

    Raises TableError if there is no such file.

    >>> text("codes.tsv").splitlines()[0]
    '# title: Error codes of Appendix 4, in the order of its rows'
    """
    data = pkgutil.get_data("npmatch.porting", f"data/{name}")
    if data is None:
        raise TableError(f"{name}: cannot be read")
    return data.decode("utf-8")


def read(name: str) -> Table:
    """Read a table of the package, checked against the row count in its own header.

    >>> len(read("codes.tsv").rows)
    26
    """
    return parse(name, text(name))
