"""Which absolute paths containers name, how they use them, and whose mount each path lies under."""

from collections.abc import Collection, Iterable, Iterator

from podlint.dataclass import dataclass
from podlint.facts.collectors import collected_paths
from podlint.facts.commands import Command
from podlint.facts.environment import Variable
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount
from podlint.facts.workloads import Container
from podlint.kubernetes.host_paths import covers, normalise
from podlint.kubernetes.placeholders import is_placeholder
from podlint.reading import Place
from podlint.shell.paths import path_uses as shell_uses


@dataclass(frozen=True, slots=True, eq=False)
class PathUse:
    """A container names an absolute path.

    `access` is read, write or named (neither is proven); `how` tells where it is named: argument, environment or
    configuration. `mount` is the container's own mount that covers the path, None where the path lies in its image.
    """

    container: Container
    path: str
    access: str
    how: str
    place: Place
    mount: Mount | None


def path_uses(facts: Facts) -> Iterator[PathUse]:
    """Each path once for a container and access, at its first place."""
    for container in facts.all(Container):
        first: dict[tuple[str, str], tuple[str, Place]] = {}
        for path, access, how, place in _named(facts, container):
            first.setdefault((path, access), (how, place))
        own = MountsByPath(facts.by(Mount, "container", container) if first else ())
        for (path, access), (how, place) in first.items():
            yield PathUse(container, path, access, how, place, own.covering(path))


class MountsByPath:
    """Mounts by their paths, to tell through which of them a path is seen without comparing it with every one."""

    def __init__(self, mounts: Iterable[Mount]) -> None:
        self._at: dict[str, list[Mount]] = {}
        for mount in mounts:
            if mount.path:
                self._at.setdefault(mount.path, []).append(mount)
        self._lengths = sorted({len(path) for path in self._at}, reverse=True)

    @property
    def paths(self) -> Collection[str]:
        return self._at.keys()

    def above(self, path: str) -> Iterator[list[Mount]]:
        """The mounts at the path and above it, the nearest first, those of one path together."""
        for length in self._lengths:
            found = self._at.get(path[:length]) if length <= len(path) else None
            if found and covers(found[0].path, path):
                yield found

    def covering(self, path: str) -> Mount | None:
        return next((found[0] for found in self.above(path)), None)


def covering(mounts: Iterable[Mount], path: str) -> Mount | None:
    """The mount through which a path is seen: the longest mount path above it, or at it."""
    return MountsByPath(mounts).covering(path)


_Named = tuple[str, str, str, Place]


def _named(facts: Facts, container: Container) -> Iterator[_Named]:
    for command in facts.by(Command, "container", container):
        yield from _in_command(command)
    for variable in facts.by(Variable, "container", container):
        path = _path_value(variable.value)
        if path:
            yield path, "named", "environment", variable.place
    for path, place in collected_paths(facts, container):
        yield path, "read", "configuration", place


def _in_command(command: Command) -> Iterator[_Named]:
    for use in shell_uses(command.script):
        access = "named" if use.access == "owner" else use.access
        yield use.path, access, "argument", command.word_place(use.word)


def _path_value(value: str | None) -> str:
    """The value if it is one absolute path as a whole; lists of paths and sentences are not."""
    if not value or not value.startswith("/") or any(sign in value for sign in ":;, \t\n$*?\"'"):
        return ""
    if is_placeholder(value):
        return ""
    return normalise(value)
