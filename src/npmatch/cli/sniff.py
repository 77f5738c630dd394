"""``npmatch sniff``: how a file is written, what its columns hold, how sure that is, and five rows, masked."""

import json
from typing import Any

import click

from npmatch.batch.masks import mask
from npmatch.batch.survey import Column, Survey, survey
from npmatch.cli.errors import ExitCode, printable
from npmatch.cli.language import Say
from npmatch.cli.options import PATH, dialect_options, dialect_words, read_options
from npmatch.cli.speaking import SpeakingCommand, lang_option

_ENDS = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
_DIGITS_OF_A_VALUE = 3


def command(say: Say) -> click.Command:
    """Return the command in the language of ``say``."""

    def sniff(**values: Any) -> ExitCode:  # noqa: ANN401  # what Click found
        return _run(say, values)

    parameters: list[click.Parameter] = [
        click.Argument(["file"], type=PATH),
        click.Option(["--json", "as_json"], is_flag=True, help=say("option.sniff_json")),
        *dialect_options(say, one=True),
        lang_option(say),
    ]
    made = SpeakingCommand("sniff", callback=sniff, params=parameters, help=say("sniff.help"))
    made.say = say
    return made


def _run(say: Say, values: dict[str, Any]) -> ExitCode:
    found = survey(values["file"], read_options(values, say))
    if values["as_json"]:
        click.echo(json.dumps(as_object(found), ensure_ascii=False, indent=2))
    else:
        for line in _lines(found, say):
            click.echo(line)
    return ExitCode.DONE


def shown_header(found: Survey, column: Column) -> str:
    """Return a header as it may be shown: masked where it looks like somebody's data."""
    digits = sum(map(str.isdecimal, column.header))
    is_value = digits >= _DIGITS_OF_A_VALUE or found.unmatched == len(found.columns)
    return printable(mask(None, column.header) if column.role is None and is_value else column.header)


def as_object(found: Survey) -> dict[str, Any]:
    """Return a survey as JSON has it; names and codes are never translated."""
    dialect = found.dialect
    return {
        "encoding": {"value": dialect.encoding, "sure": dialect.sure.encoding, "bom": dialect.bom},
        "delimiter": {"value": dialect.delimiter, "sure": dialect.sure.delimiter, "sep_line": dialect.sep_line},
        "line_end": _ENDS[dialect.line_end],
        "header": {"line": found.header_line, "columns": len(found.columns), "sure": found.header_sure},
        "pairs": found.is_pairs,
        "columns": [{**column._asdict(), "header": shown_header(found, column)} for column in found.columns],
        "unmatched": found.unmatched,
        "sample": found.sample,
    }


def _lines(found: Survey, say: Say) -> list[str]:
    dialect = found.dialect
    encoding, delimiter = dialect_words(dialect, say)
    facts = [
        (say("sniff.encoding"), f"{encoding}, {_percent(dialect.sure.encoding)}"),
        (say("sniff.delimiter"), f"{delimiter}, {_percent(dialect.sure.delimiter)}"),
        (say("sniff.line_end"), _ENDS[dialect.line_end]),
        (say("sniff.header"), f"{say('place.line', line=found.header_line)}, {_percent(found.header_sure)}"),
        (say("sniff.columns"), str(len(found.columns))),
        (say("sniff.unmatched"), str(found.unmatched)),
    ]
    width = max(len(name) for name, _ in facts) + 2
    told = [f"{name + ':':<{width}}{fact}" for name, fact in facts]
    return [*told, "", *_columns(found, say), "", say("sniff.sample"), *map(_row, found.sample)]


def _columns(found: Survey, say: Say) -> list[str]:
    headers = [shown_header(found, column) for column in found.columns]
    width = max(map(len, headers))
    return [
        f"{column.number:>4}  {header:<{width}}  {_role(column, say)}"
        for column, header in zip(found.columns, headers, strict=True)
    ]


def _role(column: Column, say: Say) -> str:
    if column.role is None:
        return say("sniff.unknown")
    role = f"{column.side}.{column.role}" if column.side else str(column.role)
    return f"{role}, {_percent(column.sure)}"


def _row(cells: tuple[str, ...]) -> str:
    return "  " + printable(" | ".join(cells))


def _percent(sure: float) -> str:
    return f"{round(100 * sure)} %"
