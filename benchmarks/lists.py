"""Lists of strings in memory, and the four fields of two records: npmatch beside distances, in one process.

    python -m benchmarks.lists 100000 5

prints, for each way, the seconds of every round, by the clock and by the processor, as JSON. ``performance.py`` runs it
with both engines.
"""

import importlib.util
import json
import logging
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.fields import PERSON
from benchmarks.inputs import SEED
from benchmarks.ways import OURS, PURE

from npmatch.columns import match_columns
from npmatch.native import engine
from npmatch.native.columns import person_codes
from npmatch.policy import Policy
from npmatch.synthetic import PAIRS, pairs

Lists = dict[str, list[str]]
Work = Callable[[], object]

NAMES = PERSON[:3]
CODES, COLUMNS = f"{OURS}, packed outcomes", f"{OURS}, match_columns"
CPDIST = "rapidfuzz cpdist, 3 names"


def columns(rows: int) -> tuple[Lists, Lists]:
    """Return applications and contracts, a list for each field; as out of files, no two strings are one object."""
    made = list(pairs(rows, SEED, PAIRS))
    sides = ([pair.application for pair in made], [pair.contract for pair in made])
    asked, held = ({field: [_read(getattr(record, field)) for record in side] for field in PERSON} for side in sides)
    return asked, held


def _read(value: str) -> str:
    """Return the same text in a string of its own."""
    return value.encode().decode()


def npmatch_codes(asked: Lists, held: Lists) -> Work:
    """Decide: a number for each pair, which packs four outcomes, and with them the verdict."""
    left, right = ([side[name] for name in PERSON] for side in (asked, held))
    return lambda: person_codes(left, right, Policy())


def npmatch_columns(asked: Lists, held: Lists) -> Work:
    """Decide: lists of verdicts, outcomes, codes of Appendix 4 and reasons."""
    return lambda: match_columns(asked, held)


def cpdist(asked: Lists, held: Lists) -> Work:
    """Measure three names with rapidfuzz, by one thread, nothing folded."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist as distances

    return lambda: [distances(asked[name], held[name], scorer=OSA.distance, workers=1) for name in NAMES]


def jellyfish(asked: Lists, held: Lists) -> Work:
    """Measure three names with jellyfish, nothing folded."""
    from jellyfish import damerau_levenshtein_distance as distance

    return lambda: [list(map(distance, asked[name], held[name])) for name in NAMES]


def splink(asked: Lists, held: Lists) -> Work:
    """Do the compare step of splink in DuckDB, by one thread: levels for three names, equality of documents."""
    import duckdb
    import pandas as pd
    import splink.comparison_library as library
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    frames = [pd.DataFrame({"unique_id": range(len(side["document"])), **side}) for side in (asked, held)]
    settings = SettingsCreator(
        link_type="link_only",
        blocking_rules_to_generate_predictions=[block_on("unique_id")],
        comparisons=[
            *(library.DamerauLevenshteinAtThresholds(name, [1, 2]) for name in NAMES),
            library.ExactMatch("document"),
        ],
    )

    def work() -> object:
        base = DuckDBAPI(duckdb.connect(config={"threads": 1}))  # a new one, for it remembers what it has worked out
        return Linker(list(map(base.register, frames)), settings, log_level=logging.ERROR).inference.predict()

    return work


PEERS = {
    CPDIST: ("numpy", cpdist),
    "jellyfish, 3 names": ("jellyfish", jellyfish),
    "splink, compare step": ("splink", splink),
}
"""Who takes part beside npmatch: the module that it needs, and what prepares its work."""


def ways(asked: Lists, held: Lists) -> dict[str, Work]:
    """Return the ways to compare lists; the peers beside the compiled engine only, once is enough."""
    if engine() == "pure":
        return {f"{PURE}, match_columns": npmatch_columns(asked, held)}
    here = {name: prepare for name, (module, prepare) in PEERS.items() if importlib.util.find_spec(module)}
    ours = {CODES: npmatch_codes, COLUMNS: npmatch_columns}
    return {name: prepare(asked, held) for name, prepare in {**ours, **here}.items()}


def timed(work: Work) -> tuple[float, float]:
    """Return the seconds that a piece of work takes, by the clock and by the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def run(rows: int, rounds: int) -> dict[str, Any]:
    """Do all of it in turns; the first round, in which tables are filled, is not counted."""
    todo = ways(*columns(rows))
    taken = [[timed(work) for work in todo.values()] for _ in range(rounds + 1)][1:]
    return dict(zip(todo, zip(*taken, strict=True), strict=True))


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]), int(sys.argv[2]))))
