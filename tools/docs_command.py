"""Tables of the command: its help, its codes, the headers that it knows, and what it says of shipped files."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner
from tools.markdown import block, code, table

from npmatch import Outcome
from npmatch.batch.columns import table as batch_table
from npmatch.batch.faults import Fault
from npmatch.batch.verdicts import FIELDS, NO_CONTRACT_CODE, Status, header
from npmatch.cli.errors import EXIT_CODES, ExitCode
from npmatch.cli.language import Language, messages
from npmatch.cli.main import COMMANDS, build
from npmatch.outcomes import NOT_IDENTIFIED, PURCHASE_DIFFERS

ROOT = Path(__file__).resolve().parent.parent
ORGANISATIONS = ROOT / "examples" / "organisations"
CODES = (NO_CONTRACT_CODE, NOT_IDENTIFIED, PURCHASE_DIFFERS)
_WIDTH = 100


class Ran(NamedTuple):
    """What the command said: its results and its talk."""

    out: list[str]
    err: list[str]


def run(arguments: Sequence[str], language: Language = "en") -> Ran:
    """Run the command in this process. Raises RuntimeError unless it ends with 0."""
    result = CliRunner().invoke(build(language), arguments, prog_name="npmatch", terminal_width=_WIDTH)
    if result.exit_code != 0:
        raise RuntimeError(f"npmatch {arguments[0]} ends with {result.exit_code}")
    return Ran(result.stdout.splitlines(), result.stderr.splitlines())


def helps() -> Iterator[str]:
    """Print the help of the whole and of every command."""
    yield from help_of()
    for command in COMMANDS:
        yield from ("", f"## npmatch {command}", "")
        yield from help_of(command)


def help_of(*command: str) -> Iterator[str]:
    """Yield the help of a command, as a shell shows it."""
    return block([f"$ npmatch {' '.join([*command, '--help'])}", *run([*command, "--help"]).out])


def error_codes() -> Iterator[str]:
    """Print the codes of Appendix 4 that an output may carry."""
    yield from table(("code", "meaning", "значение"), ((number, *_said(f"code.{number}")) for number in CODES))


def statuses() -> Iterator[str]:
    """Print what the column ``status`` may say."""
    yield from table(("status", "meaning", "значение"), ((code(each), *_both(f"status.{each}")) for each in Status))


def exit_codes() -> Iterator[str]:
    """Print every exit code of the command and the faults that lead to it."""
    rows = (
        (each.value, each.name.lower().replace("_", " "), _faults(each))
        for each in sorted(ExitCode, key=lambda e: e.value)
    )
    yield from table(("exit code", "meaning", "faults"), rows)


def _faults(wanted: ExitCode) -> str:
    return ", ".join(code(fault) for fault, found in EXIT_CODES.items() if found is wanted)


def faults() -> Iterator[str]:
    """Print every fault of a file and what the command says of it."""
    rows = ((code(each), EXIT_CODES[each].value, *_both(f"fault.{each}")) for each in Fault)
    yield from table(("fault", "exit code", "message", "сообщение"), rows)


def _both(key: str) -> tuple[str, str]:
    return messages()[key]["en"], messages()[key]["ru"]


def _said(key: str) -> tuple[str, ...]:
    """Return a message in both languages without the code that it opens with."""
    return tuple(said.partition(": ")[2] for said in _both(key))


def output_columns() -> Iterator[str]:
    """Print the columns of an output; the key is called as in the applications."""
    yield from block([";".join(header("Номер телефона"))])


def headers() -> Iterator[str]:
    """Print the headers that are recognised, by what their columns hold."""
    rows = batch_table("headers.tsv")
    roles = dict.fromkeys(row["role"] for row in rows)
    lines = ((code(role), _known(rows, role, "ru"), _known(rows, role, "en")) for role in roles)
    yield from table(("holds", "Russian headers", "English headers"), lines)


def _known(rows: Sequence[Mapping[str, str]], role: str, language: Language) -> str:
    return ", ".join(row["header"] for row in rows if (row["role"], row["language"]) == (role, language))


def organisations() -> Iterator[str]:
    """Print what the command says of the organisations under examples/."""
    with tempfile.TemporaryDirectory() as folder:
        files = [str(ORGANISATIONS / f"{name}.csv") for name in ("applications", "contracts")]
        output = Path(folder) / "verdicts.csv"
        said = run(["match", *files, "--on", "ИНН", "-o", str(output)]).err
        outcomes = _outcomes(output)
    yield from block(line.replace(f"{ROOT}/", "").replace(f"{folder}/", "") for line in said)
    yield ""
    yield from outcomes


def _outcomes(output: Path) -> list[str]:
    """Return a table of how often each outcome stands in each column of an output."""
    names, *rows = (line.split(";") for line in output.read_text(encoding="utf-8").splitlines())
    columns = [name for name in FIELDS if any(row[names.index(name)] for row in rows)]
    found = {name: [row[names.index(name)] for row in rows] for name in columns}
    outcomes = [each for each in Outcome if any(each in cells for cells in found.values())]
    counts = ([code(each), *(found[name].count(each) for name in columns)] for each in outcomes)
    return list(table(["outcome", *map(code, columns)], counts, right=range(1, len(columns) + 1)))


def demo() -> Iterator[str]:
    """Print what the demo says, up to its first explained case."""
    with tempfile.TemporaryDirectory() as folder:
        said = run(["demo", "--output", folder]).out
    shown = [line.replace(folder, "npmatch-demo") for line in said]
    end = [number for number, line in enumerate(shown) if "(row " in line][1]
    yield from block(["$ npmatch demo", *shown[:end], "..."])


EXPLAINED = ("surname=Крылoв", "surname=Kpынов"), ("document=45 08 123456", "document=4508123456")
"""Two invented values a side: what the shown explanation is about."""


def explanation(language: Language) -> Callable[[], Iterator[str]]:
    """Return a printer of one short explanation, as a shell shows it."""

    def shown() -> Iterator[str]:
        sides = list(zip(("--application", "--contract"), zip(*EXPLAINED, strict=True), strict=True))
        arguments = [word for option, values in sides for value in values for word in (option, value)]
        typed = " ".join(f"'{word}'" if " " in word else word for word in arguments)
        tongue = [] if language == "en" else ["--lang", language]
        said = run(["explain", *arguments], language).out
        yield from block([" ".join(["$ npmatch explain", *tongue, typed]), *said])

    return shown


PRINTERS: Mapping[str, Callable[[], Iterator[str]]] = {
    "help": helps,
    "error-codes": error_codes,
    "statuses": statuses,
    "exit-codes": exit_codes,
    "faults": faults,
    "output-columns": output_columns,
    "headers": headers,
    "organisations": organisations,
    "demo": demo,
    "explanation": explanation("en"),
    "explanation-ru": explanation("ru"),
}
