"""Match files of pairs that nobody would write, with the compiled pass over their bytes and without it.

``python -m tools.fuzz_pass --seconds 60`` tries as many files as fit; it ends with 1 at the first for which output,
quarantine or counts are not the same, byte for byte. Built with sanitizers (``.ci/run`` shows how), a read beyond a
block ends the process.
"""

import argparse
import io
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any, NamedTuple
from unittest import mock

from npmatch.batch import reader, run
from npmatch.batch.exports import Options
from npmatch.batch.faults import BatchError, Fault, Place
from npmatch.batch.jobs import PairJob, Terms
from npmatch.batch.output import Form, Sink
from npmatch.batch.pairs import Pairs, read_pair_layout
from npmatch.batch.passing import pass_for
from npmatch.batch.quarantine import Quarantine
from npmatch.batch.reader import open_source
from npmatch.batch.run import Hooks, Mark, Run
from npmatch.batch.summary import Summary
from npmatch.native import kernel
from npmatch.policy import Policy
from npmatch.synthetic import CASED, PAIRS, pairs


class How(NamedTuple):
    """How a file is matched: options of the command, and ``block``, how many bytes are read at a time (None: many)."""

    encoding: str | None = None
    delimiter: str | None = None
    output: str | None = None
    excel: bool = False
    on: str | None = None
    kind: str | None = None
    policy: Policy = Policy()
    block: int | None = None


class Left(NamedTuple):
    """What a run leaves: the output, the quarantine and the counts, or the fault that ended it."""

    output: bytes
    aside: bytes
    counts: dict[str, Any]
    fault: Fault | None = None


class Stop(NamedTuple):
    """A place from which a run may go on, and what was written and counted up to it."""

    mark: Mark
    left: Left


@contextmanager
def read_by(block: int | None) -> Iterator[None]:
    """Let so many bytes be read at a time."""
    with mock.patch.object(reader, "ROOM", reader.ROOM if block is None else block):
        yield


@contextmanager
def engine(*, native: bool) -> Iterator[None]:
    """Let runs have the compiled pass, or not."""
    with mock.patch.object(run, "pass_for", pass_for if native else lambda *_: None):
        yield


def job_of(data: bytes, how: How) -> PairJob:
    """Open a file of pairs. Raises BatchError if it is none."""
    options = Options(how.on, how.encoding, how.delimiter, kind=how.kind)
    source = open_source(io.BytesIO(data), "pairs.csv", how.encoding, how.delimiter)
    layout = read_pair_layout(Place(source.name, source.header_line), source.header, options)
    return PairJob(Pairs(source, layout), Terms(how.policy))


class Try:
    """One run over a file: from its beginning, or from a stop on."""

    def __init__(self, data: bytes, how: How, begun: Stop | None = None) -> None:
        job = job_of(data, how)
        self._output, self._aside = io.BytesIO(), io.BytesIO()
        self._summary = Summary()
        self._begun = begun
        if begun is not None:
            self._output.write(begun.left.output)
            self._aside.write(begun.left.aside)
            self._summary = Summary.from_dict(begun.left.counts)
        quarantine = Quarantine(self._aside)  # type: ignore[arg-type]  # what is written need not be counted
        quarantine.counts.update(self._summary.quarantined)
        self._summary.quarantined = quarantine.counts
        form = Form.of(next(iter(job.sources.values())).dialect, how.output, excel=how.excel)
        self.stops: list[Stop] = []
        sink = Sink(self._output, "out.csv", form, begun=begun is not None)
        self._run = Run(job, sink, self._summary, Hooks(quarantine.dealer("pairs"), self._step))

    def go(self, *, stops: bool = False) -> Left:
        """Run to the end; keep every place from which it could go on, if asked to."""
        self._keep = stops
        if self._begun is None:
            self._run.write_header()
        self._run.go(Mark() if self._begun is None else self._begun.mark)
        return self._left()

    def _left(self) -> Left:
        return Left(self._output.getvalue(), self._aside.getvalue(), self._summary.to_dict())

    def _step(self, mark: Mark) -> None:
        self._run.count()
        if self._keep:
            self.stops.append(Stop(mark, self._left()))


def left_by(data: bytes, how: How, *, native: bool) -> Left:
    """Return what a run over a file leaves, with the compiled pass or without it."""
    with engine(native=native), read_by(how.block):
        try:
            return Try(data, how).go()
        except BatchError as error:
            return Left(b"", b"", {}, error.fault)


def differs(data: bytes, how: How) -> str | None:
    """Return in what the two engines differ on a file, None if they do not."""
    found, expected = (left_by(data, how, native=native) for native in (True, False))
    return next((name for name in Left._fields if getattr(found, name) != getattr(expected, name)), None)


