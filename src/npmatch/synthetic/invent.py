"""Records of people who do not exist and of organisations that do."""

from npmatch.records import Customer, Entrepreneur, Organization, Person
from npmatch.synthetic.names import NameList, firms, sexes
from npmatch.synthetic.source import Source, rarely

_WEIGHTS_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_WEIGHTS_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def person(source: Source) -> Person:
    """Return an invented person; one in fifty has no patronymic.

    >>> from npmatch.synthetic import Seeded
    >>> person(Seeded(1))
    Person(surname=***, given_name=***, patronymic=***, document=***)

    Clause: 6/3.1
    """
    sex = source.choice(sexes())
    return Person(
        source.name(sex.surnames),
        source.name(sex.given_names),
        patronymic(source, sex.patronymics),
        document(source),
    )


def entrepreneur(source: Source) -> Entrepreneur:
    """Return an invented sole proprietor; the INN has right check digits.

    >>> from npmatch.synthetic import Seeded
    >>> len(entrepreneur(Seeded(1)).inn)
    12

    Clause: 6/3.3
    """
    sex = source.choice(sexes())
    return Entrepreneur(
        source.name(sex.surnames), source.name(sex.given_names), patronymic(source, sex.patronymics), inn(source)
    )


def organization(source: Source) -> Organization:
    """Return an organisation of the public register under its short or its full name.

    >>> from npmatch.synthetic import Seeded
    >>> len(organization(Seeded(1)).inn)
    10

    Clause: 6/3.2
    """
    firm = source.choice(firms())
    return Organization(source.choice((firm.short, firm.full)), firm.inn)


def customer(source: Source) -> Customer:
    """Return an organisation of the public register as a procurement customer with an invented purchase.

    >>> from npmatch.synthetic import Seeded
    >>> customer(Seeded(1)).purchase_id.isdigit()
    True

    Clause: 6/3.4
    """
    firm = source.choice(firms())
    name = source.choice((firm.short, firm.full))
    return Customer(name, firm.inn, purchase_id=purchase_id(source))


def patronymic(source: Source, names: NameList) -> str:
    """Return one of ``names``, or once in fifty times the empty string.

    >>> from npmatch.synthetic import Seeded
    >>> from npmatch.synthetic.names import sexes
    >>> "" in {patronymic(Seeded(seed), sexes()[0].patronymics) for seed in range(500)}
    True

    Clause: 6/2.2 д
    """
    return "" if rarely(source, 50) else source.name(names)


def document(source: Source) -> str:
    """Return series and number of an invented passport.

    >>> from npmatch.synthetic import Seeded
    >>> len(document(Seeded(1)))
    11

    Clause: 6/3.1 б
    """
    digits = f"{source.randrange(10_000_000_000):010d}"
    return f"{digits[:4]} {digits[4:]}"


def inn(source: Source) -> str:
    """Return an invented INN of a person, 12 digits with right check digits.

    >>> from npmatch.synthetic import Seeded
    >>> inn(Seeded(1)).isdigit()
    True

    Clause: 6/3.3 б
    """
    region, number = 1 + source.randrange(89), source.randrange(100_000_000)
    digits = f"{region:02d}{number:08d}"
    digits += _check_digit(digits, _WEIGHTS_11)
    return digits + _check_digit(digits, _WEIGHTS_12)


def purchase_id(source: Source) -> str:
    """Return an invented number of a procurement notice, 19 digits.

    >>> from npmatch.synthetic import Seeded
    >>> len(purchase_id(Seeded(1)))
    19

    Clause: 6/3.4
    """
    customer_code, number = 1 + source.randrange(89), source.randrange(1_000_000)
    return f"0{customer_code:02d}7200000525{number:06d}"


def phone(source: Source) -> str:
    """Return an invented subscriber number in the form 79XXXXXXXXX.

    >>> from npmatch.synthetic import Seeded
    >>> phone(Seeded(1)).startswith("79")
    True
    """
    return f"79{source.randrange(1_000_000_000):09d}"


def _check_digit(digits: str, weights: tuple[int, ...]) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return str(total % 11 % 10)
