"""PersistentVolumeClaims, the workloads that use them, and what the volumes behind them can do."""

from collections.abc import Iterator
from dataclasses import dataclass

from podlint.facts.neighbourhood import distance, same_namespace
from podlint.facts.objects import Object, mapping, text
from podlint.facts.store import Facts
from podlint.facts.volumes import Volume
from podlint.facts.workloads import Pod
from podlint.reading import Place, Sequence

_SINGLE_NODE = frozenset({"ReadWriteOnce", "ReadWriteOncePod"})
# Volume types that many nodes can mount, whatever the access mode says: the mode is a wish, not a lock, for them.
_SHARED_FILE_SYSTEMS = frozenset({"nfs", "cephfs", "glusterfs", "azureFile", "hostPath", "local"})
_FAR = 2
"""Folders apart beyond which equal names are chance: an input often holds several applications."""


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A PersistentVolumeClaim of the input with the volumes of pods that use it.

    `volumes` are the PersistentVolumes of the input that may stand behind it. `exclusive` says that one node at a
    time can mount it: all its access modes are ReadWriteOnce or ReadWriteOncePod. `file_based` says that the volume
    behind it is a shared or local file system that does not enforce this.
    """

    object: Object
    name: str
    access_modes: tuple[str, ...]
    users: tuple[Volume, ...]
    volumes: tuple[Object, ...]
    exclusive: bool
    file_based: bool

    @property
    def place(self) -> Place:
        return self.object.place

    @property
    def workloads(self) -> tuple[Pod, ...]:
        """The users, each once."""
        return tuple(dict.fromkeys(volume.pod for volume in self.users))


def claims(facts: Facts) -> Iterator[Claim]:
    for item in facts.all(Object):
        if item.kind == "PersistentVolumeClaim" and item.api_version == "v1" and item.name:
            yield _claim(facts, item)


def _claim(facts: Facts, item: Object) -> Claim:
    modes = _access_modes(item)
    behind = tuple(_volumes_behind(facts, item))
    return Claim(
        object=item,
        name=item.name,
        access_modes=modes,
        users=tuple(volume for volume in facts.by(Volume, "claim", item.name) if _meant(facts, item, volume)),
        volumes=behind,
        exclusive=bool(modes) and set(modes) <= _SINGLE_NODE,
        file_based=any(map(_on_shared_file_system, behind)),
    )


def _access_modes(item: Object) -> tuple[str, ...]:
    modes = mapping(item.node.get("spec")).get("accessModes")
    return tuple(text(mode) for mode in modes) if isinstance(modes, Sequence) else ()


def _meant(facts: Facts, claim: Object, volume: Volume) -> bool:
    """Whether a pod means this claim and none of the same name elsewhere in the input: the nearest one wins."""
    user = volume.pod.object
    if not same_namespace(claim, user) or (not claim.namespace and distance(user, claim) > _FAR):
        return False
    rivals = [other for other in facts.by(Object, "name", claim.name) if _rivals(other, claim)]
    return all(distance(user, claim) <= distance(user, other) for other in rivals)


def _rivals(other: Object, claim: Object) -> bool:
    return other is not claim and other.kind == claim.kind and same_namespace(other, claim)


def _volumes_behind(facts: Facts, claim: Object) -> Iterator[Object]:
    """PersistentVolumes that the claim names, that name the claim, or that offer its storage class in the input."""
    spec = mapping(claim.node.get("spec"))
    for volume in facts.by(Object, "kind", "PersistentVolume"):
        offered = mapping(volume.node.get("spec"))
        bound = text(mapping(offered.get("claimRef")).get("name")) == claim.name
        by_class = bool(text(spec.get("storageClassName"))) and spec.get("storageClassName") == offered.get(
            "storageClassName"
        )
        # Without a class on both sides any volume that is large enough may be bound.
        classless = not text(spec.get("storageClassName")) and not text(offered.get("storageClassName"))
        if bound or spec.get("volumeName") == volume.name or by_class or (classless and volume.folder == claim.folder):
            yield volume


def _on_shared_file_system(volume: Object) -> bool:
    return any(key in _SHARED_FILE_SYSTEMS for key in mapping(volume.node.get("spec")))
