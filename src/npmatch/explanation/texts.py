"""The words of an explanation, in Russian and in English; the table is ``tables/texts.tsv``."""

from functools import cache
from typing import Literal, get_args

from npmatch.tables import read

Language = Literal["ru", "en"]


def text(key: str, language: Language, **values: object) -> str:
    """Return a text in a language, with ``values`` filled in.

    Raises ValueError for a language that there is not.

    >>> text("operation.left_out", "en"), text("distance", "ru", distance=3)
    ('left out', 'расстояние: 3')
    """
    if language not in get_args(Language):
        raise ValueError("language: choose 'ru' or 'en'")
    return _texts()[key, language].format(**values)


@cache
def _texts() -> dict[tuple[str, str], str]:
    return {(row["key"], language): row[language] for row in read("texts.tsv").rows for language in get_args(Language)}
