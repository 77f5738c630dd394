"""``npmatch explain``: two records, or a row of a finished run, and why they do or do not match, symbol by symbol.

It shows the data that it is given: that is what it is for. Nothing else in the command does.
"""

import json
from typing import Any

import click

from npmatch import explain
from npmatch.batch.rows import Kind
from npmatch.cli.entered import ENTERED, Entered, enter, pair, read_json
from npmatch.cli.errors import Complaint, ExitCode
from npmatch.cli.finished import find_row
from npmatch.cli.inputs import text_of
from npmatch.cli.language import Say
from npmatch.cli.options import PATH, input_options, policy, policy_options, read_options
from npmatch.cli.speaking import SpeakingCommand, lang_option
from npmatch.explanation import Explanation


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
        click.Argument(["files"], nargs=-1, type=PATH, metavar="[OUT APPLICATIONS [CONTRACTS]]"),
        click.Option(["--row"], type=click.IntRange(min=1), metavar=say("metavar.number"), help=say("option.row")),
        *(option for option in input_options(say) if option.name != "kind"),
        click.Option(["--kind"], type=click.Choice([str(kind) for kind in Kind]), help=say("option.kind")),
        click.Option(["--application"], multiple=True, metavar=field, help=say("option.application")),
        click.Option(["--contract"], multiple=True, metavar=field, help=say("option.contract")),
        click.Option(["--json-file"], metavar=say("metavar.file"), help=say("option.json_file")),
        click.Option(["--json", "as_json"], is_flag=True, help=say("option.json")),
        *policy_options(say),
        lang_option(say),
    ]


def _run(say: Say, values: dict[str, Any]) -> ExitCode:
    if values["files"] or values["row"]:
        return _run_row(say, values)
    entered = _entered(say, values)
    return _show(say, explain(entered.application, entered.contract, policy(values)), values)


def _run_row(say: Say, values: dict[str, Any]) -> ExitCode:
    if len(values["files"]) not in {2, 3} or not values["row"]:
        raise Complaint(ExitCode.USAGE, say("explain.row_how"))
    output, *inputs = values["files"]
    options = read_options(values, say, None)
    found = find_row(output, tuple(inputs), values["row"], options, say)
    judged = found.judged
    if judged.contract is None:
        code = judged.row.answer.error_code
        click.echo(say(f"code.{code}"))
        return ExitCode.DONE
    return _show(say, explain(judged.application, judged.contract, found.policy), values)


def _show(say: Say, found: Explanation, values: dict[str, Any]) -> ExitCode:
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
    asked, held, kind = read_json(text_of(values["json_file"]), say)
    return enter(asked, held, values["kind"] or kind, say, ExitCode.DATA)
