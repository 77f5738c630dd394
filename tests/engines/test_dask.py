"""Verdicts on DataFrames of Dask, and of pandas."""

from collections.abc import Sequence
from typing import Any

import dask
import dask.dataframe as dd
import pandas as pd
import pyarrow as pa

from engines.suite import APPLICATION_PHONE, CONTRACT_PHONE, JOINED, EngineSuite
from engines.told import Columns, Rows, Told, as_rows
from npmatch.columns import match_columns
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


def test_frames_of_pandas_are_tables(told: Told) -> None:
    assert as_rows(match_columns(pd.DataFrame(told.columns))) == told.verdicts


def test_verdicts_keep_the_index_of_their_pairs(told: Told) -> None:
    frame = pd.DataFrame(told.columns).set_index("phone", drop=False).head(20)
    found = engine.match(dd.from_pandas(frame, npartitions=1, sort=False)).compute()
    assert list(found.index) == list(frame.index) == list(found["phone"])


def test_what_is_kept_stays_as_it_was() -> None:
    kept = {
        "number": pd.array([2**53 + 1, None], "Int64"),
        "small": pd.Series([1, 2], dtype="int8"),
        "note": pd.Series(["x", "y"], dtype="category"),
    }
    names = {"application_surname": ["Ли", None], "contract_surname": ["Ли", "Ли"]}
    frame = pd.DataFrame({**kept, **names})
    found = engine.match(dd.from_pandas(frame, npartitions=2), keep=list(kept))
    pd.testing.assert_frame_equal(found.compute()[list(kept)], frame[list(kept)])
    assert list(found.dtypes[list(kept)]) == list(frame.dtypes[list(kept)])
