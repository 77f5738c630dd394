"""The network of an operator: which numbers live in its HLR, and what is done to them on request (point 16)."""

from collections.abc import Iterator

from npmatch.porting.messages.base import Message


class Network:
    """The HLR of one operator, as a set of numbers. Every request is carried out once, however often it comes.

    >>> network = Network({"9001234567"})
    >>> "9001234567" in network, len(network)
    (True, 1)

    Clause: 16
    """

    def __init__(self, numbers: set[str] | None = None) -> None:
        self._numbers = set() if numbers is None else numbers
        self._done: set[str] = set()
        self._taken_out: set[tuple[str | None, str]] = set()

    def __contains__(self, number: object) -> bool:
        return number in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def put(self, number: str) -> None:
        """Serve a number that was not ported here: a contract of one's own."""
        self._numbers.add(number)

    def release(self, number: str) -> None:
        """Let go of a number whose contract has ended (point 21)."""
        self._numbers.discard(number)

    def remove(self, request: Message, number: str) -> None:
        """Take a number out (M-22); one that is not there is removed already.

        Clause: 3/3.3
        """
        if request.id not in self._done:
            self._done.add(request.id)
            if number in self._numbers:
                self._numbers.discard(number)
                self._taken_out.add((request.process, number))

    def activate(self, request: Message, number: str) -> None:
        """Put a number in (M-23).

        Clause: 3/3.7
        """
        if request.id not in self._done:
            self._done.add(request.id)
            self._numbers.add(number)

    def complete(self, process: str | None, number: str) -> None:
        """Forget that the number could have to be put back (M-25)."""
        self._taken_out.discard((process, number))

    def put_back(self, process: str | None, numbers: tuple[str, ...] | None) -> None:
        """Put back what had been taken out for a process that was ended (x.Abort); None: all of its numbers.

        Clause: 20
        """
        taken = {(owner, number) for owner, number in self._taken_out if owner == process}
        for owner, number in taken:
            if numbers is None or number in numbers:
                self._taken_out.discard((owner, number))
                self._numbers.add(number)
