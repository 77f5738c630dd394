"""The tests of the compiled module wait for it; the build sees to it that it is there."""

from npmatch.native import engine

collect_ignore_glob = ["test_*.py"] if engine() == "pure" else []


def pytest_report_header() -> str:
    return f"engine: {engine()}"
