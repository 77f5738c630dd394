"""Verdicts on Arrow record batches."""

import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from engines.suite import APPLICATION_PHONE, CONTRACT_PHONE, JOINED, EngineSuite
from engines.told import Columns, Rows, Told, as_rows
from npmatch.columns import Joined, match_columns
from npmatch.engines import match_batches, phone_key, plan
from npmatch.engines import ray as ray_engine
from npmatch.engines.batches import run_table


def joined(applications: Columns, contracts: Columns) -> pa.Table:
    """The result of a left join, the contracts of an application in the order of their table."""
    asked, held = pa.table(applications), pa.table(contracts)
    asked = asked.append_column("phone_key", phone_key(asked[APPLICATION_PHONE]))
    held = held.append_column("phone_key", phone_key(held[CONTRACT_PHONE]))
    order = [(JOINED.application, "ascending"), (JOINED.contract, "ascending")]
    return asked.join(held, "phone_key", join_type="left outer").sort_by(order)


class TestArrow(EngineSuite):
    def match(self, pairs: Columns, keep: Sequence[str]) -> Rows:
        batches = pa.table(pairs).to_batches(max_chunksize=100)
        return [row for batch in match_batches(batches, keep=keep) for row in batch.to_pylist()]

    def join(self, applications: Columns, contracts: Columns) -> Rows:
        batches = joined(applications, contracts).to_batches(max_chunksize=7)
        return [row for batch in match_batches(batches, joined=JOINED) for row in batch.to_pylist()]


TEXTS = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]


@pytest.mark.parametrize("kind", TEXTS, ids=str)
def test_text_is_text_however_arrow_holds_it(told: Told, kind: pa.DataType) -> None:
    table = pa.table({name: pa.array(column, pa.string()).cast(kind) for name, column in told.columns.items()})
    assert as_rows(match_columns(table)) == told.verdicts


def test_a_column_may_be_arrows_beside_a_list(told: Told) -> None:
    columns: Columns = dict(told.columns)
    columns["contract_surname"] = pa.array(columns["contract_surname"])
    columns["contract_inn"] = pa.chunked_array([columns["contract_inn"]])
    assert as_rows(match_columns(columns)) == told.verdicts


def test_numbers_in_arrow_are_refused_unless_there_are_none() -> None:
    pair = {"application_surname": ["Ли"], "contract_surname": ["Ли"]}
    assert match_columns(pa.table({**pair, "contract_document": pa.array([None], pa.float64())}))["matched"] == [False]
    with pytest.raises(TypeError, match="contract_document: text is asked for, not int64"):
        match_columns(pa.table({**pair, "contract_document": [4508123456]}))
    flagged = {"application_name": ["Acme"], "contract_name": ["Acme"]} | {
        f"{side}_nonresident": [True] for side in ("application", "contract")
    }
    assert match_columns(pa.table(flagged))["inn"] == ["both_empty"]


def test_a_column_is_no_table_and_a_stream_that_fails_says_why() -> None:
    with pytest.raises(TypeError, match="columns by name or an Arrow table are asked for, not StringArray"):
        match_columns(pa.array(["Ли"]), pa.table({"surname": ["Ли"]}))
    names = pa.table({"surname": ["Ли"]})
    numbers = pa.table({"surname": [1]}).to_batches()
    with pytest.raises(pa.ArrowInvalid, match="Expected 3 buffers"):
        match_columns(pa.RecordBatchReader.from_batches(names.schema, numbers), names)


def test_cells_of_numpy_are_text_and_truth_values() -> None:
    side = {"name": np.array(["Ромашка"]), "inn": np.array([""]), "nonresident": np.array([True])}
    assert match_columns(side, side)["inn"] == ["both_empty"]


def test_no_batches_give_no_batches_and_no_rows_give_no_rows(told: Told) -> None:
    assert list(match_batches([])) == []
    table = pa.table(told.columns).slice(0, 0)
    assert run_table(plan(table.column_names), table).num_rows == 0
    empty = pa.RecordBatch.from_pylist([], schema=table.schema)
    assert [batch.num_rows for batch in match_batches([empty])] == [0]


def test_an_empty_batch_does_not_part_the_rows_of_an_application() -> None:
    table = pa.table(
        {
            "id": [1, 1, 2],
            "held": [1, 2, None],
            "application_surname": ["Ли"] * 3,
            "contract_surname": ["Ли", "Ли", None],
        }
    )
    batches = [batch for part in (table[:1], table[:0], table[1:]) for batch in part.to_batches() or [_empty(table)]]
    found = pa.Table.from_batches(match_batches(batches, joined=Joined("id", "held"))).to_pydict()
    assert (found["id"], found["contracts"]) == ([1, 2], [2, 0])


def _empty(table: pa.Table) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], schema=table.schema)


class _Dataset:
    """What the adapter asks of a dataset of Ray; a real one was tried by hand."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def schema(self) -> pa.Schema:
        return self.table.schema

    def repartition(self, blocks: int, *, keys: Sequence[str], sort: bool) -> "_Dataset":
        assert (blocks, sort) == (200, True)
        return _Dataset(self.table.sort_by(keys[0]))

    def map_batches(self, made: Callable[..., pa.Table], **manner: Any) -> pa.Table:  # noqa: ANN401  # as Ray takes it
        assert manner["batch_format"] == "pyarrow"
        return made(self.table, **manner.get("fn_kwargs", {}))


class TestRay(EngineSuite):
    @pytest.fixture(autouse=True)
    def _ray(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("ray", "ray.data"):
            monkeypatch.setitem(sys.modules, name, ModuleType(name))

    def match(self, pairs: Columns, keep: Sequence[str]) -> Rows:
        found: Rows = ray_engine.match(_Dataset(pa.table(pairs)), keep=keep).to_pylist()
        return found

    def join(self, applications: Columns, contracts: Columns) -> Rows:
        keyed = ray_engine.phone_key(_Dataset(pa.table(applications)), APPLICATION_PHONE)
        assert keyed["phone_key"].to_pylist() == phone_key(keyed[APPLICATION_PHONE]).to_pylist()
        found: Rows = ray_engine.match(_Dataset(joined(applications, contracts)), joined=JOINED).to_pylist()
        return found
