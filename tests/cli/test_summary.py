"""The summary of a run, on a terminal and elsewhere."""

import io
import re
import sys
from collections import Counter

import pytest

from npmatch.batch.summary import Summary
from npmatch.cli.language import Say
from npmatch.cli.summary import lines, show

SUMMARY = Summary(5, 5, Counter(matched=2, not_matched=1, no_contract=2), Counter(), Counter({7004: 1, 7001: 2}))


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_parts_of_a_summary_add_up() -> None:
    found = lines(SUMMARY, Say("en"))
    assert [(line.number, line.part) for line in found] == [
        (5, False),
        (2, True),
        (1, True),
        (2, True),
        (0, True),
        (3, False),
        (2, True),
        (1, True),
    ]


@pytest.mark.parametrize("err", [True, False])
def test_a_terminal_gets_a_table_with_the_same_lines(monkeypatch: pytest.MonkeyPatch, *, err: bool) -> None:
    shown = []
    for stream in (io.StringIO(), _Terminal()):
        monkeypatch.setattr(sys, "stderr" if err else "stdout", stream)
        show(SUMMARY, Say("ru"), err=err)
        # Escape sequences are what a terminal gets beyond the text.
        text = re.sub("\x1b\\[[0-9;]*m", "", stream.getvalue())
        shown.append([re.split(r"\s{2,}", line.strip()) for line in text.splitlines()])
    assert shown[0] == shown[1]
    assert shown[0][0] == ["заявлений", "5"]
