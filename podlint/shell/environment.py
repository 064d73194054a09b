"""What is known at one point of a script: variables, positional parameters, functions, working directory."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Protocol

from podlint.dataclass import dataclass, field
from podlint.namedtuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tree_sitter import Node

    from podlint.shell.syntax import Statement


class FunctionReader(Protocol):
    """What reads the text in which a function is defined."""

    def function_body(self, node: Node, environment: Environment) -> tuple[Statement, ...]: ...


class Function(NamedTuple):
    """The definition of a function, and the reader of its text: it may come from another file or an `eval`."""

    reader: FunctionReader
    node: Node

    def body(self, environment: Environment) -> tuple[Statement, ...]:
        return self.reader.function_body(self.node, environment)


@dataclass(slots=True)
class Environment:
    """A value of None is unknown.

    `files` are the texts of script files by their absolute path; `calling` are the functions and files that are being
    followed.
    """

    variables: dict[str, str | None]
    positional: tuple[str | None, ...] | None = None
    directory: str | None = None
    functions: dict[str, Function] = field(default_factory=dict)
    calling: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)

    def lookup(self, name: str) -> str | None:
        if name.isdigit():
            known = self.positional or ()
            return known[int(name) - 1] if 0 < int(name) <= len(known) else None
        return self.variables.get(name)

    def branch(self) -> Environment:
        """A copy for what may not run, or runs in a process of its own."""
        return Environment(
            dict(self.variables), self.positional, self.directory, dict(self.functions), self.calling, self.files
        )

    def call(self, name: str, positional: tuple[str | None, ...]) -> Environment:
        called = self.branch()
        called.positional = positional
        called.calling = self.calling | {name}
        return called

    def become(self, other: Environment) -> None:
        """Knows from here on what the other one knows."""
        self.variables, self.functions = dict(other.variables), dict(other.functions)
        self.positional, self.directory, self.calling = other.positional, other.directory, other.calling

    def script(self, positional: tuple[str | None, ...] | None, assigned: dict[str, str | None]) -> Environment:
        """What a shell started from here knows; functions are not inherited."""
        calling = frozenset(name for name in self.calling if name in self.files)
        return Environment(self.variables | assigned, positional, self.directory, calling=calling, files=self.files)

    def join(self, *branches: Environment) -> None:
        """Forget what one of the branches has set differently."""
        for branch in branches:
            if branch.variables != self.variables:
                known = self.variables.get
                self.variables |= dict.fromkeys([n for n, value in branch.variables.items() if known(n, "") != value])
            self.functions |= branch.functions
            if branch.directory != self.directory:
                self.directory = None

    def change_directory(self, target: str | None) -> None:
        self.directory = resolve(target, self.directory)


def resolve(path: str | None, directory: str | None) -> str | None:
    """`path` as a normalised absolute path, or None when it is relative to an unknown directory."""
    if path is None or not (path.startswith("/") or directory):
        return None
    normal = posixpath.normpath(posixpath.join(directory or "/", path))
    return normal[1:] if normal.startswith("//") else normal
