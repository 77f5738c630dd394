"""Cyrillic and Latin letters do not mix within a word, unless somebody meant it."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from promises.house import ROOT, files

MEANT = {
    # look-alikes shown at work, in docstrings and docs
    "Крылoв",
    "Kpынов",
    "Kpылов",
    "Kpылoв",
    "Kpьiлов",
    "крьiловелкин",
    "Kрлыов",
    "Ивановнa",
    "Элbза",
    # sets of letters
    "ВвИиTtGg",
}
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_ESCAPE = re.compile(r"\\[nrt]")

TEXTS = [path for folder in ("src", "docs", "tools") for path in files(ROOT / folder, ".py", ".md", ".tsv")]
TEXTS += [path for path in sorted(ROOT.iterdir()) if path.suffix in {".md", ".cff", ".toml"}]
TESTS = [
    path for folder in ("tests", "benchmarks") if (ROOT / folder).is_dir() for path in (ROOT / folder).rglob("*.py")
]


def mixed(words: str) -> set[str]:
    """The words that mix the two scripts."""
    found = _WORD.findall(_ESCAPE.sub(" ", words))
    return {word for word in found if _LATIN.search(word) and _CYRILLIC.search(word)}


def outside_of_strings(source: str) -> Iterator[str]:
    """Names and comments of a program; in tests, strings are where look-alikes belong."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in {tokenize.NAME, tokenize.COMMENT}:
            yield token.string


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_word_mixes_the_scripts_unless_it_is_meant_to(path: Path) -> None:
    assert mixed(path.read_text(encoding="utf-8")) - MEANT == set()


def test_no_name_and_no_comment_of_a_test_mixes_the_scripts() -> None:
    assert len(TESTS) > 20
    for path in TESTS:
        words = " ".join(outside_of_strings(path.read_text(encoding="utf-8")))
        assert mixed(words) - MEANT == set(), path


def test_a_hidden_letter_is_found() -> None:
    assert mixed("a \N{CYRILLIC SMALL LETTER ES}ustomer, \\nИван, ИНН2") == {"\N{CYRILLIC SMALL LETTER ES}ustomer"}
