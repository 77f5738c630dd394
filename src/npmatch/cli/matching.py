"""What ``npmatch match`` does wherever its output goes: opens the inputs, says what they are, heeds a signal."""

import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

from npmatch.batch.exports import Options
from npmatch.batch.jobs import JoinJob, PairJob, Terms, open_join, open_pair_job
from npmatch.batch.output import Form
from npmatch.batch.summary import Summary
from npmatch.cli.language import Say
from npmatch.cli.options import found, policy

MEBI = 1 << 20
"""Bytes in the unit in which memory is given."""


class Terminated(Exception):  # noqa: N818  # a signal, not an error
    """The process was asked to end."""


def opened(
    inputs: tuple[Path, ...], options: Options, values: dict[str, Any]
) -> AbstractContextManager[JoinJob | PairJob]:
    """Open one file of pairs, or two exports, under the terms that the values of the options make.

    Raises BatchError if one cannot be used.
    """
    memory = int(values["memory"] * MEBI)
    terms = Terms(policy(values), notes=values["notes"], registered=values["registered"], memory=memory)
    if len(inputs) == 1:
        return open_pair_job(inputs[0], options, terms)
    return open_join(inputs[0], inputs[1], options, terms)


def form_of(job: JoinJob | PairJob, values: dict[str, Any]) -> Form:
    """Return the form of the output: that of the first input, as far as the options do not say otherwise."""
    source = next(iter(job.sources.values()))
    return Form.of(source.dialect, values["output_encoding"], excel=values["excel"])


def tell_inputs(job: JoinJob | PairJob, say: Say) -> None:
    """Say how the inputs are read."""
    for each in job.sources.values():
        click.echo(found(each.name, each.dialect, say), err=True)


@contextmanager
def ended_by_signal() -> Iterator[None]:
    """Let SIGTERM end a run as orderly as Ctrl-C does: raise Terminated."""

    def end(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise Terminated

    try:
        before = signal.signal(signal.SIGTERM, end)
    except ValueError:  # not in the main thread: whoever has that one sees to it
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def sums(summary: Summary, say: Say) -> str:
    """Say that no row was lost."""
    return say("match.sums", read=summary.read, written=summary.rows, aside=summary.read - summary.rows)
