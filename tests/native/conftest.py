"""The tests of the compiled module wait for it; the build sees to it that it is there."""

from collections.abc import Iterator

import pytest

from native.join_cases import Settled
from npmatch.batch.joining import Joining
from npmatch.native import engine
from npmatch.native.passes import Passed

collect_ignore_glob = ["test_*.py"] if engine() == "pure" else []


def pytest_report_header() -> str:
    return f"engine: {engine()}"


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> type[Settled]:
    run = Joining.run

    def counted(over: Joining, block: bytes, at: int, number: int) -> Iterator[Passed]:
        for passed in run(over, block, at, number):
            Settled.rows += passed.rows
            Settled.longest = max(Settled.longest, len(block))
            yield passed

    Settled.rows = Settled.longest = 0
    monkeypatch.setattr(Joining, "run", counted)
    return Settled
