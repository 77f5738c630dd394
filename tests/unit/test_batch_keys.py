"""Keys: which cells are one number, and which are none."""

import pytest

from npmatch.batch.columns import Role
from npmatch.batch.keys import is_spoilt, key_maker


@pytest.mark.parametrize(
    "cell",
    [
        "9001234567",
        "89001234567",
        "79001234567",
        "+79001234567",
        "+7 900 123-45-67",
        "8 (900) 123-45-67",
        " 8\N{NO-BREAK SPACE}900\N{NO-BREAK SPACE}123 45 67\t",
        "8.900.123.45.67",
    ],
)
def test_one_number_has_one_key_however_it_is_written(cell: str) -> None:
    assert key_maker(Role.PHONE)(cell) == "9001234567"


def test_other_numbers_have_other_keys() -> None:
    cells = ["9001234567", "9001234568", "99001234567", "375291234567", "8001234567", "1234567"]
    assert len({key_maker(Role.PHONE)(cell) for cell in cells}) == len(cells)


@pytest.mark.parametrize("cell", ["", "  ", "-", "нет", "7,90012E+10", "7.90012e+10", "79001234567.0", "79001234567,0"])
def test_a_cell_without_a_number_or_with_a_spoilt_one_is_no_key(cell: str) -> None:
    assert key_maker(Role.PHONE)(cell) == ""


@pytest.mark.parametrize("role", [Role.PHONE, Role.INN, Role.DOCUMENT, Role.SURNAME, None])
@pytest.mark.parametrize("cell", ["7,70708E+11", " 7.9e+10 ", "5E+09"])
def test_what_a_spreadsheet_has_damaged_is_no_key_of_any_kind(role: Role | None, cell: str) -> None:
    assert key_maker(role)(cell) == ""
    assert is_spoilt(cell)


@pytest.mark.parametrize(
    ("cell", "spoilt"), [("7707083893.0", True), ("7707083893,0", True), ("A.0", False), ("", False), ("1E10", False)]
)
def test_a_fraction_spoils_a_number_and_nothing_else(cell: str, *, spoilt: bool) -> None:
    assert is_spoilt(cell) is spoilt
    assert (key_maker(Role.INN)(cell) == "") is (spoilt or not cell)


@pytest.mark.parametrize("role", [Role.INN, Role.DOCUMENT, Role.NUMBER, Role.PURCHASE_ID])
def test_signs_in_an_identifier_do_not_matter(role: Role) -> None:
    assert key_maker(role)(" 45 08 № 123456 ") == "4508123456"


@pytest.mark.parametrize("role", [None, Role.SURNAME])
def test_any_other_key_is_the_text_without_outer_spaces(role: Role | None) -> None:
    assert key_maker(role)(" A-1/2 ") == "A-1/2"
