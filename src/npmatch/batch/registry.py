"""Who is registered with the donor: the documents and INNs that occur in its contracts, in 8 bytes each.

Only a hash of each is kept, as it reads after N and E, in sorted runs. Nobody is told apart by it but 7008 from 7001.
"""

from array import array
from bisect import bisect_left

from npmatch.batch.columns import Fields, Role
from npmatch.batch.rows import document
from npmatch.text.compare import empty, fold
from npmatch.text.equivalence import folding
from npmatch.text.readings import few

_RUN = 1 << 18
_BITS = (1 << 64) - 1


class Registry:
    """Documents and INNs of all contracts of an export.

    >>> registry = Registry()
    >>> registry.add("4508 123456"); registry.add("")
    >>> registry.knows("45 08 № 123456"), registry.knows("4508 123457"), registry.knows("")
    (True, False, False)
    """

    def __init__(self) -> None:
        self._runs: list[array[int]] = []
        self._open: list[int] = []

    def add(self, identifier: str) -> None:
        """Note a document or an INN; an empty one is nobody's."""
        self._open.extend(_hashes(identifier))
        if len(self._open) >= _RUN:
            self._close()

    def knows(self, identifier: str) -> bool:
        """Say whether an identifier was noted, in any way of writing it."""
        self._close()
        return any(_holds(run, mark) for mark in _hashes(identifier) for run in self._runs)

    def note(self, contract: Fields) -> None:
        """Note what a contract has."""
        for identifier in _identifiers(contract):
            self.add(identifier)

    def has(self, application: Fields) -> bool:
        """Say whether the document or the INN of an application occurs; True for one that has neither."""
        known = [self.knows(identifier) for identifier in _identifiers(application) if not empty(identifier)]
        return any(known) or not known

    def _close(self) -> None:
        if self._open:
            self._runs.append(array("Q", sorted(self._open)))
            self._open = []


def _identifiers(fields: Fields) -> tuple[str, str]:
    """Return the document and the INN of a row."""
    return document(fields), fields.get(Role.INN)


def _hashes(identifier: str) -> list[int]:
    folded = fold(identifier)
    readings = few(folded, folding()) or [folded]
    return [hash(reading) & _BITS for reading in readings if reading]


def _holds(run: "array[int]", mark: int) -> bool:
    place = bisect_left(run, mark)
    return place < len(run) and run[place] == mark
