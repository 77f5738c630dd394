"""The columns of the benchmarks' files, beside ``phone``."""

PERSON = ("surname", "given_name", "patronymic", "document")
ORGANISATION = ("name", "inn")
SIDES = ("application_", "contract_")
"""What goes before the name of a field in a file of pairs."""
