"""Заявления: what the subscriber asks for (Appendix 5), as typed records, and what is wrong with them."""

from npmatch.porting.applications.checks import check, compare_with_message
from npmatch.porting.applications.copies import check_copy, enclose
from npmatch.porting.applications.forms import (
    Address,
    Application,
    Authority,
    Document,
    Enclosure,
    EntrepreneurApplication,
    LegalApplication,
    PersonApplication,
    ProcurementApplication,
    Representative,
    Wishes,
    terms_of,
)

__all__ = [
    "Address",
    "Application",
    "Authority",
    "Document",
    "Enclosure",
    "EntrepreneurApplication",
    "LegalApplication",
    "PersonApplication",
    "ProcurementApplication",
    "Representative",
    "Wishes",
    "check",
    "check_copy",
    "compare_with_message",
    "enclose",
    "terms_of",
]
