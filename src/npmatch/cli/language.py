"""Which language the command speaks, and what it says in it."""

import os
import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from npmatch import tables

Language = Literal["ru", "en"]

_VARIABLES = ("NPMATCH_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@cache
def messages() -> Mapping[str, Mapping[str, str]]:
    r"""Return every message by its key, in both languages; ``\n`` in the table stands for a line break.

    Raises TableError if the package's table is damaged.
    """
    data = pkgutil.get_data(__name__, "messages.tsv") or b""
    rows = tables.parse("messages.tsv", data.decode("utf-8")).rows
    return {row["key"]: {name: text.replace("\\n", "\n") for name, text in row.items()} for row in rows}


class Say(NamedTuple):
    """Says things in one language.

    >>> Say("en")("place.line", line=7)
    'line 7'
    """

    language: Language

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the message of this key with the values put in. Raises KeyError for an unknown key."""
        return messages()[key][self.language].format(**values)


def choose(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language that ``--lang`` among the arguments asks for, else the environment.

    >>> choose(["match", "--lang", "ru"], {}), choose([], {"LC_ALL": "ru_RU.UTF-8"}), choose([], {"LANG": "C"})
    ('ru', 'ru', 'en')
    """
    asked = [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    asked += [following for argument, following in pairwise(arguments) if argument == "--lang"]
    said = asked or [environment[name] for name in _VARIABLES if environment.get(name)]
    return "ru" if said and said[0].lower().startswith("ru") else "en"
