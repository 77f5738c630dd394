"""Arrow record batches of pairs in, Arrow record batches of verdicts out."""

from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Unpack

from npmatch.columns import VERDICT, Joined, phone_keys
from npmatch.columns.answers import Answers
from npmatch.columns.codes import outcome_codes
from npmatch.columns.joined import best_of_each, has_contract, spans
from npmatch.columns.table import Table, arrow, half
from npmatch.engines.plan import Plan, Terms, plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

NUMBERS = ("error_code", "contracts")
"""The columns of a verdict that are numbers; ``matched`` is a truth value, the others are text."""


def match_batches(batches: "Iterable[pa.RecordBatch]", **terms: Unpack[Terms]) -> "Iterator[pa.RecordBatch]":
    """Yield the verdicts on record batches of pairs, or of the result of a join, in the order of the rows.

    Beside the columns that are kept there are those of a verdict, see `npmatch.columns.match_columns`. Of a join, the
    rows of one application must be neighbours; they may stand in several batches.

    Raises as `npmatch.engines.plan`, when the first batch is there; TypeError for a column that is not text;
    MissingExtraError if pyarrow is not installed.

    Clause: 6/3
    """
    rest = iter(batches)
    for first in rest:
        yield from run(plan(first.schema.names, **terms), chain([first], rest))


def run(chosen: Plan, batches: "Iterable[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    """Yield the verdicts on record batches as a plan has it, for engines that make one where the data are not."""
    judge = Judge(chosen)
    for batch in whole(batches, chosen.joined):
        yield judge.judge(batch)


def run_table(chosen: Plan, table: "pa.Table") -> "pa.Table":
    """Return the verdicts on a table, which may be empty."""
    return arrow().Table.from_batches(run(chosen, table.to_batches()), schema=schema(chosen, table.schema))


def schema(chosen: Plan, given: "pa.Schema") -> "pa.Schema":
    """Return the columns that come out of a plan, with their types: those that are kept, then the verdict's."""
    return arrow().schema([*(given.field(name) for name in chosen.keep), *verdict_fields()])


class Judge:
    """Does what a plan says with one batch after another."""

    def __init__(self, chosen: Plan) -> None:
        self._pa = arrow()
        self._plan = chosen
        self._answers = Answers(chosen.policy)

    def judge(self, batch: "pa.RecordBatch") -> "pa.RecordBatch":
        """Return the verdicts on a batch that ends with the last row of an application."""
        chosen, joined = self._plan, self._plan.joined
        read = batch.select(list(chosen.columns))
        table = Table(chosen.columns, tuple(read.columns), read.num_rows)
        asked, held = half(table, chosen.application), half(table, chosen.contract)
        codes = outcome_codes(asked, held, chosen.policy)
        if joined is None:
            return self._written(read.select(list(chosen.keep)), list(zip(codes, repeat(1), strict=False)))
        found = has_contract(table.column(joined.contract), held)
        best = best_of_each(table.column(joined.application), found, codes, self._answers.tails)
        kept = read.select(list(chosen.keep)).take(self._pa.array(best.first, self._pa.uint64()))
        return self._written(kept, list(zip(best.codes, best.contracts, strict=True)))

    def _written(self, kept: "pa.RecordBatch", found: list[tuple[int, int]]) -> "pa.RecordBatch":
        """Put the columns of the verdicts behind those that are kept: a table of different answers, looked up."""
        pa = self._pa
        places: dict[tuple[int, int], int] = {}
        rows = pa.array([places.setdefault(each, len(places)) for each in found], pa.int32())
        answers = [self._answers.cells(*each) for each in places]
        columns = [
            pa.array([answer[at] for answer in answers], field.type).take(rows)
            for at, field in enumerate(verdict_fields())
        ]
        return pa.RecordBatch.from_arrays([*kept.columns, *columns], schema=schema(self._plan, kept.schema))


def verdict_fields() -> "list[pa.Field[Any]]":
    """Return name and type of the columns of a verdict."""
    pa = arrow()
    kinds = {"matched": pa.bool_(), **dict.fromkeys(NUMBERS, pa.int32())}
    return [pa.field(name, kinds.get(name, pa.string())) for name in VERDICT]


def whole(batches: "Iterable[pa.RecordBatch]", joined: Joined | None) -> "Iterator[pa.RecordBatch]":
    """Yield batches so that the rows of an application do not part: its beginning waits for its end."""
    if joined is None:
        yield from batches
        return
    pa = arrow()
    waiting: list[Any] = []
    for batch in batches:
        if not batch.num_rows:
            continue
        cells = batch.column(joined.application).to_pylist()
        begins = list(spans(cells))[-1][0]
        if begins or (waiting and waiting[-1].column(joined.application)[-1].as_py() != cells[0]):
            yield pa.concat_batches([*waiting, batch.slice(0, begins)])
            waiting = []
        waiting.append(batch.slice(begins))
    if waiting:
        yield pa.concat_batches(waiting)


def phone_key(numbers: Any) -> Any:  # noqa: ANN401  # an array or a chunked array of pyarrow, the same comes back
    """Return the keys to join phone numbers by, as an array of pyarrow: null for what is no number."""
    return arrow().array(phone_keys(numbers.to_pylist()), arrow().string())
