"""The ports of Services, and the ports of containers that they lead to."""

from collections.abc import Iterable, Iterator

from podlint.dataclass import dataclass
from podlint.facts.container_ports import ContainerPort, whole_number
from podlint.facts.objects import Object, mapping, mappings, text
from podlint.facts.patches import patches
from podlint.facts.selection import PerPods, Selection
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
    def misfit(self) -> ContainerPort | None:
        """The declared port that has the target's name, but another protocol."""
        return next((port for port in self.named if port.name == self.target and port.protocol != self.protocol), None)

    @property
    def nearest(self) -> str:
        """The port name most like the target: an alike one, else the only one that has the protocol; empty if none."""
        from difflib import get_close_matches  # imported late: a clean run needs no near names

        names = list(dict.fromkeys(port.name for port in self.named if port.protocol == self.protocol))
        alike = get_close_matches(self.target, names, n=1)
        return next(iter(alike or (names if len(names) == 1 else ())), "")


def service_ports(facts: Facts) -> Iterator[ServicePort]:
    offers = PerPods(lambda pods: _Offer(facts, pods))
    for selection in facts.all(Selection):
        spec = mapping(selection.service.node.get("spec"))
        for node in mappings(spec.get("ports")):
            yield _service_port(selection, node, offers.of(selection))


class _Offer:
    """What some pods declare: `ports`, and `unsettled` as a ServicePort has it."""

    def __init__(self, facts: Facts, pods: tuple[Pod, ...]) -> None:
        self.ports = tuple(_declared(facts, pods))
        self.unsettled = any(_may_have_more(facts, pod) for pod in pods)
        groups: dict[tuple[str | int, str], list[ContainerPort]] = {}
        for port in self.ports:
            for target in (port.name, port.number):
                groups.setdefault((target, port.protocol), []).append(port)
        self._by_target = {target: tuple(ports) for target, ports in groups.items()}

    def matching(self, target: str | int, protocol: str) -> tuple[ContainerPort, ...]:
        """The ports that have the target as their name or number."""
        return self._by_target.get((target, protocol), ())


def _declared(facts: Facts, pods: Iterable[Pod]) -> Iterator[ContainerPort]:
    for pod in pods:
        for container in facts.by(Container, "pod", pod):
            if container.running:
                yield from facts.by(ContainerPort, "container", container)


def _service_port(selection: Selection, node: Mapping, offer: _Offer) -> ServicePort:
    """`targetPort` defaults to `port` (ServicePort.targetPort)."""
    port = whole_number(node.get("port"))
    target = text(node.get("targetPort"))
    number = 0 if target else whole_number(node.get("targetPort")) or port
    protocol = text(node.get("protocol")) or "TCP"
    return ServicePort(
        selection=selection,
        node=node,
        name=text(node.get("name")),
        port=port,
        protocol=protocol,
        target=target,
        number=number,
        declared=offer.ports,
        matching=offer.matching(target or number, protocol),
        unsettled=selection.unsettled or offer.unsettled or not _is_name(target),
    )


def _is_name(target: str) -> bool:
    """Digits alone are no name of a port, and a placeholder is none yet."""
    return not target.isdecimal() and not is_placeholder(target)


def _may_have_more(facts: Facts, pod: Pod) -> bool:
    """Whether a patch, a webhook or the rendering of a template may bring ports."""
    by_patch = any(True for _ in _declared(facts, patches(facts, pod)))
    return pod.partial or pod.injected or by_patch or any(is_placeholder(one.name) for one in _declared(facts, [pod]))
