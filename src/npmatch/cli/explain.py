"""``npmatch explain``: two records, and why they do or do not match, symbol by symbol.

It shows the data that it is given: that is what it is for. Nothing else in the command does.
"""

import json
import sys
from pathlib import Path
from typing import Any

import click

from npmatch import explain
from npmatch.batch.faults import BatchError, Fault, Place
from npmatch.batch.rows import Kind
from npmatch.cli.entered import ENTERED, Entered, enter, pair, read_json
from npmatch.cli.errors import Complaint, ExitCode
from npmatch.cli.language import Say
from npmatch.cli.options import policy, policy_options
from npmatch.cli.speaking import SpeakingCommand, lang_option

STDIN = "-"


def command(say: Say) -> click.Command:
    """Return the command in the language of ``say``."""

    def explain_two(**values: Any) -> ExitCode:  # noqa: ANN401  # what Click found
        return _run(say, values)

    made = SpeakingCommand(
        "explain",
        callback=explain_two,
        params=_parameters(say),
        help=say("explain.help", fields=", ".join(ENTERED)),
    )
    made.say = say
    return made


def _parameters(say: Say) -> list[click.Parameter]:
    field = say("metavar.field")
    return [
        click.Option(["--kind"], type=click.Choice([str(kind) for kind in Kind]), help=say("option.kind")),
        click.Option(["--application"], multiple=True, metavar=field, help=say("option.application")),
        click.Option(["--contract"], multiple=True, metavar=field, help=say("option.contract")),
        click.Option(["--json-file"], metavar=say("metavar.file"), help=say("option.json_file")),
        click.Option(["--json", "as_json"], is_flag=True, help=say("option.json")),
        *policy_options(say),
        lang_option(say),
    ]


def _run(say: Say, values: dict[str, Any]) -> ExitCode:
    entered = _entered(say, values)
    found = explain(entered.application, entered.contract, policy(values))
    if values["as_json"]:
        click.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        click.echo(found.render(say.language))
    return ExitCode.DONE


def _entered(say: Say, values: dict[str, Any]) -> Entered:
    by_options = values["application"] or values["contract"]
    if bool(by_options) == bool(values["json_file"]):
        raise Complaint(ExitCode.USAGE, say("explain.one_way"))
    if by_options:
        application = [pair(text, say) for text in values["application"]]
        contract = [pair(text, say) for text in values["contract"]]
        return enter(application, contract, values["kind"], say, ExitCode.USAGE)
    asked, held, kind = read_json(_text(values["json_file"]), say)
    return enter(asked, held, values["kind"] or kind, say, ExitCode.DATA)


def _text(name: str) -> str:
    """Return the text of a file, or of stdin.

    Raises BatchError if it cannot be read or is not UTF-8.
    """
    data = _bytes(name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BatchError(Fault.UNDECODABLE, Place(name, data[: error.start].count(b"\n") + 1)) from None


def _bytes(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except FileNotFoundError:
        raise BatchError(Fault.INPUT_MISSING, Place(name)) from None
    except PermissionError:
        raise BatchError(Fault.INPUT_DENIED, Place(name)) from None
    except OSError:
        raise BatchError(Fault.INPUT_UNREADABLE, Place(name)) from None
