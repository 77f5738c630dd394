"""Mixes: the shares that benchmarks count on, repeatable and right."""

from collections import Counter
from collections.abc import Iterable

import pytest

from npmatch import Outcome, Person, match
from npmatch.records import Record
from npmatch.synthetic import CASED, DEMO, FIELDS, KINDS, PAIRS, LabelledPair, Mix, pairs
from npmatch.synthetic.mixes import DEFAULT_MIX

MIXES = {"pairs": PAIRS, "cased": CASED, "demo": DEMO}


@pytest.mark.parametrize("mix", MIXES.values(), ids=MIXES)
def test_the_matcher_gives_every_pair_of_a_mix_its_label(mix: Mix) -> None:
    made = list(pairs(6000, 5, mix))
    assert len(made) == 6000
    for pair in made:
        verdict = match(pair.application, pair.contract)
        assert {name: field.outcome for name, field in verdict.fields.items()} == dict(pair.outcomes)
        assert (verdict.matched, verdict.error_code) == (pair.matched, pair.error_code)


@pytest.mark.parametrize("mix", MIXES.values(), ids=MIXES)
def test_a_mix_is_decided_by_its_seed(mix: Mix) -> None:
    assert list(pairs(300, 1, mix)) == list(pairs(300, 1, mix))
    assert list(pairs(300, 1, mix)) != list(pairs(300, 2, mix))


@pytest.mark.parametrize("mix", MIXES.values(), ids=MIXES)
def test_a_mix_fits_windows_1251(mix: Mix) -> None:
    for pair in pairs(3000, 6, mix):
        assert "".join((*values(pair.application), *values(pair.contract))).encode("cp1251")


def test_the_measured_mix_has_the_shares_it_promises() -> None:
    counts = Counter(worst(pair) for pair in pairs(40_000, 7))
    slips = sum(
        counts[outcome] for outcome in Outcome if Outcome.SUBSTITUTED.rank <= outcome.rank < Outcome.DIFFERENT.rank
    )
    assert counts[Outcome.EXACT] == pytest.approx(36_000, rel=0.01)
    assert counts[Outcome.EQUIVALENT] == pytest.approx(2_000, rel=0.1)
    assert slips == pytest.approx(1_200, rel=0.1)
    assert counts[Outcome.DIFFERENT] == pytest.approx(800, rel=0.15)


def test_the_default_mix_is_the_measured_one_of_people() -> None:
    assert DEFAULT_MIX is PAIRS
    assert {pair.kind for pair in pairs(100, 1)} == {"person"}


def test_no_field_of_the_cased_mix_is_the_same_on_both_sides() -> None:
    for pair in pairs(5000, 8, CASED):
        assert not any(getattr(pair.application, field) == getattr(pair.contract, field) for field in FIELDS[pair.kind])
        assert Outcome.EXACT not in pair.outcomes.values()


def test_passports_of_the_cased_mix_have_no_space_in_the_application() -> None:
    people = [pair.application for pair in pairs(3000, 8, CASED) if isinstance(pair.application, Person)]
    assert len(people) == 3000
    assert sum(" " not in person.document for person in people) > 2900


def test_capitals_serve_every_kind() -> None:
    mix = Mix(DEMO.kinds, DEMO.outcomes, capitals=True, companions=0.5)
    made = list(pairs(3000, 9, mix))
    assert {pair.kind for pair in made} == set(KINDS)
    for pair in made:
        verdict = match(pair.application, pair.contract)
        assert {name: field.outcome for name, field in verdict.fields.items()} == dict(pair.outcomes)


def test_the_demo_has_every_kind_and_every_outcome() -> None:
    made = list(pairs(4000, 10, DEMO))
    assert {pair.kind for pair in made} == set(KINDS)
    assert {outcome for pair in made for outcome in pair.outcomes.values()} == set(Outcome)


def test_companions_are_equivalent_fields_beside_another_outcome() -> None:
    def beside(mix: Mix) -> int:
        return sum(
            Outcome.EQUIVALENT in (found := set(pair.outcomes.values()))
            and len(found) > 1
            and Outcome.EXACT not in found
            for pair in pairs(3000, 11, mix)
        )

    assert beside(DEMO) > 100
    assert beside(PAIRS) == 0


def test_some_people_have_no_patronymic() -> None:
    people = [pair.contract for pair in pairs(5000, 12) if isinstance(pair.contract, Person)]
    absent = sum(not person.patronymic for person in people)
    assert 40 < absent < 250


def worst(pair: LabelledPair) -> Outcome:
    return max(pair.outcomes.values(), key=lambda outcome: outcome.rank)


def values(record: Record) -> Iterable[str]:
    return (value for name in type(record).__match_args__ if isinstance(value := getattr(record, name), str))
