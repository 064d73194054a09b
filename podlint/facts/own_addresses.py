"""Addresses by which containers reach their own pod: localhost, and a Service that selects it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from podlint.facts.commands import Command
from podlint.facts.local_dials import heard_in_pod, names_database, server_elsewhere
from podlint.facts.neighbourhood import same_namespace, together
from podlint.facts.objects import Object, mapping, mappings
from podlint.facts.ports import Dial, Listener
from podlint.facts.selection import is_service
from podlint.facts.service_ports import ServicePort
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.images import has_init_system
from podlint.kubernetes.ports import is_injected_port, service_port
from podlint.reading import Place
from podlint.shell import processes

# Words of variables that tell a program its own address, for links, cookies and browsers, and those that tell it to
# its peers.
_OWN = frozenset(
    {"BASE", "ROOT", "SITE", "WEBSITE", "SELF", "PUBLIC", "EXTERNAL", "CANONICAL", "DOMAIN", "INSTANCE", "HOME"}
    | {"CALLBACK", "REDIRECT", "RETURN", "LOGIN", "LOGOUT", "ISSUER", "ORIGIN", "ORIGINS", "CORS", "COOKIE", "LINK"}
    | {"FRONTEND", "BROWSER", "CLIENT", "NEXTAUTH", "REACT", "VITE", "VUE", "NUXT", "NAME", "VIRTUAL", "HOSTING"}
)
_OWN_NAMES = re.compile("(APP|APPLICATION|SERVER|WEB|API|HTTP|SERVICE)_?(URL|URI|HOST|ADDR|ADDRESS)", re.IGNORECASE)
_PEERS = re.compile("ADVERTISE|PEER|CLUSTER|JOIN|SEED|INITIAL|ANNOUNCE|EXTERNAL|PUBLIC|HOSTNAME", re.IGNORECASE)
_NO_WORD = re.compile("[^A-Z0-9]+")


@dataclass(frozen=True, slots=True, eq=False)
class LocalDial:
    """A running container connects to a port of localhost, which is its pod.

    `port` is 0 where it can't be known, and `dials` are all ways in which it does. `heard` says that a container of
    the pod listens there or may do so: one that starts several processes may start any server. `server` is what
    another workload serves there instead, so that the two are coupled, and `service` a Service beside it with that
    port. `own_name` says that the address is rather what the program calls itself.
    """

    container: Container
    port: int
    dials: tuple[Dial, ...]
    peers: tuple[Container, ...]
    heard: bool
    server: Listener | None
    service: Object | None
    own_name: bool

    @property
    def place(self) -> Place:
        return self.dials[0].place

    @property
    def pod(self) -> Pod:
        return self.container.pod

    @property
    def address(self) -> str:
        """What is dialled, for sentences."""
        host = self.dials[0].host
        return f"{host}:{self.port}" if self.port else host

    @property
    def database(self) -> bool:
        """Whether a database is meant, of which kind ever."""
        return names_database(self.dials[0].name)


@dataclass(frozen=True, slots=True, eq=False)
class OwnServiceDial:
    """A running container connects to a Service that selects the container's own pod and no other workload.

    `port` is the Service's port that it dials, `servers` are the containers of the pod that serve it. `same_image`
    says that one of them is the container itself, or runs its image: what replicas of one program do among each
    other. `own_name` says that the address is rather what the program calls itself, or tells its peers.
    """

    container: Container
    dial: Dial
    port: ServicePort
    servers: tuple[Container, ...]
    headless: bool
    same_image: bool
    own_name: bool

    @property
    def place(self) -> Place:
        return self.dial.place

    @property
    def pod(self) -> Pod:
        return self.container.pod

    @property
    def service(self) -> Object:
        return self.port.service


def local_dials(facts: Facts) -> Iterator[LocalDial]:
    groups: dict[tuple[Container, int], list[Dial]] = {}
    for dial in facts.all(Dial):
        if dial.local and dial.container.running and not dial.container.pod.host_network:
            groups.setdefault((dial.container, dial.port), []).append(dial)
    for (container, port), found in groups.items():
        yield _local_dial(facts, container, port, tuple(found))


def _local_dial(facts: Facts, container: Container, port: int, dials: tuple[Dial, ...]) -> LocalDial:
    first, pod = dials[0], container.pod
    running = [other for other in facts.by(Container, "pod", pod) if other.running]
    return LocalDial(
        container=container,
        port=port,
        dials=dials,
        peers=tuple(other for other in running if other is not container),
        heard=is_injected_port(port)
        or heard_in_pod(facts, first)
        or any(_starts_several(facts, one) for one in running),
        server=next(filter(None, (server_elsewhere(facts, dial) for dial in dials)), None),
        service=_service_with(facts, pod, port),
        own_name=all(_is_own_name(dial) for dial in dials),
    )


def _starts_several(facts: Facts, container: Container) -> bool:
    """Whether the container may run more servers than its name tells."""
    commands = facts.by(Command, "container", container)
    started = [process for command in commands for process in processes(command.script)]
    in_image = container.image is not None and has_init_system(container.image)
    return in_image or any(process.background or process.daemonizes for process in started)


def _service_with(facts: Facts, pod: Pod, port: int) -> Object | None:
    """A Service beside the workload that has the port."""
    for item in together(facts, pod.object) if port else ():
        ports = mappings(mapping(item.node.get("spec")).get("ports"))
        if is_service(item) and any(entry.get("port") == port for entry in ports):
            return item
    return None


def _is_own_name(dial: Dial) -> bool:
    if service_port(dial.name) is not None or names_database(dial.name):
        return False
    return _OWN_NAMES.fullmatch(dial.name) is not None or not _OWN.isdisjoint(_NO_WORD.split(dial.name.upper()))


def own_service_dials(facts: Facts) -> Iterator[OwnServiceDial]:
    for dial in facts.all(Dial):
        if dial.container.running and not dial.local:
            port = _own_service_port(facts, dial)
            if port is not None:
                yield _own_service_dial(facts, dial, port)


def _own_service_port(facts: Facts, dial: Dial) -> ServicePort | None:
    """The port of a Service that the address means; without a port in it, the only one that the Service has."""
    ports = [
        port for port in facts.derived(_ports_by_service).get(dial.host.partition(".")[0], ()) if _means(dial, port)
    ]
    found = [port for port in ports if port.port == dial.port] if dial.port else ports
    return found[0] if len(found) == 1 else None


def _ports_by_service(facts: Facts) -> dict[str, list[ServicePort]]:
    index: dict[str, list[ServicePort]] = {}
    for port in facts.all(ServicePort):
        index.setdefault(port.service.name, []).append(port)
    return index


def _means(dial: Dial, port: ServicePort) -> bool:
    """Whether a host is the name of the Service as the pod's resolver reads it: `name[.namespace[.svc[.domain]]]`.

    https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#services
    """
    pod = dial.container.pod
    _, *rest = dial.host.rstrip(".").split(".")
    if port.selection.pods != (pod,) or (len(rest) > 1 and rest[1] != "svc"):
        return False
    return (
        rest[0] in (port.service.namespace or pod.namespace, "") if rest else same_namespace(port.service, pod.object)
    )


def _own_service_dial(facts: Facts, dial: Dial, port: ServicePort) -> OwnServiceDial:
    container = dial.container
    running = [other for other in facts.by(Container, "pod", container.pod) if other.running]
    servers = [other for other in running if _serves(facts, other, port)] or (running if len(running) == 1 else [])
    return OwnServiceDial(
        container=container,
        dial=dial,
        port=port,
        servers=tuple(servers),
        headless=mapping(port.service.node.get("spec")).get("clusterIP") == "None",
        same_image=any(server.image == container.image for server in servers),
        own_name=_is_own_name(dial) or _PEERS.search(dial.name or dial.option) is not None,
    )


def _serves(facts: Facts, container: Container, port: ServicePort) -> bool:
    if any(match.container is container for match in port.matching):
        return True
    return bool(port.number) and any(
        listener.port == port.number for listener in facts.by(Listener, "container", container)
    )
