"""Containers that dial localhost for what another workload serves."""

import re
from collections.abc import Iterator
from operator import itemgetter

from podlint.facts.commands import Command
from podlint.facts.environment import Variable
from podlint.facts.neighbourhood import Group, groups_beside, groups_of
from podlint.facts.objects import Object, mapping, mappings
from podlint.facts.ports import Dial, Listener
from podlint.facts.selection import PerPods, Selection
from podlint.facts.signs import Sign, alternatives, movable
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.images import default_ports
from podlint.kubernetes.ports import is_injected_port
from podlint.pattern import pattern
from podlint.reading import Place

DATABASE_PORTS = (3306, 5432, 27017, 1433, 1521)
# Ports that any software may use: that somebody serves them proves little.
_GENERIC_PORTS = frozenset({80, 443, 3000, 4000, 5000, 8000, 8001, 8080, 8081, 8443, 8888, 9000, 9090})
_NUMBER = pattern(r"\d+")
_MOST_CONTAINERS = 100
_DATABASE_NAME = pattern("(^|_)(DB|DATABASE|SQL|JDBC|DATASOURCE)(_|$)", re.IGNORECASE)


def local_dial_signs(facts: Facts) -> Iterator[Sign]:
    """One sign for each pair of workloads, at the first address that means the other."""
    seen: set[tuple[Pod, Pod]] = set()
    for dial in facts.all(Dial):
        pod = dial.container.pod
        server = server_elsewhere(facts, dial)
        if server is not None and (pod, server.container.pod) not in seen:
            seen.add((pod, server.container.pod))
            yield _sign(facts, dial, server)


def server_elsewhere(facts: Facts, dial: Dial) -> Listener | None:
    """The listener of another workload that is meant by a local address where nothing in the dialling pod may listen.

    Where there is one the two workloads are coupled.
    """
    pod = dial.container.pod
    if not dial.local or not dial.container.running or pod.host_network or not movable(pod):
        return None
    if has_many_containers(facts, pod):
        return None
    if is_injected_port(dial.port) or heard_in_pod(facts, dial):
        return None
    has_peers = any(peer.running and peer is not dial.container for peer in _containers(facts, dial))
    if has_peers and not dial.explicit:
        return None
    wanted = (dial.port,) if dial.port else DATABASE_PORTS if names_database(dial.name) else ()
    found = [found for port in wanted for found in _servers(facts, pod, port)]
    return min(found, key=lambda one: one[0], default=(0, None))[1]


_Ranked = tuple[tuple[bool, bool, int], Listener]


def _servers(facts: Facts, pod: Pod, port: int) -> Iterator[_Ranked]:
    """Of each group of workloads beside the pod the one that most likely is meant, with its rank."""
    servers = facts.derived(_servers_by_port)
    for group in groups_beside(pod.object):
        for rank, listener in servers.get((port, group), ()):
            other = listener.container.pod
            if other is not pod and not alternatives(facts, pod, other):
                yield rank, listener
                break


def _servers_by_port(facts: Facts) -> dict[tuple[int, Group], list[_Ranked]]:
    """Who serves a port to other workloads; first those whose software is known for it, then those that declare it."""
    index: dict[tuple[int, Group], list[_Ranked]] = {}
    for order, listener in enumerate(facts.all(Listener)):
        pod = listener.container.pod
        if listener.container.running and movable(pod) and pod.kind not in ("Job", "CronJob"):
            rank = (not _by_software(listener), listener.how != "declared", order)
            for group in groups_of(pod.object):
                index.setdefault((listener.port, group), []).append((rank, listener))
    for ranked in index.values():
        ranked.sort(key=lambda one: one[0])
    return index


def _by_software(listener: Listener) -> bool:
    """Whether the port is the one that the container's software is known for."""
    image = listener.container.image
    return image is not None and listener.port in default_ports(image)


def _containers(facts: Facts, dial: Dial) -> tuple[Container, ...]:
    return facts.by(Container, "pod", dial.container.pod)


