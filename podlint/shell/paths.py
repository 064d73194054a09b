"""Which absolute paths a script reads, writes or names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from podlint.namedtuple import NamedTuple
from podlint.shell.locations import location, named_paths
from podlint.shell.operands import is_known, uses_of
from podlint.shell.syntax import Command, Redirect, Script, Word
from podlint.shell.walk import distinct_commands, statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Access = Literal["read", "write", "owner", "named"]

WRITING = frozenset({">", ">>", ">|", "&>", "&>>", ">&"})
READING = frozenset({"<", "<>"})
FILES = WRITING | READING


class PathWord(NamedTuple):
    """A normalised absolute path and the word that says it; `how` is the command, redirect operator or option.

    With `glob`, something below `path` is meant whose name is a pattern or unknown.
    """

    path: str
    word: Word
    how: str
    access: Access
    glob: bool = False


def paths_read(script: Script) -> Iterator[PathWord]:
    return (path for path in path_uses(script) if path.access == "read")


def paths_written(script: Script) -> Iterator[PathWord]:
    return (path for path in path_uses(script) if path.access == "write")


def paths_named(script: Script) -> Iterator[PathWord]:
    """Paths of which neither reading nor writing is proved."""
    return (path for path in path_uses(script) if path.access in ("named", "owner"))


def path_uses(script: Script) -> Iterator[PathWord]:
    """Every use of a path by the commands and redirects of a script; what is said by one word is told once."""
    return iter(script.derived(_told_once))


def _told_once(script: Script) -> tuple[PathWord, ...]:
    return tuple(dict.fromkeys(repeated_uses(script)))


def repeated_uses(script: Script) -> Iterator[PathWord]:
    """A function that is called twice says everything twice."""
    for statement in statements(script):
        for redirect in getattr(statement, "redirects", ()):
            directory = statement.directory if isinstance(statement, Command) else None
            yield from redirect_path(redirect, directory)
    for command in script.derived(distinct_commands):
        yield from command_paths(command)


def redirect_path(redirect: Redirect, directory: str | None) -> Iterator[PathWord]:
    word = redirect.target
    if redirect.operator not in FILES or (word.text or "").isdigit():
        return
    access: Access = "write" if redirect.operator in WRITING else "read"
    found = location(word.text, word.prefix, directory)
    if found is not None:
        yield PathWord(found.path, word, redirect.operator, access, found.glob)


def command_paths(command: Command) -> Iterator[PathWord]:
    if command.program is not None and command.program.prefix.startswith("/"):
        yield from program_path(command.program)
    for assignment in command.assignments:
        yield from named_in(assignment.value.text or "", assignment.value, assignment.name)
    if command.name is None or not is_known(command.name):
        yield from generic_paths(command.arguments)
        return
    for role, argument in uses_of(command):
        if role == "named":
            yield from named_in(argument.value or "", argument.word, argument.option or command.name)
        elif role != "none":
            found = location(argument.value, argument.prefix, command.directory)
            if found is not None:
                yield PathWord(found.path, argument.word, command.name, role, found.glob)


def program_path(word: Word) -> Iterator[PathWord]:
    if word.text is not None and word.text != "/":
        found = location(word.text, word.prefix, None)
        if found is not None and not found.glob:
            yield PathWord(found.path, word, "program", "read")


def generic_paths(arguments: Sequence[Word]) -> Iterator[PathWord]:
    """The paths among the arguments of a program that no table knows."""
    option = ""
    for word in arguments:
        is_option = word.prefix.startswith("-")
        how = word.prefix.partition("=")[0] if is_option else option
        yield from named_in(word.prefix, word, how or "argument")
        option = word.prefix if is_option and "=" not in word.prefix else ""


def named_in(text: str, word: Word, how: str) -> Iterator[PathWord]:
    for named in named_paths(text) if "/" in text else ():
        found = location(named if word.text is not None else None, named, None)
        if found is not None:
            yield PathWord(found.path, word, how, "named", found.glob)
