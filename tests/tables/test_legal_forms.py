"""The table of legal forms keeps what its header and its columns promise (6/2.4 а)."""

import doctest
import importlib.util
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

from npmatch import Organization, Outcome, match_org
from npmatch.tables import read

ROOT = Path(__file__).resolve().parents[2]
TABLE = read("legal_forms.tsv")
ROWS = TABLE.rows
GROUPS = """
    association bar community company cooperative credit cultural designation educational entrepreneur farm fund
    gardeners institution-federal institution-municipal institution-other institution-private institution-regional
    medical nonprofit owners partnership public religious science social state-corporation unitary
"""
MUST_HAVE = """
    ООО АО ПАО НАО ЗАО ОАО ОДО ТОО АООТ АОЗТ ИП ПТ КТ ТНВ ХП ПК СПК ЖСК ЖК ЖНК ГСК ГК КПК СКПК СПОК КФХ КХ ОВС
    Райпо ГУП МУП ФГУП КП ФКП ГКП МКП ГП МП ОГУП ТСЖ ТСН СНТ ОНТ ДНТ ДНП СНП ОНП ДПК СНТСН АНО НП НКО БФ НПФ ПИФ
    ФГБУ ФГАУ ФГКУ ФКУ ФБУ ФГУ ГБУ ГАУ ГКУ ГУ ОГБУ ОГАУ ОГКУ КГБУ КГАУ КГКУ РГБУ МБУ МАУ МКУ МУ БУ АУ КУ ЧУ
    ФГБОУ ФГАОУ ФГКОУ ГБОУ ГАОУ ГКОУ ГОУ ГБПОУ ГАПОУ ГБДОУ МБОУ МАОУ МКОУ МОУ МБДОУ МАДОУ МКДОУ МДОУ ЧОУ НОУ
    НОЧУ ГБУЗ ГАУЗ ГКУЗ ГУЗ МБУЗ МАУЗ МУЗ ФГБУЗ ОГБУЗ КГБУЗ ЧУЗ ГБУК ГАУК ГКУК МБУК МАУК МКУК МУК ФГБУК ФГБУН
    ФГБНУ ГНУ ОО РОО МОО ППО ТОС РО МРО ЦРО СРО ТПП КА АБ АП ЮК ППК ЧОП ЧОО СМО ХКО
"""
MUST_HAVE_OF_SEVERAL_WORDS = """
    ФГБОУ ВО, ФГБОУ ВПО, ФГАОУ ВО, ФГКОУ ВО, ФГБОУ ДПО, МБУ ДО, МБОУ ДОД, ГБУ СО, ЧУ ДПО, АНО ДПО, СПб ГБУ
"""
COMMON_WORDS = "по но то он от до на во со бук чудо пик род вод"
CYRILLIC = re.compile(r"[А-ЯЁа-яё]+")
INN = "7707083893"


def folded(text: str) -> str:
    """Letters and digits only, without case, ё as е, й as и, ъ as ь."""
    kept = (symbol for symbol in unicodedata.normalize("NFC", text).casefold() if symbol.isalnum())
    return "".join(kept).translate(str.maketrans("ёйъ", "еиь"))


def words(text: str) -> tuple[str, ...]:
    return tuple(folded(word) for word in re.findall(r"\w+", text))


def variants(row: Mapping[str, str]) -> list[str]:
    return row["variants"].split("|") if row["variants"] else []


