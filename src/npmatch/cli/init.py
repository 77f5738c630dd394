"""``npmatch init``: a profile for an export, drafted from what is found in it, to be read and put right."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from npmatch.batch.columns import ORGANISATION_NAMES, Role, Side, plain
from npmatch.batch.dialect import ENCODINGS
from npmatch.batch.output import check_output, whole_file
from npmatch.batch.profile import MAPPABLE
from npmatch.batch.rows import Kind
from npmatch.batch.survey import Column, Survey, survey
from npmatch.cli.errors import ExitCode
from npmatch.cli.language import Say
from npmatch.cli.options import PATH, dialect_options, read_options
from npmatch.cli.sniff import shown_header
from npmatch.cli.speaking import SpeakingCommand, lang_option

STDOUT = "-"


def command(say: Say) -> click.Command:
    """Return the command in the language of ``say``."""

    def init(**values: Any) -> ExitCode:  # noqa: ANN401  # what Click found
        return _run(say, values)

    parameters: list[click.Parameter] = [
        click.Argument(["file"], type=PATH),
        click.Option(["-o", "--output"], default=STDOUT, metavar="OUT", help=say("option.init_output")),
        click.Option(["--force"], is_flag=True, help=say("option.force")),
        *dialect_options(say, one=True),
        lang_option(say),
    ]
    made = SpeakingCommand("init", callback=init, params=parameters, help=say("init.help"))
    made.say = say
    return made


def _run(say: Say, values: dict[str, Any]) -> ExitCode:
    path, output = values["file"], values["output"]
    if output != STDOUT:
        check_output(Path(output), [path], force=values["force"])
    text = "\n".join(draft(survey(path, read_options(values, say)))) + "\n"
    if output == STDOUT:
        click.echo(text, nl=False)
        return ExitCode.DONE
    with whole_file(Path(output)) as stream:
        stream.write(text.encode())
    return ExitCode.DONE


def draft(found: Survey) -> Iterator[str]:
    """Return the lines of a profile that says what a survey found; comments stand in both languages."""
    both = [Say("en"), Say("ru")]
    yield from (f"# {say('init.about')}" for say in both)
    yield from _setting(both, "init.encoding", f"encoding = {_text(_encoding(found))}")
    yield from _setting(both, "init.delimiter", f"delimiter = {_text(found.dialect.delimiter)}")
    yield from _setting(both, "init.on", _key(found))
    yield from _setting(both, "init.kind", f"# kind = {_text(Kind.PERSON)}  # {', '.join(Kind)}")
    for side in (None, *Side):
        yield from _table(found, side, both)
    unknown = [column for column in found.columns if column.role is None]
    yield ""
    yield from (f"# {say('init.unknown', roles=', '.join(MAPPABLE))}" for say in both)
    yield from (f"#   {shown_header(found, column)}" for column in unknown)


def _setting(both: list[Say], key: str, line: str) -> Iterator[str]:
    yield ""
    yield from (f"# {say(key)}" for say in both)
    yield line


def _table(found: Survey, side: Side | None, both: list[Say]) -> Iterator[str]:
    columns = [column for column in found.columns if column.role is not None and column.side is side]
    if not columns:
        return
    key = {None: "init.columns", Side.APPLICATION: "init.application", Side.CONTRACT: "init.contract"}[side]
    yield from _setting(both, key, f"[{side or 'columns'}]")
    for role in MAPPABLE:
        of_role = [column for column in columns if column.role is role]
        if of_role:
            yield f"{role} = {_value(found, role, of_role)}"


def _value(found: Survey, role: Role, columns: list[Column]) -> str:
    """Return how a profile names the columns of a role: by header, or by number where that is not clear."""
    names = [_text(column.header if _is_clear(found, column) else f"#{column.number}") for column in columns]
    if len(names) == 1 or role not in ORGANISATION_NAMES:
        return names[0]
    return f"[{', '.join(names)}]"


def _is_clear(found: Survey, column: Column) -> bool:
    same = [other for other in found.columns if other.header == column.header]
    return len(same) == 1 and plain(column.header) != "" and not column.header.startswith("#")


def _key(found: Survey) -> str:
    phones = [column for column in found.columns if column.role is Role.PHONE and column.side is None]
    if len(phones) != 1 or not _is_clear(found, phones[0]):
        return f"# on = {_text('')}"
    return f"on = {_text(phones[0].header)}"


def _encoding(found: Survey) -> str:
    return next(name for name in ENCODINGS if found.dialect.encoding.startswith(name))


def _text(value: str) -> str:
    """Return a value as TOML writes it: as JSON does, but for one sign."""
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
