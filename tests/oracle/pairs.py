"""Pairs of records in great number: real names, damaged in every way that the rule speaks of.

The same seed gives the same pairs. Records are plain dicts, values are what a person could have typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from oracle import damage, reforms
from oracle.organisations import Row
from oracle.verdicts import FIELDS, Record

KINDS = ("person", "org", "ip", "person", "ip", "customer", "person", "ip")
NOTHING: tuple[object, ...] = ("", "", "", None, "-", " ", "нет", "Отсутствует", "H e T", "0тсутствует", "нета")


@dataclass(frozen=True)
class Material:
    """What records are made of."""

    surnames: tuple[str, ...]
    given_names: tuple[str, ...]
    patronymics: tuple[str, ...]
    organisations: tuple[tuple[str, ...], ...]  # the names of one organisation
    forms: tuple[Row, ...]


@dataclass(frozen=True)
class Pair:
    """Two records of one kind."""

    kind: str
    application: Record
    contract: Record


def pairs(material: Material, seed: int, count: int) -> Iterator[Pair]:
    """Yield pairs of records of every kind."""
    rng = Random(seed)
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        yield organisations(rng, kind, material) if kind in {"org", "customer"} else people(rng, kind, material)


def people(rng: Random, kind: str, material: Material) -> Pair:
    """Make two records of one person, of two, or of one whose names stand in the wrong places."""
    contract: Record = {
        "surname": rng.choice(material.surnames),
        "given_name": rng.choice(material.given_names),
        "patronymic": rng.choice(material.patronymics),
        FIELDS[kind][-1]: identifier(rng, kind),
    }
    application: Record = {field: damage.damaged(rng, str(value)) for field, value in contract.items()}
    if rng.random() < 0.5:
        application[FIELDS[kind][-1]] = damage.looked_alike(rng, str(contract[FIELDS[kind][-1]]))
    for record in (application, contract):
        spoil(rng, record)
    if rng.random() < 0.05:
        application["surname"], application["given_name"] = application["given_name"], application["surname"]
    return ordered(rng, kind, application, contract)


def spoil(rng: Random, record: Record) -> None:
    """Leave a field out now and then, or write one letter or a word for nothing instead."""
    for field in record:
        if rng.random() < (0.2 if field == "patronymic" else 0.03):
            value = record[field]
            record[field] = rng.choice((*NOTHING, str(value)[:1], str(value)[:1] + "."))


def ordered(rng: Random, kind: str, application: Record, contract: Record) -> Pair:
    """Either side may be the damaged one."""
    return Pair(kind, contract, application) if rng.random() < 0.5 else Pair(kind, application, contract)


def identifier(rng: Random, kind: str) -> str:
    """A passport, INN or purchase number, now and then one with letters."""
    if kind == "person":
        return f"{rng.choice(('45', 'II-МЮ', 'ХІ', '4b', 'AB'))} {rng.randrange(100)} {rng.randrange(10**6):06}"
    return f"{rng.randrange(10**9, 10**10)}"


def organisations(rng: Random, kind: str, material: Material) -> Pair:
    """Make two records of one organisation or, seldom, of two."""
    names = rng.choice(material.organisations)
    others = names if rng.random() < 0.9 else rng.choice(material.organisations)
    inn = identifier(rng, kind)
    application = organisation(rng, names, inn, material.forms)
    contract = organisation(rng, others, inn, material.forms)
    if rng.random() < 0.6:
        contract["name"] = damage.damaged(rng, reforms.reformed(rng, str(application["name"]), material.forms))
    if rng.random() < 0.1:
        application["aliases"] = (damage.damaged(rng, str(contract["name"])),)
        contract["aliases"] = (damage.damaged(rng, str(application["name"])),)
    if rng.random() < 0.1:
        for record in (application, contract):
            record.update(inn=rng.choice(("", "-", None)), nonresident=True)
    if kind == "customer":
        purchases(rng, application, contract)
    return ordered(rng, kind, application, contract)


def organisation(rng: Random, names: tuple[str, ...], inn: str, forms: tuple[Row, ...]) -> Record:
    """One record of an organisation, with aliases of every quality."""
    name = reforms.reformed(rng, rng.choice(names), forms)
    listed = (*names, name, damage.damaged(rng, rng.choice(names)), "", " - ", rng.choice(forms)[1])
    return {
        "name": rng.choice(("", "«»", None)) if rng.random() < 0.02 else damage.damaged(rng, name),
        "inn": rng.choice(("", "-", None)) if rng.random() < 0.15 else damage.looked_alike(rng, inn),
        "aliases": tuple(rng.sample(listed, rng.choice((0, 0, 0, 1, 1, 1, 2)))),
        "nonresident": rng.random() < 0.4,
    }


def purchases(rng: Random, application: Record, contract: Record) -> None:
    """Give both records a purchase id, the same one more often than not."""
    purchase = identifier(rng, "customer")
    for record in (application, contract):
        other = rng.choice(("", "-", identifier(rng, "customer"), damage.looked_alike(rng, purchase)))
        record["purchase_id"] = purchase if rng.random() < 0.7 else other
