"""Labels: every kind, field and outcome, judged by the matcher; whoever is wrong, one of the two is."""

from collections.abc import Callable, Mapping

import pytest

from npmatch import Outcome, match_customer, match_ip, match_org, match_person
from npmatch.profiles import PROFILES
from npmatch.records import Person, Record
from npmatch.synthetic import FIELDS, KINDS, Generator, Kind, LabelledPair, fields_for, outcomes_of
from npmatch.synthetic.labels import label
from npmatch.verdict import Verdict

MATCH: Mapping[Kind, Callable[..., Verdict]] = {
    "person": match_person,
    "ip": match_ip,
    "org": match_org,
    "customer": match_customer,
}
COMBINATIONS = [
    (kind, field, outcome) for kind in KINDS for field in FIELDS[kind] for outcome in outcomes_of(kind, field)
]


def found(pair: LabelledPair) -> tuple[dict[str, Outcome], bool, int | None]:
    verdict = MATCH[pair.kind](pair.application, pair.contract)
    outcomes = {name: field.outcome for name, field in verdict.fields.items()}
    return outcomes, verdict.matched, verdict.error_code


def due(pair: LabelledPair) -> tuple[dict[str, Outcome], bool, int | None]:
    return dict(pair.outcomes), pair.matched, pair.error_code


@pytest.mark.parametrize("cp1251", [False, True])
@pytest.mark.parametrize(("kind", "field", "outcome"), COMBINATIONS)
def test_the_matcher_gives_a_pair_its_label(kind: Kind, field: str, outcome: Outcome, *, cp1251: bool) -> None:
    generator = Generator(17, cp1251=cp1251)
    for _ in range(120):
        pair = generator.pair(kind, outcome, field)
        assert pair.outcomes[field] is outcome
        assert found(pair) == due(pair)


@pytest.mark.parametrize("kind", KINDS)
def test_outcomes_of_several_fields_do_not_disturb_each_other(kind: Kind) -> None:
    generator = Generator(18)
    options = [outcomes_of(kind, field) for field in FIELDS[kind]]
    for turn in range(1500):
        plan = {
            field: outcomes[turn // (at * 5 + 1) % len(outcomes)]
            for at, (field, outcomes) in enumerate(zip(FIELDS[kind], options, strict=True))
        }
        pair = generator.planned(kind, plan)
        assert dict(pair.outcomes) == plan
        assert found(pair) == due(pair)


def test_all_outcomes_and_all_fields_of_the_library_are_made() -> None:
    assert {outcome for _, _, outcome in COMBINATIONS} == set(Outcome)
    assert {profile.kind: tuple(field.name for field in profile.fields) for profile in PROFILES.values()} == dict(
        FIELDS
    )


def test_a_pair_without_a_field_has_its_outcome_in_one_field_only() -> None:
    generator = Generator(19)
    hit: set[str] = set()
    for _ in range(60):
        pair = generator.pair("person", Outcome.SWAPPED)
        fields = [field for field, outcome in pair.outcomes.items() if outcome is not Outcome.EXACT]
        hit.add(*fields)
    assert hit == {"surname", "given_name", "patronymic"}


@pytest.mark.parametrize("kind", KINDS)
def test_pairs_are_decided_by_the_seed(kind: Kind) -> None:
    def some(seed: int) -> list[LabelledPair]:
        generator = Generator(seed)
        return [generator.pair(kind, outcome) for outcome in outcomes_of(kind, FIELDS[kind][0]) * 5]

    assert some(1) == some(1)
    assert some(1) != some(2)


def test_a_field_or_an_outcome_that_a_kind_cannot_have_is_refused() -> None:
    generator = Generator(1)
    with pytest.raises(ValueError, match=r"^person: no field is ever alias$"):
        generator.pair("person", Outcome.ALIAS)
    with pytest.raises(ValueError, match=r"^person: document is never swapped$"):
        generator.pair("person", Outcome.SWAPPED, "document")
    with pytest.raises(ValueError, match=r"^org has no field 'surname'; it has name, inn$"):
        generator.planned("org", {"surname": Outcome.EXACT})


@pytest.mark.parametrize(
    ("kind", "outcomes", "matched", "code"),
    [
        ("person", {}, True, None),
        ("person", {"surname": Outcome.TWO_TRANSPOSITIONS}, True, None),
        ("person", {"document": Outcome.DIFFERENT}, False, 7004),
        ("person", {"document": Outcome.DIFFERENT, "surname": Outcome.MISSING}, False, None),
        ("customer", {"purchase_id": Outcome.DIFFERENT}, False, 7014),
        ("customer", {"purchase_id": Outcome.DIFFERENT, "name": Outcome.DIFFERENT}, False, 7004),
        ("customer", {"purchase_id": Outcome.DIFFERENT, "inn": Outcome.MISSING}, False, None),
        ("org", {"name": Outcome.ALIAS, "inn": Outcome.BOTH_EMPTY}, True, None),
    ],
)
def test_a_label_follows_from_its_outcomes(
    kind: Kind, outcomes: dict[str, Outcome], *, matched: bool, code: int | None
) -> None:
    every = dict.fromkeys(FIELDS[kind], Outcome.EXACT) | outcomes
    pair = label(kind, Person("А"), Person("А"), every)
    assert (pair.matched, pair.error_code) == (matched, code)


@pytest.mark.parametrize("kind", KINDS)
def test_a_repr_shows_kind_and_outcomes_and_no_value(kind: Kind) -> None:
    pair = Generator(3).pair(kind, Outcome.SUBSTITUTED)
    values = {value for record in (pair.application, pair.contract) for value in texts(record)}
    assert repr(pair).startswith(f"LabelledPair({kind}, ")
    assert "substituted" in repr(pair)
    assert values
    assert not any(value in repr(pair) for value in values)


def texts(record: Record) -> set[str]:
    values = (getattr(record, name) for name in type(record).__match_args__)
    return {value for value in values if isinstance(value, str) and value}


def test_fields_and_outcomes_tell_of_each_other() -> None:
    for kind in KINDS:
        for outcome in Outcome:
            expected = tuple(field for field in FIELDS[kind] if outcome in outcomes_of(kind, field))
            assert fields_for(kind, outcome) == expected
    assert fields_for("ip", Outcome.BOTH_EMPTY) == ()


@pytest.mark.clause("6/2.3 г")
@pytest.mark.parametrize(("outcome", "side"), [(Outcome.OMITTED, "application"), (Outcome.ADDED, "contract")])
def test_one_symbol_against_an_empty_patronymic_is_among_the_slips(outcome: Outcome, side: str) -> None:
    generator = Generator(4)
    pairs = [generator.pair("person", outcome, "patronymic") for _ in range(300)]
    shorter = [getattr(pair, side).patronymic for pair in pairs]
    assert any(not any(map(str.isalnum, value)) for value in shorter)
