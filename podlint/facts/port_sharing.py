"""Ports that two containers of one pod share: they have one network between them, and so one set of ports."""

from collections.abc import Iterable, Iterator

from podlint.dataclass import dataclass
from podlint.facts.commands import Command
from podlint.facts.container_ports import ContainerPort
from podlint.facts.ports import LOCAL_HOSTS, Listener
from podlint.facts.repairs import scalar
from podlint.facts.server_settings import default_port_settings, plain_software
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.images import default_ports
from podlint.kubernetes.port_settings import port_setting
from podlint.reading import Place

_EVERY_ADDRESS = frozenset({"", "0.0.0.0", "::", "[::]", "*"})


@dataclass(frozen=True, slots=True, eq=False)
class SharedPort:
    """A port that two containers declare which run side by side in a pod, with the same protocol and host IP.

    `bindings` are the arguments by which one of them listens there. `apart` says that by these the two listen at
    different addresses, as far as it is known, and `anywhere` that none of these names an address: a server then
    listens at all that the pod has.
    """

    pod: Pod
    port: int
    protocol: str
    first: ContainerPort
    second: ContainerPort
    bindings: tuple[Listener, ...]
    apart: bool
    anywhere: bool

    @property
    def place(self) -> Place:
        return self.second.place


@dataclass(frozen=True, slots=True, eq=False)
class SharedDefaultPort:
    """A port on which the software of two containers listens that run side by side, unless it is told otherwise.

    `settings` are the places that may tell one of them so. `described` are the ports that the second declares, and
    `declared` says that it has one of them in common with the first. `moved` is the second one with the line that
    puts its software on another port, empty if none is known.
    """

    pod: Pod
    port: int
    first: Container
    second: Container
    settings: tuple[Place, ...]
    described: tuple[ContainerPort, ...]
    declared: bool
    moved: str

    @property
    def place(self) -> Place:
        return self.second.node.value_place("image")


def shared_ports(facts: Facts) -> Iterator[SharedPort]:
    for pod in facts.all(Pod):
        running = _running(facts, pod)
        for (number, protocol, _), ports in _declared(facts, running).items() if len(running) > 1 else ():
            for other in ports[1:]:
                yield _shared_port(facts, pod, number, protocol, ports[0], other)


def shared_default_ports(facts: Facts) -> Iterator[SharedDefaultPort]:
    for pod in facts.all(Pod):
        first: dict[int, Container] = {}
        for container in _running(facts, pod):
            ports = _plain_ports(container)
            shared = next((port for port in ports if port in first), None)
            if shared is not None:
                yield _shared_default_port(facts, shared, first[shared], container)
            first = {**dict.fromkeys(ports, container), **first}


def _running(facts: Facts, pod: Pod) -> list[Container]:
    return [container for container in facts.by(Container, "pod", pod) if container.running]


def _declared(facts: Facts, running: Iterable[Container]) -> dict[tuple[int, str, str], list[ContainerPort]]:
    """The first entry of each container for a port; a container may give one port two names."""
    groups: dict[tuple[int, str, str], dict[str, ContainerPort]] = {}
    for container in running:
        for port in facts.by(ContainerPort, "container", container):
            if port.number:
                host = "" if port.host_ip in _EVERY_ADDRESS else port.host_ip
                groups.setdefault((port.number, port.protocol, host), {}).setdefault(container.name, port)
    return {key: list(ports.values()) for key, ports in groups.items()}


def _shared_port(
    facts: Facts, pod: Pod, number: int, protocol: str, first: ContainerPort, second: ContainerPort
) -> SharedPort:
    one, other = (_bindings(facts, port.container, number) for port in (first, second))
    known = (one or _says_all(facts, first.container)) and (other or _says_all(facts, second.container))
    hosts, others = ({_address(listener.host) for listener in found} for found in (one, other))
    return SharedPort(
        pod=pod,
        port=number,
        protocol=protocol,
        first=first,
        second=second,
        bindings=(*one, *other),
        apart=_are_apart(hosts, others) if known else not _EVERY_ADDRESS.issuperset(hosts | others),
        anywhere=_EVERY_ADDRESS.issuperset(hosts | others),
    )


def _bindings(facts: Facts, container: Container, number: int) -> list[Listener]:
    heard = facts.by(Listener, "container", container)
    return [listener for listener in heard if listener.how == "argument" and listener.port == number]


def _says_all(facts: Facts, container: Container) -> bool:
    """Whether every argument is known: one that only the cluster can expand may name the address."""
    return all(
        item.value is not None for command in facts.by(Command, "container", container) for item in command.items
    )


def _address(host: str) -> str:
    return "127.0.0.1" if host in LOCAL_HOSTS else host


def _are_apart(hosts: set[str], others: set[str]) -> bool:
    """Who says nothing listens at every address, and that includes all others."""
    return bool(hosts and others) and hosts.isdisjoint(others) and (hosts | others).isdisjoint(_EVERY_ADDRESS)


def _plain_ports(container: Container) -> list[int]:
    return sorted(default_ports(container.image)) if container.image and plain_software(container.image) else []


def _shared_default_port(facts: Facts, port: int, first: Container, second: Container) -> SharedDefaultPort:
    ports, others = (facts.by(ContainerPort, "container", container) for container in (first, second))
    common = {(entry.number, entry.protocol) for entry in ports} & {(entry.number, entry.protocol) for entry in others}
    settings = [place for container in (first, second) for place in default_port_settings(facts, container)]
    software = plain_software(second.image) if second.image else ""
    free = port + 1 if port > 1024 else port + 8000
    return SharedDefaultPort(
        pod=second.pod,
        port=port,
        first=first,
        second=second,
        settings=tuple(settings),
        described=others,
        declared=bool(common),
        moved=_with_line(second, port_setting(software, free)),
    )


def _with_line(container: Container, line: str) -> str:
    return f"containers:\n  - name: {scalar(container.name)}\n    {line}\n" if line else ""
