"""The ports of Services, and the ports of containers that they lead to."""

from collections.abc import Iterator
from dataclasses import dataclass

from podlint.facts.container_ports import ContainerPort
from podlint.facts.objects import Object, mapping, mappings, text
from podlint.facts.selection import Selection
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.placeholders import is_placeholder
from podlint.reading import Mapping, Place


@dataclass(frozen=True, slots=True, eq=False)
class ServicePort:
    """An entry of a Service's `ports`, with the pods that the Service selects.

    `target` is the name that targetPort is, empty where it is a number; `number` is the target's number, 0 where it
    is a name. `declared` are the ports that the pods' running containers declare, and `matching` those of them that
    the target means: the endpoints controller takes the first port of each pod with its name, or its number, and
    with its protocol. `unsettled` says that the pods may have ports that the manifests don't show.
    """

    selection: Selection
    node: Mapping
    name: str
    port: int
    protocol: str
    target: str
    number: int
    declared: tuple[ContainerPort, ...]
    matching: tuple[ContainerPort, ...]
    unsettled: bool

    @property
    def place(self) -> Place:
        key = next((key for key in ("targetPort", "port", "name") if key in self.node), None)
        return self.node.value_place(key) if key else self.node.place

    @property
    def service(self) -> Object:
        return self.selection.service

    @property
    def named(self) -> tuple[ContainerPort, ...]:
        """The declared ports that have a name."""
        return tuple(port for port in self.declared if port.name)

    @property
    def silent(self) -> tuple[Pod, ...]:
        """The selected pods whose containers declare no port at all."""
        speaking = {port.container.pod for port in self.declared}
        return tuple(pod for pod in self.selection.pods if pod not in speaking)

    @property
    def nearest(self) -> str:
        """The port name most like the target: an alike one, else the only one that has the protocol; empty if none."""
        from difflib import get_close_matches  # imported late: a clean run needs no near names

        names = list(dict.fromkeys(port.name for port in self.named if port.protocol == self.protocol))
        alike = get_close_matches(self.target, names, n=1)
        return next(iter(alike or (names if len(names) == 1 else ())), "")


def service_ports(facts: Facts) -> Iterator[ServicePort]:
    for selection in facts.all(Selection):
        declared = tuple(_declared(facts, selection.pods))
        spec = mapping(selection.service.node.get("spec"))
        for node in mappings(spec.get("ports")):
            yield _service_port(selection, node, declared)


def _declared(facts: Facts, pods: tuple[Pod, ...]) -> Iterator[ContainerPort]:
    for pod in pods:
        for container in facts.by(Container, "pod", pod):
            if container.running:
                yield from facts.by(ContainerPort, "container", container)


def _service_port(selection: Selection, node: Mapping, declared: tuple[ContainerPort, ...]) -> ServicePort:
    """`targetPort` defaults to `port` (ServicePort.targetPort)."""
    port = node.get("port") if isinstance(node.get("port"), int) else 0
    wanted = node.get("targetPort") or port
    target, number = (wanted, 0) if isinstance(wanted, str) else ("", wanted if isinstance(wanted, int) else 0)
    protocol = text(node.get("protocol")) or "TCP"
    return ServicePort(
        selection=selection,
        node=node,
        name=text(node.get("name")),
        port=int(port or 0),
        protocol=protocol,
        target=target,
        number=number,
        declared=declared,
        matching=tuple(
            port for port in declared if port.protocol == protocol and (port.name if target else port.number) == wanted
        ),
        unsettled=selection.unsettled or is_placeholder(target) or any(map(_may_have_more, selection.pods)),
    )


def _may_have_more(pod: Pod) -> bool:
    """Whether a patch, a webhook or the rendering of a template may bring ports."""
    nodes = [entry for field in ("containers", "initContainers") for entry in mappings(pod.spec.get(field))]
    names = [port.get("name") for node in nodes for port in mappings(node.get("ports"))]
    return pod.partial or pod.injected or any(map(is_placeholder, names))
