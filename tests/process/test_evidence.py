"""S-1 to S-7: the journal finds every change, says what is unconfirmed, holds nothing personal, survives a kill."""

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npmatch.porting import bundle
from npmatch.porting.applications import Document, PersonApplication
from npmatch.porting.codes import Code, Finding
from npmatch.porting.evidence import (
    EMPTY,
    Entry,
    Fact,
    Head,
    Record,
    Status,
    link,
    seal,
    statuses,
    verify,
    verify_process,
)
from npmatch.porting.journal import Journal
from npmatch.porting.parties import Party
from process.stories import CDB, DO, NUMBER, RO, Story
from process.timelines import msk

SECRET = b"a secret of the test"
NOON = msk("2026-12-02 12:00")


def entry(number: int, process: str = "p", fact: Fact = Fact.SENT) -> Entry:
    return Entry(process, f"m{number}", "M-04", DO, CDB, fact, NOON + timedelta(seconds=number), "0" * 64)


def chain(entries: list[Entry]) -> list[Record]:
    last, records = EMPTY, []
    processes: dict[str, Head] = {}
    for one in entries:
        record = link(one, last, processes.get(one.process, EMPTY))
        last = Head(record.number, record.digest)
        processes[one.process] = Head(record.place, record.digest)
        records.append(record)
    return records


RECORDS = chain([entry(1), entry(2, "q"), entry(3), entry(4, "q"), entry(5)])
HEAD = Head(5, RECORDS[-1].digest)


@pytest.fixture
def journal() -> Iterator[Journal]:
    with Journal(":memory:", SECRET) as opened:
        yield opened


# the chain


def test_an_untouched_chain_is_valid_and_says_whether_its_end_is_known() -> None:
    assert verify(RECORDS, HEAD) == (True, True, None, "")
    assert verify(RECORDS) == (True, False, None, "")
    assert verify([]) == (True, False, None, "")


@given(st.builds(Entry, *[st.text()] * 3, *[st.sampled_from(Party)] * 2, st.sampled_from(Fact), st.just(NOON)))
def test_a_digest_is_that_of_a_json_array(one: Entry) -> None:
    for whole in (one, one._replace(content='"', codes=("7004", "\n"), charge="\\")):
        record = link(whole, HEAD, EMPTY)
        parts = (6, 1, HEAD.digest, EMPTY.digest, *whole[:6], NOON.isoformat(), *whole[7:])
        text = json.dumps(parts, separators=(",", ":"))
        assert record.digest == hashlib.sha256(text.encode()).hexdigest()


def test_a_moment_is_written_by_moscows_clock() -> None:
    elsewhere = entry(1)._replace(at=NOON.astimezone(UTC))
    assert link(elsewhere, EMPTY, EMPTY).entry.at.isoformat() == NOON.isoformat()


