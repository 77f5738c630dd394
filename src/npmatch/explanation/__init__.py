"""Explanations: a verdict told in full, for the person who has to defend it or to contest it.

An explanation shows personal data by design; nothing else in npmatch does.
"""

from npmatch.explanation.explanation import Explanation, explain
from npmatch.explanation.model import FieldExplanation

__all__ = ["Explanation", "FieldExplanation", "explain"]
