"""The name lists: what they hold, where they come from, and that nothing is read before it is needed."""

import subprocess
import sys
from pathlib import Path

import pytest
from stdnum.ru import inn as stdnum_inn

from npmatch import Organization, match_org
from npmatch.errors import TableError
from npmatch.synthetic import Generator, Seeded, names
from npmatch.synthetic.source import rarely

ROOT = Path(__file__).parents[2]
LISTS = {"surnames.tsv": 4000, "given_names.tsv": 400, "patronymics.tsv": 400}
LETTERS = set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя-")


@pytest.mark.parametrize(("name", "rows"), LISTS.items())
def test_a_name_list_has_its_rows_and_tells_source_and_licence(name: str, rows: int) -> None:
    table = names.read(name)
    assert len(table.rows) == rows
    assert "russiannames 2.0.0" in table.provenance["source"]
    assert "BSD-3-Clause" in table.provenance["licence"]


@pytest.mark.parametrize("name", LISTS)
def test_a_name_list_is_in_russian_letters_the_most_frequent_first_and_repeats_nothing(name: str) -> None:
    rows = names.read(name).rows
    counts = [int(row["count"]) for row in rows]
    assert {row["gender"] for row in rows} == {"m", "f"}
    assert counts == sorted(counts, reverse=True)
    assert min(counts) > 0
    assert set("".join(row["text"] for row in rows).lower()) <= LETTERS
    assert len({(row["text"], row["gender"]) for row in rows}) == len(rows)


def test_the_licence_of_the_name_lists_is_shipped() -> None:
    text = (ROOT / "LICENSES" / "russiannames-BSD-3-Clause.txt").read_text(encoding="utf-8")
    assert text.startswith("BSD 3-Clause License\n\nCopyright (c) 2018, Ivan Begtin\n")
    assert "Neither the name of the copyright holder" in text


def test_names_of_men_and_women_do_not_mix() -> None:
    men, women = names.sexes()
    assert "Иванович" in men.patronymics.texts
    assert "Иванович" not in women.patronymics.texts
    assert all(text.endswith(("на", "ична")) for text in women.patronymics.texts[:100])


def test_organisations_have_real_check_digits_and_two_names() -> None:
    table = names.read("organisations.tsv")
    assert len(table.rows) == 250
    for row in table.rows:
        assert stdnum_inn.is_valid(row["inn"])
        assert len(row["inn"]) == 10
        assert "" != row["full"] != row["short"] != ""
        row["full"].encode("cp1251")
        row["short"].encode("cp1251")
    assert {firm.inn for firm in names.firms()}.isdisjoint(firm.inn for firm in names.renamed())
    assert len(names.firms()) + len(names.renamed()) == len(table.rows)


def test_a_core_stands_in_both_names_behind_the_form() -> None:
    for firm in names.firms():
        assert (firm.short, firm.full) == (f"{firm.short_form} {firm.core}", f"{firm.full_form} {firm.core}")


@pytest.mark.clause("6/2.4 а")
@pytest.mark.parametrize("firm", names.firms(), ids=lambda firm: firm.inn)
def test_full_and_short_names_of_a_firm_are_equivalent(firm: names.Firm) -> None:
    verdict = match_org(Organization(firm.full, firm.inn), Organization(firm.short, firm.inn))
    assert verdict.reasons == ("name:equivalent",)


@pytest.mark.clause("6/2.4 б")
@pytest.mark.parametrize("firm", names.renamed(), ids=lambda firm: firm.inn)
def test_the_two_names_of_a_renamed_firm_are_different(firm: names.Firm) -> None:
    verdict = match_org(Organization(firm.full, firm.inn), Organization(firm.short, firm.inn))
    assert verdict.reasons == ("name:different",)


@pytest.mark.parametrize("name", ["none.tsv", "../../tables"])
def test_a_list_that_is_not_there_is_a_damaged_package(name: str) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        names.read(name)


def test_a_list_without_a_loader_is_a_damaged_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pkgutil.get_data", lambda *_: None)
    with pytest.raises(TableError, match="cannot be read"):
        names.read("surnames.tsv")


def test_importing_reads_no_list() -> None:
    code = (
        "import sys, npmatch.synthetic as s; from npmatch.synthetic import names, symbols;"
        "loaded = [f.cache_info().currsize for f in (names.sexes, names.firms, names.renamed, symbols.stand_ins)];"
        "print(loaded, 'hypothesis' in sys.modules, 'npmatch.batch' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own interpreter
    assert run.stdout.strip() == "[0, 0, 0, 0] False False"


@pytest.mark.clause("6/3.3 б")
def test_invented_inns_have_right_check_digits() -> None:
    generator = Generator(1)
    inns = {generator.entrepreneur().inn for _ in range(500)}
    assert len(inns) > 490
    assert all(len(inn) == 12 and stdnum_inn.is_valid(inn) for inn in inns)


def test_a_phone_number_is_a_mobile_number_of_russia() -> None:
    generator = Generator(1)
    phones = {generator.phone() for _ in range(500)}
    assert len(phones) > 490
    assert all(len(phone) == 11 and phone.startswith("79") and phone.isdigit() for phone in phones)


def test_every_kind_of_record_can_be_made_and_is_decided_by_the_seed() -> None:
    one, other, third = (
        [g.person(), g.entrepreneur(), g.organization(), g.customer()]
        for g in (Generator(1), Generator(1), Generator(2))
    )
    assert one == other
    assert one != third


def test_frequent_names_come_up_often() -> None:
    source, surnames = Seeded(1), names.sexes()[0].surnames
    drawn = [source.name(surnames) for _ in range(5000)]
    assert drawn.count("Иванов") > 10 * drawn.count(surnames.texts[-1])
    assert len(set(drawn)) > 1000


def test_every_choice_comes_up_and_rare_things_are_rare() -> None:
    source = Seeded(1)
    assert {source.choice("abc") for _ in range(100)} == set("abc")
    assert {source.randrange(3) for _ in range(100)} == {0, 1, 2}
    assert 50 < sum(rarely(source, 10) for _ in range(1000)) < 200
