"""How pods use directories of the node they land on, through their own volumes or a PersistentVolume behind a claim."""

from collections.abc import Iterator
from collections.abc import Mapping as Map
from typing import Any

from podlint.dataclass import dataclass
from podlint.facts.claims import claim_of
from podlint.facts.collecting import reads_logs
from podlint.facts.couplings import Coupling
from podlint.facts.node_pins import NodePin, is_live, is_static, pinned
from podlint.facts.objects import Object, mapping, text
from podlint.facts.packaging import DeployMount
from podlint.facts.signs import only_collects, path_place, served_on_every_node
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container, Pod, descend
from podlint.kubernetes.host_paths import (
    holds_runtime_socket,
    is_log_directory,
    is_socket,
    is_system,
    is_trivial,
    node_path,
    normalise,
)
from podlint.kubernetes.kinds import long_running
from podlint.kubernetes.placeholders import is_placeholder
from podlint.kubernetes.selectors import matches_selector
from podlint.reading import Place, Sequence

_TOP = frozenset({"/", "/etc", "/var", "/root", "/home"})
_CONTAINER_LOGS = ("/var/lib/docker/containers", "/var/lib/docker")
# Volume types (HostPathVolumeSource.type) that ask for a directory or make one, whatever the mounts do with it.
_ASKING_TYPES = frozenset({"Directory", "DirectoryOrCreate", "FileOrCreate"})
# What the type says about the path (HostPathVolumeSource.type); other types leave it open.
_KIND_OF_TYPE = {"Socket": "socket", "CharDevice": "system", "BlockDevice": "system"}
_LIBRARY_ENDINGS = (".so", ".so.1")


@dataclass(frozen=True, slots=True, eq=False)
class HostPathUse:
    """A volume of a pod that is a directory or file of the node.

    `path` is the node's path and `path_kind` what lies there: runtime-socket, trivial (time zone, certificates), top
    (`/`, `/etc`, `/var`, `/root`, `/home`), library (of a driver), socket, system, log or data. `logs` says that logs
    lie there, those of the system included. `writable` says that some mount may write, `asks` that the type of the
    volume demands or makes the directory.

    `persistent_volume` is what stands between pod and path where the pod uses a claim. `pinned` says that pod or
    PersistentVolume are held on a node; `served` that a DaemonSet of the input has the path on every node; `of_node`
    that the pod is part of the node rather than placed on one: DaemonSet, static pod, CSI driver, audit, copy from a
    cluster. `coupling` is the pod's side (client or server) in a Coupling through the volume, else empty. `collected`
    says that the pod is nothing but a log collector that reads logs there, `deploys` that a server runs code from the
    volume. `many` says that the claim asks for ReadWriteMany; with ReadOnlyMany alone nobody may write.
    """

    pod: Pod
    volume: Volume
    mounts: tuple[Mount, ...]
    path: str
    path_kind: str
    logs: bool
    writable: bool
    asks: bool
    persistent_volume: Object | None
    pinned: bool
    served: bool
    of_node: bool
    coupling: str
    collected: bool
    deploys: bool
    many: bool
    path_place: Place

    @property
    def place(self) -> Place:
        return self.path_place

    @property
    def users(self) -> str:
        """The names of the containers that mount it, for sentences."""
        return " and ".join(dict.fromkeys(str(mount.container) for mount in self.mounts))

    @property
    def long_running(self) -> bool:
        return long_running(self.pod.kind)


def host_path_uses(facts: Facts) -> Iterator[HostPathUse]:
    """One row for each volume, for each PersistentVolume behind a claim; none where the path is filled in later."""
    for volume in facts.all(Volume):
        if volume.host_path and not is_placeholder(volume.host_path):
            yield _row(facts, volume, volume.host_path, None)
        elif volume.source == "persistentVolumeClaim":
            behind = _persistent_volume(facts, volume)
            path = _path_of(behind) if behind else ""
            if path and not is_placeholder(path):
                yield _row(facts, volume, path, behind)


def path_kind(path: str, asked: str = "") -> str:
    """What lies at a path of a node, in one word; see HostPathUse. `asked` is the type that the volume asks for."""
    found = next((kind for kind, fits in _KINDS if fits(path)), "data")
    return found if found == "runtime-socket" else _KIND_OF_TYPE.get(asked, found)


def _is_library(path: str) -> bool:
    return path.endswith(_LIBRARY_ENDINGS) or any(part.startswith(("nvidia", "libcuda")) for part in path.split("/"))


def _is_in_run(path: str) -> bool:
    """/run is emptied at every start of the node: what lies there are sockets and locks, not data."""
    return is_socket(path) or node_path(path).startswith("/run/")


# The first that fits counts.
_KINDS = (
    ("runtime-socket", holds_runtime_socket),
    ("trivial", is_trivial),
    ("top", lambda path: node_path(path) in _TOP),
    ("library", _is_library),
    ("system", is_system),
    ("socket", _is_in_run),
    ("log", is_log_directory),
)


