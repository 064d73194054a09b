"""Simple commands: their words, redirects and assignments, what they run inside, what they change for later ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from podlint.shell.called_files import FileCall, file_call
from podlint.shell.calls import follow
from podlint.shell.layout import AssignmentLayout, Layout, RedirectLayout, length_of, words_in
from podlint.shell.parts import substitutions_in
from podlint.shell.progress import MAX_EXPANDED, Progress
from podlint.shell.syntax import Assignment, Command, Group, Redirect, Statement, Word
from podlint.shell.words import Stretch, fields_of, nothing, value_of
from podlint.shell.wrappers import peel, shell_call

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tree_sitter import Node

    from podlint.shell.environment import Environment
    from podlint.shell.source import Source
    from podlint.shell.words import Lookup
    from podlint.shell.wrappers import Peeled

DECLARATIONS = frozenset({"export", "declare", "typeset", "local", "readonly"})
READERS = frozenset({"read", "mapfile", "readarray", "getopts"})
BUILTINS = DECLARATIONS | READERS | {"cd", "pushd", "unset", "set", "shift"}
"""Those that change what is known to the commands after them."""

MAX_POSITIONAL = 100


class Reader(Protocol):
    """What reads the statements around a command."""

    @property
    def source(self) -> Source: ...
    @property
    def progress(self) -> Progress: ...
    def block(self, nodes: Iterable[Node], environment: Environment) -> tuple[Statement, ...]: ...
    def inside(self, word: Word, text: str, environment: Environment) -> tuple[Statement, ...]: ...
    def file(self, word: Word, path: str, environment: Environment) -> tuple[Statement, ...]: ...


def simple_command(reader: Reader, layout: Layout, environment: Environment) -> Command:
    substitutions = groups_of(reader, layout.substitutions, environment) if layout.substitutions else ()
    peeled = layout.peeled
    if peeled is None:
        peeled = peel(expanded(reader, layout.words, environment))
    else:
        reader.progress.expanded += layout.length
    assignments = tuple(assignments_of(reader, layout.assignments, environment)) if layout.assignments else ()
    redirects = redirects_of(reader, layout.redirects, environment) if layout.redirects else ()
    return command_of(reader, peeled, environment, assignments, redirects, substitutions)


def command_of(
    reader: Reader,
    peeled: Peeled,
    environment: Environment,
    assignments: tuple[Assignment, ...] = (),
    redirects: tuple[Redirect, ...] = (),
    substitutions: tuple[Group, ...] = (),
) -> Command:
    """The command that words make, and its effects on `environment`."""
    reader.progress.commands += 1
    name, arguments = peeled.name, peeled.arguments
    assigned = assigned_by(peeled.assignments, assignments) if peeled.assignments or assignments else {}
    directory = environment.directory
    handler = group_in(reader, arguments[:1], environment) if name == "trap" else None
    file = file_call(peeled, environment) if environment.files else None
    inner = inner_of(reader, peeled, environment, assigned, file)
    if name in BUILTINS:
        apply_builtin(name, arguments, environment)
    elif not peeled.words:
        environment.variables |= assigned
    return Command(
        peeled.words,
        assignments,
        redirects,
        wrappers=peeled.wrappers,
        name=name,
        program=peeled.program,
        arguments=arguments,
        directory=directory,
        inner=inner,
        handler=handler,
        substitutions=substitutions,
    )


def assigned_by(words: Iterable[Word], assignments: Iterable[Assignment]) -> dict[str, str | None]:
    """The variables that the words of `env` and the assignments before a command set for it."""
    assigned = dict(as_assignment(word) for word in words)
    return assigned | {assignment.name: assignment.value.text for assignment in assignments}


def inner_of(
    reader: Reader, peeled: Peeled, environment: Environment, assigned: dict[str, str | None], file: FileCall | None
) -> Group | None:
    """The statements that the command runs itself, where they can be read."""
    name, arguments = peeled.name, peeled.arguments
    if name in environment.functions and name not in environment.calling:
        called = environment.call(name, tuple(word.text for word in arguments))
        body = follow(environment.functions[name], called, reader.progress)
        environment.join(called)
        return Group(body, subshell=False)
    if name == "eval":
        text = " ".join(word.text for word in arguments if word.text is not None)
        is_known = bool(arguments) and all(word.text is not None for word in arguments)
        return Group(reader.inside(arguments[0], text, environment), subshell=False) if is_known else None
    call = shell_call(name, arguments)
    if call is None or call.script.text is None:
        return None if file is None else group_of_file(reader, file, environment, assigned)
    shell = environment.script(call.positional, assigned)
    return Group(reader.inside(call.script, call.script.text, shell), subshell=True)


def group_of_file(reader: Reader, call: FileCall, environment: Environment, assigned: dict[str, str | None]) -> Group:
    """The script file that a shell runs, or reads into itself with `.`."""
    if not call.sourced:
        shell = environment.script(call.positional, assigned)
        shell.calling |= {call.path}
        return Group(reader.file(call.word, call.path, shell), subshell=True)
    calling = environment.calling
    environment.calling |= {call.path}
    body = reader.file(call.word, call.path, environment)
    environment.calling = calling
    return Group(body, subshell=False)


def group_in(reader: Reader, words: Sequence[Word], environment: Environment) -> Group | None:
    """The action of a `trap`; `-` and the empty word are none."""
    if not words or words[0].text in (None, "", "-"):
        return None
    return Group(reader.inside(words[0], words[0].text or "", environment.branch()), subshell=False)


def apply_builtin(name: str | None, arguments: Sequence[Word], environment: Environment) -> None:
    if name in ("cd", "pushd"):
        targets = [word.text for word in arguments if word.text is None or not word.text.startswith("-")]
        environment.change_directory(targets[0] if targets else None)
    elif name in DECLARATIONS:
        environment.variables |= dict(as_assignment(word) for word in arguments if "=" in word.prefix)
    elif name in READERS:
        environment.variables |= {word.text: None for word in arguments if word.text}
    elif name == "unset":
        environment.variables |= {word.text: "" for word in arguments if word.text}
    elif name == "set" and arguments and arguments[0].text == "--":
        environment.positional = tuple(word.text for word in arguments[1:])
    elif name == "shift":
        known = environment.positional
        environment.positional = known[1:] if known is not None and not arguments else None


def as_assignment(word: Word) -> tuple[str, str | None]:
    name, _, value = word.prefix.partition("=")
    return name, value if word.text is not None else None


def words_of(reader: Reader, nodes: Sequence[Node], environment: Environment) -> list[Word]:
    return expanded(reader, words_in(reader.source, nodes), environment)


def expanded(reader: Reader, laid: Iterable[Word | Stretch], environment: Environment) -> list[Word]:
    """The words with the values that they have in this environment; one may become several, or none."""
    positional = environment.positional
    positional = positional if positional is None or len(positional) <= MAX_POSITIONAL else None
    lookup = lookup_in(reader, environment)
    words: list[Word] = []
    for word in laid:
        if isinstance(word, Word):
            words.append(word)
        else:
            values = fields_of(word, lookup, positional)
            words += [reader.source.word(word.start, word.raw, value) for value in values]
    reader.progress.expanded += length_of(words)
    return words


def lookup_in(reader: Reader, environment: Environment) -> Lookup:
    return environment.lookup if reader.progress.expanded < MAX_EXPANDED else nothing


def assignments_of(reader: Reader, laid: Sequence[AssignmentLayout], environment: Environment) -> Iterator[Assignment]:
    """The assignments before a command, of which each sees those before it."""
    inside = environment.branch() if len(laid) > 1 else environment
    for one in laid:
        assignment = assignment_of(reader, one, inside)
        if len(laid) > 1:
            inside.variables[assignment.name] = assignment.value.text
        yield assignment


def assignment_of(reader: Reader, laid: AssignmentLayout, environment: Environment) -> Assignment:
    word = laid.value
    if isinstance(word, Stretch):
        value = value_of(word.parts, lookup_in(reader, environment), split=False)
        word = reader.source.word(word.start, word.raw, value)
    reader.progress.expanded += len(word.prefix)
    return Assignment(laid.name, word)


def redirects_of(reader: Reader, laid: Iterable[RedirectLayout], environment: Environment) -> tuple[Redirect, ...]:
    """The redirects that have a target (`2>&-` has none)."""
    redirects = []
    for one in laid:
        words = expanded(reader, one.target, environment)
        if words:
            redirects.append(Redirect(one.operator, one.descriptor, words[0]))
    return tuple(redirects)


def substituted(reader: Reader, nodes: Iterable[Node], environment: Environment) -> tuple[Group, ...]:
    """The command and process substitutions in `nodes`, each run in a subshell."""
    return groups_of(reader, substitutions_in(nodes), environment)


def groups_of(reader: Reader, substitutions: Iterable[Node], environment: Environment) -> tuple[Group, ...]:
    return tuple(Group(reader.block(node.children, environment.branch()), subshell=True) for node in substitutions)
