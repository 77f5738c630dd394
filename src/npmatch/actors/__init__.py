"""Участники: recipient, donor and the database's operator, as small objects on the core of the porting process.

None of them reads a clock or opens a connection: whoever runs them says what time it is, carries their letters, and
brings back the receipts.
"""

from npmatch.actors.contracts import Contract, Contracts, Debt
from npmatch.actors.database import DatabaseOperator
from npmatch.actors.diary import Diary, NoDiary, SqliteDiary
from npmatch.actors.evidence import Chain, Keeper, Kept
from npmatch.actors.letters import DATABASE, Letter, Sending
from npmatch.actors.network import Network
from npmatch.actors.operator import Operator
from npmatch.actors.requests import Request, Slip, Wish
from npmatch.actors.storage import NoStorage, SqliteStorage, Storage

__all__ = [
    "DATABASE",
    "Chain",
    "Contract",
    "Contracts",
    "DatabaseOperator",
    "Debt",
    "Diary",
    "Keeper",
    "Kept",
    "Letter",
    "Network",
    "NoDiary",
    "NoStorage",
    "Operator",
    "Request",
    "Sending",
    "Slip",
    "SqliteDiary",
    "SqliteStorage",
    "Storage",
    "Wish",
]
