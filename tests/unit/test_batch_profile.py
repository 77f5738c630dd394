"""Profiles: what they say, and what is said of a bad one."""

from pathlib import Path

import pytest

from npmatch.batch.columns import Mapped, Role, Side
from npmatch.batch.exports import Options
from npmatch.batch.faults import BatchError, Fault
from npmatch.batch.profile import read_profile

WHOLE = """\
encoding = "cp1251"
delimiter = "tab"
on = "Заявка"
kind = "org"

[columns]
inn = "ИНН юрлица"
alias = ["Краткое", "#7"]

[application]
name = "Название"

[contract]
"name" = "Имя в договоре"
"""


def profile(folder: Path, text: str | bytes) -> Options:
    path = folder / "profile.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_profile(path)


def test_a_profile_says_how_files_are_written_and_what_columns_hold(tmp_path: Path) -> None:
    mapped = (
        Mapped(Role.INN, "ИНН юрлица"),
        Mapped(Role.ALIAS, "Краткое"),
        Mapped(Role.ALIAS, "#7"),
        Mapped(Role.NAME, "Название", Side.APPLICATION),
        Mapped(Role.NAME, "Имя в договоре", Side.CONTRACT),
    )
    assert profile(tmp_path, WHOLE) == Options("Заявка", "cp1251", "\t", mapped, "org")


def test_a_profile_may_say_nothing(tmp_path: Path) -> None:
    assert profile(tmp_path, "\ufeff# nothing\n") == Options()


@pytest.mark.parametrize(
    ("text", "fault", "line", "key"),
    [
        ("on = 'a'\n[columns\n", Fault.PROFILE_SYNTAX, 2, None),
        ("on = 'a'\non = '", Fault.PROFILE_SYNTAX, 2, None),
        (b"on = 'a'\nkind = '\xff'", Fault.PROFILE_SYNTAX, 2, None),
        ("[columns]\n[fields]\n", Fault.PROFILE_KEY, 2, "fields"),
        ("\nencodings = 'utf-8'\n", Fault.PROFILE_KEY, 2, "encodings"),
        ("[columns]\n'фамилия' = 'x'\n", Fault.PROFILE_KEY, 2, "фамилия"),
        ("[columns]\nnumber_beside_series = 'x'\n", Fault.PROFILE_KEY, 2, "number_beside_series"),
        ("columns.surnames = 'x'\n", Fault.PROFILE_KEY, None, "surnames"),
        ("encoding = 'latin'\n", Fault.PROFILE_VALUE, 1, "encoding"),
        ("encoding = 1251\n", Fault.PROFILE_VALUE, 1, "encoding"),
        ("delimiter = '#'\n", Fault.PROFILE_VALUE, 1, "delimiter"),
        ("kind = ['ip']\n", Fault.PROFILE_VALUE, 1, "kind"),
        ("on = 3\n", Fault.PROFILE_VALUE, 1, "on"),
        ("columns = 'x'\n", Fault.PROFILE_VALUE, 1, "columns"),
        ("[contract]\nsurname = 3\n", Fault.PROFILE_VALUE, 2, "surname"),
        ("[contract]\nsurname = ['x']\n", Fault.PROFILE_VALUE, 2, "surname"),
        ("[contract]\nalias = ['x', 1]\n", Fault.PROFILE_VALUE, 2, "alias"),
    ],
)
def test_a_bad_profile_is_refused_with_line_and_key(
    tmp_path: Path, text: str | bytes, fault: Fault, line: int | None, key: str | None
) -> None:
    with pytest.raises(BatchError) as caught:
        profile(tmp_path, text)
    assert (caught.value.fault, caught.value.place.line) == (fault, line)
    assert caught.value.counts.get("key") == key


def test_a_profile_that_is_not_there_is_a_missing_input(tmp_path: Path) -> None:
    with pytest.raises(BatchError) as caught:
        read_profile(tmp_path / "none.toml")
    assert caught.value.fault is Fault.INPUT_MISSING
