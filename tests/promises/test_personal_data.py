"""No value of a record in anything that may be logged."""

import logging
import pickle
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import npmatch
from npmatch.cli.errors import ExitCode
from npmatch.cli.main import build
from npmatch.policy import CHOICES

PLANTED = ("Щукарёвцев", "Евлампий", "Аристархович", "9917 445566", "500100732259", "Звездопад-Сервис", "7707083893")
SURNAME, GIVEN_NAME, PATRONYMIC, DOCUMENT, INN, NAME, ORG_INN = PLANTED
NUMBER = int(DOCUMENT.replace(" ", ""))
PURCHASE = "0173100009917000001"

PERSON = npmatch.Person(SURNAME, GIVEN_NAME, PATRONYMIC, DOCUMENT)
IP = npmatch.Entrepreneur(SURNAME, GIVEN_NAME, PATRONYMIC, INN)
ORG = npmatch.Organization(f"ООО «{NAME}»", ORG_INN, (NAME,))
CUSTOMER = npmatch.Customer(f"ГБУ «{NAME}»", ORG_INN, (NAME,), purchase_id=PURCHASE)
RECORDS: list[Any] = [PERSON, IP, ORG, CUSTOMER]
STRANGERS: dict[str, Any] = {
    "person": npmatch.Person("Крылов", "И", "", "1"),
    "ip": npmatch.Entrepreneur("Крылов", "И", "", "1"),
    "org": npmatch.Organization("АО «Ромашка»", "1"),
    "customer": npmatch.Customer("АО «Ромашка»", "1"),
}
ANY: Any = npmatch  # calls that a type checker would refuse

WRONG: dict[str, Callable[[], object]] = {
    f"{kind.__name__}.{field}": partial(kind, **{kind.__match_args__[0]: NAME, field: [SURNAME, DOCUMENT, NUMBER]})
    for kind in (ANY.Person, ANY.Entrepreneur, ANY.Organization, ANY.Customer)
    for field in kind.__match_args__
}
WRONG |= {
    "a number for a document": lambda: ANY.Person(SURNAME, document=NUMBER),
    "bytes for a surname": lambda: ANY.Person(SURNAME.encode()),
    "an unknown field": lambda: ANY.Person(SURNAME, telephone=DOCUMENT),
    "one string for aliases": lambda: ANY.Organization(NAME, aliases=NAME),
    "a number among aliases": lambda: ANY.Organization(NAME, aliases=[NAME, NUMBER]),
    "a word for a flag": lambda: ANY.Organization(NAME, nonresident=NAME),
    "one string for markers": lambda: ANY.Policy(absent_markers=PATRONYMIC),
    "a number among markers": lambda: ANY.Policy(absent_markers=[PATRONYMIC, NUMBER]),
    "a reading that cannot be hashed": lambda: ANY.Policy(spaces=[SURNAME]),
    "match of strings": lambda: ANY.match(SURNAME, SURNAME),
    "match of two kinds": lambda: ANY.match(PERSON, IP),
    "explain of two kinds": lambda: ANY.explain(ORG, CUSTOMER),
    "a string for a policy": lambda: ANY.match_person(PERSON, PERSON, SURNAME),
    "a string for a policy of explain": lambda: ANY.explain(PERSON, PERSON, SURNAME),
    "an unknown language": lambda: ANY.explain(PERSON, PERSON).render(SURNAME),
    "a field that a verdict has not": lambda: ANY.match_person(PERSON, PERSON).fields["inn"],
    "an unknown outcome": lambda: ANY.Outcome(str(PERSON)),
}
WRONG |= {f"Policy.{reading}": partial(ANY.Policy, **{reading: SURNAME}) for reading in CHOICES}
WRONG |= {
    f"{function} of {type(record).__name__} and a string": partial(getattr(npmatch, function), record, SURNAME)
    for function in ("match_person", "match_ip", "match_org", "match_customer", "match", "explain")
    for record in RECORDS
}


def leaks(*texts: str) -> list[str]:
    """The planted values that some text holds, whole or without signs."""
    planted = {*PLANTED, PURCHASE, *(value.replace(" ", "") for value in PLANTED), *map(str.casefold, PLANTED)}
    return sorted(value for value in planted for text in texts if value in text)


