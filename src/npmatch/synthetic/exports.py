"""Two exports as operators' systems make them: applications of the recipient, contracts of the donor.

The two write headers, kinds and phone numbers differently, keep the passport in two columns or in one, and do not
hold quite the same numbers. Every text fits Windows-1251.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from npmatch.outcomes import Outcome
from npmatch.records import Record
from npmatch.synthetic.labels import Kind, LabelledPair
from npmatch.synthetic.mixes import DEMO, Dealer, Mix
from npmatch.synthetic.source import Seeded, rarely

Row = dict[str, str]
Status = Literal["matched", "not_matched", "no_contract", "incomplete"]

APPLICATION_HEADERS = {
    "phone": "Номер телефона",
    "kind": "Тип абонента",
    "surname": "Фамилия",
    "given_name": "Имя",
    "patronymic": "Отчество",
    "series": "Серия",
    "number": "Номер документа",
    "name": "Наименование",
    "alias": "Другое наименование",
    "inn": "ИНН",
    "nonresident": "Нерезидент",
    "purchase_id": "Номер закупки",
}
CONTRACT_HEADERS = {
    "phone": "Абонентский номер",
    "kind": "Категория абонента",
    "surname": "Фамилия",
    "given_name": "Имя",
    "patronymic": "Отчество",
    "document": "Паспорт",
    "name": "Полное наименование",
    "alias": "Краткое наименование",
    "inn": "ИНН",
    "nonresident": "Признак нерезидента",
    "purchase_id": "Идентификатор закупки",
}

_APPLICATION_KINDS = {"person": "ФЛ", "ip": "ИП", "org": "ЮЛ", "customer": "Заказчик"}
_CONTRACT_KINDS = {
    "person": "Физическое лицо",
    "ip": "Индивидуальный предприниматель",
    "org": "Юридическое лицо",
    "customer": "Государственный заказчик",
}
_NOT_ALLOTTED = 7001
"""Appendix 4: the donor has no contract for the number."""
_FIRST = 1_000_000_000
_NUMBERS = 100_000_000
"""Numbers from 910 to 919: all of them are allotted, nearly all to one operator, so they can be ported."""
_STEP = 7_654_321
"""It has no factor of the ten that numbers are made of, so that numbers a step apart do not repeat."""


@dataclass(frozen=True, slots=True, repr=False)
class Label:
    """What is expected of one application: ``phone`` is its number as the application writes it.

    Clause: 6/3
    """

    phone: str
    kind: Kind
    status: Status
    error_code: int | None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.kind}, {self.status}, {self.error_code})"


@dataclass(frozen=True, slots=True, repr=False)
class Exports:
    """The rows of both exports, by header, and a label for each application in the same order."""

    applications: tuple[Row, ...]
    contracts: tuple[Row, ...]
    labels: tuple[Label, ...]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self.applications)} applications, {len(self.contracts)} contracts)"


def export_rows(count: int, seed: int, mix: Mix = DEMO) -> Exports:
    """Return two exports with ``count`` applications, the same for the same ``seed``.

    One application in 25 finds no contract, one contract in 20 belongs to no application.

    >>> exports = export_rows(100, seed=1)
    >>> exports.labels[0].status
    'matched'
    >>> "Паспорт" in exports.contracts[0]
    True

    Clause: 6/3
    """
    source, dealer = Seeded(seed), Dealer(mix)
    numbers = _numbers(source)
    applications, contracts, labels = [], [], []
    for number in islice(numbers, count):
        pair, phone, without = dealer.deal(source), _phone(source, number), rarely(source, 25)
        applications.append(_application(phone, pair))
        labels.append(_label(phone, pair, without=without))
        if not without:
            contracts.append(_contract(_phone(source, number), pair))
    contracts.extend(_contract(_phone(source, number), dealer.deal(source)) for number in islice(numbers, count // 20))
    contracts.sort(key=lambda _: source.random())
    return Exports(tuple(applications), tuple(contracts), tuple(labels))


def _numbers(source: Seeded) -> Iterator[str]:
    """Return subscriber numbers without a country code, none twice."""
    first = source.randrange(_FIRST)
    return (f"91{(first + index * _STEP) % _NUMBERS:08d}" for index in range(_NUMBERS))


def _phone(source: Seeded, number: str) -> str:
    code, parts = number[:3], (number[3:6], number[6:8], number[8:])
    return source.choice(
        (
            f"7{number}",
            f"8{number}",
            f"+7{number}",
            f"+7 ({code}) {'-'.join(parts)}",
            f"8 ({code}) {'-'.join(parts)}",
            f"8 {code} {' '.join(parts)}",
        )
    )


def _label(phone: str, pair: LabelledPair, *, without: bool) -> Label:
    if without:
        return Label(phone, pair.kind, "no_contract", _NOT_ALLOTTED)
    if Outcome.MISSING in pair.outcomes.values():
        return Label(phone, pair.kind, "incomplete", None)
    return Label(phone, pair.kind, "matched" if pair.matched else "not_matched", pair.error_code)


def _application(phone: str, pair: LabelledPair) -> Row:
    values = _values(pair.application) | {"phone": phone, "kind": _APPLICATION_KINDS[pair.kind]}
    series, space, number = values.get("document", "").partition(" ")
    values |= {"series": series, "number": number} if space else {"series": series[:4], "number": series[4:]}
    return {header: values.get(role, "") for role, header in APPLICATION_HEADERS.items()}


def _contract(phone: str, pair: LabelledPair) -> Row:
    values = _values(pair.contract) | {"phone": phone, "kind": _CONTRACT_KINDS[pair.kind]}
    return {header: values.get(role, "") for role, header in CONTRACT_HEADERS.items()}


def _values(record: Record) -> Row:
    """Return the fields of a record as the cells of a row; a record lists one alias at most."""
    values = {name: getattr(record, name) for name in type(record).__match_args__}
    aliases = values.pop("aliases", ())
    if "nonresident" in values:
        values["nonresident"] = "да" if values["nonresident"] else "нет"
    return values | {"alias": "".join(aliases)}
