"""Whatever stands where the command reads or writes: one line, an exit code, and nothing lost."""

import os

import pytest

from cli.conftest import Exports
from cli.runs import process, run


def test_whether_a_file_can_be_read_is_not_asked_before_it_is(
    exports: Exports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert run("match", exports.applications, exports.contracts, "-o", exports.verdicts).code == 0
    assert run("sniff", exports.applications).code == 0
    assert run("explain", exports.verdicts, exports.applications, exports.contracts, "--row", "1").code == 0


def test_a_device_stays_what_it_is(exports: Exports) -> None:
    device = exports.folder / "device.csv"
    device.symlink_to(os.devnull)
    for arguments in (("match", exports.applications, exports.contracts), ("init", exports.applications)):
        ran = run(*arguments, "-o", device, "--force")
        assert (ran.code, "a folder or a device" in ran.complaint) == (73, True)
    assert device.is_char_device()


@pytest.mark.parametrize(
    "name", ["out.csv.part", "out.csv.journal", "out.csv.journal.part", "out.run.json.part", "out.quarantine.csv.part"]
)
def test_an_input_that_stands_where_the_run_would_work_is_kept(exports: Exports, name: str) -> None:
    before = exports.applications.read_bytes()
    taken = exports.applications.rename(exports.folder / name)
    ran = run("match", taken, exports.contracts, "-o", exports.folder / "out.csv", "--force")
    assert (ran.code, "is an input of this run" in ran.complaint) == (73, True)
    assert sorted(path.name for path in exports.folder.iterdir()) == ["held.csv", name]
    assert taken.read_bytes() == before


def test_an_output_over_a_link_takes_its_name_and_leaves_its_target(exports: Exports) -> None:
    target = exports.folder / "target.csv"
    target.write_text("x")
    exports.verdicts.symlink_to(target)
    assert run("match", exports.applications, exports.contracts, "-o", exports.verdicts).code == 73
    assert run("match", exports.applications, exports.contracts, "-o", exports.verdicts, "--force").code == 0
    assert not exports.verdicts.is_symlink()
    assert target.read_text() == "x"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("match", ".", "held.csv", "-o", "out.csv"), 74, "cannot be read; is it a file?"),
        (("sniff", "."), 74, "cannot be read"),
        (("match", "asked.csv", "held.csv", "-o", "o" * 300), 73, "cannot be created"),
        (("match", "asked.csv", "held.csv", "-o", ""), 73, "cannot be created"),
        (("match", "asked.csv", "held.csv", "-o", "out.csv", "--map", "surname=Секретов"), 65, "surname is not there"),
        (("match", "asked.csv", "held.csv", "-o", "out.csv", "--on", "Секретов"), 65, "no column to join by"),
        (("match", "asked.csv", "held.csv", "-o", "out.csv", "--max-quarantine", "0"), 0, ""),
        (("match", "asked.csv", "held.csv", "-o", "out.csv", "--max-quarantine", "-1"), 2, "--max-quarantine"),
        (("match", "asked.csv", "held.csv", "-o", "out.csv", "--profile", "."), 74, "cannot be read"),
        (("match", "asked.csv", "held.csv", "-o", "out.csv", "--profile", "none"), 66, "no such file"),
        (("match", "asked.csv", "held.csv", "-o", "out.csv", "--encoding", "utf-16"), 65, "another one can be given"),
    ],
)
def test_whatever_is_asked_for_is_answered_in_one_line(
    exports: Exports, arguments: tuple[str, ...], code: int, says: str
) -> None:
    ran = process(*arguments, cwd=exports.folder, NPMATCH_LANG="en")
    assert ran.code == code
    assert says in ran.complaint
    assert "Traceback" not in ran.err
    assert "Секретов" not in ran.err
    assert code == 0 or [line for line in ran.err.splitlines() if line.startswith("npmatch: ")] == [ran.complaint]
    assert code == 0 or sorted(path.name for path in exports.folder.iterdir()) == ["asked.csv", "held.csv"]
