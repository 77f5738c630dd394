"""The quick way and the general way write the same, whatever the rows are."""

import csv
import io
import itertools
from pathlib import Path
from random import Random

import pytest

from npmatch import Policy
from npmatch.batch.exports import Options
from npmatch.batch.faults import BadRow
from npmatch.batch.jobs import Job, Terms, open_join, open_pair_job
from npmatch.batch.output import Form, Sink
from npmatch.batch.run import write_verdicts
from npmatch.batch.summary import Summary
from npmatch.synthetic import CASED, DEMO, PAIRS, Mix, export_rows, pairs

Written = tuple[bytes, Summary, list[BadRow]]

NAMES = ("surname", "given_name", "patronymic", "document", "inn", "name", "nonresident", "purchase_id")
PEOPLE = NAMES[:4]


def written(job: Job, form: Form, *, slowly: bool) -> Written:
    stream, bad = io.BytesIO(), list[BadRow]()
    observe = (lambda _: None) if slowly else None
    summary = write_verdicts(job, Sink(stream, "out.csv", form), bad.append, observe)
    return stream.getvalue(), summary, bad


def both(path: Path, form: Form | None = None, terms: Terms | None = None) -> Written:
    found = []
    for slowly in (False, True):
        with open_pair_job(path, Options(), terms) as job:
            source = job.sources["pairs"]
            found.append(written(job, form or Form.of(source.dialect), slowly=slowly))
    assert found[0] == found[1]
    return found[0]


def pair_rows(count: int, mix: Mix, fields: tuple[str, ...]) -> list[list[str]]:
    rows = [["phone", *(f"{side}_{field}" for side in ("application", "contract") for field in fields)]]
    for number, pair in enumerate(pairs(count, 5, mix)):
        sides = [
            str(getattr(side, field, "")) if field != "nonresident" else ("да" if getattr(side, field, False) else "")
            for side in (pair.application, pair.contract)
            for field in fields
        ]
        rows.append([f"9{number:09d}", *sides])
    return rows


def write(path: Path, rows: list[list[str]], encoding: str = "utf-8", sign: str = ";") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=sign, lineterminator="\n").writerows(rows)
    return path


@pytest.mark.parametrize(("mix", "fields"), [(PAIRS, PEOPLE), (CASED, PEOPLE), (DEMO, NAMES)])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_pairs_are_settled_as_they_are_judged(tmp_path: Path, mix: Mix, fields: tuple[str, ...], encoding: str) -> None:
    output, summary, bad = both(write(tmp_path / "pairs.csv", pair_rows(700, mix, fields), encoding))
    assert (summary.rows, bad) == (700, [])
    assert len(summary.statuses) > 1
    assert output


ODD = [
    "9001;Крылов;Иван;Ильич;4508 123456;Крылов;Иван;Ильич;4508 123456",
    "9002;ИП Крылов;Иван;Ильич;1;ИП Крылов;Иван;Ильич;1",
    "9003;;Иван;Ильич;4508 123456;;Иван;Ильич;4508 123456",
    "9004;-;Иван;Ильич;4508 123456;-;Иван;Ильич;4508 123456",
    "9005;Крылов;Иван;Ильич;-;Крылов;Иван;Ильич;-",
    "9006;Крылов;Иван;Ильич;;Крылов;Иван;Ильич;",
    "9007;Крылов;;;4508 123456;Крылов;;;4508 123456",
    "9008;Крылов;Иван;Ильич;4508 123456;Крылов;Иван;Ильич",
    "9009;Крылов;Иван;Ильич;4508 123456;Крылов;Иван;Ильич;4508 123456;",
    "9010;Крылов;Иван;4508 123456;Крылов;Иван;4508 123456",
    "9011;Крылов;Иван;Ильич;4508 1234566Крылов;Иван;Ильич;4508 123456",
    "9012;Крылов;Иван;Ильич;И;4508 123456;Крылов;Иван;Ильич;И;4508 123456",
    ";;;;;;;;",
    "",
    "Итого;Крылов;Иван;Ильич;4508 123456;Крылов;Иван;Ильич;4508 123456",
    "Итого;12;;;;;;;",
    ";Крылов;Иван;Ильич;4508 123456;Крылов;Иван;Ильич;4508 123456",
    "=1+1;Крылов;Иван;Ильич;4508 123456;КРЫЛОВ;Иван;Ильич;4508123456",
    '9013;"Крылов";Иван;Ильич;4508 123456;Крылов;Иван;Ильич;4508 123456',
    '9014;"Кры\nлов";Иван;Ильич;4508 123456;Крылов;Иван;Ильич;4508 123456',
    "9,015;Игнатов;Иван;Ильич;4508 123456;Игнатов;Иван;Ильич;4508 123456",
    "9016; ;Иван;Ильич;4508 123456;Крылов;Иван;Ильич;4508 123456",
    "9017;Крылов;Иван;Ильич;  ;Крылов;Иван;Ильич;",
]
HEADER = "phone;" + ";".join(f"{side}_{field}" for side in ("application", "contract") for field in PEOPLE)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_odd_rows_between_plain_ones_come_out_the_same(tmp_path: Path, seed: int, end: str) -> None:
    rows = ODD * 3
    Random(seed).shuffle(rows)
    path = tmp_path / "pairs.csv"
    path.write_bytes((end.join([HEADER, *rows]) + end).encode())
    _, summary, bad = both(path)
    assert summary.rows > 30
    assert len(bad) > 8


