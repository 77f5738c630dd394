"""Every row of the tables of the porting process matters: without it something has another answer, or none."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from npmatch.porting import codes, readings, regions
from npmatch.porting.codes import Code, Finding, allowed, silent
from npmatch.porting.deadlines import Timeline, due
from npmatch.porting.numbering import OPERATORS, NumberRange, Plan, russian_plan
from npmatch.porting.parties import Party, Terms
from npmatch.porting.reading_tables import read
from npmatch.porting.readings import Readings
from npmatch.porting.regions import REGIONS, zone_of
from npmatch.tables import Table

RANGES = read("numbering.tsv").rows


def ranges(rows: Sequence[Mapping[str, str]]) -> Plan:
    return Plan(
        NumberRange(int(row["def"] + row["from"]), int(row["def"] + row["to"]), row["operator"], frozenset({"77"}))
        for row in rows
    )


@pytest.mark.parametrize("part", [0, 1])
def test_without_its_row_no_number_of_a_range_is_in_the_plan(part: int) -> None:
    """The ranges are apart, so half of them can be left out at once."""
    left = ranges(RANGES[1 - part :: 2])
    for row in RANGES[part::2]:
        for end in (row["def"] + row["from"], row["def"] + row["to"]):
            found = russian_plan().find(end)
            assert found is not None
            assert found.operator == row["operator"]
            assert found.regions == set(row["region"].split("+"))
            assert left.find(end) is None
            assert {finding.code for finding in left.check([end], "77")} <= {Code.E_3014, Code.E_3016}


def test_every_operator_has_ranges_and_every_range_its_operator() -> None:
    assert {row["operator"] for row in RANGES} == set(OPERATORS)
    assert len({operator.inn for operator in OPERATORS.values()}) == len(OPERATORS)


@pytest.mark.parametrize("code", REGIONS)
def test_without_its_row_a_region_has_no_clock(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    line = Timeline(terms=Terms.PERSON, zone=zone_of(code), days={"contract": date(2026, 12, 1)})
    start = due("P-126", line)
    assert start is not None
    assert start.earliest is not None
    assert start.earliest.isoformat().startswith("2026-12-09T00:00:00")
    zone_of.cache_clear()
    monkeypatch.delitem(regions.REGIONS, code)
    with pytest.raises(KeyError):
        zone_of(code)
    zone_of.cache_clear()


def test_regions_of_one_clock_are_not_one_region() -> None:
    assert len({(region.name, region.code) for region in REGIONS.values()}) == len(REGIONS)
    assert {zone_of(code).key for code in REGIONS} > {"Europe/Moscow", "Europe/Kaliningrad", "Asia/Kamchatka"}


def uses(rows: Mapping[Code, codes.CodeRow], code: Code) -> list[object]:
    """Return what the model does with a code, read off the rows that there are."""
    by_sender = [{each for each, row in rows.items() if party in row.senders} for party in Party]
    told = [each for each, row in rows.items() if "**" in row.stars]
    return [code in rows, *(code in senders for senders in by_sender), code in told]


@pytest.mark.parametrize("code", Code)
def test_without_its_row_a_code_cannot_be_raised(code: Code, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = (Finding(code),)
    terms = next(terms for terms in Terms if code.used_for(terms))
    everybody = frozenset(codes.ROWS)
    assert allowed(finding, everybody, terms)
    assert silent(finding, Terms.PROCUREMENT) is ("**" in code.facts.stars)

    def without(name: str) -> Table:
        table = read(name)
        return Table(table.provenance, tuple(row for row in table.rows if row["code"] != str(int(code))))

    monkeypatch.setattr(codes, "read", without)
    left = codes._rows()  # noqa: SLF001  # the reader of this table
    assert set(codes.ROWS) - set(left) == {code}
    assert not allowed(finding, frozenset(left), terms)
    assert uses(left, code) != uses(codes.ROWS, code)
    monkeypatch.setattr(codes, "ROWS", left)
    with pytest.raises(KeyError):
        _ = code.russian


@pytest.mark.parametrize("row", readings.CONTRADICTIONS, ids=lambda row: row.id)
def test_without_its_row_a_contradiction_has_no_reading(row: readings.Contradiction) -> None:
    left = [other for other in readings.CONTRADICTIONS if other is not row]
    assert row.id not in {other.id for other in left}
    assert row.question not in {other.question for other in left}
    name, _, value = row.option.partition("=")
    if value:
        assert getattr(Readings(), name) != value
        assert value not in {other.option.partition("=")[2] for other in left if other.option.startswith(name)}
