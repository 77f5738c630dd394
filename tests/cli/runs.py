"""Running the command: in this process, and as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

import npmatch
from npmatch.cli.language import Language
from npmatch.cli.main import build

SOURCES = Path(npmatch.__file__).parents[1]


class Ran(NamedTuple):
    """What a run left: its exit code, its results, its talk."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The last line of the talk."""
        return self.err.splitlines()[-1]


def run(*arguments: object, language: Language = "en", stdin: bytes | None = None) -> Ran:
    result = CliRunner().invoke(build(language), [str(argument) for argument in arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return Ran(result.exit_code, result.stdout, result.stderr)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "npmatch", *map(str, arguments)]


def environment(**variables: str) -> Mapping[str, str]:
    handed_on = {name: os.environ[name] for name in ("PATH", "NPMATCH_PURE") if name in os.environ}
    return {**handed_on, "PYTHONPATH": str(SOURCES), "PYTHONIOENCODING": "utf-8", **variables}


def process(*arguments: object, cwd: Path, stdin: bytes = b"", **variables: str) -> Ran:
    done = subprocess.run(  # noqa: S603  # the command under test
        command(*arguments), cwd=cwd, input=stdin, capture_output=True, env=environment(**variables), check=False
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
