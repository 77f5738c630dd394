"""Whatever goes wrong: one line, an exit code, no data."""

import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import click
import pytest

from cli.conftest import APPLICATIONS, Exports
from cli.runs import Ran, command, environment, process, run
from npmatch.__main__ import main
from npmatch.batch.faults import BatchError, Fault, Place
from npmatch.cli.errors import ExitCode, complaint, printable
from npmatch.cli.language import Say
from npmatch.errors import MissingExtraError

PLANTED = ("Секретов", "Тайна", "Скрытович", "9999 888777", "888777", "9007776655", "500100732259", "Утаева")
"""Values that are nowhere but in the inputs."""

HEADER = "Номер телефона;Тип абонента;Фамилия;Имя;Отчество;Паспорт;ИНН;Нерезидент;Наименование;Утаева\n"
ROW = "9007776655;ФЛ;Секретов;Тайна;Скрытович;9999 888777;500100732259;нет;Утаева;x"

BAD = {
    "ragged": (ROW + ";Тайна", "line 3, column 11: the row has 11 cells, the header has 10"),
    "ragged-short": (ROW.removesuffix(";x"), "line 3, column 10: the row has 9 cells, the header has 10"),
    "nul": (ROW.replace("9999", "\0"), "line 3, column 6 (Паспорт): a NUL byte"),
    "quote": (ROW.replace("Тайна", '"Тайна'), "line 3, column 4 (Имя): a quote is opened here"),
    "return": (ROW.replace("Тайна", "Тай\rна"), "line 3, column 4 (Имя): a carriage return"),
    "long": (ROW.replace("Тайна", "Тайна" * 400_000), "line 3, column 4 (Имя): the row is longer"),
    "key": (ROW.replace("9007776655", "Секретов"), "line 3, column 1 (Номер телефона): the cell to join by"),
    "kind": (ROW.replace("ФЛ", "Секретов"), "line 3, column 2 (Тип абонента): unknown kind"),
    "flag": (
        ROW.replace("ФЛ", "ЮЛ").replace("нет", "Секретов"),
        "line 3, column 8 (Нерезидент): says neither yes nor no",
    ),
}


def match_files(exports: Exports, *options: object) -> Ran:
    return run("match", exports.applications, exports.contracts, "-o", exports.verdicts, *options)


def match_to_stdout(exports: Exports, *options: object) -> Ran:
    """Match without a place for a quarantine, so that the first bad row ends the run; what was written is left out."""
    ran = run("match", exports.applications, exports.contracts, "-o", "-", *options)
    return ran._replace(out="")


def assert_refused(ran: Ran, code: int, *, says: str = "", output: Path | None = None) -> None:
    assert (ran.code, ran.out) == (code, "")
    assert ran.complaint.startswith("npmatch: ")
    assert says in ran.complaint
    assert "Traceback" not in ran.err
    assert not [value for value in PLANTED if value in ran.err]
    if output is not None:
        assert sorted(path.name for path in output.parent.iterdir()) == ["asked.csv", "held.csv"]


@pytest.mark.parametrize("which", ["applications", "contracts"])
@pytest.mark.parametrize("case", list(BAD))
def test_a_bad_row_is_refused_with_file_line_and_column(exports: Exports, case: str, which: str) -> None:
    bad, says = BAD[case]
    rows = {"applications": [ROW, ROW], "contracts": [ROW, ROW]}
    rows[which][1] = bad
    for name, path in (("applications", exports.applications), ("contracts", exports.contracts)):
        path.write_bytes((HEADER + "\n".join(rows[name]) + "\n").encode())
    path = getattr(exports, which)
    if (case, which) == ("kind", "contracts"):
        # The application tells the kind; the column of the contracts is not looked at.
        assert match_to_stdout(exports).code == 0
        return
    assert_refused(match_to_stdout(exports), 65, says=f"{path}, {says}", output=exports.verdicts)
    ran = match_files(exports)
    assert ran.code == 0
    assert not [value for value in PLANTED if value in ran.err]
    written = (exports.folder / "out.quarantine.csv").read_bytes()
    line, column = re.match(r"line (\d+), column (\d+)", says).groups()  # type: ignore[union-attr]  # it matches, or the test fails
    assert written.startswith(f"side;line;column;code;row\n{which};{line};{column};".encode())
    # Of a row that is too long its beginning is kept.
    assert bad.encode()[:1000] in written.replace(b'""', b'"')
    assert "quarantined 1" in ran.err or which == "contracts"


