"""Services that hand traffic from outside only to pods of the node on which it arrives."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.container_ports import ContainerPort
from podlint.facts.host_ports import HostPorts
from podlint.facts.objects import Object, mapping, text
from podlint.facts.selection import PerPods, Selection
from podlint.facts.spreading import apart_place, chosen_nodes_place
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod
from podlint.namedtuple import NamedTuple
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


class _Run(NamedTuple):
    """How the pods run that Services select: the fields of a LocalPolicy that tell of them."""

    pods: tuple[Pod, ...]
    everywhere: bool
    chosen: Place | None
    apart: Place | None
    host_port: ContainerPort | None
    replicas: int


def local_policies(facts: Facts) -> Iterator[LocalPolicy]:
    runs = PerPods(lambda selected: _run(facts, selected))
    for selection in facts.all(Selection):
        spec = mapping(selection.service.node.get("spec"))
        if spec.get("externalTrafficPolicy") == "Local" and runs.of(selection).pods:
            yield LocalPolicy(selection.service, text(spec.get("type")), *runs.of(selection))


def _run(facts: Facts, selected: tuple[Pod, ...]) -> _Run:
    pods = tuple(pod for pod in selected if pod.kind != "PodTemplate")
    counts = [pod.replicas for pod in pods]
    taken = (port for pod in pods for row in facts.by(HostPorts, "pod", pod) for port in row.ports)
    return _Run(
        pods=pods,
        everywhere=any(pod.kind == "DaemonSet" for pod in pods),
        chosen=next(filter(None, map(chosen_nodes_place, pods)), None),
        apart=next(filter(None, map(apart_place, pods)), None),
        host_port=next(taken, None),
        replicas=-1 if -1 in counts else sum(counts),
    )
