"""What a run writes, and what it says."""

import csv
import io
import json
from pathlib import Path

import pytest

from cli.conftest import APPLICATIONS, CONTRACTS, Exports
from cli.runs import Ran, process, run

PAIRS = """\
Телефон;заявление_фамилия;заявление_имя;заявление_паспорт;договор_фамилия;договор_имя;договор_паспорт
+7 900 000-00-01;Крылов;Иван;4508 123456;КРЫЛОВ;Иван;4508123456
89000000002;Крылов;И;4508 123456;Крылов;Иван;4508 123456
9000000003;Крылов;Иван
=1+1;Орлов;Иван;4508 123456;Крылов;Иван;4508 123456
"""


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.csv"
    path.write_text(PAIRS, encoding="utf-8")
    return path


def match(pairs: Path, *options: object, output: object = None) -> Ran:
    return run("match", pairs, "-o", output or pairs.with_name("out.csv"), *options)


def rows(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding)), delimiter=";"))


def test_one_file_of_pairs_is_matched_row_by_row(pairs: Path) -> None:
    ran = match(pairs)
    assert (ran.code, ran.out) == (0, "")
    found = rows(pairs.with_name("out.csv"))
    assert [(row["Телефон"], row["row"], row["status"], row["contracts"]) for row in found] == [
        ("+7 900 000-00-01", "1", "matched", "1"),
        ("89000000002", "2", "not_matched", "1"),
        ("=1+1", "4", "not_matched", "1"),
    ]


def test_rows_in_are_rows_out_and_rows_put_aside(pairs: Path) -> None:
    ran = match(pairs)
    assert "rows read 4 = written 3 + quarantined 1" in ran.err
    assert "pairs: wrong number of cells" in ran.err
    assert ran.complaint == f"rows that could not be used: {pairs.with_name('out.quarantine.csv')}"
    kept = pairs.with_name("out.quarantine.csv").read_bytes()
    assert kept == 'side;line;column;code;row\npairs;4;4;ragged;"9000000003;Крылов;Иван\n"\n'.encode()


def test_a_quarantine_gives_back_the_very_bytes(pairs: Path) -> None:
    raw = b'9000000003;"\xff\xfe";;' + bytes(range(1, 9)) + b"\n"
    pairs.write_bytes(PAIRS.encode() + raw)
    assert match(pairs, "--encoding", "utf-8").code == 0
    text = pairs.with_name("out.quarantine.csv").read_bytes().decode("latin-1")
    found = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert [row["row"].encode("latin-1") for row in found] == ["9000000003;Крылов;Иван\n".encode(), raw]


DAMAGED = """\
phone;Фамилия;Имя;Паспорт;ИНН
9000000001;Крылов;Иван;4,50812E+09;;
7,90E+10;Крылов;Иван;4508 123456;
"9000000003";Крылов;Иван;4.50812e+09;7,70708E+11
79000000004.0;Крылов;Иван;1;
;Крылов;Иван;1;
9000000005;Крылов;Иван;E+;AE+1
"""


def test_what_a_spreadsheet_has_damaged_is_put_aside_as_a_key_and_counted_elsewhere(tmp_path: Path) -> None:
    asked, held, output = (tmp_path / name for name in ("asked.csv", "held.csv", "out.csv"))
    asked.write_text(DAMAGED, encoding="utf-8")
    held.write_text(DAMAGED.replace(";", "\t"), encoding="utf-8")
    ran = run("match", asked, held, "-o", output)
    assert ran.code == 0
    counts = json.loads((tmp_path / "out.run.json").read_text())["counts"]
    assert counts["quarantined"] == {side: {"damaged_key": 2, "no_key": 1} for side in ("applications", "contracts")}
    assert counts["damaged"] == {side: {"document": 2, "inn": 1} for side in ("applications", "contracts")}
    assert [row["document"] for row in rows(output)] == ["exact"] * 3
    said = [line.split() for line in ran.err.splitlines()]
    assert ["identifiers", "damaged", "by", "a", "spreadsheet", "(as", "in", "7,7E+11)", "6"] in said
    assert ["contracts:", "document", "2"] in said
    assert not [cell for cell in ("4,50812", "70708", "4.5081") if cell in ran.err + str(counts)]


def test_in_a_file_of_pairs_what_is_damaged_is_counted_once(pairs: Path) -> None:
    header, row = PAIRS.splitlines()[:2]
    pairs.write_text("\n".join([header, row.replace("4508 123456", "4,5E+09"), f"7,9E+10{row[16:]}"]), encoding="utf-8")
    assert match(pairs).code == 0
    counts = json.loads((pairs.parent / "out.run.json").read_text())["counts"]
    assert counts["damaged"] == {"application": {"document": 1, "phone": 1}}
    assert counts["quarantined"] == {}


