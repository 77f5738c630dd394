"""Verdicts on DataFrames of Spark, on the two cores of a local master."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator, Sequence

import pytest
from pyspark.sql import DataFrame, SparkSession

from engines.suite import APPLICATION_PHONE, CONTRACT_PHONE, JOINED, EngineSuite
from engines.told import Columns, Rows, Tables
from npmatch.engines import spark as engine

# Said of any pandas from 3.0 on, which Spark asks for and mapInArrow does not use.
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings: dict[str, bool | float | int | str | None] = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "100",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    yield session
    session.stop()


class TestSpark(EngineSuite):
    @pytest.fixture(autouse=True)
    def _session(self, spark: SparkSession) -> None:
        self.spark = spark

    def match(self, pairs: Columns, keep: Sequence[str]) -> Rows:
        return _rows(engine.match(self.frame(pairs), keep=keep))

    def join(self, applications: Columns, contracts: Columns) -> Rows:
        return _rows(engine.match(self.joined(applications, contracts), key="phone_key", joined=JOINED))

    def test_a_join_by_the_key_is_not_shuffled_again(self, tables: Tables) -> None:
        joined = self.joined(tables.applications, tables.contracts)
        assert _exchanges(engine.match(joined, key="phone_key", joined=JOINED)) == _exchanges(joined) > 0
        assert _exchanges(engine.match(joined, joined=JOINED)) == _exchanges(joined) + 1

    def frame(self, columns: Columns) -> DataFrame:
        schema = ", ".join(f"`{name}` {'int' if name.endswith('row') else 'string'}" for name in columns)
        return self.spark.createDataFrame(list(zip(*columns.values(), strict=True)), schema).repartition(3)

    def joined(self, applications: Columns, contracts: Columns) -> DataFrame:
        asked, held = self.frame(applications), self.frame(contracts)
        asked = asked.withColumn("phone_key", engine.phone_key(asked[APPLICATION_PHONE]))
        held = held.withColumn("phone_key", engine.phone_key(held[CONTRACT_PHONE])).hint("merge")
        return asked.join(held, "phone_key", "left")


def _exchanges(frame: DataFrame) -> int:
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        frame.explain()
    return output.getvalue().count("Exchange hashpartitioning")


def _rows(frame: DataFrame) -> Rows:
    return [row.asDict() for row in frame.collect()]
