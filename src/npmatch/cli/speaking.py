"""Commands whose help speaks the language of the run, and the options that every command has."""

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


def lang_option(say: Say) -> click.Option:
    """Return the option ``--lang``: obeyed before anything is parsed, it is only checked and documented here."""
    return click.Option(["--lang"], type=click.Choice(["ru", "en"]), expose_value=False, help=say("option.lang"))
