"""Verdicts on columns of strings, with nothing but the standard library."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from npmatch.batch.exports import Options
from npmatch.batch.faults import BatchError, Fault
from npmatch.columns import VERDICT, Joined, match_columns, phone_keys
from npmatch.columns.parts import parts_of_pairs
from npmatch.columns.table import half, read_table
from npmatch.engines import plan
from npmatch.engines.extras import load
from npmatch.errors import MissingExtraError, NpmatchError
from npmatch.policy import Policy
from npmatch.records import Person
from npmatch.synthetic import CASED, pairs

PEOPLE: dict[str, list[str | None]] = {
    "application_surname": ["Крылов", "Орлов", None],
    "application_document": ["4508 123456", "4508 123456", "1"],
    "contract_surname": ["КРЫЛОВ", "Козлов", "Орлов"],
    "contract_document": ["4508123456", "4508 123456", ""],
}
JOINED = Joined("id", "contract_id")


def test_a_table_of_pairs_gives_the_columns_of_a_verdict() -> None:
    found = match_columns(PEOPLE)
    assert tuple(found) == VERDICT
    assert found["status"] == ["matched", "not_matched", "incomplete"]
    assert found["error_code"] == [None, 7004, None]
    assert found["name"] == [None, None, None]
    assert found["reasons"][0] == "surname:equivalent document:equivalent"


def test_two_tables_are_matched_row_by_row() -> None:
    asked, held = (
        {name.removeprefix(side): column for name, column in PEOPLE.items() if name.startswith(side)}
        for side in ("application_", "contract_")
    )
    assert match_columns(asked, held) == match_columns(PEOPLE)
    with pytest.raises(ValueError, match="different lengths: 3, 2"):
        match_columns(asked, {name: column[:2] for name, column in held.items()})


@pytest.mark.parametrize("column", ["Ким", b"x", {"Ким"}, {"Ким": 1}, 5])
def test_a_column_has_an_order_and_more_than_one_cell(column: object) -> None:
    with pytest.raises(TypeError, match=f"surname: a column of strings is asked for, not {type(column).__name__}"):
        match_columns({"surname": column, "document": ["1"]}, {"surname": ["Ким"], "document": ["1"]})


def test_terms_of_other_types_are_refused() -> None:
    policy: Any = "collapse"
    joined: Any = ("id", "contract_id")
    for call in (match_columns, lambda table, **terms: plan(list(table), **terms)):
        with pytest.raises(TypeError, match="policy: Policy is asked for, not str"):
            call(PEOPLE, policy=policy)
        with pytest.raises(TypeError, match="joined: Joined is asked for, not tuple"):
            call(PEOPLE, joined=joined)


def test_a_column_without_a_name_is_refused() -> None:
    with pytest.raises(TypeError, match="a string for its name, not int"):
        match_columns({0: ["Ким"]}, {0: ["Ким"]})


def test_a_nul_in_a_name_makes_it_no_other_pair() -> None:
    asked, held = ["А\0Б", "А", "А\0Б"], ["АБ", "Б\0АБ", "АБ"]
    others = {"surname": ["Ким"] * 3, "document": ["1"] * 3, "inn": [""] * 3}
    found = match_columns({**others, "given_name": asked}, {**others, "given_name": held})
    assert found["given_name"] == ["equivalent", "different", "equivalent"]


class Words(str):  # as numpy has them
    __slots__ = ()

    def __str__(self) -> str:
        return "x"


@pytest.mark.parametrize("more", [{}, {"inn": [None]}])
def test_strings_of_another_type_are_text(more: dict[str, list[str | None]]) -> None:
    asked = {"surname": [Words("Крылов")], "given_name": [Words("Лев")], "document": [Words("1")], **more}
    held = {"surname": ["КРЫЛОВ"], "given_name": [Words("Лёв")], "document": ["1"]}
    found = match_columns(asked, held)
    assert found["reasons"] == ["surname:equivalent given_name:equivalent"]
    assert found["matched"] == [True]


def test_the_policy_has_its_say() -> None:
    pair = {"application_surname": ["abcd"], "contract_surname": ["badc"]} | {
        f"{side}_document": ["1"] for side in ("application", "contract")
    }
    assert match_columns(pair)["matched"] == [True]
    assert match_columns(pair, policy=Policy(transpositions="two_symbols"))["matched"] == [False]


def test_a_profile_says_what_columns_hold(tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text('[application]\nsurname = "a"\n[contract]\nsurname = "b"\n', encoding="utf-8")
    said = {"application": {"surname": "a"}, "contract": {"surname": "b"}}
    found = [match_columns({"a": ["Крылов"], "b": ["Крылова"]}, profile=each) for each in (said, path, str(path))]
    assert [each["surname"] for each in found] == [["omitted"]] * 3
    with pytest.raises(BatchError) as error:
        match_columns({}, profile={"surname": "a"})
    assert error.value.fault is Fault.PROFILE_KEY


def test_what_a_profile_says_of_the_kind_holds_for_columns_of_people_alone() -> None:
    assert match_columns(PEOPLE, profile={"kind": "ip"})["kind"] == ["ip"] * 3


@pytest.mark.parametrize(
    ("column", "fault"),
    [("kind", "unknown_kind"), ("application_nonresident", "unknown_flag"), ("contract_nonresident", "unknown_flag")],
)
def test_a_row_that_cannot_be_used_says_why(column: str, fault: str) -> None:
    pair = {"application_name": ["ООО «Лес»"] * 2, "contract_name": ["ООО «Лес»"] * 2}
    found = match_columns({**pair, column: ["", "кто знает"]})
    assert found["fault"] == [None, fault]
    assert [found[name][1] for name in ("kind", "matched", "contracts")] == [None, False, 0]


def test_a_flag_may_be_a_truth_value_and_nothing_else_may() -> None:
    pair = {"application_name": ["Acme"], "contract_name": ["Acme"], "contract_nonresident": [True]}
    assert match_columns({**pair, "application_nonresident": [True]})["inn"] == ["both_empty"]
    assert match_columns({**pair, "application_nonresident": [None]})["inn"] == ["missing"]
    with pytest.raises(TypeError, match="application_inn: text is asked for, not bool"):
        match_columns({**pair, "application_inn": [True]})


def test_numbers_are_refused_because_they_have_lost_their_zeros() -> None:
    with pytest.raises(TypeError, match="contract_document: text is asked for, not int"):
        match_columns({**PEOPLE, "contract_document": [4508123456] * 3})
    unused = match_columns({**PEOPLE, "id": [1, 2, 3]})
    assert unused == match_columns(PEOPLE)


def test_columns_are_any_iterables_of_one_length() -> None:
    assert match_columns({name: tuple(column) for name, column in PEOPLE.items()}) == match_columns(PEOPLE)
    with pytest.raises(ValueError, match="different lengths: 2, 3"):
        match_columns({**PEOPLE, "id": [1, 2]})
    with pytest.raises(TypeError, match="contract_document: a column of strings is asked for, not str"):
        match_columns({**PEOPLE, "contract_document": "abc"})
    with pytest.raises(TypeError, match="columns by name or an Arrow table are asked for, not list"):
        match_columns([["Крылов"]])


def test_no_repr_of_a_table_shows_what_is_in_it() -> None:
    table = read_table(PEOPLE)
    part, _ = parts_of_pairs(table.header, Options())
    assert repr(table) == "Table(4 columns, 3 rows)"
    assert repr(half(table, part)) == "Half(surname, document; 0 names)"


def test_a_table_without_rows_has_verdicts_without_rows() -> None:
    empty: dict[str, list[Any]] = {name: [] for name in ("id", "contract_id", *PEOPLE)}
    assert match_columns(empty) == {name: [] for name in VERDICT}
    assert match_columns(empty, joined=JOINED) == {name: [] for name in ("id", *VERDICT)}


def test_a_table_without_sides_is_refused() -> None:
    with pytest.raises(BatchError) as error:
        match_columns({"id": ["1"]})
    assert error.value.fault is Fault.NO_PAIRS


def joined(*rows: tuple[int, int | None, str, str | None]) -> Mapping[str, list[Any]]:
    names = ("id", "contract_id", "application_surname", "contract_surname")
    return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}


def test_of_the_contracts_of_an_application_the_best_counts() -> None:
    rows = (
        (1, 10, "Крылов", "Орлов"),
        (1, 11, "Крылов", "КРЫЛОВ"),
        (2, None, "Крылов", None),
        (3, 12, "Крылов", "Крылов"),
    )
    found = match_columns(joined(*rows), joined=JOINED)
    assert found["id"] == [1, 2, 3]
    assert found["contracts"] == [2, 0, 1]
    assert found["surname"] == ["equivalent", None, "exact"]
    assert found["error_code"] == [None, 7001, None]


def test_a_contract_that_cannot_be_used_is_none() -> None:
    table = {**joined((1, 10, "Крылов", "Крылов"), (2, 11, "Крылов", "Крылов"))}
    found = match_columns({**table, "contract_nonresident": ["", "кто знает"]}, joined=JOINED)
    assert found["contracts"] == [1, 0]
    found = match_columns({**table, "kind": ["", "кто знает"]}, joined=JOINED)
    assert (found["contracts"], found["fault"]) == ([1, 0], [None, "unknown_kind"])


def test_columns_of_a_join_that_are_not_there_are_named() -> None:
    with pytest.raises(ValueError, match="one column 'no' is asked for; there are 0"):
        match_columns(PEOPLE, joined=Joined("no", "contract_document"))
    with pytest.raises(ValueError, match="one column 'no' is asked for; there are 0"):
        plan(list(PEOPLE), keep=["no"])


def test_what_is_kept_may_not_pass_for_a_verdict() -> None:
    with pytest.raises(ValueError, match="keep: a verdict has a column of that name: kind"):
        plan(["kind", *PEOPLE], keep=["kind"])


def test_a_plan_keeps_what_the_command_repeats() -> None:
    assert plan(["phone", *PEOPLE]).keep == ("phone",)
    assert plan(list(PEOPLE)).keep == ()
    assert plan(["заявка", "phone", *PEOPLE], profile={"on": "заявка"}).keep == ("заявка",)
    assert plan(["id", "contract_id", "phone", *PEOPLE], joined=JOINED).keep == ("id", "phone")


def test_keys_of_phone_numbers_are_those_of_the_command() -> None:
    assert phone_keys(["8 (900) 123-45-67", "9001234567", "", None, "нет"]) == ["9001234567"] * 2 + [None] * 3
    for numbers, strange in (([9001234567], "text is asked for, not int"), ("9001", "not str")):
        with pytest.raises(TypeError, match=f"numbers: .*{strange}"):
            phone_keys(numbers)  # type: ignore[arg-type, unused-ignore]  # a caller's mistake


def test_a_library_that_is_not_there_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    class Capsule:
        def __arrow_c_stream__(self) -> None: ...

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pyarrow is not installed: pip install 'npmatch\[arrow\]'"):
        match_columns(Capsule())
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match=r"pip install 'npmatch\[polars\]'") as error:
        load("polars", "polars")
    assert isinstance(error.value, NpmatchError)
    assert error.value.name == "polars"


FIELDS = ("surname", "given_name", "patronymic", "document")
UNUSUAL = ("", " ", "ИП Крылов", "Индивидуальный предприниматель Ким", "Ипатов", "Ёлкин", "ßß", "b1строва", "И\u0306ов")


def test_the_compiled_module_finds_in_columns_what_python_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [(pair.application, pair.contract) for pair in pairs(3000, 5, CASED)]
    made += [(Person(one, "Лев", document="1"), Person(two, "Лев", document="1")) for one in UNUSUAL for two in UNUSUAL]
    table = {
        f"{side}_{field}": [getattr(both[at], field) for both in made]
        for at, side in enumerate(("application", "contract"))
        for field in FIELDS
    }
    found = match_columns(table)
    monkeypatch.setattr("npmatch.columns.codes.person_codes", lambda *_: None)
    assert found == match_columns(table)
    assert len({tuple(row) for row in zip(*found.values(), strict=True)}) > 20
