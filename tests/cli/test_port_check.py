"""``npmatch port check``: the recipient's own check of an application."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.runs import Ran, process, run
from npmatch.cli.port_check import FIELDS
from npmatch.porting.numbering import russian_plan

PLANTED = ("Секретов", "Тайна", "9999", "888777", "9007776655")
ADDRESS = {"region": "Москва", "street": "Тайна", "house": "1"}
DOCUMENT = {
    "kind": "паспорт",
    "series": "9999",
    "number": "888777",
    "issued_by": "УВД",
    "issued": "2010-01-02",
}
WISHES = {"donor": "Донор", "recipient": "Реципиент", "region": "23", "numbers": ["+7 900 000-00-01"]}
CONSENTS = (
    "ends_contract",
    "wants_port",
    "agrees_prepaid",
    "agrees_to_pay_debts",
    "agrees_to_suspension",
    "agrees_to_data_processing",
)
PERSON: dict[str, Any] = {
    "kind": "person",
    "surname": "Секретов",
    "given_name": "Иван",
    "address": ADDRESS,
    "document": DOCUMENT,
    **WISHES,
    **dict.fromkeys(CONSENTS, True),
}
ORG: dict[str, Any] = {
    "kind": "org",
    "name": "ООО «Тайна»",
    "seat": ADDRESS,
    "inn": "7707083893",
    "representative": {"full_name": "Секретов", "position": "директор"},
    "authority": {"name": "приказ", "issued": "2020-01-01"},
    **WISHES,
    "ends_contract": True,
    "wants_port": True,
    "wants_person_terms": False,
    "staff_consented": True,
}
CUSTOMER: dict[str, Any] = {
    "kind": "customer",
    "name": "ГБУ «Тайна»",
    "seat": ADDRESS,
    "inn": "7707083893",
    "purchase_id": "0173100009917000001",
    "port": "2026-12-15T23:00",
    **WISHES,
}


def checked(folder: Path, found: object, *options: str) -> Ran:
    path = folder / "application.json"
    path.write_text(found if isinstance(found, str) else json.dumps(found, ensure_ascii=False), encoding="utf-8")
    ran = run("port", "check", path, *options)
    assert [value for value in PLANTED if value in ran.out or value in ran.err] == []
    return ran


def findings(folder: Path, found: object) -> list[tuple[int, str | None, int | None]]:
    ran = checked(folder, found, "--json")
    assert (ran.code, ran.err) == (0, "")
    said = json.loads(ran.out)
    assert said["sound"] is (not said["findings"])
    return [(each["code"], each["field"], each["number"]) for each in said["findings"]]


def test_the_number_of_these_tests_is_of_their_region() -> None:
    assert russian_plan().regions_of("9000000001") == frozenset({"23"})


@pytest.mark.parametrize("whole", [PERSON, ORG, CUSTOMER], ids=lambda plain: plain["kind"])
def test_a_whole_application_has_no_finding(whole: dict[str, Any], tmp_path: Path) -> None:
    assert findings(tmp_path, whole) == []
    ran = checked(tmp_path, whole, "--fail-on", "finding")
    assert ran.code == 0
    assert ran.out.startswith("findings: 0; terms: ")


@pytest.mark.parametrize(
    ("whole", "gone", "found"),
    [
        (PERSON, "document", [(7131, "F-1.2", None)]),
        (PERSON, "agrees_to_suspension", [(7131, "F-1.9", None)]),
        (PERSON, "numbers", [(7131, "F-1.5", None)]),
        (ORG, "inn", [(7131, "F-2.2", None)]),
        (ORG, "wants_person_terms", [(7131, "F-2.8", None)]),
        (CUSTOMER, "purchase_id", [(7135, "F-3.2", None)]),
        (CUSTOMER, "port", [(7134, "F-3.4", None)]),
    ],
)
def test_what_is_missing_is_named_by_its_field(
    whole: dict[str, Any], gone: str, found: list[tuple[int, str, None]], tmp_path: Path
) -> None:
    assert findings(tmp_path, {key: value for key, value in whole.items() if key != gone}) == found


def test_a_number_of_another_region_is_told_by_its_place(tmp_path: Path) -> None:
    several = {**PERSON, "numbers": ["89000000001", "9007776655"], "region": "23"}
    assert russian_plan().regions_of("9007776655") - {"23"}
    assert findings(tmp_path, several) == [(7102, "region", 2)]
    assert "number 2 of the list" in checked(tmp_path, several).out


def test_the_message_is_compared_with_the_application(tmp_path: Path) -> None:
    assert findings(tmp_path, {**PERSON, "message": PERSON}) == []
    other = {**PERSON, "surname": "Тайна"}
    assert findings(tmp_path, {**PERSON, "message": other}) == [(7132, None, None)]
    assert findings(tmp_path, {**PERSON, "message": PERSON, "copied": False}) == [(7133, None, None)]
    assert findings(tmp_path, {**CUSTOMER, "message": None}) == [(7134, None, None)]


def test_toml_and_stdin_are_read_too(tmp_path: Path) -> None:
    toml = 'kind = "customer"\nnumbers = ["9000000001"]\nport = 2026-12-15T23:00:00\nregion = "23"\ndonor = "Донор"\n'
    expected = [(7134, "F-3.1", None), (7135, "F-3.2", None)]
    assert findings(tmp_path, toml) == expected
    ran = process("port", "check", "-", "--json", cwd=tmp_path, stdin=b"\xef\xbb\xbf" + toml.encode())
    assert [each["field"] for each in json.loads(ran.out)["findings"]] == ["F-3.1", "F-3.2"]


def test_a_finding_fails_the_run_only_if_asked(tmp_path: Path) -> None:
    assert checked(tmp_path, {"kind": "person"}).code == 0
    assert checked(tmp_path, {"kind": "person"}, "--fail-on", "finding").code == 1


def test_every_finding_has_its_words(tmp_path: Path) -> None:
    bare = [{"kind": kind} for kind in ("person", "ip", "org", "customer")]
    named = {field for plain in bare for _, field, _ in findings(tmp_path, plain)}
    assert named | {"region"} == set(FIELDS)


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ("", '"kind" must be one of person, ip, org, customer'),
        ("{", "not JSON: line 1, column 2"),
        ("Секретов", "neither a JSON object nor TOML"),
        ("[1]", '"kind" must be one of'),
        ('{"kind": ' * 100_000, "nested too deeply"),
        ('{"kind": ' + "1" * 10_000 + "}", "a number of too many digits"),
        ("kind = " + "[" * 100_000, "nested too deeply"),
        ({"kind": "Секретов"}, '"kind" must be one of'),
        ({"kind": ["person"]}, '"kind" must be one of'),
        ({**PERSON, "Секретов": "Тайна"}, "unknown field in the application, place -; there are donor"),
        ({**PERSON, "document": {"Секретов": "1"}}, "place document; there are kind, series"),
        ({**PERSON, "document": "9999 888777"}, "document: the value is not of its kind"),
        ({**PERSON, "document": {**DOCUMENT, "issued": "Тайна"}}, "document.issued: the value"),
        ({**PERSON, "surname": ["Секретов"]}, "surname: the value"),
        ({**PERSON, "numbers": [9007776655]}, "numbers: the value"),
        ({**PERSON, "wants_port": "Тайна"}, "wants_port: the value"),
        ({**PERSON, "message": "Тайна"}, '"message" must be an object'),
        ({**PERSON, "copied": True}, '"message" must be an object'),
    ],
)
def test_what_is_no_application_is_unusable_data_and_not_quoted(found: object, says: str, tmp_path: Path) -> None:
    ran = checked(tmp_path, found)
    assert (ran.code, ran.out) == (65, "")
    assert len(ran.err.splitlines()) == 1
    assert says in ran.err


def test_a_file_that_is_not_there_is_a_missing_input(tmp_path: Path) -> None:
    assert run("port", "check", tmp_path / "none.json").code == 66
