"""Work that is done beside the run, in a thread of its own: digests of what is read and written.

A digest costs as much as the matching itself, and the interpreter lets other threads go on while one is made.
"""

import os
from collections.abc import Callable
from typing import Protocol

Job = Callable[[], None]

_WAITING = 16
"""Jobs that may wait: a bound on memory, because a job may hold a block of data."""


class Worker(Protocol):
    """Does jobs in the order in which they come."""

    def do(self, job: Job) -> None:
        """Take a job. Whatever it raises is raised by `wait`, at the latest."""
        ...

    def wait(self) -> None:
        """Return when every job is done; raise what one of them has raised."""
        ...

    def close(self) -> None:
        """Do what is left to do, and take no more."""
        ...


class AtOnce:
    """Does every job when it comes."""

    def do(self, job: Job) -> None:
        """Do a job."""
        job()

    def wait(self) -> None:
        """Do nothing: nothing waits."""

    def close(self) -> None:
        """Do nothing: nothing is open."""


class Beside:
    """Does jobs in a thread of its own, one after another.

    >>> beside, done = Beside(), []
    >>> beside.do(lambda: done.append("first")); beside.do(lambda: done.append("second"))
    >>> beside.wait(); done
    ['first', 'second']
    >>> beside.close()
    """

    def __init__(self) -> None:
        from queue import Queue  # noqa: PLC0415  # late: only for runs that write to a file
        from threading import Thread  # noqa: PLC0415  # the same

        self._jobs: Queue[Job | None] = Queue(_WAITING)
        self._failure: BaseException | None = None
        # A daemon, so that an interpreter that ends does not wait for it.
        self._thread = Thread(target=self._work, daemon=True)
        self._thread.start()

    def do(self, job: Job) -> None:
        """Take a job; wait if many are waiting."""
        self._jobs.put(job)

    def wait(self) -> None:
        """Return when every job is done; raise what one of them has raised."""
        self._jobs.join()
        if self._failure is not None:
            raise self._failure

    def close(self) -> None:
        """Do what is left to do, and end the thread."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                if self._failure is None:
                    job()
            except BaseException as failure:  # noqa: BLE001  # raised again by whoever waits
                self._failure = failure
            self._jobs.task_done()


def worker() -> Worker:
    """Return a worker: a thread where there is a second processor for it."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Beside() if processors > 1 else AtOnce()
