"""What a function of a script does where it is called: worked out once for each state in which it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podlint.shell.progress import Call

if TYPE_CHECKING:
    from podlint.shell.environment import Environment, Function
    from podlint.shell.progress import Progress, State
    from podlint.shell.syntax import Statement


def follow(function: Function, environment: Environment, progress: Progress) -> tuple[Statement, ...]:
    """The statements of the function in this environment, which then is as the call leaves it."""
    state = state_of(function, environment)
    known = progress.calls.get(state)
    if known is not None and known.depth >= progress.depth and progress.takes(known.work):
        environment.become(known.left)
        return known.body
    errors, progress.errors = progress.errors, False
    before = progress.work
    body = function.body(environment)
    if not progress.errors:  # nothing was cut short
        progress.calls[state] = Call(function, body, environment.branch(), progress.work.since(before), progress.depth)
    progress.errors |= errors
    return body


def state_of(function: Function, environment: Environment) -> State:
    """Everything that what the function does depends on."""
    return (
        id(function.reader),
        function.node.id,
        environment.positional,
        environment.directory,
        environment.calling,
        frozenset(environment.variables.items()),
        frozenset((name, id(other.reader), other.node.id) for name, other in environment.functions.items()),
    )
