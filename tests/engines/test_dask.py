"""Verdicts on DataFrames of Dask, and of pandas."""

import dask
import dask.dataframe as dd
import pandas as pd
import pyarrow as pa

from engines.suite import APPLICATION_PHONE, CONTRACT_PHONE, JOINED, EngineSuite
from engines.told import Columns, Rows, Told, as_rows
from npmatch.columns import match_columns
from npmatch.engines import dask as engine


class TestDask(EngineSuite):
    def match(self, pairs: Columns, keep: list[str]) -> Rows:
        return _rows(engine.match(_frame(pairs), keep=keep))

    def join(self, applications: Columns, contracts: Columns) -> Rows:
        asked, held = _frame(applications), _frame(contracts)
        asked["phone_key"] = engine.phone_key(asked[APPLICATION_PHONE])
        held["phone_key"] = engine.phone_key(held[CONTRACT_PHONE])
        return _rows(engine.match(asked.merge(held, on="phone_key", how="left"), joined=JOINED))


def _frame(columns: Columns) -> dd.DataFrame:
    return dd.from_pandas(pd.DataFrame(columns), npartitions=3)


def _rows(frame: dd.DataFrame) -> Rows:
    with dask.config.set(scheduler="synchronous"):
        return pa.Table.from_pandas(frame.compute(), preserve_index=False).to_pylist()
