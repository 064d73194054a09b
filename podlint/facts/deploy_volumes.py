"""Volumes of the pod's own over a server's deploy directory, and whether anything can bring applications into them."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.claims import Claim
from podlint.facts.commands import Command
from podlint.facts.deliveries import Delivery
from podlint.facts.handovers import InitDelivery
from podlint.facts.objects import mapping
from podlint.facts.packaging import DeployMount
from podlint.facts.paths import PathUse
from podlint.facts.payload_repairs import filled_by_init
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container, descend
from podlint.kubernetes.host_paths import covers
from podlint.reading import Place

_SEEDING = ("bitnami/", "bitnamilegacy/")
"""Images whose start script fills an empty deploy directory with what they bring along."""


@dataclass(frozen=True, slots=True, eq=False)
class DeployVolume:
    """A volume that begins empty, mounted whole over the deploy directory of a server.

    `writable_by` are the mounts of other containers; `filled` says that something else may bring files: the server's
    own command or hook, a further mount below, another pod that uses the claim, a source of the claim's data, or the
    image itself. `missed` is an init container whose files are meant for this server, which does not see them.
    `starts_itself` says that the container runs what its image says, so that nothing unknown comes before the server.
    """

    mount: Mount
    server: str
    source: str
    writable_by: tuple[Mount, ...]
    filled: bool
    missed: InitDelivery | None
    starts_itself: bool

    @property
    def place(self) -> Place:
        return self.mount.place

    @property
    def container(self) -> Container:
        return self.mount.container

    @property
    def repaired(self) -> str:
        """An init container that brings the application, with the user's own volume and server."""
        return filled_by_init(self.mount) if self.source == "emptyDir" else ""


def deploy_volumes(facts: Facts) -> Iterator[DeployVolume]:
    for deploy in facts.all(DeployMount):
        volume = deploy.mount.volume
        begins_empty = volume is not None and volume.shareable and not deploy.host_path
        if volume is not None and begins_empty and deploy.extent == "directory" and not deploy.mount.sub_path:
            yield _deploy_volume(facts, deploy, volume)


def _deploy_volume(facts: Facts, deploy: DeployMount, volume: Volume) -> DeployVolume:
    mount, container = deploy.mount, deploy.container
    others = [other for other in facts.by(Mount, "volume", volume) if other.container is not container]
    return DeployVolume(
        mount=mount,
        server=deploy.server,
        source=volume.source,
        writable_by=tuple(others),
        filled=_filled(facts, mount, volume),
        missed=next(_missed(facts, container), None),
        starts_itself=not facts.by(Command, "container", container),
    )


def _filled(facts: Facts, mount: Mount, volume: Volume) -> bool:
    container = mount.container
    below = any(covers(mount.path, other.path) for other in _mounts(facts, container) if other is not mount)
    written = any(use.access == "write" for use in facts.by(PathUse, "mount", mount))
    brought = any(one.mount is mount or not one.paths for one in facts.by(Delivery, "container", container))
    seeded = container.image is not None and container.image.repository.startswith(_SEEDING)
    return below or written or brought or seeded or _filled_elsewhere(facts, volume)


def _mounts(facts: Facts, container: Container) -> tuple[Mount, ...]:
    return facts.by(Mount, "container", container)


def _filled_elsewhere(facts: Facts, volume: Volume) -> bool:
    """Whether a claim has a source for its data, or another workload of the input uses it."""
    if volume.source == "ephemeral":
        template = descend(volume.node, ("ephemeral", "volumeClaimTemplate", "spec"))
        return "dataSource" in mapping(template) or "dataSourceRef" in mapping(template)
    claims = [claim for claim in facts.by(Claim, "name", volume.claim) if volume in claim.users] if volume.claim else []
    specs = [mapping(claim.object.node.get("spec")) for claim in claims]
    if volume.template:
        specs.append(mapping(volume.node.get("spec")))
    sourced = any("dataSource" in spec or "dataSourceRef" in spec for spec in specs)
    return sourced or any(len(claim.workloads) > 1 for claim in claims)


def _missed(facts: Facts, container: Container) -> Iterator[InitDelivery]:
    for other in facts.by(Container, "pod", container.pod):
        for one in facts.by(InitDelivery, "container", other):
            if one.alone and one.consumer is container:
                yield one
