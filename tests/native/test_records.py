"""Two records in one call: the same verdict, and the same complaint, as from the plain function."""

import copy
import inspect
import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

import npmatch
from native.reference import KERNEL, MARKERS, SPACES
from npmatch import Customer, Entrepreneur, Organization, Person, Policy, Verdict, native
from oracle import shipped
from oracle.pairs import pairs

RECORDS: dict[str, Callable[..., Any]] = {
    "person": Person,
    "ip": Entrepreneur,
    "org": Organization,
    "customer": Customer,
}
MATCHERS: dict[str, Callable[..., Verdict]] = {
    "person": npmatch.match_person,
    "ip": npmatch.match_ip,
    "org": npmatch.match_org,
    "customer": npmatch.match_customer,
}
A, B = Person("Крылов", "Иван", "", "4508 123456"), Person("КРЫЛОB", "Иванн", "", "4508123456")


def plain(kind: str) -> Callable[..., Verdict]:
    function: Callable[..., Verdict] = inspect.unwrap(MATCHERS[kind])
    return function


@pytest.mark.parametrize("seed", range(4))
def test_native_and_plain_say_the_same(seed: int) -> None:
    matched = set()
    for pair in pairs(shipped.material(), seed=1000 + seed, count=1500):
        application, contract = (RECORDS[pair.kind](**record) for record in (pair.application, pair.contract))
        for policy in (*SPACES, MARKERS[seed % 2]):
            said = MATCHERS[pair.kind](application, contract, policy)
            assert said == plain(pair.kind)(application, contract, policy), ascii((pair, policy))
            assert (type(said), said.case.application, said.case.contract) == (Verdict, application, contract)
            matched.add((pair.kind, said.matched))
    assert len(matched) == 8


@pytest.mark.parametrize("kind", MATCHERS)
def test_a_matcher_looks_like_the_function_that_it_stands_before(kind: str) -> None:
    matcher = MATCHERS[kind]
    assert matcher is not plain(kind)
    assert inspect.signature(matcher) == inspect.signature(plain(kind))
    assert (matcher.__name__, matcher.__module__, matcher.__doc__) == (
        f"match_{kind}",
        "npmatch.matching",
        plain(kind).__doc__,
    )
    assert pickle.loads(pickle.dumps(matcher)) is copy.deepcopy(matcher) is matcher  # noqa: S301  # our own


@pytest.mark.parametrize("arguments", [(A, None), (None, A), (A, B, None), (A, Organization("А")), (A,), (A, B, 1, 2)])
def test_wrong_arguments_get_the_same_complaint(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError) as ours:
        npmatch.match_person(*arguments)
    with pytest.raises(TypeError) as theirs:
        plain("person")(*arguments)
    assert len(arguments) in {1, 4} or str(ours.value) == str(theirs.value)


def test_arguments_may_be_named() -> None:
    verdict = npmatch.match_person(contract=B, application=A, policy=Policy(spaces="collapse"))
    assert verdict == plain("person")(A, B, Policy(spaces="collapse"))


@dataclass(frozen=True)
class Employee(Person):
    pass


class Loud(str):
    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = str.__hash__


def test_what_is_not_just_a_record_goes_the_plain_way() -> None:
    employee = Employee("Крылов", "Иван", "", "4508 123456")
    assert npmatch.match_person(employee, B) == plain("person")(employee, B) == npmatch.match_person(A, B)
    loud = Person(Loud("Крылов"), "Иван", "", "4508 123456")
    assert npmatch.match_person(loud, A) == plain("person")(loud, A)
    assert npmatch.match_person(loud, A).reasons == ("surname:equivalent",)


def test_a_record_that_was_never_filled_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        npmatch.match_person(Person.__new__(Person), A)
    with pytest.raises(AttributeError):
        npmatch.match_org(Organization.__new__(Organization), Organization("А"))


def test_a_subclass_of_policy_goes_the_plain_way() -> None:
    class Own(Policy):
        pass

    assert npmatch.match_person(A, B, Own()).outcomes == npmatch.match_person(A, B).outcomes


def test_verdicts_and_matchers_leave_nothing_behind() -> None:
    application, contract = Person("Крылов", document="1"), Person("Крынов", document="1")
    before = sys.getrefcount(application), sys.getrefcount(Verdict), sys.getrefcount(native)
    for _ in range(100):
        npmatch.match_person(application, contract)
        npmatch.match_person(application, contract, Policy())
    after = sys.getrefcount(application), sys.getrefcount(Verdict), sys.getrefcount(native)
    assert after == before


def test_a_record_without_slots_has_no_matcher() -> None:
    class Loose:
        surname = "Крылов"

    with pytest.raises(TypeError, match="no slot"):
        KERNEL.Matcher(None, _Profile(Loose), ("surname",), Verdict, Policy, ())


class _Profile:
    def __init__(self, record: type) -> None:
        self.record, self.fields = record, ()


def test_without_the_compiled_module_python_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "npmatch.native._kernel", None)
    monkeypatch.delattr(native, "_kernel")
    assert native.kernel.__wrapped__() is None
    monkeypatch.undo()
    monkeypatch.setenv("NPMATCH_PURE", "1")
    assert native.kernel.__wrapped__() is None
    monkeypatch.setattr(native, "kernel", lambda: None)
    assert native.engine() == "pure"
    monkeypatch.setattr(native.records, "kernel", lambda: None)
    assert native.records.quick(npmatch.profiles.PERSON, Policy())(MATCHERS["person"]) is MATCHERS["person"]