CHANGES: list[dict[str, object]] = [
    {"process": "q"},
    {"message": "x"},
    {"kind": "M-05"},
    {"sender": RO},
    {"receiver": RO},
    {"fact": Fact.CONFIRMED},
    {"at": NOON},
    {"content": "1" * 64},
    {"codes": ("7004",)},
    {"charge": "1"},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
@pytest.mark.parametrize("place", range(5))
def test_a_changed_record_is_found_and_named(place: int, change: dict[str, object]) -> None:
    records = list(RECORDS)
    changed = records[place].entry._replace(**change)  # type: ignore[arg-type]  # by name
    records[place] = records[place]._replace(entry=changed)
    if changed != RECORDS[place].entry:
        found = verify(records)
        assert (found.valid, found.number) == (False, place + 1)


@pytest.mark.parametrize("place", range(4))
def test_a_dropped_record_is_found_and_named(place: int) -> None:
    found = verify([record for record in RECORDS if record.number != place + 1])
    assert (found.valid, found.number) == (False, place + 1)


def test_a_tail_that_was_cut_off_is_found_by_its_head_alone() -> None:
    assert verify(RECORDS[:-1])
    found = verify(RECORDS[:-1], HEAD)
    assert (found.valid, found.complete, found.number) == (False, True, 5)


@given(st.permutations(range(5)))
def test_a_reordered_chain_is_found(order: list[int]) -> None:
    assert bool(verify([RECORDS[place] for place in order], HEAD)) == (order == sorted(order))


def test_a_record_made_anew_breaks_what_follows() -> None:
    forged = link(entry(2, "q")._replace(kind="M-06"), Head(1, RECORDS[0].digest), EMPTY)
    found = verify([RECORDS[0], forged, *RECORDS[2:]])
    assert (found.valid, found.number) == (False, 3)


def test_one_process_is_verified_without_the_others() -> None:
    mine = [record for record in RECORDS if record.entry.process == "p"]
    head = Head(3, mine[-1].digest)
    assert verify_process(mine, head)
    assert verify_process(mine[:1] + mine[2:]).number == 2
    assert verify_process(mine[:-1], head).number == 3
    assert verify_process(RECORDS).reason == "is of another process"
    changed = mine[1]._replace(entry=mine[1].entry._replace(kind="M-06"))
    assert verify_process([mine[0], changed, mine[2]]).reason == "was changed"


def test_a_moment_without_a_zone_is_no_evidence() -> None:
    with pytest.raises(ValueError, match="zone"):
        link(entry(1)._replace(at=NOON.replace(tzinfo=None)), EMPTY, EMPTY)


def test_times_are_kept_in_moscow() -> None:
    record = link(entry(1)._replace(at=NOON.astimezone(tz=None)), EMPTY, EMPTY)
    assert record.entry.at.isoformat().endswith("+03:00")


def test_what_was_sent_is_no_fact_until_it_is_confirmed() -> None:
    sent, confirmed, received = entry(1), entry(1, fact=Fact.CONFIRMED), entry(2, fact=Fact.RECEIVED)
    assert statuses(chain([sent])) == {"m1": Status.SENT_UNCONFIRMED}
    assert statuses(chain([sent, confirmed])) == {"m1": Status.CONFIRMED}
    assert statuses(chain([confirmed, sent])) == {"m1": Status.CONFIRMED}
    assert statuses(chain([received])) == {"m2": Status.RECEIVED}


def test_a_seal_depends_on_the_secret_and_on_the_message() -> None:
    seals = {seal(b"x", secret, message) for secret in (b"1", b"2") for message in ("a", "b")}
    assert len(seals) == 4
    assert all(len(found) == 64 for found in seals)


# the journal


def test_a_journal_keeps_what_was_appended(journal: Journal) -> None:
    head = journal.append([record.entry for record in RECORDS])
    assert head == HEAD == journal.head()
    assert tuple(journal.records()) == tuple(RECORDS)
    assert [record.place for record in journal.evidence("q")] == [1, 2]
    assert journal.process_head("q") == Head(2, RECORDS[3].digest)
    assert journal.verify(head)
    assert not journal.verify(Head(6, head.digest))


def test_a_batch_is_appended_whole_or_not_at_all(journal: Journal) -> None:
    with pytest.raises(ValueError, match="zone"):
        journal.append([entry(1), entry(2)._replace(at=NOON.replace(tzinfo=None))])
    assert journal.head() == EMPTY
    assert journal.append([entry(1)]).length == 1


@pytest.mark.parametrize("query", ["DELETE FROM records", "UPDATE records SET kind = 'M-06'"])
def test_a_journal_cannot_be_rewritten_through_its_tables(tmp_path: Path, query: str) -> None:
    path = str(tmp_path / "j")
    with Journal(path, SECRET) as journal:
        journal.append([entry(1)])
    with sqlite3.connect(path) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(query)
    raw.close()


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("UPDATE records SET kind = 'M-06' WHERE number = 2", 2),
        ("DELETE FROM records WHERE number = 3", 3),
        ("UPDATE records SET at = '2026-12-02T12:00:09+03:00' WHERE number = 4", 4),
    ],
)
def test_whoever_goes_around_the_tables_is_found(tmp_path: Path, query: str, number: int) -> None:
    path = str(tmp_path / "j")
    with Journal(path, SECRET) as journal:
        head = journal.append([record.entry for record in RECORDS])
    raw = sqlite3.connect(path)
    raw.executescript(f"DROP TRIGGER no_update; DROP TRIGGER no_delete; {query}")
    raw.close()
    with Journal(path, SECRET) as journal:
        found = journal.verify(head)
    assert (found.valid, found.number) == (False, number)


def test_two_writers_make_one_chain(tmp_path: Path) -> None:
    path = str(tmp_path / "j")
    with Journal(path, SECRET) as one, Journal(path, SECRET) as other:
        for number in range(10):
            (one if number % 2 else other).append([entry(number)])
        assert one.verify(other.head())
        assert one.head().length == 10


WRITER = """
import sys
from datetime import datetime, timedelta
from npmatch.porting.evidence import Entry, Fact
from npmatch.porting.journal import Journal
from npmatch.porting.parties import Party
from npmatch.porting.regions import MOSCOW
journal, start = Journal(sys.argv[1], b"s"), datetime(2026, 12, 2, tzinfo=MOSCOW)
for n in range(10**6):
    at = start + timedelta(seconds=n)
    batch = [Entry("p", f"m{n}.{k}", "M-04", Party.DONOR, Party.DATABASE, Fact.SENT, at) for k in range(3)]
    print(journal.append(batch).length, flush=True)
"""


