"""Every command of a script, in the order in which it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podlint.shell.syntax import AndOr, Case, Command, Group, If, Loop, Negation, Pipeline, Redirect, Script, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator


def commands(script: Script, *, handlers: bool = True) -> Iterator[Command]:
    """The simple commands, those inside substitutions, `sh -c`, called functions and (if asked) traps among them."""
    for statement in statements(script):
        if isinstance(statement, Command):
            yield statement
            if handlers and statement.handler:
                yield from commands(Script(statement.handler.body))


def redirects(script: Script) -> Iterator[Redirect]:
    """The redirects of commands and of what groups them."""
    for statement in statements(script):
        if isinstance(statement, Command | Group | If | Case | Loop):
            yield from statement.redirects


def statements(script: Script) -> Iterator[Statement]:
    """Every statement before those inside it."""
    waiting = list(reversed(script.statements))
    while waiting:
        statement = waiting.pop()
        yield statement
        waiting += reversed(children(statement))


def children(statement: Statement) -> tuple[Statement, ...]:
    match statement:
        case Command():
            return (*statement.substitutions, *((statement.inner,) if statement.inner else ()))
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
