"""``npmatch port verify``: whether a journal was tampered with."""

import json
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cli.runs import Ran, process, run
from npmatch.porting.evidence import Entry, Fact, Head
from npmatch.porting.journal import Journal
from npmatch.porting.parties import Party
from npmatch.porting.regions import MOSCOW

START = datetime(2026, 12, 2, 12, tzinfo=MOSCOW)
RO, CDB = Party.RECIPIENT, Party.DATABASE


def entry(place: int, fact: Fact, message: str) -> Entry:
    return Entry("p", message, "M-04", RO, CDB, fact, START + timedelta(seconds=place), "0" * 64)


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, Head]:
    path = tmp_path / "evidence.db"
    facts = [(Fact.SENT, "a"), (Fact.CONFIRMED, "a"), (Fact.SENT, "b"), (Fact.RECEIVED, "c")]
    with Journal(str(path), b"secret") as journal:
        head = journal.append(entry(place, fact, message) for place, (fact, message) in enumerate(facts))
    return path, head


def spoil(path: Path, statement: str) -> None:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("DROP TRIGGER no_update")
    database.execute("DROP TRIGGER no_delete")
    database.execute(statement)
    database.close()


def verified(path: Path, *options: str) -> Ran:
    return run("port", "verify", path, *options)


def test_a_whole_journal_holds_and_with_its_head_it_is_complete(kept: tuple[Path, Head]) -> None:
    path, head = kept
    written = f"{head.length}:{head.digest}"
    ran = verified(path)
    assert (ran.code, ran.err) == (0, "")
    assert "without --head" in ran.out
    assert f"head to keep apart: {written}" in ran.out
    assert "sent and not confirmed: 1" in ran.out
    assert "the journal is whole: 4 records" in verified(path, "--head", written).out
    assert json.loads(verified(path, "--json").out) == {
        "valid": True,
        "complete": False,
        "number": None,
        "reason": "",
        "records": 4,
        "head": written,
        "messages": {"SENT_UNCONFIRMED": 1, "CONFIRMED": 1, "RECEIVED": 1},
    }


@pytest.mark.parametrize(
    ("statement", "number", "reason"),
    [
        ("UPDATE records SET codes = '7004' WHERE number = 2", 2, "was changed"),
        ("UPDATE records SET sender = 'Секретов' WHERE number = 3", 3, "was changed"),
        ("UPDATE records SET at = 'Секретов' WHERE number = 1", 1, "was changed"),
        ("DELETE FROM records WHERE number = 2", 2, "does not follow the record before it"),
        ("UPDATE records SET number = 9 WHERE number = 1", 1, "does not follow the record before it"),
        (
            "UPDATE records SET process = 'q' WHERE number = 3",
            3,
            "does not follow the record of its process before it",
        ),
    ],
)
def test_tampering_is_found_and_its_record_named(
    statement: str, number: int, reason: str, kept: tuple[Path, Head]
) -> None:
    path, _ = kept
    spoil(path, statement)
    ran = verified(path, "--json")
    assert ran.code == 65
    assert json.loads(ran.out) == {"valid": False, "complete": False, "number": number, "reason": reason}
    assert ran.complaint.endswith(f"record {number}: {reason}")
    assert "Секретов" not in ran.err
    assert f"запись {number}: " in run("port", "verify", path, language="ru").complaint


def test_a_tail_that_was_cut_off_is_seen_with_the_head_alone(kept: tuple[Path, Head]) -> None:
    path, head = kept
    spoil(path, "DELETE FROM records WHERE number = 4")
    assert verified(path).code == 0
    ran = verified(path, "--head", f"{head.length}:{head.digest}")
    assert (ran.code, ran.out) == (65, "")
    assert "record 4: here the journal and the head part" in ran.err


def test_verifying_reads_and_leaves_no_trace(kept: tuple[Path, Head]) -> None:
    path, _ = kept
    before = path.read_bytes()
    assert process("port", "verify", path.name, cwd=path.parent).code == 0
    assert path.read_bytes() == before


def test_what_is_no_journal_is_unusable_data(tmp_path: Path) -> None:
    path = tmp_path / "text.db"
    path.write_text("Секретов" * 1000, encoding="utf-8")
    ran = verified(path)
    assert (ran.code, ran.out) == (65, "")
    assert "this is no journal" in ran.err
    assert "Секретов" not in ran.err
    assert verified(tmp_path / "none.db").code == 66
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("head", ["Секретов", "4", "4:12", "x:" + "0" * 64])
def test_a_head_that_is_none_is_wrong_usage(head: str, kept: tuple[Path, Head]) -> None:
    ran = verified(kept[0], "--head", head)
    assert (ran.code, ran.out) == (2, "")
    assert "COUNT:DIGEST" in ran.err
    assert "Секретов" not in ran.err
