"""``npmatch port simulate``: whole portings on a virtual clock, and an account of every one of them."""

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from npmatch.batch.faults import BatchError, Fault, Place
from npmatch.cli.errors import Complaint, ExitCode, printable
from npmatch.cli.language import Say
from npmatch.cli.options import PATH
from npmatch.cli.port_words import json_option, lined_up, say_json
from npmatch.cli.speaking import SpeakingCommand, lang_option
from npmatch.porting.codes import Code
from npmatch.simulation import FAULTS, REPEATED, Report, simulate

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = 1000
SEED = 1
ALL = "all"


def command(say: Say) -> click.Command:
    """Return the command in the language of ``say``."""

    def simulate_portings(**values: Any) -> ExitCode:  # noqa: ANN401  # what Click found
        return _run(say, values)

    made = SpeakingCommand(
        "simulate", callback=simulate_portings, params=_parameters(say), help=say("port.simulate.help")
    )
    made.say = say
    return made


def _parameters(say: Say) -> list[click.Parameter]:
    file, number, path = say("metavar.file"), say("metavar.number"), PATH
    faults = ", ".join((*sorted(FAULTS), ALL))
    several = click.IntRange(min=1)
    return [
        click.Option(["--applications"], type=path, metavar=file, help=say("port.option.applications")),
        click.Option(["--contracts"], type=path, metavar=file, help=say("port.option.contracts")),
        click.Option(["--numbers"], type=several, metavar=number, help=say("port.option.numbers", default=NUMBERS)),
        click.Option(
            ["--seed"],
            type=int,
            default=SEED,
            show_default=True,
            metavar=number,
            help=say("port.option.seed"),
        ),
        click.Option(["--days"], type=several, metavar=number, help=say("port.option.days")),
        click.Option(["--journal"], type=path, metavar=file, help=say("port.option.journal")),
        click.Option(["--exports"], type=path, metavar=say("metavar.folder"), help=say("port.option.exports")),
        click.Option(["--faults"], metavar=say("metavar.faults"), help=say("port.option.faults", faults=faults)),
        json_option(say),
        lang_option(say),
    ]


def _run(say: Say, values: dict[str, Any]) -> ExitCode:
    report = _simulated(values, _faults(values["faults"], say), say)
    if values["as_json"]:
        pace = {"seconds": round(report.seconds, 3), "numbers_per_second": round(report.rate)}
        say_json({**report.to_dict(), **pace})
    else:
        _show(report, say)
    if not report.sound:
        raise Complaint(ExitCode.BUG, say("port.simulate.unsound"))
    return ExitCode.DONE


def _faults(text: str | None, say: Say) -> frozenset[str]:
    """Read ``lost,late``, or ``all``."""
    asked = {name.strip() for name in (text or "").split(",")} - {""}
    if ALL in asked:
        asked = asked - {ALL} | FAULTS
    if asked - FAULTS:
        raise Complaint(ExitCode.USAGE, say("port.simulate.faults", faults=", ".join((*sorted(FAULTS), ALL))))
    return frozenset(asked)


def _simulated(values: Mapping[str, Any], faults: frozenset[str], say: Say) -> Report:
    applications, contracts = values["applications"], values["contracts"]
    if (applications is None) != (contracts is None) or (applications is not None and values["numbers"] is not None):
        raise Complaint(ExitCode.USAGE, say("port.simulate.exports"))
    journal: Path | None = values["journal"]
    exports: Path | None = values["exports"]
    try:
        return simulate(
            numbers=values["numbers"] or NUMBERS,
            seed=values["seed"],
            days=values["days"],
            journal=journal,
            faults=faults,
            applications=applications,
            contracts=contracts,
            exports=exports,
        )
    except FileExistsError as error:
        said = say("port.simulate.exists", file=printable(str(error.filename)))
        raise Complaint(ExitCode.CANNOT_CREATE, said) from None
    except FileNotFoundError:
        raise BatchError(Fault.OUTPUT_IMPOSSIBLE, Place(str(exports))) from None
    except sqlite3.OperationalError:
        raise BatchError(Fault.OUTPUT_IMPOSSIBLE, Place(str(journal))) from None


def _show(report: Report, say: Say) -> None:
    click.echo(say("port.simulate.rate", rate=round(report.rate)), err=True)  # talk: it is another on every run
    facts = [
        (say("port.simulate.processes"), str(report.processes)),
        (say("port.simulate.numbers"), str(report.numbers)),
        (say("port.simulate.ported"), str(report.ported)),
        (say("port.simulate.days"), str(report.days)),
        (say("port.simulate.journal"), say("port.yes") if report.journal_verified else say("port.no")),
    ]
    if report.head:
        facts.append((say("port.simulate.head"), f"{report.records}:{report.head}"))
    wrong = [
        (say("port.simulate.unaccounted"), report.unaccounted),
        (say("port.simulate.astray"), report.astray),
        (say("port.simulate.lost"), report.lost),
    ]
    facts += [(name, str(number)) for name, number in wrong if number]
    for line in lined_up(facts):
        click.echo(line)
    for title, counts in _groups(report, say):
        if counts:
            click.echo(f"\n{title}")
            click.echo("\n".join(_counted(counts)))


def _groups(report: Report, say: Say) -> list[tuple[str, Mapping[str, int]]]:
    return [
        (say("port.simulate.states"), report.states),
        (say("port.simulate.codes"), {_named(code): number for code, number in report.codes.items()}),
        (say("port.simulate.late"), report.late),
        (say("port.simulate.after"), report.after),
        (say("port.simulate.open"), report.open),
        (say("port.simulate.slots"), report.slots),
        (say("port.simulate.faulty"), report.faults),
        (say("port.simulate.unread"), {_unread(name, say): number for name, number in report.unread.items()}),
    ]


def _unread(name: str, say: Say) -> str:
    """Return in words of which export and why: ``contracts.no_key``."""
    side, fault = name.split(".")
    why = say("port.simulate.repeated") if fault == REPEATED else say(f"fault.short.{fault}")
    return f"{say(f'side.{side}')}: {why}"


def _named(code: str) -> str:
    """Return a code with its name in the order; what is no code of the order stays as it is.

    >>> _named("7012"), _named("x.OUT_OF_TIME")
    ('7012 Задолженность по предыдущим перенесениям', 'x.OUT_OF_TIME')
    """
    return f"{code} {Code(int(code)).russian}" if code.isdecimal() else code


def _counted(counts: Mapping[str, int]) -> list[str]:
    width = max(len(str(number)) for number in counts.values()) + 2
    return [f"{counts[name]:>{width}}  {name}" for name in sorted(counts)]
