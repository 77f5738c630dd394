"""The data that the package ships, read as plain files: the oracle shares tables with the library, never code."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from oracle.inputs import legal_forms, rows_of
from oracle.organisations import Forms, Row, forms_of
from oracle.pairs import Material


def shipped(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")


@cache
def form_rows() -> tuple[Row, ...]:
    return legal_forms(shipped("npmatch.tables", "legal_forms.tsv"))


@cache
def forms() -> Forms:
    return forms_of(list(form_rows()))


def column(table: str, name: str) -> Iterator[str]:
    return (row[name] for row in rows_of(shipped("npmatch.synthetic.names", table)))


@cache
def material() -> Material:
    """Real names of people, drawn apart from each other, and organisations of a public register."""
    return Material(
        surnames=tuple(column("surnames.tsv", "text")),
        given_names=tuple(column("given_names.tsv", "text")),
        patronymics=tuple(column("patronymics.tsv", "text")),
        organisations=tuple(
            zip(column("organisations.tsv", "full"), column("organisations.tsv", "short"), strict=True)
        ),
        forms=form_rows(),
    )
