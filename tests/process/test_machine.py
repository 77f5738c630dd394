"""Random orders: whatever is sent, by whom and when, the process stays sound."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from npmatch.porting import commands as c
from npmatch.porting.codes import Code, Finding, Refusal
from npmatch.porting.messages.base import Message
from npmatch.porting.parties import Party, Terms
from npmatch.porting.process import Process, Step, locked, next_due, served_by, step
from npmatch.porting.readings import Readings
from npmatch.porting.schedule import Book
from npmatch.porting.states import State
from process.stories import DO, NUMBER, RO, Story
from process.timelines import msk

S = State
SECOND = "9001234568"
NUMBERS = st.sampled_from([NUMBER, SECOND])
OPERATORS = st.sampled_from([RO, DO])
CODES = st.sampled_from([7003, 7004, 7005, 7011, 7014, 7134])
READINGS = st.builds(
    Readings,
    port_day=st.sampled_from(["written", "moscow"]),
    after_m07=st.sampled_from(["stay", "needs_reversal"]),
    reversal_silence=st.sampled_from(["wait", "refuse"]),
    debt_anchor=st.sampled_from(["current", "original"]),
    change_cutoff=st.sampled_from(["annex7", "annex3"]),
    cancel_cutoff=st.sampled_from(["days", "24h"]),
)
KINDS = [*(f"M-{number:02}" for number in range(2, 20)), "x.ResponderReject"]
TURNS = {
    S.H1_DEACTIVATING: ("M-07", DO),
    S.HUNG_1: ("M-07", DO),
    S.H2_RECIPIENT_ACTIVATING: ("M-08", RO),
    S.HUNG_2: ("M-08", RO),
    S.H3_DONOR_SRF: ("M-09", DO),
    S.HUNG_3: ("M-09", DO),
}


class Porting(RuleBasedStateMachine):
    """A process of two numbers, two operators that say anything, and a clock that jumps."""

    story: Story
    messages: list[Message]
    ended: State | None

    @initialize(terms=st.sampled_from(list(Terms)), region=st.sampled_from(["39", "77", "41"]), readings=READINGS)
    def begin(self, terms: Terms, region: str, readings: Readings) -> None:
        self.book = Book(readings)
        self.story = Story(
            terms, region=region, numbers=(NUMBER, SECOND), readings=readings, slots=self.book, holder="C"
        )
        self.messages = []
        self.ended = None

    def tell(self, event: Message | c.Command) -> Step:
        before = self.story.process
        result = self.story.give(event)
        if isinstance(event, Message):
            self.messages.append(event)
        # the same in, the same out
        assert step(before, event, self.story.now, slots=self.book) == result
        return result

    @rule(findings=st.lists(st.sampled_from([3014, 7100, 7110, 7004]), max_size=2))
    def the_database_checks(self, findings: list[int]) -> None:
        if self.story.state is S.APPLIED:
            self.tell(self.story.create)
        self.tell(c.Checked(findings=tuple(Finding(Code(code), NUMBER) for code in findings[:1])))

    @rule()
    def all_goes_well(self) -> None:
        if self.story.state is S.APPLIED:
            self.tell(self.story.create)
            self.tell(c.Checked())
        if self.story.state is S.DONOR_CHECK:
            self.tell(self.story.message("M-04"))

    @rule(kind=st.sampled_from(KINDS), sender=OPERATORS, number=NUMBERS, debt=st.booleans(), code=CODES)
    def an_operator_says_something(self, kind: str, sender: Party, number: str, code: int, *, debt: bool) -> None:
        fields: dict[str, dict[str, object]] = {
            "M-03": {"debt": debt},
            "M-06": {"reasons": (Finding(Code(code), number),)},
            "M-10": {"port": self.story.process.port + timedelta(days=3)},
            "M-19": {"contract_end": self.story.now.date()},
        }
        about = {} if kind in {"M-02", "M-03", "M-04", "M-05", "M-06", "M-10"} else {"number": number}
        try:
            message = self.story.message(kind, sender, **fields.get(kind, {}), **about)
        except ValueError:  # the other operator never sends it
            return
        self.tell(message)

    @rule(number=NUMBERS)
    def the_next_turn_is_taken(self, number: str) -> None:
        line = self.story.line(number)
        moving = line.back in TURNS
        turn = TURNS.get(line.back if moving else line.state)
        if turn is None or line.back is S.REV_SCHEDULED:
            return
        sender = turn[1] if not moving else {RO: DO, DO: RO}[turn[1]]
        assert self.tell(self.story.message(turn[0], sender, number=number)).refused is None

    @rule(data=st.data())
    def a_message_comes_again(self, data: st.DataObject) -> None:
        if self.messages:
            before = self.story.process
            assert self.tell(data.draw(st.sampled_from(self.messages))).repeated
            assert self.story.process is before

    @rule(number=st.one_of(st.none(), NUMBERS))
    def the_database_gives_up(self, number: str | None) -> None:
        self.tell(c.AbortDecided(number))

    @rule(number=NUMBERS)
    def the_database_allows_what_was_asked(self, number: str) -> None:
        self.tell(c.Checked(number))

    @rule(number=NUMBERS, kind=st.sampled_from(["M-22", "M-23", "M-24", "M-12", "M-14", "M-17", "x.Export"]))
    def a_receipt_comes(self, number: str, kind: str) -> None:
        self.tell(c.Receipt(number, kind))

    @rule(number=NUMBERS)
    def a_contract_ends(self, number: str) -> None:
        self.tell(c.ContractEnded(number))
        self.tell(c.Exported(number))

    @rule(system=st.sampled_from(["A", "B", "CDB"]), over=st.booleans())
    def a_system_is_down_or_up(self, system: str, *, over: bool) -> None:
        if over:
            self.book.withdraw(system)
        else:
            self.book.report(system, self.story.now)

    @rule(length=st.sampled_from([1, 60, 600, 3600, 7200, 86400, 5 * 86400, 31 * 86400]))
    def time_passes(self, length: int) -> None:
        if self.story.now < msk("2027-06-01 00:00"):
            self.book.withdraw("A")
            self.book.withdraw("B")
            self.book.withdraw("CDB")
            self.story.later(seconds=length)

    @precondition(lambda self: hasattr(self, "story"))
    @invariant()
    def an_ended_process_stays_ended_and_frees_its_numbers(self) -> None:
        process: Process = self.story.process
        if self.ended is not None:
            assert process.state is self.ended
        if process.state.ends:
            self.ended = process.state
            assert locked(process) == {line.number for line in process.lines if line.reversing}
            assert process.create is None
            assert all(line.state.ends for line in process.lines)

    @precondition(lambda self: hasattr(self, "story"))
    @invariant()
    def a_number_is_in_no_two_networks_and_in_none_only_after_its_removal(self) -> None:
        for line in self.story.process.lines:
            if served_by(line) is None:
                assert "cdb.rx(M-07)" in line.facts

    @precondition(lambda self: hasattr(self, "story"))
    @invariant()
    def no_timer_is_overdue_and_every_start_lies_ahead_of_its_agreed_term(self) -> None:
        due = next_due(self.story.process)
        assert due is None or due > self.story.now
        assert self.story.process.port >= self.story.process.base

    @precondition(lambda self: hasattr(self, "story"))
    @invariant()
    def a_refusal_names_one_of_the_models_two_reasons(self) -> None:
        assert self.story.last.refused in {None, *Refusal}


Porting.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestPorting = Porting.TestCase
