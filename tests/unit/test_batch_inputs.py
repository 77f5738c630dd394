"""Opening files, stdin and pipes."""

import io
import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from npmatch.batch.exports import Options, open_export
from npmatch.batch.faults import BatchError, Fault, refuse
from npmatch.batch.inputs import STDIN, open_input, read_start

TEXT = "Телефон;Фамилия\n9000000001;Крылов\n"


class _Stdin:
    def __init__(self, buffer: io.BytesIO) -> None:
        self.buffer = buffer


class _Failing(io.BytesIO):
    def read(self, _size: int | None = -1, /) -> bytes:
        raise OSError(5, "Input/output error")


def test_stdin_is_put_down_where_nobody_else_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(io.BytesIO(TEXT.encode())))
    with open_input(STDIN, tmp_path) as opened:
        assert (opened.name, opened.stream.read().decode(), opened.stream.seek(0)) == ("-", TEXT, 0)
        assert stat.S_IMODE(os.fstat(opened.stream.fileno()).st_mode) == 0o600
        assert list(tmp_path.iterdir()) == []


def test_an_export_may_come_from_stdin_and_be_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(io.BytesIO(TEXT.encode("cp1251"))))
    with open_export(STDIN, Options()) as export:
        [first] = export.entries(refuse)
        assert export.source.row_at(first.row.offset) == ["9000000001", "Крылов"]


def test_a_pipe_is_put_down_like_stdin(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(TEXT.encode(),))
    writer.start()
    with open_export(pipe, Options(spool=tmp_path)) as export:
        assert [entry.key for entry in export.entries(refuse)] == ["9000000001"]
    writer.join()


@pytest.mark.parametrize(
    "read", [lambda: read_start(STDIN, 10), lambda: open_input(STDIN).__enter__()], ids=["start", "all"]
)
def test_a_stdin_that_fails_is_a_fault(monkeypatch: pytest.MonkeyPatch, read: Callable[[], object]) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(_Failing()))
    with pytest.raises(BatchError) as caught:
        read()
    assert (caught.value.fault, caught.value.place.file) == (Fault.INPUT_UNREADABLE, "-")


def test_of_stdin_no_more_is_read_than_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.BytesIO(b"abcdef")
    monkeypatch.setattr(sys, "stdin", _Stdin(stdin))
    assert (read_start(STDIN, 4), stdin.tell()) == (b"abcd", 4)


def test_the_start_of_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abcdef")
    assert read_start(tmp_path / "a", 3) == b"abc"


@pytest.mark.parametrize(("name", "fault"), [("none", Fault.INPUT_MISSING), (".", Fault.INPUT_UNREADABLE)])
def test_what_cannot_be_opened_is_a_fault(tmp_path: Path, name: str, fault: Fault) -> None:
    with pytest.raises(BatchError) as caught, open_input(tmp_path / name):
        pass
    assert caught.value.fault is fault


def test_without_permission_there_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(BatchError) as caught, open_input(tmp_path):
        pass
    assert caught.value.fault is Fault.INPUT_DENIED
