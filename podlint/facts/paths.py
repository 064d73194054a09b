"""Which absolute paths containers name, how they use them, and whose mount each path lies under."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from podlint.facts.collectors import collected_paths
from podlint.facts.commands import Command
from podlint.facts.environment import Variable
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount
from podlint.facts.workloads import Container
from podlint.kubernetes.host_paths import covers, normalise
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
        own = facts.by(Mount, "container", container)
        seen: set[tuple[str, str]] = set()
        for path, access, how, place in _named(facts, container):
            if (path, access) not in seen:
                seen.add((path, access))
                yield PathUse(container, path, access, how, place, covering(own, path))


def covering(mounts: Iterable[Mount], path: str) -> Mount | None:
    """The mount through which a path is seen: the longest mount path above it, or at it."""
    above = [mount for mount in mounts if mount.path and covers(mount.path, path)]
    return max(above, key=lambda mount: len(mount.path), default=None)


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
    return normalise(value)
