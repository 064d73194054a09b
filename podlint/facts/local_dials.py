"""Containers that dial localhost for what another workload serves."""

import re
from collections.abc import Iterator

from podlint.facts.commands import Command
from podlint.facts.environment import Variable
from podlint.facts.neighbourhood import are_together, together
from podlint.facts.objects import Object, mapping, mappings
from podlint.facts.ports import Dial, Listener
from podlint.facts.signs import Sign, alternatives, movable
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.ports import is_injected_port

DATABASE_PORTS = (3306, 5432, 27017, 1433, 1521)
# Ports that any software may use: that somebody serves them proves little.
_GENERIC_PORTS = frozenset({80, 443, 3000, 4000, 5000, 8000, 8001, 8080, 8081, 8443, 8888, 9000, 9090})
_DATABASE_NAME = re.compile("(^|_)(DB|DATABASE|SQL|JDBC|DATASOURCE)(_|$)", re.IGNORECASE)


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
    if is_injected_port(dial.port) or heard_in_pod(facts, dial):
        return None
    has_peers = any(peer.running and peer is not dial.container for peer in _containers(facts, dial))
    if has_peers and not dial.explicit:
        return None
    pod = dial.container.pod
    wanted = (dial.port,) if dial.port else DATABASE_PORTS if names_database(dial.name) else ()
    found = [listener for port in wanted for listener in facts.by(Listener, "port", port) if _elsewhere(listener, pod)]
    found = [listener for listener in found if not alternatives(facts, pod, listener.container.pod)]
    known = [listener for listener in found if _by_software(facts, listener)]
    return next(iter(sorted(known or found, key=lambda listener: listener.how != "declared")), None)


def _by_software(facts: Facts, listener: Listener) -> bool:
    """Whether the port is the one that the container's software is known for."""
    same = facts.by(Listener, "container", listener.container)
    return any(other.how == "image" and other.port == listener.port for other in same)


def _elsewhere(listener: Listener, pod: Pod) -> bool:
    other = listener.container.pod
    if other is pod or not listener.container.running or not movable(other) or other.kind in ("Job", "CronJob"):
        return False
    return are_together(pod.object, other.object)


def _containers(facts: Facts, dial: Dial) -> tuple[Container, ...]:
    return facts.by(Container, "pod", dial.container.pod)


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
    number = re.compile(rf"(?<!\d){dial.port}(?!\d)")
    named = [(variable.value, variable.place) for variable in facts.by(Variable, "container", container)]
    for command in facts.by(Command, "container", container):
        named += [(item.value, item.place) for item in command.items]
    own = container is dial.container
    return any(
        value and number.search(value) for value, place in named if not own or not _is_client_value(value, place, dial)
    )


def _is_client_value(value: str | None, place: object, dial: Dial) -> bool:
    """The dialling container's own values name the port because it dials it."""
    return place == dial.place or bool(
        value and ("localhost" in value or "127.0.0.1" in value or value == str(dial.port))
    )


def _sign(facts: Facts, dial: Dial, server: Listener) -> Sign:
    pod, other = dial.container.pod, server.container.pod
    address = f"{dial.host}:{server.port}"
    service = _service_of(facts, other, server.port)
    certain = (service is not None or _by_software(facts, server)) and server.port not in _GENERIC_PORTS
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
    """A Service beside the workload that sends traffic to this port of its pods."""
    for item in together(facts, pod.object):
        spec = mapping(item.node.get("spec"))
        selector = mapping(spec.get("selector"))
        selects = item.kind == "Service" and selector and selector.items() <= pod.labels.items()
        if selects and any(
            port in (entry.get("targetPort"), entry.get("port")) for entry in mappings(spec.get("ports"))
        ):
            return item
    return None