def repeated(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def test_the_table_holds_more_than_a_hundred_and_fifty_forms() -> None:
    assert TABLE.provenance["rows"] == str(len(ROWS))
    assert len(ROWS) >= 150


def test_the_header_tells_act_edition_and_sources() -> None:
    assert {"title", "act", "edition", "sources", "rows", "note"} <= TABLE.provenance.keys()
    assert "Appendix 6, 2.4 а" in TABLE.provenance["act"]


def test_the_columns_are_the_declared_ones() -> None:
    assert list(ROWS[0]) == ["full", "short", "variants", "okopf", "since", "until", "group", "clause"]


def test_no_full_form_has_a_twin() -> None:
    assert repeated([folded(row["full"]) for row in ROWS]) == []


def test_rows_are_sorted_by_group_short_and_full() -> None:
    keys = [(row["group"], row["short"], row["full"]) for row in ROWS]
    assert keys == sorted(keys)


def test_a_short_form_is_always_written_in_the_same_way() -> None:
    written = {row["short"] for row in ROWS}
    assert len({words(short) for short in written}) == len(written)


def test_no_cell_has_blanks_or_signs_at_its_ends() -> None:
    assert [cell for row in ROWS for cell in row.values() if cell != cell.strip()] == []


def test_words_are_of_russian_letters_only() -> None:
    texts = [text for row in ROWS for text in (row["full"], row["short"], *variants(row))]
    assert [word for text in texts for word in re.findall(r"\w+", text) if not CYRILLIC.fullmatch(word)] == []
    assert {sign for text in texts for sign in re.sub(r"\w", "", text)} <= set(" ()-")


def test_full_forms_are_written_as_in_a_sentence() -> None:
    assert [row["full"] for row in ROWS if not re.match(r"[А-Я][а-яё]", row["full"])] == []
    assert [row["full"] for row in ROWS if " " not in row["full"]] == []


def test_no_short_spelling_is_a_full_form() -> None:
    fulls = {words(row["full"]) for row in ROWS}
    assert [text for row in ROWS for text in (row["short"], *variants(row)) if words(text) in fulls] == []


def test_no_short_spelling_is_a_single_letter() -> None:
    assert [text for row in ROWS for text in (row["short"], *variants(row)) if len(folded(text)) < 2] == []


@pytest.mark.parametrize("word", COMMON_WORDS.split())
def test_no_short_spelling_is_a_common_word(word: str) -> None:
    assert [row["full"] for row in ROWS for text in (row["short"], *variants(row)) if words(text) == (word,)] == []


def test_a_variant_has_other_words_than_every_short_form_and_every_other_variant() -> None:
    shorts = {words(row["short"]) for row in ROWS}
    extra = [words(variant) for row in ROWS for variant in variants(row)]
    assert extra
    assert len(set(extra)) == len(extra)
    assert not shorts & set(extra)


def test_codes_are_five_digits() -> None:
    codes = [row["okopf"] for row in ROWS if row["okopf"]]
    assert codes
    assert [code for code in codes if not re.fullmatch(r"[1-7]\d{4}", code)] == []


def test_years_are_plausible() -> None:
    years = [(int(row["since"] or 1985), int(row["until"] or 2026)) for row in ROWS]
    assert [(since, until) for since, until in years if not 1985 <= since <= until <= 2026] == []


@pytest.mark.parametrize(
    ("short", "until"),
    [("ОАО", "2014"), ("ЗАО", "2014"), ("ОДО", "2014"), ("ТОО", "1998"), ("ПАО", ""), ("ООО", "")],
)
def test_abolished_forms_say_since_when(short: str, until: str) -> None:
    assert [row["until"] for row in ROWS if row["short"] == short] == [until]


def test_groups_are_of_the_closed_list() -> None:
    assert sorted({row["group"] for row in ROWS}) == GROUPS.split()


def test_every_row_cites_its_clause() -> None:
    assert {row["clause"] for row in ROWS} == {"6/2.4 а"}


@pytest.mark.parametrize("short", [*MUST_HAVE.split(), *MUST_HAVE_OF_SEVERAL_WORDS.strip().split(", ")])
def test_a_form_that_contracts_carry_is_there(short: str) -> None:
    assert short in {row["short"] for row in ROWS}


@pytest.mark.parametrize(
    ("short", "fulls"),
    [
        ("ООО", {"Общество с ограниченной ответственностью"}),
        ("ПК", {"Производственный кооператив", "Потребительский кооператив"}),
        ("ГК", {"Гаражный кооператив", "Государственная компания", "Государственная корпорация"}),
        (
            "МБОУ",
            {
                "Муниципальное бюджетное образовательное учреждение",
                "Муниципальное бюджетное общеобразовательное учреждение",
            },
        ),
    ],
)
def test_a_short_form_stands_for_these_full_ones(short: str, fulls: set[str]) -> None:
    assert {row["full"] for row in ROWS if row["short"] == short} == fulls


@pytest.mark.clause("6/2.4 а")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["full"])
def test_every_spelling_of_a_form_agrees_with_the_full_one(row: Mapping[str, str]) -> None:
    full = Organization(f"{row['full']} «Ромашка»", INN)
    for spelling in (row["short"], *variants(row)):
        verdict = match_org(full, Organization(f"{spelling} «Ромашка»", INN))
        assert verdict.fields["name"].outcome is Outcome.EQUIVALENT


@pytest.fixture(scope="module")
def report() -> ModuleType:
    spec = importlib.util.spec_from_file_location("legal_forms_report", ROOT / "tools" / "legal_forms_report.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def numbers(text: str, label: str) -> list[int]:
    """The whole numbers in the table line that begins with ``label``."""
    line = next(line for line in text.splitlines() if line.startswith(f"| {label}"))
    return [int(cell) for cell in line.split("|") if cell.strip().isdigit()]


def test_the_report_accounts_for_every_real_pair(report: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert report.main([]) == 0
    text = capsys.readouterr().out
    (every,), (agree,), (others,) = (numbers(text, label) for label in ("all", "agree once", "do not agree"))
    assert (every, agree + others) == (337, 337)
    assert agree >= 255
    explained = [numbers(text, kind) for kind in report.DIFFERENCES]
    assert sum(row[0] for row in explained) == others
    assert all(row[0] == sum(row[1:]) for row in explained)


def test_the_report_lists_each_pair_that_does_not_agree_once(
    report: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    report.main(["--list"])
    text = capsys.readouterr().out
    listed = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(listed) == len(set(listed)) == numbers(text, "do not agree")[0]


def test_the_report_names_a_missing_column_in_one_line(
    report: ModuleType, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "names.csv").write_text("inn,full_name\n1,Ромашка\n", encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        report.main([str(tmp_path / "names.csv")])
    assert stopped.value.code == 2
    assert "names.csv: no column short_name" in capsys.readouterr().err


def test_the_examples_in_the_report_run(report: ModuleType) -> None:
    results = doctest.testmod(report)
    assert results.attempted > 0
    assert results.failed == 0
