"""Masks: enough to see what a cell is, too little to see whose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npmatch.batch.columns import Role
from npmatch.batch.masks import mask


@pytest.mark.parametrize(
    ("role", "cell", "masked"),
    [
        (Role.SURNAME, "Иванов", "И****в"),
        (Role.SURNAME, "Ли", "**"),
        (Role.FULL_NAME, "Крылов  Иван Ли", "К****в И****н **"),
        (Role.NAME, "ООО «Ромашка 12»", "*** «****а ***"),
        (Role.DOCUMENT, "45 08 123456", "45 ** ****56"),
        (Role.DOCUMENT, "4508123456", "45******56"),
        (Role.DOCUMENT, "123", "***"),
        (Role.DOCUMENT, "AB 1234567", "** *******"),
        (Role.SERIES, "4508", "45**"),
        (Role.NUMBER, "123456", "****56"),
        (Role.INN, "7707083893", "********93"),
        (Role.INN, "770", "***"),
        (Role.PURCHASE_ID, "0373100000123000001", "*****************01"),
        (Role.PHONE, "+7 912 345 67 89", "+7 912 *** ** 89"),
        (Role.PHONE, "9123456789", "912*****89"),
        (Role.PHONE, "12345", "*****"),
        (Role.KIND, "Физ. лицо", "Физ. лицо"),
        (Role.KIND, "Иванов", "И****в"),
        (Role.NONRESIDENT, "нет", "нет"),
        (Role.NONRESIDENT, "", ""),
        (None, "Договор № 12345 от 01.02.2020", "Д****р * **** ** ****"),
        (None, "", ""),
    ],
)
def test_a_cell_is_masked_by_its_role(role: Role | None, cell: str, masked: str) -> None:
    assert mask(role, cell) == masked


@given(st.sampled_from([None, *Role]), st.text(alphabet="абвЮЯxyz0123456789 -+«»", max_size=24))
def test_most_of_a_cell_is_hidden(role: Role | None, cell: str) -> None:
    shown = mask(role, cell)
    seen = sum(symbol.isalnum() for symbol in shown)
    assert role in {Role.KIND, Role.NONRESIDENT} or 2 * seen <= sum(map(str.isalnum, cell)) + 1
