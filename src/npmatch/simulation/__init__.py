"""Моделирование: whole portings on a virtual clock, with faults on request; the same for the same seed.

>>> report = simulate(numbers=30, seed=1)
>>> report.sound, sum(report.states.values()) == report.processes
(True, True)
"""

import gc
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from errno import EEXIST
from functools import partial
from pathlib import Path
from time import perf_counter

from npmatch.actors.evidence import Chain, Keeper
from npmatch.actors.exports import Export
from npmatch.actors.storage import NoStorage, SqliteStorage, Storage
from npmatch.porting.journal import Journal
from npmatch.porting.numbering import russian_plan
from npmatch.simulation import audit
from npmatch.simulation.faults import FAULTS, Faults
from npmatch.simulation.files import REPEATED, Files
from npmatch.simulation.places import biggest
from npmatch.simulation.report import Report
from npmatch.simulation.subscribers import Subscribers
from npmatch.simulation.world import World, forget

A_DAY = 1500
"""How many numbers are asked for in a day, if nobody says otherwise."""
SHORTEST = 7
BATCH = 2000
"""How many entries of a journal file are put down together: what a virtual clock loses can be run again."""


@contextmanager
def _no_collections() -> Iterator[None]:
    """Leave cycles alone during a run: it makes none worth looking for, among millions of records that live on."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_no_collections()  # until the records are gone: a collection before that would look at every one of them
def simulate(  # noqa: PLR0913  # a run is described by all of these, by name
    *,
    numbers: int = 1000,
    seed: int = 1,
    days: int | None = None,
    journal: Path | None = None,
    faults: frozenset[str] = frozenset(),
    applications: Path | None = None,
    contracts: Path | None = None,
    exports: Path | None = None,
) -> Report:
    """Run portings on a virtual clock and report.

    Either ``numbers`` invented subscribers' numbers are ported, or the ``applications`` of one CSV export against
    the ``contracts`` of another. Applications are filed during ``days`` days (None: as many as keep the load of a day
    even); the clock then runs until nothing is left to happen. ``journal``: where the evidence is kept (None: it is
    checked as it is written, and not kept). ``exports``: the folder, which is made, for the two-hour export files of
    the database (None: they are counted and not kept).

    Raises ValueError for a fault that is not in `FAULTS`, for fewer than one number or day, and for one export
    without the other; BatchError if an export cannot be read; FileExistsError if ``journal`` or ``exports`` exists.

    Clause: 3
    """
    began = perf_counter()
    troubles = Faults(faults, seed)
    if numbers < 1 or (days is not None and days < 1):
        raise ValueError("a run has at least one number and one day")
    if (applications is None) != (contracts is None):
        raise ValueError("applications and contracts come together")
    if journal is not None and journal.exists():
        raise FileExistsError(EEXIST, "is there already", str(journal))
    if exports is not None:
        exports.mkdir()
    plan = russian_plan()
    span = days or max(SHORTEST, -(-numbers // A_DAY))
    arrivals: Subscribers | Files = Subscribers(plan, numbers, seed, span)
    if applications is not None and contracts is not None:
        arrivals = Files(plan, applications, contracts, span)
        numbers = len(arrivals.applications)
    with ExitStack() as stack:
        secret = f"simulation {seed}".encode()  # a run is the same every time, its digests too
        kept = Chain() if journal is None else stack.enter_context(Journal(str(journal), secret))
        keeper = Keeper(kept, b"" if journal is None else secret, batch=BATCH)
        storage = _storage(stack, crash="crash" in faults)
        world = World(plan, keeper, troubles, storage, forget if exports is None else partial(_publish, exports))
        if isinstance(arrivals, Files):
            world.hold(arrivals.holdings())
        world.run(arrivals, troubles.plan(world.start, span, biggest(plan)))
        valid, length, digest = _verified(kept)
    rows, unread = (arrivals.rows, arrivals.unread) if isinstance(arrivals, Files) else ({}, {})
    report = _report(world, numbers, span, (valid, length, digest))
    return replace(report, rows=rows, unread=unread, seconds=perf_counter() - began)


def _report(world: World, numbers: int, span: int, journal: tuple[bool, int, str]) -> Report:
    waiting, stray = audit.open_and_unaccounted(world)
    states = audit.states(world)
    valid, length, digest = journal
    return Report(
        processes=states.total(),
        numbers=numbers,
        days=span,
        ported=audit.ported(world),
        states=states,
        codes=audit.codes(world),
        late=dict(world.database.observed),
        after=audit.after(world),
        slots=world.database.slots.counts(),
        messages=dict(world.messages),
        faults=dict(world.faults.done),
        open=waiting,
        unaccounted=stray,
        astray=audit.astray(world),
        lost=audit.lost(world),
        exports=world.database.exports.count,
        records=length,
        head=digest,
        journal_verified=valid,
    )


def _publish(folder: Path, export: Export) -> None:
    (folder / export.name).write_text(export.text, encoding="utf-8", newline="")


def _storage(stack: ExitStack, *, crash: bool) -> Callable[[], Storage]:
    if not crash:
        return NoStorage
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    running = stack.enter_context(ExitStack())
    return lambda: _opened(running, folder / "state.sqlite")


def _opened(running: ExitStack, path: Path) -> Storage:
    running.close()  # whoever crashed knows nothing any more: neither its file nor the processes that it remembered
    storage = SqliteStorage(str(path), durable=False)  # the file ends with the run, which no power failure survives
    running.callback(storage.close)
    return storage


def _verified(kept: Chain | Journal) -> tuple[bool, int, str]:
    head = kept.head()
    return bool(kept.verify(head)), head.length, head.digest


__all__ = ["FAULTS", "REPEATED", "Report", "simulate"]
