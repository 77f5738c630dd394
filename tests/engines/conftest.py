"""Pairs and exports that every engine is asked about, and what the command says of them."""

import pytest

from engines.told import Tables, Told, tell_exports, tell_pairs


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return tell_pairs(tmp_path_factory.mktemp("pairs"), rows=1200, seed=5)


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return tell_exports(tmp_path_factory.mktemp("exports"), rows=900, seed=6)
