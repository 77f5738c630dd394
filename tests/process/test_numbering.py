"""The numbering plan and the codes 3013, 3014, 3016, 7102."""

import pytest

from npmatch.porting.codes import Code
from npmatch.porting.numbering import OPERATORS, NumberRange, Plan, russian_plan
from npmatch.porting.regions import REGIONS

SMALL = Plan(
    [
        NumberRange(9001000000, 9001999999, "1", frozenset({"77", "50"})),
        NumberRange(9003000000, 9003999999, "2", frozenset({"78"})),
        NumberRange(9110000000, 9119999999, "2", frozenset({"RU"})),
    ]
)


def codes(number: str, region: str = "77") -> list[int]:
    return [int(finding.code) for finding in SMALL.check([number], region) if isinstance(finding.code, Code)]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("9001000000", []),
        ("9001999999", []),
        ("9000999999", [3016]),
        ("9002000000", [3016]),
        ("9003000000", [7102]),
        ("9100000000", [3014]),
        ("9115555555", []),
        ("4951234567", [3013]),
        ("900100000", [3013]),
        ("79001000000", [3013]),
        ("9٠01000000", [3013]),
        ("", [3013]),
    ],
)
def test_a_wrong_number_has_its_code(number: str, expected: list[int]) -> None:
    assert codes(number) == expected


def test_a_joint_territory_belongs_to_both_regions() -> None:
    assert codes("9001000000", "50") == []
    assert SMALL.regions_of("9001000000") == {"50", "77"}


def test_a_number_of_the_whole_country_has_no_region_of_its_own() -> None:
    assert SMALL.regions_of("9115555555") == frozenset()
    assert SMALL.regions_of("9002000000") == frozenset()


def test_every_wrong_number_of_a_message_is_named() -> None:
    findings = SMALL.check(["9003000000", "9001000000", "4951234567", "9002000000"], "77")
    assert [(f.code, f.number) for f in findings] == [
        (Code.E_7102, "9003000000"),
        (Code.E_3013, "4951234567"),
        (Code.E_3016, "9002000000"),
    ]


def test_ranges_that_overlap_are_an_error() -> None:
    one = NumberRange(9001000000, 9001999999, "1", frozenset({"77"}))
    with pytest.raises(ValueError, match="overlap"):
        Plan([one, NumberRange(9001999999, 9002000000, "1", frozenset({"77"}))])


def test_the_register_is_whole() -> None:
    plan = russian_plan()
    assert sum(block.last - block.first + 1 for block in plan.ranges) == 694_490_763
    assert {block.operator for block in plan.ranges} == set(OPERATORS)
    assert len({block.first // 10**7 for block in plan.ranges}) == 83
    assert {region for block in plan.ranges for region in block.regions} <= {*REGIONS, "RU"}


def test_a_number_of_the_register_is_found_with_its_operator_and_region() -> None:
    found = russian_plan().find("9000000000")
    assert found is not None
    assert (OPERATORS[found.operator].inn, found.regions) == ("7743895280", frozenset({"23"}))
