"""Dask: verdicts on a DataFrame of pairs, partition by partition. Needs the extra ``dask``.

Of a join, all rows of an application have to be in one partition, as a merge by its key leaves them.
"""

from typing import TYPE_CHECKING, Any, Unpack

from npmatch.columns import phone_keys
from npmatch.engines.batches import run_table
from npmatch.engines.extras import load
from npmatch.engines.plan import Plan, Terms, plan

if TYPE_CHECKING:
    import pandas as pd


def match(frame: Any, **terms: Unpack[Terms]) -> Any:  # noqa: ANN401  # dask.dataframe is not typed
    """Return the verdicts on the pairs of a DataFrame of Dask; see `npmatch.engines.match_batches`.

    Raises as `npmatch.engines.plan` at once.
    """
    utils = load("dask.dataframe.utils", "dask")
    chosen = plan(list(frame.columns), **terms)
    return frame.map_partitions(of_pandas, chosen, meta=of_pandas(utils.make_meta(frame), chosen))


def of_pandas(frame: "pd.DataFrame", chosen: Plan) -> "pd.DataFrame":
    """Return the verdicts on one partition; of pairs with their index, of a join sorted by application."""
    pa, pd = load("pyarrow", "dask"), load("pandas", "dask")
    read, joined = frame[list(chosen.columns)], chosen.joined
    if joined is not None:
        read = read.sort_values([joined.application, joined.contract])
    table = pa.Table.from_pandas(read, preserve_index=False)
    # An error code may be missing, and a number that is kept, which as a float would not be what it was.
    kinds = {pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype(), pa.uint64(): pd.UInt64Dtype()}
    found = run_table(chosen, table).to_pandas(types_mapper=kinds.get)
    found = found.astype({name: frame.dtypes[name] for name in chosen.keep})
    return found if joined is not None else found.set_index(frame.index)  # type: ignore[no-any-return]  # loaded late


def phone_key(numbers: Any) -> Any:  # noqa: ANN401  # dask.dataframe is not typed
    """Return the key to join phone numbers by, for a column of Dask: null for what is no number."""
    pd = load("pandas", "dask")
    kind = pd.StringDtype("pyarrow")
    return numbers.map_partitions(
        lambda part: pd.Series(phone_keys(part.astype(object).where(part.notna(), None)), part.index, kind),
        meta=(numbers.name, kind),
    )
