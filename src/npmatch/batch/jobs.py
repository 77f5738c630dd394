"""The two jobs: applications joined with contracts, and a file of pairs. Each knows how a row is judged.

A row is judged in one of two ways with the same result: by the engine of the job, together with its neighbours, or
by `judge` of the job, by itself and with records that somebody may look at.
"""

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from npmatch.batch.columns import Layout
from npmatch.batch.columns import Side as Whose
from npmatch.batch.damage import Damage, Damaged
from npmatch.batch.engine import Engine, KeyWriter, Lines, Matcher, PairEngine
from npmatch.batch.exports import Deal, Export, Options, open_export
from npmatch.batch.faults import BadRow, Fault
from npmatch.batch.output import Form
from npmatch.batch.pairs import Pairs, open_pairs
from npmatch.batch.reader import Row, Source
from npmatch.batch.rows import CellError, kind_of
from npmatch.batch.sides import Side
from npmatch.batch.tails import Tails
from npmatch.batch.verdicts import VerdictRow, no_contract
from npmatch.policy import Policy

if TYPE_CHECKING:
    from npmatch.batch.join import Advance, Contracts
    from npmatch.records import Record

DEFAULT_MEMORY = 1 << 29
"""Bytes that an index of contracts may take before both files are parted on disk."""


class Terms(NamedTuple):
    """What decides the answers of a job beside its inputs.

    ``notes``: whether notes are worked out. ``registered``: whether 7008 is told from 7001. ``memory``: bytes that an
    index may take; it decides how, never what.
    """

    policy: Policy = Policy()
    notes: bool = False
    registered: bool = False
    memory: int = DEFAULT_MEMORY


class Judged(NamedTuple):
    """An application, the contract that counted (None if there is none), and the row to write."""

    row: VerdictRow
    application: "Record"
    contract: "Record | None"


class Job(Protocol):
    """Something to be run: rows to judge, and two ways to do it."""

    @property
    def terms(self) -> Terms:
        """What decides the answers."""
        ...

    @property
    def sources(self) -> dict[str, Source]:
        """The inputs by what they are; the first has a row for each row of the output."""
        ...

    @property
    def layouts(self) -> dict[str, tuple[Source, Layout]]:
        """Where the columns of each side stand, and in which input."""
        ...

    @property
    def key_header(self) -> str:
        """What the first column of the output is called, "" if there is none."""
        ...

    def prepare(self, deal: Deal, advance: "Advance", damaged: Damaged | None = None) -> None:
        """Read what has to be read before the first row can be judged; count damaged identifiers in ``damaged``."""
        ...

    def engine(self, form: Form) -> Engine:
        """Return what settles many rows at a time."""
        ...

    def judge(self, number: int, row: Row) -> Judged | BadRow:
        """Judge one row, or say what is wrong with it."""
        ...


class PairJob:
    """A file of pairs: every row holds an application and its contract."""

    def __init__(self, pairs: Pairs, terms: Terms) -> None:
        self.terms = terms
        self.key_header = pairs.key_header
        self.sources = {"pairs": pairs.source}
        sides = {"application": pairs.layout.application, "contract": pairs.layout.contract}
        self.layouts = {side: (pairs.source, layout) for side, layout in sides.items()}
        self._pairs = pairs

    def prepare(self, deal: Deal, advance: "Advance", damaged: Damaged | None = None) -> None:
        """Do nothing: a row has all that it needs."""

    def engine(self, form: Form) -> Engine:
        """Return what settles many rows at a time."""
        layout, dialect = self._pairs.layout, self._pairs.source.dialect
        column = -1 if layout.key is None else layout.key
        key = KeyWriter(column, form.dresser(dialect), form.delimiter if column >= 0 else "")
        sides = Side(layout.application), Side(layout.contract)
        tails = Tails(self.terms.policy, form.delimiter, form.line_end)
        return PairEngine(sides, Matcher(self.terms.policy), Lines(tails, key), dialect.delimiter)

    def judge(self, number: int, row: Row) -> Judged | BadRow:
        """Judge one row, or say what is wrong with it."""
        from npmatch.batch.judging import judged_against  # noqa: PLC0415  # late: the engine settles most rows
        from npmatch.batch.records import record  # noqa: PLC0415  # late: the same

        entry = self._pairs.entry(number, row)
        if isinstance(entry, BadRow):
            return entry
        asked, held = self._pairs.fields(row)
        whose = Whose.APPLICATION
        try:
            kind = kind_of(asked)
            application = record(kind, asked)
            whose = Whose.CONTRACT
            contract = record(kind, held)
        except CellError as error:
            return self._pairs.bad_cell(error, row, whose)
        return judged_against(entry, application, [contract], self.terms)