def test_a_cell_of_twenty_megabytes_is_given_back_whole(pairs: Path) -> None:
    giant = b'9000000009;"' + '«Рога» ""и"" копыта; '.encode() * 500_000 + b'";'
    pairs.write_bytes(pairs.read_bytes() + giant + b"\n")
    assert match(pairs).code == 0
    before = csv.field_size_limit(1 << 26)
    with (pairs.parent / "out.quarantine.csv").open(encoding="latin-1", newline="") as stream:
        kept = [row for row in csv.DictReader(stream, delimiter=";") if row["code"] == "too_long"]
    csv.field_size_limit(before)
    assert [row["row"].encode("latin-1") for row in kept] == [giant + b"\n"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--fail-on", "mismatch"), 1),
        (("--fail-on", "quarantine"), 1),
        (("--max-quarantine", "1"), 0),
        (("--max-quarantine", "0"), 65),
        (("--fail-on", "never"), 2),
        (("--max-quarantine", "-1"), 2),
    ],
)
def test_what_came_out_may_decide_the_exit_code(pairs: Path, options: tuple[str, ...], code: int) -> None:
    assert match(pairs, *options).code == code
    assert pairs.with_name("out.csv").exists() == (code in {0, 1})


def test_a_clean_match_fails_on_nothing(exports: Exports) -> None:
    exports.applications.write_text("".join(APPLICATIONS.splitlines(keepends=True)[:2]), encoding="utf-8")
    ran = run(
        "match", exports.applications, exports.contracts, "-o", exports.verdicts,
        "--fail-on", "mismatch", "--fail-on", "quarantine",
    )  # fmt: skip
    assert ran.code == 0


def test_a_quarantine_of_an_earlier_run_does_not_outlive_it(pairs: Path) -> None:
    match(pairs)
    assert match(pairs).code == 73
    pairs.write_text("".join(PAIRS.splitlines(keepends=True)[:3]), encoding="utf-8")
    assert match(pairs, "--force").code == 0
    assert not pairs.with_name("out.quarantine.csv").exists()


@pytest.mark.parametrize("beside", ["out.run.json", "out.quarantine.csv"])
def test_a_file_beside_the_output_is_kept_unless_forced(pairs: Path, beside: str) -> None:
    pairs.with_name(beside).write_text("before")
    assert match(pairs).code == 73
    assert pairs.with_name(beside).read_text() == "before"
    assert match(pairs, "--force").code == 0


def test_excel_opens_what_is_written_for_it(pairs: Path) -> None:
    assert match(pairs, "--excel").code == 0
    written = pairs.with_name("out.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\r\n") == written.count(b"\n") == 4
    keys = [row["\ufeffТелефон"] for row in rows(pairs.with_name("out.csv"))]
    assert keys == ["'+7 900 000-00-01", "'89000000002", "'=1+1"]


def test_a_character_that_the_output_cannot_hold_has_a_code(pairs: Path) -> None:
    pairs.write_text(PAIRS.replace("=1+1", "①"), encoding="utf-8")
    assert match(pairs, "--output-encoding", "cp1251").code == 0
    assert [row["row"] for row in rows(pairs.with_name("out.csv"), "cp1251")] == ["1", "2"]
    assert b";unencodable;" in pairs.with_name("out.quarantine.csv").read_bytes()
    pairs.write_text(PAIRS.replace("Телефон", "Телефон ①"), encoding="utf-8")
    ran = match(pairs, "--output-encoding", "cp1251", "--force", "--on", "Телефон ①")
    assert (ran.code, "--output-encoding" in ran.complaint) == (65, True)


def test_the_report_says_what_was_made_of_what_and_is_always_the_same(pairs: Path) -> None:
    reports = []
    for name in ("out.csv", "other.csv"):
        assert match(pairs, output=pairs.with_name(name)).code == 0
        reports.append(pairs.with_name(name).with_suffix(".run.json").read_bytes())
    assert reports[0] == reports[1]
    report = json.loads(reports[0])
    assert report["counts"]["statuses"] == {"matched": 1, "not_matched": 2}
    assert report["counts"]["quarantined"] == {"pairs": {"ragged": 1}}
    assert report["counts"]["outcomes"]["surname"] == {"different": 1, "equivalent": 1, "exact": 1}
    assert {"npmatch", "rules", "tables", "policy", "profile", "inputs", "output", "quarantine"} <= report.keys()


def test_the_report_has_the_digests_of_inputs_and_outputs(exports: Exports) -> None:
    import hashlib  # noqa: PLC0415  # only here

    assert run("match", exports.applications, exports.contracts, "-o", exports.verdicts).code == 0
    report = json.loads((exports.folder / "out.run.json").read_text())
    paths = {"applications": exports.applications, "contracts": exports.contracts}
    for side, path in paths.items():
        assert report["inputs"][side]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert report["output"]["sha256"] == hashlib.sha256(exports.verdicts.read_bytes()).hexdigest()


def test_an_applicant_that_no_contract_knows_is_told_apart(exports: Exports) -> None:
    header, *_ = APPLICATIONS.splitlines()
    known, unknown = "9000000008;Крылов;;;45 08 123456", "9000000009;Крылов;;;4508 999999"
    exports.applications.write_text(f"{header}\n{known}\n{unknown}\n9000000007;Крылов;;;", encoding="utf-8")
    arguments = ("match", exports.applications, exports.contracts, "-o", exports.verdicts)
    assert run(*arguments).code == 0
    assert [row["error_code"] for row in rows(exports.verdicts)] == ["7001", "7001", "7001"]
    assert run(*arguments, "--force", "--registered").code == 0
    assert [row["error_code"] for row in rows(exports.verdicts)] == ["7001", "7008", "7001"]


