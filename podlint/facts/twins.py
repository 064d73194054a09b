"""Different emptyDirs at one path of two containers that share no volume."""

from collections.abc import Iterator
from itertools import pairwise

from podlint.dataclass import dataclass
from podlint.facts.handovers import InitDelivery
from podlint.facts.paths import PathUse
from podlint.facts.repairs import with_mount
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.host_paths import covers, is_log_directory
from podlint.kubernetes.images import is_collector
from podlint.reading import Place

_SCRATCH = ("/tmp", "/var/tmp", "/run", "/var/run", "/var/cache", "/dev/shm")
"""Trees in which every program keeps files of its own."""
_MOST = 200
"""Mounts of a container, or of a volume, among which a connection is looked for."""
_HOMES = frozenset({"/", "/home", "/root"})
_OWN_WORDS = frozenset(
    ("tmp", "temp", "cache", "caches", "run", "etc", "conf", "config", "configs", "state", "buffer", "buffers", "home")
)


@dataclass(frozen=True, slots=True, eq=False)
class Twin:
    """Two containers of a pod mount different emptyDirs at one path, and no volume connects them.

    `reader` is the side that is more likely to wait for the other's files. `uses` are the paths below the mount that
    both name; `written` says that one of them is seen to write there, `logs` that it is a directory for logs or that
    the reader is a collector. `told` says that the copy of an init container into one of the volumes tells the same.
    """

    pod: Pod
    path: str
    writer: Mount
    reader: Mount
    uses: tuple[PathUse, ...]
    written: bool
    logs: bool
    told: bool

    @property
    def place(self) -> Place:
        return self.reader.place

    @property
    def repaired(self) -> str:
        """The reader with the writer's volume."""
        return with_mount(self.reader.container.name, self.writer.name, self.path)


def twins(facts: Facts) -> Iterator[Twin]:
    for pod in facts.all(Pod):
        if pod.partial:
            continue
        groups: dict[str, list[Mount]] = {}
        for volume in facts.by(Volume, "pod", pod):
            for mount in facts.by(Mount, "volume", volume) if volume.source == "emptyDir" else ():
                groups.setdefault(mount.path, []).append(mount)
        for path, mounts in groups.items():
            yield from _at(facts, path, mounts)


def _at(facts: Facts, path: str, mounts: list[Mount]) -> Iterator[Twin]:
    """Neighbours in the order in which the containers start: one row tells enough where there are three."""
    mounts = [mount for mount in mounts if mount.container.role != "ephemeral" and not mount.sub_path]
    mounts.sort(key=lambda mount: mount.container.index)
    for first, second in pairwise(mounts):
        both_init = first.container.role == second.container.role == "init"
        if first.volume is not second.volume and not both_init and not _connected(facts, first, second):
            yield from _twin(facts, path, first, second)


def _twin(facts: Facts, path: str, first: Mount, second: Mount) -> Iterator[Twin]:
    uses = tuple(_same(facts, first, second))
    same_image = first.container.image == second.container.image
    if path in _HOMES or path in _SCRATCH or (not uses and (same_image or _is_own(path))):
        return
    waits = _waits(facts, first) - _waits(facts, second)
    writer, reader = (second, first) if waits > 0 else (first, second)
    yield Twin(
        pod=first.container.pod,
        path=path,
        writer=writer,
        reader=reader,
        uses=uses,
        written=any(use.access == "write" for mount in (first, second) for use in _uses(facts, mount)),
        logs=is_log_directory(path) or _collects(reader.container),
        told=any(_is_told(facts, mount) for mount in (first, second)),
    )


def _is_own(path: str) -> bool:
    words = path.lower().replace("-", "/").replace("_", "/").replace(".", "/").split("/")
    return any(covers(tree, path) for tree in _SCRATCH) or not _OWN_WORDS.isdisjoint(words)


def _connected(facts: Facts, first: Mount, second: Mount) -> bool:
    """Whether both see a further volume, or a third container sees both of these."""
    ends = [_volumes(facts, mount.container) for mount in (first, second)]
    third = [_containers(facts, mount.volume) for mount in (first, second)]
    return bool(ends[0] & ends[1]) or bool(third[0] & third[1])


def _volumes(facts: Facts, container: Container) -> set[Volume]:
    mounted = [mount.volume for mount in facts.by(Mount, "container", container)[:_MOST]]
    return {volume for volume in mounted if volume is not None and volume.shareable}


def _containers(facts: Facts, volume: Volume | None) -> set[Container]:
    return {mount.container for mount in facts.by(Mount, "volume", volume)[:_MOST]}


def _same(facts: Facts, first: Mount, second: Mount) -> Iterator[PathUse]:
    """Paths below the two mounts that both sides name, as each of them names them."""
    here, there = (_uses(facts, mount) for mount in (first, second))
    both = {use.path for use in here} & {use.path for use in there}
    yield from (use for use in (*here, *there) if use.path in both)


def _uses(facts: Facts, mount: Mount) -> list[PathUse]:
    return [use for use in facts.by(PathUse, "mount", mount) if use.path != mount.path]


def _waits(facts: Facts, mount: Mount) -> int:
    """How much speaks for a container that reads what others write: more than 0 if anything, less if it writes."""
    accesses = {use.access for use in _uses(facts, mount)}
    return mount.read_only + ("read" in accesses) + _collects(mount.container) - ("write" in accesses)


def _collects(container: Container) -> bool:
    return container.image is not None and is_collector(container.image)


def _is_told(facts: Facts, mount: Mount) -> bool:
    rows = facts.by(InitDelivery, "container", mount.container)
    return any(row.alone and row.volume is mount.volume for row in rows)
