"""The whole job: two files in, one verdict row for each application out, in the order of the applications.

Applications are read once, row by row. Contracts are read twice: once from top to bottom, to note where the rows of
each key begin, and then a row at a time, whenever an application asks for them: memory holds an index and no data.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from npmatch.batch.engine import judge
from npmatch.batch.exports import Contracts, Deal, Entry, Export, Options, index_contracts, open_export
from npmatch.batch.faults import refuse
from npmatch.batch.output import Sink
from npmatch.batch.rows import CellError, kind_of, record
from npmatch.batch.verdicts import FIELDS, VerdictRow, best, header, verdict_row
from npmatch.policy import Policy
from npmatch.records import Record


class Judged(NamedTuple):
    """An application, the contract that counted (None if there is none), and the row to write."""

    row: VerdictRow
    application: Record
    contract: Record | None


@dataclass(slots=True)
class Summary:
    """What came out of a run, counted."""

    rows: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    codes: Counter[int] = field(default_factory=Counter)
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, row: VerdictRow) -> None:
        """Count one row."""
        self.rows += 1
        self.statuses[row.status] += 1
        self.kinds[row.kind] += 1
        if row.error_code is not None:
            self.codes[row.error_code] += 1
        self.outcomes.update((name, row.outcomes[name]) for name in FIELDS if name in row.outcomes)


@dataclass(frozen=True, slots=True)
class Job:
    """Two open exports, the policy, and what becomes of bad rows."""

    applications: Export
    contracts: Export
    policy: Policy
    deal: Deal = refuse

    def judged(self) -> Iterator[Judged]:
        """Judge every application, in the order of the file."""
        contracts = index_contracts(self.contracts, self.deal)
        for entry in self.applications.entries(self.deal):
            try:
                yield self._judge(entry, contracts)
            except CellError as error:
                self.deal(self.applications.bad_cell(error, entry.row))

    def _judge(self, entry: Entry, contracts: Contracts) -> Judged:
        fields = self.applications.fields(entry.row)
        kind = kind_of(fields)
        application = record(kind, fields)
        candidates = [record(kind, contract) for contract in contracts.of(entry.key)]
        verdicts = [judge(application, contract, self.policy) for contract in candidates]
        cell = entry.row.cells[self.applications.layout.key]
        if not verdicts:
            return Judged(verdict_row(cell, entry.number, kind, None), application, None)
        chosen = best(verdicts, self.policy)
        return Judged(verdict_row(cell, entry.number, kind, verdicts[chosen]), application, candidates[chosen])


@contextlib.contextmanager
def open_job(applications: Path, contracts: Path, options: Options, policy: Policy) -> Iterator[Job]:
    """Open two exports for one job.

    Raises BatchError if one of them cannot be used.
    """
    with open_export(applications, options) as asked, open_export(contracts, options) as held:
        yield Job(asked, held, policy)


def write_verdicts(job: Job, stream: BinaryIO, name: str, observe: Callable[[Judged], None] | None = None) -> Summary:
    """Judge every application, write the verdicts to ``stream``, which messages call ``name``; return the counts.

    ``observe`` sees every application as it is judged. Raises BatchError for a bad row or a failing stream.
    """
    export = job.applications
    sink = Sink(stream, name, export.source.dialect)
    summary = Summary()
    sink.write(header(export.key_header))
    for judged in job.judged():
        sink.write(judged.row.cells())
        summary.add(judged.row)
        if observe is not None:
            observe(judged)
    sink.finish()
    return summary
