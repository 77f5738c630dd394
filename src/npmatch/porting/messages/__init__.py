"""Сообщения: every message of a porting as a frozen type (Appendix 2, tables P2.1 and P2.2, and the model's own).

The names are the order's English names. The scan of the order spoils two of them, and they are put right here:
«NP Responder Ассерт», with Cyrillic letters, is NP Responder Accept, and «NP Return Exes» is NP Return Exec.
The set is open: documentation of the database may define further messages (M-N1), as `Technological` does.
"""

from npmatch.porting.messages import database, operators, own
from npmatch.porting.messages.base import Kind, Message, Nature

TYPES: dict[str, type[Message]] = {
    kind.KIND.id: kind for module in (operators, database, own) for kind in module.ALL if kind.KIND.id
}
"""Every message type by the id of its kind; `register` adds to it."""


def register(kind: type[Message]) -> type[Message]:
    """Add a message type of your own; its id must be new and must not look like one of the order's.

    Raises ValueError for an id that is taken or that starts with ``M-``.

    Clause: 2
    """
    if kind.KIND.id in TYPES or kind.KIND.id.startswith("M-") or not kind.KIND.id:
        raise ValueError(f"the id {kind.KIND.id!r} cannot be given to a message of your own")
    TYPES[kind.KIND.id] = kind
    return kind


__all__ = ["TYPES", "Kind", "Message", "Nature", "register"]
