"""Runs that are broken off, and go on: the same bytes in the end, and nothing half-written on the way."""

import hashlib
import json
import os
import signal
import subprocess
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from cli.runs import command, environment, process, run
from npmatch.batch.exports import Options
from npmatch.batch.faults import BatchError, Fault
from npmatch.batch.filed import FiledRun, Files, Manner, Plan
from npmatch.batch.jobs import Terms, open_join, open_pair_job
from npmatch.batch.output import Form
from npmatch.synthetic import CASED, pairs

FIELDS = ("surname", "given_name", "patronymic", "document")
BAD = "9000000000;одна ячейка\n"


class Case(NamedTuple):
    """A file of pairs and two exports with the same people, and how the command is told to match them."""

    folder: Path
    inputs: tuple[str, ...]

    def start(self, *options: str) -> "subprocess.Popen[bytes]":
        arguments = command("match", *self.inputs, "-o", "out.csv", "--checkpoint", "0", *options)
        return subprocess.Popen(  # noqa: S603  # the command under test
            arguments, cwd=self.folder, env=environment(), stderr=subprocess.PIPE
        )

    def run(self, *options: str) -> int:
        with self.start(*options) as running:
            running.communicate()
        return running.returncode

    def digests(self) -> dict[str, str]:
        return {
            name: hashlib.sha256((self.folder / name).read_bytes()).hexdigest()
            for name in ("out.csv", "out.run.json", "out.quarantine.csv")
        }

    def clear(self) -> None:
        for path in self.folder.glob("out.*"):
            path.unlink()


def write(folder: Path, count: int) -> None:
    asked, held, both = ([] for _ in range(3))
    for number, pair in enumerate(pairs(count, 4, CASED)):
        left, right = (";".join(getattr(side, field) for field in FIELDS) for side in (pair.application, pair.contract))
        if number % 70 == 0:
            left = f"{left.rpartition(';')[0]};4,50812E+09"
        asked.append(f"9{number:09d};{left}\n")
        held.append(f"9{number:09d};{right}\n")
        both.append(f"9{number:09d};{left};{right}\n")
        if number % 1000 == 999:
            asked.append(BAD)
            held.append(BAD)
            both.append(BAD)
    titles = [";".join(f"{side}{field}" for field in FIELDS) for side in ("", "application_", "contract_")]
    for name, rows, header in (("asked", asked, titles[0]), ("held", held, titles[0])):
        (folder / f"{name}.csv").write_text(f"phone;{header}\n{''.join(rows)}", encoding="utf-8")
    (folder / "pairs.csv").write_text(f"phone;{titles[1]};{titles[2]}\n{''.join(both)}", encoding="utf-8")


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    write(folder, 40_000)
    return folder


@pytest.fixture(params=[("pairs.csv",), ("asked.csv", "held.csv"), ("asked.csv", "held.csv", "--memory", "0")])
def case(request: pytest.FixtureRequest, inputs: Path) -> Case:
    found = Case(inputs, request.param)
    found.clear()
    return found


def test_a_run_killed_twenty_times_ends_with_the_bytes_of_an_unbroken_one(case: Case) -> None:
    assert case.run() == 0
    assert json.loads((case.folder / "out.run.json").read_text())["counts"]["damaged"]
    whole = case.digests()
    case.clear()
    random, kills = Random(9), 0
    while kills < 20:
        with case.start("--resume") as running:
            time.sleep(random.uniform(0.1, 0.8))
            running.kill()
            running.communicate()
        output = case.folder / "out.csv"
        if running.returncode == 0:
            assert case.digests() == whole
            case.clear()
        else:
            kills += running.returncode == -signal.SIGKILL
            if output.exists():  # killed after the last file had got its name
                assert case.digests() == whole
                case.clear()
    assert (case.run("--resume"), case.digests()) == (0, whole)
    assert sorted(path.name for path in case.folder.glob("out.*")) == sorted(whole)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 75)])
def test_a_run_that_is_asked_to_end_can_be_resumed(inputs: Path, number: signal.Signals, code: int) -> None:
    case = Case(inputs, ("pairs.csv",))
    case.clear()
    with case.start() as running:
        while not (inputs / "out.csv.journal").exists():
            time.sleep(0.01)
        running.send_signal(number)
        _, talk = running.communicate()
    assert running.returncode == code
    assert "npmatch: stopped; --resume goes on from the last checkpoint" in talk.decode().splitlines()
    assert "Traceback" not in talk.decode()
    assert not (inputs / "out.csv").exists()
    assert {path.stat().st_mode & 0o777 for path in inputs.glob("out.*")} == {0o600}
    assert case.run("--resume") == 0
    broken = case.digests()
    case.clear()
    assert case.run() == 0
    assert case.digests() == broken


class _Stop(Exception):  # noqa: N818  # nothing is wrong
    """Stands for whatever breaks a run off."""


