"""What others do with the same files; it is less than the order asks for.

The peers fold capitals, look-alikes and spaces, compare names by a distance of at most two where they have one, and
write yes and no for each field; one of them writes verdicts as npmatch does. Those with ``copy`` in their names read
and write only. Each function is the whole work of a process; its module is imported there and nowhere else.
"""

import csv
from collections.abc import Iterator, Sequence

from benchmarks.fields import PERSON, SIDES

LATIN, RUSSIAN, DROPPED = "ABCEHKMOPTXY", "АВСЕНКМОРТХУ", " -.'"


def polars_copy(_encoding: str, output: str, *inputs: str) -> None:
    """Read a file and write it, with two threads."""
    import polars as pl

    pl.scan_csv(inputs[0], separator=";", infer_schema=False).sink_csv(output, separator=";")


def pyarrow_copy(_encoding: str, output: str, *inputs: str) -> None:
    """Read a file and write it, with two threads."""
    import pyarrow as pa
    from pyarrow import csv as arrow

    pa.set_cpu_count(2)
    with open(inputs[0], encoding="utf-8") as stream:
        types = {title: pa.string() for title in stream.readline().rstrip().split(";")}
    parse, convert = arrow.ParseOptions(delimiter=";"), arrow.ConvertOptions(column_types=types)
    table = arrow.read_csv(inputs[0], parse_options=parse, convert_options=convert)
    arrow.write_csv(table, output, arrow.WriteOptions(delimiter=";"))


def polars(_encoding: str, output: str, *inputs: str) -> None:
    """Fold and compare; polars has no distance."""
    import polars as pl

    def folded(name: str) -> pl.Expr:
        upper = pl.col(name).fill_null("").str.to_uppercase()
        return upper.str.replace_many([*LATIN, *DROPPED], [*RUSSIAN, *[""] * len(DROPPED)])

    frames = [pl.scan_csv(name, separator=";", infer_schema=False) for name in inputs]
    if len(frames) > 1:
        sides = [frame.rename({f: side + f for f in PERSON}) for frame, side in zip(frames, SIDES, strict=True)]
        frames = [sides[0].join(sides[1], on="phone", how="left", maintain_order="left")]
    same = [(folded(SIDES[0] + field) == folded(SIDES[1] + field)).alias(field) for field in PERSON]
    frames[0].select("phone", *same).sink_csv(output, separator=";")


def duckdb(_encoding: str, output: str, *inputs: str) -> None:
    """Do the job in SQL, with two threads: a distance only where values differ, and differ folded."""
    compared = _compared(inputs, ("true", "true", "true", "false"))
    query = f"select {_key(inputs)}, {compared} from {_joined(inputs)}"  # noqa: S608  # names of ours
    _two_threads(f"copy ({query}) to '{output}' (delimiter ';', header true)")


def duckdb_verdicts(_encoding: str, output: str, *inputs: str) -> None:
    """Do the same and write what npmatch writes: number of the row, kind, verdict, code, the outcome of each field.

    By way of a table, whose rows have numbers: to count rows by a window takes DuckDB its second thread.
    """
    compared = _compared(inputs, ("'exact'", "'equivalent'", "'near'", "'different'"))
    rows = f"select {_key(inputs)} as phone, {compared} from {_joined(inputs)}"  # noqa: S608  # names of ours
    refused = " or ".join(f"{field} = 'different'" for field in PERSON)
    verdict = f"case when {refused} then 'not matched' else 'matched' end as status"
    code = f"case when {refused} then '7004' end as error_code"
    columns = f"phone, rowid + 1 as row, 'person' as kind, {verdict}, {code}, {', '.join(PERSON)}"
    query = f"select {columns} from found"  # noqa: S608  # names of ours
    _two_threads(f"create temp table found as {rows}", f"copy ({query}) to '{output}' (delimiter ';', header true)")


def _two_threads(*statements: str) -> None:
    import duckdb as base

    connection = base.connect(config={"threads": 2})
    for statement in statements:
        connection.execute(statement)


def _joined(inputs: Sequence[str]) -> str:
    files = [f"read_csv('{name}', delim=';', header=true, all_varchar=true)" for name in inputs]
    return f"{files[0]} a left join {files[1]} c on a.phone = c.phone" if len(files) > 1 else files[0]


def _key(inputs: Sequence[str]) -> str:
    return "a.phone" if len(inputs) > 1 else "phone"


def _compared(inputs: Sequence[str], words: tuple[str, str, str, str]) -> str:
    """Return a column for each field: a word for values that are equal, equal folded, near, and different."""
    exact, equivalent, near, different = words
    left, right = ("a.", "c.") if len(inputs) > 1 else SIDES

    def folded(name: str) -> str:
        return f"translate(upper(coalesce({name}, '')), '{LATIN} -.''', '{RUSSIAN}')"

    def found(field: str) -> str:
        one, other = left + field, right + field
        distance = f"damerau_levenshtein({folded(one)}, {folded(other)})"
        slip = "" if field == "document" else f"when {distance} <= 2 then {near} "
        same = f"when {one} = {other} then {exact} when {folded(one)} = {folded(other)} then {equivalent}"
        return f"case {same} {slip}else {different} end as {field}"

    return ", ".join(map(found, PERSON))


def pandas(encoding: str, output: str, *inputs: str) -> None:
    """Compare columns, folded where values differ; pandas has no distance."""
    import pandas as pd

    table = str.maketrans(LATIN, RUSSIAN, DROPPED)
    frames = [pd.read_csv(name, sep=";", dtype=str, keep_default_na=False, encoding=encoding) for name in inputs]
    if len(frames) > 1:
        sides = [f.set_index("phone").add_prefix(side).reset_index() for f, side in zip(frames, SIDES, strict=True)]
        frames = [sides[0].merge(sides[1], on="phone", how="left")]
    found = frames[0][["phone"]].copy()
    for field in PERSON:
        left, right = (frames[0][side + field].fillna("") for side in SIDES)
        same = left == right
        one, other = (column[~same].str.upper().str.translate(table) for column in (left, right))
        same[~same] = one == other
        found[field] = same
    found.to_csv(output, sep=";", index=False)


def rapidfuzz_loop(encoding: str, output: str, *inputs: str) -> None:
    """Loop as a careful programmer does: equal values first, then folded ones, a distance only where they differ."""
    from rapidfuzz.distance.OSA import distance

    table = str.maketrans(LATIN, RUSSIAN, DROPPED)

    def same(left: str, right: str, most: int) -> bool:
        if left == right:
            return True
        left, right = left.upper().translate(table), right.upper().translate(table)
        return left == right or (most > 0 and distance(left, right, score_cutoff=most) <= most)

    with open(output, "w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        for key, left, right in _pairs(encoding, inputs):
            most = [2] * (len(left) - 1) + [0]
            writer.writerow([key, *map(same, left, right, most)])


def _pairs(encoding: str, inputs: Sequence[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    if len(inputs) == 1:
        for key, *cells in _rows(encoding, inputs[0]):
            yield key, cells[: len(cells) // 2], cells[len(cells) // 2 :]
    else:
        held = {key: cells for key, *cells in _rows(encoding, inputs[1])}
        for key, *cells in _rows(encoding, inputs[0]):
            yield key, cells, held.get(key, [""] * len(cells))


def _rows(encoding: str, name: str) -> Iterator[list[str]]:
    with open(name, encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=";")
        next(reader)
        yield from reader
