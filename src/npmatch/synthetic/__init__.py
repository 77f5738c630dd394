"""Invented subscribers and labelled pairs of them, the same for the same seed.

A *labelled pair* is an application, a contract and what the order says about them, field by field. The label is not
asked of the matcher: it follows from how the pair was made, so that it can judge any matcher.

>>> from npmatch.synthetic import Generator, pairs
>>> pair = Generator(seed=1).pair("person", Outcome.SWAPPED)
>>> pair.matched, pair.error_code
(True, None)
>>> sum(pair.matched for pair in pairs(1000, seed=1)) > 950
True

Clause: 6
"""

from npmatch.outcomes import Outcome
from npmatch.synthetic.exports import Exports, Label, export_rows
from npmatch.synthetic.generator import Generator
from npmatch.synthetic.labels import FIELDS, KINDS, SLIPS, Kind, LabelledPair, fields_for, outcomes_of
from npmatch.synthetic.mixes import CASED, DEFAULT_MIX, DEMO, PAIRS, Mix, pairs
from npmatch.synthetic.source import Seeded, Source

__all__ = [
    "CASED",
    "DEFAULT_MIX",
    "DEMO",
    "FIELDS",
    "KINDS",
    "PAIRS",
    "SLIPS",
    "Exports",
    "Generator",
    "Kind",
    "Label",
    "LabelledPair",
    "Mix",
    "Outcome",
    "Seeded",
    "Source",
    "export_rows",
    "fields_for",
    "outcomes_of",
    "pairs",
]
