"""Policy: which of the order's selectable readings a comparison follows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, get_args

from npmatch.outcomes import Outcome

Spaces = Literal["remove", "collapse"]
Transpositions = Literal["two_transpositions", "two_symbols"]
Aliases = Literal["both", "either"]
FormPosition = Literal["as_written", "either_end"]

CHOICES: dict[str, tuple[str, ...]] = {
    "spaces": get_args(Spaces),
    "transpositions": get_args(Transpositions),
    "aliases": get_args(Aliases),
    "form_position": get_args(FormPosition),
}
"""Every selectable reading and its options, the default first."""

_REFUSED = frozenset({Outcome.DIFFERENT, Outcome.MISSING})

CLAUSES = {
    "spaces": "6/2.2 а",
    "transpositions": "6/2.3 г",
    "aliases": "6/2.4 б",
    "form_position": "6/2.4 а",
    "absent_markers": "6/2.2 д",
}
"""The clause that each reading reads."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The readings that a comparison follows. The defaults are the order as it is written.

    ``spaces``: ``"remove"`` drops every space, ``"collapse"`` makes a run of them one symbol of a name.
    ``transpositions``: ``"two_transpositions"`` accepts two exchanges of neighbours, ``"two_symbols"`` only two
    exchanged symbols.
    ``aliases``: ``"both"`` asks that both documents list both names of an organisation, ``"either"`` is content
    with one.
    ``form_position``: ``"either_end"`` lets a legal form stand at the other end of the name.
    ``absent_markers``: words that stand for "no patronymic", e.g. ``("нет", "отсутствует")``.

    Raises ValueError for an unknown reading, TypeError for markers that are not a collection of strings.

    >>> Policy(spaces="collapse").spaces
    'collapse'
    >>> Policy(spaces="keep")
    Traceback (most recent call last):
        ...
    ValueError: spaces: unknown reading; choose one of 'remove', 'collapse'

    Clause: 6/2
    """

    spaces: Spaces = "remove"
    transpositions: Transpositions = "two_transpositions"
    aliases: Aliases = "both"
    form_position: FormPosition = "as_written"
    absent_markers: tuple[str, ...] = ()
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for reading, options in CHOICES.items():
            if getattr(self, reading) not in options:
                choices = ", ".join(map(repr, options))
                raise ValueError(f"{reading}: unknown reading; choose one of {choices}")
        object.__setattr__(self, "absent_markers", strings("absent_markers", self.absent_markers))
        readings = (getattr(self, name) for name in CLAUSES)
        object.__setattr__(self, "_hash", hash(tuple(readings)))

    def __hash__(self) -> int:
        return self._hash  # made once: a policy is a part of the key wherever an outcome is remembered

    def __reduce__(self) -> tuple[type["Policy"], tuple[object, ...]]:
        """Pickle the readings and not the hash: strings have another hash in each process."""
        return type(self), tuple(getattr(self, name) for name in CLAUSES)

    def accepts(self, outcome: Outcome) -> bool:
        """Tell whether a field with this outcome counts as the same.

        >>> Policy(transpositions="two_symbols").accepts(Outcome.TWO_TRANSPOSITIONS)
        False

        Clause: 6/2.3 г
        """
        if outcome is Outcome.TWO_TRANSPOSITIONS:
            return self.transpositions == "two_transpositions"
        return outcome not in _REFUSED

    def to_dict(self) -> dict[str, object]:
        """Return the readings as plain data, ready for JSON.

        >>> Policy().to_dict()["aliases"]
        'both'
        """
        values = {name: getattr(self, name) for name in CLAUSES}
        return values | {"absent_markers": list(self.absent_markers)}


def strings(name: str, values: object) -> tuple[str, ...]:
    """Return ``values`` as a tuple of strings; None stands for none and, inside, for the empty string.

    Raises TypeError, naming the parameter and the type but never the value, for anything else; one string is
    refused, because its letters would be taken for the items.

    >>> strings("aliases", ["ООО «Ромашка»"])
    ('ООО «Ромашка»',)
    """
    if values is None:
        return ()
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise TypeError(f"{name}: several strings are asked for, not {type(values).__name__}")
    return tuple(string(f"{name}[{index}]", value) for index, value in enumerate(values))


def string(name: str, value: object) -> str:
    """Return ``value`` if it is a string, "" for None; raise TypeError for anything else.

    >>> string("surname", None)
    ''
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"{name}: a string is asked for, not {type(value).__name__}")
    return value
