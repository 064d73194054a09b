"""Copies and other deliveries of files: from where, and to which places they effectively go."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from podlint.namedtuple import NamedTuple
from podlint.shell.locations import is_remote, is_stream, location
from podlint.shell.operands import uses_of
from podlint.shell.options import arguments_of
from podlint.shell.paths import WRITING
from podlint.shell.syntax import Command
from podlint.shell.usages import USAGES
from podlint.shell.walk import distinct_commands, statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podlint.shell.operands import Used
    from podlint.shell.syntax import Script, Statement, Word

COPYING = frozenset({"cp", "mv", "ln", "install", "rsync", "scp"})
EXTRACTING = {"tar": ("-C", "--directory"), "bsdtar": ("-C", "--directory"), "unzip": ("-d",)}
FETCHING = {"wget": ("-O", "--output-document", "-P", "--directory-prefix"), "curl": ("-o", "--output", "--output-dir")}
CARRYING = {*COPYING, *EXTRACTING, *FETCHING, "git", "tee", "dd"}


class Copy(NamedTuple):
    """`effective` are the absolute paths that the copy may create: the destination, and each source's name in it.

    It is empty when the destination is not known. `how` is the command, or the operator of a redirect.
    """

    sources: tuple[Word, ...]
    destination: Word
    effective: tuple[str, ...]
    how: str


def copies(script: Script) -> Iterator[Copy]:
    """Every copy once, however often its function is called."""
    return iter(script.derived(_copies))


def _copies(script: Script) -> tuple[Copy, ...]:
    found = [copy for command in script.derived(distinct_commands) for copy in copies_of(command)]
    found += [copy for statement in statements(script) for copy in redirected(statement)]
    return tuple(dict.fromkeys(found))


def copies_of(command: Command) -> Iterator[Copy]:
    name = command.name
    if name not in CARRYING:
        return
    uses = list(uses_of(command))
    if name in COPYING:
        yield from copied(command, uses)
    elif name in EXTRACTING:
        yield from delivered(command, uses, EXTRACTING[name])
    elif name in FETCHING:
        yield from delivered(command, uses, FETCHING[name])
    elif name == "git":
        yield from cloned(command, uses)
    elif name in ("tee", "dd"):
        yield from (delivery(command, (), use.argument.word) for use in uses if use.role == "write" and name == "tee")
        yield from of_dd(command, uses)


def copied(command: Command, uses: list[Used]) -> Iterator[Copy]:
    """`cp SOURCE... DESTINATION` and `cp -t DESTINATION SOURCE...`; `install -d` only makes directories."""
    given = {use.argument.option for use in uses}
    operands = [use.argument.word for use in uses if not use.argument.option]
    target = [use.argument for use in uses if use.argument.option in ("-t", "--target-directory")]
    if command.name == "install" and given & {"-d", "--directory"}:
        return
    if target and command.name not in ("rsync", "scp"):
        found = location(target[0].value, target[0].prefix, command.directory)
        effective = () if found is None or found.glob else with_names(found.path, operands)
        yield Copy(tuple(operands), target[0].word, effective, command.name or "")
    elif len(operands) > 1:
        yield delivery(command, tuple(operands[:-1]), operands[-1])


def delivered(command: Command, uses: list[Used], options: tuple[str, ...]) -> Iterator[Copy]:
    """Archives unpacked and files fetched: to where an option says, else to the working directory if it is known."""
    sources = tuple(use.argument.word for use in uses if use.role == "read" and use.argument.option in ("", "-f"))
    creates = command.name in ("tar", "bsdtar") and any(
        use.role == "write" and use.argument.option == "-f" for use in uses
    )
    targets = [use.argument for use in uses if is_target(use, options)]
    if creates:
        return
    for target in targets[:1]:
        found = location(target.value, target.prefix, command.directory)
        yield Copy(sources, target.word, () if found is None or found.glob else (found.path,), command.name or "")
    if not targets and command.program and command.directory and works_in_directory(command, uses):
        yield Copy(sources, command.program, (command.directory,), command.name or "")


def works_in_directory(command: Command, uses: list[Used]) -> bool:
    """Whether, told no destination, the command puts its files into the working directory."""
    given = {use.argument.option for use in uses}
    if command.name == "wget":
        return "" in given and given.isdisjoint((*FETCHING["wget"], "--spider"))
    return command.name in EXTRACTING or not given.isdisjoint(("-O", "--remote-name", "--remote-name-all"))


def cloned(command: Command, uses: list[Used]) -> Iterator[Copy]:
    """`git clone URL DIRECTORY`; without the last into a directory that has the repository's name."""
    if uses and uses[-1].argument.option == "":
        yield delivery(command, (), uses[-1].argument.word)
        return
    operands = [argument for argument in arguments_of(command.arguments, USAGES["git"].options) if not argument.option]
    if len(operands) == 2 and operands[0].value == "clone" and operands[1].value and command.directory:
        name = posixpath.basename(operands[1].value.rstrip("/")).removesuffix(".git")
        yield Copy((), operands[1].word, (posixpath.join(command.directory, name),), "git clone")


def is_target(use: Used, options: tuple[str, ...]) -> bool:
    return use.role == "write" and use.argument.option in options and use.argument.value != "-"


def of_dd(command: Command, uses: list[Used]) -> Iterator[Copy]:
    sources = tuple(use.argument.word for use in uses if use.argument.option == "if")
    for use in uses:
        if use.argument.option == "of":
            found = location(use.argument.value, use.argument.prefix, command.directory)
            yield Copy(sources, use.argument.word, (found.path,) if found else (), "dd")


def redirected(statement: Statement) -> Iterator[Copy]:
    """`cat SOURCE... > DESTINATION`, and any other output sent to a file."""
    redirects = getattr(statement, "redirects", ())
    if not redirects:
        return
    command = statement if isinstance(statement, Command) else Command()
    sources = (
        tuple(use.argument.word for use in uses_of(command) if use.role == "read") if command.name == "cat" else ()
    )
    for redirect in redirects:
        word = redirect.target
        is_file = redirect.operator in WRITING and redirect.fd in (None, 1) and not (word.text or "1").isdigit()
        if is_file and not is_stream(word.prefix):
            found = location(word.text, word.prefix, command.directory)
            yield Copy(sources, word, (found.path,) if found and not found.glob else (), redirect.operator)


def delivery(command: Command, sources: tuple[Word, ...], destination: Word) -> Copy:
    found = location(destination.text, destination.prefix, command.directory)
    effective = () if found is None or found.glob else with_names(found.path, sources)
    return Copy(sources, destination, effective, "git clone" if command.name == "git" else command.name or "")


def with_names(destination: str, sources: tuple[Word, ...] | list[Word]) -> tuple[str, ...]:
    """The destination and, should it be a directory, the path of each source in it."""
    names = [posixpath.basename(source.text or "") for source in sources if not is_remote(source.text or "")]
    inside = [posixpath.join(destination, name) for name in names if name.strip(".") and not set(name) & set("*?[")]
    return (destination, *dict.fromkeys(inside))
