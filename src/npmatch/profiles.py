"""Who is compared on what: the fields of the four kinds of record, as clause 3 of Appendix 6 lists them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from npmatch.fields import COMPARED, identifier, inn, name, org_name, patronymic
from npmatch.forms.spellings import Spelling, spellings
from npmatch.outcomes import Outcome
from npmatch.policy import Policy, Spaces
from npmatch.records import Customer, Entrepreneur, Organization, Person, Record
from npmatch.text.compare import fold
from npmatch.text.equivalence import Folded
from npmatch.text.glance import PLAIN

Compare = Callable[[Any, Any, Policy], Outcome]
"""Takes what a field looks at in two records: mostly a string, for an organisation more than one."""

_EXACT = Outcome.EXACT  # a member of an enum is slow to look up on its class in Python 3.11
CompareAll = Callable[[tuple[Any, ...], tuple[Any, ...], Policy], tuple[Outcome, ...]]

_REMEMBERED = 80
"""Longest pair of names, in symbols, whose outcome is remembered: a bound on memory, not on what is compared."""


class Field(NamedTuple):
    """One compared field.

    ``compare``: how two values compare; ``recall`` is the same, but may remember. ``spellings``: the texts of a record
    that are compared, the one as written first. ``tolerant``: whether an edit is tolerated. ``clause``: the clause
    that names the field.
    """

    name: str
    compare: Compare
    recall: Compare
    spellings: Callable[[Any, Policy], tuple[Spelling, ...]]
    tolerant: bool
    clause: str

    def spaces(self, policy: Policy) -> Spaces:
        """Return how the field takes spaces: in identifiers they always go.

        >>> PERSON.fields[-1].spaces(Policy(spaces="collapse"))
        'remove'
        """
        return policy.spaces if self.tolerant else "remove"

    def folded(self, record: Record, policy: Policy) -> tuple[Folded, ...]:
        """Return the texts of ``record`` that are compared, after N and E, none twice.

        >>> PERSON.fields[0].folded(Person("Kpылов"), Policy())
        ('крылов',)

        Clause: 6/2.3 а-в
        """
        spaces = self.spaces(policy)
        texts = (fold(spelling.text, spaces) for spelling in self.spellings(record, policy))
        return tuple(dict.fromkeys(texts))


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared for one kind of record, in the order of the clause.

    ``values``: what the fields look at in a record, one value a field. ``quick``: the quickest way to what `compare`
    returns.
    """

    kind: str
    record: type[Record]
    values: Callable[[Any], tuple[Any, ...]]
    fields: tuple[Field, ...]
    quick: CompareAll = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        of_people = self.record in (Person, Entrepreneur)
        object.__setattr__(self, "quick", _written_out(self) if of_people else self.compare)

    def outcomes(self, application: Record, contract: Record, policy: Policy) -> tuple[Outcome, ...]:
        """Compare every field, whatever the others say.

        >>> PERSON.outcomes(Person("Крылов", document="1"), Person("Крылов", document="2"), Policy())[-1].value
        'different'

        Clause: 6/3
        """
        return self.quick(self.values(application), self.values(contract), policy)

    def compare(self, left: tuple[Any, ...], right: tuple[Any, ...], policy: Policy) -> tuple[Outcome, ...]:
        """Compare what the fields look at: the values of an application and those of a contract.

        >>> [str(found) for found in IP.compare(("Крылов", "", "", "1"), ("Kpылов", "", "", "1"), Policy())]
        ['equivalent', 'exact', 'exact', 'exact']

        Clause: 6/3
        """
        return tuple(
            [
                (each.recall if len(a) + len(b) <= _REMEMBERED else each.compare)(a, b, policy)
                for each, a, b in zip(self.fields, left, right, strict=True)
            ]
        )

    def __reduce__(self) -> tuple[Callable[[str], "Profile"], tuple[str]]:
        """Pickle by name: the four profiles are part of the library, not of the data."""
        return _by_kind, (self.kind,)


