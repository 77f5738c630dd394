"""What the command says of seeded pairs and exports: the yardstick for whatever says it of tables."""

import csv
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cli.runs import run
from npmatch.batch.verdicts import FIELDS
from npmatch.columns import VERDICT
from npmatch.records import Record
from npmatch.synthetic import DEMO, export_rows, pairs

PARTS = ("surname", "given_name", "patronymic", "document", "inn", "name", "aliases", "nonresident", "purchase_id")
_SAID = {"person": "ФЛ", "ip": "ИП", "org": "Юридическое лицо", "customer": "Заказчик"}

Columns = dict[str, list[Any]]
Rows = list[dict[str, Any]]


class Told(NamedTuple):
    """A table, None for an empty cell, and the verdict of the command on each of its rows."""

    columns: Columns
    verdicts: Rows


class Tables(NamedTuple):
    """Two exports as tables whose columns name their side, and the command's verdict on each application."""

    applications: Columns
    contracts: Columns
    verdicts: Rows


def pairs_of(rows: int, seed: int) -> Columns:
    """Pairs of all four kinds; every other row says its kind, and a few say things that nobody knows."""
    table: Columns = {"phone": [], "kind": []}
    for row, pair in enumerate(pairs(rows, seed, DEMO)):
        cells = {"phone": f"+7 9{row:09d}", "kind": _SAID[pair.kind] if row % 2 else ""}
        sides = {"application": pair.application, "contract": pair.contract}
        for side, record in sides.items():
            cells |= {f"{side}_{name}": cell for name, cell in _cells(record).items()}
        if row % 97 == 5:
            cells[("kind", "application_nonresident", "contract_nonresident")[row % 3]] = "кто знает"
        for name, cell in cells.items():
            table.setdefault(name, []).append(cell or None)
    return table


def _cells(record: Record) -> dict[str, str]:
    values = {name: getattr(record, name, "") for name in PARTS}
    return {name: _cell(value) for name, value in values.items()}


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "".join(value)
    return ("да" if value else "") if isinstance(value, bool) else str(value)


def tell_pairs(folder: Path, rows: int, seed: int) -> Told:
    """Put pairs to the command."""
    columns = pairs_of(rows, seed)
    write(folder / "pairs.csv", columns)
    assert run("match", folder / "pairs.csv", "-o", folder / "out.csv").code == 0
    return Told(columns, list(read_verdicts(folder / "out.csv", rows)))


def tell_exports(folder: Path, rows: int, seed: int) -> Tables:
    """Put exports to the command in which numbers have no contract, one, or several, good and bad ones."""
    chance, exports, phone = random.Random(seed), export_rows(rows, seed), "Абонентский номер"
    contracts = [dict(row) for row in exports.contracts]
    contracts += [{**chance.choice(exports.contracts), phone: row[phone]} for row in exports.contracts[: rows // 3]]
    chance.shuffle(contracts)
    for row in contracts[::50]:
        row["Признак нерезидента"] = "кто знает"
    asked, held = _columns(exports.applications), _columns(contracts)
    paths = [folder / "asked.csv", folder / "held.csv"]
    for path, table in zip(paths, (asked, held), strict=True):
        write(path, table)
    assert run("match", *paths, "-o", folder / "out.csv").code == 0
    return Tables(_of("application", asked), _of("contract", held), list(read_verdicts(folder / "out.csv", rows)))


def _columns(rows: Sequence[Mapping[str, str]]) -> Columns:
    return {name: [row[name] or None for row in rows] for name in rows[0]}


def _of(side: str, table: Columns) -> Columns:
    """The table of one side with the side in its names, and a number for each row."""
    return {f"{side}_{name}": column for name, column in numbered(table).items()}


def write(path: Path, columns: Mapping[str, Sequence[str | None]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))


def read_verdicts(path: Path, rows: int) -> Iterator[dict[str, Any]]:
    """What the command wrote, a row for each of its input: of a row put aside, why."""
    found = {int(row["row"]): row for row in _read(path)}
    aside = path.with_suffix(".quarantine.csv")
    faults = {int(row["line"]): row["code"] for row in _read(aside) if row["side"] != "contracts"}
    for number in range(1, rows + 1):
        yield _verdict(found[number]) if number in found else _fault(faults[number + 1])


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream, delimiter=";")


def _verdict(row: Mapping[str, str]) -> dict[str, Any]:
    outcomes = {name: row[name] or None for name in FIELDS}
    found = {
        **outcomes,
        "kind": row["kind"],
        "status": row["status"],
        "matched": row["status"] == "matched",
        "error_code": int(row["error_code"]) if row["error_code"] else None,
        "contracts": int(row["contracts"]),
        "reasons": " ".join(f"{name}:{found}" for name, found in outcomes.items() if found not in {None, "exact"}),
        "fault": None,
    }
    return {name: found[name] for name in VERDICT}


def _fault(code: str) -> dict[str, Any]:
    return {**dict.fromkeys(VERDICT), "matched": False, "contracts": 0, "reasons": "", "fault": code}


def as_rows(columns: Mapping[str, Sequence[Any]]) -> Rows:
    """Columns of a verdict, whatever stands beside them left out, as rows."""
    return [dict(zip(VERDICT, row, strict=True)) for row in zip(*(columns[name] for name in VERDICT), strict=True)]


def numbered(columns: Columns) -> Columns:
    """The table with a column that numbers its rows."""
    return {"row": list(range(len(next(iter(columns.values()))))), **columns}
