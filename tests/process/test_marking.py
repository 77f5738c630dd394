"""S-8 to S-10: mass calls."""

from itertools import product

import pytest

from npmatch.porting.marking import Answer, Call, Decision, may_block


@pytest.mark.parametrize(
    ("contract", "consent", "excepted", "blockable"),
    [(1, 1, 0, 0), (0, 1, 0, 1), (1, 0, 0, 1), (0, 0, 0, 1), (0, 0, 1, 0), (0, 1, 1, 0), (1, 0, 1, 0), (1, 1, 1, 0)],
)
@pytest.mark.parametrize("marked", [False, True])
def test_a_mass_call_may_be_blocked_for_lack_of_contract_or_consent_marked_or_not(
    contract: int, consent: int, excepted: int, blockable: int, *, marked: bool
) -> None:
    call = Call(mass=True, contract=bool(contract), consent=bool(consent), excepted=bool(excepted), marked=marked)
    (answer,) = may_block(call)
    assert (answer.decision is Decision.MAY_BLOCK) == bool(blockable)
    assert answer.clause == ("44.1-1(4)" if blockable else "")


def every_call() -> list[Call]:
    names = ("mass", "contract", "consent", "excepted", "marked", "subscriber_in_breach")
    return [Call(**dict(zip(names, values, strict=True))) for values in product([False, True], repeat=6)]


def test_marking_never_changes_an_answer() -> None:
    answers: dict[tuple[bool, ...], set[tuple[Answer, ...]]] = {}
    for call in every_call():
        key = (call.mass, call.contract, call.consent, call.excepted, call.subscriber_in_breach)
        answers.setdefault(key, set()).add(may_block(call))
    assert len(answers) == 32
    assert all(len(found) == 1 for found in answers.values())
    assert "unmarked" not in {
        reason for found in answers.values() for one in found for a in one for reason in a.reasons
    }


def test_a_call_that_is_not_mass_is_never_blocked() -> None:
    calls = [call for call in every_call() if not call.mass]
    assert len(calls) == 32
    assert all(answer.decision is not Decision.MAY_BLOCK for call in calls for answer in may_block(call))


def test_a_breach_is_a_ground_of_its_own_with_its_own_clause() -> None:
    both = may_block(Call(mass=True, contract=False, consent=True, subscriber_in_breach=True))
    assert [(answer.decision, answer.clause) for answer in both] == [
        (Decision.MAY_BLOCK, "44.1-1(4)"),
        (Decision.MAY_SUSPEND, "44(3)"),
    ]


def test_every_power_is_a_permission() -> None:
    assert {decision.value for decision in Decision} == {"PASSES", "MAY_BLOCK", "MAY_SUSPEND"}