def _written_out(profile: Profile) -> CompareAll:
    """Return ``profile.compare`` for three names and a number, written out: in half the time the same outcomes.

    What spares the time is a look at what settles most fields: the same string on both sides is exact, unless it is
    the empty value of a mandatory field.
    """
    (surname, given_name, patronymic, number) = profile.fields

    def compare(left: tuple[Any, ...], right: tuple[Any, ...], policy: Policy) -> tuple[Outcome, ...]:
        a, b, c, d = left
        w, x, y, z = right
        return (
            _EXACT if a == w and a[:1] in PLAIN else _recalled(surname, a, w, policy),
            _EXACT if b == x else _recalled(given_name, b, x, policy),
            _EXACT if c == y else _recalled(patronymic, c, y, policy),
            _EXACT if d == z and d[:1] in PLAIN else number.compare(d, z, policy),
        )

    return compare


def _recalled(each: Field, a: str, b: str, policy: Policy) -> Outcome:
    return (each.recall if len(a) + len(b) <= _REMEMBERED else each.compare)(a, b, policy)


def _by_kind(kind: str) -> Profile:
    return next(profile for profile in PROFILES.values() if profile.kind == kind)


def _of_organization(record: Organization | Customer) -> tuple[Any, ...]:
    return (record.name, *record.aliases), (record.inn, record.nonresident)


def _of_customer(record: Customer) -> tuple[Any, ...]:
    return *_of_organization(record), record.purchase_id


def _as_written(attribute: str) -> Callable[[Any, Policy], tuple[Spelling, ...]]:
    value = attrgetter(attribute)
    return lambda record, _: (Spelling(value(record), "as_written"),)


def _patronymic_spellings(record: Person | Entrepreneur, policy: Policy) -> tuple[Spelling, ...]:
    return (Spelling(patronymic.given(record.patronymic, policy), "as_written"),)


def _name_spellings(record: Organization | Customer, policy: Policy) -> tuple[Spelling, ...]:
    return spellings(record.name, policy.form_position)


def _personal_name(attribute: str, compare: Compare) -> Field:
    # names repeat: a file of millions has tens of thousands
    recall = lru_cache(maxsize=1 << 15)(compare)
    texts = _as_written(attribute)
    return Field(attribute, compare, recall, texts, tolerant=True, clause="6/3.1 а")


def _identifier(attribute: str, compare: Compare, clause: str) -> Field:
    texts = _as_written(attribute)
    return Field(attribute, compare, compare, texts, tolerant=False, clause=clause)


_NAMES = (
    _personal_name("surname", name.compare_mandatory),
    _personal_name("given_name", name.compare),
    _personal_name("patronymic", patronymic.compare)._replace(spellings=_patronymic_spellings),
)
_ORGANIZATION = (
    Field("name", org_name.compare, org_name.compare, _name_spellings, tolerant=True, clause="6/3.2 б"),
    _identifier("inn", inn.compare_organizations, "6/3.2 а"),
)

_PERSON = (*_NAMES, _identifier("document", identifier.compare_mandatory, "6/3.1 б"))
_IP = (*_NAMES, _identifier("inn", inn.compare, "6/3.3 б"))
_CUSTOMER = (*_ORGANIZATION, _identifier("purchase_id", identifier.compare, "6/3.4"))

PERSON = Profile("person", Person, attrgetter(*COMPARED["person"]), _PERSON)
IP = Profile("ip", Entrepreneur, attrgetter(*COMPARED["ip"]), _IP)
ORG = Profile("org", Organization, _of_organization, _ORGANIZATION)
CUSTOMER = Profile("customer", Customer, _of_customer, _CUSTOMER)

PROFILES: dict[type[Record], Profile] = {profile.record: profile for profile in (PERSON, IP, ORG, CUSTOMER)}
"""The profile of each type of record."""
