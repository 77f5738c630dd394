"""The register of legal forms (2.4 а): which sequences of words are a form, and what their other spellings are."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from npmatch.tables import read
from npmatch.text.equivalence import Folded, Folding, folding

if TYPE_CHECKING:
    import regex


@cache
def word_pattern() -> "regex.Pattern[str]":
    """Return the pattern of a word: a run of letters and digits.

    Marks and format characters inside do not end a word, modifier letters (Lm) do.

    >>> word_pattern().findall("К(Ф)Х «Заря-2»")
    ['К', 'Ф', 'Х', 'Заря', '2']

    Clause: 6/2.4 а
    """
    import regex  # noqa: PLC0415  # late: people's names do without it

    return regex.compile(r"[\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{Nl}\p{Nd}][\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{Nl}\p{Nd}\p{M}\p{Cf}]*")


class Form(NamedTuple):
    """A spelling of a legal form: what it becomes when shortened, and what it may become when written out."""

    short: str
    fulls: tuple[str, ...]


class _Node:
    __slots__ = ("following", "form")

    def __init__(self) -> None:
        self.following: dict[Folded, _Node] = {}
        self.form: Form | None = None


class Register:
    """Legal forms, found word by word.

    Rows have the columns ``full``, ``short`` and ``variants`` (further short spellings, separated by ``|``).
    """

    def __init__(self, rows: Iterable[Mapping[str, str]], symbols: Folding) -> None:
        self._symbols = symbols
        self._root = _Node()
        self._known = lru_cache(maxsize=1 << 12)(self._known_words)
        self._vocabulary: dict[Folded, None] = {}
        fulls: dict[str, list[str]] = {}
        variants: dict[str, str] = {}
        for row in rows:
            fulls.setdefault(row["short"], []).append(row["full"])
            variants |= dict.fromkeys(filter(None, row["variants"].split("|")), row["short"])
        for short, written_out in fulls.items():
            self._add(short, Form(short, tuple(written_out)))
            for full in written_out:
                self._add(full, Form(short, (full,)))
        for variant, short in variants.items():
            self._add(variant, Form(short, tuple(fulls[short])))

    def _add(self, spelling: str, form: Form) -> None:
        node = self._root
        for word in self.words(spelling):
            self._vocabulary[word] = None
            node = node.following.setdefault(word, _Node())
        node.form = form

    def words(self, text: str) -> list[Folded]:
        """Return the words of a text, folded.

        >>> register().words("Крестьянское (фермерское) хозяйство")
        ['крестьянское', 'фермерское', 'хозяиство']

        Clause: 6/2.4 а
        """
        return [self._symbols.fold_raw(match.group()) for match in word_pattern().finditer(text)]

    def longest(self, words: list[Folded], start: int) -> tuple[Form, int] | None:
        """Return the form of most words that begins at ``words[start]`` and the index behind it, or None.

        >>> words = register().words("Ромашка OOO")
        >>> register().longest(words, 0) is None, register().longest(words, 1)
        (True, (Form(short='ООО', fulls=('Общество с ограниченной ответственностью',)), 2))

        Clause: 6/2.4 а
        """
        found = None
        nodes = [self._root]
        for index in range(start, len(words)):
            nodes = self._step(nodes, words[index])
            if not nodes:
                break
            form = next((node.form for node in nodes if node.form), None)
            found = (form, index + 1) if form else found
        return found

    def _step(self, nodes: list[_Node], word: Folded) -> list[_Node]:
        """Follow a word; one that can be read in several ways follows every known word that it agrees with."""
        place = self._symbols.open_places.search(word)
        known_words = self._known(word, place.start()) if place else [word]
        return [node.following[known] for node in nodes for known in known_words if known in node.following]

    def _known_words(self, word: Folded, place: int) -> list[Folded]:
        """Return the words of the register that agree with one that can be read in several ways at ``place``."""
        from npmatch.text.lattice import Lattice  # noqa: PLC0415  # late: few words have several readings

        begin, lattice = word[:place], Lattice(word, self._symbols)
        shortest, longest = lattice.lengths
        likely = (known for known in self._vocabulary if shortest <= len(known) <= longest)
        return [known for known in likely if known.startswith(begin) and lattice.reads(known)]


@cache
def register() -> Register:
    """Return the register of the legal forms that the package ships.

    Clause: 6/2.4 а
    """
    return Register(read("legal_forms.tsv").rows, folding())
