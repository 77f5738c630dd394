"""Two small exports that every test of the command may take."""

from pathlib import Path
from typing import NamedTuple

import pytest

APPLICATIONS = """\
Номер телефона;Фамилия;Имя;Отчество;Паспорт
+7 900 000-00-01;Крылов;Иван;Ильич;4508 123456
89000000002;Крылов;Иван;Ильич;4508 123456
9000000003;Крылов;Иван;Ильич;4508 123456
9000000001;Крылов;Иван;Ильич;
"""
CONTRACTS = """\
Телефон;ФИО;Серия;Номер
9000000001;КРЫЛОВ ИВАН ИЛЬИЧ;4508;123456
9000000002;Орлов Иван Ильич;4508;123456
"""
VERDICTS = """\
Номер телефона;row;kind;status;error_code;surname;given_name;patronymic;document;name;inn;purchase_id;contracts
+7 900 000-00-01;1;person;matched;;equivalent;equivalent;equivalent;exact;;;;1
89000000002;2;person;not_matched;7004;different;exact;exact;exact;;;;1
9000000003;3;person;no_contract;7001;;;;;;;;0
9000000001;4;person;incomplete;;equivalent;equivalent;equivalent;missing;;;;1
"""


class Exports(NamedTuple):
    """Two exports in a folder of their own, and where the verdicts go."""

    folder: Path
    applications: Path
    contracts: Path
    verdicts: Path


@pytest.fixture
def exports(tmp_path: Path) -> Exports:
    found = Exports(tmp_path, *(tmp_path / f"{name}.csv" for name in ("asked", "held", "out")))
    found.applications.write_bytes(APPLICATIONS.replace("\n", "\r\n").encode("cp1251"))
    found.contracts.write_text(CONTRACTS, encoding="utf-8")
    return found
