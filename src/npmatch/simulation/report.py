"""What a simulated run comes to: counts that are the same for the same seed, and the pace, which is not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of a run; everything but ``seconds`` is the same on every run with the same arguments.

    ``processes`` is how many portings there were and ``numbers`` how many numbers they were about; ``states`` counts
    the portings by final state (``NOT_CONCLUDED`` also if the recipient's own check stopped the application), ``codes``
    the reasons by code, ``late`` the observations by id, ``after`` what followed ports by state, ``slots`` the hours
    by what became of them, ``messages`` what was exchanged by kind, ``faults`` what was done on request by name.
    ``ported`` is how many numbers changed operator and stayed. ``open`` counts portings and sequels in states that
    are not terminal but that the model leaves open; ``unaccounted`` what is neither, ``astray`` numbers in two
    networks or in none outside of those states, ``lost`` operators' requests that nothing answered: all three are
    zero in a sound run. ``rows`` counts the rows of the two exports, ``unread`` those that could not be used by export
    and fault; ``exports`` is how many two-hour exports there were, ``records`` the length of the journal, ``head`` its
    last digest.
    """

    processes: int = 0
    numbers: int = 0
    days: int = 0
    ported: int = 0
    states: Mapping[str, int] = field(default_factory=dict)
    codes: Mapping[str, int] = field(default_factory=dict)
    late: Mapping[str, int] = field(default_factory=dict)
    after: Mapping[str, int] = field(default_factory=dict)
    slots: Mapping[str, int] = field(default_factory=dict)
    messages: Mapping[str, int] = field(default_factory=dict)
    faults: Mapping[str, int] = field(default_factory=dict)
    open: Mapping[str, int] = field(default_factory=dict)
    unaccounted: int = 0
    astray: int = 0
    lost: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    unread: Mapping[str, int] = field(default_factory=dict)
    exports: int = 0
    records: int = 0
    head: str = ""
    journal_verified: bool = False
    seconds: float = 0.0

    @property
    def sound(self) -> bool:
        """Whether the journal holds, every porting is accounted for, and every number is in one network.

        >>> Report(journal_verified=True).sound, Report(journal_verified=True, astray=1).sound
        (True, False)
        """
        return self.journal_verified and not (self.unaccounted or self.astray or self.lost)

    @property
    def rate(self) -> float:
        """Numbers per second of run time.

        >>> Report(numbers=500, seconds=2.0).rate
        250.0
        """
        return self.numbers / self.seconds if self.seconds else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Return everything that does not depend on the machine, in a fixed order, ready for JSON.

        >>> Report(states={"PORTED": 2, "CANCELLED": 1}).to_dict()["states"]
        {'CANCELLED': 1, 'PORTED': 2}
        """
        names = [name for name in self.__slots__ if name != "seconds"]
        values = {name: getattr(self, name) for name in names}
        plain = {name: dict(sorted(v.items())) if isinstance(v, Mapping) else v for name, v in values.items()}
        return plain | {"sound": self.sound}
