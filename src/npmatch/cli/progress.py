"""How far a run is: a bar on a terminal, lines of JSON for a scheduler, nothing where nobody looks."""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from npmatch.batch.filed import Watch
from npmatch.batch.places import Places
from npmatch.batch.reader import Source
from npmatch.cli.language import Say

_EVERY = 1.0
"""Seconds between two lines of JSON."""


@contextmanager
def progress(how: str, sources: Iterable[Source], say: Say) -> Iterator[Watch]:
    """Show how far a run is while it lasts: ``json``, ``none``, or ``auto``, a bar if stderr is a terminal.

    The first of the sources is read once; the others before it, to be indexed.
    """
    sizes = [Places(source.stream, source.name).size() for source in sources]
    totals = {"verdicts": sizes[0], "contracts": sum(sizes[1:])}
    if how == "json":
        yield _lines(totals)
    elif how == "auto" and sys.stderr.isatty():
        with _bar(totals, say) as watch:
            yield watch
    else:
        yield lambda *_: None


def _lines(totals: dict[str, int]) -> Watch:
    """Return what writes a line of JSON a second: bytes done and in all, bytes a second, seconds left."""
    begun = time.monotonic()
    due = begun

    def watch(phase: str, offset: int, rows: int) -> None:
        nonlocal due
        now = time.monotonic()
        done = offset if phase == "contracts" else totals["contracts"] + offset
        if now < due and done < sum(totals.values()):
            return
        due = now + _EVERY
        of = sum(totals.values())
        rate = done / max(now - begun, 1e-6)
        left = round((of - done) / rate, 1) if rate else None
        said = {"phase": phase, "bytes": done, "of": of, "rows": rows, "rate": round(rate), "left": left}
        sys.stderr.write(json.dumps(said) + "\n")
        sys.stderr.flush()

    return watch


@contextmanager
def _bar(totals: dict[str, int], say: Say) -> Iterator[Watch]:
    # Late: rich takes longer to load than a small job takes to run.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {
            phase: bar.add_task(say(f"progress.{phase}"), total=total)
            for phase, total in sorted(totals.items())
            if total
        }

        def watch(phase: str, offset: int, rows: int) -> None:  # noqa: ARG001  # the bar shows bytes
            if phase in tasks:
                bar.update(tasks[phase], completed=offset)

        yield watch
