"""Маркировка вызовов: whether a mass call may be blocked. It is not about porting, and stands alone.

The ministry's letter of 24.03.2026 explains the rules on marking: a mass call may be blocked for lack of a contract
for mass calls or of the callee's consent, whether or not it is marked; that marking is lacking is no ground by itself.
Both powers are permissions: the law says «вправе», never «обязан».
"""

from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What an operator may do; there is no ``MUST``.

    >>> Decision("MAY_BLOCK").name
    'MAY_BLOCK'

    Clause: S-10
    """

    PASSES = "PASSES"
    MAY_BLOCK = "MAY_BLOCK"
    MAY_SUSPEND = "MAY_SUSPEND"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What is known of a call: mass or not, marked or not, and the two grounds of a lawful one.

    ``excepted``: one of the exceptions of 44.1-1(4). ``subscriber_in_breach``: the ground of 44(3).
    """

    mass: bool
    contract: bool
    consent: bool
    excepted: bool = False
    marked: bool = False
    subscriber_in_breach: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision and the clause of the Federal Law on Communications that allows it; no clause for a call that passes.

    Clause: S-9
    """

    decision: Decision
    clause: str = ""
    reasons: tuple[str, ...] = ()


def may_block(call: Call) -> tuple[Answer, ...]:
    """Return every power that an operator has over a call: each with its own clause, or the one answer that it passes.

    >>> may_block(Call(mass=True, contract=True, consent=False))
    (Answer(decision=<Decision.MAY_BLOCK: 'MAY_BLOCK'>, clause='44.1-1(4)', reasons=('consent',)),)
    >>> may_block(Call(mass=True, contract=True, consent=True, marked=False))[0].decision.value
    'PASSES'

    Clause: S-8
    """
    lacking = tuple(name for name, given in (("contract", call.contract), ("consent", call.consent)) if not given)
    answers = []
    if call.mass and lacking and not call.excepted:
        answers.append(Answer(Decision.MAY_BLOCK, "44.1-1(4)", lacking))
    if call.subscriber_in_breach:
        answers.append(Answer(Decision.MAY_SUSPEND, "44(3)", ("breach",)))
    return tuple(answers) or (Answer(Decision.PASSES),)
