"""``npmatch match`` into a file: the output, its report and its quarantine, and going on where a run broke off."""

from pathlib import Path
from typing import Any

import click

from npmatch.batch.complete import completed
from npmatch.batch.faults import BatchError, Fault
from npmatch.batch.filed import FiledRun, Files, Manner, Plan
from npmatch.batch.summary import Summary
from npmatch.cli.errors import Complaint, ExitCode, printable
from npmatch.cli.language import Say
from npmatch.cli.matching import Terminated, ended_by_signal, form_of, opened, sums, tell_inputs
from npmatch.cli.options import read_options
from npmatch.cli.progress import progress
from npmatch.cli.summary import show


def to_files(say: Say, inputs: tuple[Path, ...], values: dict[str, Any]) -> Summary:
    """Match into the file that the options name; return what came of it, now or when the run had ended.

    Raises BatchError and Complaint for whatever keeps it from that.
    """
    files = Files(Path(values["output"]))
    files.check(inputs, force=values["force"], resume=values["resume"])
    options = read_options(values, say, files.output.parent)
    with opened(inputs, options, values) as job:
        plan = Plan(job, options, form_of(job, values), files)
        done = _done(plan, values)
        if done is not None:
            click.echo(say("match.complete", file=printable(str(files.output))), err=True)
            return done
        tell_inputs(job, say)
        summary = _go(say, plan, values)
    _tell(summary, say, files)
    return summary


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


def _go(say: Say, plan: Plan, values: dict[str, Any]) -> Summary:
    every, most = values["checkpoint"], values["max_quarantine"]
    with progress(values["progress"], plan.job.sources.values(), say) as watch:
        run = FiledRun(plan, Manner(resume=values["resume"], every=every, most=most, watch=watch))
        try:
            with ended_by_signal():
                return run.go()
        except (KeyboardInterrupt, Terminated) as error:
            text = say("match.resumable") if run.resumable else say("match.stopped")
            if isinstance(error, Terminated):
                raise Complaint(ExitCode.STOPPED, text) from None
            click.echo(f"npmatch: {text}", err=True)
            raise


def _tell(summary: Summary, say: Say, files: Files) -> None:
    show(summary, say, err=True)
    click.echo(say("match.report", file=printable(str(files.report))), err=True)
    click.echo(sums(summary, say), err=True)
    if summary.aside():
        click.echo(say("match.quarantine", file=printable(str(files.quarantine))), err=True)
