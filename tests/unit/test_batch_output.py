"""The output appears whole or not at all."""

import errno
import io
import os
import stat
import tempfile
from pathlib import Path

import pytest

from npmatch.batch.dialect import Dialect
from npmatch.batch.faults import BatchError, Fault
from npmatch.batch.output import Form, Sink, check_output, whole_file


def test_a_file_appears_only_when_it_is_whole_and_is_nobody_elses(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with whole_file(path) as stream:
        stream.write(b"half")
        assert not path.exists()
        [part] = tmp_path.iterdir()
        assert part.name.startswith(".npmatch-")
    assert path.read_bytes() == b"half"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def break_off(path: Path, error: type[BaseException]) -> None:
    with whole_file(path) as stream:
        stream.write(b"half")
        raise error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_broken_run_leaves_nothing_behind(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"before")
    with pytest.raises(error):
        break_off(path, error)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


class _Failing(io.BytesIO):
    """A stream that takes nothing more. ``error``: ENOSPC for a full disk, EPIPE for a reader that has gone."""

    error = errno.ENOSPC

    def write(self, _data: object, /) -> int:
        raise OSError(self.error, "message")

    def flush(self) -> None:
        raise OSError(self.error, "message")


class _Broken(_Failing):
    error = errno.EPIPE


def test_a_full_disk_is_a_fault_of_the_output() -> None:
    sink = Sink(_Failing(), "out.csv", Form())
    with pytest.raises(BatchError) as caught:
        sink.write(["a"])
    assert (caught.value.fault, caught.value.place.file) == (Fault.OUTPUT_FAILED, "out.csv")


def test_a_disk_that_is_full_at_the_end_is_one_too() -> None:
    sink = Sink(_Failing(), "out.csv", Form())
    with pytest.raises(BatchError) as caught:
        sink.finish()
    assert caught.value.fault is Fault.OUTPUT_FAILED


@pytest.mark.parametrize("finish", [True, False])
def test_a_broken_pipe_is_let_through(*, finish: bool) -> None:
    sink = Sink(_Broken(), "out.csv", Form())
    with pytest.raises(BrokenPipeError):
        sink.finish() if finish else sink.write(["a"])


def test_a_disk_that_is_full_when_the_file_is_renamed_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "message")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BatchError) as caught, whole_file(tmp_path / "out.csv") as stream:
        stream.write(b"half")
    assert caught.value.fault is Fault.OUTPUT_FAILED
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Form(), 'Имя;ИНН\n"a;b";1\n'.encode()),
        (Form("cp1251", ";", "\r\n"), 'Имя;ИНН\r\n"a;b";1\r\n'.encode("cp1251")),
        (Form("utf-8", "\t", "\n", bom=True), "Имя\tИНН\na;b\t1\n".encode("utf-8-sig")),
    ],
)
def test_rows_are_written_in_the_dialect(form: Form, expected: bytes) -> None:
    stream = io.BytesIO()
    sink = Sink(stream, "out.csv", form)
    sink.write(["Имя", "ИНН"])
    sink.write(["a;b", "1"])
    sink.finish()
    assert stream.getvalue() == expected


def check(path: Path, *inputs: Path, force: bool = False) -> Fault | None:
    try:
        check_output(path, inputs, force=force)
    except BatchError as error:
        return error.fault
    return None


def test_what_cannot_be_an_output_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    held = tmp_path / "held.csv"
    held.write_text("x")
    link = tmp_path / "link.csv"
    link.symlink_to(held)
    assert check(tmp_path / "new.csv", held) is None
    assert check(tmp_path / "new.csv", tmp_path / "missing.csv") is None
    assert check(held) is Fault.OUTPUT_EXISTS
    assert check(held, force=True) is None
    assert check(held, tmp_path / "missing.csv", held, force=True) is Fault.OUTPUT_IS_INPUT
    assert check(link, held, force=True) is Fault.OUTPUT_IS_INPUT
    assert check(tmp_path, force=True) is Fault.OUTPUT_IMPOSSIBLE
    assert check(tmp_path / "none" / "out.csv") is Fault.OUTPUT_IMPOSSIBLE
    assert check(tmp_path / ("x" * 300)) is Fault.OUTPUT_IMPOSSIBLE


@pytest.mark.parametrize("force", [True, False])
def test_neither_a_pipe_nor_a_device_is_ever_replaced(tmp_path: Path, *, force: bool) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    device = tmp_path / "device"
    device.symlink_to(os.devnull)
    assert check(pipe, force=force) is Fault.OUTPUT_IMPOSSIBLE
    assert check(device, force=force) is Fault.OUTPUT_IMPOSSIBLE


def test_a_link_to_nowhere_is_there_and_gives_way_to_force_only(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "nowhere.csv")
    assert check(link) is Fault.OUTPUT_EXISTS
    assert check(link, force=True) is None


@pytest.mark.parametrize(
    ("error", "fault"),
    [(PermissionError, Fault.OUTPUT_DENIED), (FileNotFoundError, Fault.OUTPUT_IMPOSSIBLE)],
)
def test_an_output_that_cannot_be_made_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[OSError], fault: Fault
) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(tempfile, "mkstemp", fail)
    with pytest.raises(BatchError) as caught, whole_file(tmp_path / "out.csv"):
        pass
    assert caught.value.fault is fault


@pytest.mark.parametrize(
    ("dialect", "encoding", "excel", "form"),
    [
        (Dialect("cp1251", ",", "\r\n"), None, False, Form("cp1251", ",", "\r\n")),
        (Dialect("utf-8", "\t", "\n", bom=True), None, False, Form("utf-8", "\t", "\n", bom=True)),
        (Dialect("utf-8", "\t", "\n", bom=True), "cp1251", False, Form("cp1251", "\t", "\n")),
        (Dialect("utf-16-le", "\t", "\n", bom=True), None, False, Form("utf-16-le", "\t", "\n", bom=True)),
        (Dialect("cp1251"), "utf-16", False, Form("utf-16-le", ";", "\n", bom=True)),
        (Dialect("cp1251", "|"), None, True, Form("utf-8", ";", "\r\n", bom=True, excel=True)),
        (Dialect("utf-8", "|"), "cp1251", True, Form("cp1251", ";", "\r\n", excel=True)),
    ],
)
def test_a_form_mirrors_the_applications_unless_told_otherwise(
    dialect: Dialect, encoding: str | None, form: Form, *, excel: bool
) -> None:
    assert Form.of(dialect, encoding, excel=excel) == form


@pytest.mark.parametrize("cell", ["=1+1", "+7 900", "-1", "@SUM(A1)", "\tx", "\rx", "4508123456", "0123", "9" * 20])
def test_excel_gets_no_formula_and_no_number_that_it_would_spoil(cell: str) -> None:
    assert Form(excel=True).dress(cell).strip('"').startswith("'")
    assert Form().dress(cell).strip('"') == cell


@pytest.mark.parametrize("cell", ["Крылов", "12345", "0", "", "7 900", "a-1"])
def test_excel_gets_other_cells_as_they_are(cell: str) -> None:
    assert Form(excel=True).dress(cell) == cell
