"""Every pair of short strings over alphabets that matter, in the fields of one record.

A surname may not be empty and has a tolerance, a patronymic may be empty and has one, a document has none. Reasons
name the outcome of every field that is not exact, so they are compared, and with them the decision.
"""

from functools import cache
from itertools import product

import pytest

import bridge
from npmatch import Person, match_person
from oracle.organisations import Forms
from oracle.verdicts import DEFAULT, FIELDS, Policy, Record, field_outcome, judged

PLAIN = "абв"
ONE_LETTER_OR_TWO = "b1ь"
SPACE_AND_LOOK_ALIKE = "а a"

SURNAME = ("surname",)
THREE_FIELDS = ("surname", "patronymic", "document")

# Alphabet, longest string, fields that hold the strings, reading of the rule about spaces.
CASES = (
    (PLAIN, 5, SURNAME, "remove"),
    (ONE_LETTER_OR_TWO, 5, SURNAME, "remove"),
    (SPACE_AND_LOOK_ALIKE, 5, SURNAME, "collapse"),
    (PLAIN, 4, THREE_FIELDS, "collapse"),
    (SPACE_AND_LOOK_ALIKE, 4, THREE_FIELDS, "remove"),
    ("b 1", 4, THREE_FIELDS, "collapse"),
    ("вbь", 4, THREE_FIELDS, "remove"),
    ("Ыьl", 4, THREE_FIELDS, "remove"),
    ("Й\N{COMBINING BREVE}и", 4, THREE_FIELDS, "remove"),
    ("0О\N{SOFT HYPHEN}", 4, THREE_FIELDS, "collapse"),
)
SLICES = 4  # of each case, for more than one core


@cache
def strings(alphabet: str, longest: int) -> tuple[str, ...]:
    """Every string over the alphabet, the empty one too."""
    return tuple("".join(symbols) for length in range(longest + 1) for symbols in product(alphabet, repeat=length))


@cache
def sides(alphabet: str, longest: int, fields: tuple[str, ...]) -> tuple[tuple[Record, Person], ...]:
    """A record for every string, for the oracle and for the library."""
    same: Record = {"surname": "А", "given_name": "", "patronymic": "", "document": "1"}
    records = [{**same, **dict.fromkeys(fields, text)} for text in strings(alphabet, longest)]
    return tuple((record, bridge.record("person", record)) for record in records)


def test_all_strings_are_there() -> None:
    assert len(set(strings(PLAIN, 5))) == 1 + 3 + 9 + 27 + 81 + 243


@pytest.mark.parametrize("part", range(SLICES))
@pytest.mark.parametrize(("alphabet", "longest", "fields", "spaces"), CASES)
def test_all_pairs_of_short_strings(
    alphabet: str, longest: int, fields: tuple[str, ...], spaces: str, part: int
) -> None:
    policies = [
        Policy(**{**DEFAULT, "spaces": spaces, "transpositions": slips})
        for slips in ("two_transpositions", "two_symbols")
    ]
    readings = [(policy, bridge.policy(policy)) for policy in policies]
    everyone = sides(alphabet, longest, fields)
    found = []
    for (application, applicant), (contract, subscriber) in product(everyone[part::SLICES], everyone):
        outcomes = {
            field: field_outcome(application, contract, field, Forms(), policies[0]) for field in FIELDS["person"]
        }
        for policy, their_policy in readings:
            expected, said = judged(outcomes, policy), match_person(applicant, subscriber, their_policy)
            if (said.matched, said.error_code, said.reasons) != (
                expected.matched,
                expected.error_code,
                expected.reasons,
            ):
                found.append(ascii((application, contract, policy, said)))
    assert not found, f"{len(found)} disagreements, the first:\n" + "\n".join(found[:5])
