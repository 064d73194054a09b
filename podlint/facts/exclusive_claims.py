"""Claims that one node or one pod at a time can use, and the workloads that use them."""

from collections.abc import Iterator
from math import ceil, floor

from podlint.dataclass import dataclass
from podlint.facts.claims import Claim, claim_of
from podlint.facts.node_pins import is_live, pinned
from podlint.facts.objects import mapping, mappings
from podlint.facts.signs import claim_place, images_of
from podlint.facts.store import Facts
from podlint.facts.volumes import Volume
from podlint.facts.workloads import Pod, descend
from podlint.kubernetes.kinds import long_running
from podlint.kubernetes.selectors import matches_selector
from podlint.reading import Place

_HOSTNAME = "kubernetes.io/hostname"


@dataclass(frozen=True, slots=True, eq=False)
class ClaimUser:
    """A workload whose pods all use one claim.

    `lasting` says that its pods are meant to run on, `one_node` that they are held on one node together. `surges` says
    that a rollout waits for the new pod before it ends the only old one.
    """

    pod: Pod
    volume: Volume
    place: Place
    lasting: bool
    one_node: bool
    surges: bool


@dataclass(frozen=True, slots=True, eq=False)
class ExclusiveClaim:
    """A claim whose access modes allow one node (ReadWriteOnce) or one pod (ReadWriteOncePod) at a time.

    `users` are the workloads that mount it, a lasting one first; of several variants of one application the first
    stands for all. Claim templates of StatefulSets have a claim for each pod and are not among them.
    """

    claim: Claim
    users: tuple[ClaimUser, ...]

    @property
    def place(self) -> Place:
        return self.claim.place

    @property
    def mode(self) -> str:
        return ", ".join(self.claim.access_modes)

    @property
    def rivals(self) -> tuple[ClaimUser, ...]:
        """All users where only one pod can have the claim and several want it."""
        return self.users if self.claim.single_pod and len(self.users) > 1 else ()

    @property
    def replicated(self) -> tuple[ClaimUser, ...]:
        """The users that run several pods at a time."""
        return tuple(user for user in self.users if user.pod.replicas > 1)

    @property
    def surging(self) -> tuple[ClaimUser, ...]:
        """The users whose rollout runs two pods for a while."""
        return tuple(user for user in self.users if user.surges)

    @property
    def titles(self) -> str:
        """The users by kind and name, for sentences."""
        return " and ".join(user.pod.title for user in self.users)


def exclusive_claims(facts: Facts) -> Iterator[ExclusiveClaim]:
    for claim in facts.all(Claim):
        if claim.exclusive:
            yield ExclusiveClaim(claim, tuple(_users(facts, claim)))


def _users(facts: Facts, claim: Claim) -> Iterator[ClaimUser]:
    names: set[str] = set()
    folders: dict[frozenset[str], str] = {}
    for volume in sorted(claim.users, key=lambda volume: not long_running(volume.pod.kind)):
        pod = volume.pod
        folder = folders.setdefault(images_of(facts, pod), pod.object.folder)
        # The same images under another name in another folder are a variant of the application.
        if claim_of(facts, volume) is claim and _uses(pod) and pod.name not in names and folder == pod.object.folder:
            names.add(pod.name)
            yield _user(facts, pod, volume)


def _uses(pod: Pod) -> bool:
    return not (pod.partial or is_live(pod) or pod.kind in ("DaemonSet", "PodTemplate"))


def _user(facts: Facts, pod: Pod, volume: Volume) -> ClaimUser:
    return ClaimUser(
        pod=pod,
        volume=volume,
        place=claim_place(volume),
        lasting=long_running(pod.kind),
        one_node=pinned(facts, pod) or _follows_itself(pod),
        surges=_surges(pod),
    )


def _follows_itself(pod: Pod) -> bool:
    """Whether required affinity puts all pods of the workload on one node."""
    terms = descend(pod.spec, ("affinity", "podAffinity", "requiredDuringSchedulingIgnoredDuringExecution"))
    return any(
        term.get("topologyKey") == _HOSTNAME and matches_selector(mapping(term.get("labelSelector")), pod.labels)
        for term in mappings(terms)
    )


def _surges(pod: Pod) -> bool:
    """Whether a Deployment of one pod starts the new one and keeps the old until the new one is ready.

    Both limits default to 25%; maxSurge is rounded up, maxUnavailable down (DeploymentSpec.strategy.rollingUpdate).
    """
    if pod.kind != "Deployment" or pod.replicas != 1:
        return False
    strategy = mapping(descend(pod.object.node, ("spec", "strategy")))
    rolling = mapping(strategy.get("rollingUpdate"))
    surge, unavailable = _share(rolling.get("maxSurge")), _share(rolling.get("maxUnavailable"))
    is_rolling = strategy.get("type", "RollingUpdate") == "RollingUpdate"
    return is_rolling and surge is not None and unavailable is not None and ceil(surge) > 0 and floor(unavailable) == 0


def _share(limit: object) -> float | None:
    """How many pods of one a limit allows, None if it is neither a number nor a percentage."""
    if limit is None:
        return 0.25
    if isinstance(limit, str) and limit.endswith("%") and limit[:-1].isdecimal() and len(limit) < 6:
        return int(limit[:-1]) / 100
    return limit if isinstance(limit, int) and not isinstance(limit, bool) else None
