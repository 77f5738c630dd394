"""``npmatch explain``."""

import json
from pathlib import Path

import pytest

from cli.runs import Ran, process, run
from npmatch import Organization, Person, explain

KRYLOV = ("surname=Крылов", "given_name=Иван", "patronymic=Ильич", "document=4508 123456")
ORLOV = ("Фамилия=Крыллов", "Имя=Иван", "Отчество=Ильич", "Серия=4508", "Номер документа=123456")
PERSON = Person("Крылов", "Иван", "Ильич", "4508 123456"), Person("Крыллов", "Иван", "Ильич", "4508 123456")


def options(application: tuple[str, ...], contract: tuple[str, ...]) -> list[str]:
    asked = [part for text in application for part in ("--application", text)]
    return asked + [part for text in contract for part in ("--contract", text)]


def test_fields_may_go_by_any_header_and_the_text_is_the_librarys(tmp_path: Path) -> None:
    ran = run("explain", *options(KRYLOV, ORLOV))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == explain(*PERSON).render("en") + "\n"
    own = process("explain", *options(KRYLOV, ORLOV), cwd=tmp_path, LANG="ru_RU.UTF-8")
    assert (own.code, own.out) == (0, explain(*PERSON).render("ru") + "\n")


def test_an_explanation_may_be_json() -> None:
    ran = run("explain", *options(KRYLOV, ORLOV), "--json", language="ru")
    assert json.loads(ran.out) == json.loads(json.dumps(explain(*PERSON).to_dict()))


def test_the_kind_may_be_said() -> None:
    pair = options(("name=Крылов Иван", "document=1"), ("name=Крылов Иван", "document=1"))
    assert json.loads(run("explain", *pair, "--json").out)["kind"] == "org"
    assert json.loads(run("explain", *pair, "--json", "--kind", "person").out)["kind"] == "person"


def test_a_policy_reaches_the_explanation() -> None:
    pair = options(("name=ООО Ромашка", "inn=7707083893"), ("name=Ромашка ООО", "inn=7707083893"))
    assert json.loads(run("explain", *pair, "--json").out)["matched"] is False
    assert json.loads(run("explain", *pair, "--json", "--form-position", "either_end").out)["matched"] is True


ORGANISATIONS = {
    "kind": "org",
    "application": {"name": "Ромашка", "aliases": ["Цветок", " "], "inn": None, "nonresident": True},
    "contract": {"name": "Цветок", "alias": "Ромашка", "nonresident": True},
}
AS_RECORDS = (
    Organization("Ромашка", aliases=("Цветок",), nonresident=True),
    Organization("Цветок", aliases=("Ромашка",), nonresident=True),
)


def by_json(folder: Path, found: object) -> Ran:
    path = folder / "pair.json"
    path.write_text(found if isinstance(found, str) else json.dumps(found), encoding="utf-8")
    return run("explain", "--json-file", path, "--json")


def test_records_may_come_as_json_from_a_file_or_from_stdin(tmp_path: Path) -> None:
    expected = json.loads(json.dumps(explain(*AS_RECORDS).to_dict()))
    assert expected["matched"] is True
    assert json.loads(by_json(tmp_path, ORGANISATIONS).out) == expected
    data = b"\xef\xbb\xbf" + json.dumps(ORGANISATIONS).encode()
    assert json.loads(run("explain", "--json-file", "-", "--json", stdin=data).out) == expected


def test_without_a_kind_the_fields_of_the_application_tell_it(tmp_path: Path) -> None:
    pair = {"application": {"surname": "Ким", "inn": "1"}, "contract": {"surname": "Ким"}}
    assert json.loads(by_json(tmp_path, pair).out)["kind"] == "ip"


SIDES: dict[str, object] = {"application": {}, "contract": {}}


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ('{"application": {"surname": "Секретов"}\n, }', "line 2, column 3"),
        ("[]", '"application" and "contract"'),
        ('"Секретов"', '"application" and "contract"'),
        ({"application": {"surname": "Секретов"}}, '"application" and "contract"'),
        ({"application": {}, "contract": "Секретов"}, '"application" and "contract"'),
        ({**SIDES, "kind": "Секретов"}, "person, ip, org, customer"),
        ({**SIDES, "kind": ["Секретов"]}, "person, ip, org, customer"),
        ({**SIDES, "application": {"surname": 1}}, "a string or null"),
        ({**SIDES, "application": {"surname": True}}, "a string or null"),
        ({**SIDES, "application": {"surname": ["Секретов"]}}, "a string or null"),
        ({**SIDES, "application": {"names": ["Секретов", 1]}}, "a string or null"),
        ({**SIDES, "application": {"alias": ["Секретов", 1]}}, "a string or null"),
        ({**SIDES, "contract": {"Секретов": "x"}}, "surname"),
        ({**SIDES, "contract": {"phone": "9001234567"}}, "surname"),
        ({**SIDES, "kind": "org", "contract": {"nonresident": "Секретов"}}, "neither yes nor no"),
    ],
)
def test_json_that_says_no_two_records_is_refused_with_65_and_not_quoted(
    tmp_path: Path, found: object, says: str
) -> None:
    ran = by_json(tmp_path, found)
    assert (ran.code, ran.out) == (65, "")
    assert says in ran.complaint
    assert len(ran.err.splitlines()) == 1
    assert "Секретов" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--application", "surname=Секретов", "--json-file", "x"],
        ["--application", "Секретов", "--contract", "surname=Секретов"],
        ["--application", "Секретов=x", "--contract", "surname=Секретов"],
        ["--application", "kind=Секретов", "--contract", "surname=Секретов"],
        ["--application", "name=x", "--application", "nonresident=Секретов"],
        ["Секретов"],
        ["--kind", "Секретов"],
        ["--application"],
    ],
)
def test_wrong_usage_is_refused_with_2_and_not_quoted(arguments: list[str]) -> None:
    ran = run("explain", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert "Секретов" not in ran.err


def test_a_json_file_that_cannot_be_read_has_its_own_exit_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("explain", "--json-file", tmp_path / "none.json").code == 66
    assert run("explain", "--json-file", tmp_path).code == 74
    bad = tmp_path / "bad.json"
    bad.write_bytes('{\n"application": "Секретов'.encode("cp1251"))
    ran = run("explain", "--json-file", bad)
    assert (ran.code, "line 2" in ran.complaint) == (65, True)

    def denied(_path: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert run("explain", "--json-file", bad).code == 77