def _row(facts: Facts, volume: Volume, path: str, behind: Object | None) -> HostPathUse:
    mounts = facts.by(Mount, "volume", volume)
    pod = volume.pod
    asked = text(mapping(volume.node.get("hostPath")).get("type"))
    modes = _access_modes(facts, volume)
    kind, logs = path_kind(path, asked), is_log_directory(path) or node_path(path) in _CONTAINER_LOGS
    return HostPathUse(
        pod=pod,
        volume=volume,
        mounts=mounts,
        path=path,
        path_kind=kind,
        logs=logs,
        writable=modes != ("ReadOnlyMany",) and any(not mount.read_only for mount in mounts),
        asks=asked in _ASKING_TYPES,
        persistent_volume=behind,
        pinned=pinned(facts, pod) or (behind is not None and _has_affinity(behind)),
        served=bool(volume.host_path) and pod.kind != "DaemonSet" and served_on_every_node(facts, volume),
        of_node=_is_of_node(facts, pod),
        coupling=_sides(facts).get(volume, ""),
        collected=only_collects(facts, pod) and reads_logs(facts, mounts, path, logs=logs, data=kind == "data"),
        deploys=any(facts.by(DeployMount, "mount", mount) for mount in mounts),
        many="ReadWriteMany" in modes,
        path_place=behind.node["spec"]["hostPath"].value_place("path") if behind else path_place(volume),
    )


def _is_of_node(facts: Facts, pod: Pod) -> bool:
    if pod.kind == "DaemonSet" or pod.namespace == "kube-system" or pod.labels.get("tier") == "control-plane":
        return True
    return is_live(pod) or is_static(pod) or _is_audit(facts, pod) or _is_storage_driver(facts, pod)


def _is_audit(facts: Facts, pod: Pod) -> bool:
    """A job that looks after one node: it runs among the node's processes or names the node."""
    at_node = pod.spec.get("hostPID") is True or bool(facts.by(NodePin, "pod", pod))
    return at_node and not long_running(pod.kind)


def _is_storage_driver(facts: Facts, pod: Pod) -> bool:
    images = (container.image for container in facts.by(Container, "pod", pod))
    return any(image is not None and "csi" in image.tokens for image in images)


def _sides(facts: Facts) -> dict[Volume, str]:
    return facts.derived(_coupled_volumes)


def _coupled_volumes(facts: Facts) -> dict[Volume, str]:
    """The volumes that bind two workloads, with the side of their pod."""
    sides: dict[Volume, str] = {}
    for coupling in facts.all(Coupling):
        for sign in coupling.signs:
            sides.update(zip(sign.volumes, ("client", "server"), strict=False))
    return sides


def _has_affinity(persistent_volume: Object) -> bool:
    return bool(descend(persistent_volume.node, ("spec", "nodeAffinity")))


def _path_of(persistent_volume: Object) -> str:
    return normalise(text(descend(persistent_volume.node, ("spec", "hostPath", "path"))))


def _persistent_volume(facts: Facts, volume: Volume) -> Object | None:
    """The PersistentVolume with a hostPath that stands behind the claim, or behind the claims of a claim template."""
    claim = claim_of(facts, volume)
    holder = claim.object.node if claim else volume.node
    candidates = claim.volumes if claim else _of_class(facts, volume) if volume.template else ()
    selector = mapping(descend(holder, ("spec", "selector")))
    return next((item for item in candidates if _path_of(item) and _is_selected(selector, item)), None)


def _access_modes(facts: Facts, volume: Volume) -> tuple[str, ...]:
    claim = claim_of(facts, volume)
    if claim:
        return claim.access_modes
    modes = descend(volume.node, ("spec", "accessModes")) if volume.template else None
    return tuple(map(text, modes)) if isinstance(modes, Sequence) else ()


def _is_selected(selector: Map[str, Any], item: Object) -> bool:
    """Whether the labels match; a name in place of a label's value shows what is meant as well."""
    if not selector or item.name in mapping(selector.get("matchLabels")).values():
        return True
    return matches_selector(selector, mapping(item.metadata.get("labels"))) is True


def _of_class(facts: Facts, volume: Volume) -> list[Object]:
    """The PersistentVolumes of the template's storage class; without a class, those in the folder without one."""
    return facts.derived(_volumes_by_class).get(_class(volume.node, volume.pod.object.folder), [])


def _volumes_by_class(facts: Facts) -> dict[tuple[str, str], list[Object]]:
    found: dict[tuple[str, str], list[Object]] = {}
    for item in facts.by(Object, "kind", "PersistentVolume"):
        found.setdefault(_class(item.node, item.folder), []).append(item)
    return found


def _class(node: object, folder: str) -> tuple[str, str]:
    name = text(descend(node, ("spec", "storageClassName")))
    return name, "" if name else folder
