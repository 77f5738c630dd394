"""The tutorial on an export from Excel says what happens: its commands are run, in order, on the export it shows."""

import os
import re
import shlex
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from promises.house import ROOT, text

PAGE = text("docs/tutorial/excel-export.md")
FENCES: list[tuple[str, str]] = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
PROMPT = "$ npmatch "


def _export() -> bytes:
    """Return the export that the page shows, as Excel writes it."""
    language, shown = FENCES[0]
    assert language == "text"
    return shown.replace("\n", "\r\n").encode("cp1251")


def _commands(body: str) -> list[str]:
    return [line.removeprefix(PROMPT) for line in body.splitlines() if line.startswith(PROMPT)]


def _run(command: str, folder: Path) -> str:
    """Run a command of the page; return what it says on either stream, without spaces at the ends of lines."""
    paths = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "NPMATCH_LANG": "en", "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(  # noqa: S603  # the commands of our own page
        [sys.executable, "-m", "npmatch", *shlex.split(command)],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, (command, done.stdout)
    return _tidy(done.stdout)


def _tidy(said: str) -> str:
    return "\n".join(line.rstrip() for line in said.strip().splitlines())


def test_every_command_of_the_tutorial_runs_and_says_what_the_page_shows(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_bytes(_export())
    names = []
    compared = 0
    for (language, body), following in pairwise([*FENCES, ("", "")]):
        commands = _commands(body) if language == "sh" else []
        said = [_run(command, tmp_path) for command in commands]
        names += [command.split()[0] for command in commands]
        if said and following[0] == "text":
            assert said[-1] == _tidy(following[1])
            compared += 1
    assert names == ["sniff", "match", "explain", "init", "match"]
    assert compared == 3


def test_the_verdicts_that_the_tutorial_shows_are_those_of_the_run(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_bytes(_export())
    (command,) = [found for _, body in FENCES for found in _commands(body) if found.startswith("match")][:1]
    _run(command, tmp_path)
    written = _tidy((tmp_path / "verdicts.csv").read_text(encoding="utf-8-sig"))
    assert written in [_tidy(body) for language, body in FENCES if language == "text"]
    assert (tmp_path / "verdicts.quarantine.csv").exists()
    assert (tmp_path / "verdicts.run.json").exists()
