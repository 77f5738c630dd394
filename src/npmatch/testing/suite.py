"""The suite: the laws as tests that hypothesis tries to refute on a matcher."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from npmatch.outcomes import Outcome
from npmatch.records import Record
from npmatch.synthetic.labels import KINDS, Kind, LabelledPair
from npmatch.testing import on_fields, on_symbols
from npmatch.testing.laws import LAWS, Case, Law
from npmatch.testing.strategies import Drawn

_WRITTEN_DOWN = (on_symbols, on_fields)  # importing these modules has entered their laws
IN_ORDER = tuple(sorted(LAWS, key=lambda law: law.clause))
"""The laws by clause: the first that breaks is the most basic one."""


class MatcherSuite(ABC):
    """A matcher on trial; a subclass that is called Test... is a test class of pytest.

    A subclass gives ``match`` and, if it does not judge all four kinds of record, ``kinds``. It has a test for each
    law on these kinds: ``test_case_never_turns_a_verdict`` and so on. A matcher that follows another reading of the
    order names in ``unasked`` the outcomes that it does not accept, or leaves a law out by ``test_... = None``.

    >>> from npmatch import Policy, match
    >>> class Ours(MatcherSuite):
    ...     kinds = ("org",)
    ...     unasked = (Outcome.TWO_TRANSPOSITIONS,)
    ...     def match(self, application, contract):
    ...         return match(application, contract, Policy(transpositions="two_symbols"))
    >>> hasattr(Ours, "test_missing_data_never_match"), hasattr(Ours, "test_no_patronymic_on_both_sides_matches")
    (True, False)

    Clause: 6
    """

    kinds: ClassVar[Sequence[Kind]] = KINDS
    unasked: ClassVar[Sequence[Outcome]] = ()

    @abstractmethod
    def match(self, application: Record, contract: Record) -> object:
        """Return the matcher's verdict: its truth is the decision.

        If the verdict has ``fields``, a mapping of field names to objects with an ``outcome``, and ``error_code``,
        these are held against the labels too.
        """

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        for law in IN_ORDER:
            name = f"test_{law.name}"
            kinds = [kind for kind in cls.kinds if kind in law.kinds]
            if kinds and law.about not in cls.unasked:
                if getattr(cls, name, law) is not None:
                    setattr(cls, name, _test(law, kinds, cls.unasked))
            elif hasattr(cls, name):
                setattr(cls, name, None)

    def check(self) -> int:
        """Try all laws without pytest; return how many there are.

        Raises AssertionError for the first law that is broken, with the clause and an example.
        """
        tests = [getattr(self, f"test_{law.name}", None) for law in IN_ORDER]
        found = [test for test in tests if test is not None]
        for test in found:
            test()
        return len(found)


def _test(law: Law, kinds: Sequence[Kind], unasked: Sequence[Outcome]) -> Callable[..., None]:
    def test(self: MatcherSuite, case: Case) -> None:
        refutation = _refutation(self.match, case)
        if refutation:
            raise AssertionError(f"Clause {law.clause} is broken: {law.sentence} {refutation}\n{case!r}")

    test.__name__, test.__doc__ = f"test_{law.name}", law.sentence
    limits = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a first case reads files
    return limits(given(case=_cases(law, kinds, frozenset(unasked)))(test))


@st.composite
def _cases(draw: st.DrawFn, law: Law, kinds: Sequence[Kind], unasked: frozenset[Outcome]) -> Case:
    case = law.recipe(Drawn(draw), kinds)
    assume(case.label is None or unasked.isdisjoint(case.label.outcomes.values()))
    return case


def _refutation(match: Callable[[Record, Record], object], case: Case) -> str:
    """Return how the matcher breaks the case, or nothing."""
    verdicts = [match(application, contract) for application, contract in case.pairs]
    decisions = [bool(verdict) for verdict in verdicts]
    if len(set(decisions)) > 1:
        return f"Decisions: {', '.join(map(str, decisions))}."
    if case.matched not in {None, decisions[0]}:
        return f"Due: matched={case.matched}, decided: {decisions[0]}."
    return _told_wrongly(case.label, verdicts[0]) if case.label and case.told else ""


def _told_wrongly(label: LabelledPair, verdict: object) -> str:
    fields = getattr(verdict, "fields", {})
    found = {name: str(field.outcome) for name, field in fields.items()}
    for name, outcome in label.outcomes.items():
        if found.get(name, outcome) != outcome:
            return f"Due: {name}:{outcome}, found: {found[name]}."
    code = getattr(verdict, "error_code", label.error_code)
    return "" if code == label.error_code else f"Due: error code {label.error_code}, found: {code}."