def test_a_leak_is_noticed() -> None:
    assert leaks(f"no such subscriber: {SURNAME}", "document 9917445566") == ["9917445566", SURNAME]


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_no_exception_holds_a_value(wrong: Callable[[], object]) -> None:
    with pytest.raises((TypeError, ValueError, KeyError)) as raised:
        wrong()
    told = "".join(traceback.format_exception(raised.value))
    assert leaks(str(raised.value), repr(raised.value), repr(raised.value.args), told) == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_no_repr_of_a_record_holds_a_value(record: Any) -> None:  # noqa: ANN401  # one of the four records
    assert leaks(repr(record), str(record), f"{record}", f"{record!a}", repr([record]), repr({record: 1})) == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
@pytest.mark.parametrize("against", ["itself", "another"])
def test_nothing_but_the_explanation_itself_tells_values(
    record: Any,  # noqa: ANN401  # one of the four records
    against: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    contract = record if against == "itself" else STRANGERS[npmatch.match(record, record).kind]
    verdict, told = npmatch.match(record, contract), npmatch.explain(record, contract)
    shown = [verdict, verdict.fields, verdict.notes, verdict.reasons, verdict.outcomes, verdict.case, told, told.fields]
    shown += [*verdict.fields.values(), *verdict.notes, told.turning, told.notes]
    assert leaks(*map(repr, shown), *map(str, shown)) == []
    rendered = told.render("en")
    if against == "another":
        assert leaks(rendered)
    out, err = capfd.readouterr()
    assert (caplog.records, out, err) == ([], "", "")


def test_records_and_verdicts_survive_a_pickle_and_still_hide_their_values() -> None:
    for record in RECORDS:
        verdict = npmatch.match(record, record)
        again = pickle.loads(pickle.dumps((record, verdict)))  # noqa: S301  # what was pickled on this line
        assert again == (record, verdict)
        assert leaks(repr(again)) == []


HEADER = "Номер телефона;Тип абонента;Фамилия;Имя;Отчество;Паспорт;Наименование;ИНН;Нерезидент;Номер закупки\n"
GOOD = f"9000000001;ФЛ;{SURNAME};{GIVEN_NAME};{PATRONYMIC};{DOCUMENT};;;;\n"
FILES = {
    "good": HEADER + GOOD,
    "no header": GOOD,
    "ragged": HEADER + GOOD + f"9000000002;ФЛ;{SURNAME};{DOCUMENT}\n",
    "a kind that is a name": HEADER + GOOD.replace("ФЛ", SURNAME),
    "a flag that is a number": HEADER + f"9000000001;ЮЛ;;;;;{NAME};{ORG_INN};{DOCUMENT};\n",
    "no phone number": HEADER + GOOD.replace("9000000001", SURNAME),
    "an open quote": HEADER + GOOD + f'9000000002;ФЛ;"{SURNAME};{DOCUMENT}\n',
    "a NUL": HEADER + GOOD + f"9000000002;ФЛ;{SURNAME}\0;{DOCUMENT};;;;;;\n",
    "empty": "",
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("bad", ["applications", "contracts"])
def test_the_command_never_talks_of_values(
    name: str, bad: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    inputs = [tmp_path / f"{file}.csv" for file in ("applications", "contracts")]
    for path in inputs:
        path.write_text(FILES[name if path.stem == bad else "good"], encoding="cp1251")
    result = CliRunner().invoke(build("en"), ["match", *map(str, inputs), "-o", str(tmp_path / "verdicts.csv")])
    assert result.exit_code != ExitCode.BUG, result.stderr
    assert result.exit_code == ExitCode.DONE or name != "good", result.stderr
    assert result.stderr
    assert leaks(result.stdout, result.stderr, caplog.text) == []
    # rows that are put aside are kept as they are, in a file that says so
    left = [path for path in tmp_path.iterdir() if path not in inputs and "quarantine" not in path.name]
    assert leaks(*(path.read_text(encoding="cp1251") for path in left)) == []


@pytest.mark.parametrize(
    "arguments",
    [
        [f"--application={SURNAME}", "--contract=surname=a"],
        [f"--application={SURNAME}={DOCUMENT}", "--contract=surname=a"],
        [f"--kind={SURNAME}"],
        [f"--{SURNAME}"],
        [SURNAME],
        [f"--spaces={SURNAME}"],
        [f"--json-file={SURNAME}.json", "--application=surname=a"],
    ],
)
def test_wrong_arguments_are_not_quoted(arguments: list[str]) -> None:
    result = CliRunner().invoke(build("en"), ["explain", *arguments])
    assert result.exit_code != 0
    assert leaks(result.stdout, result.stderr.replace(f"--{SURNAME}", "")) == []
