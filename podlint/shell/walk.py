"""Every command of a script, in the order in which it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podlint.shell.syntax import AndOr, Case, Command, Group, If, Loop, Negation, Pipeline, Redirect, Script, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator


def commands(script: Script, *, handlers: bool = True) -> Iterator[Command]:
    """The simple commands, those inside substitutions, `sh -c`, called functions and (if asked) traps among them."""
    return iter(script.derived(_with_handlers if handlers else _without_handlers))


def _with_handlers(script: Script) -> tuple[Command, ...]:
    found: list[Command] = []
    for command in script.derived(_without_handlers):
        found.append(command)
        if command.handler:
            found += commands(Script(command.handler.body))
    return tuple(found)


def _without_handlers(script: Script) -> tuple[Command, ...]:
    return tuple([statement for statement in script.derived(_statements) if isinstance(statement, Command)])


def distinct_commands(script: Script) -> tuple[Command, ...]:
    """Every command once, however often its function is called, without what it runs inside."""
    return tuple(dict.fromkeys([bare(command) for command in commands(script)]))


def bare(command: Command) -> Command:
    """The command without what it runs inside and its redirects."""
    if command.redirects or command.inner or command.handler or command.substitutions:
        return command._replace(redirects=(), inner=None, handler=None, substitutions=())
    return command


def redirects(script: Script) -> Iterator[Redirect]:
    """The redirects of commands and of what groups them."""
    for statement in script.derived(_statements):
        yield from getattr(statement, "redirects", ())


def statements(script: Script) -> Iterator[Statement]:
    """Every statement before those inside it."""
    return iter(script.derived(_statements))


def _statements(script: Script) -> tuple[Statement, ...]:
    found: list[Statement] = []
    waiting = list(reversed(script.statements))
    while waiting:
        statement = waiting.pop()
        found.append(statement)
        waiting += children(statement)[::-1]
    return tuple(found)


def children(statement: Statement) -> tuple[Statement, ...]:
    match statement:
        case Command():
            inner, substitutions = statement.inner, statement.substitutions
            if inner is None:
                return substitutions
            return (*substitutions, inner)
        case Pipeline():
            return statement.elements
        case AndOr():
            return statement.items
        case Negation():
            return (statement.statement,)
        case Group():
            return statement.body
        case If() | Case():
            branches = tuple(part for branch in statement.branches for part in (*branch.condition, *branch.body))
            return (*statement.substitutions, *branches) if isinstance(statement, Case) else branches
        case Loop():
            return (*statement.substitutions, *statement.condition, *statement.body)
