"""Заявления: what the subscriber asks for (Appendix 5), as typed records, and what is wrong with them."""

from npmatch.porting.applications.checks import check, compare_with_message
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
    "compare_with_message",
    "terms_of",
]
