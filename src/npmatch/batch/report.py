"""The report of a run, ``run.json``: what it was made of, by what it can be made again, and what was counted.

No time and no name of a file stands in it, and no data: the same inputs, options and version give the same bytes.
"""

import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Any

import npmatch
from npmatch.batch.checkpoint import Sure
from npmatch.batch.columns import Layout
from npmatch.batch.exports import Options
from npmatch.batch.jobs import Job
from npmatch.batch.output import Form
from npmatch.batch.places import Digest
from npmatch.batch.reader import Source
from npmatch.batch.summary import Summary

_TABLES = {
    "npmatch.tables": ("legal_forms.tsv", "lookalikes.tsv"),
    "npmatch.batch": ("headers.tsv", "sides.tsv", "values.tsv"),
}
"""The tables on which a verdict depends."""


@cache
def versions() -> Mapping[str, Any]:
    """Return what decides the verdicts beside inputs and options: versions, and digests of the tables.

    >>> sorted(versions())
    ['edition', 'npmatch', 'rules', 'tables']
    """
    import hashlib  # noqa: PLC0415  # late: only for runs that write to a file

    digests = {
        name: hashlib.sha256(pkgutil.get_data(package, name) or b"").hexdigest()
        for package, names in _TABLES.items()
        for name in names
    }
    return {
        "npmatch": npmatch.__version__,
        "rules": npmatch.RULES_VERSION,
        "edition": npmatch.EDITION,
        "tables": digests,
    }


def about(job: Job, options: Options, form: Form) -> dict[str, Any]:
    """Return everything that decides the bytes of the output but the bytes of the inputs.

    Columns are told by number: a header may be anybody's data.
    """
    return {
        **versions(),
        "policy": job.terms.policy.to_dict(),
        "notes": job.terms.notes,
        "registered": job.terms.registered,
        "profile": {side: _read(*found, options) for side, found in job.layouts.items()},
        "output": form._asdict(),
    }


def report_of(
    made: Mapping[str, Any], inputs: Mapping[str, Digest], outputs: tuple[Sure, Sure | None], counts: Summary
) -> dict[str, Any]:
    """Return the report of a run: ``made`` is what `about` says, ``outputs`` are the output and the quarantine."""
    output, aside = outputs
    return {
        **made,
        "inputs": {side: {"sha256": each.upto(), "size": each.size} for side, each in inputs.items()},
        "output": {**made["output"], **output._asdict()},
        "quarantine": aside._asdict() if aside is not None else None,
        "counts": counts.to_dict(),
    }


def _read(source: Source, layout: Layout, options: Options) -> dict[str, Any]:
    dialect = source.dialect
    columns = {str(role): column + 1 for role, column in sorted(layout.columns.items())}
    return {
        "encoding": dialect.encoding,
        "bom": dialect.bom,
        "delimiter": dialect.delimiter,
        "width": len(layout.header),
        "key": layout.key + 1,
        "kind": options.kind,
        "columns": columns,
        "names": [column + 1 for column in layout.names],
    }
