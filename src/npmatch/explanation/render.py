"""An explanation as text for people."""

import unicodedata
from collections.abc import Iterable, Iterator

from npmatch.explanation.alignment import Column, Operation
from npmatch.explanation.model import FieldExplanation, Side, Told
from npmatch.explanation.texts import Language, text
from npmatch.outcomes import Outcome

_MARKS = {
    Operation.EQUAL: " ",
    Operation.LOOK_ALIKE: "~",
    Operation.REPLACED: "x",
    Operation.LEFT_OUT: "-",
    Operation.ADDED: "+",
    Operation.EXCHANGED: "%",
}
_PER_LINE = 40
_UNREMARKABLE = frozenset({Outcome.EXACT, Outcome.MISSING, Outcome.BOTH_EMPTY})
"""Outcomes that need no alignment to be understood."""


def render(explanation: Told, language: Language) -> str:
    """Return the text of an explanation; see ``Explanation.render``."""
    return "\n".join(_lines(explanation, language))


def _lines(explanation: Told, language: Language) -> Iterator[str]:
    yield f"{_headline(explanation, language)} ({text(f'kind.{explanation.kind}', language)})"
    yield ""
    for field in explanation.fields:
        yield from _field(field, language)
    if explanation.turning:
        yield ""
        yield text("section.turning", language) + ":"
    for change in explanation.turning:
        options = (f"{text(f'reading.{name}', language)} = {_option(option)}" for name, option in change.items())
        yield "  " + ", ".join(options)
    if explanation.notes:
        yield ""
        yield text("section.notes", language) + ":"
    for note, field_name in explanation.notes:
        about = f"{text(f'field.{field_name}', language)}: " if field_name else ""
        yield f"  {about}{text(f'note.{note}', language)} [{note}]"


def _headline(explanation: Told, language: Language) -> str:
    if explanation.matched:
        return text("verdict.matched", language)
    if explanation.error_code is None:
        return text("verdict.incomplete", language)
    return text("verdict.refused", language, code=explanation.error_code)


def _option(option: object) -> str:
    return ", ".join(option) or "()" if isinstance(option, tuple) else str(option)


def _field(field: FieldExplanation, language: Language) -> Iterator[str]:
    verdict = field.verdict
    accepted = text("accepted.yes" if verdict.accepted else "accepted.no", language)
    distance = "" if verdict.distance is None else ", " + text("distance", language, distance=verdict.distance)
    name, found = text(f"field.{verdict.name}", language), text(f"outcome.{verdict.outcome}", language)
    yield f"{name}: {found} ({accepted}, {verdict.clause}{distance})"
    if verdict.outcome in _UNREMARKABLE:
        return
    yield from _side("application", field.application, language)
    yield from _side("contract", field.contract, language)
    yield from _aliases(field, language)
    yield from _alignment(field.columns, language)


def _side(name: str, side: Side, language: Language) -> Iterator[str]:
    yield f"  {text(f'side.{name}', language)}"
    labels = [text(f"step.{step}", language) for step, _ in side.steps]
    width = max(map(len, labels))
    for label, (_, value) in zip(labels, side.steps, strict=True):
        yield f"    {label:<{width}}  {_printable(value)}"


def _aliases(field: FieldExplanation, language: Language) -> Iterator[str]:
    if field.aliases:
        yield f"  {text('section.aliases', language)}:"
    for match in field.aliases:
        found = text(f"outcome.{match.outcome}", language)
        side = text(f"side.{match.side}", language)
        yield f"    {side}: {_printable(match.name)} | {_printable(match.alias)}: {found}"


def _alignment(columns: Iterable[Column], language: Language) -> Iterator[str]:
    numbered = list(enumerate(columns, 1))
    labels = [text("side.application", language), text("side.contract", language), ""]
    width = max(map(len, labels))
    for start in range(0, len(numbered), _PER_LINE):
        line = numbered[start : start + _PER_LINE]
        shown = [
            (_printable(column.application or "·"), _printable(column.contract or "·"), _MARKS[column.operation])
            for _, column in line
        ]
        rows = zip(labels, zip(*shown, strict=True), strict=True)
        # where all are equal there is no row of marks
        yield from filter(None, (f"  {label:<{width}}  {_row(row, shown)}".rstrip() for label, row in rows))
    for place, column in numbered:
        if column.operation is not Operation.EQUAL:
            pair = f"{_symbol(column.application)} | {_symbol(column.contract)}"
            yield f"    {place}  {pair}: {text(f'operation.{column.operation}', language)} ({column.clause})"


def _row(row: tuple[str, ...], shown: list[tuple[str, str, str]]) -> str:
    cells = zip(row, shown, strict=True)
    return " ".join(cell.ljust(max(map(len, column))) for cell, column in cells)


def _symbol(characters: str) -> str:
    if not characters:
        return "·"
    codes = " ".join(f"U+{ord(character):04X}" for character in characters)
    names = " + ".join(unicodedata.name(character, "?") for character in characters)
    return f"{_printable(characters)} {codes} {names}"


def _printable(value: str) -> str:
    """Return text with what a terminal could not show, or would obey, written as escapes."""
    return "".join(
        symbol if symbol.isprintable() else symbol.encode("unicode_escape").decode("ascii") for symbol in value
    )
