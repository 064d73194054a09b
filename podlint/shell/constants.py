"""Conditions whose outcome is known: `true`, `[ 1 -eq 1 ]`, `((1))`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podlint.shell.syntax import Command, Negation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podlint.shell.syntax import Statement

SUCCEEDING = frozenset({"true", ":", "sleep"})
EQUAL = frozenset({"=", "==", "-eq", "-le", "-ge"})


def is_always(condition: Sequence[Statement], *, success: bool) -> bool:
    """Whether the last of the statements always succeeds, or always fails."""
    return bool(condition) and constant(condition[-1]) is success


def constant(statement: Statement) -> bool | None:
    """Whether a statement succeeds, where that is known."""
    if isinstance(statement, Negation):
        inner = constant(statement.statement)
        return None if inner is None else not inner
    if not isinstance(statement, Command):
        return None
    if statement.name in SUCCEEDING:
        return True
    if statement.name == "false":
        return False
    if statement.name == "((":
        number = statement.words[0].raw.strip("() \t")
        return number != "0" if number.isdigit() else None
    return constant_test(statement) if statement.name in ("test", "[", "[[") else None


def constant_test(command: Command) -> bool | None:
    words = [word.text for word in command.arguments if word.text not in ("]", "]]")]
    if len(words) == 1 and words[0] is not None:
        return words[0] != ""
    is_equality = len(words) == 3 and words[1] in EQUAL and words[0] is not None
    return True if is_equality and words[0] == words[2] else None