def test_bytes_of_another_encoding_are_refused_with_their_place(exports: Exports) -> None:
    exports.applications.write_bytes((HEADER + ROW + "\n" + ROW).encode("cp1251"))
    ran = match_files(exports, "--encoding", "utf-8")
    assert_refused(ran, 65, says=f"{exports.applications}, line 1, column 1: these bytes", output=exports.verdicts)
    exports.applications.write_bytes(HEADER.encode() + ROW.encode().replace("Тайна".encode(), b"\x98"))
    ran = match_to_stdout(exports, "--encoding", "utf-8")
    assert_refused(ran, 65, says="line 2, column 4 (Имя): these bytes", output=exports.verdicts)


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        ("", (), ": the file is empty"),
        (ROW, (), "line 1: no column to join by"),
        ("Телефон;Секретов\n", (), "line 1: no column with a name"),
        ("Телефон;ФИО;Full name\n", (), "line 1, column 3 (Full name): holds the same as column 2"),
        ("Телефон;ФИО\n", ("--on", "Секретов"), "line 1: no column to join by"),
        ("Секретов;ФИО;Секретов\n", ("--on", "Секретов"), "line 1, column 3: holds the same as column 1"),
    ],
)
def test_a_header_that_cannot_be_used_is_refused(
    exports: Exports, text: str, options: tuple[str, ...], says: str
) -> None:
    exports.applications.write_text(text, encoding="utf-8")
    assert_refused(match_files(exports, *options), 65, says=says, output=exports.verdicts)


def test_missing_inputs_and_impossible_outputs_have_their_exit_codes(exports: Exports) -> None:
    inputs = "match", exports.applications, exports.contracts
    assert_refused(run("match", exports.folder / "none", exports.contracts, "-o", exports.verdicts), 66)
    assert_refused(run("match", exports.applications, exports.folder / "none", "-o", exports.verdicts), 66)
    assert_refused(run("match", exports.folder, exports.contracts, "-o", exports.verdicts), 74)
    assert_refused(run(*inputs, "-o", exports.contracts), 73, says="is an input")
    assert_refused(run(*inputs, "-o", exports.folder), 73, says="cannot be created")
    assert_refused(run(*inputs, "-o", exports.folder / "none" / "out.csv"), 73, says="cannot be created")
    exports.verdicts.write_text("")
    assert_refused(run(*inputs, "-o", exports.verdicts), 73, says="is there already")


def test_missing_permissions_have_their_exit_code(exports: Exports, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", denied)
        assert_refused(match_files(exports), 77, says="no permission to read", output=exports.verdicts)
    monkeypatch.setattr("npmatch.batch.checkpoint.os.open", denied)
    assert_refused(match_files(exports), 77, says="no permission to write", output=exports.verdicts)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("match",), "APPLICATIONS is missing"),
        (("match", "a", "b"), "--output is missing"),
        (("match", "a", "b", "Секретов", "-o", "c"), "one argument too many"),
        (("match", "a", "b", "-o", "c", "--spaces", "Секретов"), "--spaces: choose one of remove, collapse"),
        (("match", "a", "b", "-o", "c", "--encoding", "Секретов"), "--encoding: choose one of utf-8, cp1251"),
        (("match", "a", "b", "--force=Секретов"), "--force is given wrongly"),
        (("match", "a", "b", "-o"), "-o is given wrongly"),
        (("match", "--sekret=Секретов"), "no such option: --sekret"),
        (("--lang", "Секретов"), "--lang: choose one of ru, en"),
        (("Секретов",), "unknown command"),
    ],
)
def test_wrong_usage_is_said_in_one_line_and_not_quoted(arguments: tuple[str, ...], says: str) -> None:
    ran = run(*arguments)
    assert_refused(ran, 2, says=says)
    assert len(ran.err.splitlines()) == 1
    assert "--help" in ran.complaint


