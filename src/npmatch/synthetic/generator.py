"""The generator as an object: one seed, records and pairs on demand."""

from npmatch.outcomes import Outcome
from npmatch.records import Customer, Entrepreneur, Organization, Person
from npmatch.synthetic import invent
from npmatch.synthetic.compose import Plan, compose, single
from npmatch.synthetic.disguise import CP1251, EVERY
from npmatch.synthetic.labels import Kind, LabelledPair
from npmatch.synthetic.source import Seeded


class Generator:
    """Makes records and labelled pairs; the same ``seed`` makes the same ones in the same order.

    ``cp1251`` asks for text that Windows-1251 can write.

    >>> one, other = Generator(5), Generator(5)
    >>> one.person() == other.person(), one.person() == other.organization()
    (True, False)
    """

    def __init__(self, seed: int, *, cp1251: bool = False) -> None:
        self._source = Seeded(seed)
        self._tricks = CP1251 if cp1251 else EVERY

    def person(self) -> Person:
        """Return an invented person.

        >>> bool(Generator(1).person().surname)
        True

        Clause: 6/3.1
        """
        return invent.person(self._source)

    def entrepreneur(self) -> Entrepreneur:
        """Return an invented sole proprietor.

        >>> len(Generator(1).entrepreneur().inn)
        12

        Clause: 6/3.3
        """
        return invent.entrepreneur(self._source)

    def organization(self) -> Organization:
        """Return an organisation of the public register.

        >>> len(Generator(1).organization().inn)
        10

        Clause: 6/3.2
        """
        return invent.organization(self._source)

    def customer(self) -> Customer:
        """Return a procurement customer: an organisation of the public register and an invented purchase.

        >>> len(Generator(1).customer().purchase_id)
        19

        Clause: 6/3.4
        """
        return invent.customer(self._source)

    def phone(self) -> str:
        """Return an invented subscriber number in the form 79XXXXXXXXX.

        >>> len(Generator(1).phone())
        11
        """
        return invent.phone(self._source)

    def pair(self, kind: Kind, outcome: Outcome, field: str | None = None) -> LabelledPair:
        """Return a pair of which ``field``, or a drawn one, has ``outcome``; the others are exact.

        Raises ValueError if the kind or the field cannot have that outcome.

        >>> Generator(1).pair("person", Outcome.SWAPPED, "surname")
        LabelledPair(person, surname=swapped, given_name=exact, patronymic=exact, document=exact)

        Clause: 6/3
        """
        return single(self._source, kind, outcome, field, self._tricks)

    def planned(self, kind: Kind, plan: Plan) -> LabelledPair:
        """Return a pair whose fields have the outcomes of ``plan``; a field that it does not name is exact.

        Raises ValueError if a field of the plan cannot have its outcome.

        >>> plan = {"name": Outcome.ALIAS, "purchase_id": Outcome.DIFFERENT}
        >>> Generator(1).planned("customer", plan).error_code
        7014

        Clause: 6/3
        """
        return compose(self._source, kind, plan, self._tricks)
