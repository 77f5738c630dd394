"""The matcher: an application and a contract in, a verdict out."""

from collections.abc import Callable

from npmatch.native.records import quick
from npmatch.policy import Policy
from npmatch.profiles import CUSTOMER, IP, ORG, PERSON, Profile
from npmatch.records import Customer, Entrepreneur, Organization, Person, Record
from npmatch.verdict import Verdict

_AS_WRITTEN = Policy()


@quick(PERSON, _AS_WRITTEN)
def match_person(application: Person, contract: Person, policy: Policy = _AS_WRITTEN) -> Verdict:
    """Decide whether two persons are the same.

    Raises TypeError if either record is not a Person or ``policy`` is not a Policy.

    >>> from npmatch import Person
    >>> application = Person("Крылoв", "Иван", "Ильич", "4508 123456")
    >>> bool(match_person(application, Person("КРЫЛОВ", "Иванн", "Ильич", "4508123456")))
    True
    >>> match_person(application, Person("Крылов", "Иван", "Ильич", "4508 123465")).reasons
    ('surname:equivalent', 'document:different')

    Clause: 6/3.1
    """
    return _match(PERSON, application, contract, policy)


@quick(IP, _AS_WRITTEN)
def match_ip(application: Entrepreneur, contract: Entrepreneur, policy: Policy = _AS_WRITTEN) -> Verdict:
    """Decide whether two sole proprietors are the same.

    Raises TypeError if either record is not an Entrepreneur or ``policy`` is not a Policy.

    >>> from npmatch import Entrepreneur
    >>> records = (Entrepreneur("Крылов", "Иван", inn=inn) for inn in ("500100732259", "5OO1OO732259"))
    >>> match_ip(*records).matched
    True

    Clause: 6/3.3
    """
    return _match(IP, application, contract, policy)


@quick(ORG, _AS_WRITTEN)
def match_org(application: Organization, contract: Organization, policy: Policy = _AS_WRITTEN) -> Verdict:
    """Decide whether two legal entities are the same.

    Raises TypeError if either record is not an Organization or ``policy`` is not a Policy.

    >>> from npmatch import Organization
    >>> names = "ООО «Ромашка»", "Общество с ограниченной ответственностью 'Ромашка'"
    >>> match_org(*(Organization(name, "7707083893") for name in names)).matched
    True

    Clause: 6/3.2
    """
    return _match(ORG, application, contract, policy)


@quick(CUSTOMER, _AS_WRITTEN)
def match_customer(application: Customer, contract: Customer, policy: Policy = _AS_WRITTEN) -> Verdict:
    """Decide whether two procurement customers are the same.

    Raises TypeError if either record is not a Customer or ``policy`` is not a Policy.

    >>> from npmatch import Customer
    >>> records = (Customer("ГБУ «Парк»", "7707083893", purchase_id=number) for number in ("0173-1", "0173-2"))
    >>> match_customer(*records).error_code
    7014

    Clause: 6/3.4
    """
    return _match(CUSTOMER, application, contract, policy)


def match(application: Record, contract: Record, policy: Policy = _AS_WRITTEN) -> Verdict:
    """Decide on two records of one kind, whichever it is.

    Raises TypeError if the records are of different kinds or no records at all.

    Clause: 6/3
    """
    matcher = _MATCHERS.get(type(application))
    if matcher is None:
        raise TypeError(f"application: a record is asked for, not {type(application).__name__}")
    return matcher(application, contract, policy)


_MATCHERS: dict[type[Record], Callable[..., Verdict]] = {
    Person: match_person,
    Entrepreneur: match_ip,
    Organization: match_org,
    Customer: match_customer,
}


def _match(profile: Profile, application: Record, contract: Record, policy: Policy) -> Verdict:
    if not (
        isinstance(application, profile.record) and isinstance(contract, profile.record) and isinstance(policy, Policy)
    ):
        raise _wrong_types(profile, application, contract, policy)
    outcomes = profile.quick(profile.values(application), profile.values(contract), policy)
    return Verdict(profile, application, contract, policy, outcomes)


def _wrong_types(profile: Profile, application: object, contract: object, policy: object) -> TypeError:
    """Say which argument is of a wrong type, without a word of what is in it."""
    wanted = {"application": profile.record, "contract": profile.record, "policy": Policy}
    given = {"application": application, "contract": contract, "policy": policy}
    wrong = next(name for name, kind in wanted.items() if not isinstance(given[name], kind))
    return TypeError(f"{wrong}: {wanted[wrong].__name__} is asked for, not {type(given[wrong]).__name__}")
