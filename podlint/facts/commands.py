"""What containers run: their command and arguments, expanded as the kubelet does and read as shell."""

from collections.abc import Iterator
from posixpath import basename
from typing import Any

from podlint.dataclass import dataclass
from podlint.facts.config_maps import MountedFile, mounted_files
from podlint.facts.environment import Variable, expand
from podlint.facts.objects import text
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount
from podlint.facts.workloads import Container
from podlint.kubernetes.placeholders import is_placeholder
from podlint.pattern import pattern
from podlint.reading import Place, Sequence
from podlint.reading.stretches import within
from podlint.shell.syntax import Script, Word

_TEMPLATE = pattern(r"\{\{[^{}]*\}\}")
_ENTRYPOINTS = {"alpine/git": "git", "curlimages/curl": "curl"}
"""What images made for one program run, as their documentation says."""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One item of a container's argument vector. `exact` says that nothing in it was expanded."""

    value: str | None
    place: Place
    exact: bool


@dataclass(frozen=True, slots=True, eq=False)
class Command:
    """What a container starts. `from_image` says that the image's own entrypoint comes first, which is not known here.

    `items` are the words of `command` and `args`; `script` is what they mean as shell. `files` are the scripts that
    the container has from ConfigMaps, where it names one: what they do is part of `script`.
    """

    container: Container
    items: tuple[Item, ...]
    from_image: bool
    script: Script
    files: tuple[MountedFile, ...] = ()

    @property
    def place(self) -> Place:
        return self.items[0].place

    def word_place(self, word: Word) -> Place:
        """Where a word of the script stands: the word itself where it stands there to the letter, else its item.

        A word of a script that comes from a ConfigMap stands there.
        """
        file = next((file for file in self.files if file.path == word.file), None)
        return self.item_place(word) if file is None else _part(file.place, file.text, word)

    def item_place(self, word: Word) -> Place:
        """Where the container says the word, or names the script file that holds it."""
        item = self.items[max(word.item - self.from_image, 0)]
        if not item.exact or item.value is None or word.file:
            return item.place
        return _part(item.place, item.value, word)


def _part(place: Place, value: str, word: Word) -> Place:
    return Place.later(place.source, within, place, value, word.offset, word.length)


def commands(facts: Facts) -> Iterator[Command]:
    """One row for each container that says what it runs; without command and args only the image knows."""
    for container in facts.all(Container):
        found = command_of(facts, container, container.node.get("command"), container.node.get("args"))
        if found is not None:
            yield found


def command_of(facts: Facts, container: Container, command: Any, args: Any = None) -> Command | None:
    """What a `command` with `args` starts in the container, be it a lifecycle hook; None where both are empty."""
    if not command and not args:
        return None
    known = {variable.name: variable.value for variable in facts.by(Variable, "container", container)}
    items = tuple(_items(command, known)) + tuple(_items(args, known))
    if not items:
        return None
    from podlint.shell.argv import from_argv  # imported late: most containers have no command of their own

    from_image = not command and not _is_program(items[0].value)
    argv = [_entrypoint(container)] * from_image + [item.value for item in items]
    files = tuple(_files(facts, container, items))
    script = from_argv(
        argv,
        known,
        directory=text(container.node.get("workingDir")) or None,
        files={file.path: file.text for file in files},
    )
    return Command(container, items, from_image, script, files)


def _files(facts: Facts, container: Container, items: tuple[Item, ...]) -> Iterator[MountedFile]:
    """The mounted files of a container that says a path below one of its mounts, for one script may call another."""
    mounts = [mount for mount in facts.by(Mount, "container", container) if mount.volume and mount.path]
    folders = [mount.path for mount in mounts if mount.volume and mount.volume.source in ("configMap", "projected")]
    if any(folder in (item.value or "") for folder in folders for item in items):
        yield from mounted_files(facts, container)


def _entrypoint(container: Container) -> str | None:
    """The program that the image runs if the manifest names none; None of all but a few images."""
    return _ENTRYPOINTS.get(container.image.repository) if container.image else None


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
    plain = _TEMPLATE.sub("{{}}", word) if "{{" in word else word
    return not any(map(str.isspace, plain)) and is_placeholder(plain)
