"""Where a byte stands in a stretch: found in one way on this processor, in another on every one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npmatch.native import kernel

SIZE = 64
STRETCHES = st.one_of(
    st.binary(min_size=SIZE, max_size=SIZE),
    st.lists(st.sampled_from(b";:\xbb\x3a\0\x80\xff"), min_size=SIZE, max_size=SIZE).map(bytes),
)


@given(STRETCHES, st.sampled_from(b";,\t|\n\0\xff"))
def test_both_ways_find_the_places_of_a_byte(stretch: bytes, byte: int) -> None:
    compiled = kernel()
    assert compiled is not None
    expected = sum(1 << at for at, other in enumerate(stretch) if other == byte)
    assert compiled.places(stretch, byte) == (expected, expected)


def test_a_stretch_of_another_size_is_refused() -> None:
    compiled = kernel()
    assert compiled is not None
    with pytest.raises(ValueError, match="64 bytes"):
        compiled.places(b";" * (SIZE - 1), 59)
