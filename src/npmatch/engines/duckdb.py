"""DuckDB: verdicts as a function of SQL, or as a relation. Needs the extra ``duckdb``."""

from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any, Unpack

from npmatch.engines.batches import phone_key, run, run_table, schema, verdict_fields
from npmatch.engines.extras import load
from npmatch.engines.plan import Terms, plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection, DuckDBPyRelation

_MANNER: dict[str, Any] = {"type": "arrow", "null_handling": "special"}
"""How functions are called: with columns of Arrow, and for rows with a null as well."""


def register(
    connection: "DuckDBPyConnection", columns: "Sequence[str]", name: str = "npmatch", **terms: Unpack[Terms]
) -> None:
    """Give a connection the function ``npmatch``, a verdict as a struct.

    ``columns``: what the arguments of ``npmatch`` hold, in their order, e.g. ``application_surname``; all are text.

    Raises as `npmatch.engines.plan`.
    """
    pa, duckdb = load("pyarrow", "duckdb"), load("duckdb", "duckdb")
    own: Terms = {**terms, "keep": (), "joined": None}
    chosen = plan(columns, **own)
    kinds = {pa.bool_(): "BOOLEAN", pa.int32(): "INTEGER"}
    verdict = duckdb.struct_type({field.name: kinds.get(field.type, "VARCHAR") for field in verdict_fields()})

    def npmatch(*cells: Any) -> Any:  # noqa: ANN401  # arrays of pyarrow
        return run_table(chosen, pa.table(list(cells), names=list(columns))).to_struct_array()

    # DuckDB counts parameters, and a star is one.
    npmatch.__signature__ = Signature([Parameter(f"cell{at}", Parameter.POSITIONAL_ONLY) for at in range(len(columns))])  # type: ignore[attr-defined]  # a function's, as PEP 362 has it
    connection.create_function(name, npmatch, ["VARCHAR"] * len(columns), verdict, **_MANNER)


def register_phone_key(connection: "DuckDBPyConnection", name: str = "phone_key") -> None:
    """Give a connection the function ``phone_key``, what to join phone numbers by: null for what is no number."""
    connection.create_function(name, phone_key, ["VARCHAR"], "VARCHAR", **_MANNER)


def match(relation: "DuckDBPyRelation", connection: "DuckDBPyConnection", **terms: Unpack[Terms]) -> "DuckDBPyRelation":
    """Return the verdicts on the pairs of a relation; see `npmatch.engines.match_batches`.

    ``connection`` is the one of the relation. What comes back is read once, while the relation is, and belongs to a
    cursor of the connection: use it as it stands, or make a table of it. Order a join by application.

    Raises as `npmatch.engines.plan`.
    """
    pa = load("pyarrow", "duckdb")
    chosen = plan(relation.columns, **terms)
    reader = relation.select(*chosen.columns).to_arrow_reader()
    verdicts = pa.RecordBatchReader.from_batches(schema(chosen, reader.schema), run(chosen, reader))
    return connection.cursor().from_arrow(verdicts)
