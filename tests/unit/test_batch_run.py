"""The whole job on small exports, and on invented ones whose verdicts are known."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from npmatch import Outcome, Person
from npmatch.batch.exports import Options
from npmatch.batch.faults import BadRow, BatchError, Fault, Place, refuse
from npmatch.batch.index import ContractIndex
from npmatch.batch.jobs import JoinJob, Judged, judged, open_join
from npmatch.batch.output import Form, Sink
from npmatch.batch.rows import Kind
from npmatch.batch.run import write_verdicts
from npmatch.batch.summary import Summary
from npmatch.batch.verdicts import NO_CONTRACT_CODE, Answer, Status
from npmatch.synthetic import export_rows

PEOPLE = """\
Номер телефона;Фамилия;Имя;Отчество;Паспорт
+7 900 000-00-01;Крылов;Иван;Ильич;4508 123456
89000000002;Крылов;Иван;Ильич;4508 123456
9000000003;Крылов;Иван;Ильич;4508 123456
"""
CONTRACTS = """\
MSISDN,full name,series,passport number
9000000001,Крылов Иван Ильич,4508,123456
9000000002,Орлов Пётр Олегович,1,2
9000000002,Орлов Иван Ильич,4508,123456
9000000002,Орлов Иван Ильич,4508,123456
"""


def opened(
    folder: Path, applications: str = PEOPLE, contracts: str = CONTRACTS, options: Options | None = None
) -> AbstractContextManager[JoinJob]:
    asked, held = folder / "asked.csv", folder / "held.csv"
    asked.write_text(applications, encoding="utf-8", newline="")
    held.write_text(contracts, encoding="utf-8", newline="")
    return open_join(asked, held, options or Options())


def run(
    folder: Path, applications: str = PEOPLE, contracts: str = CONTRACTS, options: Options | None = None
) -> list[Judged]:
    with opened(folder, applications, contracts, options) as job:
        return everyone(job)


def everyone(job: JoinJob, deal: Callable[[BadRow], None] = refuse) -> list[Judged]:
    job.prepare(deal, lambda _: None)
    return list(judged(job, deal))


def written(job: JoinJob, deal: Callable[[BadRow], None] = refuse) -> tuple[bytes, Summary]:
    stream = io.BytesIO()
    form = Form.of(job.applications.source.dialect)
    summary = write_verdicts(job, Sink(stream, "out.csv", form), deal)
    return stream.getvalue(), summary


def statuses(judged: Sequence[Judged]) -> list[tuple[int, str, int | None]]:
    return [(found.row.number, found.row.answer.status, found.row.answer.error_code) for found in judged]


def test_applications_keep_their_order_and_find_their_contracts(tmp_path: Path) -> None:
    found = run(tmp_path)
    assert statuses(found) == [(1, "matched", None), (2, "not_matched", 7004), (3, "no_contract", 7001)]
    assert [judged.row.key for judged in found] == ["+7 900 000-00-01", "89000000002", "9000000003"]
    assert found[2].contract is None


def test_of_several_contracts_the_best_counts_and_of_equals_the_first(tmp_path: Path) -> None:
    assert run(tmp_path)[1].contract == Person("Орлов", "Иван", "Ильич", "4508 123456")
    matching = "9000000002,Крылов Иван Ильич,4508,123456\n"
    assert run(tmp_path, contracts=CONTRACTS + matching)[1].row.answer.status == "matched"


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    outputs = []
    for _ in range(2):
        with opened(tmp_path) as job:
            outputs.append(written(job)[0])
    assert outputs[0] == outputs[1]
    expected = "+7 900 000-00-01;1;person;matched;;exact;exact;exact;exact;;;;1"
    assert outputs[0].decode().splitlines()[1] == expected


def test_the_output_has_the_dialect_and_the_key_header_of_the_applications(tmp_path: Path) -> None:
    asked, held = tmp_path / "asked.csv", tmp_path / "held.csv"
    asked.write_bytes(PEOPLE.replace(";", "\t").replace("\n", "\r\n").encode("cp1251"))
    held.write_text(CONTRACTS, encoding="utf-8")
    with open_join(asked, held, Options()) as job:
        output, _ = written(job)
    assert output.decode("cp1251").startswith("Номер телефона\trow\tkind\tstatus\terror_code\tsurname")
    assert output.count(b"\r\n") == output.count(b"\n") == 4


def test_a_summary_adds_up(tmp_path: Path) -> None:
    seen: list[Judged] = []
    with opened(tmp_path) as job:
        summary = write_verdicts(job, Sink(io.BytesIO(), "out.csv", Form()), observe=seen.append)
    assert summary.rows == len(seen) == sum(summary.statuses.values()) == sum(summary.kinds.values()) == 3
    assert summary.codes == {7001: 1, 7004: 1}
    assert summary.outcomes["surname", Outcome.EXACT] == 1
    assert sum(summary.outcomes.values()) == 8


def test_a_summary_counts_what_it_is_given() -> None:
    summary = Summary()
    summary.add(Answer(Kind.ORG, Status.MATCHED, None, {"inn": Outcome.EXACT}), 2)
    assert summary == Summary(2, 0, Counter(matched=2), Counter(org=2), Counter(), Counter({("inn", "exact"): 2}))
    assert Summary.from_dict(summary.to_dict()) == summary


def test_another_column_may_be_the_key_and_be_compared_all_the_same(tmp_path: Path) -> None:
    asked = "ИНН;Наименование\n7707083893;ООО Ромашка\n7707083894;ООО Ромашка\n"
    held = "inn,name\n7707 083893,Ромашка\n7707083893,Общество с ограниченной ответственностью Ромашка\n"
    found = run(tmp_path, asked, held, Options(on="ИНН"))
    assert statuses(found) == [(1, "matched", None), (2, "no_contract", 7001)]
    assert found[0].row.answer.outcomes == {"name": Outcome.EQUIVALENT, "inn": Outcome.EXACT}


def test_the_application_tells_the_kind_of_both(tmp_path: Path) -> None:
    asked = "Телефон;Тип абонента;ФИО;ИНН\n9000000001;ИП;Крылов Иван;500100732259\n"
    held = "Телефон;Тип абонента;ФИО;ИНН\n9000000001;ЮЛ;ИП Крылов Иван;500100732259\n"
    [found] = run(tmp_path, asked, held)
    assert (found.row.answer.kind, found.row.answer.status) == ("ip", "matched")


def test_a_row_that_lacks_what_is_mandatory_is_incomplete_and_has_no_code(tmp_path: Path) -> None:
    [found] = run(tmp_path, "Телефон;ФИО;Паспорт\n9000000001;Крылов Иван Ильич;\n")
    assert statuses([found]) == [(1, "incomplete", None)]
    assert found.row.answer.outcomes["document"] is Outcome.MISSING


def test_without_rows_there_is_a_header_and_nothing_else(tmp_path: Path) -> None:
    with opened(tmp_path, PEOPLE.splitlines()[0], CONTRACTS.splitlines()[0]) as job:
        output, summary = written(job)
    assert summary.rows == 0
    assert output.decode().splitlines()[0].startswith("Номер телефона;row;kind;status")


ODD = """\
Телефон;Тип абонента;Наименование;ИНН;Нерезидент
9000000001;ЮЛ;ООО Ромашка;7707083893;
;ЮЛ;ООО Ромашка;7707083893;
9000000001;ЮЛ;ООО Ромашка;7707083893
9000000001;лес;ООО Ромашка;7707083893;
9000000001;ЮЛ;ООО Ромашка;7707083893;возможно
9000000001;ЮЛ;ООО Ромашка;7707083893;нет
"""
ODD_ROWS = [
    (Fault.NO_KEY, 3, 1, "Телефон"),
    (Fault.RAGGED, 4, 5, "Нерезидент"),
    (Fault.UNKNOWN_KIND, 5, 2, "Тип абонента"),
    (Fault.UNKNOWN_FLAG, 6, 5, "Нерезидент"),
]


def test_bad_rows_go_to_whoever_deals_with_them_and_the_run_goes_on(tmp_path: Path) -> None:
    dealt: list[BadRow] = []
    with opened(tmp_path, ODD, ODD) as opened_job:
        found = everyone(opened_job, dealt.append)
    # In the contracts the kind is not asked for: the application tells it.
    names = [Path(bad.place.file).name for bad in dealt]
    assert names == ["held.csv"] * 3 + ["asked.csv"] * 4
    places = [(bad.fault, bad.place.line, bad.place.column, bad.place.name) for bad in dealt]
    assert places == [row for row in ODD_ROWS if row[0] is not Fault.UNKNOWN_KIND] + ODD_ROWS
    lines = ODD.splitlines(keepends=True)
    assert [bad.raw.decode() for bad in dealt[3:]] == lines[2:6]
    assert statuses(found) == [(1, "matched", None), (6, "matched", None)]


def test_rows_in_are_rows_out_and_rows_dealt_with(tmp_path: Path) -> None:
    dealt: list[BadRow] = []
    with opened(tmp_path, ODD, CONTRACTS) as opened_job:
        _, summary = written(opened_job, dealt.append)
    assert summary.rows + len(dealt) == len(ODD.splitlines()) - 1


def test_by_default_the_first_bad_row_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(BatchError) as caught:
        run(tmp_path, ODD, CONTRACTS)
    assert (caught.value.fault, caught.value.place.line) == (Fault.NO_KEY, 3)


def test_refusing_passes_on_fault_place_and_counts() -> None:
    with pytest.raises(BatchError) as caught:
        refuse(BadRow(Fault.RAGGED, Place("a.csv", 2, 1), b"x", (("cells", 1), ("header", 2))))
    assert caught.value.counts == {"cells": 1, "header": 2}


def test_a_place_that_another_key_left_is_read_and_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContractIndex, "find", lambda index, _key: index._places.tolist())  # noqa: SLF001  # every place, as if all hashes agreed
    assert statuses(run(tmp_path)) == [(1, "matched", None), (2, "not_matched", 7004), (3, "no_contract", 7001)]


@pytest.mark.parametrize("missing", ["asked", "held"])
def test_a_missing_input_is_a_fault(tmp_path: Path, missing: str) -> None:
    paths = {name: tmp_path / name for name in ("asked", "held")}
    paths["asked"].write_text(PEOPLE)
    paths["held"].write_text(CONTRACTS)
    paths[missing].unlink()
    with pytest.raises(BatchError) as caught, open_join(paths["asked"], paths["held"], Options()):
        pass
    assert (caught.value.fault, caught.value.place.file) == (Fault.INPUT_MISSING, str(paths[missing]))


@pytest.mark.parametrize(
    ("error", "fault"), [(PermissionError, Fault.INPUT_DENIED), (IsADirectoryError, Fault.INPUT_UNREADABLE)]
)
def test_an_input_that_cannot_be_opened_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, error: type[OSError], fault: Fault
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(BatchError) as caught, open_join(Path("a"), Path("b"), Options()):
        pass
    assert caught.value.fault is fault


def export(path: Path, rows: Sequence[dict[str, str]]) -> None:
    with path.open("w", encoding="cp1251", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerows([rows[0], *[row.values() for row in rows]])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_invented_exports_get_the_verdicts_that_they_were_made_for(tmp_path: Path, seed: int) -> None:
    exports = export_rows(400, seed)
    asked, held = tmp_path / "asked.csv", tmp_path / "held.csv"
    export(asked, exports.applications)
    export(held, exports.contracts)
    with open_join(asked, held, Options()) as job:
        rows = [found.row for found in everyone(job)]
    assert len(rows) == len(exports.labels) == 400
    for row, label in zip(rows, exports.labels, strict=True):
        code = NO_CONTRACT_CODE if label.status == "no_contract" else label.error_code
        assert (row.key, row.answer.kind, row.answer.status, row.answer.error_code) == (
            label.phone,
            label.kind,
            label.status,
            code,
        )


def test_nothing_on_the_way_shows_its_data(tmp_path: Path) -> None:
    with opened(tmp_path) as job:
        [entry, *_] = job.applications.entries(refuse)
        things = (entry, entry.row, job.applications.fields(entry.row), job.applications.layout, *everyone(job))
        shown = "".join(map(repr, things)) + repr(BadRow(Fault.NUL, Place("a.csv"), PEOPLE.encode()))
    assert not any(word in shown for word in ("Крылов", "Иван", "4508", "123456", "900"))
