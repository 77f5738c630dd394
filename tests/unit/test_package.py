"""The package itself: its names, and that explanations are loaded when they are first asked for."""

import pytest

import npmatch
from npmatch import Person

PERSON = Person("Крылов", "Иван", "Ильич", "4508 123456")


def test_the_public_face_is_these_names() -> None:
    promised = """Person Entrepreneur Organization Customer Policy match_person match_ip match_org match_customer
        explain Outcome Note Verdict"""
    assert set(promised.split()) <= set(npmatch.__all__) <= set(dir(npmatch))
    for name in npmatch.__all__:
        assert getattr(npmatch, name) is not None


def test_a_name_that_the_package_does_not_have_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'match_dog'"):
        npmatch.match_dog  # noqa: B018  # what is refused


def test_explanations_are_loaded_when_they_are_first_asked_for() -> None:
    vars(npmatch).pop("explain", None)
    assert npmatch.explain(PERSON, PERSON).matched
    assert "explain" in vars(npmatch)
