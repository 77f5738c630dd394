"""Letters: a message with its two ends by name, as a transport carries it."""

from datetime import datetime
from typing import NamedTuple

from npmatch.porting.messages.base import Message
from npmatch.porting.parties import Party

DATABASE = "CDB"
"""The name of the database's operator among the operators."""


class Letter(NamedTuple):
    """A message from one to another; ``role`` is the part that the receiver has in the process.

    >>> from npmatch.porting.messages.operators import NPDonorConfirm
    >>> Letter(NPDonorConfirm(id="1", sender=Party.DONOR, process="p"), "2", DATABASE).role.value
    'CDB'

    Clause: 4
    """

    message: Message
    origin: str
    to: str
    role: Party = Party.DATABASE


class Sending(NamedTuple):
    """A letter that an operator means to send, and when."""

    letter: Letter
    at: datetime
