"""The place that calls the matcher for a row by itself, with records that somebody may look at."""

from collections.abc import Sequence

from npmatch.batch.exports import Entry
from npmatch.batch.jobs import Judged, Terms
from npmatch.batch.rows import Kind
from npmatch.batch.verdicts import VerdictRow, answer_of, best
from npmatch.matching import match
from npmatch.profiles import PROFILES
from npmatch.records import Record


def judged_against(
    entry: Entry, application: Record, candidates: Sequence[Record], terms: Terms, count: int = 1
) -> Judged:
    """Judge an application against its contracts, of which there are ``count``; the same need be there once only.

    ``entry`` has the key as it is to be written.
    """
    verdicts = [match(application, contract, terms.policy) for contract in candidates]
    chosen = best(verdicts, terms.policy)
    notes = verdicts[chosen].notes if terms.notes else ()
    kind = Kind(PROFILES[type(application)].kind)
    answer = answer_of(kind, verdicts[chosen].outcomes, terms.policy, count, notes)
    return Judged(VerdictRow(entry.key, entry.number, answer), application, candidates[chosen])
