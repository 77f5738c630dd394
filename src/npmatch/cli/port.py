"""``npmatch port``: the porting process: deadlines, codes, states, checks, evidence, and whole portings simulated."""

import importlib

import click

from npmatch.cli.language import Say
from npmatch.cli.speaking import SpeakingCommand, lang_option

COMMANDS = ("simulate", "deadlines", "codes", "states", "check", "verify")


class Port(SpeakingCommand, click.Group):
    """The group of the commands about the process; loads only the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # Click's signature
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # the same
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"npmatch.cli.port_{cmd_name}").command(self.say)
        return command


def command(say: Say) -> click.Command:
    """Return the group in the language of ``say``."""
    made = Port("port", help=say("port.help"), params=[lang_option(say)])
    made.say = say
    return made
