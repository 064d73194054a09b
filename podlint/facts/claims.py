"""PersistentVolumeClaims, the workloads that use them, and what the volumes behind them can do."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.neighbourhood import Nearest
from podlint.facts.objects import Object, mapping, text
from podlint.facts.store import Facts
from podlint.facts.volumes import Volume
from podlint.facts.workloads import Pod
from podlint.reading import Place, Sequence

_SINGLE_NODE = frozenset({"ReadWriteOnce", "ReadWriteOncePod"})
# Volume types that many nodes can mount, whatever the access mode says: the mode is a wish, not a lock, for them.
_SHARED_FILE_SYSTEMS = frozenset({"nfs", "cephfs", "glusterfs", "azureFile", "hostPath", "local"})
# Words of the names of storage classes and of their provisioners that hand out directories of a shared file system.
_FILE_CLASSES = frozenset({"nfs", "efs", "cephfs", "azurefile", "filestore", "glusterfs", "smb", "fsx"})
_ANY = "*"
_FAR = 2
"""Folders apart beyond which equal names are chance: an input often holds several applications."""

_MOST_ALIKE = 8


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
    def single_pod(self) -> bool:
        """Whether one pod at a time can use it, on whatever node: ReadWriteOncePod stands alone (access modes)."""
        return self.access_modes == ("ReadWriteOncePod",)

    @property
    def workloads(self) -> tuple[Pod, ...]:
        """The users, each once."""
        return tuple(dict.fromkeys(volume.pod for volume in self.users))


def claims(facts: Facts) -> Iterator[Claim]:
    for item in facts.derived(_claim_objects):
        yield _claim(facts, item)


def _claim_objects(facts: Facts) -> list[Object]:
    found = facts.by(Object, "kind", "PersistentVolumeClaim")
    return [item for item in found if item.api_version == "v1" and item.name]


def claim_of(facts: Facts, volume: Volume) -> Claim | None:
    """The claim of the input that a pod's volume means; the first where several are as near."""
    return facts.derived(_claims_of_users).get(volume)


def _claims_of_users(facts: Facts) -> dict[Volume, Claim]:
    found: dict[Volume, Claim] = {}
    for claim in facts.all(Claim):
        for volume in claim.users:
            found.setdefault(volume, claim)
    return found


def _claim(facts: Facts, item: Object) -> Claim:
    modes = _access_modes(item)
    behind = facts.derived(_Offers).to(item)
    return Claim(
        object=item,
        name=item.name,
        access_modes=modes,
        users=tuple(facts.derived(_users).get(item, ())),
        volumes=behind,
        exclusive=bool(modes) and set(modes) <= _SINGLE_NODE,
        file_based=facts.derived(_Offers).are_shared(behind) or _of_file_class(facts, item),
    )


def _access_modes(item: Object) -> tuple[str, ...]:
    modes = mapping(item.node.get("spec")).get("accessModes")
    return tuple(text(mode) for mode in modes) if isinstance(modes, Sequence) else ()


def _users(facts: Facts) -> dict[Object, list[Volume]]:
    """For each claim the volumes of pods that mean it, and none of the same name elsewhere in the input.

    Of claims of one name that are as near, which the API server would not take, only the first few have users.
    """
    named = Nearest(((item.namespace, item.name), item, item) for item in facts.derived(_claim_objects))
    users: dict[Object, list[Volume]] = {}
    for volume in facts.all(Volume):
        user = volume.pod.object
        away, found = named.to(user, (user.namespace, volume.claim))
        for claim in found[:_MOST_ALIKE] if user.namespace or away <= _FAR else ():
            users.setdefault(claim, []).append(volume)
    return users


class _Offers:
    """The PersistentVolumes of the input by what binds claims to them."""

    def __init__(self, facts: Facts) -> None:
        self._bound: dict[tuple[str, ...], list[Object]] = {}
        self._shared: dict[tuple[Object, ...], bool] = {}
        free = []
        for volume in facts.by(Object, "kind", "PersistentVolume"):
            spec = mapping(volume.node.get("spec"))
            self._bound.setdefault((volume.name,), []).append(volume)
            owner = mapping(spec.get("claimRef"))
            if owner:
                for namespace in {text(owner.get("namespace")), _ANY}:
                    self._bound.setdefault((namespace, text(owner.get("name"))), []).append(volume)
            else:
                free.append((text(spec.get("storageClassName")), volume, volume))
        self._by_class = Nearest(free)

    def to(self, claim: Object) -> tuple[Object, ...]:
        """Those that the claim names or that name the claim; else the nearest free ones that offer its storage class.

        Without a class on both sides any volume that is large enough may be bound, if it lies in the same folder.
        """
        spec = mapping(claim.node.get("spec"))
        wanted = text(spec.get("volumeName"))
        spaces = (claim.namespace, "") if claim.namespace else (_ANY,)
        keys = [(wanted,)] if wanted else [(namespace, claim.name) for namespace in spaces]
        bound = tuple(volume for key in keys for volume in self._bound.get(key, ()))
        if bound or wanted:
            return bound
        storage_class = text(spec.get("storageClassName"))
        away, found = self._by_class.to(claim, storage_class)
        return found if storage_class or away <= 0 else ()

    def are_shared(self, volumes: tuple[Object, ...]) -> bool:
        """Whether one of them is on a file system that many nodes can mount; remembered, for many claims ask."""
        if volumes not in self._shared:
            self._shared[volumes] = any(map(_on_shared_file_system, volumes))
        return self._shared[volumes]


def _on_shared_file_system(volume: Object) -> bool:
    return any(key in _SHARED_FILE_SYSTEMS for key in mapping(volume.node.get("spec")))


def _of_file_class(facts: Facts, claim: Object) -> bool:
    """Whether the claim's storage class makes volumes of a shared file system, as its name or its provisioner says."""
    name = text(mapping(claim.node.get("spec")).get("storageClassName"))
    classes = [item for item in facts.by(Object, "name", name) if item.kind == "StorageClass"] if name else []
    provisioners = (text(item.node.get("provisioner")) for item in classes)
    return any(_FILE_CLASSES.intersection(_words(one)) for one in (name, *provisioners))


def _words(name: str) -> list[str]:
    return name.lower().replace(".", "-").replace("/", "-").split("-")
