"""Laws on fields: how much may differ where, and what must be there."""

# ruff: noqa: D401  # a docstring opens with the law itself, which reports quote

from collections.abc import Sequence
from dataclasses import replace

from npmatch.outcomes import Outcome
from npmatch.records import Customer, Organization
from npmatch.synthetic import invent
from npmatch.synthetic.compose import compose, single
from npmatch.synthetic.disguise import EVERY
from npmatch.synthetic.labels import SLIPS, Kind
from npmatch.synthetic.names import firms, renamed
from npmatch.synthetic.source import Source
from npmatch.synthetic.values import EMPTY
from npmatch.testing.laws import ORGANIZATIONS, PEOPLE, Case, any_pair, due, law, pair_with

_NAMES = ("surname", "given_name", "patronymic")


@law("6/2.3 г")
def one_slip_never_turns_a_match(source: Source, kinds: Sequence[Kind]) -> Case:
    """One symbol changed, left out or added in a name still matches."""
    return due(pair_with(source, kinds, Outcome.SUBSTITUTED, Outcome.OMITTED, Outcome.ADDED))


@law("6/2.3 г", about=Outcome.SWAPPED)
def exchanged_symbols_match(source: Source, kinds: Sequence[Kind]) -> Case:
    """Two symbols of a name that changed places, neighbours or not, still match."""
    return due(pair_with(source, kinds, Outcome.SWAPPED))


@law("6/2.3 г", about=Outcome.TWO_TRANSPOSITIONS)
def two_transpositions_match(source: Source, kinds: Sequence[Kind]) -> Case:
    """Two exchanges of neighbours in a name still match."""
    return due(pair_with(source, kinds, Outcome.TWO_TRANSPOSITIONS))


@law("6/2.3 г", PEOPLE)
def each_name_has_its_own_tolerance(source: Source, kinds: Sequence[Kind]) -> Case:
    """A slip in the surname, one in the given name and one in the patronymic still match together."""
    plan = {field: source.choice(SLIPS) for field in _NAMES}
    return due(compose(source, source.choice(kinds), plan, EVERY))


@law("6/2.3 г")
def two_slips_do_not_match(source: Source, kinds: Sequence[Kind]) -> Case:
    """A name with two slips, or another name, does not match."""
    kind = source.choice(kinds)
    field = source.choice(_NAMES) if kind in PEOPLE else "name"
    return due(single(source, kind, Outcome.DIFFERENT, field, EVERY))


@law("6/2.2 д", PEOPLE)
def no_patronymic_on_both_sides_matches(source: Source, kinds: Sequence[Kind]) -> Case:
    """An absent patronymic is the empty string, however its absence is written."""
    record = invent.person(source) if source.choice(kinds) == "person" else invent.entrepreneur(source)
    application, contract = (replace(record, patronymic=source.choice(EMPTY)) for _ in "ab")
    return Case(((application, contract),), matched=True)


@law("6/3.1 б, 6/3.2 а, 6/3.3 б, 6/3.4")
def identifiers_agree_in_full(source: Source, kinds: Sequence[Kind]) -> Case:
    """A document, an INN or the id of a purchase that differs in one digit does not match."""
    kind = source.choice(kinds)
    fields = {"person": ("document",), "customer": ("inn", "purchase_id")}.get(kind, ("inn",))
    return due(single(source, kind, Outcome.DIFFERENT, source.choice(fields), EVERY))


@law("6/2.2 в, 6/2.3 б-в")
def identifiers_may_be_written_otherwise(source: Source, kinds: Sequence[Kind]) -> Case:
    """Spaces, signs and look-alikes in a document, an INN or the id of a purchase still match."""
    kind = source.choice(kinds)
    field = "document" if kind == "person" else "inn"
    return due(single(source, kind, Outcome.EQUIVALENT, field, EVERY))


@law("6/3")
def missing_data_never_match(source: Source, kinds: Sequence[Kind]) -> Case:
    """An empty surname, document, INN or name of an organisation never matches, not even another empty one."""
    return due(pair_with(source, kinds, Outcome.MISSING))


@law("6/2.4 а", ORGANIZATIONS)
def legal_forms_may_be_full_or_short(source: Source, kinds: Sequence[Kind]) -> Case:
    """The full and the short spelling of a legal form match."""
    firm = source.choice(firms())
    record = Organization if source.choice(kinds) == "org" else Customer
    full, short = record(firm.full, firm.inn), record(firm.short, firm.inn)
    return Case(((full, short), (short, full)), matched=True)


@law("6/2.4 б", ORGANIZATIONS, about=Outcome.ALIAS)
def names_that_both_documents_list_match(source: Source, kinds: Sequence[Kind]) -> Case:
    """Two names of one organisation match if both documents list both."""
    return due(pair_with(source, kinds, Outcome.ALIAS))


@law("6/2.4 б", ORGANIZATIONS)
def a_name_that_one_document_lists_does_not_match(source: Source, kinds: Sequence[Kind]) -> Case:
    """Two names of one organisation do not match if only one document lists both."""
    firm = source.choice(renamed())
    record = Organization if source.choice(kinds) == "org" else Customer
    listing, silent = record(firm.full, firm.inn, (firm.short,)), record(firm.short, firm.inn)
    return Case(((listing, silent), (silent, listing)), matched=False)


@law("6/3.2", ORGANIZATIONS, about=Outcome.BOTH_EMPTY)
def two_nonresidents_need_no_inn(source: Source, kinds: Sequence[Kind]) -> Case:
    """Two non-residents without an INN match on the other fields."""
    return due(pair_with(source, kinds, Outcome.BOTH_EMPTY))


@law("6/3")
def verdicts_agree_with_labels(source: Source, kinds: Sequence[Kind]) -> Case:
    """The decision, and the outcomes and the error code if the verdict tells them, are those of the label."""
    return replace(due(any_pair(source, kinds)), told=True)
