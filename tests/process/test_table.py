"""The table of states itself: every cell is walked, everything that a row names exists, and no way is closed."""

import pytest

from npmatch.porting import commands as c
from npmatch.porting.codes import Code, Finding, Refusal
from npmatch.porting.deadlines import row
from npmatch.porting.messages import TYPES
from npmatch.porting.messages.base import Message
from npmatch.porting.parties import OPERATORS, Party, Terms
from npmatch.porting.process import Process, Step, step
from npmatch.porting.process.effects import EFFECTS
from npmatch.porting.process.engine import RECEIVED
from npmatch.porting.process.guards import CLOSED, GUARDS
from npmatch.porting.process.sending import MAKERS
from npmatch.porting.process.timers import SENDING, TIMERS
from npmatch.porting.states import EVENTS, LIVE, OPEN_DEBT, PARTS, TERMINAL, TRANSITIONS, Machine, Rule, State
from process.stories import DEFAULTS, DO, NUMBER, RO, Story

S = State
RULES = [rule for rules in TRANSITIONS.values() for rule in rules]
NAMES = "1 2 3 4 4a 5 6 7 8 9 10 10a 10b 11 12 13 14 15 15a 16 18 19 19a 20 22 23 24 25 26 27 28 29 30 31"
ALL_ROWS = {f"2.1/{name}" for name in NAMES.split()}


def test_the_parts_of_the_table_do_not_overlap() -> None:
    assert len(TRANSITIONS) == sum(len(part) for part in PARTS.values())


def test_every_row_of_the_model_stands_in_the_table() -> None:
    # 17 is G-1 and G-2; 21 is a guard; 32 is the export; 33 the timer «breach»
    assert {rule.row for rule in RULES if rule.row.startswith("2.1")} == ALL_ROWS


def test_everything_that_a_row_names_exists() -> None:
    assert {rule.guard for rule in RULES} == set(GUARDS)
    assert {rule.effect for rule in RULES} == set(EFFECTS)
    kinds = {what.kind for rule in RULES for what in rule.sends}
    assert kinds - {"relay"} == set(MAKERS)
    # T-5.1 starts when a number is ported, but not for procurement, so an effect starts it
    assert {name for rule in RULES for name in rule.starts} == set(TIMERS) - {"T-5.1"}
    assert {name for rule in RULES for name in rule.stops} <= set(TIMERS)
    for rule in RULES:
        for what in rule.sends:
            assert not what.row or what.row in SENDING or any(row(what.row, terms) for terms in Terms)


def test_every_event_is_a_message_a_command_a_receipt_or_a_timer() -> None:
    commands = {command.KIND for command in c.ALL if command.KIND} | {"c.AbortNumber"}
    receipts = {f"r.{kind}" for kind in RECEIVED}
    acting = {name for name, clockwork in TIMERS.items() if clockwork.acts}
    assert set(EVENTS) <= set(TYPES) | commands | receipts | acting
    assert receipts | acting <= set(EVENTS)
    assert commands <= set(EVENTS)


def test_every_row_cites_a_clause() -> None:
    assert all(rule.clause for rule in RULES)


def test_a_cell_ends_in_a_row_without_a_guard_or_refuses() -> None:
    for (state, event), rules in TRANSITIONS.items():
        open_rows = [place for place, rule in enumerate(rules) if not rule.guard]
        assert open_rows in ([], [len(rules) - 1]), (state, event)


def test_every_state_is_reached_and_every_state_that_ends_nothing_is_left() -> None:
    reached = {rule.to for rule in RULES if rule.to} | {S.NEW, S.CLEAN, S.SERVING_FOREIGN_RANGE, S.HANDOVER}
    reached |= {S.PARTLY_PORTED, S.REVERSED}
    assert reached == set(State)
    left = {state for (state, _), rules in TRANSITIONS.items() for rule in rules if rule.to not in {None, state}}
    # HANDOVER ends with its numbers
    assert set(State) - TERMINAL - left == {S.HANDOVER}


def test_ended_states_know_only_what_follows_them() -> None:
    known = {(state, event) for state, event in TRANSITIONS if state.ends}
    assert known == {
        (S.PORTED, "M-17"),
        (S.ABORTED, "c.Reinitiated"),
        (S.PARTLY_PORTED, "c.Reinitiated"),
        (S.REINITIATE, "c.Reinitiated"),
    }


# what the rows of the table lead to, seen as a graph


HELPLESS = {S.SUSPEND_REQUESTED, S.SUSPENDED, S.RESUME_REQUESTED, S.REV_RESPONDER}
"""States that the model leaves open: they wait for the silent party."""
OWN = {S.RELEASED}
"""A state of the recipient alone: the database hears of the return only by its M-19."""
AFTER_M07 = {S.H2_RECIPIENT_ACTIVATING, S.H3_DONOR_SRF, S.HUNG_2, S.HUNG_3, S.ABORTED_NEEDS_REVERSAL}


def without(silent: Party, state: State, event: str, rule: Rule) -> bool:
    """Say whether a row can be taken while one operator is silent."""
    if not event.startswith(("M-", "x.")):
        return not event.startswith("r.")
    senders = {Party(name) for name in rule.by.split(",") if name in set(Party)} or set(OPERATORS)
    del state
    return bool(senders - {silent})


