"""Options that several commands share."""

from collections.abc import Mapping
from typing import Any

import click

from npmatch.cli.language import Say
from npmatch.policy import CHOICES, Policy


def policy_options(say: Say) -> list[click.Parameter]:
    """Return the options that choose the readings of the order, one for each field of Policy."""
    choices: list[click.Parameter] = [
        click.Option(
            [f"--{reading.replace('_', '-')}"],
            type=click.Choice(readings),
            default=readings[0],
            help=say(f"option.{reading}"),
            show_default=True,
        )
        for reading, readings in CHOICES.items()
    ]
    marker = click.Option(
        ["--absent-marker", "absent_markers"],
        multiple=True,
        metavar=say("metavar.word"),
        help=say("option.absent_marker"),
    )
    return [*choices, marker]


def policy(values: Mapping[str, Any]) -> Policy:
    """Return the policy that the values of the options make.

    >>> policy({"spaces": "collapse", "force": True}).spaces
    'collapse'
    """
    return Policy(**{name: values[name] for name in (*CHOICES, "absent_markers") if name in values})
