"""Policy: the selectable readings, and what they accept."""

import dataclasses
import json
import os
import pickle
import subprocess
import sys
from itertools import product
from typing import Any

import pytest

from npmatch import Outcome, Policy
from npmatch.policy import CHOICES, string, strings

ACCEPTED = {
    "exact", "equivalent", "substituted", "omitted", "added", "swapped", "two_transpositions", "both_empty", "alias",
}  # fmt: skip


@pytest.mark.clause("6/2")
def test_the_defaults_are_the_order_as_written() -> None:
    assert Policy() == Policy("remove", "two_transpositions", "both", "as_written", ())
    assert {reading: options[0] for reading, options in CHOICES.items()}.items() <= Policy().to_dict().items()


@pytest.mark.clause("6/2")
@pytest.mark.parametrize(
    "choices", [dict(zip(CHOICES, options, strict=True)) for options in product(*CHOICES.values())], ids=str
)
def test_every_combination_of_readings_is_a_policy(choices: Any) -> None:  # noqa: ANN401  # plain words
    policy = Policy(**choices, absent_markers=("нет",))
    assert policy.to_dict() == {**choices, "absent_markers": ["нет"]}
    assert json.loads(json.dumps(policy.to_dict())) == policy.to_dict()


@pytest.mark.parametrize("reading", CHOICES)
@pytest.mark.parametrize("option", ["", "keep", "REMOVE", "both ", 1, None])
def test_an_unknown_reading_is_refused_by_name(reading: str, option: Any) -> None:  # noqa: ANN401  # anything
    with pytest.raises(ValueError, match=f"^{reading}: unknown reading; choose one of '") as refused:
        Policy(**{reading: option})
    assert all(repr(choice) in str(refused.value) for choice in CHOICES[reading])


@pytest.mark.clause("6/2.3 г")
@pytest.mark.parametrize("outcome", Outcome)
def test_all_but_different_and_missing_is_accepted(outcome: Outcome) -> None:
    assert Policy().accepts(outcome) is (outcome in ACCEPTED)


@pytest.mark.clause("6/2.3 г")
@pytest.mark.parametrize("outcome", Outcome)
def test_under_two_symbols_two_transpositions_are_not_accepted(outcome: Outcome) -> None:
    policy = Policy(transpositions="two_symbols")
    assert policy.accepts(outcome) is (outcome in ACCEPTED - {"two_transpositions"})


@pytest.mark.clause("6/2.2 д")
@pytest.mark.parametrize("markers", [["нет", "-"], ("нет", "-"), iter(["нет", "-"]), {"нет": 1, "-": 2}])
def test_markers_are_any_collection_of_strings(markers: Any) -> None:  # noqa: ANN401  # any iterable
    assert Policy(absent_markers=markers).absent_markers == ("нет", "-")


@pytest.mark.parametrize(
    ("markers", "message"),
    [
        ("нет", "absent_markers: several strings are asked for, not str"),
        (7, "absent_markers: several strings are asked for, not int"),
        (b"no", "absent_markers[0]: a string is asked for, not int"),
        (["нет", 7], "absent_markers[1]: a string is asked for, not int"),
    ],
)
def test_markers_that_are_no_strings_are_refused(markers: Any, message: str) -> None:  # noqa: ANN401  # anything
    with pytest.raises(TypeError) as refused:
        Policy(absent_markers=markers)
    assert str(refused.value) == message


def test_none_stands_for_no_markers_and_for_an_empty_string() -> None:
    assert strings("absent_markers", None) == ()
    assert strings("absent_markers", [None, "нет"]) == ("", "нет")
    assert string("surname", None) == ""


def test_a_policy_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Policy().spaces = "collapse"  # type: ignore[misc]  # what is refused


def test_equal_policies_are_one_key() -> None:
    one, other = Policy(absent_markers=("нет",)), Policy(absent_markers=("нет",))
    assert {one: 1} == {other: 1}
    assert len({Policy(), Policy(spaces="collapse"), Policy(aliases="either"), one}) == 4
    assert dataclasses.replace(one, spaces="collapse") == Policy(spaces="collapse", absent_markers=("нет",))


def test_a_policy_from_another_process_is_the_same_key() -> None:
    made = "import pickle, sys, npmatch; sys.stdout.buffer.write(pickle.dumps(npmatch.Policy(spaces='collapse')))"
    for seed in ("1", "2"):  # strings have another hash in each process
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        run = subprocess.run([sys.executable, "-c", made], capture_output=True, check=True, env=environment)  # noqa: S603  # ours
        policy = pickle.loads(run.stdout)  # noqa: S301  # made above
        assert {policy: "found"}.get(Policy(spaces="collapse")) == "found"
