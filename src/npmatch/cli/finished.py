"""One row of a finished run, found again in its inputs: the application, the contract that counted, and the policy.

What the run was made of stands in its report; the inputs must be the very ones, by their SHA-256, and the verdict
that comes out must be the one in the output.
"""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from npmatch.batch.dialect import find_dialect
from npmatch.batch.exports import Options
from npmatch.batch.faults import BadRow, BatchError, Fault, Place
from npmatch.batch.filed import Files
from npmatch.batch.inputs import open_input
from npmatch.batch.jobs import Job, Judged, Terms, open_join, open_pair_job
from npmatch.batch.places import Digest, Places
from npmatch.cli.errors import Complaint, ExitCode
from npmatch.cli.language import Say
from npmatch.policy import Policy


class Finished(NamedTuple):
    """A row of a finished run, judged once more under the policy of the run."""

    judged: Judged
    policy: Policy


def find_row(output: Path, inputs: tuple[Path, ...], number: int, options: Options, say: Say) -> Finished:
    """Find a row of a run again.

    Raises BatchError for files that cannot be used, Complaint if there is no such row or it is not that of the run.
    """
    report = _report(Files(output).report)
    policy = Policy(**report["policy"])
    terms = Terms(policy, notes=report["notes"], registered=report["registered"])
    opened = (
        open_pair_job(*inputs, options, terms) if len(inputs) == 1 else open_join(inputs[0], inputs[1], options, terms)
    )
    with opened as job:
        _check_inputs(job, report, say)
        job.prepare(lambda _: None, lambda _: None)
        found = _judged(job, number, output)
        if isinstance(found, BadRow):
            fault = found.fault
            raise Complaint(ExitCode.DATA, say("explain.aside", row=number, reason=say(f"fault.short.{fault}")))
    if _written(output, number) != found.row.cells(notes=report["notes"])[2:]:
        raise Complaint(ExitCode.DATA, say("explain.other_run"))
    return Finished(found, policy)


def _report(path: Path) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = json.loads(path.read_bytes())
        _ = found["policy"], found["notes"], found["registered"], found["inputs"]
    except FileNotFoundError:
        raise BatchError(Fault.INPUT_MISSING, Place(str(path))) from None
    except PermissionError:
        raise BatchError(Fault.INPUT_DENIED, Place(str(path))) from None
    except (OSError, ValueError, KeyError, TypeError):
        raise BatchError(Fault.INPUT_UNREADABLE, Place(str(path))) from None
    return found


def _check_inputs(job: Job, report: Mapping[str, Any], say: Say) -> None:
    digests = {side: Digest(Places(source.stream, source.name)).upto() for side, source in job.sources.items()}
    if digests != {side: said["sha256"] for side, said in report["inputs"].items()}:
        raise Complaint(ExitCode.DATA, say("explain.other_run"))


def _judged(job: Job, number: int, output: Path) -> Judged | BadRow:
    source = next(iter(job.sources.values()))
    for found, row in enumerate(source.rows(), 1):
        if found == number:
            return row if isinstance(row, BadRow) else job.judge(number, row)
    raise BatchError(Fault.NO_SUCH_ROW, Place(str(output)))


def _written(output: Path, number: int) -> list[str]:
    """Return what the output says of a row, from the kind on; nothing if it says nothing."""
    with open_input(output) as opened:
        dialect = find_dialect(opened.stream)
        opened.stream.seek(0)
        text = io.TextIOWrapper(opened.stream, dialect.encoding, errors="replace", newline="")
        rows = csv.reader(text, delimiter=dialect.delimiter)
        at = next(rows, ["row"]).index("row")
        return next((row[at + 1 :] for row in rows if row[at] == str(number)), [])
