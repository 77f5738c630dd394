"""The index of contracts: every place of a key, in order, in little memory."""

import tracemalloc
from random import Random

import pytest

from npmatch.batch.index import ContractIndex


def test_places_come_back_in_the_order_in_which_they_were_added() -> None:
    index = ContractIndex()
    for place in (5, 3, 2**40, 3):
        index.add("key", place)
    assert list(index.find("key")) == [5, 3, 2**40, 3]


def test_an_unknown_key_has_no_place() -> None:
    assert not ContractIndex().find("key")


def test_nothing_is_lost_while_the_index_grows() -> None:
    random, index, expected = Random(1), ContractIndex(), dict[str, list[int]]()
    for place in range(20_000):
        key = f"{random.randrange(9_000)}"
        index.add(key, place)
        expected.setdefault(key, []).append(place)
    assert len(index) == 20_000
    assert all(set(places) <= set(index.find(key)) for key, places in expected.items())
    assert sum(list(index.find(key)) == places for key, places in expected.items()) > 0.99 * len(expected)


@pytest.mark.parametrize("rows", [20_000, 70_000, 140_000])
def test_a_row_takes_at_most_24_bytes(rows: int) -> None:
    index = ContractIndex()
    for place in range(rows):
        index.add(str(place), place)
    assert index.memory() <= 24 * rows


class _Same(str):
    """A key whose hash is everybody's."""

    __slots__ = ()

    def __hash__(self) -> int:
        return 42


def test_keys_with_the_same_hash_are_both_found_and_left_to_the_reader() -> None:
    index = ContractIndex()
    index.add(_Same("a"), 1)
    index.add(_Same("b"), 2)
    assert list(index.find(_Same("a"))) == [1, 2]


def test_many_rows_are_noted_as_each_would_be() -> None:
    one, many = ContractIndex(), ContractIndex()
    keys = [str(number % 70) for number in range(500)]
    for place, key in enumerate(keys):
        one.add(key, place)
    many.extend(keys, range(500))
    assert [one.find(key) for key in keys] == [many.find(key) for key in keys]
    many.add("0", 1000)
    assert many.find("0")[-1] == 1000


def test_a_row_takes_at_most_32_bytes_even_while_the_index_grows() -> None:
    tracemalloc.start()
    index = ContractIndex()
    for start in range(0, 400_000, 2000):
        index.extend([f"9{number:09d}" for number in range(start, start + 2000)], range(start, start + 2000))
    assert list(index.find("9000000007")) == [7]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak <= 32 * 400_000 + (1 << 20)
