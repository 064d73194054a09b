"""The ports that containers declare."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.objects import mappings, name_place, text
from podlint.facts.store import Facts
from podlint.facts.workloads import Container
from podlint.reading import Mapping, Place


@dataclass(frozen=True, slots=True, eq=False)
class ContainerPort:
    """An entry of a container's `ports`.

    `number` is the containerPort and `host_port` the port of the node that it takes; 0 where there is none or it is
    not known. On the node's network every declared port is one of the node (PodSpec.hostNetwork). `host_ip` is empty
    where the entry leaves it open.
    """

    container: Container
    node: Mapping
    name: str
    number: int
    protocol: str
    host_port: int
    host_ip: str

    @property
    def place(self) -> Place:
        return self.node.value_place("containerPort") if "containerPort" in self.node else name_place(self.node)


def container_ports(facts: Facts) -> Iterator[ContainerPort]:
    for container in facts.all(Container):
        for node in mappings(container.node.get("ports")):
            yield _container_port(container, node)


def _container_port(container: Container, node: Mapping) -> ContainerPort:
    number = whole_number(node.get("containerPort"))
    return ContainerPort(
        container=container,
        node=node,
        name=text(node.get("name")),
        number=number,
        protocol=text(node.get("protocol")) or "TCP",
        host_port=whole_number(node.get("hostPort")) or (number if container.pod.host_network else 0),
        host_ip=text(node.get("hostIP")),
    )


def whole_number(value: object) -> int:
    """The value if it is a whole number, else 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
