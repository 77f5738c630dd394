"""The spellings of an organisation's name: as written, its forms shortened, its forms written out (2.4 а)."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from npmatch.forms.register import Form, Register, register, word_pattern
from npmatch.policy import FormPosition

_MOST_CHOICES = 64
"""Ways of writing out that are tried for one name. Only a name with seven or more different short forms, each with
several full ones, has more: no organisation has, but a hostile file may."""


_REMEMBERED = 300
"""Longest name, in symbols, whose spellings are remembered: a bound on memory, not on what is compared."""


class Found(NamedTuple):
    """A legal form found in a name: the stretch of text from its first word to its last."""

    start: int
    end: int
    form: Form


class Spelling(NamedTuple):
    """One spelling of a name.

    ``made``: ``as_written``, ``shortened`` or ``written_out``. ``moved``: whether a form stands at the other end.
    """

    text: str
    made: str
    moved: bool = False


def find(name: str, forms: Register | None = None) -> tuple[Found, ...]:
    """Return the legal forms of ``name`` from left to right.

    >>> [found.form.short for found in find("Банк ВТБ (публичное акционерное общество)")]
    ['ПАО']

    Clause: 6/2.4 а
    """
    known = forms or register()
    matches = list(word_pattern().finditer(name))
    words = known.words(name)
    found: list[Found] = []
    index = 0
    while index < len(words):
        hit = known.longest(words, index)
        if hit:
            form, behind = hit
            found.append(Found(matches[index].start(), matches[behind - 1].end(), form))
        index = hit[1] if hit else index + 1
    return tuple(found)


def spellings(name: str, form_position: FormPosition = "as_written") -> tuple[Spelling, ...]:
    """Return the spellings of ``name``, the one as written first, none twice.

    ``form_position="either_end"`` adds those with a form of the beginning at the end, or the other way round.

    >>> [spelling.text for spelling in spellings("ПАО «Ромашка»")]
    ['ПАО «Ромашка»', 'Публичное акционерное общество «Ромашка»']
    >>> [spelling.text for spelling in spellings("Ромашка, АО", "either_end") if spelling.moved]
    ['АО Ромашка, ', 'Акционерное общество Ромашка, ']

    Clause: 6/2.4 а
    """
    make = _remembered if len(name) <= _REMEMBERED else _spellings
    return make(name, form_position)


def without_forms(name: str) -> str:
    """Return ``name`` with its legal forms left out.

    >>> without_forms("ПАО «Ромашка»")
    ' «Ромашка»'

    Clause: 6/2.4 а
    """
    return "".join(piece for piece, form in _pieces(name, find(name)) if form is None)


def _spellings(name: str, form_position: FormPosition) -> tuple[Spelling, ...]:
    return tuple(_unique(_all_spellings(name, find(name), form_position)))


_remembered = lru_cache(maxsize=4096)(_spellings)


def _all_spellings(name: str, found: tuple[Found, ...], form_position: FormPosition) -> Iterator[Spelling]:
    pieces = _pieces(name, found)
    for made, rewritten in _rewritten(pieces):
        yield Spelling("".join(rewritten), made)
        if form_position == "either_end":
            for text in _moved(rewritten, pieces):
                yield Spelling(text, made, moved=True)


def _unique(found: Iterator[Spelling]) -> Iterator[Spelling]:
    seen = set()
    for spelling in found:
        if spelling.text not in seen:
            seen.add(spelling.text)
            yield spelling


def _pieces(name: str, found: tuple[Found, ...]) -> list[tuple[str, Form | None]]:
    """Cut a name into the stretches that are forms and those between them."""
    pieces: list[tuple[str, Form | None]] = []
    position = 0
    for hit in found:
        pieces += [(name[position : hit.start], None), (name[hit.start : hit.end], hit.form)]
        position = hit.end
    return [*pieces, (name[position:], None)]


def _rewritten(pieces: list[tuple[str, Form | None]]) -> Iterator[tuple[str, list[str]]]:
    """Yield how each spelling is made, and its pieces."""
    yield "as_written", [piece for piece, _ in pieces]
    yield "shortened", [form.short if form else piece for piece, form in pieces]
    forms = list(dict.fromkeys(form for _, form in pieces if form))
    for fulls in islice(product(*(form.fulls for form in forms)), _MOST_CHOICES):
        chosen: Mapping[Form | None, str] = dict(zip(forms, fulls, strict=True))
        yield "written_out", [chosen.get(form, piece) for piece, form in pieces]


def _moved(rewritten: list[str], pieces: list[tuple[str, Form | None]]) -> Iterator[str]:
    """Yield the texts with the first form at the end and with the last form at the beginning, where they stand so."""
    if len(pieces) == 1:
        return
    if not word_pattern().search(pieces[0][0]):
        yield "".join([rewritten[0], *rewritten[2:], " ", rewritten[1]])
    if not word_pattern().search(pieces[-1][0]):
        yield "".join([rewritten[-2], " ", *rewritten[:-2], rewritten[-1]])
