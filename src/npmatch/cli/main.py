"""The command itself: finds the command that is asked for, loads it, and answers for whatever goes wrong in it."""

import os
import sys
from typing import Any, NoReturn

import click

from npmatch import __version__
from npmatch.cli.errors import ExitCode, complaint
from npmatch.cli.language import Language, Say
from npmatch.cli.loading import loaded
from npmatch.cli.speaking import SpeakingCommand, lang_option

COMMANDS = ("match", "explain", "sniff", "init", "demo", "port")


class Npmatch(SpeakingCommand, click.Group):
    """The group of all commands; loads only the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # Click's signature
        """Return the names of the commands, in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # the same
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = loaded(f"npmatch.cli.{cmd_name}").command(self.say)
        return command

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ANN401  # Click's signature
        """Run a command and end the process with its exit code. Raises SystemExit, and nothing else."""
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            code = ExitCode.USAGE
        except click.UsageError as error:
            code = self.answer(error)
        except click.exceptions.Abort:
            code = ExitCode.INTERRUPTED
        except OSError as error:  # what Click prints itself, help and version, may not find room either
            code = self.answer(error)
            _give_up_stdout()
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for; return its exit code."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except (click.exceptions.Exit, click.UsageError):
            raise
        except BrokenPipeError:
            code = ExitCode.IO
        except Exception as error:  # noqa: BLE001  # the one place where a traceback becomes a line
            code = self.answer(error)
        _give_up_stdout()
        return code

    def answer(self, error: Exception) -> ExitCode:
        """Say on stderr what is wrong, in one line; return the exit code."""
        said = complaint(error, self.say)
        click.echo(f"npmatch: {said.text}", err=True)
        return said.code


def _give_up_stdout() -> None:
    """If stdout takes no more, send what is left to nowhere: Python would try, and complain, once more at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def build(language: Language = "en") -> Npmatch:
    """Return the command in one language.

    >>> build("ru").list_commands(None)
    ['match', 'explain', 'sniff', 'init', 'demo', 'port']
    """
    say = Say(language)
    group = Npmatch(
        "npmatch",
        help=say("help"),
        params=[lang_option(say), _version_option(say)],
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    group.say = say
    return group


def _version_option(say: Say) -> click.Option:
    return click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_show_version,
        help=say("option.version"),
    )


def _show_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001, FBT001  # Click's
    if value:
        from npmatch.native import engine  # noqa: PLC0415  # late: only when asked for

        click.echo(f"npmatch {__version__} ({engine()})")
        ctx.exit()
