"""Workloads whose pods take ports of their nodes, of which a node has one each."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.container_ports import ContainerPort
from podlint.facts.objects import mapping
from podlint.facts.spreading import apart_place
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod, descend
from podlint.reading import Mapping, Place


@dataclass(frozen=True, slots=True, eq=False)
class HostPorts:
    """A pod whose running containers take ports of the node.

    `replicas` is as in Pod. `apart` is the place that keeps its pods on different nodes. `keeps_old` is the place
    that makes a rolling update start the new pod before the old one ends; each None where nothing does.
    """

    pod: Pod
    ports: tuple[ContainerPort, ...]
    replicas: int
    apart: Place | None
    keeps_old: Place | None

    @property
    def place(self) -> Place:
        first = self.ports[0]
        return first.node.value_place("hostPort") if "hostPort" in first.node else first.place

    @property
    def on_host_network(self) -> bool:
        """Whether the first port is one of the node because the whole pod is on its network."""
        return "hostPort" not in self.ports[0].node

    @property
    def numbers(self) -> str:
        """The ports of the node, for sentences."""
        return ", ".join(dict.fromkeys(str(port.host_port) for port in self.ports))


def host_ports(facts: Facts) -> Iterator[HostPorts]:
    for pod in facts.all(Pod):
        running = [container for container in facts.by(Container, "pod", pod) if container.running]
        ports = [port for container in running for port in facts.by(ContainerPort, "container", container)]
        taken = tuple(port for port in ports if port.host_port)
        if taken:
            yield HostPorts(pod, taken, pod.replicas, apart_place(pod), _keeps_old(pod))


def _keeps_old(pod: Pod) -> Place | None:
    """Where a Deployment says that no pod of it may be missing during an update (maxUnavailable: 0)."""
    rolling = descend(mapping(pod.object.node.get("spec")), ("strategy", "rollingUpdate"))
    if pod.kind == "Deployment" and isinstance(rolling, Mapping) and rolling.get("maxUnavailable") in (0, "0%"):
        return rolling.value_place("maxUnavailable")
    return None