@pytest.mark.parametrize("silent", OPERATORS)
def test_every_state_ends_without_the_silent_party_except_where_the_model_leaves_the_wait_open(silent: Party) -> None:
    edges = {
        (state, rule.to or state)
        for (state, event), rules in TRANSITIONS.items()
        for rule in rules
        if without(silent, state, event, rule)
    }
    edges |= {(S.HANDOVER, S.ABORTED), (S.SERVING_FOREIGN_RANGE, S.RETURNED)}
    ends = set(TERMINAL)
    while more := {state for state, to in edges if to in ends} - ends:
        ends |= more
    assert set(State) - ends <= HELPLESS | AFTER_M07 | OWN


# every cell


def numbered(process: Process, state: State) -> Process:
    """Put the number into a state, in the part of the process that the state belongs to."""
    changes: dict[str, object] = {"state": S.PORTED, "facts": dict.fromkeys(("port", "port.done"), process.port)}
    if state in {rule.to for rules in PARTS["2.3"].values() for rule in rules} | {S.CLEAN}:
        changes["debt"] = state
    elif state.value.startswith("REV_"):
        asked = Story().message("M-17", DO)
        changes |= {"back": state, "asked": asked, "back_port": process.port}
    elif state.value.startswith(("RETURN", "RELEASED", "SERVING")):
        changes["returning"] = state
    else:
        changes["state"] = state
    line = process.lines[0]._replace(**changes)  # type: ignore[arg-type]  # built by name
    whole = S.PORTED if changes["state"] is S.PORTED else S.HANDOVER
    return process._replace(lines=(line,), state=whole)


PROCESS_STATES = {state for state, _ in PARTS["2.1"]} | {
    rule.to for rules in PARTS["2.1"].values() for rule in rules if rule.to
}


def in_state(state: State, terms: Terms) -> Process:
    story = Story(terms)
    if state is S.CDB_CHECK:
        story.give(story.create)
    elif state not in {S.NEW, S.APPLIED}:
        story.checked()
    process = story.process._replace(timers=())
    if state in PROCESS_STATES or state in {S.NEW, S.HANDOVER, S.PARTLY_PORTED}:
        lines = tuple(
            line._replace(state=S.SCHEDULED if state is S.SCHEDULED else line.state) for line in process.lines
        )
        return process._replace(state=state, lines=lines)
    return numbered(process, state)


def event(kind: str) -> Message | c.Command | None:
    """Make an event of a kind, as whoever may send it; timers are none."""
    if kind.startswith("r."):
        return c.Receipt(None if kind == "r.x.CreateForward" else NUMBER, kind[2:])
    if kind.startswith("c."):
        number = NUMBER if kind in {"c.AbortNumber", "c.Resend", "c.Exported", "c.ContractEnded"} else None
        made = {command.KIND: command for command in c.ALL}
        return made[kind.replace("AbortNumber", "Abort")](number)
    if kind not in TYPES:
        return None
    story = Story()
    if kind == "M-01":
        return story.create
    later = story.create.port.replace(day=25)
    fields: dict[str, dict[str, object]] = {
        "M-03": {"debt": True},
        "M-06": {"reasons": (Finding(Code.E_7004),)},
        "M-10": {"port": later},
        "M-19": {"contract_end": story.now.date()},
        "M-21": {"reasons": (), "refused": "x"},
        "M-26": {"port": later},
        "x.ReverseAssigned": {"port": later},
        "x.Technological": {"name": "n"},
    }
    if TYPES[kind].KIND.opens or kind == "x.CreateForward":
        return None
    return story.message(kind, TYPES[kind].KIND.senders[0], **fields.get(kind, {}))


KINDS = sorted({*TYPES, *EVENTS})


def sound(before: Process, result: Step) -> None:
    """Check what holds after any event."""
    if result.refused is None:
        assert result.rows or result.repeated
        return
    assert result.rows == ()
    assert result.process._replace(seen=before.seen, sent=before.sent) == before
    assert {out.message.kind for out in result.outgoing} <= {"M-21"}


@pytest.mark.parametrize("terms", list(Terms))
@pytest.mark.parametrize("state", list(State))
def test_every_cell_has_an_outcome(state: State, terms: Terms) -> None:
    process = in_state(state, terms)
    now = Story(terms).now
    outcomes = set()
    for kind in KINDS:
        happened = event(kind)
        if happened is not None:
            result = step(process, happened, now)
            sound(process, result)
            outcomes.add(result.refused)
    assert Refusal.WRONG_STATE in outcomes


def test_a_message_that_no_cell_knows_is_answered_with_m21_in_every_state() -> None:
    for state in State:
        process = in_state(state, Terms.PERSON)
        message = Story().message("M-16", RO)
        result = step(process, message, Story().now)
        if state is not S.RESUME_REQUESTED:
            assert [out.message.kind for out in result.outgoing] == ["M-21"]


def test_the_states_of_the_model_are_where_it_says() -> None:
    assert len(LIVE) == 6
    assert len(OPEN_DEBT) == 4
    assert set(DEFAULTS) == set(Terms)
    assert set(CLOSED) == {"M-02", "M-03", "M-06", "M-10", "M-11", "M-12", "M-17"}
    assert Machine("reversal") is Machine.REVERSAL
