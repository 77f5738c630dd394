"""What the command says when something is wrong, in one line, and the exit code that goes with it.

No message quotes a value: not a cell, not an argument, not the text of an exception that was not meant for people.
"""

from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from types import MappingProxyType

import click

from npmatch.batch.faults import BatchError, Fault, Place
from npmatch.cli.language import Say
from npmatch.errors import MissingExtraError


class ExitCode(IntEnum):
    """What the exit codes mean; they follow sysexits, but for usage, where they follow Click and grep."""

    #: Done; a refused application is a result, not an error.
    DONE = 0
    #: Done, and what ``--fail-on`` names has come up.
    FOUND = 1
    #: Wrong usage.
    USAGE = 2
    #: Data that cannot be used.
    DATA = 65
    #: An input is missing.
    NO_INPUT = 66
    #: A library is wanted that an extra brings, and the extra is not installed.
    NO_EXTRA = 69
    #: A bug.
    BUG = 70
    #: The output cannot be created.
    CANNOT_CREATE = 73
    #: Reading or writing failed.
    IO = 74
    #: Stopped; ``--resume`` goes on.
    STOPPED = 75
    #: No permission.
    NO_PERMISSION = 77
    #: A profile that cannot be used.
    CONFIG = 78
    #: Interrupted.
    INTERRUPTED = 130


EXIT_CODES: Mapping[Fault, ExitCode] = MappingProxyType(
    {
        Fault.INPUT_MISSING: ExitCode.NO_INPUT,
        Fault.INPUT_DENIED: ExitCode.NO_PERMISSION,
        Fault.INPUT_UNREADABLE: ExitCode.IO,
        Fault.NO_HEADER: ExitCode.DATA,
        Fault.NO_KEY_COLUMN: ExitCode.DATA,
        Fault.NO_NAME_COLUMN: ExitCode.DATA,
        Fault.COLUMN_TWICE: ExitCode.DATA,
        Fault.NO_SUCH_COLUMN: ExitCode.DATA,
        Fault.NO_PAIRS: ExitCode.DATA,
        Fault.PROFILE_SYNTAX: ExitCode.CONFIG,
        Fault.PROFILE_KEY: ExitCode.CONFIG,
        Fault.PROFILE_VALUE: ExitCode.CONFIG,
        Fault.HEADER_AGAIN: ExitCode.DATA,
        Fault.TOTALS: ExitCode.DATA,
        Fault.RAGGED: ExitCode.DATA,
        Fault.UNDECODABLE: ExitCode.DATA,
        Fault.NUL: ExitCode.DATA,
        Fault.TOO_LONG: ExitCode.DATA,
        Fault.UNCLOSED_QUOTE: ExitCode.DATA,
        Fault.STRAY_RETURN: ExitCode.DATA,
        Fault.NO_KEY: ExitCode.DATA,
        Fault.DAMAGED_KEY: ExitCode.DATA,
        Fault.CROWDED_KEY: ExitCode.DATA,
        Fault.UNKNOWN_KIND: ExitCode.DATA,
        Fault.UNKNOWN_FLAG: ExitCode.DATA,
        Fault.OUTPUT_EXISTS: ExitCode.CANNOT_CREATE,
        Fault.OUTPUT_IS_INPUT: ExitCode.CANNOT_CREATE,
        Fault.OUTPUT_IMPOSSIBLE: ExitCode.CANNOT_CREATE,
        Fault.OUTPUT_DENIED: ExitCode.NO_PERMISSION,
        Fault.OUTPUT_FAILED: ExitCode.IO,
        Fault.UNENCODABLE: ExitCode.DATA,
        Fault.TOO_MANY_BAD: ExitCode.DATA,
        Fault.RUN_CHANGED: ExitCode.DATA,
        Fault.JOURNAL_DAMAGED: ExitCode.DATA,
        Fault.NO_SUCH_ROW: ExitCode.DATA,
    }
)


class Complaint(Exception):  # noqa: N818  # it is what the command says, in whose favour it need not decide
    """Something that is wrong, already in the words that say it."""

    def __init__(self, code: ExitCode, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


def complaint(error: Exception, say: Say) -> Complaint:
    """Return what there is to say about an exception, and the exit code."""
    match error:
        case Complaint():
            return error
        case BatchError():
            text = say(f"fault.{error.fault}", **error.counts)
            return Complaint(EXIT_CODES[error.fault], f"{_place(error.place, say)}: {text}")
        case MissingExtraError():
            return Complaint(ExitCode.NO_EXTRA, say("error.extra", library=error.name, extra=error.extra))
        case click.UsageError():
            return Complaint(ExitCode.USAGE, _usage(error, say))
        case OSError():
            return Complaint(ExitCode.IO, say("error.io"))
        case _:
            return Complaint(ExitCode.BUG, say("error.bug", type=type(error).__name__, place=_innermost(error)))


def _place(place: Place, say: Say) -> str:
    parts = [printable(place.file)]
    if place.line is not None:
        parts.append(say("place.line", line=place.line))
    if place.column is not None:
        key = "place.named_column" if place.name else "place.column"
        parts.append(say(key, column=place.column, name=printable(place.name)))
    return ", ".join(parts)


def printable(text: str) -> str:
    r"""Return a text that keeps to one line of a terminal.

    >>> printable("a\nb")
    'a b'
    """
    return "".join(character if character.isprintable() else " " for character in text)


def _usage(error: click.UsageError, say: Say) -> str:
    """Say what is wrong with the arguments without quoting them: they may hold anybody's data."""
    hint = error.ctx.command_path if error.ctx else "npmatch"
    return f"{_usage_text(error, say)}; {say('usage.hint', command=hint)}"


def _usage_text(error: click.UsageError, say: Say) -> str:
    match error:
        case click.MissingParameter(param=click.Parameter() as parameter):
            return say("usage.missing", name=_name(parameter))
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice) as parameter):
            return say("usage.choice", name=_name(parameter), choices=", ".join(map(str, choice.choices)))
        case click.BadParameter(param=click.Parameter() as parameter):
            return say("usage.bad_option", name=_name(parameter))
        case click.NoSuchOption():
            return say("usage.no_such_option", name=printable(error.option_name))
        case click.BadOptionUsage():
            return say("usage.bad_option", name=printable(error.option_name))
        case _:
            return say("usage.other")


def _name(parameter: click.Parameter) -> str:
    return parameter.opts[-1] if isinstance(parameter, click.Option) else str(parameter.human_readable_name)


def _innermost(error: Exception) -> str:
    """Return file and line of this package's own innermost frame: where to look, and nothing else."""
    import traceback  # noqa: PLC0415  # late: only for bugs

    package = Path(__file__).parents[1]
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if package in Path(frame.filename).parents]
    if not frames:
        return "npmatch"
    return f"{Path(frames[-1].filename).relative_to(package.parent).as_posix()}:{frames[-1].lineno}"
