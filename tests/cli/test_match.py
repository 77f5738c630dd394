"""``npmatch match``."""

import csv
import io
import stat
from pathlib import Path

import pytest

from cli.conftest import APPLICATIONS, CONTRACTS, VERDICTS, Exports
from cli.runs import Ran, process, run


def match(exports: Exports, *options: object, output: object = None, language: str = "en") -> Ran:
    return run(
        "match",
        exports.applications,
        exports.contracts,
        "-o",
        output or exports.verdicts,
        *options,
        language="ru" if language == "ru" else "en",
    )


def statuses(path: Path, encoding: str = "cp1251", delimiter: str = ";") -> list[str]:
    rows = csv.DictReader(io.StringIO(path.read_text(encoding=encoding)), delimiter=delimiter)
    return [row["status"] for row in rows]


def test_verdicts_are_written_in_the_encoding_and_line_ends_of_the_applications(exports: Exports) -> None:
    ran = match(exports)
    assert (ran.code, ran.out) == (0, "")
    assert exports.verdicts.read_bytes().decode("cp1251") == VERDICTS.replace("\n", "\r\n")
    assert stat.S_IMODE(exports.verdicts.stat().st_mode) == 0o600


def test_the_command_as_a_process_does_the_same(exports: Exports) -> None:
    ran = process("match", "asked.csv", "held.csv", "--output", "out.csv", cwd=exports.folder)
    assert (ran.code, ran.out) == (0, "")
    assert exports.verdicts.read_bytes().decode("cp1251") == VERDICTS.replace("\n", "\r\n")
    assert ran.err.splitlines()[:2] == ["asked.csv: cp1251, delimiter ;", "held.csv: utf-8, delimiter ;"]


def test_verdicts_may_go_to_stdout_and_the_talk_does_not(exports: Exports) -> None:
    exports.applications.write_text(APPLICATIONS, encoding="utf-8")
    ran = process("match", "asked.csv", "held.csv", "-o", "-", cwd=exports.folder)
    assert (ran.code, ran.out) == (0, VERDICTS)
    assert match(exports, output="-").out == VERDICTS


def test_the_summary_adds_up(exports: Exports) -> None:
    ran = match(exports)
    counts = {
        label.strip(): int(number) for label, number in (line.rsplit(" ", 1) for line in ran.err.splitlines()[2:-2])
    }
    assert counts == {
        "applications": 4,
        "matched": 1,
        "not matched": 1,
        "no contract": 1,
        "incomplete": 1,
        "rows with a code": 2,
        "7001: no contract for the number": 1,
        "7004: the subscriber's data differ": 1,
    }
    assert ran.complaint == "rows read 4 = written 4 + quarantined 0"


def test_a_run_speaks_russian_when_asked(exports: Exports) -> None:
    assert "заявлений" in match(exports, "--lang", "ru", language="ru").err


def test_an_existing_output_is_kept_unless_forced(exports: Exports) -> None:
    exports.verdicts.write_text("before")
    ran = match(exports)
    assert (ran.code, exports.verdicts.read_text()) == (73, "before")
    assert "--force" in ran.complaint
    assert match(exports, "--force").code == 0
    assert statuses(exports.verdicts) == ["matched", "not_matched", "no_contract", "incomplete"]


def test_what_is_said_of_the_files_goes_before_what_is_found(exports: Exports) -> None:
    for path, text in ((exports.applications, APPLICATIONS), (exports.contracts, CONTRACTS)):
        path.write_bytes(text.replace(";", "|").encode("koi8-r"))
    assert match(exports, "--encoding", "koi8-r", "--delimiter", "pipe").code == 0
    assert statuses(exports.verdicts, "koi8-r", "|")[0] == "matched"


