"""From the plain dicts of the oracle to records of the library, and from its verdicts back."""

from collections.abc import Callable
from typing import Any, cast

import npmatch
from oracle.verdicts import Judged, Policy, Record

RECORDS: dict[str, Callable[..., Any]] = {
    "person": npmatch.Person,
    "ip": npmatch.Entrepreneur,
    "org": npmatch.Organization,
    "customer": npmatch.Customer,
}
MATCHERS: dict[str, Callable[..., npmatch.Verdict]] = {
    "person": npmatch.match_person,
    "ip": npmatch.match_ip,
    "org": npmatch.match_org,
    "customer": npmatch.match_customer,
}


def record(kind: str, values: Record) -> Any:  # noqa: ANN401 - one of four kinds, as the caller says
    """A record of the library."""
    return RECORDS[kind](**values)


def policy(choices: Policy) -> npmatch.Policy:
    """A policy of the library."""
    return npmatch.Policy(**cast("Any", choices))


def judged(verdict: npmatch.Verdict) -> Judged:
    """A verdict of the library in the oracle's terms."""
    fields = verdict.fields
    return Judged(
        outcomes={name: str(field.outcome) for name, field in fields.items()},
        accepted={name: field.accepted for name, field in fields.items()},
        matched=verdict.matched,
        error_code=verdict.error_code,
        reasons=verdict.reasons,
    )