FIELDS = ("surname", "given_name", "patronymic", "document")
HEADERS = (
    ("phone", *(f"{side}_{field}" for side in ("application", "contract") for field in FIELDS)),
    ("phone", *(f"{side}_{field}" for field in FIELDS for side in ("application", "contract"))),
    tuple(f"{side}_{field}" for side in ("contract", "application") for field in FIELDS),
    ("Примечание", "Номер телефона", *("Фамилия", "Имя", "Паспорт") * 2, "x"),
    ("phone", "application_surname", "contract_document", "contract_surname", "application_document"),
    ("phone", "application_inn", "application_surname", "contract_inn", "contract_surname"),
    ("phone", "application_surname", "application_series", "contract_surname", "contract_document"),
    ("phone", *("surname", "document") * 2),
)
CELLS = (
    *(
        "",
        " ",
        "-",
        "0",
        "Ким",
        "КИМ",
        "K" + "им",
        "Иванов",
        "ИП Иванов",
        "ип",
        "И",
        "Индивидуальный предприниматель Ким",
    ),
    *("Итого", "Итого:", "Всего", "900", "+7900", "=1", "0012", "9001234567", "4,5E+09", "5e+09", "E+", "4508 123456"),
    *('"', '""', '"Ким"', '"Ким', 'Ким"', 'К"им', '"К""им"', '"К;им"', '"К,и\tм|"', '"К\nим"', '"К\r\nим"', '"" '),
    *(
        "\0",
        "\ufeff",
        "\N{ZERO WIDTH NO-BREAK SPACE}Ким",
        "й",
        "и\u0306",
        "и\u0306\u0301",
        "😀",
        "b1",
        "bI",
        "\u2028",
        "\x85",
        "\x0b",
        "\x1c",
    ),
    *("нет", "Нет", "ё", "Ы", "№", "\u00a0", "к" * 300, "phone", "application_surname", "'", "@", "\u0301Ким", "ß"),
)
BYTES = (
    b"\x98",
    b"\xff",
    b"\xd0",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n",
    b"\r\n",
    b"\r\r\n",
    b'"',
    b"\0",
    b";",
    b"\xf0\x9f",
    b"e+",
)
ENDS = ("\n", "\n", "\n", "\r\n", "\r", "\r\r\n", "\n\n", "")
ENCODINGS = ("utf-8", "utf-8", "utf-8", "cp1251", "cp866", "koi8-r", "utf-8-sig", "utf-16-le")
POLICIES = (Policy(), Policy(), Policy(spaces="collapse"), Policy(absent_markers=("нет",)))


def line_of(rng: Random, width: int, sign: str) -> str:
    """Make a line: invented people, the same twice, or cells that nobody would write."""
    kind, half = rng.random(), width // 2
    if kind < 0.3 and width > 2:
        same = sign.join(rng.choice(CELLS if rng.random() < 0.2 else CELLS[4:9]) for _ in range(half))
        return sign.join([rng.choice(CELLS) if rng.random() < 0.2 else "900", same, same])
    odd = 0.05 if kind < 0.7 else 0.5
    cells = [rng.choice(CELLS) if rng.random() < odd else rng.choice(CELLS[4:8]) for _ in range(width)]
    return sign.join(cells[: rng.randint(0, width)] if rng.random() < 0.05 else cells)


def file_of(rng: Random) -> tuple[bytes, How]:
    """Make a file, and say how it is to be matched."""
    sign, encoding, header = rng.choice(";;;,\t|"), rng.choice(ENCODINGS), rng.choice(HEADERS)
    end, some = rng.choice(ENDS[:4]), rng.choice((0.0, 0.05, 0.5))
    lines = [line_of(rng, len(header), sign) for _ in range(rng.choice((3, 10, 60)))]
    if rng.random() < 0.1:
        lines.insert(rng.randrange(len(lines)), sign.join(header))
    ends = [rng.choice(ENDS) if rng.random() < some else end for _ in lines]
    text = sign.join(header) + end + "".join(map("".join, zip(lines, ends, strict=True)))
    data = text.removesuffix(end if rng.random() < 0.3 else "").encode(encoding, "ignore")
    first = data.index(b"\n") + 1
    for _ in range(rng.choice((0, 0, 1, 4))):
        at = rng.randint(first, len(data))
        data = data[:at] + rng.choice(BYTES) + data[at + rng.randrange(3) :]
    told = encoding.removesuffix("-sig").removesuffix("-le") if rng.random() < 0.8 else None
    output = rng.choice((None, None, None, "utf-8", "cp1251", "koi8-r", "utf-16"))
    block = rng.choice((None, 1, 7, 64, 300))
    excel = rng.random() < 0.15
    on = rng.choice(header) if rng.random() < 0.2 else None
    return data, How(told, sign, output, excel, on, None, rng.choice(POLICIES), block)


def people(rng: Random) -> tuple[bytes, How]:
    """Make a file of invented people, with a few bytes of it changed."""
    sign = rng.choice(";,")
    found = pairs(rng.choice((5, 60)), rng.randrange(1 << 30), rng.choice((CASED, PAIRS)))
    sides = [[[getattr(side, name) for name in FIELDS] for side in (pair.application, pair.contract)] for pair in found]
    lines = [sign.join(["90", *first, *second]) for first, second in sides]
    data = "\n".join([sign.join(HEADERS[0]), *lines, ""]).encode()
    first = data.index(b"\n") + 1
    for _ in range(rng.choice((0, 1, 3, 20))):
        at = rng.randrange(first, len(data))
        data = data[:at] + rng.choice((rng.randbytes(1), b"", rng.choice(BYTES))) + data[at + 1 :]
    return data, How("utf-8", sign, block=rng.choice((None, 100)))


def run_for(seconds: float, seed: int) -> tuple[int, str | None]:
    """Try files until the time is up; return how many, and the first that differs."""
    rng, end, tried = Random(seed), time.monotonic() + seconds, 0  # noqa: S311  # cases, not secrets
    while time.monotonic() < end:
        data, how = (people if rng.random() < 0.3 else file_of)(rng)
        tried += 1
        found = differs(data, how)
        if found is not None:
            return tried, ascii((found, how, data))
    return tried, None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description="odd files of pairs, matched with the compiled pass and without it")
    parser.add_argument("--seconds", type=float, default=60, help="how long to try (default: 60)")
    parser.add_argument("--seed", type=int, default=1)
    asked_for = parser.parse_args(arguments)
    if kernel() is None:
        print("the compiled module is not there")
        return 2
    tried, fault = run_for(asked_for.seconds, asked_for.seed)
    print(f"{tried} files, {int(fault is not None)} disagreements")
    if fault:
        print(fault)
    return int(fault is not None)


if __name__ == "__main__":
    sys.exit(main())
