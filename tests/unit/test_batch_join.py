"""Joins that would be products, and what they take: memory by the row, readings by the contract."""

import csv
import io
import tracemalloc
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from npmatch.batch.crowd import MOST
from npmatch.batch.exports import Options
from npmatch.batch.faults import BadRow, BatchError, Fault
from npmatch.batch.jobs import JoinJob, Terms, open_join
from npmatch.batch.join import Contracts
from npmatch.batch.output import Form, Sink
from npmatch.batch.run import Hooks, Run, check_sums, write_verdicts
from npmatch.batch.summary import Summary

HEADER = "phone;surname;given_name;patronymic;document;comment"
FILLER = "0000000000"


def export(path: Path, rows: Iterable[str]) -> Path:
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def people(count: int, *, different: int, key: Sequence[str] = (FILLER,)) -> list[str]:
    """Make contracts of which so many differ in what is compared; their keys are written in turns."""
    names = (divmod(number % different, 26) for number in range(count))
    return [
        f"{key[row % len(key)]};Орл{'о' * (tens % 7)}в;Иван;Ильич;{4508000000 + 26 * tens + ones};{row}"
        for row, (tens, ones) in enumerate(names)
    ]


class Ran:
    """What came of a join: the rows by number, and what was put aside."""

    def __init__(self, job: JoinJob) -> None:
        self.bad: list[BadRow] = []
        output = io.BytesIO()
        self.summary = write_verdicts(job, Sink(output, "out", Form()), self.bad.append)
        self.rows = list(csv.DictReader(io.StringIO(output.getvalue().decode()), delimiter=";"))


WAYS = [Terms(), Terms(memory=0), Terms(notes=True)]


@pytest.mark.parametrize("terms", WAYS)
def test_an_application_whose_key_has_too_many_contracts_is_put_aside(tmp_path: Path, terms: Terms) -> None:
    applications = [f"{FILLER};Крылов;Иван;Ильич;1;", "9000000001;Крылов;Иван;Ильич;1;", f"{FILLER};Орлов;Иван;;2;"]
    asked = export(tmp_path / "asked.csv", applications)
    held = export(tmp_path / "held.csv", [*people(MOST + 1, different=MOST + 1), "9000000001;Крылов;Иван;Ильич;1;"])
    with open_join(asked, held, Options(), terms) as job:
        ran = Ran(job)
    assert [(row["row"], row["status"]) for row in ran.rows] == [("2", "matched")]
    assert [(bad.fault, bad.place.line, bad.place.name) for bad in ran.bad] == [
        (Fault.CROWDED_KEY, line, "phone") for line in (2, 4)
    ]
    assert dict(ran.bad[0].counts) == {"most": MOST}
    assert ran.bad[0].raw == f"{applications[0]}\n".encode()
    assert ran.summary.read == 3


@pytest.mark.parametrize("terms", WAYS)
def test_contracts_that_are_the_same_are_one_however_many_there_are(tmp_path: Path, terms: Terms) -> None:
    last = people(MOST, different=MOST)[-1].split(";")[1:5]
    asked = export(tmp_path / "asked.csv", [f"0{FILLER[1:]};{';'.join(last)};", f"{FILLER};Крылов;Иван;Ильич;1;"])
    held = export(
        tmp_path / "held.csv", people(3 * MOST, different=MOST, key=(FILLER, "7000000000-0", "8(000) 0000000"))
    )
    with open_join(asked, held, Options(), terms) as job:
        ran = Ran(job)
    assert [(row["status"], row["contracts"]) for row in ran.rows] == [
        ("matched", str(3 * MOST)),
        ("not_matched", str(3 * MOST)),
    ]


@pytest.mark.parametrize("different", [1, 500, 3000])
@pytest.mark.parametrize("terms", WAYS[:2])
def test_a_crowd_on_both_sides_is_no_product(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, different: int, terms: Terms
) -> None:
    reads = 0
    row = Contracts._row  # noqa: SLF001  # what costs is reading

    def counted(contracts: Contracts, place: int) -> Sequence[str]:
        nonlocal reads
        reads += 1
        return row(contracts, place)

    monkeypatch.setattr(Contracts, "_row", counted)
    asked = export(tmp_path / "asked.csv", [f"{FILLER};Крылов;Иван;Ильич;{number};" for number in range(200)])
    held = export(tmp_path / "held.csv", people(3000, different=different))
    with open_join(asked, held, Options(), terms) as job:
        ran = Ran(job)
    assert reads <= 3000 + MOST
    assert len(ran.rows) == (0 if different > MOST else 200)
    assert len(ran.bad) == 200 - len(ran.rows)


def test_without_a_quarantine_a_crowded_key_ends_the_run_with_its_place(tmp_path: Path) -> None:
    asked = export(tmp_path / "asked.csv", [f"{FILLER};Крылов;Иван;Ильич;1;"])
    held = export(tmp_path / "held.csv", people(MOST + 1, different=MOST + 1))
    with open_join(asked, held, Options()) as job, pytest.raises(BatchError) as caught:
        write_verdicts(job, Sink(io.BytesIO(), "out", Form()))
    assert (caught.value.fault, caught.value.place.line, caught.value.counts) == (
        Fault.CROWDED_KEY,
        2,
        {"most": MOST},
    )


class _Nowhere:
    def write(self, _data: bytes) -> None:
        pass

    def flush(self) -> None:
        pass


def peak(folder: Path, rows: int, terms: Terms, *, filler: bool) -> int:
    """Return the bytes that a join of so many contracts takes at most, documents and INNs all different."""
    contracts = (
        f"{FILLER};Орлов;Иван;Ильич;4508 123456;500100732259"
        if filler
        else f"9{number:09d};Орлов;Иван;Ильич;{number:010d};{10**11 + number}"
        for number in range(rows)
    )
    held = folder / f"held{rows}.csv"
    held.write_text(HEADER.replace("comment", "ИНН") + "\n" + "\n".join(contracts), encoding="utf-8")
    asked = export(
        folder / "asked.csv", [f"{key};Крылов;Иван;Ильич;1;" for key in (FILLER, "9000000000", "9000000007", "5")]
    )
    with open_join(asked, held, Options(encoding="utf-8", delimiter=";"), terms) as job:
        tracemalloc.start()
        job.prepare(lambda _: None, lambda _: None)
        summary = Summary()
        Run(job, Sink(_Nowhere(), "out", Form()), summary, Hooks()).go()
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    check_sums(summary, "applications")
    assert summary.rows == 4
    return most


@pytest.mark.parametrize("filler", [False, True])
@pytest.mark.parametrize("memory", [1 << 29, 0])
def test_a_join_takes_at_most_32_bytes_a_contract_and_a_constant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory: int, *, filler: bool
) -> None:
    # the constant is reached sooner, so that what grows can be told from it
    monkeypatch.setattr("npmatch.batch.registry._RUN", 1 << 12)
    monkeypatch.setattr("npmatch.batch.words.WORDS", 1 << 6)
    terms = Terms(registered=not filler, memory=memory)
    few, many = (peak(tmp_path, rows, terms, filler=filler) for rows in (20_000, 80_000))
    assert many - few <= 32 * 60_000
    assert few <= 32 * 20_000 + (24 << 20)
