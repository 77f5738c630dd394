"""Files that nobody would write, of pairs or to be joined, and how they are to be matched."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from npmatch.policy import Policy
from npmatch.synthetic import CASED, PAIRS, pairs


class How(NamedTuple):
    """How a file is matched: options of the command, and ``block``, how many bytes are read at a time (None: many).

    ``contracts`` are the bytes of the file that it is joined with (None: it is a file of pairs), ``memory`` the bytes
    that their index may take.
    """

    encoding: str | None = None
    delimiter: str | None = None
    output: str | None = None
    excel: bool = False
    on: str | None = None
    kind: str | None = None
    policy: Policy = Policy()
    block: int | None = None
    contracts: bytes | None = None
    memory: int = 1 << 29


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
    ("phone", "application_name", "application_inn", "contract_name", "contract_inn"),
    ("application_inn", "application_name", "contract_name", "contract_inn", "phone"),
    ("application_name", "contract_name"),
    ("phone", "application_surname", "application_inn", "contract_inn", "contract_surname"),
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
    *(
        "+79001234567.0",
        "2" * 30,
        "нет",
        "Нет",
        "ё",
        "Ы",
        "№",
        "\u00a0",
        "к" * 300,
        "phone",
        "application_surname",
        "'",
        "@",
        "\u0301Ким",
        "ß",
    ),
    *(
        "ООО Ким",
        'ООО "Ким"',
        '"ООО ""Ким"""',
        '""""',
        '""Ким',
        '"К""""им"',
        "Общество с ограниченной ответственностью Ким",
    ),
    *("5001007322", "500100732259", "5OO1OO7322", '"5001007322"', "И.П. Ким", "ИП «Ким»"),
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
KEYS = ("9001234567", "+7 900 123-45-67", "89001234567", "9001234568", "12", "0012", "1" * 18)
SIDES = (
    ("phone", *FIELDS),
    ("phone", *FIELDS),
    ("document", "x", "surname", "phone", "patronymic"),
    ("phone", "surname", "document", "nonresident"),
    ("phone", "kind", "inn", *FIELDS),
    ("surname", "series", "number", "phone"),
    ("phone", "surname"),
)
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


def damaged(rng: Random, data: bytes, times: int) -> bytes:
    """Change so many places behind the header."""
    first = data.index(b"\n") + 1
    for _ in range(times):
        at = rng.randint(first, len(data))
        piece = rng.choice((rng.choice(BYTES), rng.choice(BYTES), rng.randbytes(1), b""))
        data = data[:at] + piece + data[at + rng.randrange(3) :]
    return data


def written(rng: Random, header: Sequence[str], lines: list[str], sign: str, encoding: str) -> bytes:
    """Write lines behind a header, with ends of several kinds, and damage a few."""
    end, some = rng.choice(ENDS[:4]), rng.choice((0.0, 0.05, 0.5))
    if rng.random() < 0.1:
        lines.insert(rng.randrange(len(lines)), sign.join(header))
    ends = [rng.choice(ENDS) if rng.random() < some else end for _ in lines]
    text = sign.join(header) + end + "".join(map("".join, zip(lines, ends, strict=True)))
    data = text.removesuffix(end if rng.random() < 0.3 else "").encode(encoding, "ignore")
    return damaged(rng, data, rng.choice((0, 0, 1, 4)))


def told(rng: Random, encoding: str, header: Sequence[str]) -> How:
    """Say how a file is matched; its delimiter is found."""
    return How(
        encoding=encoding.removesuffix("-sig").removesuffix("-le") if rng.random() < 0.8 else None,
        output=rng.choice((None, None, None, "utf-8", "cp1251", "koi8-r", "utf-16")),
        excel=rng.random() < 0.15,
        on=rng.choice(header) if rng.random() < 0.2 else None,
        policy=rng.choice(POLICIES),
        block=rng.choice((None, 1, 7, 64, 300)),
    )


def file_of(rng: Random) -> tuple[bytes, How]:
    """Make a file of pairs, and say how it is to be matched."""
    sign, encoding, header = rng.choice(";;;,\t|"), rng.choice(ENCODINGS), rng.choice(HEADERS)
    lines = [line_of(rng, len(header), sign) for _ in range(rng.choice((3, 10, 60)))]
    return written(rng, header, lines, sign, encoding), told(rng, encoding, header)._replace(delimiter=sign)


def side_of(rng: Random, sides: Sequence[Sequence[str]], people: Sequence[dict[str, str]], encoding: str) -> bytes:
    """Make a file of applications or contracts: of some people, each under a key, with odd cells."""
    sign, header, odd = rng.choice(";;;,\t|"), rng.choice(sides), rng.choice((0.0, 0.01, 0.1))
    rows = [rng.choice(people) for _ in range(rng.choice((2, 10, 60)))]
    lines = [
        [rng.choice(CELLS) if rng.random() < odd else str(person.get(name, "")) for name in header] for person in rows
    ]
    return written(rng, header, [sign.join(cells) for cells in lines], sign, encoding)


def joined(rng: Random) -> tuple[bytes, How]:
    """Make applications and contracts, and say how they are to be joined."""
    people = [
        {
            "phone": rng.choice(KEYS),
            **{field: rng.choice(CELLS if rng.random() < 0.05 else CELLS[4:8]) for field in FIELDS},
        }
        for _ in range(rng.choice((2, 12)))
    ]
    people += [{**person, "document": rng.choice(CELLS[4:8])} for person in people[:3]]
    encoding, other = rng.choice(ENCODINGS), rng.choice(ENCODINGS)
    how = told(rng, encoding, SIDES[0])._replace(memory=rng.choice((0, 1 << 29, 1 << 29, 1 << 29)))
    if encoding != other:
        how = how._replace(encoding=None)
    return side_of(rng, SIDES[: rng.choice((2, 2, 7))], people, encoding), how._replace(
        contracts=side_of(rng, SIDES[: rng.choice((2, 2, 7))], people, other)
    )


def people(rng: Random) -> tuple[bytes, How]:
    """Make a file of invented people, with a few bytes of it changed."""
    sign = rng.choice(";,")
    found = pairs(rng.choice((5, 60)), rng.randrange(1 << 30), rng.choice((CASED, PAIRS)))
    sides = [[[getattr(side, name) for name in FIELDS] for side in (pair.application, pair.contract)] for pair in found]
    lines = [sign.join(["90", *first, *second]) for first, second in sides]
    data = damaged(rng, "\n".join([sign.join(HEADERS[0]), *lines, ""]).encode(), rng.choice((0, 1, 3, 20)))
    return data, How("utf-8", sign, block=rng.choice((None, 100)))
