"""Options that several commands share: the readings of the order, and how inputs are read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from npmatch.batch.columns import Mapped, Role, Side, role_of
from npmatch.batch.dialect import DELIMITER_NAMES, ENCODINGS, Dialect
from npmatch.batch.exports import Options
from npmatch.batch.rows import Kind
from npmatch.cli.errors import Complaint, ExitCode, printable
from npmatch.cli.language import Say
from npmatch.policy import CHOICES, Policy

_SURE = 0.985
"""What is surer than this is not worth a word."""

#: Whether a file can be read is found out when it is; Click would look before, and call it wrong usage.
PATH = click.Path(path_type=Path, readable=False)

_DELIMITER_CHOICES = (*DELIMITER_NAMES, ";", ",", "|")


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


def dialect_options(say: Say, *, one: bool = False) -> list[click.Parameter]:
    """Return the options that say how files, or ``one`` file, are written and what their columns hold."""
    encoding = say("option.encoding_of_one") if one else say("option.encoding")
    delimiter = say("option.delimiter_of_one") if one else say("option.delimiter")
    return [
        click.Option(["--encoding"], type=click.Choice(ENCODINGS), help=encoding),
        click.Option(["--delimiter"], type=click.Choice(_DELIMITER_CHOICES), help=delimiter),
        click.Option(["--map", "maps"], multiple=True, metavar=say("metavar.map"), help=say("option.map")),
        click.Option(["--profile"], type=PATH, metavar=say("metavar.file"), help=say("option.profile")),
    ]


def input_options(say: Say) -> list[click.Parameter]:
    """Return the options that say how the inputs of a run are read."""
    kinds = click.Choice([str(kind) for kind in Kind])
    return [
        click.Option(["--on"], metavar=say("metavar.column"), help=say("option.on")),
        *dialect_options(say),
        click.Option(["--kind"], type=kinds, help=say("option.kind_of_all")),
    ]


def read_options(values: Mapping[str, Any], say: Say, spool: Path | None = None) -> Options:
    """Return how inputs are read: what the values of the options say, and what they leave open, the profile.

    Raises BatchError for a profile that cannot be used, Complaint for a column that is mapped wrongly.
    """
    profile = _profile(values["profile"]) if values.get("profile") else Options()
    said = {name: values[name] for name in ("on", "encoding", "kind") if values.get(name)}
    if values.get("delimiter"):
        said["delimiter"] = DELIMITER_NAMES.get(values["delimiter"], values["delimiter"])
    mapped = tuple(_mapped(text, say) for text in values.get("maps", ()))
    kept = (item for item in profile.mapped if not any(_overrides(other, item) for other in mapped))
    return profile._replace(**said, mapped=(*kept, *mapped), spool=spool)


def _profile(path: Path) -> Options:
    from npmatch.batch.profile import read_profile  # noqa: PLC0415  # late: few runs have a profile

    return read_profile(path)


def _overrides(said: Mapped, kept: Mapped) -> bool:
    return said.role is kept.role and (said.side is None or said.side is kept.side)


def _mapped(text: str, say: Say) -> Mapped:
    """Return what ``surname=Column`` or ``contract.surname=Column`` says of a column."""
    from npmatch.batch.profile import MAPPABLE  # noqa: PLC0415  # late: few runs map a column

    name, equals, column = text.partition("=")
    if not equals or not column.strip():
        raise Complaint(ExitCode.USAGE, say("map.shape"))
    side, dot, field = name.strip().rpartition(".")
    role = Role(field) if field in MAPPABLE else role_of(field)
    if role not in MAPPABLE or (dot and side not in list(Side)):
        raise Complaint(ExitCode.USAGE, say("map.unknown", fields=", ".join(MAPPABLE), sides=", ".join(Side)))
    return Mapped(role, column.strip(), Side(side) if dot else None)


def dialect_words(dialect: Dialect, say: Say) -> tuple[str, str]:
    """Return encoding and delimiter as they are shown."""
    encoding = f"{dialect.encoding} (BOM)" if dialect.bom else dialect.encoding
    return encoding, say("delimiter.tab") if dialect.delimiter == "\t" else dialect.delimiter


def found(name: str, dialect: Dialect, say: Say) -> str:
    """Say how a file is read, and how sure that is where it was guessed; whoever knows better can say so."""
    encoding, delimiter = dialect_words(dialect, say)
    said = say("match.found", file=printable(name), encoding=encoding, delimiter=delimiter)
    sure = min(dialect.sure)
    return said if sure > _SURE else said + say("found.sure", percent=round(100 * sure))
