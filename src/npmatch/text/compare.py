"""Two values against each other: the steps of clauses 2.2 and 2.3 in their order."""

from npmatch.outcomes import Outcome
from npmatch.policy import Spaces
from npmatch.text import readings, tolerance
from npmatch.text.equivalence import Folded, folding
from npmatch.text.glance import PLAIN

_SYMBOLS = folding()


def fold(value: str, spaces: Spaces = "remove") -> Folded:
    """Return the folded significant symbols of a value as it was given.

    >>> fold("Kpылов ")
    'крылов'

    Clause: 6/2.2
    """
    return _SYMBOLS.fold_raw(value, spaces)


def empty(value: str) -> bool:
    """Tell whether no symbol of ``value`` is significant.

    >>> empty(" — "), empty("№ 1")
    (True, False)

    Clause: 6/2.2
    """
    # not fold(value), after a look at the first character, which settles nearly every value
    return value[:1] not in PLAIN and not fold(value)


def in_full(a: str, b: str) -> Outcome:
    """Compare two values that must agree in full; spaces always go (2.2 в).

    >>> str(in_full("45 08 123456", "4508 № 123456")), str(in_full("4508 123456", "4508 123457"))
    ('equivalent', 'different')

    Clause: 6/2.2 в, 6/3.1 б
    """
    if a == b:
        return Outcome.EXACT
    return Outcome.EQUIVALENT if _same_but_for_spaces(a, b) or agree(a, b) else Outcome.DIFFERENT


def _same_but_for_spaces(a: str, b: str) -> bool:
    """Look for the commonest difference; plain ASCII only, for elsewhere a space may part a letter and its mark."""
    return a.isascii() and b.isascii() and a.replace(" ", "") == b.replace(" ", "")


def tolerant(a: str, b: str, spaces: Spaces = "remove") -> Outcome:
    """Compare two values of a field that tolerates one edit or transposition; both may be empty.

    >>> str(tolerant("Крылов", "Kpылoв")), str(tolerant("Крылов", "Крыловой"))
    ('equivalent', 'different')

    Clause: 6/2.1, 6/2.3 г
    """
    if a == b:
        return Outcome.EXACT
    return tolerance.outcome(fold(a, spaces), fold(b, spaces), _SYMBOLS)


def agree(a: str, b: str, spaces: Spaces = "remove") -> bool:
    """Tell whether two values agree once signs, case and look-alikes are put aside.

    >>> agree("HET", "нет")
    True

    Clause: 6/2.3 а-в
    """
    return readings.agree(fold(a, spaces), fold(b, spaces), _SYMBOLS)
