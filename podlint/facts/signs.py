"""Signs that two workloads belong on one node: what each kind of sign is, and how it is told from chance."""

from collections import Counter
from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.affinities import affinity_targets
from podlint.facts.claims import Claim
from podlint.facts.shared_directories import sharing_groups, upwards
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.host_paths import (
    is_log_directory,
    is_plugin_directory,
    is_runtime_socket,
    is_socket,
    is_system,
    node_path,
)
from podlint.kubernetes.images import is_collector
from podlint.kubernetes.kinds import long_running
from podlint.reading import Place

TIERS = ("low", "medium", "high")


@dataclass(frozen=True, slots=True, eq=False)
class Sign:
    """One thing that binds a client workload to a server.

    `kind` is hostPath, socket, claim, affinity or localhost; `subject` is the path, the claim or the address.
    `place` lies on the client's side, `server_place` on the other. `tier` (low, medium, high) says how much the
    sign proves. `volumes` are the client's and the server's, where it is a volume that binds them.
    """

    kind: str
    subject: str
    client: Pod
    server: Pod
    place: Place
    note: str
    server_place: Place
    server_note: str
    tier: str
    volumes: tuple[Volume, ...] = ()


def movable(pod: Pod) -> bool:
    """Whether the scheduler places its pods one by one: no DaemonSet, no static pod, no live dump."""
    node = pod.object.node
    fixed = pod.kind in ("DaemonSet", "PodTemplate") or "status" in node or "nodeName" in pod.spec
    static = "kubernetes.io/config.source" in pod.annotations or pod.labels.get("tier") == "control-plane"
    return not (fixed or static or pod.partial or pod.namespace == "kube-system" or pod.spec.get("hostPID") is True)


def alternatives(facts: Facts, one: Pod, other: Pod) -> bool:
    """Whether both seem to be variants of one application, of which a cluster runs one: the same set of images."""
    return one.name == other.name or images_of(facts, one) == images_of(facts, other)


def images_of(facts: Facts, pod: Pod) -> frozenset[str]:
    """The names of the pod's images without registry and tag: what variants of one application have in common."""
    return frozenset(container.image.basename for container in facts.by(Container, "pod", pod) if container.image)


def host_path_signs(facts: Facts) -> Iterator[Sign]:
    """Two workloads use one directory of a node: they find each other's files only when they land on the same one."""
    volumes = [volume for volume in facts.by(Volume, "source", "hostPath") if movable(volume.pod)]
    for group in sharing_groups([volume for volume in volumes if _a_channel(volume)]):
        if served_on_every_node(facts, group[0]):
            continue
        hub = _hub(facts, group)
        for volume in group:
            if volume.pod is not hub.pod and not alternatives(facts, volume.pod, hub.pod):
                yield from _host_path_sign(facts, volume, hub)


def _a_channel(volume: Volume) -> bool:
    path = volume.host_path
    return bool(path) and (not is_system(path) or is_plugin_directory(path)) and not is_runtime_socket(path)


def served_on_every_node(facts: Facts, volume: Volume) -> bool:
    """Whether a DaemonSet of the input mounts the path, or one around it."""
    served, around = facts.derived(_daemon_paths)
    return node_path(volume.host_path) in around or any(path in served for path in upwards(volume.host_path))


def _daemon_paths(facts: Facts) -> tuple[frozenset[str], frozenset[str]]:
    """The paths that DaemonSets mount, and those together with the directories right above them."""
    volumes = [volume for volume in facts.by(Volume, "source", "hostPath") if volume.pod.kind == "DaemonSet"]
    served = frozenset(node_path(volume.host_path) for volume in volumes if not is_system(volume.host_path))
    return served, frozenset(path for one in served for path in upwards(one))


def _hub(facts: Facts, group: list[Volume]) -> Volume:
    """The workload that the others depend on: the target of their affinity, else the first that writes there."""
    pods = dict.fromkeys(volume.pod for volume in group)
    wanted = Counter(target for pod in pods for target, _ in affinity_targets(facts, pod) if target in pods)
    if wanted:
        ((hub, _),) = wanted.most_common(1)
        return next(volume for volume in group if volume.pod is hub)
    writers = [volume for volume in group if _writes(facts, volume) and not only_collects(facts, volume.pod)]
    return (writers or group)[0]


def _writes(facts: Facts, volume: Volume) -> bool:
    return any(not mount.read_only for mount in facts.by(Mount, "volume", volume))


def only_collects(facts: Facts, pod: Pod) -> bool:
    """Whether every running container of the pod is a log collector."""
    images = [container.image for container in facts.by(Container, "pod", pod) if container.running]
    return bool(images) and all(image is not None and is_collector(image) for image in images)


def _host_path_sign(facts: Facts, volume: Volume, hub: Volume) -> Iterator[Sign]:
    bound = any(target is hub.pod for target, _ in affinity_targets(facts, volume.pod))
    if not (_writes(facts, volume) or _writes(facts, hub)) or (is_plugin_directory(volume.host_path) and not bound):
        return
    path = volume.host_path
    socket = is_socket(path) or is_plugin_directory(path)
    yield Sign(
        "socket" if socket else "hostPath",
        path,
        volume.pod,
        hub.pod,
        path_place(volume),
        f"{volume.pod.title} uses {path} of whichever node it lands on",
        path_place(hub),
        f"{hub.pod.title} has {hub.host_path} of its node",
        "high" if socket or is_log_directory(path) or only_collects(facts, volume.pod) else "medium",
        (volume, hub),
    )


def path_place(volume: Volume) -> Place:
    """Where the path of a hostPath volume is written."""
    place: Place = volume.node["hostPath"].value_place("path")
    return place


def affinity_signs(facts: Facts) -> Iterator[Sign]:
    for pod in facts.all(Pod):
        targets = affinity_targets(facts, pod) if movable(pod) else ()
        for target, place in targets:
            if movable(target):
                note = f"{pod.title} must run on the node of {target.title}"
                own = "the one it follows"
                yield Sign("affinity", target.title, pod, target, place, note, target.place, own, "low")


def claim_signs(facts: Facts) -> Iterator[Sign]:
    """Two workloads use a volume that one node at a time can mount; one for a single pod helps on no node."""
    for claim in facts.all(Claim):
        users = [volume for volume in claim.users if movable(volume.pod)]
        if not claim.exclusive or claim.single_pod or len({volume.pod for volume in users}) < 2:
            continue
        hub = next((volume for volume in users if long_running(volume.pod.kind)), users[0])
        for volume in users:
            if volume.pod is not hub.pod and not alternatives(facts, volume.pod, hub.pod):
                yield _claim_sign(claim, volume, hub)


def _claim_sign(claim: Claim, volume: Volume, hub: Volume) -> Sign:
    modes = ", ".join(claim.access_modes)
    both_run = long_running(volume.pod.kind) and long_running(hub.pod.kind)
    return Sign(
        "claim",
        claim.object.name,
        volume.pod,
        hub.pod,
        claim_place(volume),
        f"{volume.pod.title} mounts claim {claim.object.name} ({modes})",
        claim_place(hub),
        f"{hub.pod.title} mounts the same claim",
        "medium" if both_run and not claim.file_based else "low",
        (volume, hub),
    )


def claim_place(volume: Volume) -> Place:
    """Where a pod's volume names its claim."""
    place: Place = volume.node["persistentVolumeClaim"].value_place("claimName")
    return place
