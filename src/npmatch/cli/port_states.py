"""``npmatch port states``: the table of states, as text, JSON, or a graph for Graphviz."""

from collections.abc import Iterator
from typing import Any

import click

from npmatch.cli.errors import ExitCode
from npmatch.cli.language import Say
from npmatch.cli.port_words import json_option, lined_up, say_json
from npmatch.cli.speaking import SpeakingCommand, lang_option
from npmatch.porting import tables_text
from npmatch.porting.states import PARTS, Rule, State


def command(say: Say) -> click.Command:
    """Return the command in the language of ``say``."""

    def states(**values: Any) -> ExitCode:  # noqa: ANN401  # what Click found
        return _run(values, say)

    parameters: list[click.Parameter] = [
        click.Option(["--part"], type=click.Choice(list(PARTS)), help=say("port.option.part")),
        click.Option(["--dot"], is_flag=True, help=say("port.option.dot")),
        json_option(say),
        lang_option(say),
    ]
    made = SpeakingCommand("states", callback=states, params=parameters, help=say("port.states.help"))
    made.say = say
    return made


def _run(values: dict[str, Any], say: Say) -> ExitCode:
    parts = [values["part"]] if values["part"] else list(PARTS)
    if values["dot"]:
        click.echo("".join(map(tables_text.dot, parts)), nl=False)
    elif values["as_json"]:
        say_json([as_object(part, *row) for part in parts for row in _rows(part)])
    else:
        header = say("port.states.columns").split("|")
        for line in lined_up([header, *(_cells(*row) for part in parts for row in _rows(part))]):
            click.echo(line)
    return ExitCode.DONE


def _rows(part: str) -> Iterator[tuple[State, str, Rule]]:
    return ((state, event, rule) for (state, event), rules in PARTS[part].items() for rule in rules)


def as_object(part: str, state: State, event: str, rule: Rule) -> dict[str, Any]:
    """Return a row of the table as JSON has it; a row that moves nowhere leads to its own state."""
    to = rule.to or state
    return {
        "row": rule.row,
        "part": part,
        "state": state.value,
        "event": event,
        "by": rule.by,
        "guard": rule.guard,
        "to": to.value,
        "ends": to.ends,
        "sends": [send._asdict() for send in rule.sends],
        "starts": list(rule.starts),
        "stops": list(rule.stops),
        "clause": rule.clause,
    }


def _cells(state: State, event: str, rule: Rule) -> tuple[str, ...]:
    sends = ", ".join(f"{send.kind}>{send.to}" for send in rule.sends)
    to = rule.to or state
    return rule.row, state.value, event, rule.guard, to.value, sends
