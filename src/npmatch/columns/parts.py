"""Whose column is whose: the two parts of a table of pairs, or two tables, by the names of their columns.

Names are read as the headers of files are, and a profile may say what they hold.
"""

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

from npmatch.batch.columns import Layout, Role, Side, find_key, lay_out, mapped_on, role_of, with_mapped
from npmatch.batch.exports import Options
from npmatch.batch.faults import Place
from npmatch.batch.pairs import Roles, pair_roles
from npmatch.batch.profile import profile_of, read_profile

Profile = str | PathLike[str] | Mapping[str, Any] | None
"""A TOML file, or what would stand in it; None where the names of the columns say enough."""


class Part(NamedTuple):
    """The columns of one side: ``layout`` tells what they hold, ``at`` where in their table they are."""

    layout: Layout
    at: tuple[int, ...]


def options_of(profile: Profile) -> Options:
    """Return what a profile says.

    Raises BatchError if it cannot be read or says something that means nothing.

    >>> options_of({"columns": {"surname": "Nachname"}}).mapped[0].column
    'Nachname'
    """
    if profile is None:
        return Options()
    return profile_of(profile) if isinstance(profile, Mapping) else read_profile(Path(profile))


def parts_of_pairs(header: Sequence[str], options: Options) -> tuple[Part, Part]:
    """Return what the columns of a table of pairs hold, for the application and for the contract.

    Raises BatchError if nothing tells the sides apart, or a column that is needed is not there.

    >>> parts = parts_of_pairs(["id", "application_surname", "contract_surname"], Options())
    >>> [part.at for part in parts]
    [(1,), (2,)]
    """
    application, contract = pair_roles(Place("pairs", 1), header, options.mapped)
    return _part(Side.APPLICATION, header, application, options), _part(Side.CONTRACT, header, contract, options)


def part_of_side(side: Side, header: Sequence[str], options: Options) -> Part:
    """Return what the columns of a table hold that has one side only.

    Raises BatchError as `parts_of_pairs`.
    """
    mapped = mapped_on(options.mapped, side)
    return _part(side, header, with_mapped(Place(side, 1), header, [role_of(cell) for cell in header], mapped), options)


def key_of_pairs(header: Sequence[str], options: Options) -> str | None:
    """Return the name of the column that a verdict repeats: the one to join by, else the phone number; None for none.

    Raises BatchError if the one to join by is not there.
    """
    roles, _ = pair_roles(Place("pairs", 1), header, options.mapped)
    if options.on is None and roles.count(Role.PHONE) != 1:
        return None
    return header[find_key(Place("pairs", 1), header, roles, options.on)]


def _part(side: Side, header: Sequence[str], roles: Roles, options: Options) -> Part:
    """Keep the columns that are compared: others need not even be text."""
    compared = [None if role is Role.PHONE else role for role in roles]
    whole = lay_out(Place(side, 1), header, compared)
    at = sorted({*whole.columns.values(), *whole.names})
    columns = {role: at.index(column) for role, column in whole.columns.items()}
    names = tuple(at.index(column) for column in whole.names)
    return Part(Layout(tuple(header[column] for column in at), columns, names, -1, options.kind), tuple(at))
