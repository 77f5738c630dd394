"""A kit to try matchers with: hypothesis strategies, and laws that every matcher has to keep.

It needs the extra ``npmatch[testing]``. A donor puts its own validator on trial in five lines; in a test module
they are a test class of pytest:

>>> from npmatch.testing import MatcherSuite
>>> class TestOurValidator(MatcherSuite):
...     kinds = ("person",)
...     def match(self, application, contract):
...         return our_validator(vars_of(application), vars_of(contract))

The same without pytest, on a validator that compares byte by byte:

>>> from dataclasses import asdict as vars_of
>>> def our_validator(application, contract):
...     return application["surname"] != "" != application["document"] and application == contract
>>> TestOurValidator().check()
Traceback (most recent call last):
    ...
AssertionError: Clause 6/2.2 is broken: Spaces, punctuation and other signs that are neither letters nor digits ...

Clause: 6
"""

from importlib.util import find_spec

if find_spec("hypothesis") is None:
    raise ImportError("npmatch.testing needs hypothesis: pip install 'npmatch[testing]'")

from npmatch.testing.laws import Case, Law
from npmatch.testing.strategies import (
    customers,
    entrepreneurs,
    labelled_pairs,
    organizations,
    people,
    texts,
)
from npmatch.testing.suite import MatcherSuite

__all__ = [
    "Case",
    "Law",
    "MatcherSuite",
    "customers",
    "entrepreneurs",
    "labelled_pairs",
    "organizations",
    "people",
    "texts",
]
