"""Services by which containers reach their own pod."""

import re
from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.neighbourhood import same_namespace
from podlint.facts.objects import Object, mapping, mappings, text
from podlint.facts.own_addresses import is_own_name
from podlint.facts.ports import Dial, Listener
from podlint.facts.service_ports import ServicePort
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.pattern import pattern
from podlint.reading import Place

# Names of variables and options that tell a program what its peers are told.
_PEERS = pattern("ADVERTISE|PEER|CLUSTER|JOIN|SEED|INITIAL|ANNOUNCE|EXTERNAL|PUBLIC|HOSTNAME", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class OwnServiceDial:
    """A running container connects to a Service that selects the container's own pod and no other workload.

    `port` is the Service's port, `dials` are all ways in which it dials that, and `servers` the containers of the pod
    that serve it. `same_image` says that one of them is the container itself, or runs its image: what replicas of one
    program do among each other. `own_name` says that the address is rather what the program calls itself, or tells
    its peers; `common` that it comes with a whole ConfigMap (envFrom), which other workloads may share.
    """

    container: Container
    port: ServicePort
    dials: tuple[Dial, ...]
    servers: tuple[Container, ...]
    headless: bool
    same_image: bool
    own_name: bool
    common: bool

    @property
    def place(self) -> Place:
        return self.dials[0].place

    @property
    def pod(self) -> Pod:
        return self.container.pod

    @property
    def service(self) -> Object:
        return self.port.service

    @property
    def target(self) -> int:
        """The port of the pod that the Service's port leads to, 0 where nobody declares the name that it has."""
        return self.port.number or next((port.number for port in self.port.matching), 0)


def own_service_dials(facts: Facts) -> Iterator[OwnServiceDial]:
    groups: dict[tuple[Container, ServicePort], list[Dial]] = {}
    for dial in facts.all(Dial):
        port = _own_service_port(facts, dial) if dial.container.running and not dial.local else None
        if port is not None:
            groups.setdefault((dial.container, port), []).append(dial)
    for (container, port), found in groups.items():
        yield _own_service_dial(facts, container, port, tuple(found))


def _own_service_port(facts: Facts, dial: Dial) -> ServicePort | None:
    """The port of a Service that the address means; without a port in it, the only one that the Service has."""
    ports = facts.derived(_only_ports).get(dial.container.pod, ())
    meant = [port for port in ports if _means(dial, port)]
    found = [port for port in meant if port.port == dial.port] if dial.port else meant
    return found[0] if len(found) == 1 else None


def _only_ports(facts: Facts) -> dict[Pod, list[ServicePort]]:
    """For each pod the ports of the Services that select it and nothing else."""
    index: dict[Pod, list[ServicePort]] = {}
    for port in facts.all(ServicePort):
        if len(port.selection.pods) == 1:
            index.setdefault(port.selection.pods[0], []).append(port)
    return index


def _means(dial: Dial, port: ServicePort) -> bool:
    """Whether a host is the name of the Service as the pod's resolver reads it: `name[.namespace[.svc[.domain]]]`.

    https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#services
    """
    pod, service = dial.container.pod, port.service
    name, *rest = dial.host.rstrip(".").split(".")
    if name != service.name or (len(rest) > 1 and rest[1] != "svc"):
        return False
    namespace = service.namespace or pod.namespace
    return rest[0] == namespace if rest else same_namespace(service, pod.object)


def _own_service_dial(facts: Facts, container: Container, port: ServicePort, dials: tuple[Dial, ...]) -> OwnServiceDial:
    named = {text(entry.get("name")) for entry in mappings(container.node.get("env"))}
    running = [other for other in facts.by(Container, "pod", container.pod) if other.running]
    alone = running if len(running) == 1 and port.number else []
    servers = [other for other in running if _serves(facts, other, port)] or alone
    return OwnServiceDial(
        container=container,
        port=port,
        dials=dials,
        servers=tuple(servers),
        headless=mapping(port.service.node.get("spec")).get("clusterIP") == "None",
        same_image=any(server.image == container.image for server in servers),
        own_name=all(is_own_name(dial) or _PEERS.search(dial.name or dial.option) for dial in dials),
        common=all(dial.name and dial.name not in named for dial in dials),
    )


def _serves(facts: Facts, container: Container, port: ServicePort) -> bool:
    if any(match.container is container for match in port.matching):
        return True
    return bool(port.number) and any(
        listener.port == port.number for listener in facts.by(Listener, "container", container)
    )
