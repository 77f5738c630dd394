"""Verdicts on frames of Polars."""

from collections.abc import Sequence

import polars as pl

from engines.suite import APPLICATION_PHONE, CONTRACT_PHONE, JOINED, EngineSuite
from engines.told import Columns, Rows, Told, as_rows
from npmatch.columns import match_columns
from npmatch.engines import polars as engine


class TestEagerly(EngineSuite):
    def match(self, pairs: Columns, keep: Sequence[str]) -> Rows:
        return engine.match(pl.DataFrame(pairs), keep=keep).to_dicts()

    def join(self, applications: Columns, contracts: Columns) -> Rows:
        return engine.match(_joined(applications, contracts).collect(), joined=JOINED).to_dicts()


class TestLazily(EngineSuite):
    def match(self, pairs: Columns, keep: Sequence[str]) -> Rows:
        return engine.match(pl.LazyFrame(pairs), keep=keep).collect().to_dicts()

    def join(self, applications: Columns, contracts: Columns) -> Rows:
        return engine.match(_joined(applications, contracts), joined=JOINED).collect().to_dicts()


def _joined(applications: Columns, contracts: Columns) -> pl.LazyFrame:
    asked = pl.LazyFrame(applications).with_columns(phone_key=engine.phone_key(pl.col(APPLICATION_PHONE)))
    held = pl.LazyFrame(contracts).with_columns(phone_key=engine.phone_key(pl.col(CONTRACT_PHONE)))
    return asked.join(held, "phone_key", "left", maintain_order="left_right")


def test_a_lazy_frame_knows_its_columns_before_anything_is_read(told: Told) -> None:
    lazy = engine.match(pl.LazyFrame(told.columns))
    assert lazy.collect_schema() == engine.match(pl.DataFrame(told.columns)).schema


def test_frames_of_polars_are_tables(told: Told) -> None:
    assert as_rows(match_columns(pl.DataFrame(told.columns))) == told.verdicts