@pytest.mark.parametrize("form", [Form("cp1251"), Form("utf-8", ",", "\r\n", bom=True, excel=True), Form("utf-16-le")])
def test_another_form_comes_out_the_same(tmp_path: Path, form: Form) -> None:
    rows = [*ODD, "９００;Крылов;Иван;Ильич;4508 123456;Крылов;Иван;Ильич;4508 123456"] * 2
    path = tmp_path / "pairs.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    _, _, bad = both(path, form)
    lost = [row for row in bad if row.fault == "unencodable"]
    assert len(lost) == (2 if form.encoding == "cp1251" else 0)


@pytest.mark.parametrize(
    "header",
    [
        "application_surname;application_document;contract_surname;contract_document",
        "contract_document;contract_surname;application_document;application_surname;phone",
        "phone;x;application_surname;application_series;application_number;contract_surname;contract_document",
        "phone;application_surname;application_inn;application_document;contract_surname;contract_document",
        "phone;kind;application_full_name;application_document;contract_surname;contract_given_name;contract_document",
    ],
)
def test_other_orders_of_columns_come_out_the_same(tmp_path: Path, header: str) -> None:
    values = {
        "phone": ("9001", "Итого", ""),
        "kind": ("ФЛ", "", "ИП", "?"),
        "x": ("", "y"),
        "surname": ("Крылов", "Крынов", "ИП Крылов", "", "Вега"),
        "full_name": ("Крылов Иван", "Крылов", "ИП Крылов"),
        "given_name": ("Иван", ""),
        "document": ("4508 123456", "4508123456", "", "Б"),
        "series": ("4508", ""),
        "number": ("123456", " "),
        "inn": ("", "7707083893", "500100732259"),
    }
    cells = [values[name.removeprefix("application_").removeprefix("contract_")] for name in header.split(";")]
    rows = list(itertools.product(*cells))
    Random(1).shuffle(rows)
    path = write(tmp_path / "pairs.csv", [header.split(";"), *map(list, rows[:3000])])
    _, summary, _ = both(path)
    assert len(summary.statuses) > 1


@pytest.mark.parametrize("policy", [Policy(), Policy(spaces="collapse", transpositions="two_symbols")])
def test_a_join_is_settled_as_it_is_judged(tmp_path: Path, policy: Policy) -> None:
    exports = export_rows(500, 3)
    tables = [
        [list(rows[0]), *(list(row.values()) for row in rows)] for rows in (exports.applications, exports.contracts)
    ]
    extra = [list(row) for row in tables[1][1:60]]
    for row in extra:
        row[2] = "Другой"
    asked = write(
        tmp_path / "asked.csv", [*tables[0], ["9001", "?", *[""] * 10], [""], ["Итого", *[""] * 11]], "cp1251"
    )
    held = write(tmp_path / "held.csv", [*tables[1], *extra], "utf-8", ",")
    found = []
    for slowly, memory in itertools.product((False, True), (1 << 20, 0)):
        with open_join(asked, held, Options(), Terms(policy, registered=True, memory=memory)) as job:
            found.append(written(job, Form(), slowly=slowly))
    assert found[0] == found[1] == found[2] == found[3]
    output, summary, bad = found[0]
    assert summary.rows == 500
    assert len(bad) == 2
    assert {7001, 7004, 7008} & set(summary.codes) >= {7004, 7008}
    counts = {row.rsplit(";", 1)[1] for row in output.decode().splitlines()[1:]}
    assert counts == {"0", "1", "2"}


@pytest.mark.parametrize("remembered", [1 << 20, 10])
def test_a_crowd_under_one_key_is_settled_as_it_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remembered: int
) -> None:
    monkeypatch.setattr("npmatch.batch.join._FOUND", remembered)
    random = Random(2)
    header = ["phone", *PEOPLE]

    def rows(count: int) -> list[list[str]]:
        names = ["Крылов", "Крынов", "Орлов", "Вега", ""]
        return [["9000000000", random.choice(names), "Иван", "", str(random.randrange(40))] for _ in range(count)]

    asked = write(tmp_path / "asked.csv", [header, *rows(150), ["9000000001", *PEOPLE]])
    held = write(tmp_path / "held.csv", [header, *rows(200)])
    found = []
    for slowly, memory in itertools.product((False, True), (1 << 20, 0)):
        with open_join(asked, held, Options(), Terms(memory=memory)) as job:
            found.append(written(job, Form(), slowly=slowly))
    assert found[0] == found[1] == found[2] == found[3]
    assert found[0][1].statuses.keys() == {"matched", "not_matched", "incomplete", "no_contract"}


def test_an_application_with_notes_gets_them_in_a_column(tmp_path: Path) -> None:
    header = "phone;" + ";".join(f"{side}_{field}" for side in ("application", "contract") for field in PEOPLE)
    path = tmp_path / "pairs.csv"
    path.write_text(f"{header}\n1;Крылов;И;;1;Крылов;Иван;;1\n2;Крылов;Иван;;1;Крылов;Иван;;1\n", encoding="utf-8")
    output, _, _ = both(path, terms=Terms(notes=True))
    assert [line.rsplit(";", 1)[1] for line in output.decode().splitlines()] == ["notes", "initials", ""]
