"""What is to be done with the batches of a table: decided once where it is known, and sent to where they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from npmatch.columns import VERDICT, Joined, Profile
from npmatch.columns.joined import check_terms
from npmatch.columns.parts import Part, key_of_pairs, options_of, parts_of_pairs
from npmatch.policy import Policy


class Terms(TypedDict, total=False):
    """What every adapter takes beside a table.

    ``policy``: the readings of the order; by default those of ``Policy()``. ``profile``: what the columns hold, as a
    TOML file or the same as a mapping. ``keep``: the columns that go along beside the verdict; by default the phone
    number and, of a join, the column that tells applications apart. ``joined``: the table is the result of a join, and
    there is one verdict for each application.
    """

    policy: Policy
    profile: Profile
    keep: Sequence[str]
    joined: Joined | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with batches of pairs; it can be pickled and holds no data.

    ``columns``: those that are read, and no others have to be handed over. ``keep``: those that go along.
    """

    columns: tuple[str, ...]
    keep: tuple[str, ...]
    application: Part
    contract: Part
    policy: Policy
    joined: Joined | None


def plan(
    header: Sequence[str],
    *,
    policy: Policy | None = None,
    profile: Profile = None,
    keep: Sequence[str] | None = None,
    joined: Joined | None = None,
) -> Plan:
    """Return the plan for tables with these columns.

    Raises BatchError if a column is missing or claimed twice, ValueError if one that is named is not there, or would
    stand beside a column of the verdict with the same name, TypeError for terms of other types.

    >>> plan(["phone", "note", "application_surname", "contract_surname"]).columns
    ('phone', 'application_surname', 'contract_surname')
    """
    policy = policy or Policy()
    check_terms(policy, joined)
    options = options_of(profile)
    parts = parts_of_pairs(header, options)
    kept = tuple(keep) if keep is not None else _kept(key_of_pairs(header, options), joined)
    named = {*kept, *((joined.application, joined.contract) if joined else ())}
    for name in sorted(named):
        if list(header).count(name) != 1:
            raise ValueError(f"one column {name!r} is asked for; there are {list(header).count(name)}")
    clashes = sorted(set(kept) & set(VERDICT))
    if clashes:
        raise ValueError(f"keep: a verdict has a column of that name: {', '.join(clashes)}; rename it")
    read = {header[at] for part in parts for at in part.at}
    columns = tuple(name for name in header if name in named or name in read)
    application, contract = parts_of_pairs(columns, options)
    return Plan(columns, kept, application, contract, policy, joined)


def _kept(key: str | None, joined: Joined | None) -> tuple[str, ...]:
    names = (joined.application if joined else None, key)
    return tuple(dict.fromkeys(name for name in names if name is not None))
