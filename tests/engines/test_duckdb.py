"""Verdicts in DuckDB, as a relation and as a function of SQL."""

from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa
import pytest

from engines.suite import APPLICATION_PHONE, CONTRACT_PHONE, JOINED, EngineSuite
from engines.told import Columns, Rows, Told, as_rows
from npmatch.columns import match_columns
from npmatch.engines import duckdb as engine


class _Suite(EngineSuite):
    @pytest.fixture(autouse=True)
    def _connect(self) -> Iterator[None]:
        with duckdb.connect() as self.connection:
            yield

    def join(self, applications: Columns, contracts: Columns) -> Rows:
        self.connection.register("asked", pa.table(applications))
        self.connection.register("held", pa.table(contracts))
        engine.register_phone_key(self.connection)
        joined = self.connection.sql(
            f"""from asked left join held on phone_key("{APPLICATION_PHONE}") = phone_key("{CONTRACT_PHONE}")
            order by {JOINED.application}, {JOINED.contract}"""
        )
        return _rows(engine.match(joined, self.connection, joined=JOINED))


class TestRelation(_Suite):
    def match(self, pairs: Columns, keep: Sequence[str]) -> Rows:
        self.connection.register("pairs", pa.table(pairs))
        return _rows(engine.match(self.connection.table("pairs"), self.connection, keep=keep))

    def test_a_relation_is_a_table(self, told: Told) -> None:
        self.connection.register("pairs", pa.table(told.columns))
        assert as_rows(match_columns(self.connection.table("pairs"))) == told.verdicts


class TestFunction(_Suite):
    def match(self, pairs: Columns, keep: Sequence[str]) -> Rows:
        self.connection.register("pairs", pa.table(pairs))
        columns = [name for name in pairs if name not in keep]
        engine.register(self.connection, columns)
        names = ", ".join(f'"{name}"' for name in columns)
        return _rows(self.connection.table("pairs").project(f"{', '.join(keep)}, unnest(npmatch({names}))"))


def _rows(relation: duckdb.DuckDBPyRelation) -> Rows:
    found: Rows = relation.to_arrow_table().to_pylist()
    return found
