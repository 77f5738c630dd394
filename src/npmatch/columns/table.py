"""Tables as callers have them: named columns of text, from Python's lists or through the Arrow PyCapsule interface.

pyarrow reads what has that interface (frames of polars and pandas, relations of duckdb, pyarrow's own tables), and it
is imported only then.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, NamedTuple

from npmatch.batch.columns import Layout, Role
from npmatch.columns.parts import Part
from npmatch.errors import MissingExtraError

if TYPE_CHECKING:
    import pyarrow as pa

_CAPSULES = "__arrow_c_stream__", "__arrow_c_array__"
_FLAGS = {True: "true", False: "false"}


class Table(NamedTuple):
    """Named columns, each a list or an Arrow array; ``height`` is the number of rows."""

    header: tuple[str, ...]
    columns: tuple[Any, ...]
    height: int

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self.columns)} columns, {self.height} rows)"

    def column(self, name: str) -> list[Any]:
        """Return what the column of this name holds. Raises ValueError if there is not exactly one."""
        if self.header.count(name) != 1:
            raise ValueError(f"one column {name!r} is asked for; there are {self.header.count(name)}")
        column = self.columns[self.header.index(name)]
        cells: list[Any] = column if isinstance(column, list) else column.to_pylist()
        return cells


class Half:
    """One side of a table: its layout, and its columns as they were given, in the order of the layout's header.

    A column is a list, or an array of pyarrow with the PyCapsule interface.
    """

    def __init__(self, layout: Layout, columns: tuple[Any, ...]) -> None:
        self.layout = layout
        self.columns = columns
        self._texts: dict[int, Sequence[str]] = {}

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self.layout.columns)}; {len(self.layout.names)} names)"

    def texts(self) -> list[Sequence[str]]:
        """Return the columns as strings, "" for what is not there.

        Raises TypeError for a column that holds anything else; a flag may be True or False.
        """
        return [self.text(at) for at in range(len(self.columns))]

    def text(self, at: int) -> Sequence[str]:
        """Return one column as strings. Raises as `texts`."""
        found = self._texts.get(at)
        if found is None:
            flag = self.layout.columns.get(Role.NONRESIDENT)
            found = self._texts[at] = _texts(self.columns[at], self.layout.header[at], flag=at == flag)
        return found

    def plain(self, role: Role) -> Any:  # noqa: ANN401  # a list or an array of pyarrow
        """Return the column of a role as the compiled module takes it: a list or an Arrow array of text as it is.

        None for a column that is not there. What a list holds is not looked into. Raises as `texts`.
        """
        at = self.layout.columns.get(role)
        if at is None:
            return None
        column = self.columns[at]
        return column if isinstance(column, list) or _is_text(column.type) else self.text(at)


def read_table(data: object) -> Table:
    """Take a table: columns by name, or anything with the Arrow PyCapsule interface.

    Raises TypeError for anything else, ValueError if the columns are not of one length, MissingExtraError where
    pyarrow is wanted and not there.

    >>> read_table({"surname": ["Крылов", None]}).height
    2
    """
    if isinstance(data, Mapping):
        strange = [name for name in data if not isinstance(name, str)]
        if strange:
            raise TypeError(f"a column has a string for its name, not {type(strange[0]).__name__}")
        columns = tuple(_read_column(name, column) for name, column in data.items())
        heights = {len(column) for column in columns}
        if len(heights) > 1:
            raise ValueError(f"columns are of different lengths: {', '.join(map(str, sorted(heights)))}")
        return Table(tuple(data), columns, heights.pop() if heights else 0)
    if not _has_capsule(data):
        raise _no_table(data)
    try:
        table = arrow().table(data)
    except arrow().ArrowInvalid as error:
        if "non-struct" not in str(error):  # a stream that fails, say
            raise
        raise _no_table(data) from None  # one column
    return Table(tuple(table.column_names), tuple(table.columns), table.num_rows)


def _no_table(data: object) -> TypeError:
    return TypeError(f"columns by name or an Arrow table are asked for, not {type(data).__name__}")


def half(table: Table, part: Part) -> Half:
    """Return the columns of one side."""
    return Half(part.layout, tuple(table.columns[at] for at in part.at))


def arrow() -> Any:  # noqa: ANN401  # a module that need not be there
    """Return pyarrow. Raises MissingExtraError if it is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra, and slow to load
    except ImportError:
        raise MissingExtraError("pyarrow", "arrow") from None
    return pa


def _has_capsule(data: object) -> bool:
    return any(hasattr(data, name) for name in _CAPSULES)


def _read_column(name: object, column: object) -> Any:  # noqa: ANN401  # a list or an array of pyarrow
    if isinstance(column, list):
        return column
    if _has_capsule(column):
        return arrow().chunked_array(column if hasattr(column, _CAPSULES[0]) else [arrow().array(column)])
    # Sets have no order.
    if isinstance(column, str | bytes | AbstractSet | Mapping) or not isinstance(column, Iterable):
        raise TypeError(f"{name}: a column of strings is asked for, not {type(column).__name__}")
    return column.tolist() if hasattr(column, "tolist") else list(column)  # numpy has types of its own


def texts_of(name: str, column: object) -> Sequence[str]:
    """Return a column as strings, "" for what is not there. Raises TypeError if it holds anything else."""
    return _texts(_read_column(name, column), name, flag=False)


def _texts(column: Any, name: str, *, flag: bool) -> Sequence[str]:  # noqa: ANN401  # a list or an array of pyarrow
    cells = column if isinstance(column, list) else _of_arrow(column, name, flag=flag)
    kinds = set(map(type, cells))
    if kinds <= {str}:
        return cells
    strange = [kind for kind in kinds - {type(None)} if not issubclass(kind, str) and not (flag and kind is bool)]
    if strange:
        raise TypeError(f"{name}: text is asked for, not {strange[0].__name__}")
    return [_text(cell) for cell in cells]


def _text(cell: str | bool | None) -> str:  # noqa: FBT001  # a cell, not a switch
    """Return a cell as plain text: an array of numpy holds strings of a type of its own, with ways of its own."""
    return _FLAGS[cell] if isinstance(cell, bool) else str.__str__(cell or "")


def _is_text(kind: "pa.DataType") -> bool:
    types = arrow().types
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _of_arrow(column: "pa.ChunkedArray[Any]", name: str, *, flag: bool) -> list[Any]:
    """Take the strings of an Arrow column, those that are written once and referred to as well.

    A column that holds nothing may be of any type: pandas takes an empty one for numbers.
    """
    types = arrow().types
    kind = column.type.value_type if types.is_dictionary(column.type) else column.type
    text = _is_text(kind) or types.is_null(kind)
    if not text and not (flag and types.is_boolean(kind)) and column.null_count < len(column):
        raise TypeError(f"{name}: text is asked for, not {column.type}")
    cells: list[Any] = column.to_pylist()
    return cells
