"""``npmatch match``: two exports in, one verdict row for each application out."""

import sys
from pathlib import Path
from typing import Any

import click

from npmatch.batch.dialect import ENCODINGS
from npmatch.batch.exports import Export, Options
from npmatch.batch.output import check_output, whole_file
from npmatch.batch.run import Job, Summary, open_job, write_verdicts
from npmatch.cli.errors import ExitCode, printable
from npmatch.cli.language import Say
from npmatch.cli.options import policy, policy_options
from npmatch.cli.speaking import SpeakingCommand, lang_option
from npmatch.cli.summary import show

STDOUT = "-"

_DELIMITERS = {"semicolon": ";", "comma": ",", "tab": "\t", "pipe": "|"}
_DELIMITER_CHOICES = (*_DELIMITERS, ";", ",", "|")


def command(say: Say) -> click.Command:
    """Return the command in the language of ``say``."""

    def match(**values: Any) -> ExitCode:  # noqa: ANN401  # what Click found
        return _run(say, values)

    made = SpeakingCommand("match", callback=match, params=_parameters(say), help=say("match.help"))
    made.say = say
    return made


def _parameters(say: Say) -> list[click.Parameter]:
    path = click.Path(path_type=Path)
    return [
        click.Argument(["applications"], type=path),
        click.Argument(["contracts"], type=path),
        click.Option(["-o", "--output"], required=True, metavar="OUT", help=say("option.output")),
        click.Option(["--on"], metavar=say("metavar.column"), help=say("option.on")),
        click.Option(["--encoding"], type=click.Choice(ENCODINGS), help=say("option.encoding")),
        click.Option(["--delimiter"], type=click.Choice(_DELIMITER_CHOICES), help=say("option.delimiter")),
        click.Option(["--force"], is_flag=True, help=say("option.force")),
        *policy_options(say),
        lang_option(say),
    ]


def _run(say: Say, values: dict[str, Any]) -> ExitCode:
    applications, contracts, output = values["applications"], values["contracts"], values["output"]
    if output != STDOUT:
        check_output(Path(output), (applications, contracts), force=values["force"])
    delimiter = _DELIMITERS.get(values["delimiter"], values["delimiter"])
    options = Options(values["on"], values["encoding"], delimiter)
    with open_job(applications, contracts, options, policy(values)) as job:
        for export in (job.applications, job.contracts):
            click.echo(_found(export, say), err=True)
        if output == STDOUT:
            summary = write_verdicts(job, sys.stdout.buffer, say("stdout"))
        else:
            summary = _to_file(job, Path(output))
    show(summary, say, err=True)
    return ExitCode.DONE


def _to_file(job: Job, output: Path) -> Summary:
    with whole_file(output) as stream:
        return write_verdicts(job, stream, str(output))


def _found(export: Export, say: Say) -> str:
    """Say how an export was read; whoever knows better can say so with an option."""
    dialect = export.source.dialect
    encoding = f"{dialect.encoding} (BOM)" if dialect.bom else dialect.encoding
    delimiter = say("delimiter.tab") if dialect.delimiter == "\t" else dialect.delimiter
    return say("match.found", file=printable(export.source.name), encoding=encoding, delimiter=delimiter)
