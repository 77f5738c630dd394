"""Spark: verdicts on a DataFrame of pairs, in the executors, through mapInArrow. Needs the extra ``spark`` there, too.

Of a join, every application's rows are brought together; where Spark has them together already, because the join was
by ``key``, nothing is shuffled again.
"""

from functools import partial
from typing import TYPE_CHECKING, Unpack

from npmatch.columns import VERDICT, phone_keys
from npmatch.engines.batches import NUMBERS, run
from npmatch.engines.extras import load
from npmatch.engines.plan import Terms, plan

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame


def match(frame: "DataFrame", *, key: str | None = None, **terms: Unpack[Terms]) -> "DataFrame":
    """Return the verdicts on the pairs of a DataFrame; see `npmatch.engines.match_batches`.

    ``key``: the column by which the tables were joined, so that rows of one application are known to be together.
    Of several contracts under one number that are equally good, the one that sorts first counts.

    Raises as `npmatch.engines.plan` at once; what is wrong with the data, Spark tells when it comes to them.
    """
    types = load("pyspark.sql.types", "spark")
    chosen = plan(frame.columns, **terms)
    kinds = {"matched": types.BooleanType(), **dict.fromkeys(NUMBERS, types.IntegerType())}
    verdict = [types.StructField(name, kinds.get(name, types.StringType())) for name in VERDICT]
    schema = types.StructType([*(frame.schema[name] for name in chosen.keep), *verdict])
    read = [frame[_quoted(name)] for name in chosen.columns]
    if chosen.joined:
        sql = load("pyspark.sql", "spark")
        together = dict.fromkeys(name for name in (key, chosen.joined.application) if name)
        window = sql.Window.partitionBy(*map(_quoted, together)).orderBy(_quoted(chosen.joined.contract))
        # The number is of no use, but whoever gives it has the rows together and in order.
        read.append(sql.functions.row_number().over(window).alias("npmatch_row"))
    return frame.select(*read).mapInArrow(partial(run, chosen), schema)


def phone_key(column: "Column") -> "Column":
    """Return the key to join phone numbers by: null for what is no number."""
    functions = load("pyspark.sql.functions", "spark")
    # Without type hints, which Spark would take for its own.
    one = functions.udf(lambda number: phone_keys([number])[0], "string", useArrow=True)
    return one(column)  # type: ignore[no-any-return]  # Spark's, loaded late


def _quoted(name: str) -> str:
    return f"`{name.replace('`', '``')}`"
