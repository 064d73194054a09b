"""What init containers need that containers after them provide: files in the pod's volumes, and ports."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from podlint.dataclass import dataclass, field
from podlint.facts.commands import Command
from podlint.facts.repairs import scalar
from podlint.facts.store import Facts
from podlint.facts.volume_scripts import VolumeFile, reads, writes, writes_openly
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container, Pod
from podlint.reading import Place

_EMPTY_AT_FIRST = frozenset({"emptyDir", "ephemeral"})


@dataclass(frozen=True, slots=True, eq=False)
class InitRead:
    """An init container reads a file of a volume that is empty when the pod starts.

    `written_before` says that the container itself, or one before it, writes the file or may do so. `later` is the
    next container that writes it, None if none does. Of the files that wait for one such container there is a row for
    the first.
    """

    file: VolumeFile
    written_before: bool
    later: VolumeFile | None

    @property
    def place(self) -> Place:
        return self.file.place

    @property
    def container(self) -> Container:
        return self.file.container

    @property
    def volume(self) -> Volume:
        return self.file.volume

    @property
    def pod(self) -> Pod:
        return self.file.container.pod

    @property
    def reordered(self) -> str:
        """The init containers with the writer first."""
        if self.later is None or self.later.container.role == "main":
            return ""
        names = [self.later.container.name, self.container.name]
        lines = [f"  - name: {scalar(name)}  # as it is" for name in names]
        return "\n".join(["initContainers:", *lines]) + "\n"


@dataclass(slots=True)
class _Writings:
    """What the containers of a pod write in its volumes, in the order of time, by path."""

    at: dict[tuple[Volume, str], list[VolumeFile]] = field(default_factory=dict)
    below: dict[tuple[Volume, str], list[VolumeFile]] = field(default_factory=dict)

    def add(self, file: VolumeFile) -> None:
        around = list(file.around())
        self.at.setdefault((file.volume, around[0]), []).append(file)
        for path in around:
            self.below.setdefault((file.volume, path), []).append(file)

    def meeting(self, file: VolumeFile) -> Iterator[list[VolumeFile]]:
        """Those that write the file, a directory around it, or something in it."""
        around = list(file.around())
        found = [self.below.get((file.volume, around[0])), *(self.at.get((file.volume, path)) for path in around[1:])]
        return (group for group in found if group)


def init_reads(facts: Facts) -> Iterator[InitRead]:
    for pod in facts.all(Pod):
        containers = facts.by(Container, "pod", pod)
        if not pod.partial and sum(container.role in ("init", "sidecar") for container in containers) > 1:
            yield from _of_pod(facts, containers)


def _of_pod(facts: Facts, containers: Iterable[Container]) -> Iterator[InitRead]:
    commands = {one: next(iter(facts.by(Command, "container", one)), None) for one in containers}
    writings = _Writings()
    for command in commands.values():
        for file in writes(facts, command) if command else ():
            writings.add(file)
    hidden: set[Volume] = set()
    for container, command in commands.items():
        if container.role == "init" and command:
            yield from _of_container(facts, command, writings, hidden)
        if not writes_openly(command):
            hidden |= {mount.volume for mount in facts.by(Mount, "container", container) if mount.volume}


def _of_container(facts: Facts, command: Command, writings: _Writings, hidden: set[Volume]) -> Iterator[InitRead]:
    """`hidden` are the volumes that earlier containers may have written without our seeing it."""
    first: dict[object, InitRead] = {}
    for file in reads(facts, command):
        if file.volume.source in _EMPTY_AT_FIRST:
            groups = list(writings.meeting(file))
            before = file.volume in hidden or any(group[0].moment < file.moment for group in groups)
            later = _next(groups, file)
            waits_for = (file.volume, later.container) if later and not before else (file.volume, file.inner)
            first.setdefault(waits_for, InitRead(file, before, later))
    yield from first.values()


def _next(groups: Iterable[list[VolumeFile]], file: VolumeFile) -> VolumeFile | None:
    """The first that a later container writes."""
    end = (file.container.index + 1, -1)
    found = [group[at] for group in groups if (at := bisect_right(group, end, key=lambda one: one.moment)) < len(group)]
    return min(found, key=lambda one: one.moment, default=None)
