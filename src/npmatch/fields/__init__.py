"""One field of a record, one module: how an application's value and a contract's compare.

Every module offers ``compare``, which returns an Outcome. Fields do not know each other.
"""

from collections.abc import Mapping
from types import MappingProxyType

COMPARED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "person": ("surname", "given_name", "patronymic", "document"),
        "ip": ("surname", "given_name", "patronymic", "inn"),
        "org": ("name", "inn"),
        "customer": ("name", "inn", "purchase_id"),
    }
)
"""What is compared for each kind of record, in the order of clause 3 and of the outcomes of a verdict."""
