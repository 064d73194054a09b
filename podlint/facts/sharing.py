"""Volumes that the containers of a pod can share: who mounts them, and who names paths in them without a mount."""

from collections.abc import Iterable, Iterator

from podlint.dataclass import dataclass
from podlint.facts.deliveries import Delivery
from podlint.facts.near_paths import NearPath
from podlint.facts.paths import MountsByPath, PathUse
from podlint.facts.repairs import with_mount
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.host_paths import covers
from podlint.kubernetes.images import is_collector
from podlint.reading import Place

# Mount paths at which every image has files of its own: a path below them says nothing about a peer's volume.
_PRIVATE = ("/", "/tmp", "/var/tmp", "/run", "/var/run", "/var/cache", "/home", "/root", "/dev/shm")
# Volumes in which a log collector keeps its own state, in words of their names or paths.
_STATE = frozenset(
    {
        "buffer",
        "buffers",
        "storage",
        "state",
        "pos",
        "position",
        "positions",
        "tmp",
        "temp",
        "cache",
        "data",
        "queue",
        "queues",
        "registry",
        "checkpoint",
        "checkpoints",
        "spool",
        "db",
        "config",
        "conf",
        "plugins",
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class SharedVolume:
    """A volume that the running containers of a pod with several of them can share, and that some container mounts.

    `mounts` are all mounts of it. `outside` are the paths below its mount paths that containers name which mount
    nothing there: they see their own image's files. `lone_collector` is the mount of the log collector that alone
    mounts a volume for logs, None in every other case; `absent` are the running containers that do not mount it.
    """

    pod: Pod
    volume: Volume
    mounts: tuple[Mount, ...]
    outside: tuple[PathUse, ...]
    lone_collector: Mount | None
    absent: tuple[Container, ...]

    @property
    def place(self) -> Place:
        return self.volume.place

    @property
    def repaired(self) -> str:
        """The container that uses the volume from outside, with the mount that it lacks."""
        return with_mount(self.outside[0].container.name, self.volume.name, self.owner.path) if self.outside else ""

    @property
    def owner(self) -> Mount:
        """The mount under which the first outside path lies, else the first mount."""
        use = next(iter(self.outside), None)
        return next((mount for mount in self.mounts if use and covers(mount.path, use.path)), self.mounts[0])


def shared_volumes(facts: Facts) -> Iterator[SharedVolume]:
    for pod in facts.all(Pod):
        if pod.partial or len(facts.by(Container, "pod", pod)) < 2:
            continue
        outside = _uses_from_outside(facts, pod)
        for volume in facts.by(Volume, "pod", pod):
            mounts = facts.by(Mount, "volume", volume)
            if volume.shareable and mounts:
                yield _shared_volume(facts, volume, mounts, outside.get(volume, ()))


def _shared_volume(facts: Facts, volume: Volume, mounts: tuple[Mount, ...], outside: Iterable[PathUse]) -> SharedVolume:
    mounting = {mount.container for mount in mounts}
    others = [container for container in facts.by(Container, "pod", volume.pod) if container not in mounting]
    absent = tuple(container for container in others if container.running)
    return SharedVolume(
        pod=volume.pod,
        volume=volume,
        mounts=mounts,
        outside=tuple(use for use in outside if use.container not in mounting or _looks_elsewhere(facts, use)),
        lone_collector=_lone_collector(volume, mounts) if absent else None,
        absent=absent,
    )


def _uses_from_outside(facts: Facts, pod: Pod) -> dict[Volume | None, list[PathUse]]:
    """For each volume the paths below its mounts that containers name which see files of their own image there."""
    containers = facts.by(Container, "pod", pod)
    mounts = MountsByPath(mount for one in containers for mount in facts.by(Mount, "container", one) if _telling(mount))
    found: dict[Volume | None, list[PathUse]] = {}
    for use in (use for container in containers for use in facts.by(PathUse, "container", container)):
        if _in_own_image(facts, use):
            for volume in {mount.volume: None for above in mounts.above(use.path) for mount in above}:
                found.setdefault(volume, []).append(use)
    return found


def _looks_elsewhere(facts: Facts, use: PathUse) -> bool:
    """Whether a container that mounts the volume too reads where only another one has it, and not by a slip."""
    slips = (slip for row in facts.by(NearPath, "container", use.container) for slip in row.uses)
    return use.access == "read" and use.container.running and use not in slips


def _in_own_image(facts: Facts, use: PathUse) -> bool:
    """Whether the path is not mounted, unless an init container may mean the files that its image brings along.

    What an init container copies past the volumes is told as that.
    """
    if use.mount is not None or use.container.role == "ephemeral":
        return False
    if use.container.role != "init":
        return True
    copied = any(one.mount is None and one.paths for one in facts.by(Delivery, "container", use.container))
    return use.access == "write" and not copied


def _telling(mount: Mount) -> bool:
    return bool(mount.path) and mount.path not in _PRIVATE and not mount.path.startswith("/tmp/")


def _lone_collector(volume: Volume, mounts: tuple[Mount, ...]) -> Mount | None:
    """A claim may be written by another pod: only a volume that dies with the pod is certain to be empty."""
    only = mounts[0] if len({mount.container for mount in mounts}) == 1 else None
    if only is None or not only.container.running or volume.source == "persistentVolumeClaim":
        return None
    words = _words(volume.name) | _words(only.path)
    is_log = any(word.startswith("log") for word in words) and not words & _STATE
    return only if is_log and only.container.image and is_collector(only.container.image) else None


def _words(name: str) -> frozenset[str]:
    for sign in "/-_.":
        name = name.replace(sign, " ")
    return frozenset(name.lower().split())
