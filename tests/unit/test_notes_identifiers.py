"""Notes on identifiers: INN, documents, purchase ids."""

import subprocess
import sys

import pytest

from npmatch import (
    Customer,
    Entrepreneur,
    Note,
    Organization,
    Person,
    match_customer,
    match_ip,
    match_org,
    match_person,
)
from npmatch.notes.identifiers import digits, valid_inn

TEN, TWELVE = "7707083893", "500100732259"


@pytest.mark.clause("6/2.3 в")
@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("7707083893", "7707083893"),
        ("77О7О8З89З", "7707083893"),
        ("77o7O83893", "7707083893"),
        ("Ч4", "44"),
        (" 77 07-08 № 3893.", "7707083893"),
        ("\N{FULLWIDTH DIGIT SEVEN}\N{ARABIC-INDIC DIGIT FOUR}", "74"),
        ("7В", "7в"),
        ("", ""),
    ],
)
def test_an_identifier_is_read_back_to_digits(value: str, number: str) -> None:
    assert digits(value) == number


@pytest.mark.clause("6/3.2 а")
@pytest.mark.parametrize(
    ("number", "valid"),
    [
        (TEN, True),
        (TWELVE, True),
        ("7707083894", False),
        ("500100732258", False),
        ("500100732269", False),
        ("0000000000", False),
        ("000000000000", False),
        ("770708389", False),
        ("77070838930", False),
        ("", False),
        ("770708389o", False),
        ("\N{FULLWIDTH DIGIT SEVEN}707083893", False),
        ("-707083893", False),
    ],
)
def test_an_inn_is_ten_or_twelve_digits_with_right_check_digits(number: str, valid: bool) -> None:  # noqa: FBT001  # a column
    assert valid_inn(number) is valid


@pytest.mark.clause("6/3.2 а")
@pytest.mark.parametrize(
    ("one", "other", "has"),
    [
        (TEN, TEN, False),
        (TWELVE, TEN, False),
        ("77О7О8З89З", TEN, False),
        ("7707083894", TEN, True),
        (TEN, "7707083894", True),
        ("7707083894", "7707083894", True),
        ("0000000000", "0000000000", True),
        ("770708389", TEN, True),
        ("нет", TEN, True),
        ("", TEN, False),
        ("", "7707083894", True),
        ("-", TEN, False),
        ("", "", False),
    ],
)
def test_an_inn_with_a_wrong_check_digit_is_noted_wherever_there_is_an_inn(one: str, other: str, has: bool) -> None:  # noqa: FBT001  # a column
    found = [
        match_org(Organization("А", one), Organization("А", other)).notes,
        match_customer(Customer("А", one), Customer("А", other)).notes,
        match_ip(Entrepreneur("А", inn=one), Entrepreneur("А", inn=other)).notes,
    ]
    assert [Note.INN_CHECK_DIGIT in notes for notes in found] == [has] * 3


@pytest.mark.clause("6/3.2 а")
def test_nonresidents_without_an_inn_have_no_wrong_one() -> None:
    pair = Organization("А", "-", nonresident=True), Organization("А", "", nonresident=True)
    assert match_org(*pair).notes == ()


def test_other_identifiers_have_no_check_digit() -> None:
    assert match_person(Person("А", document="7707083894"), Person("А", document="7707083894")).notes == ()


@pytest.mark.clause("6/3")
@pytest.mark.parametrize(
    ("value", "has"),
    [
        ("7,70708E+11", True),
        ("7.70708E+11", True),
        ("7,70708e+09", True),
        ("7,70708Е+11", True),
        ("7,70708E11", True),
        ("7E+11", True),
        (" 7,7E+11 ", True),
        ("7707083893.0", True),
        ("7707083893,0", True),
        ("7707083893.0 ", True),
        ("7E11", False),
        ("7707083893.00", False),
        ("7707083893.55", False),
        ("77.07083893", False),
        ("7707-083893", False),
        ("Е+11", False),
        ("", False),
    ],
)
def test_a_number_that_a_spreadsheet_wrote_in_its_own_way_is_noted(value: str, has: bool) -> None:  # noqa: FBT001  # a column
    pairs = [
        match_person(Person("А", document=value), Person("А", document=value)),
        match_org(Organization("А", value), Organization("А", value)),
        match_ip(Entrepreneur("А", inn=value), Entrepreneur("А", inn=value)),
        match_customer(Customer("А", TEN, purchase_id=value), Customer("А", TEN, purchase_id=value)),
    ]
    assert [Note.SPREADSHEET_DAMAGE in verdict.notes for verdict in pairs] == [has] * 4


