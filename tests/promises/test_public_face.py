"""The public names, and that the documentation has exactly them."""

import inspect
import re

import pytest

import npmatch
from npmatch import columns, engines, synthetic, testing
from promises.house import text

FACE = {
    "Person": "(surname, given_name='', patronymic='', document='')",
    "Entrepreneur": "(surname, given_name='', patronymic='', inn='')",
    "Organization": "(name, inn='', aliases=(), nonresident=False)",
    "Customer": "(name, inn='', aliases=(), nonresident=False, purchase_id='')",
    "Policy": "(spaces='remove', transpositions='two_transpositions', aliases='both', form_position='as_written', "
    "absent_markers=())",
    "match_person": "(application, contract, policy=Policy())",
    "match_ip": "(application, contract, policy=Policy())",
    "match_org": "(application, contract, policy=Policy())",
    "match_customer": "(application, contract, policy=Policy())",
    "match": "(application, contract, policy=Policy())",
    "explain": "(application, contract, policy=None)",
}
VALUES = {"EDITION", "RULES_VERSION", "FieldVerdict", "Note", "Outcome", "Verdict"}
HOMES = {
    "synthetic": synthetic.__all__,
    "testing": testing.__all__,
    "explanation": ["Explanation"],
    "columns": columns.__all__,
    "engines": engines.__all__,
    "errors": ["MissingExtraError"],
    **{f"engines.{name}": ["match", "phone_key"] for name in ("spark", "dask", "ray", "polars")},
    "engines.duckdb": ["register", "register_phone_key", "match"],
}
"""What is public beside ``npmatch`` itself, and where."""
API = text("docs/reference/api.md")


def documented() -> list[str]:
    """The names that the reference documents, as they stand there."""
    return re.findall(r"^\.\. auto(?:function|class|data|exception):: (\S+)$", API, re.MULTILINE)


def called(name: str) -> str:
    """The signature of a public name without types."""
    parameters = inspect.signature(getattr(npmatch, name)).parameters.values()
    plain = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in parameters]
    named = f"{inspect.Signature(plain)}"
    return re.sub(r"Policy\([^)]*\(\)\)", "Policy()", named)


def test_the_public_names_are_these() -> None:
    assert set(npmatch.__all__) == FACE.keys() | VALUES
    assert len(set(npmatch.__all__)) == len(npmatch.__all__)


@pytest.mark.parametrize("name", FACE)
def test_a_public_name_is_called_as_it_is_promised(name: str) -> None:
    assert called(name) == FACE[name]


def test_the_reference_documents_every_public_name_once_and_no_other() -> None:
    own = [name for name in documented() if "." not in name]
    assert sorted(own) == sorted(npmatch.__all__)


def test_what_the_reference_documents_of_other_packages_is_public_there() -> None:
    others = [name.removeprefix("npmatch.") for name in documented() if "." in name]
    assert len(others) > 20
    for name in others:
        package, _, member = name.rpartition(".")
        assert member in HOMES[package], name


def test_every_public_name_completes_in_a_shell() -> None:
    assert set(npmatch.__all__) <= set(dir(npmatch))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'explian'"):
        getattr(npmatch, "explian")  # noqa: B009  # a literal attribute would not pass the type checker
