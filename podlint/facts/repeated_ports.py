"""Ports that a pod declares more than once, by number or by name."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.container_ports import ContainerPort
from podlint.facts.objects import name_place
from podlint.facts.service_ports import ServicePort
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.reading import Place


@dataclass(frozen=True, slots=True, eq=False)
class RepeatedPort:
    """A port that has something in common with one that the same pod declares before it.

    `how` is "entry" of two entries of one container with one number and protocol, of which one asks for no port of
    the node or both for the same; "node port" of two entries with one number, protocol and port of the node, of which
    one names an address of the node and the other does not; "name" of two containers that run side by side and give
    different ports one name. `service` is the port of a Service that means the first one by this name, None where
    none does.
    """

    pod: Pod
    how: str
    first: ContainerPort
    second: ContainerPort
    service: ServicePort | None = None

    @property
    def place(self) -> Place:
        return name_place(self.second.node) if self.how == "name" else self.second.place

    @property
    def earlier(self) -> Place:
        return name_place(self.first.node) if self.how == "name" else self.first.place


def repeated_ports(facts: Facts) -> Iterator[RepeatedPort]:
    for pod in facts.all(Pod):
        ports = [port for one in facts.by(Container, "pod", pod) for port in facts.by(ContainerPort, "container", one)]
        if len(ports) > 1:
            yield from _entries(pod, ports)
            yield from _node_ports(pod, ports)
            yield from _names(facts, pod, ports)


def _entries(pod: Pod, ports: list[ContainerPort]) -> Iterator[RepeatedPort]:
    """By the first entry of a container for a port, and the first that asks for no port of the node."""
    seen: dict[object, ContainerPort] = {}
    for port in ports:
        key = (port.container, port.number, port.protocol)
        same = (*key, port.host_port, port.host_ip)
        first = seen.get(same) or seen.get((*key, 0)) or (None if port.host_port else seen.get(key))
        if first is not None and port.number:
            yield RepeatedPort(pod, "entry", first, port)
        for index in (key, same) if port.host_port else (key, same, (*key, 0)):
            seen.setdefault(index, port)


def _node_ports(pod: Pod, ports: list[ContainerPort]) -> Iterator[RepeatedPort]:
    """On the network of the node nothing is passed on: each process listens where it says itself."""
    seen: dict[tuple[int, str, int, bool], ContainerPort] = {}
    for port in (port for port in ports if port.number and port.host_port and not pod.host_network):
        key = (port.number, port.protocol, port.host_port)
        other = seen.get((*key, not port.host_ip))
        if other is not None:
            yield RepeatedPort(pod, "node port", other, port)
        seen.setdefault((*key, bool(port.host_ip)), port)


def _names(facts: Facts, pod: Pod, ports: list[ContainerPort]) -> Iterator[RepeatedPort]:
    """Two containers that declare one number are another matter, and so are two names within a container."""
    seen: dict[str, ContainerPort] = {}
    for port in (port for port in ports if port.name and port.container.running):
        first = seen.setdefault(port.name, port)
        if first.container is not port.container and first.number != port.number:
            yield RepeatedPort(pod, "name", first, port, _service(facts, first))


def _service(facts: Facts, port: ContainerPort) -> ServicePort | None:
    return next((one for one in facts.by(ServicePort, "target", port.name) if port in one.matching), None)
