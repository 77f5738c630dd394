"""Print the tables of README.md and docs/ from the code and its data, so that they cannot go stale.

A page marks where a table stands::

    <!-- printed: outcomes -->
    ...
    <!-- end of outcomes -->

``python -m tools.docs_tables`` rewrites what stands between the marks; ``--check`` only says which pages would change
and ends with 1 if there are any.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import report
from tools import docs_command, docs_porting, docs_rules, docs_trace

ROOT = Path(__file__).resolve().parent.parent
Printer = Callable[[], Iterator[str]]

PRINTERS: Mapping[str, Printer] = {
    **docs_rules.PRINTERS,
    **docs_command.PRINTERS,
    **docs_trace.PRINTERS,
    **docs_porting.PRINTERS,
    **report.PRINTERS,
}
"""Every table that a page may ask for, and what prints it."""

_REGION = re.compile(
    r"(?P<open><!-- printed: (?P<name>[\w-]+) -->\n).*?(?P<close><!-- end of (?P=name) -->)", re.DOTALL
)
_OPENED = re.compile(r"<!-- printed: ([\w-]+) -->")


def pages() -> list[Path]:
    """Return the pages that may hold tables."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def asked_for(text: str) -> list[str]:
    """Return the names of the tables that a page asks for.

    >>> asked_for("<!-- printed: notes -->")
    ['notes']
    """
    return _OPENED.findall(text)


def refresh(text: str, printers: Mapping[str, Printer] = PRINTERS) -> str:
    r"""Return the text of a page with its tables printed anew.

    Raises KeyError for a table that there is not, ValueError for marks that do not pair.

    >>> refresh("<!-- printed: a -->\nold\n<!-- end of a -->\n", {"a": lambda: iter(["new"])})
    '<!-- printed: a -->\n\nnew\n\n<!-- end of a -->\n'
    """
    if len(asked_for(text)) != len(_REGION.findall(text)) or text.count("<!-- end of ") != len(asked_for(text)):
        raise ValueError("the marks of a printed table do not pair")
    return _REGION.sub(lambda found: found["open"] + _printed(printers[found["name"]]) + found["close"], text)


def _printed(printer: Printer) -> str:
    return "\n" + "".join(f"{line}\n" for line in printer()) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing, only say what is stale")
    check = parser.parse_args(arguments).check
    stale = []
    for page in pages():
        text = page.read_text(encoding="utf-8")
        fresh = refresh(text)
        if fresh != text:
            stale.append(page.relative_to(ROOT).as_posix())
            if not check:
                page.write_text(fresh, encoding="utf-8")
    for name in stale:
        print(f"{name}: {'stale' if check else 'printed anew'}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
