"""Verdicts on Arrow record batches."""

from collections.abc import Sequence

import pyarrow as pa

from engines.suite import APPLICATION_PHONE, CONTRACT_PHONE, JOINED, EngineSuite
from engines.told import Columns, Rows
from npmatch.engines import match_batches, phone_key


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
