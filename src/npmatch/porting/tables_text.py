"""The tables of the model as Markdown, and its states as a graph: documents are made from the data, never beside it."""

from collections.abc import Iterable, Sequence

from npmatch.porting.codes import ROWS
from npmatch.porting.deadlines import DEADLINES
from npmatch.porting.editions import LATEST, Edition
from npmatch.porting.messages import TYPES
from npmatch.porting.readings import CONTRADICTIONS
from npmatch.porting.states import PARTS, TERMINAL, Rule


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a Markdown table.

    >>> markdown(["a", "b"], [["1", "x|y"]])
    '| a | b |\n| --- | --- |\n| 1 | x\\|y |\n'
    """
    lines = [header, ["---"] * len(header), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def codes() -> str:
    r"""Return the 26 codes of Appendix 4.

    >>> codes().count("\n")
    28
    """
    rows = (
        [
            str(int(code)),
            " ".join(sorted(row.stars)),
            row.name,
            row.situation,
            ", ".join(sorted(row.senders)),
            row.clauses,
        ]
        for code, row in ROWS.items()
    )
    return markdown(["code", "notes", "name", "situation", "sent by", "clauses"], rows)


def messages() -> str:
    """Return all messages with their routes.

    >>> "| M-04 | NP Donor Confirm |" in messages()
    True
    """
    kinds = [kind.KIND for kind in TYPES.values()]
    rows = (
        [
            kind.id,
            kind.name,
            kind.gloss,
            kind.nature.value,
            ", ".join(kind.senders),
            ", ".join(kind.receivers),
            kind.clause,
        ]
        for kind in kinds
    )
    return markdown(["id", "name", "gloss", "kind", "from", "to", "clause"], rows)


def deadlines(edition: Edition = LATEST) -> str:
    """Return the deadlines of an edition: who does what for whom; the bounds are computed, not printed.

    >>> "| T-8.3 | DO | CDB |" in deadlines()
    True
    """
    rows = (
        [row.id, row.actor.value, ", ".join(row.to), ", ".join(sorted(row.terms)), row.action, row.cited]
        for row in DEADLINES[edition]
    )
    return markdown(["id", "actor", "to", "terms", "action", "clause"], rows)


def states(part: str = "2.1") -> str:
    """Return one part of the table of states.

    >>> "| CONFIRMED | debt | 2.1/11 |" in states()
    True
    """
    header = ["state", "event", "row", "by", "if", "to", "sends", "starts", "stops", "clause"]
    return markdown(header, ([state, event, *_rule(state, rule)] for (state, event), rule in _flat(part)))


def _flat(part: str) -> Iterable[tuple[tuple[str, str], Rule]]:
    return (((state.value, event), rule) for (state, event), rules in PARTS[part].items() for rule in rules)


def _rule(state: str, rule: Rule) -> list[str]:
    sends = ", ".join(f"{what.kind} → {what.to}" for what in rule.sends)
    to = state if rule.to is None else rule.to.value
    return [rule.row, rule.by, rule.guard, to, sends, ", ".join(rule.starts), ", ".join(rule.stops), rule.clause]


def contradictions() -> str:
    r"""Return the contradictions between the sources, the readings and their options.

    >>> contradictions().count("\n")
    31
    """
    rows = ([row.id, row.question, row.reading, row.why, row.option] for row in CONTRADICTIONS)
    return markdown(["id", "contradiction", "reading", "why", "option"], rows)


def dot(part: str = "2.1") -> str:
    """Return one part of the table as a graph for Graphviz: an edge for every row that moves a state.

    >>> '"CDB_CHECK" -> "DONOR_CHECK" [label="c.Checked"];' in dot()
    True
    """
    labels: dict[tuple[str, str], list[str]] = {}
    for (state, event), rule in _flat(part):
        if rule.to is not None and rule.to.value != state:
            labels.setdefault((state, rule.to.value), []).append(event)
    edges = [f'  "{a}" -> "{b}" [label="{", ".join(dict.fromkeys(events))}"];' for (a, b), events in labels.items()]
    named = dict.fromkeys(name for edge in labels for name in edge)
    ended = [f'  "{name}" [peripheries=2];' for name in named if name in {state.value for state in TERMINAL}]
    return "\n".join([f'digraph "{part}" {{', "  rankdir=TB;", *ended, *edges, "}", ""])
