"""Text, one step of the clause a module; nothing here knows about people.

``str`` -> `significant` (6/2.2) -> ``Significant`` -> `fold` (6/2.3 а-в) -> ``Folded`` -> `tolerance.outcome`
(6/2.3 г) -> ``Outcome``. The stages are types, so that raw text cannot be folded, nor folded text compared with raw
text, without the type checker saying so.
"""
