"""``npmatch match``: two exports, or one file of pairs, in; one verdict row for each application out."""

import sys
from pathlib import Path
from typing import Any

import click

from npmatch.batch.dialect import ENCODINGS
from npmatch.batch.inputs import STDIN
from npmatch.batch.jobs import DEFAULT_MEMORY
from npmatch.batch.output import Sink
from npmatch.batch.run import CHECKPOINT_SECONDS, check_sums, write_verdicts
from npmatch.batch.summary import Summary
from npmatch.batch.verdicts import Status
from npmatch.cli.errors import Complaint, ExitCode
from npmatch.cli.language import Say
from npmatch.cli.matching import MEBI, Terminated, ended_by_signal, form_of, opened, sums, tell_inputs
from npmatch.cli.options import PATH, input_options, policy_options, read_options
from npmatch.cli.speaking import SpeakingCommand, lang_option
from npmatch.cli.summary import show

STDOUT = "-"


def command(say: Say) -> click.Command:
    """Return the command in the language of ``say``."""

    def match(**values: Any) -> ExitCode:  # noqa: ANN401  # what Click found
        return _run(say, values)

    made = SpeakingCommand("match", callback=match, params=_parameters(say), help=say("match.help"))
    made.say = say
    return made


def _parameters(say: Say) -> list[click.Parameter]:
    path = PATH
    return [
        click.Argument(["applications"], type=path),
        click.Argument(["contracts"], type=path, required=False),
        click.Option(["-o", "--output"], required=True, metavar="OUT", help=say("option.output")),
        click.Option(["--force"], is_flag=True, help=say("option.force")),
        *input_options(say),
        *_output_options(say),
        *_manner_options(say),
        *policy_options(say),
        lang_option(say),
    ]


def _output_options(say: Say) -> list[click.Parameter]:
    return [
        click.Option(["--output-encoding"], type=click.Choice(ENCODINGS), help=say("option.output_encoding")),
        click.Option(["--excel"], is_flag=True, help=say("option.excel")),
        click.Option(["--notes"], is_flag=True, help=say("option.notes")),
        click.Option(["--registered"], is_flag=True, help=say("option.registered")),
    ]


def _manner_options(say: Say) -> list[click.Parameter]:
    count, number = click.IntRange(min=0), say("metavar.number")
    fails = click.Choice(["mismatch", "quarantine"])
    shown = click.Choice(["auto", "json", "none"])
    return [
        click.Option(["--max-quarantine"], type=count, metavar=number, help=say("option.max_quarantine")),
        click.Option(["--fail-on"], type=fails, multiple=True, help=say("option.fail_on")),
        click.Option(["--progress"], type=shown, default="auto", show_default=True, help=say("option.progress")),
        click.Option(["--resume"], is_flag=True, help=say("option.resume")),
        click.Option(
            ["--checkpoint"],
            type=click.FloatRange(min=0),
            default=CHECKPOINT_SECONDS,
            metavar=number,
            help=say("option.checkpoint"),
        ),
        click.Option(
            ["--memory"],
            type=click.FloatRange(min=0),
            default=DEFAULT_MEMORY // MEBI,
            metavar=number,
            help=say("option.memory"),
        ),
    ]


def _run(say: Say, values: dict[str, Any]) -> ExitCode:
    inputs = tuple(path for path in (values["applications"], values["contracts"]) if path is not None)
    if inputs == (STDIN, STDIN):
        raise Complaint(ExitCode.USAGE, say("match.stdin_twice"))
    if values["output"] == STDOUT:
        return _verdict_on(_to_stdout(say, inputs, values), values["fail_on"])
    from npmatch.cli.filing import to_files  # noqa: PLC0415  # late: what files, checkpoints and digests need is much

    return _verdict_on(to_files(say, inputs, values), values["fail_on"])


def _to_stdout(say: Say, inputs: tuple[Path, ...], values: dict[str, Any]) -> Summary:
    with opened(inputs, read_options(values, say), values) as job:
        form = form_of(job, values)
        tell_inputs(job, say)
        try:
            with ended_by_signal():
                summary = write_verdicts(job, Sink(sys.stdout.buffer, say("stdout"), form))
        except Terminated:
            raise Complaint(ExitCode.STOPPED, say("match.cut_off")) from None
        check_sums(summary, next(iter(job.sources)))
    show(summary, say, err=True)
    click.echo(sums(summary, say), err=True)
    return summary


def _verdict_on(summary: Summary, fail_on: tuple[str, ...]) -> ExitCode:
    mismatch = summary.rows > summary.statuses[Status.MATCHED]
    met = {"mismatch": mismatch, "quarantine": bool(summary.aside())}
    return ExitCode.FOUND if any(met[name] for name in fail_on) else ExitCode.DONE
