"""Laws on symbols: what may be written otherwise without turning a verdict."""

# ruff: noqa: D401  # a docstring opens with the law itself, which reports quote

from collections.abc import Sequence

from npmatch.outcomes import Outcome
from npmatch.records import Customer, Entrepreneur, Organization, Person, Record
from npmatch.synthetic.disguise import (
    add_odd_sign,
    add_sign,
    ambiguous_look_alike,
    change_case,
    decompose,
    look_alike,
    pad,
)
from npmatch.synthetic.labels import Kind
from npmatch.synthetic.source import Source
from npmatch.testing.hostile import hostile
from npmatch.testing.laws import Case, any_pair, law, pair_with, rewritten, unturned


@law("6/2.1")
def identical_records_match(source: Source, kinds: Sequence[Kind]) -> Case:
    """A record matches itself."""
    pair = pair_with(source, kinds, Outcome.EXACT)
    return Case(((pair.application, pair.application),), matched=True)


@law("6/2.1")
def application_and_contract_may_change_places(source: Source, kinds: Sequence[Kind]) -> Case:
    """The decision is the same if application and contract change places."""
    pair = any_pair(source, kinds)
    return Case(((pair.application, pair.contract), (pair.contract, pair.application)), matched=None)


@law("6/2.2")
def signs_and_spaces_never_turn_a_verdict(source: Source, kinds: Sequence[Kind]) -> Case:
    """Spaces, punctuation and other signs that are neither letters nor digits turn no decision."""
    pair = any_pair(source, kinds)

    def signed(field: str, value: str) -> str:
        tricks = (pad,) if field == "name" else (pad, add_sign, add_odd_sign)  # a sign would tear a legal form
        return source.choice(tricks)(source, value)

    return unturned(pair, rewritten(pair.kind, pair.application, signed))


@law("6/2.2")
def decomposed_letters_never_turn_a_verdict(source: Source, kinds: Sequence[Kind]) -> Case:
    """A letter written as a letter and a mark turns no decision."""
    pair = any_pair(source, kinds)
    return unturned(pair, rewritten(pair.kind, pair.application, lambda _, value: decompose(source, value)))


@law("6/2.3 а")
def case_never_turns_a_verdict(source: Source, kinds: Sequence[Kind]) -> Case:
    """Capital and small letters turn no decision."""
    pair = any_pair(source, kinds)
    return unturned(pair, rewritten(pair.kind, pair.application, lambda _, value: change_case(source, value)))


@law("6/2.3 б-в")
def look_alikes_match(source: Source, kinds: Sequence[Kind]) -> Case:
    """A record matches itself with any symbols of Table P6.1 replaced by their look-alikes."""
    pair = pair_with(source, kinds, Outcome.EXACT)

    def disguised(_: str, value: str) -> str:
        return source.choice((look_alike, ambiguous_look_alike))(source, value)

    application = rewritten(pair.kind, pair.application, disguised)
    return Case(((application, pair.contract),), matched=True)


@law("6/2.3 б-в")
def look_alikes_never_turn_a_verdict(source: Source, kinds: Sequence[Kind]) -> Case:
    """A look-alike that is read in one way only turns no decision."""
    pair = any_pair(source, kinds)
    return unturned(pair, rewritten(pair.kind, pair.application, lambda _, value: look_alike(source, value)))


@law("6/2.1")
def any_text_matches_itself(source: Source, kinds: Sequence[Kind]) -> Case:
    """A record matches itself, whatever was typed into it, if nothing mandatory is empty."""
    record = _hostile(source, source.choice(kinds))
    return Case(((record, record),), matched=True)


@law("6/2.1")
def any_two_texts_get_one_verdict(source: Source, kinds: Sequence[Kind]) -> Case:
    """Two records get a decision, and the same one both ways round, whatever was typed into them."""
    kind = source.choice(kinds)
    one, other = _hostile(source, kind), _hostile(source, kind)
    return Case(((one, other), (other, one)), matched=None)


def _hostile(source: Source, kind: Kind) -> Record:
    """Return a record of hostile texts, none of them mandatory and empty."""
    name, number = "Я" + hostile(source), "7" + hostile(source)
    if kind == "person":
        return Person(name, hostile(source), hostile(source), number)
    if kind == "ip":
        return Entrepreneur(name, hostile(source), hostile(source), number)
    if kind == "org":
        return Organization(name, number, (hostile(source),))
    return Customer(name, number, (hostile(source),), purchase_id=hostile(source))
