"""What containers run: their command and arguments, expanded as the kubelet does and read as shell."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename
from typing import Any

from podlint.facts.environment import Variable, expand
from podlint.facts.objects import text
from podlint.facts.store import Facts
from podlint.facts.workloads import Container
from podlint.kubernetes.placeholders import is_placeholder
from podlint.reading import Place, Sequence
from podlint.reading.stretches import within
from podlint.shell.argv import from_argv
from podlint.shell.syntax import Script, Word


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One item of a container's argument vector. `exact` says that nothing in it was expanded."""

    value: str | None
    place: Place
    exact: bool


@dataclass(frozen=True, slots=True, eq=False)
class Command:
    """What a container starts. `from_image` says that the image's own entrypoint comes first, which is not known here.

    `items` are the words of `command` and `args`; `script` is what they mean as shell.
    """

    container: Container
    items: tuple[Item, ...]
    from_image: bool
    script: Script

    @property
    def place(self) -> Place:
        return self.items[0].place

    def word_place(self, word: Word) -> Place:
        """Where a word of the script stands: the word itself where it stands there to the letter, else its item."""
        item = self.items[max(word.item - self.from_image, 0)]
        if not item.exact or item.value is None:
            return item.place
        return within(item.place, item.value, word.offset, word.length)


def commands(facts: Facts) -> Iterator[Command]:
    """One row for each container that says what it runs; without command and args only the image knows."""
    for container in facts.all(Container):
        found = command_of(facts, container, container.node.get("command"), container.node.get("args"))
        if found is not None:
            yield found


def command_of(facts: Facts, container: Container, command: Any, args: Any = None) -> Command | None:
    """What a `command` with `args` starts in the container, be it a lifecycle hook; None where both are empty."""
    known = {variable.name: variable.value for variable in facts.by(Variable, "container", container)}
    items = tuple(_items(command, known)) + tuple(_items(args, known))
    if not items:
        return None
    from_image = not command and not _is_program(items[0].value)
    argv = [None] * from_image + [item.value for item in items]
    script = from_argv(argv, known, directory=text(container.node.get("workingDir")) or None)
    return Command(container, items, from_image, script)


def _is_program(word: str | None) -> bool:
    """Whether the first argument can only be a program: images made to run any command have no entrypoint."""
    from podlint.shell.operands import is_known  # imported late: most containers have no command of their own

    return word is not None and not word.startswith("-") and is_known(basename(word))


def _items(words: Any, known: dict[str, str | None]) -> Iterator[Item]:
    for index, word in enumerate(words) if isinstance(words, Sequence) else ():
        value = expand(word, known) if isinstance(word, str) and not _is_placeholder(word) else None
        yield Item(value, words.value_place(index), exact=value == word)


def _is_placeholder(word: str) -> bool:
    """In a script, `${X}` is an ordinary variable, and braces may be an argument of some command."""
    return not any(map(str.isspace, word)) and is_placeholder(word)
