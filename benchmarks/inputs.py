"""Files of invented people and organisations, the same for the same seed: what the benchmarks match."""

import contextlib
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.fields import ORGANISATION, PERSON, SIDES

from npmatch.synthetic import CASED, PAIRS, pairs

SEED = 1

MIXES = {"pairs": PAIRS, "cased": CASED, "join": PAIRS, "organisations": replace(PAIRS, kinds={"org": 1})}
"""What the files of a job hold; the other jobs have the same in another encoding or in another order."""

JOBS = ("pairs", "cased", "pairs-cp1251", "cased-cp1251", "join", "join-shuffled", "organisations")

Write = Callable[[Path], None]


def input_files(folder: Path, job: str, count: int) -> tuple[Path, ...]:
    """Return the files of a job, one of pairs or applications and contracts; write those that are not there yet."""
    paths = tuple(folder / f"{job}-{count}-{name}.csv" for name in _names(job))
    if job == "join-shuffled":
        applications, contracts = input_files(folder, "join", count)
        return applications, _once(paths[1], lambda path: shuffle(contracts, path))
    if job.endswith("-cp1251"):
        (source,) = input_files(folder, job.removesuffix("-cp1251"), count)
        return (_once(paths[0], lambda path: recode(source, path)),)
    if not all(path.exists() for path in paths):
        write(paths, job, count)
    return paths


def encoding_of(job: str) -> str:
    """Return the encoding of the files of a job.

    >>> encoding_of("pairs"), encoding_of("cased-cp1251")
    ('utf-8', 'cp1251')
    """
    return "cp1251" if job.endswith("-cp1251") else "utf-8"


def _names(job: str) -> tuple[str, ...]:
    return ("applications", "contracts") if job.startswith("join") else ("pairs",)


def _once(path: Path, write: Write) -> Path:
    """Have a file written, unless it is there; one that is there is whole."""
    if not path.exists():
        part = path.with_suffix(".part")
        write(part)
        part.rename(path)
    return path


def write(paths: tuple[Path, ...], job: str, count: int) -> None:
    """Write the files of a job together."""
    parts = [path.with_suffix(".part") for path in paths]
    with contextlib.ExitStack() as opened:
        streams = [opened.enter_context(part.open("w", encoding="utf-8")) for part in parts]
        for lines in _lines(job, count):
            for stream, line in zip(streams, lines, strict=True):
                stream.write(line)
    for part, path in zip(parts, paths, strict=True):
        part.rename(path)


def _lines(job: str, count: int) -> Iterator[list[str]]:
    """Yield a line of each file: the headers, then the rows."""
    fields = ORGANISATION if job == "organisations" else PERSON
    sides = [";".join(prefix + field for field in fields) for prefix in SIDES]
    yield [f"phone;{side}\n" for side in [";".join(fields)] * 2] if job == "join" else [f"phone;{';'.join(sides)}\n"]
    for number, pair in enumerate(pairs(count, SEED, MIXES[job])):
        phone = f"9{number * 7919 % 1_000_000_000:09d}"  # each once, and not in the order of their digits
        sides = [";".join(getattr(side, field) for field in fields) for side in (pair.application, pair.contract)]
        yield [f"{phone};{side}\n" for side in sides] if job == "join" else [f"{phone};{';'.join(sides)}\n"]


def recode(source: Path, path: Path) -> None:
    """Write a file in Windows-1251."""
    with source.open(encoding="utf-8") as lines, path.open("w", encoding="cp1251") as stream:
        stream.writelines(lines)


def shuffle(source: Path, path: Path) -> None:
    """Write the rows of a file in another order, all in memory; the header stays where it is."""
    header, *rows = source.read_bytes().splitlines(keepends=True)
    random.Random(SEED).shuffle(rows)
    with path.open("wb") as stream:
        stream.writelines([header, *rows])
