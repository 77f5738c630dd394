"""``npmatch port verify``: whether a journal of evidence was tampered with."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from npmatch.batch.faults import BatchError, Fault, Place
from npmatch.cli.errors import Complaint, ExitCode, printable
from npmatch.cli.language import Say
from npmatch.cli.port_words import json_option, say_json
from npmatch.cli.speaking import SpeakingCommand, lang_option
from npmatch.porting.evidence import EMPTY, Head, Record, Status, Verification, statuses
from npmatch.porting.journal import JournalError, check, read_records

_DIGEST = 64


def command(say: Say) -> click.Command:
    """Return the command in the language of ``say``."""

    def verify_journal(**values: Any) -> ExitCode:  # noqa: ANN401  # what Click found
        return _run(say, values)

    parameters: list[click.Parameter] = [
        click.Argument(["journal"]),
        click.Option(["--head"], metavar=say("metavar.head"), help=say("port.option.head")),
        json_option(say),
        lang_option(say),
    ]
    made = SpeakingCommand("verify", callback=verify_journal, params=parameters, help=say("port.verify.help"))
    made.say = say
    return made


def _run(say: Say, values: dict[str, Any]) -> ExitCode:
    head = None if values["head"] is None else _head(values["head"], say)
    found = _looked_at(values["journal"], head, say)
    if values["as_json"]:
        say_json(found.as_object())
    elif found.result:
        _show(say, found)
    if not found.result:
        raise Complaint(ExitCode.DATA, _broken(values["journal"], found.result, say))
    return ExitCode.DONE


def _broken(name: str, result: Verification, say: Say) -> str:
    reason = say(f"port.reason.{REASONS[result.reason]}")
    return say("port.verify.broken", file=printable(name), number=result.number, reason=reason)


class Looked(NamedTuple):
    """What a journal looks like: the result of the check, its head, and how far its messages are proven."""

    result: Verification
    last: Head
    proven: Counter[Status]

    def as_object(self) -> dict[str, Any]:
        """Return it as JSON has it; of a broken journal only the result, for the rest of it proves nothing."""
        result = {**self.result._asdict()}
        if not self.result:
            return result
        messages = {status.value: self.proven[status] for status in Status}
        return {**result, "records": self.last.length, "head": _written(self.last), "messages": messages}


def _written(head: Head) -> str:
    return f"{head.length}:{head.digest}"


REASONS = {
    "does not follow the record before it": "order",
    "does not follow the record of its process before it": "process",
    "was changed": "changed",
    "the head is another": "head",
}
"""What `npmatch.porting.evidence.verify` says, and the message that says it."""


def _head(text: str, say: Say) -> Head:
    """Read ``LENGTH:DIGEST``."""
    length, _, digest = text.partition(":")
    if not (length.isascii() and length.isdecimal() and len(digest) == _DIGEST):
        raise Complaint(ExitCode.USAGE, say("port.verify.head"))
    return Head(int(length), digest.lower())


def _looked_at(name: str, head: Head | None, say: Say) -> Looked:
    """Check a journal, and count what it proves if it holds; it is read twice, for it may be larger than memory."""
    try:
        last = EMPTY

        def passing() -> Iterator[Record]:
            nonlocal last
            for record in read_records(name):
                last = Head(record.number, record.digest)
                yield record

        result = check(passing(), head)
        return Looked(result, last, Counter(statuses(read_records(name)).values()) if result else Counter())
    except FileNotFoundError:
        raise BatchError(Fault.INPUT_MISSING, Place(name)) from None
    except PermissionError:
        raise BatchError(Fault.INPUT_DENIED, Place(name)) from None
    except OSError:
        raise BatchError(Fault.INPUT_UNREADABLE, Place(name)) from None
    except JournalError:
        raise Complaint(ExitCode.DATA, say("port.verify.no_journal", file=printable(name))) from None


def _show(say: Say, found: Looked) -> None:
    records = found.last.length
    whole = found.result.complete
    click.echo(say("port.verify.whole", records=records) if whole else say("port.verify.no_head", records=records))
    click.echo(say("port.verify.kept", head=_written(found.last)))
    click.echo(say("port.verify.unconfirmed", number=found.proven[Status.SENT_UNCONFIRMED]))
