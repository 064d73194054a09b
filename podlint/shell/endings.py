"""How a script may go on and end: every statement is one of a few outcomes, or several where it depends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podlint.dataclass import dataclass, field
from podlint.shell.constants import is_always
from podlint.shell.manners import ends_of, is_condition, manner_of, quits_early
from podlint.shell.syntax import AndOr, Case, Command, Group, If, Loop, Negation, Pipeline, Script, Statement
from podlint.shell.walk import commands

if TYPE_CHECKING:
    from collections.abc import Sequence


Outcome = int
"""What may come of a statement, as bits: `enum.Flag` would make an object of each union."""

NEXT, BREAK, OUTER, CONTINUE, RETURN, EXIT, FAIL, MAYBE, NEVER = (1 << bit for bit in range(9))
"""It goes on to the next, leaves a loop, function or shell, or does not end.

`OUTER` leaves two loops or more; `FAIL` ends the shell with a status that is not 0; `MAYBE` is an unknown program that
may end or not.
"""

LEAVING = frozenset({"break", "exit", "return"})
JUMPING = LEAVING | {"continue", "kill"}
MAX_JOBS = 100
NOTHING = 0
LEAVES_SHELL = RETURN | EXIT | FAIL
LEAVES_LOOP = BREAK | OUTER | LEAVES_SHELL
JUMPS = LEAVES_LOOP | CONTINUE
PLAIN = {True: NEXT, False: NEVER, None: NEXT | MAYBE}


def ends(script: Script) -> bool | None:
    """Whether the script ends of itself: True, False when it never can, None when that is not known.

    Commands are taken to succeed, so a path that only leads to `exit 1` does not make an endless script end.
    """
    return script.derived(_ends)


def _ends(script: Script) -> bool | None:
    return None if script.errors else verdict(Course().block(script.statements))


def verdict(outcome: Outcome) -> bool | None:
    if outcome & NEVER:
        return None if outcome & (NEXT | RETURN | EXIT | BREAK) else False
    return None if outcome & MAYBE else True


@dataclass(slots=True)
class Course:
    """The course of one shell; `jobs` are the outcomes of what it has started in the background."""

    jobs: list[Outcome] = field(default_factory=list)

    def block(self, statements: Sequence[Statement]) -> Outcome:
        result = NOTHING
        for statement in statements:
            outcome = self.statement(statement)
            result |= outcome & ~NEXT
            if not outcome & NEXT:
                return result
        return result | NEXT

    def statement(self, statement: Statement) -> Outcome:
        if not statement.background:
            return self.foreground(statement)
        self.jobs.append(in_subshell(Course().foreground(statement)))
        return NEXT

    def foreground(self, statement: Statement) -> Outcome:
        match statement:
            case Command():
                return self.command(statement)
            case Group():
                return in_subshell(Course().block(statement.body)) if statement.subshell else self.block(statement.body)
            case AndOr():
                return self.and_or(statement)
            case Pipeline():
                return pipeline(statement)
            case Negation():
                return self.foreground(statement.statement)
            case If() | Case():
                return self.choice(statement)
            case Loop():
                return self.loop(statement)

    def command(self, command: Command) -> Outcome:
        jump = jump_of(command)
        if jump:
            return jump
        if command.name in ("wait", "fg"):
            return self.waited(command)
        outcome = self.inner(command.inner) if command.inner else PLAIN[ends_of(manner_of(command))]
        if not command.wrappers:
            return outcome
        if "timeout" in command.wrappers and outcome & NEVER:
            outcome = outcome & ~NEVER | NEXT
        replaces = command.exec and command.name != "exec"
        return outcome & ~NEXT | EXIT if replaces and outcome & NEXT else outcome

    def inner(self, group: Group) -> Outcome:
        if group.subshell:
            return in_subshell(Course().block(group.body))
        outcome = self.block(group.body)
        return outcome & ~RETURN | NEXT if outcome & RETURN else outcome

    def waited(self, command: Command) -> Outcome:
        jobs = self.jobs[-1:] if any("$!" in word.raw for word in command.arguments) else self.jobs[-MAX_JOBS:]
        outcomes = NOTHING
        for job in jobs:
            outcomes |= job
        if any(not job & NEXT for job in jobs) and not any(word.text == "-n" for word in command.arguments):
            return NEVER
        return outcomes & (MAYBE | NEVER) | NEXT

    def and_or(self, statement: AndOr) -> Outcome:
        result, left = self.statement(statement.items[0]), statement.items[0]
        for operator, item in zip(statement.operators, statement.items[1:], strict=True):
            if result & NEXT:
                outcome = self.statement(item)
                skips = operator == "||" or bool(outcome & JUMPS) or is_condition(left)
                is_forced = is_always([left], success=operator == "&&")
                result = result & ~NEXT | outcome | (NEXT if skips and not is_forced else NOTHING)
            left = item
        return result

    def choice(self, statement: If | Case) -> Outcome:
        result = NOTHING
        for branch in statement.branches:
            condition = self.block(branch.condition)
            result |= condition & ~NEXT
            if not condition & NEXT:
                return result
            result |= self.block(branch.body)
        return result if statement.exhaustive else result | NEXT

    def loop(self, loop: Loop) -> Outcome:
        condition = self.block(loop.condition)
        body = self.block(loop.body)
        endless = is_endless(loop)
        if endless and not body & LEAVES_LOOP:
            return NEVER
        result = (condition & ~NEXT) | (body & (LEAVES_SHELL | MAYBE | NEVER))
        if body & OUTER:
            result |= BREAK
        is_entered = endless or loop.values
        may_finish = body & (BREAK if endless else BREAK | NEXT | CONTINUE)
        return result | NEXT if may_finish or not is_entered else result


def in_subshell(outcome: Outcome) -> Outcome:
    """Leaving a subshell is going on for the shell around it."""
    return outcome & ~JUMPS | NEXT if outcome & JUMPS else outcome


def is_endless(loop: Loop) -> bool:
    return loop.endless or (bool(loop.condition) and is_always(loop.condition, success=loop.keyword.raw == "while"))


def jump_of(command: Command) -> Outcome:
    """The outcome of a builtin that leaves a loop, function or shell."""
    if command.name not in JUMPING:
        return NOTHING
    argument = command.arguments[0].text if command.arguments else None
    if command.name == "exit":
        return EXIT if argument is None or argument == "0" else FAIL
    if command.name == "kill":
        is_own = any(word.raw in ("$$", "1") for word in command.arguments)
        return EXIT | NEXT if is_own else NOTHING
    if command.name == "break":
        return OUTER if argument not in (None, "1") else BREAK
    return RETURN if command.name == "return" else CONTINUE


def pipeline(statement: Pipeline) -> Outcome:
    """A pipeline ends with its last element that ends, unless a reader quits early and so ends the writer."""
    outcomes = [in_subshell(Course().foreground(element)) for element in statement.elements]
    last_quitter = max((position for position, reader in enumerate(statement.elements) if quits(reader)), default=0)
    result = NOTHING
    for position, outcome in enumerate(outcomes):
        if not outcome & NEXT and position < last_quitter:
            outcome = NEXT | MAYBE
        if not outcome & NEXT:
            return outcome
        result |= outcome
    return result


def quits(reader: Statement) -> bool:
    """Whether a reader may stop reading before the end of its input."""
    if isinstance(reader, Loop):
        return any(command.name in LEAVING for command in commands(Script(reader.body), handlers=False))
    return isinstance(reader, Command) and quits_early(reader)
