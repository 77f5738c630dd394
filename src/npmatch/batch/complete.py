"""A run that has ended: whether it was this very one, and what came of it.

Its report is made anew, of the inputs and outputs as they stand now. If that gives the same bytes, there is nothing
left to do.
"""

import json
from pathlib import Path

from npmatch.batch.checkpoint import Sure, as_json
from npmatch.batch.faults import BatchError, Fault, Place
from npmatch.batch.filed import Plan
from npmatch.batch.inputs import open_input
from npmatch.batch.places import Digest, Places
from npmatch.batch.report import about, report_of
from npmatch.batch.summary import Summary


def completed(plan: Plan) -> Summary | None:
    """Return what came of the run that a plan describes, None if no run has ended there.

    Raises BatchError if one has, but of other inputs, options or another version, or if its files were changed since.
    """
    files = plan.files
    if not files.ended():
        return None
    made = about(plan.job, plan.options, plan.form)
    inputs = {side: Digest(Places(source.stream, source.name)) for side, source in plan.job.sources.items()}
    try:
        data = files.report.read_bytes()
        found = Summary.from_dict(json.loads(data)["counts"])
        aside = _sure(files.quarantine) if files.quarantine.exists() else None
        if as_json(report_of(made, inputs, (_sure(files.output), aside), found)) == data:
            return found
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass  # a report that cannot be read is not this run's
    raise BatchError(Fault.RUN_CHANGED, Place(str(files.report)))


def _sure(path: Path) -> Sure:
    with open_input(path) as opened:
        digest = Digest(Places(opened.stream, opened.name))
        sha256 = digest.upto()
    return Sure(digest.size, sha256)
