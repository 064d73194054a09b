"""Services that hand traffic from outside only to pods of the node on which it arrives."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.container_ports import ContainerPort
from podlint.facts.host_ports import HostPorts
from podlint.facts.objects import Object, mapping, text
from podlint.facts.selection import Selection
from podlint.facts.spreading import apart_place, chosen_nodes_place
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod
from podlint.reading import Mapping, Place


@dataclass(frozen=True, slots=True, eq=False)
class LocalPolicy:
    """A Service with externalTrafficPolicy: Local, and the workloads that it selects.

    `everywhere` says that one of them is a DaemonSet. `chosen` is what holds one of them on nodes that somebody
    chose, `apart` what puts its pods on different nodes, `host_port` a port of the node by which clients may come
    without the Service; None where there is none. `replicas` is their sum, -1 where it can't be known.
    """

    service: Object
    type: str
    pods: tuple[Pod, ...]
    everywhere: bool
    chosen: Place | None
    apart: Place | None
    host_port: ContainerPort | None
    replicas: int

    @property
    def place(self) -> Place:
        place: Place = self.service.node["spec"].value_place("externalTrafficPolicy")
        return place

    @property
    def replicas_place(self) -> Place:
        """Where the first workload says how many pods it has, else its name."""
        spec = mapping(self.pods[0].object.node.get("spec"))
        return spec.value_place("replicas") if isinstance(spec, Mapping) and "replicas" in spec else self.pods[0].place


def local_policies(facts: Facts) -> Iterator[LocalPolicy]:
    for selection in facts.all(Selection):
        spec = mapping(selection.service.node.get("spec"))
        pods = tuple(pod for pod in selection.pods if pod.kind != "PodTemplate")
        if pods and spec.get("externalTrafficPolicy") == "Local":
            yield _local_policy(facts, selection.service, text(spec.get("type")), pods)


def _local_policy(facts: Facts, service: Object, kind: str, pods: tuple[Pod, ...]) -> LocalPolicy:
    counts = [pod.replicas for pod in pods]
    taken = [port for pod in pods for row in facts.by(HostPorts, "pod", pod) for port in row.ports]
    return LocalPolicy(
        service=service,
        type=kind,
        pods=pods,
        everywhere=any(pod.kind == "DaemonSet" for pod in pods),
        chosen=next(filter(None, map(chosen_nodes_place, pods)), None),
        apart=next(filter(None, map(apart_place, pods)), None),
        host_port=next(iter(taken), None),
        replicas=-1 if -1 in counts else sum(counts),
    )