@pytest.mark.parametrize("name", ["tab", "comma", "semicolon", "pipe", ";", ",", "|"])
def test_a_delimiter_may_be_named_or_given(exports: Exports, name: str) -> None:
    sign = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}.get(name, name)
    for path, text in ((exports.applications, APPLICATIONS), (exports.contracts, CONTRACTS)):
        path.write_text(text.replace(";", sign), encoding="utf-8")
    ran = match(exports, "--delimiter", name)
    assert ran.code == 0
    assert f"delimiter {'tab' if name == 'tab' else sign}" in ran.err
    assert statuses(exports.verdicts, "utf-8", sign)[0] == "matched"


def test_a_byte_order_mark_is_said_and_kept(exports: Exports) -> None:
    exports.applications.write_text(APPLICATIONS, encoding="utf-8-sig")
    assert "utf-8 (BOM)" in match(exports).err
    assert exports.verdicts.read_bytes() == VERDICTS.encode("utf-8-sig")


ORGANISATIONS = "ИНН;Наименование\n7707083893;{}\n"


@pytest.mark.parametrize(
    ("names", "option", "without", "with_it"),
    [
        (("ООО «Ромашка»", "«Ромашка» ООО"), ("--form-position", "either_end"), "not_matched", "matched"),
        (("Вега-1", "Гева-1"), ("--transpositions", "two_symbols"), "matched", "matched"),
        (("АБВГДЕ", "БАВГЕД"), ("--transpositions", "two_symbols"), "matched", "not_matched"),
        (("Вега Плюс", "ВегаПлюсЮ"), ("--spaces", "collapse"), "matched", "not_matched"),
    ],
)
def test_a_policy_option_reaches_the_matcher(
    exports: Exports, names: tuple[str, str], option: tuple[str, str], without: str, with_it: str
) -> None:
    for path, name in zip((exports.applications, exports.contracts), names, strict=True):
        path.write_text(ORGANISATIONS.format(name), encoding="utf-8")
    assert match(exports, "--on", "ИНН").code == 0
    assert statuses(exports.verdicts, "utf-8") == [without]
    assert match(exports, "--on", "ИНН", "--force", *option).code == 0
    assert statuses(exports.verdicts, "utf-8") == [with_it]


def test_aliases_are_read_from_their_own_columns(exports: Exports) -> None:
    exports.applications.write_text("ИНН;Краткое наименование\n1;Ромашка\n", encoding="utf-8")
    exports.contracts.write_text("ИНН;Полное наименование;Краткое наименование\n1;Цветы;Ромашка\n", encoding="utf-8")
    assert match(exports, "--on", "ИНН").code == 0
    assert match(exports, "--on", "ИНН", "--aliases", "either", "-o", exports.folder / "either.csv").code == 0
    assert statuses(exports.verdicts, "utf-8") == ["not_matched"]
    assert statuses(exports.folder / "either.csv", "utf-8") == ["matched"]


def test_absent_markers_stand_for_no_patronymic(exports: Exports) -> None:
    header = "Телефон;Фамилия;Отчество;Паспорт\n"
    exports.applications.write_text(f"{header}9000000001;Ким;отсутствует;4508 123456\n", encoding="utf-8")
    exports.contracts.write_text(f"{header}9000000001;Ким;;4508 123456\n", encoding="utf-8")
    assert match(exports).code == 0
    assert statuses(exports.verdicts, "utf-8") == ["not_matched"]
    assert match(exports, "--force", "--absent-marker", "нет", "--absent-marker", "отсутствует").code == 0
    assert statuses(exports.verdicts, "utf-8") == ["matched"]


def test_inputs_stay_as_they_are(exports: Exports) -> None:
    before = [path.read_bytes() for path in (exports.applications, exports.contracts)]
    assert match(exports).code == 0
    assert match(exports, "--force", output=exports.applications).code == 73
    assert [path.read_bytes() for path in (exports.applications, exports.contracts)] == before
    assert sorted(path.name for path in exports.folder.iterdir()) == [
        "asked.csv",
        "held.csv",
        "out.csv",
        "out.run.json",
    ]
