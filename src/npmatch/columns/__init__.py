"""Columns in, verdicts out: what the command makes of a file, on tables that are in memory already.

A table is columns by name, lists of strings say, or anything with the Arrow PyCapsule interface: a frame of polars or
pandas, a relation of duckdb, a table of pyarrow. Nothing but the standard library is needed for the former, pyarrow
(the extra ``arrow``) for the latter. Names of columns are read as the headers of files are.
"""

from collections.abc import Iterable
from typing import Any

from npmatch.batch.columns import Side
from npmatch.batch.exports import Options
from npmatch.batch.keys import phone
from npmatch.columns.answers import VERDICT, Answers
from npmatch.columns.codes import outcome_codes
from npmatch.columns.joined import Joined, best_of_each, check_terms, has_contract
from npmatch.columns.parts import Profile, options_of, part_of_side, parts_of_pairs
from npmatch.columns.table import Half, Table, half, read_table, texts_of
from npmatch.policy import Policy

__all__ = ["VERDICT", "Joined", "Profile", "match_columns", "phone_keys"]

_AS_WRITTEN = Policy()


def match_columns(
    application: object,
    contract: object = None,
    *,
    policy: Policy = _AS_WRITTEN,
    profile: Profile = None,
    joined: Joined | None = None,
) -> dict[str, list[Any]]:
    """Return the verdicts on the rows of a table of pairs, or of two tables row by row, as columns.

    The columns are those of `VERDICT`: ``kind``, ``status`` and ``error_code`` as the command writes them, ``matched``
    (True or False), the outcome of each field (None for a field that the kind has not), ``contracts``, ``reasons``
    (parted by spaces), ``fault`` (None; else why a row cannot be used, as in a quarantine).

    ``profile``: what columns hold, as a TOML file says it or as the same in a mapping. ``joined``: the table of pairs
    is the result of a join, and there is one verdict for each application; its column comes first.

    Raises BatchError if a column is missing or claimed twice, TypeError for a column that is not text and for arguments
    of other types, ValueError for columns of different lengths, MissingExtraError where pyarrow is wanted and absent.

    >>> found = match_columns(
    ...     {"surname": ["Крылoв", "Крылов"], "document": ["4508 123456", "4508 123456"]},
    ...     {"surname": ["КРЫЛОВ", "Орлов"], "document": ["4508123456", None]},
    ... )
    >>> found["matched"], found["reasons"]
    ([True, False], ['surname:equivalent document:equivalent', 'surname:different document:missing'])

    Clause: 6/3
    """
    check_terms(policy, joined)
    options, answers, table = options_of(profile), Answers(policy), read_table(application)
    held = None if contract is None else read_table(contract)
    asked, contracts = _halves(table, held, options)
    codes = outcome_codes(asked, contracts, policy)
    if joined is None:
        return answers.columns(codes, 1)
    keys, found = table.column(joined.application), has_contract(table.column(joined.contract), contracts)
    best = best_of_each(keys, found, codes, answers.tails)
    return {joined.application: [keys[row] for row in best.first], **answers.columns(best.codes, best.contracts)}


def _halves(asked: Table, held: Table | None, options: Options) -> tuple[Half, Half]:
    if held is None:
        application, contract = parts_of_pairs(asked.header, options)
        return half(asked, application), half(asked, contract)
    if asked.height != held.height:
        raise ValueError(f"application and contract are of different lengths: {asked.height}, {held.height}")
    application, contract = (
        part_of_side(side, table.header, options) for side, table in zip(Side, (asked, held), strict=True)
    )
    return half(asked, application), half(held, contract)


def phone_keys(numbers: Iterable[str | None]) -> list[str | None]:
    """Return what applications and contracts are joined by: the number without +7 or 8; None where there is none.

    Raises TypeError for numbers that are not text.

    >>> phone_keys(["+7 (900) 123-45-67", "8 900 123 45 67", "7,90012E+10", None])
    ['9001234567', '9001234567', None, None]
    """
    return [(phone(number) or None) if number else None for number in texts_of("numbers", numbers)]