def test_a_killed_writer_loses_nothing_and_breaks_no_chain(tmp_path: Path) -> None:
    path = str(tmp_path / "j")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(  # noqa: S603  # our own interpreter and our own text
        [sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True, env=environment
    ) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(20)]
        time.sleep(0.01)
        writer.send_signal(signal.SIGKILL)
        lines += writer.stdout.readlines()
    told = [int(line) for line in lines if line.endswith("\n")]
    with Journal(path, SECRET) as journal:
        assert journal.verify(journal.head())
        assert journal.head().length >= told[-1]
        assert journal.head().length % 3 == 0
        length = journal.append([entry(1)]).length
        assert journal.verify(journal.head())
        assert length > told[-1]


# bundles


def test_a_bundle_goes_out_and_comes_back(journal: Journal) -> None:
    journal.append([record.entry for record in RECORDS])
    text = journal.export("p")
    records, head = bundle.parse(text)
    assert records == journal.evidence("p")
    assert head == journal.process_head("p")
    with Journal(":memory:", b"another") as other:
        assert other.adopt(text) == head
        other.adopt(text)
        assert other.adopted("p") == (text,)
        assert other.head() == EMPTY


def test_there_is_no_bundle_of_nothing(journal: Journal) -> None:
    with pytest.raises(ValueError, match="whole evidence"):
        journal.export("p")


@pytest.mark.parametrize("place", range(1, 4))
def test_a_bundle_that_was_tampered_with_is_refused(journal: Journal, place: int) -> None:
    journal.append([record.entry for record in RECORDS])
    lines = journal.export("p").splitlines()
    changed = json.loads(lines[place])
    changed["entry"]["kind"] = "M-06"
    for tampered in (lines[:place] + lines[place + 1 :], [*lines[:place], json.dumps(changed), *lines[place + 1 :]]):
        with pytest.raises(ValueError, match=rf"record {place}"):
            bundle.parse("\n".join(tampered))


@pytest.mark.parametrize("text", ["", "[]", "{}", "x", '{"format": "npmatch-evidence/2"}'])
def test_a_text_that_is_no_bundle_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        bundle.parse(text)


def test_a_line_that_is_no_record_is_refused_by_its_number(journal: Journal) -> None:
    journal.append([entry(1)])
    header = journal.export("p").splitlines()[0]
    for line in ('{"number": 1}', '{"entry": {"sender": "XX"}}'):
        with pytest.raises(ValueError, match="line 2: no record"):
            bundle.parse(f"{header}\n{line}")


# a whole porting


def recorded(journal: Journal, charge: str | None = None) -> Story:
    story = Story()
    passport = Document("паспорт", "4508", "123456")
    person = PersonApplication(surname="Крылов", given_name="Иван", numbers=(NUMBER,), document=passport)
    story.create = replace(story.create, subscriber=person)
    story.ported()
    first = journal.entry(story.create, CDB, Fact.RECEIVED, story.now, process="p", charge=charge)
    rest = [journal.entry(out.message, out.to, Fact.SENT, story.now, charge=charge) for out in story.sent]
    journal.append([first, *rest])
    return story


def test_a_porting_leaves_one_record_for_each_message_in_order(journal: Journal) -> None:
    story = recorded(journal)
    kinds = [record.entry.kind for record in journal.evidence("p")]
    assert kinds == ["M-01", *(out.message.kind for out in story.sent)]
    assert journal.verify(journal.head())
    assert set(journal.statuses("p").values()) == {Status.RECEIVED, Status.SENT_UNCONFIRMED}


def test_a_bundle_holds_nothing_personal(journal: Journal) -> None:
    recorded(journal)
    text = journal.export("p")
    ascii_only = {"Крылов": json.dumps("Крылов")[1:-1]}
    for personal in (NUMBER, "Крылов", ascii_only["Крылов"], "123456", "4508"):
        assert personal not in text


def test_reason_codes_stay_readable(journal: Journal) -> None:
    story = Story().checked()
    story.hear("M-06", reasons=(Finding(Code.E_7004, NUMBER), Finding(Code.E_7005, NUMBER)))
    entries = [journal.entry(out.message, out.to, Fact.SENT, story.now) for out in story.last.outgoing]
    journal.append(entries)
    assert journal.evidence("p")[0].entry.codes == ("7004", "7005")


def test_a_charge_is_kept_and_changes_nothing_else(journal: Journal) -> None:
    with Journal(":memory:", SECRET) as free:
        paid, unpaid = recorded(journal, "per message"), recorded(free)
    assert paid.state is unpaid.state
    assert {record.entry.charge for record in journal.evidence("p")} == {"per message"}
