"""Instants: what one moment of the virtual clock changes is put down together, before the clock moves on."""

from collections.abc import Callable

from npmatch.actors.storage import Change, State, Storage


class Gathered:
    """A storage that gathers the changes of one moment and hands them on as one.

    ``close`` is called with what is to be done when the moment ends. Nothing that the database says at a moment is
    heard before the next one, so whatever anybody has heard of has been put down: a crash still loses nothing, and a
    moment costs one transaction and not one for every letter and receipt.

    >>> from npmatch.actors.storage import NoStorage
    >>> Gathered(NoStorage(), lambda finish: finish()).load().processes
    {}
    """

    def __init__(self, storage: Storage, close: Callable[[Callable[[], None]], None]) -> None:
        self._storage, self._close = storage, close
        self._gathered: list[Change] = []

    def keep(self, change: Change) -> None:
        """Gather a change; the first of a moment sees to its end."""
        self._gathered.append(change)
        if len(self._gathered) == 1:
            self._close(self.put_down)

    def put_down(self) -> None:
        """Hand on what was gathered, of each process and number only what it came to."""
        changes, self._gathered = self._gathered, []
        if changes:
            self._storage.keep(merged(changes))

    def load(self) -> State:
        """Return what was put down."""
        return self._storage.load()


def merged(changes: list[Change]) -> Change:
    """Return the change that several come to, one after the other.

    >>> merged([Change(confirmed=["1"]), Change(confirmed=["2"])]).confirmed
    ['1', '2']
    """
    if len(changes) == 1:
        return changes[0]
    processes = {process.id: process for change in changes for process in change.processes}
    served = dict(pair for change in changes for pair in change.served)
    return Change(
        processes=list(processes.values()),
        sent=[letter for change in changes for letter in change.sent],
        confirmed=[message for change in changes for message in change.confirmed],
        requests=[request for change in changes for request in change.requests],
        served=list(served.items()),
    )
