"""``npmatch match``: two exports, or one file of pairs, in; one verdict row for each application out."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

from npmatch.batch.complete import completed
from npmatch.batch.dialect import ENCODINGS
from npmatch.batch.exports import Options
from npmatch.batch.faults import BatchError, Fault
from npmatch.batch.filed import CHECKPOINT_SECONDS, FiledRun, Files, Manner, Plan, Watch
from npmatch.batch.inputs import STDIN
from npmatch.batch.jobs import DEFAULT_MEMORY, JoinJob, PairJob, Terms, open_join, open_pair_job
from npmatch.batch.output import Form, Sink
from npmatch.batch.run import check_sums, write_verdicts
from npmatch.batch.summary import Summary
from npmatch.batch.verdicts import Status
from npmatch.cli.errors import Complaint, ExitCode, printable
from npmatch.cli.language import Say
from npmatch.cli.options import PATH, found, input_options, policy, policy_options, read_options
from npmatch.cli.progress import progress
from npmatch.cli.speaking import SpeakingCommand, lang_option
from npmatch.cli.summary import show

STDOUT = "-"

_MEBI = 1 << 20


class _Terminated(Exception):  # noqa: N818  # a signal, not an error
    """The process was asked to end."""


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
            default=DEFAULT_MEMORY // _MEBI,
            metavar=number,
            help=say("option.memory"),
        ),
    ]


def _run(say: Say, values: dict[str, Any]) -> ExitCode:
    inputs = tuple(path for path in (values["applications"], values["contracts"]) if path is not None)
    if inputs == (STDIN, STDIN):
        raise Complaint(ExitCode.USAGE, say("match.stdin_twice"))
    files = None if values["output"] == STDOUT else Files(Path(values["output"]))
    if files is not None:
        files.check(inputs, force=values["force"], resume=values["resume"])
    options = read_options(values, say, None if files is None else files.output.parent)
    with _opened(inputs, options, _terms(values)) as job:
        source = next(iter(job.sources.values()))
        form = Form.of(source.dialect, values["output_encoding"], excel=values["excel"])
        done = None if files is None else _done(Plan(job, options, form, files), values)
        if files is not None and done is not None:
            click.echo(say("match.complete", file=printable(str(files.output))), err=True)
            return _verdict_on(done, values["fail_on"])
        for each in job.sources.values():
            click.echo(found(each.name, each.dialect, say), err=True)
        if files is None:
            summary = _to_stdout(say, job, form)
        else:
            with progress(values["progress"], job.sources.values(), say) as watch:
                summary = _to_files(say, Plan(job, options, form, files), _manner(values, watch))
    show(summary, say, err=True)
    if files is not None:
        click.echo(say("match.report", file=printable(str(files.report))), err=True)
    click.echo(_sums(summary, say), err=True)
    if files is not None and summary.aside():
        click.echo(say("match.quarantine", file=printable(str(files.quarantine))), err=True)
    return _verdict_on(summary, values["fail_on"])


def _done(plan: Plan, values: dict[str, Any]) -> Summary | None:
    """Return what came of a run to be resumed, if it has ended. Another run there gives way to --force."""
    if not values["resume"]:
        return None
    try:
        return completed(plan)
    except BatchError as error:
        if values["force"] and error.fault is Fault.RUN_CHANGED:
            return None
        raise


def _manner(values: dict[str, Any], watch: Watch) -> Manner:
    every, most = values["checkpoint"], values["max_quarantine"]
    return Manner(resume=values["resume"], every=every, most=most, watch=watch)


def _terms(values: dict[str, Any]) -> Terms:
    memory = int(values["memory"] * _MEBI)
    return Terms(policy(values), notes=values["notes"], registered=values["registered"], memory=memory)


@contextmanager
def _opened(inputs: tuple[Path, ...], options: Options, terms: Terms) -> Iterator[JoinJob | PairJob]:
    applications, contracts = inputs[0], inputs[-1]
    pairs = len(inputs) == 1
    opened = (
        open_pair_job(applications, options, terms) if pairs else open_join(applications, contracts, options, terms)
    )
    with opened as job:
        yield job


def _to_stdout(say: Say, job: JoinJob | PairJob, form: Form) -> Summary:
    try:
        with _ended_by_signal():
            summary = write_verdicts(job, Sink(sys.stdout.buffer, say("stdout"), form))
    except _Terminated:
        raise Complaint(ExitCode.STOPPED, say("match.cut_off")) from None
    check_sums(summary, next(iter(job.sources)))
    return summary


def _to_files(say: Say, plan: Plan, manner: Manner) -> Summary:
    run = FiledRun(plan, manner)
    try:
        with _ended_by_signal():
            return run.go()
    except (KeyboardInterrupt, _Terminated) as error:
        text = say("match.resumable") if run.resumable else say("match.stopped")
        if isinstance(error, _Terminated):
            raise Complaint(ExitCode.STOPPED, text) from None
        click.echo(f"npmatch: {text}", err=True)
        raise


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """Let SIGTERM end a run as orderly as Ctrl-C does."""

    def end(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise _Terminated

    try:
        before = signal.signal(signal.SIGTERM, end)
    except ValueError:  # not in the main thread: whoever has that one sees to it
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _sums(summary: Summary, say: Say) -> str:
    """Say that no row was lost."""
    return say("match.sums", read=summary.read, written=summary.rows, aside=summary.read - summary.rows)


def _verdict_on(summary: Summary, fail_on: tuple[str, ...]) -> ExitCode:
    mismatch = summary.rows > summary.statuses[Status.MATCHED]
    met = {"mismatch": mismatch, "quarantine": bool(summary.aside())}
    return ExitCode.FOUND if any(met[name] for name in fail_on) else ExitCode.DONE
