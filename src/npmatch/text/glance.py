"""What a glance at one character tells, before anything is folded."""

PLAIN = frozenset(
    character
    for character in map(chr, [*range(128), ord("Ё"), *range(ord("А"), ord("я") + 1), ord("ё")])
    if character.isalnum()
)
"""Characters that are significant symbols at a glance."""