def test_a_bug_is_one_line_without_data(exports: Exports, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise LookupError("Секретов")

    monkeypatch.setattr("npmatch.batch.join.JoinEngine.settle", broken)
    ran = match_files(exports)
    assert_refused(ran, 70, says="LookupError at npmatch/batch/run.py:", output=exports.verdicts)
    russian = run("match", exports.applications, exports.contracts, "-o", exports.verdicts, language="ru")
    assert_refused(russian, 70, says="LookupError, npmatch/batch/run.py:")


def test_a_bug_elsewhere_has_no_place() -> None:
    assert "at npmatch;" in complaint(LookupError("Секретов"), Say("en")).text


def test_an_extra_that_is_not_installed_is_named() -> None:
    told = complaint(MissingExtraError("pyarrow", "arrow"), Say("en"))
    assert (told.code, told.text) == (69, "pyarrow is not installed: pip install 'npmatch[arrow]'")


def test_other_trouble_of_the_system_is_an_io_error() -> None:
    said = complaint(OSError(5, "Секретов"), Say("en"))
    assert (said.code, said.text) == (ExitCode.IO, "reading or writing failed")


def test_a_parameter_that_click_does_not_name_is_not_named() -> None:
    said = complaint(click.BadParameter("Секретов"), Say("en"))
    assert (said.code, "Секретов" in said.text) == (ExitCode.USAGE, False)


def test_an_interrupt_ends_with_130_and_leaves_nothing_behind(
    exports: Exports, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("npmatch.batch.join.JoinEngine.settle", interrupted)
    ran = match_files(exports)
    assert ran.code == 130
    assert sorted(path.name for path in exports.folder.iterdir()) == ["asked.csv", "held.csv"]


def many_rows(exports: Exports, count: int = 60_000) -> None:
    header, row, *_ = APPLICATIONS.splitlines()
    exports.applications.write_text("\n".join([header, *[row] * count]), encoding="utf-8")


def test_a_real_interrupt_ends_a_running_process_quietly(exports: Exports) -> None:
    many_rows(exports, 400_000)
    with subprocess.Popen(  # noqa: S603  # the command under test
        command("match", "asked.csv", "held.csv", "-o", "out.csv"),
        cwd=exports.folder,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stderr is not None
        running.stderr.readline()
        time.sleep(0.5)  # an interrupted import would complain of a file that it left open
        running.send_signal(signal.SIGINT)
        talk = running.stderr.read()
    assert running.returncode == 130
    assert "Traceback" not in talk
    assert sorted(path.name for path in exports.folder.iterdir()) == ["asked.csv", "held.csv"]


def test_a_run_to_stdout_that_is_asked_to_end_says_that_it_is_not_whole(exports: Exports) -> None:
    many_rows(exports, 400_000)
    with subprocess.Popen(  # noqa: S603  # the command under test
        command("match", "asked.csv", "held.csv", "-o", "-"),
        cwd=exports.folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.terminate()
        _, talk = running.communicate()
    assert running.returncode == 75
    assert talk.splitlines()[2:] == ["npmatch: stopped; what went to stdout is not whole, and cannot be resumed"]


def test_a_reader_that_leaves_early_ends_the_run_quietly(exports: Exports) -> None:
    many_rows(exports)
    with subprocess.Popen(  # noqa: S603  # the command under test
        command("match", "asked.csv", "held.csv", "-o", "-"),
        cwd=exports.folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        talk = running.stderr.read().decode()
    assert running.returncode == 74
    assert talk.splitlines() == ["asked.csv: utf-8, delimiter ;", "held.csv: utf-8, delimiter ;"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("match", "asked.csv", "held.csv", "-o", "-"),
        ("explain", "--application", "surname=Секретов", "--contract", "surname=Секретов"),
        ("match", "--help"),
        ("--version",),
    ],
)
def test_a_full_disk_ends_the_run_with_one_line(exports: Exports, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603  # the command under test
            command(*arguments), cwd=exports.folder, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert_refused(Ran(done.returncode, "", done.stderr.decode()), 74)


def test_a_full_disk_under_the_output_leaves_nothing_behind(exports: Exports, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert_refused(match_files(exports), 74, says="is the disk full?", output=exports.verdicts)


def test_a_file_name_keeps_to_one_line() -> None:
    said = complaint(BatchError(Fault.INPUT_MISSING, Place("a\nb\x1b[31m.csv")), Say("en"))
    assert said.text == "a b [31m.csv: there is no such file"
    assert printable("Выгрузка №1.csv") == "Выгрузка №1.csv"


def test_planted_data_come_out_in_the_verdicts_as_keys_and_nowhere_else(exports: Exports) -> None:
    exports.applications.write_text(HEADER + ROW + "\n", encoding="utf-8")
    exports.contracts.write_text(HEADER + ROW + "\n", encoding="utf-8")
    ran = process("match", "asked.csv", "held.csv", "-o", "out.csv", cwd=exports.folder)
    assert ran.code == 0
    written = exports.verdicts.read_text(encoding="utf-8")
    assert [value for value in PLANTED if value in ran.err] == []
    assert [value for value in PLANTED if value in written] == ["9007776655"]


def pipe_without_a_reader() -> BinaryIO:
    reading, writing = os.pipe()
    os.close(reading)
    return os.fdopen(writing, "wb")


def full_disk() -> BinaryIO:
    return Path("/dev/full").open("wb")


def test_help_to_a_full_disk_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with io.TextIOWrapper(full_disk(), encoding="utf-8") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        monkeypatch.setattr(sys, "argv", ["npmatch", "--help"])
        with pytest.raises(SystemExit) as caught:
            main()
        monkeypatch.undo()
    assert (caught.value.code, capfd.readouterr().err) == (ExitCode.IO, "npmatch: reading or writing failed\n")


@pytest.mark.parametrize(
    ("sink", "talk"),
    [(pipe_without_a_reader, ""), (full_disk, "npmatch: reading or writing failed\n")],
)
def test_a_stdout_that_takes_no_more_is_given_up(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], sink: Callable[[], BinaryIO], talk: str
) -> None:
    with io.TextIOWrapper(sink(), encoding="utf-8") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        monkeypatch.setattr(sys, "argv", ["npmatch", "explain", "--application", "inn=1", "--contract", "inn=1"])
        with pytest.raises(SystemExit) as caught:
            main()
        monkeypatch.undo()
        assert caught.value.code == ExitCode.IO
        # What Python writes at its end goes nowhere, and does not fail.
        stdout.flush()
        assert os.write(stdout.fileno(), b"more") == 4
    assert capfd.readouterr().err == talk


def test_an_interrupt_before_a_command_is_there_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("npmatch.cli.language.choose", interrupted)
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 130
