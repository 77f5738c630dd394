"""Work beside a run: in order, all of it, and what goes wrong is told."""

import os
from collections.abc import Callable
from functools import partial

import pytest

from npmatch.batch.beside import AtOnce, Beside, Worker, worker

MAKERS: list[Callable[[], Worker]] = [Beside, AtOnce]


@pytest.mark.parametrize("make", MAKERS)
def test_jobs_are_done_in_their_order(make: Callable[[], Worker]) -> None:
    found: list[int] = []
    doer = make()
    for number in range(100):
        doer.do(partial(found.append, number))
    doer.wait()
    assert found == list(range(100))
    doer.do(partial(found.append, 100))
    doer.close()
    assert found[-1] == 100


def test_what_a_job_raises_is_raised_by_whoever_waits_and_ends_the_work() -> None:
    found: list[int] = []
    beside = Beside()
    beside.do(partial(divmod, 1, 0))
    beside.do(partial(found.append, 1))
    with pytest.raises(ZeroDivisionError):
        beside.wait()
    beside.close()
    assert found == []


@pytest.mark.parametrize(("processors", "kind"), [(1, AtOnce), (2, Beside)])
def test_a_thread_is_worth_it_where_there_is_a_processor_for_it(
    processors: int, kind: type[Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(processors)), raising=False)
    made = worker()
    assert isinstance(made, kind)
    made.close()
