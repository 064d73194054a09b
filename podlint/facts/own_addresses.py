"""Addresses by which containers dial localhost, which is their own pod, and whether anybody listens there."""

import re
from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.commands import Command
from podlint.facts.environment import Variable
from podlint.facts.local_dials import has_many_containers, heard_in_pod, names_database, server_elsewhere
from podlint.facts.neighbourhood import Group, groups_beside, groups_of
from podlint.facts.objects import Object, mapping, mappings
from podlint.facts.patches import patches
from podlint.facts.ports import Dial, Listener
from podlint.facts.selection import PerPods, is_service
from podlint.facts.service_ports import ServicePort
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.images import has_init_system
from podlint.kubernetes.ports import is_injected_port, service_port
from podlint.kubernetes.selectors import matches_labels
from podlint.pattern import pattern
from podlint.reading import Place

# Words of variables that tell a program its own address, for links, cookies and browsers.
_OWN = frozenset(
    {"BASE", "ROOT", "SITE", "WEBSITE", "SELF", "PUBLIC", "EXTERNAL", "CANONICAL", "DOMAIN", "INSTANCE", "HOME"}
    | {"CALLBACK", "REDIRECT", "RETURN", "LOGIN", "LOGOUT", "ISSUER", "ORIGIN", "ORIGINS", "CORS", "COOKIE", "LINK"}
    | {"FRONTEND", "BROWSER", "CLIENT", "NEXTAUTH", "REACT", "VITE", "VUE", "NUXT", "NAME", "VIRTUAL", "HOSTING"}
)
_OWN_NAMES = pattern("(APP|APPLICATION|SERVER|WEB)_?(URL|URI|HOST|ADDR|ADDRESS)", re.IGNORECASE)
# Words that variables for a program's own port are made of: PORT, HTTP_PORT, SERVER_PORT; not DB_PORT.
_OWN_PORT = frozenset(
    {"PORT", "HTTP", "HTTPS", "GRPC", "SERVER", "LISTEN", "BIND", "APP", "WEB", "API", "NODE", "ADMIN", "MANAGEMENT"}
    | {"METRICS", "HEALTH", "PROBE", "STATUS", "DEBUG", "CONTAINER", "SERVICE"}
)
_NO_WORD = pattern("[^A-Z0-9]+")


@dataclass(frozen=True, slots=True, eq=False)
class LocalDial:
    """A running container connects to a port of localhost, which is its pod.

    `port` is 0 where it can't be known, and `dials` are all ways in which it does. `heard` says that a container of
    the pod listens there or may do so: one that starts several processes may start any server. `server` is what
    another workload serves there instead, so that the two are coupled, and `service` a Service beside it with that
    port. `own_name` says that the address is rather what the program calls itself, and `completed` that the pod gets
    further containers: by a patch among the manifests, or as a kustomize component by what it is made for.
    """

    container: Container
    port: int
    dials: tuple[Dial, ...]
    peers: tuple[Container, ...]
    heard: bool
    server: Listener | None
    service: Object | None
    own_name: bool
    completed: bool

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


def local_dials(facts: Facts) -> Iterator[LocalDial]:
    groups: dict[tuple[Container, int], list[Dial]] = {}
    for dial in facts.all(Dial):
        if dial.local and dial.container.running and not dial.container.pod.host_network:
            groups.setdefault((dial.container, dial.port), []).append(dial)
    for (container, port), found in groups.items():
        if not has_many_containers(facts, container.pod):
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
        or any(port in targets for targets in facts.derived(_service_targets).with_pod(pod))
        or any(_starts_several(facts, one) or _has_own_port(facts, one, port) for one in running),
        server=next(filter(None, (server_elsewhere(facts, dial) for dial in dials)), None),
        service=_service_with(facts, pod, port),
        own_name=all(is_own_name(dial) for dial in dials),
        completed=pod.object.layer == "component" or _gets_containers(facts, pod),
    )


def _service_targets(facts: Facts) -> PerPods[set[int]]:
    """The ports at which Services expect pods to listen."""
    targets = PerPods[set[int]](lambda _: set())
    for port in facts.all(ServicePort):
        if port.number:
            targets.of(port.selection).add(port.number)
    return targets


def _gets_containers(facts: Facts, pod: Pod) -> bool:
    names = {container.name for container in facts.by(Container, "pod", pod)}
    added = (container for patch in patches(facts, pod) for container in facts.by(Container, "pod", patch))
    return any(container.name not in names for container in added)


def _starts_several(facts: Facts, container: Container) -> bool:
    """Whether the container may run more servers than its name tells."""
    from podlint.shell import processes  # imported late: most pods dial nobody at localhost

    commands = facts.by(Command, "container", container)
    started = [process for command in commands for process in processes(command.script)]
    in_image = container.image is not None and has_init_system(container.image)
    return in_image or any(process.background or process.daemonizes for process in started)


def _has_own_port(facts: Facts, container: Container, port: int) -> bool:
    """Whether a variable tells the container that the port is its own."""
    return any(
        variable.value == str(port) and _OWN_PORT.issuperset(_NO_WORD.split(variable.name.upper()))
        for variable in facts.by(Variable, "container", container)
    )


def _service_with(facts: Facts, pod: Pod, port: int) -> Object | None:
    """A Service beside the workload that has the port and leads elsewhere."""
    services = facts.derived(_services_by_port)
    beside = (services.get((group, port)) for group in groups_beside(pod.object))
    return next((service for service in beside if service is not None and not _selects(service, pod)), None)


def _selects(service: Object, pod: Pod) -> bool:
    selector = mapping(mapping(service.node.get("spec")).get("selector"))
    return matches_labels(selector, pod.labels) is not False


def _services_by_port(facts: Facts) -> dict[tuple[Group, int], Object]:
    """The first Service of each group with each port; those without a selector lead somewhere too."""
    index: dict[tuple[Group, int], Object] = {}
    for service in filter(is_service, facts.by(Object, "kind", "Service")):
        for entry in mappings(mapping(service.node.get("spec")).get("ports")):
            port = entry.get("port")
            if isinstance(port, int):
                index |= {(group, port): service for group in groups_of(service) if (group, port) not in index}
    return index


def is_own_name(dial: Dial) -> bool:
    """Whether the address is what the program calls itself rather than one that it dials."""
    if service_port(dial.name) is not None or names_database(dial.name):
        return False
    return _OWN_NAMES.fullmatch(dial.name) is not None or not _OWN.isdisjoint(_NO_WORD.split(dial.name.upper()))
