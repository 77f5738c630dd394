"""The facts that hold of every engine; a test module says how its engine is asked."""

from collections.abc import Sequence

from engines.told import Columns, Rows, Tables, Told, numbered
from npmatch.columns import Joined

JOINED = Joined(application="application_row", contract="contract_row")
APPLICATION_PHONE, CONTRACT_PHONE = "application_Номер телефона", "contract_Абонентский номер"


class EngineSuite:
    """Three facts. An engine may give its rows in any order, and takes along what it is told to keep."""

    def match(self, pairs: Columns, keep: Sequence[str]) -> Rows:
        """Return the verdicts on pairs, with the columns to keep."""
        raise NotImplementedError

    def join(self, applications: Columns, contracts: Columns) -> Rows:
        """Join two tables by the keys of their phone numbers, and return the verdicts with ``application_row``."""
        raise NotImplementedError

    def test_every_row_gets_the_verdict_of_the_command(self, told: Told) -> None:
        found = self.match(numbered(told.columns), ["row"])
        assert {row["kind"] for row in told.verdicts} == {"person", "ip", "org", "customer", None}
        assert in_order(found, "row") == told.verdicts

    def test_of_several_contracts_the_best_counts_as_in_the_command(self, tables: Tables) -> None:
        found = self.join(tables.applications, tables.contracts)
        assert {row["contracts"] for row in tables.verdicts} >= {0, 1, 2}
        assert in_order(found, JOINED.application) == tables.verdicts


def in_order(rows: Rows, column: str) -> Rows:
    """The verdicts by the number of their row, which is taken off."""
    ordered = sorted(rows, key=lambda row: row[column])
    return [{name: cell for name, cell in row.items() if name not in {column, APPLICATION_PHONE}} for row in ordered]