def test_progress_is_written_for_a_scheduler_and_not_for_a_pipe(exports: Exports) -> None:
    arguments = ("match", exports.applications, exports.contracts, "-o", exports.verdicts, "--force")
    quiet = run(*arguments)
    told = run(*arguments, "--progress", "json")
    lines = [json.loads(line) for line in told.err.splitlines() if line.startswith("{")]
    assert [line for line in told.err.splitlines() if not line.startswith("{")] == quiet.err.splitlines()
    size = exports.applications.stat().st_size + exports.contracts.stat().st_size
    assert {"phase", "bytes", "of", "rows", "rate", "left"} == lines[-1].keys()
    assert (lines[-1]["bytes"], lines[-1]["of"], lines[-1]["left"]) == (size, size, 0)


def test_pairs_may_come_through_a_pipe(pairs: Path) -> None:
    ran = process("match", "-", "-o", "out.csv", cwd=pairs.parent, stdin=PAIRS.encode())
    assert ran.code == 0
    assert len(rows(pairs.with_name("out.csv"))) == 3
    assert process("match", "-", "-", "-o", "x.csv", cwd=pairs.parent).code == 2
    assert process("match", "-", "-o", "-", cwd=pairs.parent, stdin=PAIRS.encode()).code == 65


def test_a_row_of_a_finished_run_is_explained(exports: Exports) -> None:
    inputs = exports.applications, exports.contracts
    assert run("match", *inputs, "-o", exports.verdicts, "--spaces", "collapse").code == 0
    ran = run("explain", exports.verdicts, *inputs, "--row", 2)
    assert (ran.code, "7004" in ran.out, "Орлов" in ran.out) == (0, True, True)
    assert "7001" in run("explain", exports.verdicts, *inputs, "--row", 3).out
    assert json.loads(run("explain", exports.verdicts, *inputs, "--row", 1, "--json").out)["matched"] is True


def test_only_a_row_of_this_very_run_is_explained(exports: Exports) -> None:
    inputs = exports.applications, exports.contracts
    assert run("explain", exports.verdicts, *inputs, "--row", 1).code == 66
    assert run("match", *inputs, "-o", exports.verdicts).code == 0
    assert run("explain", exports.verdicts, *inputs, "--row", 5).code == 65
    assert run("explain", exports.verdicts, *inputs).code == 2
    assert run("explain", exports.verdicts, "--row", 1).code == 2
    exports.contracts.write_text(CONTRACTS + "9000000009;Вега;1;2\n", encoding="utf-8")
    ran = run("explain", exports.verdicts, *inputs, "--row", 1)
    assert (ran.code, "not made of these inputs" in ran.complaint) == (65, True)


def test_a_row_that_was_put_aside_is_not_explained(pairs: Path) -> None:
    assert match(pairs).code == 0
    ran = run("explain", pairs.with_name("out.csv"), pairs, "--row", 3)
    assert (ran.code, ran.complaint) == (65, "npmatch: row 3 was put aside: wrong number of cells")
    assert run("explain", pairs.with_name("out.csv"), pairs, "--row", 2).code == 0


SECRETS = ("Секретов", "Тайна", "Скрытович", "9999 888777", "500100732259")


def test_planted_data_are_in_no_file_but_the_quarantine(exports: Exports) -> None:
    header = "Номер телефона;Фамилия;Имя;Отчество;Паспорт;ИНН\n"
    row = f"9007776655;{';'.join(SECRETS)}\n"
    bad = f"9007776656;{SECRETS[0]}\n"
    for path in (exports.applications, exports.contracts):
        path.write_text(header + row + bad, encoding="utf-8")
    ran = process(
        "match", "asked.csv", "held.csv", "-o", "out.csv", "--notes", "--registered", "--progress", "json",
        "--checkpoint", "0", cwd=exports.folder,
    )  # fmt: skip
    assert ran.code == 0
    kept = {path.name: path.read_text(encoding="utf-8") for path in exports.folder.glob("out*")}
    assert kept.keys() == {"out.csv", "out.run.json", "out.quarantine.csv"}
    assert SECRETS[0] in kept.pop("out.quarantine.csv")
    for text in (*kept.values(), ran.err, ran.out):
        assert not [value for value in SECRETS if value in text]
    assert "9007776655" not in ran.err + kept["out.run.json"]


def test_a_kind_that_is_said_holds_for_columns_that_only_people_have(tmp_path: Path) -> None:
    path, out = tmp_path / "pairs.csv", tmp_path / "out.csv"
    path.write_text("application_surname;contract_surname\nКрылов;Крылов\n", encoding="utf-8")
    for kind in ("person", "ip"):
        assert run("match", path, "--kind", kind, "-o", out, "--force").code == 0
        assert out.read_text(encoding="utf-8").splitlines()[1].startswith(f"1;{kind};")