class JoinJob:
    """An export of applications and one of contracts, joined by a key."""

    def __init__(self, applications: Export, contracts: Export, terms: Terms, spool: Path | None = None) -> None:
        from npmatch.batch.registry import Registry  # noqa: PLC0415  # late: only for joins
        from npmatch.batch.words import Room  # noqa: PLC0415  # late: the same

        self.terms = terms
        self.key_header = applications.key_header
        exports = {"applications": applications, "contracts": contracts}
        self.sources = {name: export.source for name, export in exports.items()}
        self.layouts = {name: (export.source, export.layout) for name, export in exports.items()}
        self.applications = applications
        self.contracts = contracts
        self._found: Contracts | None = None
        self.closing = contextlib.ExitStack()
        self._room = Room(terms.memory, spool, self.closing)
        self._registry = Registry(self._room) if terms.registered else None

    def prepare(self, deal: Deal, advance: "Advance", damaged: Damaged | None = None) -> None:
        """Note where the contracts of each key are."""
        from npmatch.batch.join import Ears  # noqa: PLC0415  # late: only for joins
        from npmatch.batch.parts import contracts_of  # noqa: PLC0415  # late: the same

        registry = self._registry
        look = None if registry is None else lambda cells: registry.note(self.contracts.layout.fields(cells))
        damage = Damage(Counter() if damaged is None else damaged, [("contracts", self.contracts.layout)])
        ears = Ears(deal, advance, damage.note, look)
        self._found = contracts_of(self.applications, self.contracts, self._room, ears)

    @property
    def found(self) -> "Contracts":
        """The contracts, ready to be asked for; prepared here, refusing bad rows, where nobody did before."""
        if self._found is None:
            self.prepare(lambda _: None, lambda _: None)
        if self._found is None:
            raise AssertionError
        return self._found

    def engine(self, form: Form) -> Engine:
        """Return what settles many rows at a time."""
        from npmatch.batch.join import JoinEngine  # noqa: PLC0415  # late: only for joins

        layout, dialect = self.applications.layout, self.applications.source.dialect
        key = KeyWriter(layout.key, form.dresser(dialect), form.delimiter)
        tails = Tails(self.terms.policy, form.delimiter, form.line_end)
        registered = None if self._registry is None else self._is_registered
        matcher = Matcher(self.terms.policy)
        return JoinEngine(self.applications, self.found, matcher, Lines(tails, key), registered)

    def judge(self, number: int, row: Row) -> Judged | BadRow:
        """Judge one row, or say what is wrong with it."""
        from npmatch.batch.crowd import MOST  # noqa: PLC0415  # late: only for joins
        from npmatch.batch.judging import judged_against  # noqa: PLC0415  # late: the engine settles most rows
        from npmatch.batch.records import record  # noqa: PLC0415  # late: the same

        entry = self.applications.entry(number, row)
        if isinstance(entry, BadRow):
            return entry
        asked = self.applications.fields(row)
        layout = self.contracts.layout
        try:
            kind = kind_of(asked)
            application = record(kind, asked)
        except CellError as error:
            return self.applications.bad_cell(error, row)
        held = self.found.of(entry.key)
        if held is None:
            return self.applications.bad_key(Fault.CROWDED_KEY, row, most=MOST)
        candidates = [record(kind, layout.fields(cells)) for cells in held.different]
        entry = entry._replace(key=row.cells[self.applications.layout.key])
        if candidates:
            return judged_against(entry, application, candidates, self.terms, held.number)
        answer = no_contract(kind, registered=self._registry is None or self._registry.has(asked))
        return Judged(VerdictRow(entry.key, number, answer), application, None)

    def _is_registered(self, cells: Sequence[str]) -> bool:
        return self._registry is None or self._registry.has(self.applications.layout.fields(cells))


def judged(job: Job, deal: Deal) -> Iterator[Judged]:
    """Judge every application of a job that was prepared, in the order of the file."""
    source = next(iter(job.sources.values()))
    for number, row in enumerate(source.rows(), 1):
        found = row if isinstance(row, BadRow) else job.judge(number, row)
        if isinstance(found, BadRow):
            deal(found)
        else:
            yield found


@contextlib.contextmanager
def open_join(applications: Path, contracts: Path, options: Options, terms: Terms | None = None) -> Iterator[JoinJob]:
    """Open two exports for one job.

    Raises BatchError if one of them cannot be used.
    """
    with (
        open_export(applications, options, Whose.APPLICATION) as asked,
        open_export(contracts, options, Whose.CONTRACT) as held,
    ):
        job = JoinJob(asked, held, terms or Terms(), options.spool)
        with job.closing:
            yield job


@contextlib.contextmanager
def open_pair_job(path: Path, options: Options, terms: Terms | None = None) -> Iterator[PairJob]:
    """Open a file of pairs for a job.

    Raises BatchError if it cannot be used.
    """
    with open_pairs(path, options) as pairs:
        yield PairJob(pairs, terms or Terms())
