"""``npmatch port codes``: the 26 codes of Appendix 4, or one of them in full."""

from typing import Any

import click

from npmatch.cli.errors import Complaint, ExitCode
from npmatch.cli.language import Say
from npmatch.cli.port_words import json_option, lined_up, say_json
from npmatch.cli.speaking import SpeakingCommand, lang_option
from npmatch.porting.codes import Code
from npmatch.porting.parties import Terms


def command(say: Say) -> click.Command:
    """Return the command in the language of ``say``."""

    def codes(**values: Any) -> ExitCode:  # noqa: ANN401  # what Click found
        return _run(say, values)

    parameters: list[click.Parameter] = [
        click.Argument(["code"], required=False, metavar="[CODE]"),
        json_option(say),
        lang_option(say),
    ]
    made = SpeakingCommand("codes", callback=codes, params=parameters, help=say("port.codes.help"))
    made.say = say
    return made


def _run(say: Say, values: dict[str, Any]) -> ExitCode:
    if values["code"] is None:
        _show_all(say, values)
        return ExitCode.DONE
    code = _asked(values["code"], say)
    if values["as_json"]:
        say_json(as_object(code))
    else:
        for line in _lines(code, say):
            click.echo(line)
    return ExitCode.DONE


def _asked(text: str, say: Say) -> Code:
    """Return the code that is meant by ``7004`` or ``E-7004``."""
    known = {str(code.value): code for code in Code}
    found = known.get(text.strip().upper().removeprefix("E").removeprefix("-"))
    if found is None:
        raise Complaint(ExitCode.USAGE, say("port.codes.unknown", codes=", ".join(known)))
    return found


def _show_all(say: Say, values: dict[str, Any]) -> None:
    if values["as_json"]:
        say_json([as_object(code) for code in Code])
        return
    rows = ((str(code.value), _stars(code), _senders(code), code.russian) for code in Code)
    for line in lined_up([say("port.codes.columns").split("|"), *rows]):
        click.echo(line)
    click.echo("\n" + say("port.codes.stars"))


def as_object(code: Code) -> dict[str, Any]:
    """Return a code as JSON has it.

    >>> as_object(Code.E_7003)["used_for"]
    ['IND', 'LE1', 'LE']
    """
    facts = code.facts
    used = [terms.value for terms in Terms if code.used_for(terms)]
    return {
        "code": code.value,
        "row": facts.row,
        "name": facts.name,
        "situation": facts.situation,
        "senders": sorted(sender.value for sender in facts.senders),
        "clauses": [clause.strip() for clause in facts.clauses.split(";")],
        "marks": sorted(facts.stars),
        "used_for": used,
        "told_to_subscriber": [terms for terms in used if code.told_to_subscriber(Terms(terms))],
    }


def _stars(code: Code) -> str:
    return " ".join(sorted(code.facts.stars))


def _senders(code: Code) -> str:
    return ", ".join(sorted(code.facts.senders))


def _lines(code: Code, say: Say) -> list[str]:
    plain = as_object(code)
    facts = [
        (say("port.codes.situation"), code.facts.situation_ru if say.language == "ru" else code.facts.situation),
        (say("port.codes.senders"), _senders(code)),
        (say("port.codes.clauses"), code.facts.clauses),
        (say("port.codes.used_for"), ", ".join(plain["used_for"])),
        (say("port.codes.told"), ", ".join(plain["told_to_subscriber"]) or say("port.nobody")),
    ]
    return [f"{code.value}: {code.russian}", *lined_up((f"  {name}", fact) for name, fact in facts)]