def has_many_containers(facts: Facts, pod: Pod) -> bool:
    """Whether it is left open who listens to whom in the pod: each address would be looked for in each container."""
    return len(facts.by(Container, "pod", pod)) > _MOST_CONTAINERS


def heard_in_pod(facts: Facts, dial: Dial) -> bool:
    """Whether a container of the pod listens on the port, or names it in a way that may mean so."""
    return any(_may_listen(facts, container, dial) for container in _containers(facts, dial) if container.running)


def _may_listen(facts: Facts, container: Container, dial: Dial) -> bool:
    heard = facts.by(Listener, "container", container)
    if not dial.port:
        return any(listener.how == "image" and _may_serve(listener, dial) for listener in heard)
    return any(listener.port == dial.port for listener in heard) or _names_port(facts, container, dial)


def _may_serve(listener: Listener, dial: Dial) -> bool:
    """Whether known software may be what an address without a port means: for DB_HOST only a database is."""
    return listener.port in DATABASE_PORTS or not names_database(dial.name)


def names_database(variable: str) -> bool:
    """Whether the variable's name speaks of a database without saying which."""
    return _DATABASE_NAME.search(variable) is not None


def _names_port(facts: Facts, container: Container, dial: Dial) -> bool:
    """Whether a value of the container holds the port's number, the dialled address itself left out."""
    named = facts.derived(_Numbers).of(container).get(str(dial.port), ())
    own = container is dial.container
    return any(not own or not _is_client_value(value, place, dial) for value, place in named)


class _Numbers:
    """The values of a container by the numbers in them, worked out for those that somebody asks for."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._found: dict[Container, dict[str, list[tuple[str, Place]]]] = {}

    def of(self, container: Container) -> dict[str, list[tuple[str, Place]]]:
        if container not in self._found:
            index = self._found.setdefault(container, {})
            for value, place in self._values(container):
                for number in set(_NUMBER.findall(value or "")):
                    index.setdefault(number, []).append((value or "", place))
        return self._found[container]

    def _values(self, container: Container) -> Iterator[tuple[str | None, Place]]:
        yield from ((one.value, one.place) for one in self._facts.by(Variable, "container", container))
        for command in self._facts.by(Command, "container", container):
            yield from ((item.value, item.place) for item in command.items)


def _is_client_value(value: str, place: Place, dial: Dial) -> bool:
    """The dialling container's own values name the port because it dials it."""
    return place == dial.place or "localhost" in value or "127.0.0.1" in value or value == str(dial.port)


def _sign(facts: Facts, dial: Dial, server: Listener) -> Sign:
    pod, other = dial.container.pod, server.container.pod
    address = f"{dial.host}:{server.port}"
    service = _service_of(facts, other, server.port)
    certain = (service is not None or _by_software(server)) and server.port not in _GENERIC_PORTS
    return Sign(
        "localhost",
        address,
        pod,
        other,
        dial.place,
        f"{dial.container} dials {address}, where nothing in its own pod listens",
        server.place,
        f"{other.title} serves port {server.port}" + (f", behind {service}" if service else ""),
        "high" if certain else "medium",
    )


def _service_of(facts: Facts, pod: Pod, port: int) -> Object | None:
    """The first Service that sends traffic to this port of the workload's pods."""
    found = [index[port] for index in facts.derived(_services_by_port).with_pod(pod) if port in index]
    return min(found, key=itemgetter(0))[1] if found else None


def _services_by_port(facts: Facts) -> PerPods[dict[float, tuple[int, Object]]]:
    """The first Service for each port of the pods that it selects, with its number."""
    services = PerPods[dict[float, tuple[int, Object]]](lambda _: {})
    for number, selection in enumerate(facts.all(Selection)):
        entries = mappings(mapping(selection.service.node.get("spec")).get("ports"))
        for port in (entry.get(field) for entry in entries for field in ("targetPort", "port")):
            if isinstance(port, int | float):
                services.of(selection).setdefault(port, (number, selection.service))
    return services
