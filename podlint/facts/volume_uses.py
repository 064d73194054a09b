"""Declared volumes and the use that the containers of their pod make of them."""

from collections.abc import Iterator
from itertools import islice

from podlint.dataclass import dataclass
from podlint.facts.objects import mappings, text
from podlint.facts.packaging import DeployMount
from podlint.facts.paths import PathUse
from podlint.facts.sharing import SharedVolume
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.host_paths import covers
from podlint.kubernetes.images import is_collector
from podlint.kubernetes.placeholders import is_placeholder
from podlint.reading import Place

_MASKED = ("/var/run/secrets", "/run/secrets")
"""Over these an empty volume is mounted in order to hide what is there, the token of the service account."""
_MOST = 20
"""Mounts without a volume of which it is asked what volume they may mean."""


@dataclass(frozen=True, slots=True, eq=False)
class VolumeUse:
    """A volume that a pod declares, and who uses it. Patches and snippets are left out.

    `device` says that a container takes it as a block device. `writers` are the mounts through which files can come
    into it: not read-only, and not of a log collector, which reads, unless that names something there to write.
    `meant` is a mount of the pod whose volume is not declared and whose name is most like this one. `unsettled` says
    that the manifest does not show all mounts: names are filled in when it is rendered, a webhook adds containers, or a
    container's mounts are written twice. `explained` says that another fact tells why nothing comes into it.
    """

    pod: Pod
    volume: Volume
    mounts: tuple[Mount, ...]
    containers: tuple[Container, ...]
    device: bool
    writers: tuple[Mount, ...]
    meant: Mount | None
    unsettled: bool
    explained: bool

    @property
    def readers(self) -> tuple[Mount, ...]:
        """The mounts that are read-only."""
        return tuple(mount for mount in self.mounts if mount.read_only)

    @property
    def place(self) -> Place:
        return self.volume.place


def volume_uses(facts: Facts) -> Iterator[VolumeUse]:
    for pod in facts.all(Pod):
        if not pod.partial and facts.by(Volume, "pod", pod):
            yield from _of_pod(facts, pod)


def _of_pod(facts: Facts, pod: Pod) -> Iterator[VolumeUse]:
    containers = facts.by(Container, "pod", pod)
    mounts = [mount for container in containers for mount in facts.by(Mount, "container", container)]
    by_name: dict[str, list[Mount]] = {}
    for mount in mounts:
        by_name.setdefault(mount.name, []).append(mount)
    devices = {text(node.get("name")) for one in containers for node in mappings(one.node.get("volumeDevices"))}
    meant = {mount.nearest: mount for mount in islice((one for one in mounts if one.volume is None), _MOST)}
    unsettled = pod.injected or any(map(_unsettled, containers)) or any(is_placeholder(name) for name in by_name)
    for volume in facts.by(Volume, "pod", pod):
        own = tuple(by_name.get(volume.name, ()))
        yield VolumeUse(
            pod=pod,
            volume=volume,
            mounts=own,
            containers=containers,
            device=volume.name in devices,
            writers=tuple(mount for mount in own if _writes(facts, mount)),
            meant=meant.get(volume.name),
            unsettled=unsettled or is_placeholder(volume.name),
            explained=_explained(facts, volume, own),
        )


def _unsettled(container: Container) -> bool:
    return any(duplicate.key in ("volumeMounts", "volumeDevices") for duplicate in container.node.duplicates)


def _writes(facts: Facts, mount: Mount) -> bool:
    if mount.read_only:
        return False
    image = mount.container.image
    if image is None or not is_collector(image):
        return True
    return any(use.access == "write" for use in facts.by(PathUse, "mount", mount))


def _explained(facts: Facts, volume: Volume, mounts: tuple[Mount, ...]) -> bool:
    if any(covers(mask, mount.path) for mask in _MASKED for mount in mounts):
        return True
    shared = facts.by(SharedVolume, "volume", volume)
    told = any(row.outside or row.lone_collector is not None for row in shared)
    alone = len({mount.container for mount in mounts}) == 1
    return told or (alone and any(facts.by(DeployMount, "mount", mount) for mount in mounts))
