"""The commands that a script runs whatever its conditions say, and whose failure it does not pass over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podlint.namedtuple import NamedTuple
from podlint.shell.endings import BREAK, EXIT, FAIL, NEXT, OUTER, RETURN, Course, is_endless, jump_of
from podlint.shell.manners import is_condition
from podlint.shell.syntax import AndOr, Command, Group, If, Loop, Negation, Pipeline, Script
from podlint.shell.walk import commands

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podlint.shell.syntax import Statement

TESTS = frozenset({"test", "[", "[["})
LEAVING = BREAK | OUTER | EXIT | RETURN


class Certain(NamedTuple):
    """A simple command without what it runs inside. `waits`: it is tried again until it succeeds."""

    command: Command
    waits: bool


def certain(script: Script) -> Iterator[Certain]:
    """The commands in their order, up to where the script leaves or stays; of tests those that it waits for."""
    return iter(script.derived(_certain))


def _certain(script: Script) -> tuple[Certain, ...]:
    return tuple(found for found in of_block(script.statements) if found.waits or found.command.name not in TESTS)


def of_block(block: Sequence[Statement]) -> Iterator[Certain]:
    for statement in block:
        if not statement.background:
            yield from of_statement(statement)
            if not Course().foreground(statement) & NEXT:
                return


def of_statement(statement: Statement) -> Iterator[Certain]:
    match statement:
        case Command():
            yield from of_command(statement, waits=False)
        case Group():
            yield from of_block(statement.body)
        case Pipeline():
            for element in statement.elements:
                yield from of_statement(element)
        case AndOr():
            yield from of_list(statement)
        case Loop():
            yield from of_loop(statement)


def of_command(command: Command, *, waits: bool) -> Iterator[Certain]:
    for group in command.substitutions:
        yield from of_block(group.body)
    if command.inner:
        yield from of_block(command.inner.body)
    else:
        yield Certain(command._replace(substitutions=()), waits)


def of_list(statement: AndOr) -> Iterator[Certain]:
    """`a && b && c`, as far as no condition decides; what stands before `|| b` may fail, unless b says so."""
    last_or = max((index for index, sign in enumerate(statement.operators) if sign == "||"), default=-1)
    if last_or >= 0 and not fails(statement.items[last_or + 1]):
        return
    links = [True, *(operator == "&&" for operator in statement.operators)]
    for item, is_linked in zip(statement.items, links, strict=True):
        if not is_linked or decides(item):
            return
        yield from of_statement(item)


def decides(statement: Statement) -> bool:
    """Whether the statement is run for its exit status."""
    if isinstance(statement, Pipeline):
        return decides(statement.elements[-1])
    return isinstance(statement, Negation) or (isinstance(statement, Command) and is_condition(statement))


def fails(statement: Statement) -> bool:
    """Whether the statement does nothing but end the shell, or the list, without success."""
    outcome = Course().foreground(statement)
    return not outcome & NEXT and bool(outcome & FAIL)


def of_loop(loop: Loop) -> Iterator[Certain]:
    for condition in loop.condition[-1:]:
        yield from awaited(condition, success=loop.keyword.raw == "until")
    if loop.values or is_endless(loop):
        for statement in loop.body:
            yield from until_left(statement)
        yield from of_block(loop.body)


def awaited(condition: Statement, *, success: bool) -> Iterator[Certain]:
    """The command that a loop repeats until it succeeds; `success`: success is what ends the loop."""
    while isinstance(condition, Negation):
        condition, success = condition.statement, not success
    if isinstance(condition, Command) and condition.name in TESTS and "!" in [w.text for w in condition.arguments[:1]]:
        success = not success
    if success and isinstance(condition, Command | Group | Pipeline | AndOr):
        found = commands(Script((condition,)), handlers=False)
        yield from (Certain(command._replace(substitutions=()), waits=True) for command in found if not command.inner)


def until_left(statement: Statement) -> Iterator[Certain]:
    """What the body of a loop tries before it leaves the loop: `try && break`, `if try; then break; fi`."""
    if isinstance(statement, AndOr) and statement.operators[0] == "&&" and any(map(leaves, statement.items[1:])):
        yield from awaited(statement.items[0], success=True)
    if isinstance(statement, If) and any(map(leaves, statement.branches[0].body)):
        for condition in statement.branches[0].condition[-1:]:
            yield from awaited(condition, success=True)


def leaves(statement: Statement) -> bool:
    """Whether the statement leaves the loop around it with success."""
    return isinstance(statement, Command) and bool(jump_of(statement) & LEAVING) and statement.name != "kill"