def broken_off(folder: Path, name: str = "pairs.csv", terms: Terms | None = None, after: int = 4) -> Files:
    """Break a run off after some checkpoints."""
    files = Files(folder / "out.csv")
    seen = 0

    def watch(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen > after:
            raise _Stop

    with open_pair_job(folder / name, Options(), terms) as job:
        broken = FiledRun(Plan(job, Options(), Form(), files), Manner(every=0, watch=watch, pause=0))
        with pytest.raises(_Stop):
            broken.go()
        assert broken.resumable
    return files


@pytest.fixture
def small(tmp_path: Path) -> Path:
    write(tmp_path, 12_000)
    return tmp_path


@pytest.fixture
def few(tmp_path: Path) -> Path:
    write(tmp_path, 1_200)
    return tmp_path


def resumed(folder: Path, *options: object, name: str = "pairs.csv") -> tuple[int, str]:
    ran = run("match", folder / name, "-o", folder / "out.csv", "--resume", *options)
    return ran.code, ran.complaint


@pytest.mark.parametrize(
    "options",
    [("--spaces", "collapse"), ("--excel",), ("--notes",), ("--kind", "person"), ("--absent-marker", "нет")],
)
def test_other_options_are_refused(small: Path, options: tuple[str, ...]) -> None:
    files = broken_off(small)
    code, said = resumed(small, *options)
    assert (code, "are no longer the same" in said) == (65, True)
    assert files.journal.exists()
    assert resumed(small)[0] == 0


def test_a_changed_input_is_refused(small: Path) -> None:
    broken_off(small)
    path = small / "pairs.csv"
    before, times = path.read_bytes(), path.stat()
    for changed in (before.replace("Иван".encode(), "Ивал".encode(), 1), before + BAD.encode()):
        path.write_bytes(changed)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert resumed(small)[0] == 65
    path.write_bytes(before)
    assert resumed(small)[0] == 65
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert resumed(small)[0] == 0


def test_changed_contracts_are_refused_wherever_they_changed(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("npmatch.batch.reader.ROOM", 1 << 12)  # so that a checkpoint stands between two blocks
    files = Files(small / "out.csv")

    def watch(phase: str, *_: int) -> None:
        if phase == "verdicts" and files.journal.exists():
            raise _Stop

    held = small / "held.csv"
    with open_join(small / "asked.csv", held, Options()) as job, pytest.raises(_Stop):
        FiledRun(Plan(job, Options(), Form(), files), Manner(every=0, watch=watch, pause=0)).go()
    before, times = held.read_bytes(), held.stat()
    held.write_bytes(before[:-3] + b"0" + before[-2:])
    os.utime(held, ns=(times.st_atime_ns, times.st_mtime_ns))
    arguments = ("match", small / "asked.csv", held, "-o", files.output, "--resume")
    assert run(*arguments).code == 65
    held.write_bytes(before)
    os.utime(held, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert run(*arguments).code == 0


def test_another_version_is_refused(small: Path) -> None:
    files = broken_off(small)
    state = json.loads(files.journal.read_text())
    state["about"]["rules"] = "0"
    files.journal.write_text(json.dumps(state))
    assert resumed(small)[0] == 65


@pytest.mark.parametrize("damage", ["not json", "[]", "{}"])
def test_a_damaged_journal_is_refused(small: Path, damage: str) -> None:
    files = broken_off(small)
    files.journal.write_text(damage)
    code, said = resumed(small)
    assert (code, "cannot go on" in said) == (65, True)


@pytest.mark.parametrize("how", ["gone", "short", "other"])
def test_a_damaged_part_is_refused(small: Path, how: str) -> None:
    broken_off(small)
    part = small / "out.csv.part"
    data = part.read_bytes()
    part.unlink()
    if how != "gone":
        part.write_bytes(data[:100] if how == "short" else b"x" + data[1:])
    code, said = resumed(small)
    assert (code, "cannot go on" in said) == (65, True)


def test_what_is_left_over_is_replaced_without_resume(small: Path) -> None:
    files = broken_off(small)
    assert run("match", small / "pairs.csv", "-o", files.output).code == 0
    assert not files.journal.exists()
    assert not list(small.glob("*.part"))


def test_without_a_journal_resume_begins(small: Path) -> None:
    assert resumed(small)[0] == 0
    (small / "out.run.json").unlink()
    assert resumed(small)[0] == 73
    assert resumed(small, "--force")[0] == 0


@pytest.mark.parametrize("inputs", [("pairs.csv",), ("asked.csv", "held.csv")])
def test_a_run_that_has_ended_is_told_so_in_one_line(few: Path, inputs: tuple[str, ...]) -> None:
    arguments = ("match", *(few / name for name in inputs), "-o", few / "out.csv", "--resume")
    assert run(*arguments).code == 0
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in few.glob("out*")}
    assert len(before) == 3
    for options in ((), ("--force",), ("--memory", "0", "--checkpoint", "0", "--progress", "json")):
        ran = run(*arguments, *options)
        assert (ran.code, ran.out, ran.err.splitlines()) == (0, "", [ran.complaint])
        assert ran.complaint == f"{few / 'out.csv'}: the run is already complete; nothing to resume"
    assert run(*arguments, "--fail-on", "quarantine").code == 1
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in few.glob("out*")} == before


@pytest.mark.parametrize("options", [("--spaces", "collapse"), ("--excel",), ("--notes",)])
def test_a_run_that_has_ended_is_not_taken_for_one_with_other_options(few: Path, options: tuple[str, ...]) -> None:
    assert resumed(few)[0] == 0
    before = (few / "out.csv").read_bytes()
    code, said = resumed(few, *options)
    assert (code, "are no longer the same" in said) == (65, True)
    assert (few / "out.csv").read_bytes() == before
    assert resumed(few, *options, "--force")[0] == 0


@pytest.mark.parametrize("name", ["pairs.csv", "out.csv", "out.run.json", "out.quarantine.csv"])
@pytest.mark.parametrize("how", ["changed", "shorter", "empty"])
def test_a_run_whose_files_changed_after_its_end_is_not_called_complete(few: Path, name: str, how: str) -> None:
    assert resumed(few)[0] == 0
    path = few / name
    data = path.read_bytes()
    path.write_bytes({"changed": data.replace(b"e", b"3"), "shorter": data[:-9], "empty": b""}[how])
    code, said = resumed(few)
    assert (code, said.count("\n")) == (65, 0)
    path.write_bytes(data)
    assert resumed(few)[0] == 0


def test_a_run_without_its_quarantine_is_not_called_complete(few: Path) -> None:
    assert resumed(few)[0] == 0
    (few / "out.quarantine.csv").unlink()
    assert resumed(few)[0] == 65


def test_the_journal_holds_no_data(small: Path) -> None:
    files = broken_off(small)
    rows = (small / "pairs.csv").read_text(encoding="utf-8").splitlines()[1:]
    words = {cell for row in rows[:500] for cell in row.split(";") if len(cell) > 3}
    text = files.journal.read_text(encoding="utf-8")
    assert not [word for word in words if word in text]


def test_a_full_disk_is_worth_another_try_once_there_is_a_checkpoint(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run("match", small / "pairs.csv", "-o", small / "whole.csv")
    calls = 0

    def full(_descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls > 12:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        ran = run("match", small / "pairs.csv", "-o", small / "out.csv", "--checkpoint", "0")
    assert (whole.code, ran.code) == (0, 74)
    assert (small / "out.csv.journal").exists()
    assert resumed(small)[0] == 0
    assert (small / "out.csv").read_bytes() == (small / "whole.csv").read_bytes()


def test_too_many_bad_rows_leave_nothing_to_resume(small: Path) -> None:
    before = sorted(path.name for path in small.iterdir())
    ran = run("match", small / "pairs.csv", "-o", small / "out.csv", "--checkpoint", "0", "--max-quarantine", "5")
    assert (ran.code, "more than 5 rows" in ran.complaint) == (65, True)
    assert sorted(path.name for path in small.iterdir()) == before
    assert run("match", small / "pairs.csv", "-o", small / "out.csv", "--max-quarantine", "12").code == 0


def test_the_same_bytes_come_out_whatever_the_hash_seed(small: Path) -> None:
    found = set()
    for seed in ("0", "1", "77"):
        ran = process(
            "match", "asked.csv", "held.csv", "-o", "out.csv", "--force", "--registered", cwd=small, PYTHONHASHSEED=seed
        )
        assert ran.code == 0
        found.add(tuple((small / name).read_bytes() for name in ("out.csv", "out.run.json", "out.quarantine.csv")))
    assert len(found) == 1


def test_a_fault_that_lasts_is_not_mistaken_for_one_that_passes(small: Path) -> None:
    files = Files(small / "out.csv")
    with open_pair_job(small / "pairs.csv", Options()) as job, pytest.raises(BatchError) as caught:
        FiledRun(Plan(job, Options(), Form(), files), Manner(every=0, most=3)).go()
    assert caught.value.fault is Fault.TOO_MANY_BAD
    assert list(small.glob("out*")) == []


def test_a_run_killed_while_its_files_get_their_names_can_be_resumed(inputs: Path) -> None:
    case = Case(inputs, ("pairs.csv",))
    case.clear()
    assert case.run() == 0
    whole = case.digests()
    case.clear()
    with case.start() as running:
        while not ((inputs / "out.csv.journal").exists() and (inputs / "out.quarantine.csv.part").exists()):
            assert running.poll() is None
            time.sleep(0.01)
        running.kill()
        running.communicate()
    (inputs / "out.quarantine.csv.part").replace(inputs / "out.quarantine.csv")
    assert (case.run("--resume"), case.digests()) == (0, whole)
