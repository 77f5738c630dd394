"""``npmatch sniff``, ``npmatch init``, and the options that say how inputs are read."""

import json
import stat
import tomllib
from pathlib import Path

import pytest

from cli.runs import process, run
from npmatch.batch.columns import Mapped, Role, Side
from npmatch.batch.dialect import Dialect, Sure
from npmatch.batch.exports import Options
from npmatch.batch.profile import read_profile
from npmatch.cli.errors import Complaint
from npmatch.cli.language import Say
from npmatch.cli.options import found, input_options, read_options

EXPORT = "Номер телефона;Фамилия;Дата;Паспорт\r\n+7 912 345 67 89;Секретов;01.02.2020;45 08 123456\r\n"
SNIFFED = """\
encoding:              cp1251, 99 %
delimiter:             ;, 99 %
line ends:             CRLF
header:                line 1, 100 %
columns:               4
columns never matched: 1

   1  Номер телефона  phone, 100 %
   2  Фамилия         surname, 100 %
   3  Дата            never matched
   4  Паспорт         document, 100 %

Rows, masked:
  +7 912 *** ** 89 | С****в | **** | 45 ** ****56
"""
PLANTED = ("Секретов", "912 345", "08 123456")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_bytes(EXPORT.encode("cp1251"))
    return path


def test_sniff_says_what_it_found_and_shows_no_data(export: Path) -> None:
    ran = run("sniff", export)
    assert (ran.code, ran.out.replace(";, 100", ";, 99"), ran.err) == (0, SNIFFED, "")
    assert not [value for value in PLANTED if value in ran.out]


def test_sniff_speaks_russian(export: Path) -> None:
    ran = run("sniff", export, language="ru")
    assert "не сопоставляется столбцов: 1" in ran.out
    assert "Строки под маской:" in ran.out


def test_sniff_says_the_same_as_json(export: Path) -> None:
    said = json.loads(run("sniff", "--json", export, language="ru").out)
    assert said["encoding"] == {"value": "cp1251", "sure": 0.99, "bom": False}
    assert said["delimiter"] == {"value": ";", "sure": 1.0, "sep_line": False}
    assert (said["line_end"], said["pairs"], said["unmatched"]) == ("CRLF", False, 1)
    assert said["header"] == {"line": 1, "columns": 4, "sure": 1.0}
    assert said["columns"][1] == {"number": 2, "header": "Фамилия", "role": "surname", "side": None, "sure": 1.0}
    assert said["sample"] == [["+7 912 *** ** 89", "С****в", "****", "45 ** ****56"]]


def test_sniff_reads_stdin(tmp_path: Path) -> None:
    ran = process("sniff", "-", cwd=tmp_path, stdin=EXPORT.encode("utf-16"))
    assert ran.code == 0
    assert "utf-16-le (BOM), 100 %" in ran.out


