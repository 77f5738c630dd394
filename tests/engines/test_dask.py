"""Verdicts on DataFrames of Dask, and of pandas."""

from collections.abc import Sequence
from typing import Any

import dask
import dask.dataframe as dd
import pandas as pd
import pyarrow as pa

from engines.suite import APPLICATION_PHONE, CONTRACT_PHONE, JOINED, EngineSuite
from engines.told import Columns, Rows
from npmatch.engines import dask as engine


class TestDask(EngineSuite):
    def match(self, pairs: Columns, keep: Sequence[str]) -> Rows:
        return _rows(engine.match(_frame(pairs), keep=keep))

    def join(self, applications: Columns, contracts: Columns) -> Rows:
        asked, held = _frame(applications), _frame(contracts)
        asked["phone_key"] = engine.phone_key(asked[APPLICATION_PHONE])
        held["phone_key"] = engine.phone_key(held[CONTRACT_PHONE])
        return _rows(engine.match(asked.merge(held, on="phone_key", how="left"), joined=JOINED))


def _frame(columns: Columns) -> Any:  # noqa: ANN401  # dask.dataframe is not typed:
    return dd.from_pandas(pd.DataFrame(columns), npartitions=3)


def _rows(frame: Any) -> Rows:  # noqa: ANN401  # as above
    with dask.config.set(scheduler="synchronous"):
        found: Rows = pa.Table.from_pandas(frame.compute(), preserve_index=False).to_pylist()
    return found
