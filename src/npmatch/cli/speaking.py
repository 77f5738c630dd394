"""Commands whose help speaks the language of the run, and the options that every command has."""

from collections.abc import Iterable

import click

from npmatch.cli.language import Say

_CLICK_WORDS = {
    "Usage:": "help.usage",
    "Options:": "help.options",
    "Commands:": "help.commands",
    "Show this message and exit.": "help.help",
}
"""What Click itself puts into a help text. A newer Click with other words would merely keep its own."""


class SpeakingCommand(click.Command):
    """A command that says everything, its help too, through ``say``."""

    say: Say

    def get_help(self, ctx: click.Context) -> str:
        """Return the help text in the language of the run."""
        text = super().get_help(ctx)
        for word, key in _CLICK_WORDS.items():
            text = text.replace(word, self.say(key))
        return text

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, short options with a value written out.

        Click takes such a one for a long option that is misspelt, at first, and looks for the nearest; that takes as
        long as to match a small file.
        """
        return super().parse_args(ctx, _written_out(args, self.params))


def _written_out(args: list[str], params: Iterable[click.Parameter]) -> list[str]:
    """Return the arguments with the long names of options in the place of short ones.

    >>> output = click.Option(["-o", "--output"])
    >>> _written_out(["-o", "-o", "-", "-o"], [output]), _written_out(["--", "-o", "-"], [output])
    (['--output', '-o', '-', '-o'], ['--', '-o', '-'])
    """
    valued = [param for param in params if isinstance(param, click.Option) and not param.is_flag]
    names = {name: option.opts[-1] for option in valued for name in option.opts}
    written, at = list(args), 0
    while at + 1 < len(args) and args[at] != "--":  # a name without a value is left as it is, for the complaint
        written[at] = names.get(args[at], args[at])
        at += 2 if args[at] in names else 1
    return written


def lang_option(say: Say) -> click.Option:
    """Return the option ``--lang``: obeyed before anything is parsed, it is only checked and documented here."""
    return click.Option(["--lang"], type=click.Choice(["ru", "en"]), expose_value=False, help=say("option.lang"))
