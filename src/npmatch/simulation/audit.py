"""The audit after a run: where every porting, every request and every number has ended."""

from collections import Counter
from collections.abc import Iterator

from npmatch.porting.process import Line, Process, served_by
from npmatch.porting.states import State
from npmatch.simulation.world import World

LEFT_OPEN = frozenset(
    {
        State.HUNG_2,
        State.HUNG_3,
        State.H2_RECIPIENT_ACTIVATING,
        State.H3_DONOR_SRF,
        State.ABORTED_NEEDS_REVERSAL,
        State.REV_RESPONDER,
        State.SUSPEND_REQUESTED,
        State.SUSPENDED,
        State.RESUME_REQUESTED,
        State.SERVING_FOREIGN_RANGE,
    }
)
"""The states whose wait the model leaves open: nothing ends them but the party that is silent (2.6, 15)."""


def states(world: World) -> Counter[str]:
    """Count portings by state; a recipient that stops an application concludes no contract, and sends nothing."""
    found = Counter(process.state.value for process in world.database.processes.values())
    found[State.NOT_CONCLUDED.value] += sum(_unsent(world))
    return +found


def _unsent(world: World) -> Iterator[bool]:
    for name, operator in world.operators.items():
        for key, request in operator.requests.items():
            yield (
                key == request.id
                and request.recipient == name
                and request.process is None
                and request.answered
                and (request.id not in world.database.taken)
            )


def codes(world: World) -> Counter[str]:
    """Count the codes for which portings ended, each once for a porting."""
    found: Counter[str] = Counter()
    for process in world.database.processes.values():
        found.update({str(finding.code.value) for finding in process.reasons})
    for operator in world.operators.values():
        for key, request in operator.requests.items():
            if key == request.id and request.id not in world.database.taken:
                found.update({str(code.value) for code in request.reasons})
    return found


def sequels(process: Process) -> Iterator[State]:
    """Yield the states of what followed the ports of a process."""
    for line in process.lines:
        yield from (state for state in (line.back, line.debt, line.returning) if state is not None)


def ported(world: World) -> int:
    """Count the ports that stayed: of numbers that were ported and not brought back."""
    lines = (line for process in world.database.processes.values() for line in process.lines)
    return sum(line.state is State.PORTED for line in lines)


def after(world: World) -> Counter[str]:
    """Count what followed ports, number by number."""
    return Counter(state.value for process in world.database.processes.values() for state in sequels(process))


def open_and_unaccounted(world: World) -> tuple[Counter[str], int]:
    """Count what has not ended: in states that the model leaves open, and in any other."""
    waiting: Counter[str] = Counter()
    stray = 0
    for process in world.database.processes.values():
        for state in _unfinished(process):
            if state in LEFT_OPEN:
                waiting[state.value] += state is not State.SERVING_FOREIGN_RANGE
            else:
                stray += 1
    return +waiting, stray


def _unfinished(process: Process) -> Iterator[State]:
    if process.state is State.HANDOVER:
        yield from (line.state for line in process.lines if not line.state.ends)
    elif not process.state.ends:
        yield process.state
    yield from (state for state in sequels(process) if not state.ends)


def lost(world: World) -> int:
    """Count requests that were sent and that nothing answered, and letters that nobody confirmed."""
    unanswered = sum(
        not request.answered
        for operator in world.operators.values()
        for key, request in operator.requests.items()
        if key == request.id
    )
    return unanswered + world.keeper.unconfirmed


def astray(world: World) -> int:
    """Count numbers that are in two networks or in none, or not where the register says, outside of open states."""
    excused = {
        line.number for process in world.database.processes.values() for line in process.lines if _in_between(line)
    }
    homes: Counter[str] = Counter()
    wrong: set[str] = set()
    for name, operator in world.operators.items():
        for number in operator.network:
            homes[number] += 1
            if world.database.register.operator(number) != name:
                wrong.add(number)
    wrong |= {number for number in world.lives if homes[number] != 1}
    return len((wrong & world.lives) - excused)


def _in_between(line: Line) -> bool:
    moving = {State.HUNG_1, State.H1_DEACTIVATING, *LEFT_OPEN} - {State.SERVING_FOREIGN_RANGE}
    return served_by(line) is None or line.state in moving or line.returning in {State.RETURN_CDB, State.RETURN_REFUSED}
