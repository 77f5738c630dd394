"""The testing kit: npmatch itself passes the suite, and every broken matcher fails the law that it breaks."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import SimpleNamespace
from typing import ClassVar

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from npmatch import Outcome, Policy, match, match_customer, match_ip, match_org, match_person
from npmatch.records import Customer, Entrepreneur, Organization, Person, Record
from npmatch.synthetic import KINDS, Kind, LabelledPair, fields_for
from npmatch.synthetic.symbols import RUSSIAN
from npmatch.testing import (
    Case,
    MatcherSuite,
    customers,
    entrepreneurs,
    labelled_pairs,
    organizations,
    people,
    texts,
)
from npmatch.testing.hostile import PIECES
from npmatch.testing.laws import LAWS, shown
from npmatch.verdict import Verdict

MATCH: Mapping[type[Record], Callable[..., Verdict]] = {
    Person: match_person,
    Entrepreneur: match_ip,
    Organization: match_org,
    Customer: match_customer,
}
Matcher = Callable[[Record, Record], object]
QUICK = settings(phases=[Phase.generate], database=None, derandomize=True, deadline=None, max_examples=2000)
"""Finds an example and leaves it as it is."""
settings.register_profile("quick", QUICK, max_examples=400)
settings.register_profile("few", QUICK, max_examples=12)


@pytest.fixture
def _quick() -> Iterator[None]:
    """Let suites that are defined in a test find their counterexample and not make it smaller."""
    yield from loaded("quick")


@pytest.fixture
def _few() -> Iterator[None]:
    """Let suites that are defined in a test try a few cases only."""
    yield from loaded("few")


def loaded(profile: str) -> Iterator[None]:
    before = settings.get_current_profile_name()
    settings.load_profile(profile)
    yield
    settings.load_profile(before)


class TestNpmatch(MatcherSuite):
    def match(self, application: Record, contract: Record) -> Verdict:
        return MATCH[type(application)](application, contract)


def text_of(record: Record) -> str:
    return "".join(getattr(record, field.name) for field in fields(record) if field.type in {str, "str"})


def case_sensitive(application: Record, contract: Record) -> bool:
    return bool(match(application, contract)) and text_of(application).isupper() == text_of(contract).isupper()


def without_look_alikes(application: Record, contract: Record) -> bool:
    latin = [sum(map(str.isascii, filter(str.isalpha, text_of(record)))) for record in (application, contract)]
    return bool(match(application, contract)) and latin[0] == latin[1]


def minding_signs(application: Record, contract: Record) -> bool:
    signs = [{s for s in text_of(record) if not s.isalnum()} - set('" ') for record in (application, contract)]
    return bool(match(application, contract)) and signs[0] == signs[1]


def minding_marks(application: Record, contract: Record) -> bool:
    marked = ["\N{COMBINING BREVE}" in text_of(record) for record in (application, contract)]
    return bool(match(application, contract)) and marked[0] == marked[1]


def within(distance: int, *names: str) -> Matcher:
    def tolerant(application: Record, contract: Record) -> bool:
        found = match(application, contract).fields
        return all(
            field.accepted or (name in names and 0 < (field.distance or 0) <= distance) for name, field in found.items()
        )

    return tolerant


def refusing(*outcomes: Outcome) -> Matcher:
    def strict(application: Record, contract: Record) -> bool:
        verdict = match(application, contract)
        return verdict.matched and not any(field.outcome in outcomes for field in verdict.fields.values())

    return strict


def one_tolerance_for_all(application: Record, contract: Record) -> bool:
    verdict = match(application, contract)
    slips = [field for field in verdict.fields.values() if field.outcome not in {Outcome.EXACT, Outcome.EQUIVALENT}]
    return verdict.matched and len(slips) < 2


def without_forms(application: Record, contract: Record) -> bool:
    lengths = [len(getattr(record, "name", "")) for record in (application, contract)]
    return bool(match(application, contract)) and abs(lengths[0] - lengths[1]) < 20


def empty_is_equal(application: Record, contract: Record) -> bool:
    found = match(application, contract).fields.values()
    return all(field.accepted or field.outcome is Outcome.MISSING for field in found)


def no_patronymic_no_match(application: Record, contract: Record) -> bool:
    return bool(match(application, contract)) and getattr(application, "patronymic", "Ильич").strip(" -—№.") != ""


def one_list_is_enough(application: Record, contract: Record) -> bool:
    names = [
        {record.name, *record.aliases}
        for record in (application, contract)
        if isinstance(record, Organization | Customer)
    ]
    return bool(match(application, contract)) or bool(names and names[0] & names[1])


def one_way(application: Record, contract: Record) -> bool:
    return bool(match(application, contract)) and len(text_of(application)) <= len(text_of(contract))


def spaces_count_in_numbers(application: Record, contract: Record) -> bool:
    numbers = [getattr(record, "document", "") or getattr(record, "inn", "") for record in (application, contract)]
    return bool(match(application, contract)) and len(numbers[0]) == len(numbers[1])


def afraid_of_signs(application: Record, contract: Record) -> bool:
    return bool(match(application, contract)) and "\x00" not in text_of(application)


def afraid_of_foreign_letters(application: Record, contract: Record) -> bool:
    known = {*RUSSIAN, *RUSSIAN.upper(), "Ё", "ё"}
    strangers = [s for s in text_of(application) if s.isalpha() and not s.isascii() and s not in known]
    return bool(match(application, contract)) or (bool(strangers) and text_of(application) < text_of(contract))


def never(_application: Record, _contract: Record) -> bool:
    return False


BROKEN: list[tuple[str, Matcher]] = [
    ("case_never_turns_a_verdict", case_sensitive),
    ("look_alikes_match", without_look_alikes),
    ("look_alikes_never_turn_a_verdict", without_look_alikes),
    ("signs_and_spaces_never_turn_a_verdict", minding_signs),
    ("decomposed_letters_never_turn_a_verdict", minding_marks),
    ("two_slips_do_not_match", within(2, "surname", "given_name", "patronymic", "name")),
    ("verdicts_agree_with_labels", refusing(Outcome.SUBSTITUTED)),
    ("identifiers_agree_in_full", within(1, "document", "inn", "purchase_id")),
    ("identifiers_may_be_written_otherwise", spaces_count_in_numbers),
    ("one_slip_never_turns_a_match", refusing(Outcome.OMITTED)),
    ("exchanged_symbols_match", refusing(Outcome.SWAPPED)),
    ("two_transpositions_match", refusing(Outcome.TWO_TRANSPOSITIONS)),
    ("each_name_has_its_own_tolerance", one_tolerance_for_all),
    ("legal_forms_may_be_full_or_short", without_forms),
    ("names_that_both_documents_list_match", refusing(Outcome.ALIAS)),
    ("a_name_that_one_document_lists_does_not_match", one_list_is_enough),
    ("two_nonresidents_need_no_inn", refusing(Outcome.BOTH_EMPTY)),
    ("missing_data_never_match", empty_is_equal),
    ("no_patronymic_on_both_sides_matches", no_patronymic_no_match),
    ("application_and_contract_may_change_places", one_way),
    ("any_text_matches_itself", afraid_of_signs),
    ("any_two_texts_get_one_verdict", afraid_of_foreign_letters),
    ("identical_records_match", never),
]
CLAUSES = {law.name: law for law in LAWS}


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize(("name", "broken"), BROKEN, ids=[f"{name}-{broken.__name__}" for name, broken in BROKEN])
def test_a_broken_matcher_fails_the_law_that_it_breaks(name: str, broken: Matcher) -> None:
    class Trial(MatcherSuite):
        def match(self, application: Record, contract: Record) -> object:
            return broken(application, contract)

    with pytest.raises(AssertionError) as caught:
        getattr(Trial(), f"test_{name}")()
    message, law = str(caught.value), CLAUSES[name]
    assert message.startswith(f"Clause {law.clause} is broken: {law.sentence} D")
    assert "\napplication " in message
    assert ", contract " in message


def test_every_law_can_be_broken() -> None:
    assert {name for name, _ in BROKEN} == {law.name for law in LAWS}


@pytest.mark.parametrize("name", sorted({name for name, _ in BROKEN}))
def test_a_law_tells_its_clause_in_words(name: str) -> None:
    law = CLAUSES[name]
    assert law.clause.startswith("6/")
    assert law.sentence.endswith(".")
    assert set(law.kinds) <= set(KINDS)


@dataclass
class Told:
    """A verdict that tells more than the decision, at times wrongly."""

    matched: bool
    fields: Mapping[str, SimpleNamespace]
    error_code: int | None

    def __bool__(self) -> bool:
        return self.matched


def telling(outcome: str | None, code: int | None) -> type[MatcherSuite]:
    class Trial(MatcherSuite):
        def match(self, application: Record, contract: Record) -> Told:
            verdict = match(application, contract)
            told = {name: SimpleNamespace(outcome=outcome or field.outcome) for name, field in verdict.fields.items()}
            return Told(verdict.matched, told, verdict.error_code if code is None else code)

    return Trial


def verdicts_agree(suite: type[MatcherSuite]) -> None:
    name = "test_verdicts_agree_with_labels"
    getattr(suite(), name)()


@pytest.mark.usefixtures("_quick")
def test_a_wrong_outcome_in_a_right_decision_is_found() -> None:
    with pytest.raises(AssertionError, match=r"Due: \w+:\w+.*, found: sideways\."):
        verdicts_agree(telling("sideways", None))


@pytest.mark.usefixtures("_quick")
def test_a_wrong_error_code_in_a_right_decision_is_found() -> None:
    with pytest.raises(AssertionError, match=r"Due: error code \w+, found: 7000\."):
        verdicts_agree(telling(None, 7000))


def test_a_verdict_that_tells_all_rightly_passes() -> None:
    verdicts_agree(telling(None, None))


@pytest.mark.usefixtures("_few")
def test_check_tries_every_law_and_counts_them() -> None:
    tried: set[str] = set()

    class Trial(MatcherSuite):
        kinds = ("customer",)

        def match(self, application: Record, contract: Record) -> Verdict:
            tried.add(type(application).__name__)
            return match(application, contract)

    class Plain(MatcherSuite):
        def match(self, application: Record, contract: Record) -> bool:
            return match(application, contract).matched

    laws = [law for law in LAWS if "customer" in law.kinds]
    assert Plain().check() == len(LAWS)
    assert Trial().check() == len(laws) > 15
    assert tried == {"Customer"}


@pytest.mark.usefixtures("_quick")
def test_check_stops_at_the_first_broken_law() -> None:
    class Trial(MatcherSuite):
        def match(self, application: Record, contract: Record) -> bool:
            return never(application, contract)

    with pytest.raises(AssertionError, match=r"^Clause 6/2\.1 is broken: A record matches itself\. Due: matched=True"):
        Trial().check()


class TestNpmatchOnTwoSymbols(MatcherSuite):
    kinds: ClassVar[Sequence[Kind]] = ("ip", "customer")
    unasked: ClassVar[Sequence[Outcome]] = (Outcome.TWO_TRANSPOSITIONS,)

    def match(self, application: Record, contract: Record) -> Verdict:
        return match(application, contract, Policy(transpositions="two_symbols"))


def test_a_law_can_be_left_out_and_stays_out_below() -> None:
    class Below(TestNpmatchOnTwoSymbols):
        kinds = ("ip",)
        test_case_never_turns_a_verdict = None

    class Lowest(Below):
        unasked = ()

    for suite, count in ((TestNpmatchOnTwoSymbols, 22), (Below, 17), (Lowest, 18)):
        assert sum(getattr(suite, f"test_{law.name}", None) is not None for law in LAWS) == count
    assert Lowest.test_case_never_turns_a_verdict is None


def test_laws_that_cannot_speak_of_a_kind_give_no_test() -> None:
    class Trial(MatcherSuite):
        kinds = ("person",)

        def match(self, application: Record, contract: Record) -> Verdict:
            return match(application, contract)

    tests = {name for name in dir(Trial) if name.startswith("test_")}
    assert tests == {f"test_{law.name}" for law in LAWS if "person" in law.kinds}
    assert "test_legal_forms_may_be_full_or_short" not in tests


def test_a_test_is_called_after_its_law() -> None:
    test = vars(TestNpmatch)["test_identical_records_match"]
    assert (test.__name__, test.__doc__) == ("test_identical_records_match", "A record matches itself.")


def test_the_kit_says_in_one_line_that_hypothesis_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith("npmatch.testing")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(ImportError, match=r"^npmatch\.testing needs hypothesis: pip install 'npmatch\[testing\]'$"):
        __import__("npmatch.testing")


@given(st.tuples(people(), entrepreneurs(), organizations(), customers()))
@settings(deadline=None)
def test_the_strategies_give_records_that_match_themselves(records: tuple[Record, ...]) -> None:
    assert [type(record) for record in records] == [Person, Entrepreneur, Organization, Customer]
    assert all(match(record, record).matched for record in records)


@given(labelled_pairs())
@settings(deadline=None)
def test_the_strategy_of_pairs_gives_right_labels(pair: LabelledPair) -> None:
    verdict = match(pair.application, pair.contract)
    assert {name: field.outcome for name, field in verdict.fields.items()} == dict(pair.outcomes)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_of_a_kind_can_be_asked_for(kind: Kind, outcome: Outcome) -> None:
    if fields_for(kind, outcome):
        pair = find(labelled_pairs(kind, outcome), lambda _: True, settings=QUICK)
        assert (pair.kind, outcome in pair.outcomes.values()) == (kind, True)
    else:
        with pytest.raises(ValueError, match=r"^no field of these kinds has such an outcome$"):
            labelled_pairs(kind, outcome)


def test_a_field_can_be_asked_for() -> None:
    pair = find(labelled_pairs(outcome=Outcome.DIFFERENT, field="purchase_id"), lambda _: True, settings=QUICK)
    assert (pair.kind, pair.error_code) == ("customer", 7014)


def test_pairs_shrink_to_the_most_frequent_names() -> None:
    woman = find(people(), lambda person: person.patronymic.endswith("вна"))
    assert woman == Person("Иванова", "Наталья", "Яковлевна", "0000 000000")


@pytest.mark.parametrize("piece", ["", *PIECES], ids=ascii)
def test_texts_hold_what_tries_a_matcher(piece: str) -> None:
    def holds(text: str) -> bool:
        return piece in text if piece else not text

    assert holds(find(texts(), holds, settings=QUICK))


def test_a_case_shows_its_values_and_a_record_too() -> None:
    one, other = Person("Крылов", document="4508 123456"), replace(Person("Крылов"), given_name="И\N{COMBINING BREVE}")
    assert shown(one) == "Person(surname='Крылов', given_name='', patronymic='', document='4508 123456')"
    assert repr(Case(((one, other),), matched=True)) == f"application {shown(one)}, contract {shown(other)}"
