"""``npmatch demo``: two invented exports, matched by the very code that matches real ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from npmatch import explain
from npmatch.batch.exports import Options
from npmatch.batch.faults import BatchError, Fault, Place
from npmatch.batch.jobs import Judged, open_join
from npmatch.batch.output import Form, Sink, check_output, whole_file
from npmatch.batch.run import write_verdicts
from npmatch.batch.summary import Summary
from npmatch.batch.verdicts import Answer
from npmatch.cli.errors import ExitCode, printable
from npmatch.cli.language import Say
from npmatch.cli.options import PATH
from npmatch.cli.speaking import SpeakingCommand, lang_option
from npmatch.cli.summary import show
from npmatch.outcomes import Outcome
from npmatch.records import Record
from npmatch.synthetic import export_rows

ROWS = 1000
SEED = 6

_AS_EXCEL_SAVES = Form("cp1251", ";", "\r\n")


class Case(NamedTuple):
    """An application that shows something, with the contract that it was compared with."""

    number: int
    application: Record
    contract: Record


class Cases:
    """The first refusal, the first equivalent name and the first tolerated slip of a run, each with nothing else."""

    def __init__(self) -> None:
        self.found: dict[str, Case] = {}

    def see(self, judged: Judged) -> None:
        """Keep an application if it is the first of its case."""
        case = _case(judged.row.answer)
        if case is not None and judged.contract is not None:
            self.found.setdefault(case, Case(judged.row.number, judged.application, judged.contract))


def _case(answer: Answer) -> str | None:
    """Say what an answer shows, if it shows one thing only."""
    odd = [(name, outcome) for name, outcome in answer.outcomes.items() if outcome is not Outcome.EXACT]
    match odd:
        case [("surname" | "given_name" | "patronymic", Outcome.DIFFERENT)]:
            return "refused"
        case [("name", Outcome.EQUIVALENT)]:
            return "equivalent"
        case [
            (
                "surname" | "given_name" | "patronymic",
                Outcome.SUBSTITUTED | Outcome.OMITTED | Outcome.ADDED | Outcome.SWAPPED,
            )
        ]:
            return "tolerated"
        case _:
            return None


def command(say: Say) -> click.Command:
    """Return the command in the language of ``say``."""

    def demo(**values: Any) -> ExitCode:  # noqa: ANN401  # what Click found
        return _run(say, values)

    folder = PATH
    parameters: list[click.Parameter] = [
        click.Option(
            ["--output"],
            type=folder,
            default=Path("npmatch-demo"),
            show_default=True,
            metavar=say("metavar.folder"),
            help=say("option.demo_output"),
        ),
        click.Option(["--force"], is_flag=True, help=say("option.force")),
        lang_option(say),
    ]
    made = SpeakingCommand("demo", callback=demo, params=parameters, help=say("demo.help"))
    made.say = say
    return made


def _run(say: Say, values: dict[str, Any]) -> ExitCode:
    folder: Path = values["output"]
    _make_folder(folder)
    applications, contracts, verdicts = (folder / f"{name}.csv" for name in ("applications", "contracts", "verdicts"))
    for path in (applications, contracts, verdicts):
        check_output(path, (), force=values["force"])
    exports = export_rows(ROWS, SEED)
    _write(applications, exports.applications)
    _write(contracts, exports.contracts)
    cases = Cases()
    summary = _match(applications, contracts, verdicts, cases)
    paths = {path.stem: printable(str(path)) for path in (applications, contracts, verdicts)}
    click.echo(say("demo.files", **paths) + "\n")
    show(summary, say)
    for name in ("refused", "equivalent", "tolerated"):
        _explain(say, name, cases.found[name])
    return ExitCode.DONE


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except PermissionError:
        raise BatchError(Fault.OUTPUT_DENIED, Place(str(folder))) from None
    except OSError:
        raise BatchError(Fault.OUTPUT_IMPOSSIBLE, Place(str(folder))) from None


def _write(path: Path, rows: Sequence[dict[str, str]]) -> None:
    with whole_file(path) as stream:
        sink = Sink(stream, str(path), _AS_EXCEL_SAVES)
        sink.write(rows[0])
        for row in rows:
            sink.write(row.values())
        sink.finish()


def _match(applications: Path, contracts: Path, verdicts: Path, cases: Cases) -> Summary:
    with open_join(applications, contracts, Options()) as job, whole_file(verdicts) as stream:
        return write_verdicts(job, Sink(stream, str(verdicts), _AS_EXCEL_SAVES), observe=cases.see)


def _explain(say: Say, name: str, case: Case) -> None:
    click.echo("\n" + say(f"demo.case.{name}", row=case.number) + "\n")
    click.echo(explain(case.application, case.contract).render(say.language))
