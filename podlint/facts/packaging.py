"""How application code reaches the servers that run it: the volumes mounted over their deploy directories."""

from collections.abc import Iterator
from itertools import pairwise

from podlint.dataclass import dataclass
from podlint.facts.claims import Claim
from podlint.facts.commands import Command
from podlint.facts.objects import Object, mapping, text
from podlint.facts.signs import path_place
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container, descend
from podlint.kubernetes.deploy_directories import DeployDirectory, Extent, deploy_directory
from podlint.kubernetes.host_paths import normalise
from podlint.kubernetes.images import is_app_server, software
from podlint.reading import Place

_CODE = (".war", ".ear", ".jar", ".class")
_HOSTNAME = "kubernetes.io/hostname"


@dataclass(frozen=True, slots=True, eq=False)
class DeployMount:
    """A volume mounted where a server looks for the applications it runs.

    `server` names it (tomcat, java ...); `extent` is directory, archive, application or home: what the mount
    replaces. `source` is the volume's. `host_path` is the directory of the node that the code comes from, empty where
    it comes from elsewhere; `behind_claim` says that it lies behind a PersistentVolume of the input. `pinned` says
    that the pod is held on one node.
    """

    mount: Mount
    server: str
    extent: str
    source: str
    host_path: str
    behind_claim: bool
    pinned: bool
    source_place: Place

    @property
    def place(self) -> Place:
        return self.mount.place

    @property
    def container(self) -> Container:
        return self.mount.container


def deploy_mounts(facts: Facts) -> Iterator[DeployMount]:
    for mount in facts.all(Mount):
        volume = mount.volume
        if volume is None or not mount.container.running or mount.container.pod.partial:
            continue
        found = _deploys(facts, mount)
        if found:
            extent, server = found
            yield _row(facts, mount, volume, extent, server)


def _row(facts: Facts, mount: Mount, volume: Volume, extent: Extent, server: str) -> DeployMount:
    behind = _persistent_volume(facts, volume)
    path = volume.host_path or (_path_of(behind) if behind else "")
    return DeployMount(
        mount=mount,
        server=server,
        extent=str(extent),
        source=volume.source,
        host_path=path,
        behind_claim=behind is not None,
        pinned=_pinned(mount.container),
        source_place=_source_place(volume, behind),
    )


def _deploys(facts: Facts, mount: Mount) -> tuple[Extent, str] | None:
    """A deploy directory counts where a server is there to read it: by its image, by the path, or as `java -jar`."""
    found = deploy_directory(mount.path)
    server = _server(mount.container)
    if found is None or (
        mount.sub_path and not mount.sub_path.endswith(_CODE) and found.extent is not Extent.DIRECTORY
    ):
        return _runs_jar(facts, mount)
    if found.server or server:
        return (found.extent, server or found.server) if _holds_code(mount, found) else None
    return _runs_jar(facts, mount)


def _holds_code(mount: Mount, found: DeployDirectory) -> bool:
    """A single file mounted by subPath is code only by its ending."""
    return not mount.sub_path or found.extent is Extent.DIRECTORY or mount.sub_path.endswith(_CODE)


def _server(container: Container) -> str:
    image = container.image
    return min(software(image), default="") if image is not None and is_app_server(image) else ""


def _runs_jar(facts: Facts, mount: Mount) -> tuple[Extent, str] | None:
    """`java -jar X` with X in the mount: the volume brings the program itself."""
    for command in facts.by(Command, "container", mount.container):
        values = [item.value or "" for item in command.items]
        jars = [after for before, after in pairwise(values) if before == "-jar"]
        if any(normalise(jar) == mount.path or normalise(jar).startswith(mount.path + "/") for jar in jars):
            return Extent.ARCHIVE, "java"
    return None


def _persistent_volume(facts: Facts, volume: Volume) -> Object | None:
    """The PersistentVolume of the input with a hostPath that stands behind the volume's claim."""
    for claim in facts.by(Claim, "name", volume.claim) if volume.claim else ():
        if volume in claim.users:
            return next((behind for behind in claim.volumes if _path_of(behind)), None)
    return None


def _path_of(persistent_volume: Object) -> str:
    return normalise(text(descend(persistent_volume.node, ("spec", "hostPath", "path"))))


def _source_place(volume: Volume, behind: Object | None) -> Place:
    if behind is not None:
        place: Place = behind.node["spec"]["hostPath"].value_place("path")
        return place
    return path_place(volume) if volume.host_path else volume.place


def _pinned(container: Container) -> bool:
    """By nodeName or a host name in nodeSelector or required node affinity."""
    spec = container.pod.spec
    if "nodeName" in spec or _HOSTNAME in mapping(spec.get("nodeSelector")):
        return True
    affinity = descend(spec, ("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"))
    return _HOSTNAME in str(affinity)
