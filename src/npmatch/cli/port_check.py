"""``npmatch port check``: what the recipient finds wrong with an application before anything is sent."""

from collections.abc import Mapping
from typing import Any

import click

from npmatch.cli.errors import Complaint, ExitCode
from npmatch.cli.inputs import text_of
from npmatch.cli.language import Say
from npmatch.cli.port_application import application, parse
from npmatch.cli.port_words import json_option, lined_up, say_json
from npmatch.cli.speaking import SpeakingCommand, lang_option
from npmatch.porting.applications import Application, check, compare_with_message, terms_of
from npmatch.porting.codes import Code, Finding
from npmatch.porting.numbering import russian_plan

FIELDS = (
    "F-1.1", "F-1.2", "F-1.3", "F-1.4", "F-1.5", "F-1.7", "F-1.8", "F-1.9", "F-1.10",
    "F-2.1.1", "F-2.1.2", "F-2.2", "F-2.3", "F-2.4", "F-2.5", "F-2.6", "F-2.8", "F-2.9",
    "F-3.1", "F-3.2", "F-3.3", "F-3.4", "region",
)  # fmt: skip
"""What a finding may be about."""


def command(say: Say) -> click.Command:
    """Return the command in the language of ``say``."""

    def check_application(**values: Any) -> ExitCode:  # noqa: ANN401  # what Click found
        return _run(say, values)

    parameters: list[click.Parameter] = [
        click.Argument(["application"]),
        click.Option(["--fail-on"], type=click.Choice(["finding"]), help=say("port.option.fail_on")),
        json_option(say),
        lang_option(say),
    ]
    made = SpeakingCommand("check", callback=check_application, params=parameters, help=say("port.check.help"))
    made.say = say
    return made


def _run(say: Say, values: dict[str, Any]) -> ExitCode:
    plain = parse(text_of(values["application"]), say)
    sent: dict[str, Any] = {key: plain.pop(key) for key in ("message", "copied") if key in plain}
    form = application(plain, say)
    found = (*check(form, russian_plan().regions_of), *_compared(form, sent, say))
    if values["as_json"]:
        findings = [as_object(finding, form) for finding in found]
        say_json({"terms": terms_of(form).value, "sound": not found, "findings": findings})
    else:
        _show(found, form, say)
    return ExitCode.FOUND if found and values["fail_on"] else ExitCode.DONE


def _compared(form: Application, sent: Mapping[str, Any], say: Say) -> tuple[Finding, ...]:
    """Compare with what the message would carry, if the input says that."""
    match sent:
        case {"message": None | dict() as message, **rest} if isinstance(rest.get("copied", True), bool):
            other = None if message is None else application(message, say)
            return compare_with_message(form, other, copied=rest.get("copied", True))
        case {"message": _} | {"copied": _}:
            raise Complaint(ExitCode.DATA, say("port.check.message"))
        case _:
            return ()


def as_object(finding: Finding, form: Application) -> dict[str, Any]:
    """Return a finding as JSON has it; a number is told by its place among the numbers, from 1, and never quoted."""
    place = None if finding.number is None else form.numbers.index(finding.number) + 1
    return {"code": finding.code.value, "field": finding.field or None, "number": place}


def _show(found: tuple[Finding, ...], form: Application, say: Say) -> None:
    click.echo(say("port.check.found", number=len(found), terms=terms_of(form).value))
    rows = []
    for finding in found:
        plain = as_object(finding, form)
        field = say(f"port.field.{finding.field}") if finding.field else ""
        about = field if plain["number"] is None else say("port.check.number", number=plain["number"])
        rows.append((str(plain["code"]), plain["field"] or "", about, _named(finding)))
    if rows:
        click.echo("\n".join(lined_up(rows)))


def _named(finding: Finding) -> str:
    return finding.code.russian if isinstance(finding.code, Code) else finding.code.value