def test_sniff_of_pairs_names_the_sides(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("заявление_ФИО\tдоговор_ФИО\nКрылов\tКрылов\n", encoding="utf-8")
    out = run("sniff", path).out
    assert "application.full_name, 100 %" in out
    assert "contract.full_name, 100 %" in out
    assert "tab, 100 %" in out


def test_a_header_that_looks_like_data_is_masked(tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("Секретов;Тайна\nСекретов;Тайна\n", encoding="utf-8")
    out = run("sniff", path).out
    assert ("С****в" in out, "Секретов" in out, "header:                line 1, 0 %" in out) == (True, False, True)
    path.write_text("ФИО;+7 912 345 67 89\n", encoding="utf-8")
    assert "912" not in run("sniff", path).out


@pytest.mark.parametrize(("text", "code"), [("", 65), (None, 66)])
@pytest.mark.parametrize("command", ["sniff", "init"])
def test_a_file_that_cannot_be_read_has_its_exit_code(
    tmp_path: Path, command: str, text: str | None, code: int
) -> None:
    path = tmp_path / "a.csv"
    if text is not None:
        path.write_text(text)
    ran = run(command, path)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (code, "", 1)


HEADERS = {
    "an export": "Номер телефона;Фамилия;Дата;Паспорт\n1;2;3;4\n",
    "pairs": "Телефон;Тип абонента;заявление_ФИО;заявление_ИНН;договор_ФИО;договор_ИНН\n1;ип;3;4;5;6\n",
    "two blocks": "Телефон;ФИО;ИНН;Телефон;ФИО;ИНН\n1;2;3;4;5;6\n",
    "several names": 'ИНН;Наименование;"Друг\n""ое"" наименование";Иное наименование;ИНН\x7f\n1;2;3;4;5\n',
    "no phone": "Фамилия|Имя\n1|2\n",
}


@pytest.mark.parametrize("text", HEADERS.values(), ids=HEADERS)
def test_a_draft_says_what_was_found_and_can_be_read(tmp_path: Path, text: str) -> None:
    path, profile = tmp_path / "a.csv", tmp_path / "npmatch.toml"
    path.write_text(text, encoding="utf-8")
    drafted = run("init", path)
    assert drafted.code == 0
    assert run("init", path, "-o", profile).out == ""
    assert profile.read_text(encoding="utf-8") == drafted.out
    assert stat.S_IMODE(profile.stat().st_mode) == 0o600
    options = read_profile(profile)
    assert options.encoding == tomllib.loads(drafted.out)["encoding"] == "utf-8"
    before, after = (json.loads(run("sniff", path, "--json", *more).out) for more in ((), ("--profile", profile)))
    if "ИНН\x7f" not in text:
        assert after == {**before, **{key: {**before[key], "sure": 1.0} for key in ("encoding", "delimiter")}}


def test_a_draft_speaks_both_languages(export: Path) -> None:
    lines = run("init", export).out.splitlines()
    assert 'encoding = "cp1251"' in lines
    assert 'surname = "Фамилия"' in lines
    assert 'on = "Номер телефона"' in lines
    assert "#   Дата" in lines
    comments = [line for line in lines if line.startswith("# ")]
    assert any("Профиль npmatch" in line for line in comments)
    assert any("A profile of npmatch" in line for line in comments)


def test_an_existing_profile_is_kept_unless_forced(export: Path) -> None:
    profile = export.with_name("p.toml")
    profile.write_text("before")
    assert run("init", export, "-o", profile).code == 73
    assert profile.read_text() == "before"
    assert run("init", export, "-o", profile, "--force").code == 0
    assert run("init", export, "-o", export, "--force").code == 73


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[columns", "p.toml, line 1: not TOML"),
        ("encoding = 'x'", 'p.toml, line 1: the value of "encoding" cannot be used; expected: utf-8, cp1251'),
        ("a = 'x'", 'p.toml, line 1: "a" means nothing in a profile'),
    ],
)
def test_a_bad_profile_ends_with_78_and_its_place(export: Path, text: str, says: str) -> None:
    profile = export.with_name("p.toml")
    profile.write_text(text)
    ran = run("sniff", export, "--profile", profile)
    assert (ran.code, ran.out, says in ran.complaint) == (78, "", True)


def read(**values: object) -> Options:
    return read_options(values, Say("en"))


def test_options_say_how_inputs_are_read(tmp_path: Path) -> None:
    assert read() == Options()
    mapped = (Mapped(Role.SURNAME, "Фам=илия"), Mapped(Role.INN, "#3", Side.CONTRACT))
    assert read(
        on="ИНН", encoding="cp866", delimiter="tab", kind="ip", maps=("Фамилия = Фам=илия", "contract.inn=#3")
    ) == Options("ИНН", "cp866", "\t", mapped, "ip")
    assert read_options({}, Say("en"), tmp_path).spool == tmp_path


def test_what_is_said_goes_before_the_profile(tmp_path: Path) -> None:
    profile = tmp_path / "p.toml"
    profile.write_text(
        "encoding='cp866'\ndelimiter=','\n[columns]\ninn='a'\n[application]\nsurname='b'\n[contract]\nsurname='c'\n"
    )
    both = read(profile=profile, delimiter="|", maps=("surname=d", "application.inn=e"))
    assert (both.encoding, both.delimiter) == ("cp866", "|")
    assert both.mapped == (
        Mapped(Role.INN, "a"),
        Mapped(Role.SURNAME, "d"),
        Mapped(Role.INN, "e", Side.APPLICATION),
    )
    one = read(profile=profile, maps=("contract.surname=d",))
    assert Mapped(Role.SURNAME, "b", Side.APPLICATION) in one.mapped
    assert Mapped(Role.SURNAME, "c", Side.CONTRACT) not in one.mapped


@pytest.mark.parametrize(
    "text", ["surname", "surname=", "surname= ", "=x", "secret=x", "donor.surname=x", ".surname=x"]
)
def test_a_column_that_is_mapped_wrongly_is_refused(text: str) -> None:
    with pytest.raises(Complaint) as caught:
        read(maps=(text,))
    assert caught.value.code == 2
    assert "secret" not in caught.value.text


def test_a_mapped_column_that_is_not_there_is_said_with_its_field(export: Path) -> None:
    ran = run("sniff", export, "--map", "inn=Секретов")
    assert (ran.code, ran.complaint) == (65, f"npmatch: {export}, line 1: the column that is to hold inn is not there")


def test_how_sure_a_guess_is_is_said_only_where_it_matters() -> None:
    say = Say("en")
    assert found("a.csv", Dialect("cp1251"), say) == "a.csv: cp1251, delimiter ;"
    unsure = Dialect("utf-16-le", "\t", bom=True, sure=Sure(0.5, 1.0))
    assert found("a.csv", unsure, say) == "a.csv: utf-16-le (BOM), delimiter tab; 50 % sure, sniff tells more"


def test_the_options_of_inputs_have_help_in_both_languages() -> None:
    names = [[option.name for option in input_options(Say(language))] for language in ("en", "ru")]
    assert names[0] == names[1] == ["on", "encoding", "delimiter", "maps", "profile", "kind"]
