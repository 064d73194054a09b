"""Couplings: two workloads that are bound to one node or one network, with all the signs of it."""

from collections.abc import Iterable, Iterator
from itertools import chain

from podlint.dataclass import dataclass
from podlint.facts.local_dials import local_dial_signs
from podlint.facts.placement import Placement, placement
from podlint.facts.repairs import merged_pod
from podlint.facts.signs import TIERS, Sign, affinity_signs, claim_signs, host_path_signs
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.kinds import long_running
from podlint.reading import Place


@dataclass(frozen=True, slots=True, eq=False)
class Coupling:
    """Two workloads of one namespace with what binds them, the strongest sign first.

    `client` is the side that reads, dials or follows. `tier` (low, medium, high) says how sure the signs are together.
    `placement` tells what the configured nodes have to do with it; None without nodes. `merged` is the YAML of one pod
    with the containers of both; empty where they do not form one, as a Job and a Deployment don't.
    """

    client: Pod
    server: Pod
    signs: tuple[Sign, ...]
    tier: str
    placement: Placement | None
    merged: str

    @property
    def place(self) -> Place:
        return self.signs[0].place


def couplings(facts: Facts) -> Iterator[Coupling]:
    pairs: dict[frozenset[Pod], list[Sign]] = {}
    signs = chain(local_dial_signs(facts), host_path_signs(facts), claim_signs(facts), affinity_signs(facts))
    for sign in signs:
        pairs.setdefault(frozenset((sign.client, sign.server)), []).append(sign)
    bound = {sign.client for found in pairs.values() for sign in found if sign.kind != "affinity"}
    for found in pairs.values():
        if all(sign.kind == "affinity" and sign.client in bound for sign in found):
            continue  # its selector means the workload that it is bound to by more than the affinity
        ranked = tuple(sorted(found, key=lambda sign: -TIERS.index(sign.tier)))
        first = ranked[0]
        story = placement(facts, first.server, first.client)
        yield Coupling(first.client, first.server, ranked, _tier(ranked), story, _merged(facts, first))


def _tier(signs: Iterable[Sign]) -> str:
    """Affinity alone is a wish; with a second sign of another kind it is at least a plan."""
    best = max(TIERS.index(sign.tier) for sign in signs)
    kinds = {sign.kind for sign in signs}
    return TIERS[max(best, 1) if "affinity" in kinds and len(kinds) > 1 else best]


def _merged(facts: Facts, sign: Sign) -> str:
    if not (long_running(sign.client.kind) and long_running(sign.server.kind)) or sign.kind == "affinity":
        return ""
    server, client = (
        [container for container in facts.by(Container, "pod", pod) if container.role != "ephemeral"]
        for pod in (sign.server, sign.client)
    )
    mounts = [mount for volume in sign.volumes for mount in facts.by(Mount, "volume", volume)]
    name, claim = (sign.volumes[-1].name, sign.volumes[-1].claim) if sign.volumes else ("", "")
    return merged_pod(server, client, mounts, sign.client.title, name, claim)
