"""What the command says, in both languages."""

import re
import runpy
import string
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import npmatch
from cli.runs import SOURCES, process, run
from npmatch.batch.faults import ROW_FAULTS, Fault
from npmatch.batch.verdicts import Status
from npmatch.cli.errors import EXIT_CODES
from npmatch.cli.language import choose, messages
from npmatch.cli.main import COMMANDS
from npmatch.cli.port import COMMANDS as PORT_COMMANDS
from npmatch.cli.port_check import FIELDS
from npmatch.cli.port_verify import REASONS
from npmatch.native import engine
from npmatch.policy import CHOICES

if TYPE_CHECKING:
    from collections.abc import Iterable

CLI = SOURCES / "npmatch" / "cli"
SAID = re.compile(r"""say\(\s*f?["']([^"']+)["']|"((?:help|place|init)\.[a-z_]+)\"""")


def keys_in_the_code() -> set[str]:
    """Every key that the code says; a key that is put together stands for all that it can become."""
    found = {key for path in CLI.glob("*.py") for pair in SAID.findall(path.read_text("utf-8")) for key in pair if key}
    parts: dict[str, Iterable[str]] = {
        "fault.{error.fault}": Fault,
        "status.{status}": Status,
        "option.{reading}": CHOICES,
        "code.{code}": ("7001", "7004", "7008", "7014"),
        "side.{side}": ("application", "applications", "contract", "contracts", "pairs"),
        "progress.{phase}": ("contracts", "verdicts"),
        "fault.short.{fault}": ROW_FAULTS,
        "demo.case.{name}": ("refused", "equivalent", "tolerated"),
        "port.field.{finding.field}": FIELDS,
        "port.reason.{REASONS[result.reason]}": REASONS.values(),
    }
    assert {key for key in found if "{" in key} == parts.keys()
    made = {re.sub(r"\{.*}", str(part), key) for key, every in parts.items() for part in every}
    return {key for key in found if "{" not in key} | made


def test_every_message_is_said_somewhere_and_everything_said_is_a_message() -> None:
    assert keys_in_the_code() == set(messages())


@pytest.mark.parametrize("key", list(messages()))
def test_a_message_is_there_in_both_languages_and_takes_the_same_values(key: str) -> None:
    message = messages()[key]
    values = [
        {name for _, name, _, _ in string.Formatter().parse(message[language]) if name} for language in ("en", "ru")
    ]
    assert values[0] == values[1]
    assert message["en"].strip() == message["en"] != ""
    assert message["ru"].strip() == message["ru"] != ""


def test_russian_is_russian() -> None:
    assert (
        [key for key, message in messages().items() if not re.search("[а-яё]", message["ru"], re.IGNORECASE)]
        == [
            # every message has Russian letters
        ]
    )


def test_every_fault_has_an_exit_code() -> None:
    assert set(EXIT_CODES) == set(Fault)


@pytest.mark.parametrize(
    ("arguments", "variables", "language"),
    [
        ([], {}, "en"),
        (["--lang", "ru"], {"NPMATCH_LANG": "en"}, "ru"),
        (["match", "--lang=ru"], {}, "ru"),
        (["match", "--lang=en", "x"], {"LANG": "ru_RU.UTF-8"}, "en"),
        (["--lang"], {}, "en"),
        ([], {"NPMATCH_LANG": "ru", "LC_ALL": "C"}, "ru"),
        ([], {"NPMATCH_LANG": "", "LC_ALL": "ru_RU"}, "ru"),
        ([], {"LC_MESSAGES": "RU", "LANG": "en_US"}, "ru"),
        ([], {"LC_ALL": "C", "LANG": "ru_RU.UTF-8"}, "en"),
        ([], {"LANG": "de_DE"}, "en"),
    ],
)
def test_the_language_is_asked_for_or_the_environments(
    arguments: list[str], variables: dict[str, str], language: str
) -> None:
    assert choose(arguments, variables) == language


@pytest.mark.parametrize("command", [[], *[[name] for name in COMMANDS], *[["port", name] for name in PORT_COMMANDS]])
def test_help_is_there_in_both_languages(command: list[str]) -> None:
    english, russian = run(*command, "--help"), run(*command, "-h", language="ru")
    assert english.code == russian.code == 0
    assert english.out.startswith("Usage: ")
    assert "Show this message and exit." in english.out
    assert russian.out.startswith("Использование: ")
    assert "Параметры:" in russian.out
    assert "Show this" not in russian.out
    assert ("Команды:" in russian.out) is (command in ([], ["port"]))


VERSION = f"npmatch {npmatch.__version__} ({engine()})\n"


def test_the_version_is_the_librarys(tmp_path: Path) -> None:
    assert run("--version") == process("--version", cwd=tmp_path) == (0, VERSION, "")


def test_without_a_command_the_help_is_talk_and_the_usage_wrong() -> None:
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Usage: ")


def test_the_package_runs_as_a_module(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["npmatch", "--version"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_path(str(SOURCES / "npmatch" / "__main__.py"), run_name="__main__")
    assert (caught.value.code, capsys.readouterr().out) == (0, VERSION)