@pytest.mark.clause("6/3")
@pytest.mark.parametrize(
    ("length", "as_inn", "as_document"),
    [(8, False, False), (9, True, True), (10, False, False), (11, True, False), (12, False, False)],
)
def test_a_leading_zero_that_was_lost_is_seen_by_the_length(length: int, as_inn: bool, as_document: bool) -> None:  # noqa: FBT001  # columns
    number = "123456789012"[:length]
    assert (Note.SPREADSHEET_DAMAGE in match_org(Organization("А", number), Organization("А", TEN)).notes) is as_inn
    assert (
        Note.SPREADSHEET_DAMAGE in match_ip(Entrepreneur("А", inn=TWELVE), Entrepreneur("А", inn=number)).notes
    ) is as_inn
    assert (Note.SPREADSHEET_DAMAGE in match_person(Person("А", document=number), Person("А")).notes) is as_document
    customer = Customer("А", TEN, purchase_id=number)
    assert Note.SPREADSHEET_DAMAGE not in match_customer(customer, customer).notes


@pytest.mark.clause("6/3")
def test_a_number_of_letters_has_lost_no_zero() -> None:
    assert match_person(Person("А", document="АБ1234567"), Person("А", document="АБ1234567")).notes == ()


@pytest.mark.clause("6/3")
def test_both_damaged_identifiers_of_a_customer_are_found() -> None:
    verdict = match_customer(Customer("А", "7E+11", purchase_id="1.0"), Customer("А", TEN, purchase_id="1"))
    assert verdict.notes == (Note.INN_CHECK_DIGIT, Note.SPREADSHEET_DAMAGE)


@pytest.mark.clause("6/3.1 б")
@pytest.mark.parametrize(
    ("one", "other", "has"),
    [
        ("II-АБ 123456", "П-АБ 123456", True),
        ("II-АБ 123456", "11-АБ 123456", True),
        ("II-АБ 123456", "ll-АБ 123456", True),
        ("II-АБ 123456", "I1 АБ № 123456", True),
        ("II-АБ 123456", "\N{CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I}I АБ 123456", True),
        ("II-АБ 123456", "\N{CYRILLIC LETTER PALOCHKA}I АБ 123456", True),
        ("III-АБ 123456", "Ш-АБ 123456", True),
        ("III-АБ 123456", "ПI-АБ 123456", True),
        ("IV-АБ 123456", "1У-АБ 123456", True),
        ("XI-АБ 123456", "Х1-АБ 123456", True),
        ("XIV-АО 300000", "ХIУ-АО 3ООООО", True),
        ("II-АБ 123456", "II-АБ 123456", False),
        ("II-АБ 123456", "III-АБ 123456", False),
        ("II-АБ 123456", "П-АБ 123457", False),
        ("II-АБ 123456", "П-АВ 123456", False),
        ("II-АБ 12345", "П-АБ 12345", False),
        ("АБ 123456", "АВ 123456", False),
        ("ЦI-АБ 123456", "ЦII-АБ 123456", False),
        ("ЦI-АБ 123456", "Ц1-АБ 123456", False),
        ("II-АБ 123456", "", False),
        ("1234 123456", "II34 123456", False),
    ],
)
def test_documents_that_differ_only_in_how_a_roman_numeral_is_written(one: str, other: str, has: bool) -> None:  # noqa: FBT001  # a column
    for pair in ((one, other), (other, one)):
        application, contract = (Person("А", document=document) for document in pair)
        verdict = match_person(application, contract)
        assert (Note.ROMAN_NUMERAL in verdict.notes) is has


@pytest.mark.clause("6/3.1 б", "6/2.3 б")
def test_roman_numerals_that_agree_need_no_note() -> None:
    assert match_person(Person("А", document="ⅡАБ123456"), Person("А", document="iiАБ123456")).notes == ()


def test_the_library_of_check_digits_is_imported_only_when_a_check_digit_is_asked_for() -> None:
    code = (
        "import sys; from npmatch import *; "
        "verdict = match_org(Organization('А', '7707083893'), Organization('Б', '7707083894')); "
        "before = 'stdnum' in sys.modules; verdict.notes; print(before, 'stdnum' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert run.stdout.split() == ["False", "True"]
